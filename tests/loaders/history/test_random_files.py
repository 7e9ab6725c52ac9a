"""Whatever files a firm sends, one after another: nobody is in two places at once because of a file, and the same file
again changes nothing. The firm is kept in memory here; the graph itself is asked in test_history_corrected.py."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import combinations, count
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.firm import Firm, KnownWorker
from loaders.history.spells import Arrival, Held, Spell
from loaders.people import Marks, People, Person, surroundings
from loaders.reconciling.change import Change, Membership
from loaders.reconciling.plan import Plan, plan
from loaders.reconciling.reconcile import Sending, reconcile
from loaders.rows import Roster
from loaders.worker_row import read_worker

FIRM = "cong-ty-abc"
START = date(2021, 5, 1)
NAMES = {"a": "Trần Văn An", "b": "Lê Thị Bé", "c": "Ngô Văn Chi"}
ROOMS = [f"P.{number} nhà trọ bà Hoa, Núi Hiểu, Quang Châu" for number in (1, 2)]
DAYS = [START + timedelta(days=offset) for offset in (-20, -3, 0, 2, 3, 5, 8, 12)]
COLUMNS = {name: name for name in ("code", "name", "workshop", "team", "shift", "since", "left", "residence",
                                   "residence_since", "housemates", "vehicle", "vehicle_since")}  # fmt: skip

days = st.sampled_from([None, None, *DAYS])
#: Workers who name each other in a ring find one room only after several files: here only one worker is named.
mates = st.lists(st.sampled_from(["Vũ Văn Cò 1990", "Mai Thị Na", NAMES["c"]]), max_size=3, unique=True)
rows = st.fixed_dictionaries(
    {
        "team": st.sampled_from(["Tổ 1", "Tổ 2", None]),
        "shift": st.sampled_from([None, "Ca 1", "Ca 2"]),
        "since": days,
        "left": days,
        "residence": st.sampled_from([None, *ROOMS]),
        "residence_since": days,
        "housemates": mates.map("; ".join),
        "vehicle": st.sampled_from([None, "Xe ca số 5", "Xe ca số 6", "Xe máy 98B1-123.45", "Đi bộ"]),
        "vehicle_since": days,
    }
)
files = st.tuples(
    st.integers(0, 3),
    st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, rows)).filter(bool),
    st.booleans(),
)


@dataclass
class Memory:
    """A firm as the graph would hold it."""

    properties: dict[str, dict[str, Any]] = field(default_factory=dict)
    cohabitants: dict[str, dict[str, Any]] = field(default_factory=dict)
    edges: dict[str, tuple[Membership, str, Held]] = field(default_factory=dict)
    joined: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    keys: Iterator[int] = field(default_factory=count)

    def held(self, membership: Membership, person: str) -> tuple[Held, ...]:
        return tuple(held for kind, key, held in self.edges.values() if (kind, key) == (membership, person))

    def firm(self) -> Firm:
        workers = {
            key: KnownWorker(
                properties=properties,
                work=self.held("work", key),
                homes=self.held("homes", key),
                rides=self.held("rides", key),
                same_as=tuple(self.joined[key]),
            )
            for key, properties in self.properties.items()
        }
        named = {person.key: person for person in self.people().by_key.values() if person.namers}
        return Firm(workers=workers, named=named)

    def people(self) -> People:
        people = People()
        for kind, some in (("worker", self.properties), ("cohabitant", self.cohabitants)):
            for key, properties in some.items():
                homes = self.held("homes", key)
                namers = frozenset(home.named_by for home in homes if home.named_by)
                people.add(replace(Person.of(kind, properties), homes=homes, namers=namers))
        return people

    def take(self, change: Change) -> None:
        for held in change.retracted:
            del self.edges[held.edge]
        for recording in change.recorded:
            edge, spell = str(next(self.keys)), recording.spell
            self.edges[edge] = (recording.membership, recording.person, Held(edge=edge, **_fields(spell)))
        self.properties |= {entry["key"]: dict(entry) for entry in change.workers}
        self.cohabitants |= {entry["key"]: dict(entry) for entry in change.cohabitants}
        for update in change.updates:
            (self.properties.get(update["key"]) or self.cohabitants[update["key"]]).update(update["properties"])
        for join in change.joins:
            self.joined[join.worker].add((join.other, join.basis))


def _fields(spell: Spell) -> dict[str, Any]:
    return {name: getattr(spell, name) for name in Spell.__slots__}


def hold(memory: Memory, day: date, sent: Mapping[str, Mapping[str, Any]], *, first: bool, correction: bool) -> Change:
    plans = list(_plans(day, sent))
    change = Change(company=FIRM, name="ABC", tax_code=None, as_of=day)
    rooms = frozenset(home.group for kind, _, home in memory.edges.values() if kind == "homes")
    marks = Marks(rooms=rooms | {plan.room.key for plan in plans if plan.room})
    roster = Roster(
        file="f", content_hash="", company="ABC", tax_code=None, as_of=day, rows=tuple(plan.row for plan in plans),
        columns=COLUMNS,
    )  # fmt: skip
    sending = Sending(arrival=Arrival(day=day, first=first, correction=correction))
    around = surroundings(marks, day, [memory.people()])
    return reconcile(roster, plans, firm=memory.firm(), around=around, sending=sending, change=change)


def _plans(day: date, sent: Mapping[str, Mapping[str, Any]]) -> Iterator[Plan]:
    for number, (code, cells) in enumerate(sorted(sent.items()), start=5):
        filled = {name: value for name, value in cells.items() if value}
        filled |= {"code": code, "name": NAMES[code], "workshop": "May 1"}
        row = read_worker(filled, sheet="S", row=number, as_of=day, columns=COLUMNS).row
        assert row is not None
        yield plan(row, FIRM)


def overlapping(memory: Memory) -> list[tuple[str, str | None, Held, Held]]:
    """Return the memberships of one person, kind and source that have a day in common, or none of their own."""
    by_source: dict[tuple[str, str, str | None], list[Held]] = defaultdict(list)
    for kind, person, held in memory.edges.values():
        by_source[kind, person, held.named_by].append(held)
    return [
        (person, source, one, other)
        for (_, person, source), some in by_source.items()
        for one, other in [*combinations(some, 2), *((held, held) for held in some if _days(held)[0] > _days(held)[1])]
        if one is other or max(_days(one)[0], _days(other)[0]) <= min(_days(one)[1], _days(other)[1])
    ]


def _days(held: Held) -> tuple[date, date]:
    return held.since or date.min, held.until or date.max


@settings(max_examples=150, deadline=None)
@given(st.lists(files, min_size=2, max_size=6))
def test_nobody_is_in_two_places_and_the_same_again_changes_nothing(
    sent: list[tuple[int, dict[str, dict[str, Any]], bool]],
) -> None:
    memory, day = Memory(), START
    for number, (later, workers, correction) in enumerate(sent):
        day += timedelta(days=later)
        memory.take(hold(memory, day, workers, first=number == 0, correction=correction and number > 0))
        assert overlapping(memory) == []
        again = hold(memory, day, workers, first=False, correction=False)
        assert set(again.outcomes) == {"unchanged"}
        assert (again.retracted, again.recorded, again.updates) == ([], [], [])
        assert (again.left, again.moved, again.differences) == (0, 0, [])
