"""People as records: one person may stand on several rosters, joined by SAME_AS (shared/tracing.md, "Membership")."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from graph.case_history import as_known
from graph.database import Transaction
from graph.tracing.days import ALWAYS, STILL, Span, ordinal


@dataclass(slots=True)
class People:
    """Which record belongs to whom, and who has which cases and isolations, as far as has been asked.

    A person is known inside a trace by the smallest key of the records. Records without SAME_AS and without a case
    or an isolation need no entry: they are their own person. ``known_at`` None: as known now.
    """

    known_at: datetime | None = None
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

    def cases(self, person: str, disease: str | None = None) -> list[dict[str, Any]]:
        """Return the cases of a person that are not retracted, of one disease or of any."""
        return [case for case in self._cases.get(person, ()) if disease in (None, case["disease"])]

    def isolations(self, person: str) -> list[Span]:
        """Return the days of isolation that were recorded beside the cases."""
        return self._isolations.get(person, [])

    def learn(self, transaction: Transaction, records: Iterable[str]) -> None:
        """Ask for the joined records, the cases and the isolations of these records, following SAME_AS to its end."""
        known: dict[str, dict[str, Any]] = {}
        wanted = {record for record in records if record not in self._person}
        while wanted:
            answer = transaction.one("tracing/records", people=sorted(wanted), known_at=self.known_at)["people"]
            known |= {entry["key"]: entry for entry in answer}
            wanted = {key for entry in answer for key in entry["same"]} - known.keys()
        for group in _joined({key: set(entry["same"]) for key, entry in known.items()}):
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


def _joined(same: dict[str, set[str]]) -> list[set[str]]:
    """Return the connected groups of records."""
    groups: list[set[str]] = []
    seen: set[str] = set()
    for start in same:
        if start in seen:
            continue
        group, queue = {start}, [start]
        while queue:
            fresh = same[queue.pop()] - group
            group |= fresh
            queue += fresh
        seen |= group
        groups.append(group)
    return groups


@dataclass(frozen=True, slots=True)
class Employment:
    """Where one record works on a day: the firm stays with the record, the rest is None without work that day."""

    company: str | None
    company_name: str | None
    at_work: bool = False
    since: int = ALWAYS
    workshop: str | None = None
    workshop_name: str | None = None


def employment(transaction: Transaction, records: Iterable[str], *, day: Any, known_at: Any) -> dict[str, Employment]:
    """Return where each record works on ``day``; of several work memberships the one with the latest since."""
    answer = transaction.one("tracing/employment", people=sorted(records), day=day, known_at=known_at)["people"]
    # Later entries win: the latest since (unknown being the earliest), then the smaller group key.
    answer.sort(key=lambda entry: entry[2] or "", reverse=True)
    answer.sort(key=lambda entry: ordinal(entry[3], unknown=ALWAYS))
    found: dict[str, Employment] = {}
    for company, company_name, group, since, workshop, workshop_name, members in answer:
        place = Employment(
            company=company,
            company_name=company_name,
            at_work=group is not None,
            since=ordinal(since, unknown=ALWAYS),
            workshop=workshop,
            workshop_name=workshop_name,
        )
        for member in members:
            found[member] = place
    return found


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
) -> tuple[dict[str, str], dict[str, Employment]]:
    """Return the record by which each person is shown, and where every record works on the day."""
    records = {person: people.records(person) for person in reached}
    work = employment(
        transaction, {record for some in records.values() for record in some}, day=as_of, known_at=known_at
    )
    joined = [record for some in records.values() if len(some) > 1 for record in some]
    latest: dict[str, int] = {}
    if joined:
        rows = transaction.one("tracing/memberships", people=sorted(joined), first=None, last=None, known_at=known_at)[
            "groups"
        ]
        for entry in rows:
            for since, _, _, members in entry["spans"] if entry["setting"] in ("team", "workshop", "company") else ():
                for record in members:
                    latest[record] = max(latest.get(record, -1), ordinal(since, unknown=0))
    return {person: representative(some, work, latest) for person, some in records.items()}, work
