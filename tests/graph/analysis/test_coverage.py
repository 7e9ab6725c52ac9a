"""Coverage of vaccination: a drawn firm counted by hand, and random worlds counted person by person."""

from collections import Counter
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.analysis.coverage import OnFile, coverage, coverage_of_people, doses_of
from graph.analysis.infected import View, view_of
from graph.database import Database
from graph.errors import Invalid
from tests.drawing import day, draw, run
from tests.graph.tracing.worlds import TODAY, make_world, maybe, moment, write
from tests.oracles.trace import World, chain, counts_now, covers, persons

VIEW = view_of(as_of=day("20"), rules="vn-3638-2021")


@pytest.fixture
def drawn(database: Database) -> Database:
    """Two teams and a room. Of T1: two doses, one (the second lies ahead), one without a day. Of T2: none on file, one
    who has left, and one on the roster of another firm too, where the dose is on file."""
    draw(
        database,
        groups=[
            ("abc", "company", None), ("abc~w", "workshop", "abc"), ("abc~w~t1", "team", "abc~w"),
            ("abc~w~t2", "team", "abc~w"), ("xyz", "company", None), ("r", "room", None),
        ],
        people=[
            {"key": "a1", "company": "abc", "dose_1_date": day("1"), "dose_2_date": day("20"),
             "dose_3_date": day("21")},
            {"key": "a2", "company": "abc", "dose_1_date": day("2"), "dose_2_date": day("21")},
            {"key": "a3", "company": "abc", "dose_1_date": day("2"), "dose_2_vaccine": "Moderna"},
            {"key": "b1", "company": "abc"}, {"key": "b2", "company": "abc"}, {"key": "b3", "company": "abc"},
            {"key": "x3", "company": "xyz", "dose_1_date": day("3")},
            {"key": "mother", "kind": "cohabitant"},
        ],
        memberships=[
            {"person": "a1", "group": "abc~w~t1"}, {"person": "a2", "group": "abc~w~t1"},
            {"person": "a3", "group": "abc~w~t1"}, {"person": "b1", "group": "abc~w~t2"},
            {"person": "b2", "group": "abc~w~t2", "until": day("19")}, {"person": "b3", "group": "abc~w~t2"},
            {"person": "x3", "group": "xyz"}, {"person": "mother", "group": "r"}, {"person": "a1", "group": "r"},
        ],
        same_as=[("b3", "x3")],
    )  # fmt: skip
    return database


def ask(database: Database, by: str, **more: Any) -> dict[str, Any]:
    more = {"limit": 9, "offset": 0, **more}
    return database.read(lambda tx: coverage(tx, VIEW, by, **more))


def doses(found: dict[str, Any]) -> tuple[int, int, int, int]:
    return tuple(found["doses"].values())  # type: ignore[return-value]


def test_by_team_the_lowest_first(drawn: Database) -> None:
    found = ask(drawn, "team")
    assert [(unit["unit"]["key"], unit["people"], doses(unit)) for unit in found["units"]] == [
        ("abc~w~t2", 2, (2, 0, 0, 0)), ("abc~w~t1", 3, (0, 1, 1, 1)),
    ]  # fmt: skip
    assert found["units"][1]["unit"] == {
        "key": "abc~w~t1", "name": "abc~w~t1", "setting": "team", "in": ["abc~w", "abc"],
    }  # fmt: skip
    # Wilson's interval of one of two and of two of two.
    assert found["units"][1]["at_least_two"] == {
        "people": 1, "of": 2, "share": 0.5, "low": 0.094531, "high": 0.905469,
    }  # fmt: skip
    assert found["units"][1]["at_least_one"] == {"people": 2, "of": 2, "share": 1.0, "low": 0.34238, "high": 1.0}
    assert (found["everyone"]["people"], doses(found["everyone"])) == (5, (2, 1, 1, 1))
    assert (found["by"], found["total"]) == ("team", 2)


def test_a_person_of_two_firms_has_the_doses_of_both_records(drawn: Database) -> None:
    """A unit counts what is on file of its own records: that of the other firm knows of the dose."""
    found = ask(drawn, "company")
    assert [(unit["unit"]["key"], doses(unit)) for unit in found["units"]] == [
        ("xyz", (0, 1, 0, 0)), ("abc", (2, 1, 1, 1)),
    ]  # fmt: skip
    # All together the person counts once, with the dose.
    assert (found["everyone"]["people"], doses(found["everyone"])) == (5, (1, 2, 1, 1))


def test_of_a_cohabitant_nothing_is_known(drawn: Database) -> None:
    [room] = ask(drawn, "room")["units"]
    assert doses(room) == (0, 0, 1, 1)
    [of_the_firm] = ask(drawn, "room", companies=["abc"])["units"]
    assert doses(of_the_firm) == (0, 0, 1, 0)


def test_a_unit_of_unknown_doses_only_comes_last(database: Database) -> None:
    draw(
        database,
        groups=[("p", "room", None), ("q", "room", None)],
        people=[{"key": "mother", "kind": "cohabitant"}, {"key": "an", "company": "abc", "dose_1_date": day("1")}],
        memberships=[{"person": "mother", "group": "p"}, {"person": "an", "group": "q"}],
    )
    found = ask(database, "room")
    assert [unit["unit"]["key"] for unit in found["units"]] == ["q", "p"]
    assert found["units"][1]["at_least_one"] == {"people": 0, "of": 0, "share": None, "low": None, "high": None}


def test_pages_and_no_such_unit(drawn: Database) -> None:
    found = ask(drawn, "team", limit=1, offset=1)
    assert (found["total"], [unit["unit"]["key"] for unit in found["units"]]) == (2, ["abc~w~t1"])
    assert ask(drawn, "vehicle")["units"] == []
    with pytest.raises(Invalid) as error:
        ask(drawn, "shift")
    assert error.value.field == "by"


def test_of_chosen_people(drawn: Database) -> None:
    found = drawn.read(lambda tx: coverage_of_people(tx, VIEW, ["a1", "a2", "a3", "b1", "b3", "x3", "mother"]))
    assert found == {"a1": 2, "a2": 1, "a3": None, "b1": 0, "b3": 1, "x3": 1, "mother": None}
    assert drawn.read(lambda tx: coverage_of_people(tx, VIEW, [])) == {}


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([OnFile(0, False, True)], 0), ([OnFile(0, False, False)], None), ([OnFile(2, True, True)], None),
        ([OnFile(0, False, True), OnFile(0, False, False)], 0), ([OnFile(0, False, True), OnFile(1, True, True)], None),
        ([OnFile(2, False, True), OnFile(0, True, True)], 2), ([], None),
    ],
)  # fmt: skip
def test_what_records_tell_together(records: list[OnFile], expected: int | None) -> None:
    assert doses_of(records) == expected


@given(st.randoms(use_true_random=False))
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_counts_are_those_of_each_person(prepared: Database, chance: Random) -> None:
    world = make_world(chance)
    write(prepared, world)
    on_file = {key: make_doses(chance) for key, company in world.people.items() if company}
    run(
        prepared,
        "UNWIND $rows AS row MATCH (p:Person {key: row[0]}) SET p += row[1]",
        rows=[
            [key, {**{f"dose_{n}_date": date.fromordinal(on) for n, on in enumerate(days, 1)},
                   **({"dose_3_vaccine": "?"} if undated else {})}]
            for key, (days, undated) in on_file.items()
        ],
    )  # fmt: skip
    known_at = maybe(chance, chance.randint(0, 12), 0.3)
    firm = maybe(chance, "c1", 0.4)
    as_of = TODAY - chance.randint(0, 12)
    view = View(
        rules=VIEW.rules, as_of=date.fromordinal(as_of), known_at=None if known_at is None else moment(known_at)
    )
    by = chance.choice(("company", "workshop", "team", "room", "house", "vehicle"))
    found = prepared.read(
        lambda tx: coverage(tx, view, by, companies=None if firm is None else [firm], limit=99, offset=0)
    )
    told = {unit["unit"]["key"]: doses(unit) for unit in found["units"]}
    expected = by_hand(world, on_file, by, firm, as_of, known_at)
    assert told == {key: some for key, some in expected.items() if key is not None}
    assert doses(found["everyone"]) == expected.get(None, (0, 0, 0, 0))


def make_doses(chance: Random) -> tuple[list[int], bool]:
    """Days of up to two doses, and whether there is a third without a day."""
    first = TODAY - chance.randint(0, 25)
    days = [first, first + chance.randint(1, 10)][: chance.choice((0, 0, 1, 2))]
    return days, chance.random() < 0.15


def by_hand(
    world: World,
    on_file: dict[str, tuple[list[int], bool]],
    by: str,
    firm: str | None,
    as_of: int,
    known_at: int | None,
) -> dict[str | None, tuple[int, int, int, int]]:
    """Return people with 0, 1, 2 and unknown doses by unit; None: all together."""
    person = persons(world, known_at)
    units: dict[str | None, dict[str, set[str]]] = {}
    for member in world.members:
        if not counts_now(member, known_at) or not covers(member, as_of):
            continue
        if firm is not None and world.people[member.person] != firm:
            continue
        for group in chain(world, member.group):
            if world.groups[group][0] == by:
                for unit in (group, None):
                    units.setdefault(unit, {}).setdefault(person[member.person], set()).add(member.person)
    found = {}
    for unit, people in units.items():
        counted: Counter[int | None] = Counter()
        for records in people.values():
            numbers = [
                None if undated else sum(on <= as_of for on in days)
                for days, undated in (on_file[record] for record in records if record in on_file)
            ]
            known = [number for number in numbers if number is not None]
            best = max(known, default=None)
            counted[best if best or None not in numbers else None] += 1
        found[unit] = counted[0], counted[1], counted[2], counted[None]
    return found
