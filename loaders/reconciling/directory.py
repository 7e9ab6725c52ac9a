"""Who a named housemate is: a listed worker, or somebody whom only the workers know (workbook.md, "Who is who")."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from graph.model.keys import fold
from loaders.history.spells import Spell
from loaders.people import Person
from loaders.reconciling.plan import given_name
from loaders.rows import Housemate


@dataclass(slots=True)
class Directory:
    """Listed workers, by every way in which a housemate's cell can mean them."""

    by_citizen_id: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    by_phone: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    by_name: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    by_room: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    own_homes: dict[str, frozenset[str]] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def add(self, person: Person, *, of_firm: bool, homes: Sequence[Spell] = ()) -> None:
        """Enter a worker with the homes of the day; only the firm's own are found by name alone, others in rooms."""
        self.people[person.key] = person
        self.own_homes[person.key] = frozenset(home.group for home in homes if home.named_by is None)
        name = fold(person.name)
        if person.citizen_id:
            self.by_citizen_id[person.citizen_id].add(person.key)
        if person.phone:
            self.by_phone[person.phone].add(person.key)
        if of_firm:
            self.by_name[name].add(person.key)
        for home in homes:
            self.by_room[home.group, name].add(person.key)

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
                return self.people[self._first(found)]
        here = candidates[2] if room is not None else set[str]()
        if here and all(room in self.own_homes[key] for key in here):
            # Several of one name live in the room by what their own rows say: whoever is meant, nothing is new.
            return self.people[min(here)]
        return None

    def _first(self, keys: Collection[str]) -> str:
        """Return which of one person's records is meant: one whose own row says where the person lives goes first."""
        return min(keys, key=lambda key: (not self.own_homes[key], key))

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


def among(mate: Housemate, people: Iterable[Person], *, kind: str = "cohabitant") -> Person | None:
    """Return the one of these people who has the housemate's name and whom nothing contradicts."""
    name = fold(mate.name)
    fitting = [p for p in people if p.kind == kind and fold(p.name) == name and not contradicts(mate, p)]
    return min(fitting, key=lambda p: p.key) if fitting else None
