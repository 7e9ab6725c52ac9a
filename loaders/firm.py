"""What the graph holds of one firm before its file is applied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import neo4j.time

from graph.database import Transaction
from loaders.history.spells import Held
from loaders.people import Marks, People, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A company as the graph knows it; ``last_as_of`` is the date of its last applied file."""

    key: str
    name: str
    tax_code: str | None
    last_as_of: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownWorker:
    """A worker of the firm as the graph has him or her: properties, and memberships that are not retracted."""

    properties: Mapping[str, Any]
    work: tuple[Held, ...]
    homes: tuple[Held, ...]
    rides: tuple[Held, ...]
    same_as: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        """The worker's key."""
        return str(self.properties["key"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """The firm's workers by key, and everyone they named as housemates by key."""

    workers: Mapping[str, KnownWorker] = field(default_factory=dict)
    named: Mapping[str, Person] = field(default_factory=dict)


def as_person(known: KnownWorker) -> Person:
    """Return a worker of the firm as a record to be recognised by."""
    same_as = frozenset(other for other, _ in known.same_as)
    return replace(Person.of("worker", known.properties), homes=known.homes, same_as=same_as)


def find_companies(
    transaction: Transaction, asked: Sequence[Mapping[str, str | None]]
) -> list[tuple[Company | None, Company | None, Company | None]]:
    """Return for each asked the companies with its ``tax_code``, with its ``key``, and with the key as ``given``."""
    if not asked:
        return []
    answer = transaction.one("loading/companies", asked=[dict(one) for one in asked])["companies"]
    return [(_company(one["by_tax_code"]), _company(one["by_key"]), _company(one["by_given"])) for one in answer]


def read_firms(transaction: Transaction, companies: Sequence[str]) -> dict[str, Firm]:
    """Return what the graph holds of the companies' workers and of those whom they named, by company."""
    entries = transaction.one("loading/firms", companies=list(companies))["workers"] if companies else []
    workers: dict[str, dict[str, KnownWorker]] = {company: {} for company in companies}
    company_of: dict[str, str] = {}
    for entry in entries:
        worker = _worker(entry)
        company_of[worker.key] = worker.properties["company"]
        workers[worker.properties["company"]][worker.key] = worker
    people = transaction.one("loading/named", namers=list(company_of))["people"] if company_of else []
    named: dict[str, dict[str, Person]] = {company: {} for company in companies}
    for entry in people:
        for company in {company_of[namer] for namer in entry["namers"]}:
            namers = [namer for namer in entry["namers"] if company_of[namer] == company]
            named[company][entry["key"]] = _person({**entry, "namers": namers})
    return {company: Firm(workers=workers[company], named=named[company]) for company in companies}


def read_people(transaction: Transaction, marks: Marks, day: date) -> People:
    """Return the records with these numbers, and who lives in these rooms on ``day`` or later."""
    people = People()
    if marks.citizen_ids or marks.phones or marks.rooms:
        answer = transaction.one(
            "loading/candidates",
            citizen_ids=sorted(marks.citizen_ids),
            phones=sorted(marks.phones),
            rooms=sorted(marks.rooms),
            day=day,
        )
        for entry in answer["people"]:
            people.add(_person(entry))
    return people


def native(value: Any) -> Any:
    """Return the driver's date as Python's."""
    return value.to_native() if isinstance(value, neo4j.time.Date) else value


def _company(entry: Mapping[str, Any] | None) -> Company | None:
    if entry is None:
        return None
    return Company(**{name: native(value) for name, value in entry.items()})


def _worker(entry: Mapping[str, Any]) -> KnownWorker:
    return KnownWorker(
        properties={name: native(value) for name, value in entry["worker"].items()},
        work=tuple(
            Held(
                edge=edge,
                group=group,
                since=native(since),
                until=native(until),
                shift=shift,
                shift_key=shift_key,
                position=position,
            )
            for edge, group, since, until, shift, shift_key, position in entry["work"]
        ),
        homes=_homes(entry["homes"]),
        rides=tuple(
            Held(edge=edge, group=group, since=native(since), until=native(until), bus=bool(bus))
            for edge, group, since, until, bus in entry["rides"]
        ),
        same_as=tuple((key, basis) for key, basis in entry["same_as"]),
    )


def _person(entry: Mapping[str, Any]) -> Person:
    return Person(
        key=entry["key"],
        kind=entry["kind"],
        name=entry["name"],
        company=entry["company"],
        birth_date=native(entry["birth_date"]),
        birth_year=entry["birth_year"],
        citizen_id=entry["citizen_id"],
        phone=entry["phone"],
        homes=_homes(entry["homes"]),
        namers=frozenset(entry.get("namers", ())),
        same_as=frozenset(entry.get("same_as", ())),
        apart=frozenset(entry.get("apart", ())),
    )


def _homes(rows: Sequence[Sequence[Any]]) -> tuple[Held, ...]:
    return tuple(
        Held(edge=edge, group=group, since=native(since), until=native(until), named_by=named_by)
        for edge, group, since, until, named_by in rows
    )
