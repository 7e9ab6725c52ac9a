"""Why somebody is on a list: the chain back to the case, in data and in words."""

from datetime import date
from typing import Any

import pytest

from graph.cases import Dates
from graph.database import Database
from graph.errors import NotFound
from graph.tracing.question import Asked
from graph.tracing.why import why
from tests.drawing import day, draw


@pytest.fixture
def drawn(database: Database) -> Database:
    """An to Chi leads through Bình (a team, weak) and through Em (a room, strong); Giang is met; Lan works alone."""
    draw(
        database,
        groups=[
            ("c", "company", None), ("w", "workshop", "c"), ("t", "team", "w"), ("r1", "room", None),
            ("r2", "room", None), ("k", "workshop", "c"),
        ],
        people=[
            {"key": key, "code": key, "name": key.title(), "company": "c"}
            for key in ("an", "binh", "chi", "em", "giang", "lan")
        ],
        memberships=[
            {"person": "an", "group": "t"}, {"person": "binh", "group": "t"}, {"person": "an", "group": "r1"},
            {"person": "em", "group": "r1"}, {"person": "em", "group": "r2", "since": day("9")},
            {"person": "chi", "group": "r2"}, {"person": "binh", "group": "r2"}, {"person": "lan", "group": "k"},
        ],
        met=[{"a": "chi", "b": "giang", "key": "m", "since": day("11"), "until": day("11"), "setting": "ăn cưới"}],
    )  # fmt: skip
    return database


def explain(database: Database, person: str, **more: Any) -> dict[str, Any]:
    dates = Dates(onset=day("10"), isolated=day("12"))
    asked = Asked(who=["an"], dates=dates, as_of=date(2021, 5, 16), rules="vn-3638-2021", **more)
    return why(database, asked, person)


def test_the_likeliest_chain(drawn: Database) -> None:
    found = explain(drawn, "chi")
    assert (found["level"], found["grade"], found["case"]["window"]) == (
        2, "near", {"from": "2021-05-07", "to": "2021-05-12"},
    )  # fmt: skip
    steps = [
        (s["source"]["key"], s["person"]["key"], s["setting"], s["group"]["key"], s["days"]) for s in found["chain"]
    ]
    assert steps == [("an", "em", "room", "r1", 6), ("em", "chi", "room", "r2", 8)]
    assert found["sentences"]["vi"] == [
        "Em (F1) cùng phòng r1 với An (F0) 07/05/2021–12/05/2021, 6 ngày.",
        "Chi (F2) cùng phòng r2 với Em (F1) 09/05/2021–16/05/2021, 8 ngày.",
    ]
    assert found["sentences"]["en"][0] == "Em (F1) shared room r1 with An (F0) 07/05/2021–12/05/2021, 6 days."
    assert "An từ 07/05/2021 đến 12/05/2021" in found["question"]["vi"]


def test_a_declared_meeting_has_its_occasion(drawn: Database) -> None:
    asked = Asked(who=["chi"], dates=Dates(onset=day("10")), as_of=date(2021, 5, 16), rules="vn-3638-2021")
    found = why(drawn, asked, "giang")
    assert found["sentences"]["vi"] == ["Giang (F1) cùng cuộc gặp đã khai (ăn cưới) với Chi (F0) 11/05/2021, 1 ngày."]


def test_who_is_on_no_list_and_who_is_the_case(drawn: Database) -> None:
    nobody = explain(drawn, "lan")
    assert (nobody["level"], nobody["chain"], nobody["case"]) == (None, [], None)
    assert nobody["sentences"]["en"] == [
        "Lan is not on the list: no counted setting was shared with anybody inside a window."
    ]
    assert explain(drawn, "an")["sentences"]["vi"] == ["An là ca bệnh được hỏi (F0)."]
    with pytest.raises(NotFound):
        explain(drawn, "nobody")
