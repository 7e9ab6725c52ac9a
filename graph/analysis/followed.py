"""How cases and contacts fared by the kept lists and what is on file: listed before, isolated in time, lost."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph.analysis.infected import Infected, Outbreak, View
from graph.analysis.kept_lists import KeptList, naming, start_of
from graph.database import Transaction
from graph.follow_up.events import SAME_ILLNESS
from graph.tracing.days import ALWAYS, STILL, Span, ordinal, overlap
from graph.tracing.people import People

#: In time is on the same day or so many days later: the day is all that is known of an isolation.
IN_TIME = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedCase:
    """A case of the period: the day on which it was found, the level on an earlier list, the first list of it.

    ``in_time`` tells whether it was isolated by the day after the anchor; None: that day is still to come.
    """

    case: Infected
    found_on: int
    listed: int | None
    first_list: KeptList | None
    registered_at: datetime | None
    in_time: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedContact:
    """A contact of level 1 on a list of the period: the day of the first one, in quarantine in time (None: that is
    still to come), lost since (None: not lost)."""

    listed_on: int
    in_time: bool | None
    lost: int | None


def found_on(case: Infected) -> int:
    """Return the day on which a case was found: the confirmed day, else the sampled one, else the anchor."""
    day = case.dates.confirmed or case.dates.sampled
    return case.anchor if day is None else day.toordinal()


def followed_cases(
    view: View,
    people: People,
    mine: Iterable[Infected],
    lists: Sequence[KeptList],
    registered: Mapping[str, Any],
) -> list[FollowedCase]:
    """Return how some cases fared; ``registered`` gives the moment of each, of the driver."""
    followed = []
    for case in mine:
        records = people.records(case.person)
        at = registered[case.key]
        followed.append(
            FollowedCase(
                case=case,
                found_on=found_on(case),
                listed=_listed_before(case, found_on(case), records, lists),
                first_list=next(naming(lists, case, records), None),
                registered_at=None if at is None else at.to_native(),
                in_time=_in_time(case.anchor, _isolations(people, case.person, [case]), view),
            )
        )
    return followed


def _listed_before(case: Infected, day: int, records: Iterable[str], lists: Iterable[KeptList]) -> int | None:
    """Return the lowest level of a case on lists kept before the day it was found; None: on none.

    Only an exposure on days on which the case can have been infected counts: not a list of months ago.
    """
    mine, moment = set(records), start_of(day)
    levels = [
        contact.level
        for one in lists
        if one.issued_at < moment
        for contact in one.contacts
        if not mine.isdisjoint(contact.records) and overlap(contact.exposure, case.infection)
    ]
    return min(levels, default=None)


def _isolations(people: People, person: str, cases: Iterable[Infected]) -> list[Span]:
    """Return a person's isolations: recorded, and those of the cases."""
    own = [(case.dates.isolated.toordinal(), STILL) for case in cases if case.dates.isolated is not None]
    return [*people.isolations(person), *own]


def _in_time(day: int, isolations: Iterable[Span], view: View) -> bool | None:
    """Tell whether somebody was isolated by the day after a day (and not only before it); None: that is to come."""
    by = min(day + IN_TIME, view.as_of.toordinal())
    if any(since <= by and until >= day for since, until in isolations):
        return True
    return False if day + IN_TIME <= view.as_of.toordinal() else None


def followed_contacts(
    transaction: Transaction, view: View, found: Outbreak, lists: Collection[KeptList]
) -> list[FollowedContact]:
    """Return the contacts of level 1 of some lists, each person once; who had fallen ill by then is none."""
    people = found.people
    people.learn(
        transaction,
        {record for one in lists for contact in one.contacts if contact.level == 1 for record in contact.records},
    )
    listed_on: dict[str, int] = {}
    for one in lists:
        for contact in one.contacts:
            if contact.level == 1:
                listed_on.setdefault(people.person(min(contact.records)), one.day)
    cases: dict[str, list[Infected]] = {}
    for case in found.cases:
        cases.setdefault(case.person, []).append(case)
    listed = {
        person: day
        for person, day in listed_on.items()
        if not any(case.anchor <= day <= case.anchor + SAME_ILLNESS.days for case in cases.get(person, ()))
    }
    lost = _lost(transaction, view, people, listed)
    return [
        FollowedContact(
            listed_on=day,
            in_time=_in_time(
                day, _isolations(people, person, [case for case in cases.get(person, ()) if case.anchor > day]), view
            ),
            lost=lost.get(person),
        )
        for person, day in listed.items()
    ]


def _lost(transaction: Transaction, view: View, people: People, persons: Iterable[str]) -> Mapping[str, int]:
    """Return since when those are lost to follow-up who are so on the view's day."""
    records = sorted({record for person in persons for record in people.records(person)})
    events = transaction.one("follow_up/events", people=records, kind="lost", known_at=view.known_at)["events"]
    day, lost = view.as_of.toordinal(), dict[str, int]()
    for event in events:
        since, until = ordinal(event["since"], unknown=ALWAYS), ordinal(event["until"], unknown=STILL)
        if since <= day <= until:
            person = people.person(event["person"])
            lost[person] = min(since, lost.get(person, since))
    return lost
