"""How much two records look like one person: a score with its reasons.

The weights are a judgement of ours, for which there is no source: they order a list that a person decides, and nothing
is joined by them. Evidence adds up as independent chances do (noisy or), contradictions take a share of it away, and
two different citizen IDs of one kind rule a pair out.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

#: The chance that two records are one person, from one piece of evidence alone.
EVIDENCE = {
    "citizen-id": 0.9,
    "name-and-birth-date": 0.8,
    "phone": 0.5,
    "room": 0.3,
    "same-name": 0.3,
    "like-name": 0.2,
}

#: What a contradiction leaves of the score.
CONTRADICTIONS = {
    "other-name": 0.5,
    "other-birth-year": 0.5,
    "other-birth-date": 0.7,
    "other-sex": 0.5,
    "other-phone": 0.8,
}

#: Days of birth of people at work, some 32 years of them: two people of one name share one by chance once in so many.
BIRTHDAYS = 11_700

#: Pairs below are not worth a person's time.
LEAST = 0.05

#: Names that agree so far, in percent of their letters, are alike.
ALIKE = 88


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record, by what tells people apart; ``namers`` are the keys of those who named it as housemate."""

    key: str
    kind: str
    folded_name: str
    company: str | None = None
    birth_date: date | None = None
    birth_year: int | None = None
    sex: str | None = None
    citizen_id: str | None = None
    phone: str | None = None
    namers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Two records, the smaller key first, with a score from 0 to 1 and the codes of its reasons."""

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]

    @property
    def key(self) -> str:
        """The pair's key."""
        return pair_key(self.one, self.other)


def pair_key(one: str, other: str) -> str:
    """Return the key of two records, in whatever order.

    >>> pair_key("abc~w1", "xyz~w9") == pair_key("xyz~w9", "abc~w1")
    True
    """
    return hashlib.sha256("\n".join(sorted((one, other))).encode()).hexdigest()[:16]


def likeness(one: Record, other: Record, *, room: bool = False, namesakes: int = 2) -> Likeness | None:
    """Return how alike two records are; None where they are not or cannot be one person.

    ``room``: they live in one room now. ``namesakes``: how many workers of the graph have the first one's name.
    """
    if _told_apart(one, other):
        return None
    name = _names(one.folded_name, other.folded_name)
    for_it = {name} - {None, "other-name"}
    if one.citizen_id is not None and one.citizen_id == other.citizen_id:
        for_it.add("citizen-id")
    if name == "same-name" and one.birth_date is not None and one.birth_date == other.birth_date:
        for_it = for_it - {"same-name"} | {"name-and-birth-date"}
    if name != "other-name" and one.phone is not None and one.phone == other.phone:
        for_it.add("phone")
    # A firm lists each of its people once: its two rows in one room are two people of one name.
    one_roster = one.kind == other.kind == "worker" and one.company == other.company
    if name != "other-name" and room and not one_roster:
        for_it.add("room")
    if not for_it - {"same-name", "like-name"}:
        return None
    against = _contradictions(one, other) | ({"other-name"} & {name})
    reasons = (*(r for r in EVIDENCE if r in for_it), *(r for r in CONTRADICTIONS if r in against))
    score = _score(reasons, namesakes)
    if score < LEAST:
        return None
    first, second = sorted((one.key, other.key))
    return Likeness(one=first, other=second, score=score, reasons=reasons)


def _told_apart(one: Record, other: Record) -> bool:
    """Tell whether something rules out that two records are one person."""
    # An old number of 9 digits and a new one of 12 may well be one person's.
    numbers = [number for number in (one.citizen_id, other.citizen_id) if number is not None]
    if len(numbers) == 2 and numbers[0] != numbers[1] and len(numbers[0]) == len(numbers[1]):
        return True
    # Nobody names himself as housemate, nor two housemates who are one.
    return one.key in other.namers or other.key in one.namers or bool(set(one.namers) & set(other.namers))


def _names(one: str, other: str) -> str:
    if one == other:
        return "same-name"
    mine, theirs = one.split(), other.split()
    shorter = min(mine, theirs, key=len)
    given = mine[-1:] == theirs[-1:]
    # "Hoa" or "Lê Hoa" may be short for "Lê Thị Hoa".
    if given and len(shorter) < max(len(mine), len(theirs)) and set(shorter) <= set(mine) & set(theirs):
        return "like-name"
    return "like-name" if fuzz.ratio(one, other) >= ALIKE else "other-name"


def _contradictions(one: Record, other: Record) -> set[str]:
    found = set()
    if one.birth_year is not None and other.birth_year is not None and one.birth_year != other.birth_year:
        found.add("other-birth-year")
    elif one.birth_date is not None and other.birth_date is not None and one.birth_date != other.birth_date:
        found.add("other-birth-date")
    if one.sex is not None and other.sex is not None and one.sex != other.sex:
        found.add("other-sex")
    if one.phone is not None and other.phone is not None and one.phone != other.phone:
        found.add("other-phone")
    return found


def _score(reasons: Collection[str], namesakes: int = 2) -> float:
    """Return the score of reasons: one minus the chance that no evidence holds, less what contradicts.

    >>> _score(["phone", "same-name"])
    0.65
    >>> _score(["phone", "same-name", "other-birth-year"])
    0.33

    Two called Nguyễn Văn Dũng, of whom there are 2,000, are often born on one day by chance:

    >>> _score(["name-and-birth-date"]), _score(["name-and-birth-date"], namesakes=2000)
    (0.8, 0.1)
    """
    # Among so many namesakes, so many pairs with one day of birth are to be expected by chance.
    chance = namesakes * (namesakes - 1) / 2 / BIRTHDAYS
    weights = {**EVIDENCE, "name-and-birth-date": max(0.1, EVIDENCE["name-and-birth-date"] / (1 + chance))}
    missed, kept = 1.0, 1.0
    for reason in reasons:
        missed *= 1 - weights.get(reason, 0.0)
        kept *= CONTRADICTIONS.get(reason, 1.0)
    return round((1 - missed) * kept + 1e-9, 2)
