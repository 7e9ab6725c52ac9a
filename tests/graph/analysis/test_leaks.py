"""The leak map: four firms joined by a room, a bus and a person, with its whole answer."""

from typing import Any

import pytest

from graph.analysis.infected import view_of
from graph.analysis.leaks import hops_of, leaks_document
from graph.database import Database
from tests.drawing import day, draw


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
        {"key": "b", "company": "b", "hops": 1, "through": ["a"]},
        {"key": "c", "company": "c", "hops": 2, "through": ["b"]},
    ]
    assert [_told(pair) for pair in found["pairs"]] == [
        (("a", 1), ("b", 0), {"house": 1, "room": 1}, [("h", 3), ("r", 3)]),
        (("b", 0), ("c", 0), {"vehicle": 1}, [("bus", 2)]),
        (("c", 0), ("d", 0), {"person": 1}, []),
    ]
    assert found["total"] == 3


def _told(pair: dict[str, Any]) -> tuple[Any, ...]:
    one, other = ((firm["key"], firm["cases"]) for firm in pair["companies"])
    return one, other, pair["joined_by"], [(place["key"], place["workers"]) for place in pair["places"]]


def test_nothing_is_joined(database: Database) -> None:
    found = database.read(lambda tx: leaks_document(tx, view_of(as_of=day("20")), limit=10, offset=0))
    assert (found["infected"], found["clean"], found["pairs"], found["total"]) == ([], [], [], 0)


def test_hops_stop_at_two_and_take_the_shortest_way() -> None:
    pairs = [("a", "b"), ("b", "c"), ("c", "d"), ("a", "d"), ("d", "e"), ("e", "f")]
    assert hops_of(pairs, ["a"]) == {"a": 0, "b": 1, "d": 1, "c": 2, "e": 2}
