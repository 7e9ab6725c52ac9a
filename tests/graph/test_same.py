"""Who shares a setting, on a small drawn graph with whole answers."""

from datetime import date
from typing import Any

import pytest

from graph.database import Database
from graph.errors import Invalid, NotFound
from graph.same import same_setting
from tests.drawing import draw


@pytest.fixture
def drawn(database: Database) -> Database:
    draw(
        database,
        groups=[
            ("abc", "company", None),
            ("may", "workshop", "abc"),
            ("to1", "team", "may"),
            ("to2", "team", "may"),
            ("nhà", "house", None),
            ("p1", "room", "nhà"),
            ("p2", "room", "nhà"),
            ("xe", "vehicle", None),
        ],
        people=[{"key": key, "name": name} for key, name in
                [("a", "Lê Thị A"), ("b", "Vũ Văn B"), ("c", "Hồ Văn C"), ("d", "Bùi Thị D"), ("e", "Bùi Thị E")]]
        + [{"key": "k", "name": "Bé Khoai", "kind": "cohabitant"}],
        memberships=[
            {"person": "a", "group": "to1", "shift": "a"},
            {"person": "b", "group": "to1", "shift": "b"},
            {"person": "c", "group": "to2", "since": date(2021, 5, 3), "until": date(2021, 5, 5)},
            {"person": "d", "group": "may"},
            {"person": "e", "group": "to1", "retracted_at": date(2021, 5, 1)},
            {"person": "a", "group": "p1"},
            {"person": "k", "group": "p1"},
            {"person": "e", "group": "p2"},
            {"person": "a", "group": "xe"},
        ],
        same_as=[("b", "d")],
    )  # fmt: skip
    return database


def same(database: Database, key: str, setting: str, day: int = 4, **more: int) -> dict[str, Any]:
    return database.read(lambda tx: same_setting(tx, key, setting, day=date(2021, 5, day), **more))


def keys(document: dict[str, Any]) -> list[str]:
    return [person["person"]["key"] for person in document["people"]]


@pytest.mark.parametrize(
    ("key", "setting", "day", "expected"),
    [
        ("a", "team", 4, ["b"]),  # of both shifts; e is retracted
        ("a", "workshop", 4, ["b", "c"]),  # d is b's other record
        ("a", "workshop", 6, ["b"]),  # c has left
        ("a", "company", 3, ["b", "c"]),
        ("c", "team", 4, []),
        ("a", "room", 4, ["k"]),
        ("a", "house", 4, ["e", "k"]),
        ("k", "room", 4, ["a"]),
        ("a", "vehicle", 4, []),
        ("d", "vehicle", 4, []),
    ],
)
def test_who_shares_it(drawn: Database, key: str, setting: str, day: int, expected: list[str]) -> None:
    document = same(drawn, key, setting, day)
    assert (sorted(keys(document)), document["total"]) == (expected, len(expected))


def test_the_group_is_named_and_pages_cut(drawn: Database) -> None:
    assert same(drawn, "a", "room")["group"] == {"key": "p1", "name": "p1"}
    assert same(drawn, "e", "vehicle")["group"] is None
    first, second = same(drawn, "a", "workshop", limit=1), same(drawn, "a", "workshop", limit=1, offset=1)
    assert (first["total"], len(first["people"]), sorted(keys(first) + keys(second))) == (2, 1, ["b", "c"])


def test_what_cannot_be_asked(drawn: Database) -> None:
    with pytest.raises(Invalid):
        same(drawn, "a", "village")
    with pytest.raises(NotFound):
        same(drawn, "nobody", "team")
