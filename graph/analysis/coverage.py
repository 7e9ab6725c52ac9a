"""Coverage of vaccination: how many doses the people of units, or chosen people, had by a day.

Doses count by their days. Who has one without a day is unknown, and so is a cohabitant, of whom no list tells the
doses; a worker without any on file has none, as far as the firm's file goes. Of several records of one person the one
with the most dated doses counts. The graph keeps no earlier state of the doses: ``known_at`` holds for the memberships.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.analysis.infected import View
from graph.analysis.intervals import proportion
from graph.analysis.persons import Persons, all_persons
from graph.analysis.units import unit_document, unit_names
from graph.database import Transaction
from graph.errors import Invalid
from graph.tracing.people import People

UNITS = ("company", "workshop", "team", "room", "house", "vehicle")
#: More doses than this count as this many: 2 is two or more.
MOST_DOSES = 2


@dataclass(frozen=True, slots=True)
class OnFile:
    """What one record tells: doses with a day, whether there is one without, and whether doses are asked of it."""

    dated: int
    undated: bool
    worker: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """People by doses; None: unknown."""

    people: Mapping[int | None, int]

    def at_least(self, doses: int) -> dict[str, Any]:
        """Return the share of those whose doses are known that had so many, with Wilson's interval; null of nobody."""
        known = sum(number for had, number in self.people.items() if had is not None)
        had = sum(number for some, number in self.people.items() if some is not None and some >= doses)
        return proportion(had, known)

    def to_document(self) -> dict[str, Any]:
        """Return the numbers by doses, and the shares with at least one and two."""
        by_doses: Counter[str] = Counter()
        for doses, number in self.people.items():
            by_doses["unknown" if doses is None else str(min(doses, MOST_DOSES))] += number
        return {
            "people": sum(self.people.values()),
            "doses": {name: by_doses[name] for name in ("0", "1", "2", "unknown")},
            "at_least_one": self.at_least(1),
            "at_least_two": self.at_least(2),
        }


def coverage(
    transaction: Transaction, view: View, by: str, *, companies: Sequence[str] | None = None, limit: int, offset: int
) -> dict[str, Any]:
    """Return the coverage of the units of a setting on the view's day, the lowest first (of two doses, then of one).

    ``companies`` (keys) narrows the people to those firms' workers. Raises Invalid for an unknown ``by``.
    """
    if by not in UNITS:
        raise Invalid(
            f"There is no coverage by {by}; there are: {', '.join(UNITS)}.",
            f"Không có tỷ lệ tiêm chủng theo {by}; hiện có: {', '.join(UNITS)}.",
            field="by",
        )
    asked = {"companies": companies, "day": view.as_of, "known_at": view.known_at}
    answer = transaction.one("analysis/doses", setting=by, **asked)
    persons = all_persons(transaction, known_at=view.known_at)
    units = [(key, _counted(counts, persons)) for key, counts in answer["units"]]
    units.sort(key=lambda unit: _order(*unit))
    page = units[offset : offset + limit]
    names = unit_names(transaction, [(by, key) for key, _ in page])
    return {
        **view.to_document(),
        "by": by,
        "everyone": _counted(answer["everyone"], persons).to_document(),
        "total": len(units),
        "limit": limit,
        "offset": offset,
        "units": [{"unit": unit_document(key, by, names), **found.to_document()} for key, found in page],
    }


def coverage_of_people(transaction: Transaction, view: View, keys: Iterable[str]) -> dict[str, int | None]:
    """Return the doses that people, each named by one of their records, had by the view's day; None: unknown."""
    wanted = list(keys)
    people = People(known_at=view.known_at)
    people.learn(transaction, wanted)
    records = sorted({record for key in wanted for record in people.records(people.person(key))})
    answer = transaction.one("analysis/doses_of", people=records, day=view.as_of)["people"]
    on_file = {key: OnFile(*told) for key, *told in answer}
    return {
        key: doses_of(on_file[record] for record in people.records(people.person(key)) if record in on_file)
        for key in wanted
    }


def doses_of(records: Iterable[OnFile]) -> int | None:
    """Return the doses of a person from what the records tell; None: unknown.

    >>> doses_of([OnFile(1, False, True), OnFile(0, True, True)]), doses_of([OnFile(1, True, True)])
    (1, None)
    """
    told = list(records)
    dated = max((one.dated for one in told if one.worker and not one.undated), default=None)
    return None if dated == 0 and any(one.undated for one in told) else dated


def counted_people(doses: Iterable[int | None]) -> Coverage:
    """Return the coverage of some people from the doses of each."""
    return Coverage(people=Counter(doses))


def _counted(counts: Iterable[tuple[int, bool, bool, int, list[str]]], persons: Persons) -> Coverage:
    """Return the coverage of records counted by what they tell; ``joined`` are those of a person with several."""
    found: Counter[int | None] = Counter()
    of_person: dict[str, list[OnFile]] = defaultdict(list)
    for dated, undated, worker, records, joined in counts:
        told = OnFile(dated, undated, worker)
        found[doses_of([told])] += records - len(joined)
        for record in joined:
            of_person[persons.person(record)].append(told)
    found.update(doses_of(some) for some in of_person.values())
    return Coverage(people={doses: number for doses, number in found.items() if number})


def _order(key: str, found: Coverage) -> tuple[bool, float, float, int, str]:
    """The lowest first, units of unknown doses only last; of equal ones the larger first."""
    one, two = found.at_least(1)["share"], found.at_least(2)["share"]
    return two is None, two or 0.0, one or 0.0, -sum(found.people.values()), key
