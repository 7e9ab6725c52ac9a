"""Attack rates: cases over people exposed, by unit or by trait, with intervals and against the rest.

The people of a unit are those who were members on any day of the period, whether they are there now or not: the roster
at the time. A case is a person whose first case of the period began (anchor) in it and who was a member by then. The
rest are the people of the scope (a firm's workers, or everybody) with a membership of the same kind. One person with
several records counts once. Who lives in two rooms in the period is exposed in both.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.analysis.infected import Infected, Outbreak, View, curve, outbreak
from graph.analysis.intervals import AttackRate
from graph.analysis.links import whereabouts
from graph.analysis.persons import Persons, all_persons
from graph.analysis.secondary import secondary
from graph.analysis.units import unit_document, unit_names
from graph.database import Transaction
from graph.errors import Invalid
from graph.tracing.days import overlap
from graph.tracing.employment import employment

#: Units by setting, with the memberships that make somebody one of the rest.
UNITS = {
    "room": "LIVES_IN",
    "house": "LIVES_IN",
    "team": "WORKS_IN",
    "workshop": "WORKS_IN",
    "company": "WORKS_IN",
    "vehicle": "RIDES",
}
_KINDS = {**UNITS, "village": "LIVES_IN"}
TRAITS = ("shift", "vaccination", "age", "sex")
#: Not over a unit's people but over the contacts of cases: secondary attack rates.
SETTING = "setting"
#: Width of a band of age in years.
BAND = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is looked at: the period, both days included, and the firms (keys; None: all)."""

    first: date
    last: date
    companies: Sequence[str] | None = None


def attack_rates(
    transaction: Transaction,
    view: View,
    by: str,
    *,
    first: date | None = None,
    last: date | None = None,
    companies: Sequence[str] | None = None,
    limit: int,
    offset: int,
) -> dict[str, Any]:
    """Return the document of attack rates by a setting or trait, most cases first; units without a case are left out.

    The period is from the first anchor to the view's day unless given. Raises Invalid for an unknown ``by``.
    """
    if by not in (SETTING, *UNITS, *TRAITS):
        known = ", ".join((SETTING, *UNITS, *TRAITS))
        raise Invalid(
            f"There are no attack rates by {by}; there are: {known}.",
            f"Không có tỷ lệ tấn công theo {by}; hiện có: {known}.",
            field="by",
        )
    found = outbreak(transaction, view)
    start = first or min((date.fromordinal(case.anchor) for case in found.cases), default=view.as_of)
    scope = Scope(first=start, last=last or view.as_of, companies=companies)
    if scope.first > scope.last:
        raise Invalid("The last day lies before the first.", "Ngày cuối ở trước ngày đầu.", field="to")
    cases = _first_cases(found, scope)
    followed: dict[str, int] = {}
    members: Mapping[str, set[str]] = {}
    if by == SETTING:
        of_contacts = secondary(transaction, view, found, whereabouts(transaction, view, found))
        rates = of_contacts.rates
        followed = {"pending": of_contacts.pending, "ill_before": of_contacts.ill_before}
    elif by in UNITS:
        rates, members = _by_unit(transaction, view, found, cases, scope, by)
    else:
        rates = _by_trait(transaction, view, found, cases, scope, by)
    rates.sort(key=lambda rate: (-rate.cases, -rate.cases / rate.people if rate.people else 0.0, rate.value or "~"))
    page = rates[offset : offset + limit]
    names = unit_names(transaction, [(by, rate.value or "") for rate in page]) if by in UNITS else {}
    return {
        **view.to_document(),
        "by": by,
        "from": scope.first.isoformat(),
        "to": scope.last.isoformat(),
        **followed,
        "curve": curve(cases.values()),
        "total": len(rates),
        "limit": limit,
        "offset": offset,
        "rates": [
            {
                "unit": unit_document(rate.value or "", by, names) if by in UNITS else None,
                "value": None if by in UNITS else rate.value,
                **rate.to_document(),
                "curve": curve(cases[person] for person in members[rate.value or ""]) if by in UNITS else None,
            }
            for rate in page
        ],
    }


def _first_cases(found: Outbreak, scope: Scope) -> dict[str, Infected]:
    """Return the first case of the period of each person."""
    cases: dict[str, Infected] = {}
    for case in found.cases:
        if scope.first.toordinal() <= case.anchor <= scope.last.toordinal():
            cases.setdefault(case.person, case)
    return cases


def _by_unit(
    transaction: Transaction, view: View, found: Outbreak, cases: Mapping[str, Infected], scope: Scope, by: str
) -> tuple[list[AttackRate], dict[str, set[str]]]:
    """Return the rate of each unit with a case, and the cases' persons by unit."""
    members, ill = _cases_of_units(transaction, view, found, cases, scope, by)
    asked = {
        "companies": scope.companies,
        "first": scope.first,
        "last": scope.last,
        "known_at": view.known_at,
    }
    exposed = transaction.one("analysis/exposed", groups=sorted(members), **asked)["groups"]
    everyone = transaction.one("analysis/population", kinds=[UNITS[by]], **asked)
    persons = all_persons(transaction, known_at=view.known_at)
    total = persons.count(everyone["records"], everyone["joined"])
    rates = []
    for key, records, joined in exposed:
        size, own = persons.count(records, joined), len(members[key])
        rates.append(AttackRate(value=key, cases=own, people=size, other_cases=len(ill) - own, others=total - size))
    return rates, members


def _cases_of_units(
    transaction: Transaction, view: View, found: Outbreak, cases: Mapping[str, Infected], scope: Scope, by: str
) -> tuple[dict[str, set[str]], set[str]]:
    """Return the cases' persons by unit, and all with a membership of the kind, up to the anchor."""
    where = whereabouts(transaction, view, found, period=(scope.first, scope.last))
    inside = None if scope.companies is None else _workers_of(transaction, view, found, scope.companies)
    members: dict[str, set[str]] = defaultdict(set)
    ill: set[str] = set()
    for (setting, key), stays in where.stays.items():
        for stay in stays if _KINDS[setting] == UNITS[by] else ():
            case = cases.get(stay.person)
            if case is None or (inside is not None and stay.record not in inside):
                continue
            if overlap((stay.first, stay.last), (scope.first.toordinal(), case.anchor)):
                ill.add(stay.person)
                if setting == by:
                    members[key].add(stay.person)
    return members, ill


def _workers_of(transaction: Transaction, view: View, found: Outbreak, companies: Collection[str]) -> set[str]:
    """Return the cases' records that are on the rosters of these firms."""
    work = employment(transaction, found.records(), day=view.as_of, known_at=view.known_at)
    return {record for record, place in work.items() if place.company in companies}


def _by_trait(
    transaction: Transaction, view: View, found: Outbreak, cases: Mapping[str, Infected], scope: Scope, by: str
) -> list[AttackRate]:
    asked = {"companies": scope.companies, "first": scope.first, "last": scope.last, "known_at": view.known_at}
    everyone = transaction.one("analysis/traits", people=None, **asked)["traits"]
    persons = all_persons(transaction, known_at=view.known_at)
    sizes: dict[str | None, int] = defaultdict(int)
    of_person: dict[str, tuple[str, list[str | None]]] = {}
    for *traits, records, joined in everyone:
        values = _values(by, *traits, year=view.as_of.year)
        for value in values:
            sizes[value] += records - len(joined)
        _keep(of_person, joined, persons, values)
    for _, values in of_person.values():
        for value in values:
            sizes[value] += 1
    ill: dict[str, tuple[str, list[str | None]]] = {}
    mine = [record for record, person in found.records().items() if person in cases]
    for *traits, _, named in transaction.one("analysis/traits", people=mine, **asked)["traits"]:
        _keep(ill, named, persons, _values(by, *traits, year=view.as_of.year))
    counted: dict[str | None, int] = defaultdict(int)
    for _, values in ill.values():
        for value in values:
            counted[value] += 1
    total = sum(row[-2] - len(row[-1]) for row in everyone) + len(of_person)
    return [
        AttackRate(
            value=value, cases=counted[value], people=size, other_cases=len(ill) - counted[value], others=total - size
        )
        for value, size in sizes.items()
    ]


def _keep(
    of_person: dict[str, tuple[str, list[str | None]]],
    records: Iterable[str],
    persons: Persons,
    values: list[str | None],
) -> None:
    """Keep the values of each person's record of the smallest key: one person counts once."""
    for record in records:
        person = persons.person(record)
        if person not in of_person or record < of_person[person][0]:
            of_person[person] = (record, values)


def _values(
    by: str, born: int | None, sex: str | None, doses: int | None, shifts: Sequence[str], *, year: int
) -> list[str | None]:
    """Return the values of a trait; None is unknown. Who works in two shifts has two."""
    if by == "age":
        low = None if born is None else (year - born) // BAND * BAND
        return [None if low is None else f"{low}-{low + BAND - 1}"]
    if by == "shift":
        return list(shifts) or [None]
    if by == "vaccination":
        return [None if doses is None else str(doses)]
    return [sex]
