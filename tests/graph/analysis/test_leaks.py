"""The leak map: four firms joined by a room, a bus and a person, with its whole answer."""

from datetime import UTC, datetime
from typing import Any

import pytest

from graph.analysis.infected import view_of
from graph.analysis.leaks import clean_firms, leaks_document
from graph.database import Database
from tests.drawing import day, draw

RULES = "vn-3638-2021"
NOW = datetime(2021, 5, 20, tzinfo=UTC)


@pytest.fixture
def drawn(database: Database) -> Database:
    """a and b share a room, b and c a bus, c and d a person, d and e a house that was left long ago; a is infected."""
    firms = ("a", "b", "c", "d", "e")
    draw(
        database,
        groups=[*((firm, "company", None) for firm in firms), ("h", "house", None), ("r", "room", "h"),
                ("bus", "vehicle", None), ("old", "house", None), ("v", "village", None)],
        people=[
            *({"key": f"{firm}{number}", "company": firm} for firm in firms for number in (1, 2)),
            {"key": "mother", "kind": "cohabitant"},
        ],
        memberships=[
            *({"person": f"{firm}{number}", "group": firm} for firm in firms for number in (1, 2)),
            {"person": "a1", "group": "r"}, {"person": "a2", "group": "r"}, {"person": "b1", "group": "r"},
            {"person": "mother", "group": "r"}, {"person": "b2", "group": "bus"}, {"person": "c1", "group": "bus"},
            {"person": "d1", "group": "old", "until": day("1")}, {"person": "e1", "group": "old"},
            {"person": "a1", "group": "v"}, {"person": "e2", "group": "v"},
        ],
        same_as=[("c2", "d2")],
        cases=[
            {"key": "k1", "person": "a1", "onset": day("10")}, {"key": "k2", "person": "a1", "onset": day("15")},
            {"key": "k3", "person": "e1", "onset": day("3")},
        ],
    )  # fmt: skip
    return database


def test_the_whole_answer(drawn: Database) -> None:
    view = view_of(as_of=day("20"), rules="vn-3638-2021")
    found = drawn.read(lambda tx: leaks_document(tx, view, limit=10, offset=0))
    assert (found["from"], found["infected"]) == ("2021-05-06", [{"key": "a", "company": "a", "cases": 1}])
    assert found["clean"] == [
        {
            "key": "b",
            "company": "b",
            "hops": 1,
            "joined_by": {"house": 1, "room": 1},
            "through": ["a"],
            "through_total": 1,
        },
        {"key": "c", "company": "c", "hops": 2, "joined_by": {"vehicle": 1}, "through": ["b"], "through_total": 1},
    ]
    assert found["clean_total"] == {"1": 1, "2": 1}
    assert [_told(pair) for pair in found["pairs"]] == [
        (("a", 1), ("b", 0), {"house": 1, "room": 1}, [("h", 3), ("r", 3)]),
    ]
    assert found["total"] == 1


def test_a_person_on_two_rosters_joins_them(drawn: Database) -> None:
    drawn.write(
        lambda tx: tx.run(
            "cases/register",
            key="k9",
            person="d1",
            properties={"disease": "covid-19", "onset": day("19"), "registered_at": NOW},
        )
    )
    found = drawn.read(lambda tx: leaks_document(tx, view_of(as_of=day("20"), rules=RULES), limit=10, offset=0))
    assert [(one["key"], one["hops"], one["joined_by"]) for one in found["clean"]] == [
        ("b", 1, {"house": 1, "room": 1}),
        ("c", 1, {"person": 1}),
    ]
    assert [_told(pair) for pair in found["pairs"]][1:] == [(("c", 0), ("d", 1), {"person": 1}, [])]


def _told(pair: dict[str, Any]) -> tuple[Any, ...]:
    one, other = ((firm["key"], firm["cases"]) for firm in pair["companies"])
    return one, other, pair["joined_by"], [(place["key"], place["workers"]) for place in pair["places"]]


def test_nothing_is_joined(database: Database) -> None:
    found = database.read(lambda tx: leaks_document(tx, view_of(as_of=day("20")), limit=10, offset=0))
    assert (found["infected"], found["clean"], found["pairs"], found["total"]) == ([], [], [], 0)


def test_hops_stop_at_two_and_take_the_shortest_way() -> None:
    pairs = [("a", "b"), ("b", "c"), ("c", "d"), ("a", "d"), ("d", "e"), ("e", "f")]
    found = clean_firms([("room", f"r{n}", "", dict.fromkeys(pair, 1)) for n, pair in enumerate(pairs)], [], ["a"])
    assert {firm: one.hops for firm, one in found.items()} == {"b": 1, "d": 1, "c": 2, "e": 2}
    assert found["c"].through == {"b": 1, "d": 1}
