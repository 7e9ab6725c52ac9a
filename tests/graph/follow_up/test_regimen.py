"""What a contact keeps to, and how far it is done, day by day."""

from datetime import date
from typing import Any

import pytest

from graph.follow_up.regimen import FollowUp, Known, follow_up, is_vaccinated
from graph.tracing.rules import rule_set
from tests.drawing import day

Event = tuple[str, date, date | None, str | None, str | None]


def event(kind: str, on: str, until: str | None = None, result: str | None = None, place: str | None = None) -> Event:
    return (kind, day(on), until and day(until), result, place)  # type: ignore[return-value]


def seen(on: str, *events: Event, doses: tuple[date, ...] = (), rules: str = "vn-3638-2021", **more: Any) -> FollowUp:
    """The follow-up of a near F1, exposed from 7 to 12 May, as seen on a day."""
    asked = {"level": 1, "grade": "near", "is_case": False, **more}
    found = follow_up(
        rule_set(rules),
        first_exposure=day("7"),
        last_exposure=day("12"),
        known=Known(doses=doses, events=events),
        day=day(on),
        **asked,
    )
    assert found is not None
    return found


def test_days_and_tests_count_from_the_last_exposure() -> None:
    found = seen("12")
    assert (found.until, found.place) == (day("26"), "facility")
    assert [test.due for test in found.tests] == [day("13"), day("19"), day("26")]
    assert found.todo == ("isolate",)


@pytest.mark.parametrize(
    ("on", "events", "state", "todo"),
    [
        ("13", [], "open", ("isolate", "test")),
        ("13", [event("isolation", "12")], "open", ("test",)),
        ("13", [event("isolation", "14")], "open", ("isolate", "test")),
        ("14", [event("isolation", "12")], "open", ("overdue",)),
        ("14", [event("isolation", "12"), event("test", "13", result="negative")], "open", ()),
        ("14", [event("isolation", "12"), event("test", "12", result="negative")], "open", ()),  # a day early
        ("14", [event("isolation", "12"), event("test", "11", result="negative")], "open", ("overdue",)),
        ("20", [event("isolation", "12"), event("test", "19", result="negative")], "open", ("overdue",)),
        ("26", [event("isolation", "12", "26")], "open", ("test", "overdue", "release")),
        ("27", [event("isolation", "12"), event("test", "13"), event("test", "19"), event("test", "26")], "done", ()),
        ("27", [event("test", "13"), event("test", "19")], "open", ("overdue",)),
        ("14", [event("lost", "13")], "lost", ("find", "isolate", "overdue")),
        ("16", [event("lost", "13", "14"), event("isolation", "12")], "open", ("overdue",)),
    ],
)
def test_the_days_work(on: str, events: list[Event], state: str, todo: tuple[str, ...]) -> None:
    found = seen(on, *events)
    assert (found.state, found.todo) == (state, todo)


def test_one_test_counts_for_one_due_day() -> None:
    found = seen("20", event("test", "19", result="negative"))
    assert [test.done for test in found.tests] == [day("19"), None, None]


def test_who_became_a_case_has_no_work() -> None:
    assert seen("14", is_case=True).todo == ()
    assert seen("14", event("moved", "13", place="Hà Nội")).moved == "Hà Nội"


def test_two_doses_fourteen_days_before_make_it_lighter() -> None:
    doses = (date(2021, 3, 1), date(2021, 4, 20))
    assert seen("12", doses=doses, rules="vn-11042-2021").until == day("17")
    assert seen("12", doses=(date(2021, 3, 1), date(2021, 4, 24)), rules="vn-11042-2021").until == day("19")
    assert seen("12", doses=doses).until == day("26")  # this rule set has no lighter one
    assert not is_vaccinated((date(2021, 3, 1),), before=day("12"))


def test_a_level_or_grade_of_which_nothing_is_asked() -> None:
    rules = rule_set("vn-3638-2021")
    about: dict[str, Any] = {"first_exposure": day("7"), "last_exposure": day("12"), "known": Known(), "is_case": False}
    assert follow_up(rules, level=2, grade="distant", day=day("12"), **about) is None
    assert follow_up(rules, level=1, grade=None, day=day("12"), **about) is None
