"""Indicators of contact tracing for the cases of the last days, from kept lists, isolations and losses on file.

They are those of the Epidemiologist R Handbook's chapter on contact tracing, after Resolve to Save Lives: how many new
cases were known contacts, how fast the list comes, how fast cases and contacts are isolated, how many contacts are
lost. What nobody kept or recorded is not counted: a list that was not kept (``trace --keep``) is no list here.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from graph.analysis.followed import FollowedCase, FollowedContact, followed_cases, followed_contacts, found_on
from graph.analysis.infected import View, outbreak
from graph.analysis.intervals import proportion
from graph.analysis.kept_lists import KeptList, kept_lists, start_of
from graph.cases import find_cases
from graph.database import Transaction
from graph.errors import Invalid
from graph.tracing.days import iso

DAYS = 7
MOST_DAYS = 366
#: A contact who is lost for so many days or more is told apart.
LOST_DAYS = 3
_ALL = 100_000


def indicators(transaction: Transaction, view: View, *, days: int = DAYS) -> dict[str, Any]:
    """Return the indicators of the last days up to the view's day, that one included. Raises Invalid for no days."""
    if not 1 <= days <= MOST_DAYS:
        raise Invalid(
            f"The indicators look at 1 to {MOST_DAYS} days, not {days}.",
            f"Các chỉ số tính trên 1 đến {MOST_DAYS} ngày, không phải {days}.",
            field="days",
        )
    last = view.as_of.toordinal()
    first = last - days + 1
    found = outbreak(transaction, view)
    mine = [case for case in found.cases if first <= found_on(case) <= last]
    _, entries = find_cases(transaction, disease=view.disease, limit=_ALL)
    registered = {entry["key"]: entry["registered_at"] for entry in entries}
    since = min([first, *(case.infection[0] for case in mine)])
    lists = kept_lists(transaction, view, registered.keys(), first=since)
    cases = followed_cases(view, found.people, mine, lists, registered)
    contacts = followed_contacts(transaction, view, found, [one for one in lists if one.day >= first])
    return {
        **view.to_document(),
        "days": days,
        "from": iso(first),
        "to": iso(last),
        "cases": len(cases),
        "lists": sum(one.day >= first for one in lists),
        "contacts": len(contacts),
        **_of_cases(cases),
        **_of_contacts(contacts, last),
        "by_day": [_of_day(day, cases, contacts, lists) for day in range(first, last + 1)],
    }


def _of_cases(cases: Sequence[FollowedCase]) -> dict[str, Any]:
    listed = [one.listed for one in cases if one.listed is not None]
    told = [one for one in cases if one.first_list is not None]
    known = [one.in_time for one in cases if one.in_time is not None]
    return {
        "listed": {
            **proportion(len(listed), len(cases)),
            "level_1": proportion(listed.count(1), len(cases)),
        },
        "first_list": {
            **proportion(len(told), len(cases)),
            "hours_from_confirmed": _spread(
                _hours(start_of(one.case.dates.confirmed.toordinal()), one)
                for one in told
                if one.case.dates.confirmed is not None
            ),
            "hours_from_registered": _spread(
                _hours(one.registered_at, one) for one in told if one.registered_at is not None
            ),
        },
        "isolated": {**proportion(sum(known), len(known)), "pending": len(cases) - len(known)},
        "contacts_per_case": _spread(_contacts_of(one.first_list) for one in told if one.first_list is not None),
    }


def _of_contacts(contacts: Sequence[FollowedContact], day: int) -> dict[str, Any]:
    known = [one.in_time for one in contacts if one.in_time is not None]
    lost = [day - one.lost for one in contacts if one.lost is not None]
    return {
        "quarantined": {**proportion(sum(known), len(known)), "pending": len(contacts) - len(known)},
        "lost": {
            **proportion(len(lost), len(contacts)),
            "days": LOST_DAYS,
            "longer": proportion(sum(days >= LOST_DAYS for days in lost), len(contacts)),
        },
    }


def _hours(start: datetime, one: FollowedCase) -> float:
    assert one.first_list is not None  # noqa: S101 - tells mypy
    return (one.first_list.issued_at - start) / timedelta(hours=1)


def _contacts_of(first: KeptList) -> float:
    """Return a list's contacts of level 1 for each of the cases that it names."""
    return sum(contact.level == 1 for contact in first.contacts) / len(first.cases)


def _spread(values: Iterable[float]) -> dict[str, Any]:
    """Return the median and the quartiles of some values (between two, by their distance); null of none."""
    some = list(values)
    ends = np.percentile(some, (25, 50, 75)).tolist() if some else (None, None, None)
    names = zip(("lower", "median", "upper"), ends, strict=True)
    return {"cases": len(some), **{name: value if value is None else round(value, 2) for name, value in names}}


def _of_day(
    day: int, cases: Iterable[FollowedCase], contacts: Iterable[FollowedContact], lists: Iterable[KeptList]
) -> dict[str, Any]:
    counted = Counter[str]()
    for case in cases:
        if case.found_on == day:
            counted.update(cases=1, listed=case.listed is not None, isolated=case.in_time is True)
    for contact in contacts:
        if contact.listed_on == day:
            counted.update(contacts=1, quarantined=contact.in_time is True)
    counted["lists"] = sum(one.day == day for one in lists)
    names = ("cases", "listed", "isolated", "lists", "contacts", "quarantined")
    # A counter that is empty takes what it is given as it is: True.
    return {"on": iso(day), **{name: int(counted[name]) for name in names}}
