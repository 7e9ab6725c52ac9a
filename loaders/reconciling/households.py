"""Who lives with whom: the housemates named in a cell live where the worker who names them lives."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graph.model.keys import cohabitant_key, fold
from loaders.firm import Firm
from loaders.history.kinds import follow
from loaders.history.spells import Arrival, Timeline
from loaders.people import Person, Surroundings
from loaders.places import IMPLIED, is_room
from loaders.reconciling.change import Join
from loaders.reconciling.directory import Directory, among
from loaders.reconciling.plan import Plan
from loaders.rows import Housemate


@dataclass(frozen=True, slots=True)
class Mate:
    """A housemate as recognised: the cell's words, and the record; None where a new one has to be made."""

    said: Housemate
    person: Person | None


@dataclass(slots=True, kw_only=True)
class Households:
    """The homes of everyone whom the file concerns, and what the housemates' cells add to them.

    ``tracks`` holds the firm's workers, ``others`` everybody else: cohabitants and workers of other firms. ``housed``
    are the workers whose own rows name a home: they live there, whatever another's cell says.
    """

    tracks: Mapping[str, Timeline]
    directory: Directory
    firm: Firm
    around: Surroundings
    arrival: Arrival
    housed: frozenset[str] = frozenset()
    others: dict[str, Timeline] = field(default_factory=dict)
    made: dict[str, Person] = field(default_factory=dict)
    learnt: dict[str, Person] = field(default_factory=dict)
    created: list[dict[str, Any]] = field(default_factory=list)
    updates: list[dict[str, Any]] = field(default_factory=list)
    joins: list[Join] = field(default_factory=list)
    _named_by: dict[str, list[Person]] | None = None

    def home(self, key: str) -> Timeline:
        """Return where a person lives, as it stands so far."""
        if key in self.tracks:
            return self.tracks[key]
        if key not in self.others:
            person = self.firm.named.get(key) or self.around.people.get(key)
            self.others[key] = Timeline(kept=list(person.homes) if person else [])
        return self.others[key]

    def recognise(self, plan: Plan, room: str | None) -> list[Mate]:
        """Return whom a row's cell means, one entry a person named."""
        return [self._recognise(mate, plan, room) for mate in plan.row.housemates]

    def _recognise(self, mate: Housemate, plan: Plan, room: str | None) -> Mate:
        before = [p for p in self._named(plan.key) if any(home.named_by == plan.key for home in p.homes)]
        worker = self.directory.worker(mate, namer=plan.key, room=room, before=[p.key for p in before])
        if worker is None:
            worker = among(mate, before, kind="worker")  # who has left the firm lives there still
        known = among(mate, self._named(plan.key))
        if worker is not None and known is not None:
            # Named before being listed: the record that was kept till then is the same person.
            if known.key not in self._joined(worker.key) and worker.key not in known.apart:
                self.joins.append(Join(worker=worker.key, other=known.key, basis="housemate"))
            return Mate(mate, known)
        if worker is None and known is None and room is not None:
            known = among(mate, self._at_home(room))
        return Mate(mate, worker or known)

    def _joined(self, key: str) -> Collection[str]:
        if key in self.firm.workers:
            return {other for other, _ in self.firm.workers[key].same_as}
        return self.around.people[key].same_as if key in self.around.people else ()

    def _named(self, namer: str) -> list[Person]:
        if self._named_by is None:
            self._named_by = {}
            for person in self.firm.named.values():
                for by in person.namers:
                    self._named_by.setdefault(by, []).append(person)
        return self._named_by.get(namer, [])

    def _at_home(self, room: str) -> list[Person]:
        here = [self.around.people[key] for key in self.around.rooms.get(room, ())]
        return here + [person for key, person in self.made.items() if key.startswith(f"{room}~")]

    def shared_room(self, plan: Plan, mates: Sequence[Mate]) -> str | None:
        """Return the room of someone whose own row names none: the known one, or that of a worker whom the row names.

        A cell that is empty now says of no room that it was left.
        """
        if plan.homes:
            return None
        known = next(iter(self._rooms(plan.key)), None)
        if known is not None and IMPLIED not in known:
            return known
        workers = [mate.person.key for mate in mates if mate.person is not None and mate.person.kind == "worker"]
        rooms = [room for key in workers for room in self._rooms(key)]
        return known if known in rooms else next(iter(rooms), known)

    def _rooms(self, key: str) -> list[str]:
        return [spell.group for spell in self.home(key).present(self.arrival.day) if is_room(spell.group)]

    def settle(self, plan: Plan, mates: Sequence[Mate], home: Timeline) -> bool:
        """Apply a row's cell of housemates; return whether it changed anything about them."""
        keys = []
        before = len(self.created) + len(self.updates) + len(self.joins)
        for mate in mates:
            person = mate.person or self._make(mate.said, plan, home)
            keys.append(person.key)
            if person.kind == "cohabitant":
                self._update(person, mate.said)
        changed = len(self.created) + len(self.updates) + len(self.joins) > before
        previous = {person.key for person in self._named(plan.key)}
        for key in [*dict.fromkeys(keys), *sorted(previous - set(keys))]:
            timeline = self.home(key)
            if key in self.housed or any(s.named_by is None for s in timeline.present(self.arrival.day)):
                continue  # a worker whose own row names a home lives there
            count = len(timeline.opened) + len(timeline.retracted)
            follow(timeline, plan.key, home, named=key in keys, others=bool(keys), arrival=self.arrival)
            changed = changed or len(timeline.opened) + len(timeline.retracted) > count
        return changed

    def _make(self, mate: Housemate, plan: Plan, home: Timeline) -> Person:
        present = home.present(self.arrival.day)
        room = next((s.group for s in present if is_room(s.group) and IMPLIED not in s.group), plan.key)
        mark = mate.citizen_id or (str(mate.birth_year) if mate.birth_year else "")
        key = cohabitant_key(room, mate.name, mark=mark)
        if key in self.made:
            return self.made[key]
        if key in self.firm.named:
            return self.firm.named[key]
        if key in self.around.people:
            return self.around.people[key]
        person = Person(
            key=key,
            kind="cohabitant",
            name=mate.name,
            birth_year=mate.birth_year,
            citizen_id=mate.citizen_id,
            phone=mate.phone,
        )
        self.made[key] = person
        said = {"birth_year": mate.birth_year, "citizen_id": mate.citizen_id, "phone": mate.phone}
        self.created.append(
            {
                "key": key,
                "name": mate.name,
                "folded_name": fold(mate.name),
                **{n: v for n, v in said.items() if v is not None},
            }
        )
        return person

    def _update(self, person: Person, said: Housemate) -> None:
        """Add what was not known of a cohabitant; where two rows say different things, the first one stands."""
        known = self.made.get(person.key) or self.learnt.get(person.key) or person
        new = {
            name: value
            for name in ("birth_year", "citizen_id", "phone")
            if (value := getattr(said, name)) is not None and getattr(known, name) is None
        }
        if not new:
            return
        if person.key in self.made:
            self.made[person.key] = replace(known, **new)
            next(entry for entry in self.created if entry["key"] == person.key).update(new)
        else:
            self.learnt[person.key] = replace(known, **new)
            self.updates.append({"key": person.key, "properties": new})
