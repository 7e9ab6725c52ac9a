"""The day's work, from the cases to the people, by firm and commune, and the load to come."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from graph.cases import Dates, register
from graph.database import Database
from graph.errors import Invalid
from graph.follow_up.events import Happening, record
from graph.follow_up.work_list import work_list
from tests.drawing import day, draw

NOW = datetime(2021, 5, 20, tzinfo=UTC)
TODAY = date(2021, 5, 20)


@pytest.fixture
def drawn(database: Database) -> Database:
    """An's team-mates Bình and Chi, of two communes; Dũng of another firm has a room with Bình."""
    draw(
        database,
        groups=[
            ("c", "company", None), ("w", "workshop", "c"), ("t", "team", "w"), ("d", "company", None),
            ("Núi Hiểu, Quang Châu", "village", None), ("My Điền, Hoàng Ninh", "village", None),
            ("r", "room", "Núi Hiểu, Quang Châu"),
        ],
        people=[
            *({"key": key, "code": key, "company": "c"} for key in ("an", "binh", "chi")),
            {"key": "dung", "code": "dung", "company": "d"},
        ],
        memberships=[
            {"person": "an", "group": "t"}, {"person": "binh", "group": "t"}, {"person": "chi", "group": "t"},
            {"person": "binh", "group": "r"}, {"person": "dung", "group": "r"},
            {"person": "chi", "group": "My Điền, Hoàng Ninh"}, {"person": "dung", "group": "d"},
        ],
    )  # fmt: skip
    dates = Dates(onset=day("10"), isolated=day("12"))
    database.write(lambda tx: register(tx, "an", dates, disease="covid-19", today=TODAY, now=NOW))
    return database


def work(database: Database, on: str, **more: Any) -> dict[str, Any]:
    asked = {"disease": "covid-19", "rules": "vn-3638-2021", "limit": 100, "offset": 0, **more}
    return work_list(database, day=day(on), **asked)


def happen(database: Database, person: str, kind: str, on: str, **more: Any) -> None:
    said = Happening(kind=kind, since=day(on), **more)
    database.write(lambda tx: record(tx, person, said, by="a", today=TODAY, now=NOW))


def todo(document: dict[str, Any]) -> dict[str, tuple[int, list[str]]]:
    return {p["person"]["key"]: (p["level"], p["follow_up"]["todo"]) for p in document["people"]}


def test_whom_to_isolate_and_test(drawn: Database) -> None:
    found = work(drawn, "13")
    assert (found["cases"], found["rules"]) == (1, "vn-3638-2021")
    assert todo(found) == {
        "binh": (1, ["isolate", "test"]),
        "chi": (1, ["isolate", "test"]),
        "dung": (2, ["isolate"]),  # still exposed: the first test is due tomorrow
    }
    firms = {entry["company"]: (entry["open"], entry["isolate"], entry["test"]) for entry in found["companies"]}
    assert firms == {"c": (2, 2, 2), "d": (1, 1, 0)}
    areas = {entry["area"]: entry["open"] for entry in found["areas"]}
    assert areas == {"Quang Châu": 2, "Hoàng Ninh": 1}
    assert found["people"][0]["nearest_cases"] == ["covid-19~an~2021-05-10"]


def test_the_load_of_the_days_to_come(drawn: Database) -> None:
    happen(drawn, "binh", "isolation", "12")
    load = {entry["on"]: entry for entry in work(drawn, "13")["load"]}
    assert len(load) == 14
    assert load["2021-05-13"] == {"on": "2021-05-13", "facility": 2, "home": 1, "tests": 3, "released": 0}
    assert load["2021-05-26"] == {"on": "2021-05-26", "facility": 2, "home": 1, "tests": 2, "released": 3}


def test_what_was_done_is_work_no_more(drawn: Database) -> None:
    for person in ("binh", "chi", "dung"):
        happen(drawn, person, "isolation", "12")
    happen(drawn, "binh", "test", "13", result="negative")
    happen(drawn, "chi", "lost", "14")
    found = work(drawn, "14")
    assert todo(found) == {"chi": (1, ["find", "overdue"]), "dung": (2, ["overdue"])}
    assert found["people"][0]["person"]["key"] == "chi"
    assert todo(work(drawn, "14", todo=["find"])) == {"chi": (1, ["find", "overdue"])}
    assert todo(work(drawn, "14", company="d")) == {"dung": (2, ["overdue"])}
    assert found["counts"] == {
        "open": 2, "done": 0, "lost": 1, "case": 0, "isolate": 0, "test": 0, "overdue": 2, "find": 1, "release": 0,
    }  # fmt: skip


def test_nobody_to_follow(drawn: Database) -> None:
    assert work(drawn, "9")["total"] == 0  # the case is of tomorrow
    assert work(drawn, "13", disease="measles", rules="measles")["cases"] == 0
    with pytest.raises(Invalid, match="isolate"):
        work(drawn, "13", todo=["sleep"])
