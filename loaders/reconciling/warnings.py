"""What a person should know about a roster as a whole: what is missing, crowded, or spelled in two ways."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from graph.model.plausible import MOST_PEOPLE
from loaders.findings import Finding, Note
from loaders.firm import Firm
from loaders.reconciling.emptied import workshop_emptied
from loaders.reconciling.placing import Placing
from loaders.reconciling.plan import Plan
from loaders.rows import Address, Roster

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}


def missing_places(roster: Roster, plans: Sequence[Plan], firm: Firm, placing: Placing, day: date) -> Iterator[Finding]:
    """Tell of rows without workshop or residence; of a column that is absent, once."""
    for plan in plans:
        if plan.row.workshop is None and not workshop_emptied(plan, firm, day):
            yield placing.finding(plan.row, "workshop", Note("no-workshop"))
    if not any(column in roster.columns for column in ("residence", "room", "house", "village", "commune")):
        if plans:
            yield placing.of_sheet(plans[0].row.sheet, "residence", Note("residence-column-missing"))
        return
    for plan in plans:
        if plan.row.residence is None:
            yield placing.finding(plan.row, "residence", Note("no-residence"))


def crowded_rooms(plans: Sequence[Plan], members: Mapping[str, int], placing: Placing) -> Iterator[Finding]:
    """Tell of rooms with more people than a room holds, on the first row of each."""
    seen: set[str] = set()
    for plan in plans:
        room = plan.room
        if room is not None and room.key not in seen:
            seen.add(room.key)
            if members.get(room.key, 0) > MOST_PEOPLE["room"]:
                count = str(members[room.key])
                yield placing.finding(plan.row, "residence", Note("room-crowded", room.name, count))


def same_place_spelled_otherwise(plans: Sequence[Plan], placing: Placing) -> Iterator[Finding]:
    """Tell of residences that one key joins although their accents differ (bà Hoa, bà Hòa): two places or a slip?"""
    spellings: dict[str, dict[tuple[str, ...], Plan]] = defaultdict(dict)
    for plan in plans:
        if plan.homes and plan.row.residence:
            spellings[plan.homes[0].key].setdefault(_spelling(plan.row.residence), plan)
    for found in spellings.values():
        first, *others = found.values()
        for plan in others:
            text = plan.row.residence.text if plan.row.residence else ""
            other = first.row.residence.text if first.row.residence else ""
            yield placing.finding(plan.row, "residence", Note("residence-spelling", text, other))


def _spelling(address: Address) -> tuple[str, ...]:
    parts = (address.room, address.house, address.village, address.commune)
    return tuple(_accents(part) for part in parts)


@lru_cache(maxsize=1 << 14)
def _accents(text: str) -> str:
    """Return a text with each word's tone at its end, so that hoà and hòa are one and hoa is another.

    >>> _accents("Hoà") == _accents("hòa"), _accents("Hoa") == _accents("Hòa")
    (True, False)
    """
    words = []
    for word in "".join(c if c.isalnum() else " " for c in unicodedata.normalize("NFC", text.lower())).split():
        marks = unicodedata.normalize("NFD", word)
        words.append("".join(c for c in marks if c not in _TONES) + "".join(sorted(c for c in marks if c in _TONES)))
    return " ".join(words)
