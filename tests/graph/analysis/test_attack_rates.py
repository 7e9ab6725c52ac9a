"""Attack rates on a drawn firm, counted by hand."""

from typing import Any

import pytest

from graph.analysis.attack_rates import attack_rates
from graph.analysis.infected import view_of
from graph.database import Database
from graph.errors import Invalid
from tests.drawing import day, draw


@pytest.fixture
def drawn(database: Database) -> Database:
    """Two teams and a room; one worker is on two rosters, one left before, one came to the room after falling ill."""
    draw(
        database,
        groups=[
            ("abc", "company", None), ("w", "workshop", "abc"), ("t1", "team", "w"), ("t2", "team", "w"),
            ("r", "room", None), ("xyz", "company", None),
        ],
        people=[
            {"key": "a1", "company": "abc", "birth_year": 1990, "sex": "female", "dose_1_date": day("1")},
            {"key": "a2", "company": "abc", "birth_year": 1991, "sex": "female"},
            {"key": "a3", "company": "abc", "birth_year": 1980, "sex": "male"},
            {"key": "a4", "company": "abc", "sex": "male", "dose_1_vaccine": "Moderna"},
            {"key": "b1", "company": "abc", "birth_year": 1989, "sex": "female"},
            {"key": "b2", "company": "abc", "birth_year": 1981},
            {"key": "gone", "company": "abc", "birth_year": 1981},
            {"key": "x1", "company": "xyz", "birth_year": 1990, "sex": "female"},
            {"key": "mother", "kind": "cohabitant"},
        ],
        memberships=[
            *({"person": key, "group": "t1", "shift": "a"} for key in ("a1", "a2", "a3")),
            {"person": "a4", "group": "t1"}, {"person": "b1", "group": "t2"}, {"person": "b2", "group": "t2"},
            {"person": "gone", "group": "t2", "until": day("2")}, {"person": "x1", "group": "xyz"},
            {"person": "a1", "group": "r"}, {"person": "mother", "group": "r"},
            {"person": "b1", "group": "r", "since": day("12")},
        ],
        same_as=[("a1", "x1")],
        cases=[
            {"key": "c1", "person": "x1", "onset": day("8")},
            {"key": "c2", "person": "a2", "onset": day("9")},
            {"key": "c3", "person": "b1", "onset": day("10")},
            {"key": "c4", "person": "a2", "onset": day("15")},
            {"key": "c5", "person": "b2", "onset": day("3"), "disease": "influenza"},
        ],
    )  # fmt: skip
    return database


def ask(database: Database, by: str, **more: Any) -> dict[str, Any]:
    view = view_of(as_of=day("20"), rules="vn-3638-2021")
    return database.read(lambda tx: attack_rates(tx, view, by, limit=10, offset=0, **more))


def told(found: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [
        (
            rate["unit"]["key"] if rate["unit"] else rate["value"],
            rate["cases"],
            rate["people"],
            rate["rest"]["cases"],
            rate["rest"]["people"],
        )
        for rate in found["rates"]
    ]


def test_by_team(drawn: Database) -> None:
    found = ask(drawn, "team")
    assert (found["from"], found["to"], found["total"]) == ("2021-05-08", "2021-05-20", 2)
    assert found["curve"] == [{"on": f"2021-05-{on}", "cases": 1} for on in ("08", "09", "10")]
    # Six people have work in the period: "gone" has left before, x1 is a1.
    assert told(found) == [("t1", 2, 4, 1, 2), ("t2", 1, 2, 2, 4)]
    first = found["rates"][0]
    assert (first["rate"], first["low"], first["high"]) == (0.5, 0.150039, 0.849961)
    assert first["risk_ratio"] == {"ratio": 1.0, "low": 0.1832, "high": 5.4596}
    assert [rate["curve"] for rate in found["rates"]] == [found["curve"][:2], found["curve"][2:]]


def test_the_period_decides_who_was_there(drawn: Database) -> None:
    assert told(ask(drawn, "team", first=day("1"), last=day("8"))) == [("t1", 1, 4, 0, 3)]


def test_who_came_into_the_room_after_falling_ill_is_no_case_of_it(drawn: Database) -> None:
    assert told(ask(drawn, "room")) == [("r", 1, 3, 0, 0)]
    assert ask(drawn, "room")["rates"][0]["risk_ratio"] is None


def test_one_firm_counts_its_own_workers(drawn: Database) -> None:
    assert told(ask(drawn, "company", companies=["abc"])) == [("abc", 3, 6, 0, 0)]
    assert told(ask(drawn, "room", companies=["abc"])) == [("r", 1, 2, 0, 0)]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("sex", [("female", 3, 3, 0, 3), ("male", 0, 2, 3, 4), (None, 0, 1, 3, 5)]),
        ("shift", [("a", 2, 3, 1, 3), (None, 1, 3, 2, 3)]),
        ("age", [("30-39", 3, 3, 0, 3), ("40-49", 0, 2, 3, 4), (None, 0, 1, 3, 5)]),
        ("vaccination", [("0", 2, 4, 1, 2), ("1", 1, 1, 2, 5), (None, 0, 1, 3, 5)]),
    ],
)
def test_by_trait(drawn: Database, by: str, expected: list[tuple[Any, ...]]) -> None:
    """Of a1's two records the one of the smaller key says the shift."""
    found = ask(drawn, by)
    assert told(found) == expected
    assert {rate["curve"] for rate in found["rates"]} == {None}


def test_an_unknown_trait_is_refused(drawn: Database) -> None:
    with pytest.raises(Invalid):
        ask(drawn, "blood")


def test_a_unit_says_where_it_is(database: Database) -> None:
    draw(
        database,
        groups=[("abc", "company", None), ("abc~may", "workshop", "abc"), ("abc~may~1", "team", "abc~may")],
        people=[{"key": "abc~w1", "company": "abc"}],
        memberships=[{"person": "abc~w1", "group": "abc~may~1"}],
        cases=[{"key": "c1", "person": "abc~w1", "onset": day("8")}],
    )
    assert ask(database, "team")["rates"][0]["unit"] == {
        "key": "abc~may~1", "name": "abc~may~1", "setting": "team", "in": ["abc~may", "abc"],
    }  # fmt: skip
