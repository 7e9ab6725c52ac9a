"""A network without anybody's name: pseudonyms that only the key's holder can make again.

A pseudonym is HMAC-SHA256 over the graph's key, cut to 60 bits: two of a million people are alike with a probability
of 4 in 10 million. People and groups get them; names, codes and phones go, free text too (the question, occasions of
meetings). Who met whom in which group and when stays: that is what the pack is for, and what somebody who knows the
place could still recognise; so a pseudonymised pack stays personal data (Law 91/2025/QH15; GDPR, recital 26).
"""

import hashlib
import hmac
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from graph.errors import Invalid
from graph.exports.attributes import age_band
from graph.exports.network import Guarded, Network, NetworkContact, NetworkMembership, NetworkPerson, NetworkPlace

#: What a stranger may know of somebody, and so may find him or her by, where few share it.
GUARDED = ("sex", "age_band", "vaccine_doses", "outcome")
SMALLEST = 5
SHORTEST_KEY = 16
LONGEST_SHIFT = 3650

#: Crockford's: no I, L, O or U to misread.
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 12
_WORK = ("company", "workshop", "team")
#: A team is in a workshop, which is in a company; a room in a house, which is in a village.
_AROUND = 2
_HOME = "residence"
_HOMES = ("room", "house", "village")
_QUESTIONS = {
    "trace": ("Người tiếp xúc của {cases} ca bệnh", "Contacts of {cases} case(s)"),
    "cluster": ("Một chùm {cases} ca bệnh", "A cluster of {cases} case(s)"),
    "cases": ("{cases} ca bệnh", "{cases} case(s)"),
}
#: What kind of place, then names from the largest around it to its own.
_Path = tuple[str | None, ...]


def pseudonymised(network: Network, *, key: bytes, shift_days: int = 0, smallest: int = SMALLEST) -> Network:
    """Return the same network of other names; every day is moved by ``shift_days``.

    A value of an attribute in GUARDED that fewer than ``smallest`` people hold is blanked. Raises Invalid for a key
    that could be guessed, and a shift of more than ten years.
    """
    if len(key) < SHORTEST_KEY:
        raise Invalid(
            f"A key of {len(key)} bytes can be guessed; it needs {SHORTEST_KEY} or more.",
            f"Khóa {len(key)} byte có thể đoán được; cần từ {SHORTEST_KEY} byte trở lên.",
            field="key",
        )
    if abs(shift_days) > LONGEST_SHIFT:
        raise Invalid(
            f"Days can be shifted by at most {LONGEST_SHIFT}, not {shift_days}.",
            f"Chỉ có thể dời ngày tối đa {LONGEST_SHIFT} ngày, không phải {shift_days}.",
            field="shift_days",
        )
    names = _Names(key, _paths(network))
    moved = timedelta(days=shift_days)
    people = [_person(person, names, moved, network.as_of) for person in network.people]
    people, blanked = _guard(people, smallest)
    return replace(
        network,
        question=_question(network),
        as_of=network.as_of + moved,
        known_at=network.known_at and network.known_at + moved,
        # In the order of pseudonyms: the order of keys or names would tell of them.
        people=tuple(sorted(people, key=lambda one: (one.level, one.key))),
        contacts=tuple(
            sorted(
                (_contact(contact, names, moved) for contact in network.contacts),
                key=lambda one: (one.source, one.target, one.group, one.spells),
            )
        ),
        memberships=tuple(
            sorted(
                (_membership(one, names, moved) for one in network.memberships),
                key=lambda one: (one.person, one.group, one.since or date.min, one.until or date.max),
            )
        ),
        places=tuple(sorted((_place(one, names) for one in network.places), key=lambda one: one.group)),
        guarded=Guarded(smallest=smallest, shifted=shift_days != 0, blanked=blanked),
    )


@dataclass(frozen=True, slots=True)
class _Names:
    """Pseudonyms of people, and of groups by key and, for what a person says of work and home, by path of names."""

    key: bytes
    paths: Mapping[_Path, str]
    made: dict[tuple[str, ...], str] = field(default_factory=dict)

    def person(self, key: str) -> str:
        return self._make("P", "person", key)

    def group(self, key: str) -> str:
        return self._make("G", "group", key)

    def place(self, person: NetworkPerson, place: str) -> str | None:
        """Return the pseudonym of a person's place, which is known by its name and those around it."""
        path = _path(person, place)
        if path[-1] is None:
            return None
        if (key := self.paths.get(path)) is not None:
            return self.group(key)
        return self._make("G", "place", *("" if name is None else f"={name}" for name in path))

    def _make(self, letter: str, *parts: str) -> str:
        if (known := self.made.get(parts)) is not None:
            return known
        # The lengths keep apart what would read the same when joined.
        message = "".join(f"{len(part)}:{part}" for part in parts).encode()
        number = int.from_bytes(hmac.digest(self.key, message, hashlib.sha256)[:8])
        made = f"{letter}-" + "".join(_SIGNS[number >> 5 * place & 31] for place in range(_LENGTH))
        return self.made.setdefault(parts, made)


def _paths(network: Network) -> dict[_Path, str]:
    """Return the key of each group by its path, where only one has it.

    So a person's ``team`` and the group of the contacts there get one pseudonym.
    """
    people = {person.key: person for person in network.people}
    found: dict[_Path, set[str]] = {}
    groups = network.groups()
    rows = set[tuple[str, str, str, str]]()
    for one in network.memberships:
        rows.add((one.person, one.setting, one.group, one.group_name))
        around = one.larger
        for _ in range(_AROUND):
            if around is None or around not in groups:
                break
            place = groups[around]
            rows.add((one.person, place.setting, place.group, place.group_name))
            around = place.larger
    for met in network.contacts:
        rows.update((end, met.setting, met.group, met.group_name) for end in (met.source, met.target))
    for person, setting, group, name in rows:
        kind = _HOME if setting in _HOMES else setting
        if kind not in (*_WORK, _HOME):
            continue  # a vehicle, or an occasion on which people met
        path = _path(people[person], kind)
        if path[-1] == name:
            found.setdefault(path, set()).add(group)
    return {path: next(iter(keys)) for path, keys in found.items() if len(keys) == 1}


def _path(person: NetworkPerson, place: str) -> _Path:
    """Return a person's place with those around it: every workshop has a "Tổ 1"."""
    if place == _HOME:
        return (_HOME, person.residence)
    return (place, *(getattr(person, name) for name in _WORK[: _WORK.index(place) + 1]))


def _person(person: NetworkPerson, names: _Names, moved: timedelta, as_of: date) -> NetworkPerson:
    move = partial(_move, moved=moved)
    return replace(
        person,
        key=names.person(person.key),
        name=None,
        code=None,
        phone=None,
        birth_year=None,
        age_band=person.age_band or age_band(person.birth_year, as_of),
        company=names.place(person, "company"),
        workshop=names.place(person, "workshop"),
        team=names.place(person, "team"),
        residence=names.place(person, _HOME),
        onset=move(person.onset),
        sampled=move(person.sampled),
        confirmed=move(person.confirmed),
        isolated=move(person.isolated),
        window=person.window and (person.window[0] + moved, person.window[1] + moved),
    )


def _contact(contact: NetworkContact, names: _Names, moved: timedelta) -> NetworkContact:
    group = names.group(contact.group)
    return replace(
        contact,
        source=names.person(contact.source),
        target=names.person(contact.target),
        group=group,
        group_name=group,
        spells=tuple((first + moved, last + moved) for first, last in contact.spells),
    )


def _membership(membership: NetworkMembership, names: _Names, moved: timedelta) -> NetworkMembership:
    group = names.group(membership.group)
    return replace(
        membership,
        person=names.person(membership.person),
        group=group,
        group_name=group,
        since=_move(membership.since, moved=moved),
        until=_move(membership.until, moved=moved),
        larger=None if membership.larger is None else names.group(membership.larger),
    )


def _place(place: NetworkPlace, names: _Names) -> NetworkPlace:
    group = names.group(place.group)
    larger = None if place.larger is None else names.group(place.larger)
    return replace(place, group=group, group_name=group, larger=larger)


def _move(day: date | None, *, moved: timedelta) -> date | None:
    return None if day is None else day + moved


def _guard(people: list[NetworkPerson], smallest: int) -> tuple[list[NetworkPerson], dict[str, int]]:
    """Blank what too few hold; return how many lost each attribute."""
    blanked = {}
    for name in GUARDED:
        held = Counter(getattr(person, name) for person in people)
        if rare := rare_values(held, smallest):
            blanked[name] = sum(held[value] for value in rare)
            gone: dict[str, Any] = {name: None}
            people = [replace(person, **gone) if getattr(person, name) in rare else person for person in people]
    return people, blanked


def rare_values(held: Mapping[Any, int], smallest: int) -> set[Any]:
    """Return which values to blank, by how many hold each; None is unknown already.

    What is blank must not give the value away again: where only one value would be, or fewer than ``smallest`` people
    would stand there without it, the next rarest is blanked too.

    >>> sorted(rare_values({"female": 3, "male": 90}, 5)), rare_values({"female": 3, "male": 90, None: 9}, 5)
    (['female', 'male'], {'female'})
    """
    order = sorted((number, str(value), value) for value, number in held.items() if value is not None)
    rare: set[Any] = set()
    blank = unknown = held.get(None, 0)
    for number, _, value in order:
        safe = not rare or (blank >= smallest and len(rare) + bool(unknown) > 1)
        if number >= smallest and safe:
            break
        rare.add(value)
        blank += number
    return rare


def _question(network: Network) -> dict[str, str]:
    """Return the question without the names that were asked for."""
    cases = sum(person.level == 0 for person in network.people)
    vi, en = _QUESTIONS[network.what]
    return {"vi": vi.format(cases=cases), "en": en.format(cases=cases)}
