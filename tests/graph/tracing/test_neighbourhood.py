"""The folded neighbourhood: whole documents on a drawn graph, and counts against the oracle's days on random worlds."""

from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.database import Database
from graph.errors import Invalid, NotFound
from graph.tracing.around import MOST_DRAWN, AskedAround
from graph.tracing.neighbourhood import neighbourhood
from tests.drawing import day, draw
from tests.graph.tracing.worlds import TODAY, as_day, make_world, maybe, moment, write
from tests.oracles import trace as oracle


@pytest.fixture
def drawn(database: Database) -> Database:
    """An, a case, in a team, a room of a house, a bus, and a meeting; Bình is a case and on two rosters."""
    draw(
        database,
        groups=[
            ("c", "company", None), ("w", "workshop", "c"), ("t1", "team", "w"), ("t2", "team", "w"),
            ("d", "company", None), ("v", "village", None), ("h", "house", "v"), ("r1", "room", "h"),
            ("r2", "room", "h"), ("bus", "vehicle", None),
        ],
        people=[
            *({"key": key, "code": key.upper(), "name": key.title(), "company": "c"} for key in
              ("an", "binh", "chi", "dung", "giang")),
            {"key": "binh-2", "name": "Binh", "company": "d"},
            {"key": "em", "name": "Em", "kind": "cohabitant"}, {"key": "la", "name": "La", "kind": "cohabitant"},
        ],
        memberships=[
            {"person": "an", "group": "t1", "since": day("9"), "shift": "1"},
            {"person": "binh", "group": "t1", "shift": "1"},
            {"person": "chi", "group": "t1", "until": day("9")},
            {"person": "dung", "group": "t1", "shift": "2"},
            {"person": "giang", "group": "t2"},
            {"person": "an", "group": "r1"}, {"person": "em", "group": "r1"}, {"person": "binh-2", "group": "r2"},
            {"person": "dung", "group": "bus"}, {"person": "an", "group": "bus", "until": day("10")},
            {"person": "la", "group": "v"},
        ],
        same_as=[("binh", "binh-2")],
        cases=[
            {"key": "case-an", "person": "an", "onset": day("10"), "isolated": day("12")},
            {"key": "case-binh", "person": "binh-2", "sampled": day("14")},
            {"key": "flu-em", "person": "em", "disease": "influenza", "onset": day("11")},
        ],
        met=[
            {"a": "la", "b": "an", "key": "m1", "since": day("8"), "until": day("8"), "setting": "cưới"},
            {"a": "an", "b": "giang", "key": "m2", "since": day("11"), "until": day("30"), "setting": None},
        ],
    )  # fmt: skip
    return database


def ask(database: Database, who: str = "case-an", **more: Any) -> dict[str, Any]:
    return neighbourhood(database, AskedAround(**{"who": who, "as_of": day("20"), "rules": "vn-3638-2021", **more}))


def group(
    key: str, setting: str, people: int, cases: int, *, opened: bool = False, left_out: int = 0
) -> dict[str, Any]:
    name = None if key == "met" else key
    return {
        "key": key, "name": name, "setting": setting, "people": people, "cases": cases, "open": opened,
        "left_out": left_out,
    }  # fmt: skip


def edges(document: dict[str, Any]) -> list[tuple[str, ...]]:
    return [
        (one["source"], one["target"], *(str(one[name])[-2:] for name in ("from", "to", "days")))
        if one["relation"] == "member"
        else (one["source"], one["target"])
        for one in document["edges"]
    ]


def test_folded(drawn: Database) -> None:
    found = ask(drawn)
    an = {"key": "an", "code": "AN", "name": "An", "company": "c"}
    assert found.pop("groups") == [
        group("r1", "room", 1, 0),  # Em; influenza is another disease
        group("h", "house", 2, 1),  # Em, and Bình in the other room, by his other record
        group("bus", "vehicle", 1, 0),  # Dũng
        group("t1", "team", 2, 1),  # Bình, Chi on the 9th; Dũng works in another shift
        group("w", "workshop", 3, 1),  # and Giang
        group("c", "company", 3, 1),
        group("met", "met", 2, 0),
    ]
    assert edges(found) == [
        ("an", "r1", "07", "12", "6"), ("an", "h", "07", "12", "6"), ("an", "bus", "07", "10", "4"),
        ("an", "t1", "09", "12", "4"), ("an", "w", "09", "12", "4"), ("an", "c", "09", "12", "4"),
        ("an", "met", "08", "12", "3"), ("r1", "h"), ("t1", "w"), ("w", "c"),
    ]  # fmt: skip
    del found["edges"]
    assert found == {
        "centre": {"person": an, "case": "case-an", "window": {"from": "2021-05-07", "to": "2021-05-12"}},
        "rules": "vn-3638-2021", "as_of": "2021-05-20", "known_at": None, "people": 6, "cases": 1, "limit": MOST_DRAWN,
        "drawn": 1, "left_out": 0, "persons": [],
    }  # fmt: skip


def test_opened_into_people_cases_first_then_who_was_there_longest(drawn: Database) -> None:
    found = ask(drawn, open=["w", "r1"])
    assert [(one["person"]["key"], one["case"]) for one in found["persons"]] == [
        # By the record with the later work; of two without dates, the smaller key.
        ("binh", "case-binh"), ("em", None), ("giang", None), ("chi", None),
    ]  # fmt: skip
    opened = [one for one in found["groups"] if one["open"]]
    assert opened == [group("r1", "room", 1, 0, opened=True), group("w", "workshop", 3, 1, opened=True)]
    assert [one for one in edges(found) if one[0] not in ("an", "r1", "t1", "w")] == [
        ("em", "r1", "07", "12", "6"), ("binh", "w", "09", "12", "4"), ("giang", "w", "09", "12", "4"),
        ("chi", "w", "09", "09", "1"),
    ]  # fmt: skip
    assert (found["drawn"], found["left_out"]) == (5, 0)
    assert [one["person"]["key"] for one in ask(drawn, open=["met"])["persons"]] == ["giang", "la"]


def test_never_more_people_than_the_limit_and_the_rest_is_counted(drawn: Database) -> None:
    found = ask(drawn, open=["w", "r1"], limit=3)
    assert [one["person"]["key"] for one in found["persons"]] == ["binh", "em"]
    assert (found["drawn"], found["left_out"]) == (3, 2)
    assert [one["left_out"] for one in found["groups"] if one["open"]] == [0, 2]
    alone = ask(drawn, open=["w"], limit=1)
    assert (alone["persons"], alone["drawn"], alone["left_out"]) == ([], 1, 3)


def test_days_of_ones_own_need_no_case(drawn: Database) -> None:
    found = ask(drawn, "chi", first=day("8"), last=day("8"))
    assert found["centre"]["case"] is None
    assert found["centre"]["window"] == {"from": "2021-05-08", "to": "2021-05-08"}
    assert [(one["key"], one["people"], one["cases"]) for one in found["groups"]] == [
        ("t1", 2, 1), ("w", 3, 1), ("c", 3, 1),
    ]  # fmt: skip
    # By a case's key other days of the same person; and by either record of a person.
    assert ask(drawn, "case-an", first=day("1"), last=day("2"))["centre"]["case"] == "case-an"
    both = [ask(drawn, who, first=day("8"), last=day("8"))["groups"] for who in ("binh", "binh-2")]
    assert both[0] == both[1]
    assert [one["key"] for one in both[0]] == ["r2", "h", "t1", "w", "c"]


def test_a_worker_stands_for_the_latest_case(drawn: Database) -> None:
    assert ask(drawn, "an") == ask(drawn, "case-an")


def test_a_window_without_a_day_has_nothing_around(drawn: Database) -> None:
    found = ask(drawn, as_of=day("6"))
    assert (found["centre"]["window"], found["groups"], found["edges"], found["people"]) == (None, [], [], 0)


@pytest.mark.parametrize(
    ("asked", "error", "message", "field"),
    [
        ({"who": "nobody"}, NotFound, "nobody", "worker"),
        ({"who": "chi"}, Invalid, "is no registered case", "onset"),
        ({"first": day("8")}, Invalid, "both the first and the last", "to"),
        ({"last": day("8")}, Invalid, "both the first and the last", "from"),
        ({"first": day("8"), "last": day("7")}, Invalid, "before the first", "to"),
        ({"open": ["t2"]}, NotFound, "t2 is none of the groups around; there are: r1, h, bus, t1, w, c, met", "open"),
        ({"limit": 0}, Invalid, "starts at 1", "limit"),
        ({"rules": "none"}, NotFound, "none", "rules"),
    ],
)
def test_what_cannot_be(
    drawn: Database, asked: dict[str, Any], error: type[Exception], message: str, field: str
) -> None:
    with pytest.raises(error, match=message) as raised:
        ask(drawn, **asked)
    assert raised.value.field == field  # type: ignore[attr-defined]
    assert raised.value.vi  # type: ignore[attr-defined]


def around(world: oracle.World, who: str, days: range, known_at: int | None) -> dict[str, tuple[set[str], int]]:
    """Return for each group who shared it with a person, and the number of the person's own days, day by day."""
    person = oracle.persons(world, known_at)
    standing = [one for one in world.members if oracle.counts_now(one, known_at)]
    own: dict[str, set[int]] = {}
    others: dict[str, set[str]] = {}
    for mine, theirs in product(standing, standing):
        if person[mine.person] != person[who]:
            continue
        for key in oracle.chain(world, mine.group):
            own.setdefault(key, set()).update(one for one in days if oracle.covers(mine, one))
            apart = mine.shift and theirs.shift and mine.shift != theirs.shift
            if person[theirs.person] == person[who] or key not in oracle.chain(world, theirs.group):
                continue
            if apart and world.groups[key][0] in ("team", "workshop", "company"):
                continue
            if any(oracle.covers(mine, one) and oracle.covers(theirs, one) for one in days):
                others.setdefault(key, set()).add(person[theirs.person])
    found = {key: (others.get(key, set()), len(own[key])) for key in own if own[key]}
    met = {
        (person[other], one)
        for fact in world.met
        if oracle.counts_now(fact, known_at)
        for mine, other in ((fact.a, fact.b), (fact.b, fact.a))
        if person[mine] == person[who] and person[other] != person[who]
        for one in days
        if fact.since <= one <= fact.until
    }
    return found | ({"met": ({other for other, _ in met}, len({one for _, one in met}))} if met else {})


@given(st.randoms(use_true_random=False))
@settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_neighbourhood_and_the_oracle_agree(prepared: Database, chance: Random) -> None:
    world = make_world(chance)
    write(prepared, world)
    who = chance.choice(sorted(world.people))
    first = TODAY - chance.randint(0, 25)
    days = range(first, first + chance.randint(1, 10))
    known_at = maybe(chance, chance.randint(0, 12), 0.3)
    asked = AskedAround(
        who=who,
        first=as_day(days[0]),
        last=as_day(days[-1]),
        as_of=as_day(TODAY),
        known_at=None if known_at is None else moment(known_at),
        rules="vn-3638-2021",
    )
    expected = around(world, who, days, known_at)
    folded = neighbourhood(prepared, asked)
    person = oracle.persons(world, known_at)
    own = {one["target"]: one["days"] for one in folded["edges"] if one["relation"] == "member"}
    assert {one["key"]: (one["people"], own[one["key"]]) for one in folded["groups"]} == {
        key: (len(others), number) for key, (others, number) in expected.items()
    }
    everybody = {other for others, _ in expected.values() for other in others}
    ill = {
        person[case.person]
        for case in world.cases
        if oracle.case_then(case, known_at) is not None and person[case.person] in everybody
    }
    assert (folded["people"], folded["cases"]) == (len(everybody), len(ill))
    opened = neighbourhood(prepared, AskedAround(**{**_fields(asked), "open": sorted(expected)}))
    assert {person[one["person"]["key"]] for one in opened["persons"]} == everybody
    assert {(person[one["source"]], one["target"]) for one in opened["edges"] if one["relation"] == "member"} == {
        (other, key) for key, (others, _) in expected.items() for other in (*others, person[who])
    }


def _fields(asked: AskedAround) -> dict[str, Any]:
    return {name: getattr(asked, name) for name in AskedAround.__slots__}
