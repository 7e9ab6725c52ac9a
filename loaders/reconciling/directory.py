"""Who a named housemate is: a listed worker, or somebody whom only the workers know (workbook.md, "Who is who")."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from graph.model.keys import fold
from loaders.firm import Person
from loaders.reconciling.plan import given_name
from loaders.rows import Housemate


@dataclass(slots=True)
class Directory:
    """Listed workers, by every way in which a housemate's cell can mean them."""

    by_citizen_id: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    by_phone: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    by_name: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    by_room: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    people: dict[str, Person] = field(default_factory=dict)

    def add(self, person: Person, *, of_firm: bool, rooms: Iterable[str] = ()) -> None:
        """Enter a worker; only the firm's own are found by name alone, others in their rooms."""
        self.people[person.key] = person
        name = fold(person.name)
        if person.citizen_id:
            self.by_citizen_id[person.citizen_id].add(person.key)
        if person.phone:
            self.by_phone[person.phone].add(person.key)
        if of_firm:
            self.by_name[name].add(person.key)
        for room in rooms:
            self.by_room[room, name].add(person.key)

    def worker(self, mate: Housemate, *, namer: str, room: str | None, before: Collection[str] = ()) -> Person | None:
        """Return the listed worker whom a worker names, if it is certain who that is.

        ``before`` are those whom the worker has named so far: one of them who fits goes before anybody who was listed
        later and fits better, so that a file that is sent again means the same people. A phone number alone is not
        enough where the name under it is another one: couples share numbers.
        """
        name = fold(mate.name)
        by_phone = {
            key
            for key in self.by_phone.get(mate.phone or "", ())
            if given_name(self.people[key].name) == given_name(mate.name)
        }
        ways: list[Iterable[str]] = [
            self.by_citizen_id.get(mate.citizen_id or "", ()),
            self._compatible(by_phone, mate),
        ]
        if room is not None:
            ways.append(self._compatible(self.by_room.get((room, name), ()), mate))
        ways.append(self._compatible(self.by_name.get(name, ()), mate))
        candidates = [set(way) - {namer} for way in ways]
        for found in [*(some & set(before) for some in candidates), *candidates]:
            if self._one_person(found):
                return self.people[min(found)]
        return None

    def _one_person(self, keys: Collection[str]) -> bool:
        """Tell whether these are the records of one person: one, or several that are joined."""
        first = min(keys, default=None)
        return first is not None and all(key == first or key in self.people[first].same_as for key in keys)

    def _compatible(self, keys: Iterable[str], mate: Housemate) -> set[str]:
        """Return those whom nothing that is said contradicts; who agrees in birth year goes first."""
        fitting = {key for key in keys if not contradicts(mate, self.people[key])}
        born = {key for key in fitting if mate.birth_year and self.people[key].birth_year == mate.birth_year}
        return born or fitting


def contradicts(mate: Housemate, person: Person) -> bool:
    """Tell whether something said of a housemate cannot be this person."""
    return any(
        said is not None and known is not None and said != known
        for said, known in ((mate.birth_year, person.birth_year), (mate.citizen_id, person.citizen_id))
    )


def cohabitant_among(mate: Housemate, people: Iterable[Person]) -> Person | None:
    """Return the cohabitant of these who has the housemate's name and whom nothing contradicts."""
    name = fold(mate.name)
    fitting = [p for p in people if p.kind == "cohabitant" and fold(p.name) == name and not contradicts(mate, p)]
    return min(fitting, key=lambda p: p.key) if fitting else None


def rooms_of(people: Iterable[Person], rooms: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Return the rooms of each person, by key."""
    wanted = {person.key for person in people}
    found: dict[str, list[str]] = defaultdict(list)
    for room, keys in rooms.items():
        for key in keys:
            if key in wanted:
                found[key].append(room)
    return found
