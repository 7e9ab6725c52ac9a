"""Isolations, tests, moves and losses; what they do in the next trace."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from graph.database import Database
from graph.errors import Invalid, NotFound
from graph.follow_up.events import Happening, events_of, record, record_test, retract_event
from graph.tracing.question import Question, TracedCase
from graph.tracing.rules import rule_set
from graph.tracing.windows import CaseDates
from tests.drawing import day, draw, run
from tests.graph.tracing.test_trace import ask

NOW = datetime(2021, 5, 20, tzinfo=UTC)
TODAY = date(2021, 5, 20)
ABOUT: dict[str, Any] = {"by": "trạm 1", "today": TODAY}


@pytest.fixture
def drawn(database: Database) -> Database:
    """An's team-mate Bình has a room with Chi."""
    draw(
        database,
        groups=[("c", "company", None), ("w", "workshop", "c"), ("t", "team", "w"), ("r", "room", None)],
        people=[{"key": key, "company": "c"} for key in ("an", "binh", "chi")],
        memberships=[
            {"person": "an", "group": "t"},
            {"person": "binh", "group": "t"},
            {"person": "binh", "group": "r"},
            {"person": "chi", "group": "r"},
        ],
    )
    return database


def happen(database: Database, person: str, kind: str, on: str, *, hour: int = 0, **more: Any) -> dict[str, Any]:
    said = Happening(kind=kind, since=day(on), **more)
    return database.write(lambda tx: record(tx, person, said, now=NOW + timedelta(hours=hour), **ABOUT))


def levels(database: Database, **more: Any) -> dict[str, tuple[int, int]]:
    case = TracedCase(key=None, record="an", dates=CaseDates(onset=day("10"), isolated=day("12")))
    question = Question(cases=(case,), rules=rule_set("vn-3638-2021"), as_of=TODAY, **more)
    return {c["person"]["key"]: (c["level"], c["exposure_days"]) for c in ask(database, question)["contacts"]}


def test_isolation_closes_the_window_in_the_next_trace(drawn: Database) -> None:
    assert levels(drawn) == {"binh": (1, 6), "chi": (2, 14)}
    happen(drawn, "binh", "isolation", "9", hour=1)
    assert levels(drawn) == {"binh": (1, 6), "chi": (2, 3)}
    assert levels(drawn, known_at=NOW) == {"binh": (1, 6), "chi": (2, 14)}
    happen(drawn, "an", "isolation", "8", hour=2)
    assert levels(drawn)["binh"] == (1, 2)


def test_the_same_again_changes_nothing_a_release_corrects_and_withdrawing_takes_it_back(drawn: Database) -> None:
    first = happen(drawn, "binh", "isolation", "9")
    assert happen(drawn, "binh", "isolation", "9", hour=1) == first
    released = happen(drawn, "binh", "isolation", "9", hour=2, until=day("19"), place="Trạm y tế")
    assert (released["until"], released["place"]) == ("2021-05-19", "Trạm y tế")
    stored = run(drawn, "MATCH (e:Event) RETURN e.retracted_at IS NULL AS stands, e.recorded_by AS by")
    assert sorted((row["stands"], row["by"]) for row in stored) == [(False, "trạm 1"), (True, "trạm 1")]
    assert levels(drawn)["chi"] == (2, 3)  # a release has no effect on the window
    drawn.write(lambda tx: retract_event(tx, released["key"], now=NOW))
    assert levels(drawn)["chi"] == (2, 14)
    assert drawn.read(lambda tx: events_of(tx, ["binh"])) == {}


def test_a_positive_test_becomes_a_case_once(drawn: Database) -> None:
    def tested(on: str, result: str, disease: str = "covid-19") -> Any:
        said = Happening(kind="test", since=day(on), result=result)
        return drawn.write(lambda tx: record_test(tx, "binh", said, disease=disease, now=NOW, **ABOUT))

    assert tested("12", "negative")["case"] is None
    positive = tested("14", "positive")
    assert (positive["case"]["key"], positive["case"]["sampled"]) == ("covid-19~binh~2021-05-14", "2021-05-14")
    assert tested("16", "positive")["case"]["key"] == positive["case"]["key"]  # one illness
    assert tested("16", "positive", disease="measles")["case"]["key"] == "measles~binh~2021-05-16"
    case = TracedCase(key=positive["case"]["key"], record="binh", dates=CaseDates(sampled=day("14")))
    question = Question(cases=(case,), rules=rule_set("vn-3638-2021"), as_of=TODAY)
    found = ask(drawn, question)["contacts"]
    assert {c["person"]["key"]: c["level"] for c in found} == {"an": 1, "chi": 1}


@pytest.mark.parametrize(
    ("kind", "on", "more", "field"),
    [
        ("isolation", "12", {"until": day("11")}, "until"),
        ("isolation", "2021-12-01", {}, "on"),
        ("test", "21", {"result": "positive"}, "on"),
        ("test", "12", {"result": "maybe"}, "result"),
        ("lost", "0021-05-12", {}, "on"),
    ],
)
def test_what_cannot_be(drawn: Database, kind: str, on: str, more: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        happen(drawn, "binh", kind, on, **more)
    assert refused.value.field == field
    assert run(drawn, "MATCH (e:Event) RETURN e") == []


def test_an_unknown_event(drawn: Database) -> None:
    with pytest.raises(NotFound):
        drawn.write(lambda tx: retract_event(tx, "none", now=NOW))
