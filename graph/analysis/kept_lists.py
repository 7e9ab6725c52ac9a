"""Kept lists of a disease as the indicators look at them: which cases each names, who is on it, on which day it was."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from graph.analysis.infected import Infected, View
from graph.clock import VIETNAM
from graph.database import Transaction
from graph.tracing.days import Span
from graph.tracing.issued import Issued, lists_between


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One contact of a list: the records under which it stood, the level, the first and the last day of exposure."""

    records: frozenset[str]
    level: int
    exposure: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptList:
    """One list as it was kept: when, of which cases (key, None if not registered; record), and who is on it."""

    issued_at: datetime
    cases: tuple[tuple[str | None, str], ...]
    contacts: tuple[Listed, ...]

    @property
    def day(self) -> int:
        """The day in Vietnam on which it was kept, as an ordinal."""
        return self.issued_at.astimezone(VIETNAM).date().toordinal()

    def names(self, case: Infected, records: Iterable[str]) -> bool:
        """Tell whether the list is of a case: by its key, or by a record of its person where it had none yet."""
        mine = set(records)
        return any(key == case.key or (key is None and record in mine) for key, record in self.cases)


def start_of(day: int) -> datetime:
    """Return the moment at which a day (an ordinal) begins in Vietnam."""
    return datetime.combine(date.fromordinal(day), time(), VIETNAM)


def kept_lists(transaction: Transaction, view: View, keys: Collection[str], *, first: int) -> list[KeptList]:
    """Return the lists of the view's disease kept from a day on, up to its day and moment; the earliest first.

    A list is of the disease if it names a case of it (``keys``: of all that were ever registered), or nobody registered
    and was made by the view's rule set.
    """
    last = start_of(view.as_of.toordinal() + 1) - timedelta(microseconds=1)
    if view.known_at is not None:
        last = min(last, view.known_at)
    issued = lists_between(transaction, start_of(first).astimezone(UTC), last.astimezone(UTC))
    return [_kept(one) for one in issued if _of_disease(one, keys, view)]


def _of_disease(issued: Issued, keys: Collection[str], view: View) -> bool:
    named = [case["key"] for case in issued.question["cases"]]
    return any(key in keys for key in named) or (
        all(key is None for key in named) and issued.question["rules"] == view.rules.id
    )


def _kept(issued: Issued) -> KeptList:
    return KeptList(
        issued_at=issued.issued_at,
        cases=tuple((case["key"], case["record"]) for case in issued.question["cases"]),
        contacts=tuple(
            Listed(
                records=frozenset((contact["key"], *contact["same_as"])),
                level=contact["level"],
                exposure=(_ordinal(contact["first"]), _ordinal(contact["last"])),
            )
            for contact in issued.contacts
        ),
    )


def _ordinal(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def naming(lists: Sequence[KeptList], case: Infected, records: Iterable[str]) -> Iterator[KeptList]:
    """Yield the lists of a case, the earliest first; those that name only its person from its days of infection on."""
    mine = set(records)
    return (one for one in lists if one.names(case, mine) and one.day >= case.infection[0])
