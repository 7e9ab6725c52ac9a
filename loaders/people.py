"""People as a file finds them: records anywhere in the graph, by number and by room."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from loaders.history.spells import Held


@dataclass(slots=True, kw_only=True)  # not frozen: see loaders/rows.py
class Person:
    """Any record by which a housemate or a second record of one person can be recognised.

    ``same_as`` are the records that are joined to it, ``apart`` those of which a person decided that they are others.
    """

    key: str
    kind: str
    name: str
    company: str | None = None
    birth_date: date | None = None
    birth_year: int | None = None
    citizen_id: str | None = None
    phone: str | None = None
    homes: tuple[Held, ...] = ()
    namers: frozenset[str] = frozenset()
    same_as: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()

    @staticmethod
    def of(kind: str, properties: Mapping[str, Any]) -> "Person":
        """Return a person with a node's properties, of whom nothing else is known yet."""
        return Person(
            key=properties["key"],
            kind=kind,
            name=properties["name"],
            company=properties.get("company"),
            birth_date=properties.get("birth_date"),
            birth_year=properties.get("birth_year"),
            citizen_id=properties.get("citizen_id"),
            phone=properties.get("phone"),
        )

    def lives_in(self, room: str, day: date) -> bool:
        """Tell whether the person lives in a room on the day or later."""
        return any(home.group == room and home.lasts(day) for home in self.homes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """By what a file's people are looked up: citizen IDs, phones, and keys of rooms."""

    citizen_ids: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    rooms: frozenset[str] = frozenset()

    @staticmethod
    def of_all(some: "Sequence[Marks]") -> "Marks":
        """Return the marks of several files together."""
        return Marks(
            citizen_ids=frozenset[str]().union(*(marks.citizen_ids for marks in some)),
            phones=frozenset[str]().union(*(marks.phones for marks in some)),
            rooms=frozenset[str]().union(*(marks.rooms for marks in some)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Records anywhere in the graph that share an ID number, a phone or a room with the file's workers."""

    people: Mapping[str, Person] = field(default_factory=dict)
    rooms: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(slots=True)
class People:
    """Many people, found by their marks. Adding somebody again takes the place of what was known."""

    by_key: dict[str, Person] = field(default_factory=dict)
    _by_citizen_id: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _by_phone: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _by_room: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, person: Person) -> None:
        """Enter a person. An entry under an old number stays: whoever is found is held against the mark again."""
        self.by_key[person.key] = person
        if person.citizen_id:
            self._by_citizen_id[person.citizen_id].append(person.key)
        if person.phone:
            self._by_phone[person.phone].append(person.key)
        for home in person.homes:
            self._by_room[home.group].append(person.key)

    def of(self, marks: Marks, day: date) -> Iterator[Person]:
        """Give those with one of these numbers, or in one of these rooms on the day or later; some more than once."""
        for number in marks.citizen_ids & self._by_citizen_id.keys():
            for key in self._by_citizen_id[number]:
                if self.by_key[key].citizen_id == number:
                    yield self.by_key[key]
        for phone in marks.phones & self._by_phone.keys():
            for key in self._by_phone[phone]:
                if self.by_key[key].phone == phone:
                    yield self.by_key[key]
        for room in marks.rooms & self._by_room.keys():
            for key in self._by_room[room]:
                if self.by_key[key].lives_in(room, day):
                    yield self.by_key[key]


def surroundings(marks: Marks, day: date, layers: Sequence[People]) -> Surroundings:
    """Return whom a file may concern; of somebody in several layers the first one that has him or her tells."""
    found: dict[str, Person] = {}
    for count, layer in enumerate(layers):
        for person in layer.of(marks, day):
            if not any(person.key in newer.by_key for newer in layers[:count]):
                found[person.key] = person
    inside: dict[str, list[str]] = defaultdict(list)
    for person in sorted(found.values(), key=lambda person: person.key):
        for room in {home.group for home in person.homes if home.lasts(day)} & marks.rooms:
            inside[room].append(person.key)
    return Surroundings(people=found, rooms=inside)
