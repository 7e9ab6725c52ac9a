"""Declared meetings, and what they do in a trace."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from graph.database import Database
from graph.errors import Invalid
from graph.meetings import Said, declare
from graph.tracing.question import Question, TracedCase
from graph.tracing.rules import rule_set
from graph.tracing.windows import CaseDates
from tests.drawing import day, draw, run
from tests.graph.tracing.test_trace import ask

NOW = datetime(2021, 5, 20, tzinfo=UTC)
TODAY = date(2021, 5, 20)


@pytest.fixture
def drawn(database: Database) -> Database:
    draw(
        database,
        people=[{"key": key} for key in ("an", "binh", "chi", "dung")],
        same_as=[("chi", "dung")],
    )
    return database


def meet(database: Database, a: str, b: str, *days: str, on: str | None = None, hour: int = 0) -> dict[str, Any]:
    said = Said(since=day(days[0]), until=day(days[-1]), occasion=on)
    now = NOW.replace(hour=hour)
    return database.write(lambda tx: declare(tx, a, b, said, by="đội 3", today=TODAY, now=now))


def trace(database: Database, **more: Any) -> dict[str, Any]:
    case = TracedCase(key=None, record="an", dates=CaseDates(onset=day("10"), isolated=day("12")))
    return ask(database, Question(cases=(case,), rules=rule_set("vn-3638-2021"), as_of=TODAY, **more))


def test_a_meeting_makes_a_contact_on_its_days_within_the_window(drawn: Database) -> None:
    meet(drawn, "binh", "an", "11", "14", on="ăn cưới")
    document = trace(drawn)
    assert document["counts"]["settings"] == {"met": 1}
    (contact,) = document["contacts"]
    assert (contact["person"]["key"], contact["grade"], contact["exposure_days"]) == ("binh", "near", 2)
    assert contact["reasons"] == [
        {
            "setting": "met",
            "group": {"key": "met~an~binh~2021-05-11", "name": "ăn cưới"},
            "with": [{"key": "an", "name": "an"}],
            "with_total": 1,
            "from": "2021-05-11",
            "to": "2021-05-12",
            "days": 2,
        }
    ]


def test_it_leads_on_and_counts_for_all_records_of_a_person(drawn: Database) -> None:
    meet(drawn, "an", "chi", "9")
    meet(drawn, "dung", "binh", "12")
    found = {contact["person"]["key"]: contact["level"] for contact in trace(drawn)["contacts"]}
    assert found == {"chi": 1, "binh": 2}


def test_said_again_changes_nothing_and_said_otherwise_takes_its_place(drawn: Database) -> None:
    first = meet(drawn, "an", "binh", "9", hour=1)
    assert meet(drawn, "binh", "an", "9", hour=2) == first
    meet(drawn, "an", "binh", "9", "10", hour=3)
    stored = run(drawn, "MATCH ()-[m:MET]->() RETURN m.retracted_at IS NULL AS stands, m.until.day AS until")
    assert sorted((row["stands"], row["until"]) for row in stored) == [(False, 9), (True, 10)]
    days = [c["exposure_days"] for c in trace(drawn)["contacts"]]
    before = [c["exposure_days"] for c in trace(drawn, known_at=NOW.replace(hour=2))["contacts"]]
    assert (days, before) == ([2], [1])
    assert trace(drawn, known_at=NOW)["total"] == 0


@pytest.mark.parametrize(
    ("a", "b", "days", "field"),
    [
        ("an", "an", ("9",), "b"),
        ("chi", "dung", ("9",), "b"),
        ("an", "binh", ("10", "9"), "until"),
        ("an", "binh", ("21",), "on"),
        ("an", "binh", ("2021-01-01", "9"), "until"),
    ],
)
def test_what_cannot_be(drawn: Database, a: str, b: str, days: tuple[str, ...], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        meet(drawn, a, b, *days)
    assert refused.value.field == field
    assert run(drawn, "MATCH ()-[m:MET]->() RETURN m") == []
