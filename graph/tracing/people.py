"""People as records: one person may stand on several rosters, joined by SAME_AS (shared/tracing.md, "Membership")."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from graph.case_history import as_known
from graph.database import Transaction
from graph.joined import joined
from graph.tracing.days import ALWAYS, STILL, Span, ordinal
from graph.tracing.employment import WORK, Employment, employment


@dataclass(slots=True)
class People:
    """Which record belongs to whom, and who has which cases and isolations, as far as has been asked.

    A person is known inside a trace by the smallest key of the records. Records without SAME_AS and without a case
    or an isolation need no entry: they are their own person. ``known_at`` None: as known now. ``companies`` None: all;
    else joined records are followed only where one of them sent the record, as if there were no other.
    """

    known_at: datetime | None = None
    companies: Sequence[str] | None = None
    _person: dict[str, str] = field(default_factory=dict)
    _records: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _cases: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    _isolations: dict[str, list[Span]] = field(default_factory=dict)

    def person(self, record: str) -> str:
        """Return the person to whom a record belongs."""
        return self._person.get(record, record)

    def records(self, person: str) -> tuple[str, ...]:
        """Return all records of a person."""
        return self._records.get(person, (person,))

    def others(self, person: str, record: str) -> tuple[str, ...]:
        """Return the other records of a person."""
        return tuple(key for key in self._records[person] if key != record) if person in self._records else ()

    def cases(self, person: str, disease: str | None = None) -> list[dict[str, Any]]:
        """Return the cases of a person that are not retracted, of one disease or of any."""
        found = self._cases.get(person)
        return [case for case in found if disease in (None, case["disease"])] if found else []

    def isolations(self, person: str) -> list[Span]:
        """Return the days of isolation that were recorded beside the cases."""
        return self._isolations.get(person, [])

    def learn(self, transaction: Transaction, records: Iterable[str]) -> None:
        """Ask for the joined records, the cases and the isolations of these records, following SAME_AS to its end."""
        known: dict[str, dict[str, Any]] = {}
        wanted = {record for record in records if record not in self._person}
        while wanted:
            answer = transaction.one(
                "tracing/records",
                people=sorted(wanted),
                known_at=self.known_at,
                companies=None if self.companies is None else list(self.companies),
            )["people"]
            known |= {entry["key"]: entry for entry in answer}
            wanted = {key for entry in answer for key in entry["same"]} - known.keys()
        for group in joined({key: set(entry["same"]) for key, entry in known.items()}):
            person = min(group)
            self._records[person] = tuple(sorted(group))
            found = (as_known(case, self.known_at) for record in group for case in known[record]["cases"])
            self._cases[person] = sorted((case for case in found if case), key=lambda case: str(case["key"]))
            self._isolations[person] = [
                (ordinal(since, unknown=ALWAYS), ordinal(until, unknown=STILL))
                for record in group
                for since, until in known[record]["isolations"]
            ]
            for record in group:
                self._person[record] = person


def representative(records: Iterable[str], work: dict[str, Employment], latest_since: dict[str, int]) -> str:
    """Return the record by which a list shows a person.

    The record with open work on the day (of several, the latest since, unknown being the earliest), else the one with
    the latest work since (``latest_since``, over all its work), else the smaller key.
    """

    def rank(record: str) -> tuple[int, int, str]:
        place = work.get(record)
        if place is not None and place.at_work:
            return (0, -place.since, record)
        return (1, -latest_since.get(record, ALWAYS - 1), record)

    return min(records, key=rank)


def shown_records(
    transaction: Transaction, people: People, reached: Iterable[str], *, as_of: date, known_at: datetime | None
) -> dict[str, str]:
    """Return the record by which each person is shown; only those with several need to be asked about."""
    records = {person: people.records(person) for person in reached}
    several = [record for some in records.values() if len(some) > 1 for record in some]
    if not several:
        return {person: some[0] for person, some in records.items()}
    work = employment(transaction, several, day=as_of, known_at=known_at, dated=True)
    # Only where no record has work on the day does it matter when each had its last.
    idle = [
        record
        for some in records.values()
        if len(some) > 1 and not any(work[key].at_work for key in some)
        for record in some
    ]
    latest = _latest_since(transaction, idle, known_at=known_at) if idle else {}
    return {person: representative(some, work, latest) for person, some in records.items()}


def _latest_since(transaction: Transaction, records: Sequence[str], *, known_at: datetime | None) -> dict[str, int]:
    """Return the latest since of all work of these records; those who never had any are left out."""
    answer = transaction.one("tracing/memberships", people=sorted(records), first=None, last=None, known_at=known_at)
    latest: dict[str, int] = {}
    for entry in answer["groups"]:
        for since, _, _, members in entry["spans"] if entry["setting"] in WORK else ():
            for record in members:
                latest[record] = max(latest.get(record, -1), ordinal(since, unknown=0))
    return latest
