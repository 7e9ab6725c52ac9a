"""A list of one setting: who shares a person's team, workshop, company, room, house or vehicle on a day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from graph.database import Transaction
from graph.errors import Invalid, NotFound
from graph.model.keys import fold
from graph.people import cards, iso_day
from graph.tracing.days import ALWAYS, STILL, ordinal
from graph.tracing.people import People, shown_records

SETTINGS = ("team", "workshop", "company", "room", "house", "vehicle")


def same_setting(
    transaction: Transaction, key: str, setting: str, *, day: date, limit: int = 200, offset: int = 0
) -> dict[str, Any]:
    """Return the members, on ``day`` and whatever their shift, of the person's groups of that setting.

    Several groups of the kind are merged; the person asked about is left out; a person with several records comes
    once. Raises NotFound for an unknown key, Invalid for an unknown setting.
    """
    if setting not in SETTINGS:
        raise Invalid(
            f"There is no setting {setting}; there are: {', '.join(SETTINGS)}.",
            f"Không có hoàn cảnh {setting}; hiện có: {', '.join(SETTINGS)}.",
            field="setting",
        )
    people = People()
    people.learn(transaction, [key])
    records = people.records(people.person(key))
    if not transaction.one("tracing/names", people=[key], groups=[])["people"]:
        raise NotFound(f"Nobody has the key {key}.", f"Không có ai mang khóa {key}.", field="worker")
    groups = _groups(transaction, records, setting, day)
    members = transaction.one("search/group_members", groups=groups, day=day)["members"]
    people.learn(transaction, [member[0] for member in members if member[5]])
    distinct = {people.person(member[0]): member for member in sorted(members, reverse=True, key=lambda m: str(m[0]))}
    distinct.pop(people.person(key), None)
    listed = sorted(distinct.values(), key=lambda member: (fold(member[1]).split()[::-1], member[0]))
    page = listed[offset : offset + limit]
    shown = shown_records(transaction, people, [people.person(member[0]) for member in page], as_of=day, known_at=None)
    same_as = {shown[person]: people.records(person) for person in shown}
    by_key = cards(transaction, same_as, day=day, same_as=same_as)
    named = transaction.one("search/groups", keys=groups)["groups"]
    told = [{"key": group["key"], "name": group["name"]} for group in named]
    return {
        "setting": setting,
        "on": day.isoformat(),
        "group": None if not told else told[0] if len(told) == 1 else told,
        "total": len(listed),
        "limit": limit,
        "offset": offset,
        "people": [
            {
                "person": by_key[shown[people.person(member[0])]].to_document(),
                "since": iso_day(member[2]),
                "until": iso_day(member[3]),
                "shift": member[4],
            }
            for member in page
        ],
    }


def _groups(transaction: Transaction, records: Sequence[str], setting: str, day: date) -> list[str]:
    """Return the groups of the setting in which any of the records was on the day, or a part of which it was in."""
    found = set()
    today = day.toordinal()
    answer = transaction.one("tracing/memberships", people=list(records), first=day, last=day, known_at=None)
    for entry in answer["groups"]:
        spans = entry["spans"]
        if not any(ordinal(s[0], unknown=ALWAYS) <= today <= ordinal(s[1], unknown=STILL) for s in spans):
            continue
        for level in ("", "larger", "largest"):
            key = entry["key"] if not level else entry[level]
            its = entry["setting"] if not level else entry[f"{level}_setting"]
            if its == setting and key is not None:
                found.add(key)
    return sorted(found)
