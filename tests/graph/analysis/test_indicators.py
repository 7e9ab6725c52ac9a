"""Indicators: a drawn week counted by hand, each rule at its edge, and a list that a real trace kept."""

import base64
import zlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import orjson
import pytest

from graph.analysis.indicators import indicators
from graph.analysis.infected import view_of
from graph.clock import VIETNAM
from graph.database import Database
from graph.errors import Invalid
from graph.tracing import asking
from graph.tracing.question import Asked
from tests.drawing import day, draw, run

Contact = tuple[str, int, str, str]


def at(number: int, hour: float) -> datetime:
    """An hour of a day of May 2021, in Vietnam."""
    return datetime(2021, 5, number, tzinfo=VIETNAM) + timedelta(hours=hour)


def keep(
    database: Database,
    issued_at: datetime,
    cases: Sequence[tuple[str | None, str]],
    contacts: Sequence[Contact],
    rules: str = "vn-3638-2021",
) -> None:
    """Draw a kept list: of cases (key, record), with contacts (record, level, first and last exposure in May)."""
    listed = [
        {"key": record, "same_as": [], "level": level, "first": str(day(first)), "last": str(day(last))}
        for record, level, first, last in contacts
    ]
    question = {"rules": rules, "cases": [{"key": key, "record": record, "window": None} for key, record in cases]}
    run(
        database,
        "CREATE (l:IssuedList) SET l = $properties",
        properties={
            "key": f"list-{issued_at.isoformat()}-{cases[0]}",
            "question": orjson.dumps(question).decode(),
            "contacts": base64.b85encode(zlib.compress(orjson.dumps(listed))).decode(),
            "total": len(listed),
            "hash": "h",
            "issued_at": issued_at.astimezone(UTC),
            "issued_by": "trực đêm",
        },
    )


def ask(database: Database, on: str = "20", **more: Any) -> dict[str, Any]:
    view = view_of(as_of=day(on), rules="vn-3638-2021", known_at=more.pop("known_at", None))
    return database.read(lambda tx: indicators(tx, view, **more))


def people(*keys: str) -> list[dict[str, Any]]:
    return [{"key": key, "company": "c"} for key in keys]


def share(found: dict[str, Any]) -> tuple[int, int]:
    return found["people"], found["of"]


@pytest.fixture
def week(database: Database) -> Database:
    """An (found 14 May), Bình (17 May, a known contact of An) and Chi (19 May, known to nobody); Dũng's is of April."""
    draw(
        database,
        groups=[("c", "company", None)],
        people=people("an", "binh", "chi", "dung", "f1", "f2", "f3", "far"),
        cases=[
            {"key": "c-an", "person": "an", "onset": day("13"), "confirmed": day("14"), "isolated": day("14"),
             "registered_at": at(14, 10)},
            {"key": "c-binh", "person": "binh", "onset": day("16"), "confirmed": day("17"), "isolated": day("18"),
             "registered_at": at(17, 9)},
            {"key": "c-chi", "person": "chi", "sampled": day("19"), "registered_at": at(19, 20)},
            {"key": "c-dung", "person": "dung", "onset": date(2021, 4, 2), "isolated": date(2021, 4, 3)},
        ],
        events=[
            {"key": "e1", "person": "f1", "kind": "isolation", "since": day("15")},
            {"key": "e2", "person": "f2", "kind": "isolation", "since": day("17")},
            {"key": "e3", "person": "f2", "kind": "lost", "since": day("16"), "until": day("16")},
            {"key": "e4", "person": "f3", "kind": "lost", "since": day("17")},
            {"key": "e5", "person": "binh", "kind": "isolation", "since": day("15")},
        ],
    )  # fmt: skip
    keep(
        database, at(14, 16), [("c-an", "an")],
        [("binh", 1, "10", "13"), ("f1", 1, "10", "14"), ("f2", 1, "12", "12"), ("far", 2, "13", "14")],
    )  # fmt: skip
    keep(database, at(17, 6), [("c-binh", "binh"), ("c-an", "an")], [("f1", 1, "10", "17"), ("f3", 1, "15", "15")])
    return database


def test_a_week_by_hand(week: Database) -> None:
    found = ask(week)
    assert {name: found[name] for name in ("days", "from", "to", "cases", "lists", "contacts")} == {
        "days": 7, "from": "2021-05-14", "to": "2021-05-20", "cases": 3, "lists": 2, "contacts": 4,
    }  # fmt: skip
    # Bình was on An's list before 17 May: one of three.
    assert share(found["listed"]) == share(found["listed"]["level_1"]) == (1, 3)
    assert (found["listed"]["low"], found["listed"]["high"]) == (0.061492, 0.79234)
    # An's list came 16 hours into the day, 6 after the registration; Bình's 6 hours in, 3 before.
    first = found["first_list"]
    assert share(first) == (2, 3)
    assert first["hours_from_confirmed"] == {"cases": 2, "lower": 8.5, "median": 11.0, "upper": 13.5}
    assert first["hours_from_registered"] == {"cases": 2, "lower": -0.75, "median": 1.5, "upper": 3.75}
    # An a day after the onset, Bình in quarantine since the day before it; Chi's day after is 20 May, and over.
    assert (share(found["isolated"]), found["isolated"]["pending"]) == ((2, 3), 0)
    # Three for An, two for Bình and An.
    assert found["contacts_per_case"] == {"cases": 2, "lower": 1.5, "median": 2.0, "upper": 2.5}
    # Of Bình, F1, F2 (listed 14 May) and F3 (17 May): Bình and F1 by the next day, F2 two days too late, F3 never.
    assert (share(found["quarantined"]), found["quarantined"]["pending"]) == ((2, 4), 0)
    # F3 is lost since 17 May, three days; F2 was found again.
    assert (share(found["lost"]), share(found["lost"]["longer"]), found["lost"]["days"]) == ((1, 4), (1, 4), 3)
    assert [entry for entry in found["by_day"] if any(value for name, value in entry.items() if name != "on")] == [
        {"on": "2021-05-14", "cases": 1, "listed": 0, "isolated": 1, "lists": 1, "contacts": 3, "quarantined": 2},
        {"on": "2021-05-17", "cases": 1, "listed": 1, "isolated": 1, "lists": 1, "contacts": 1, "quarantined": 0},
        {"on": "2021-05-19", "cases": 1, "listed": 0, "isolated": 0, "lists": 0, "contacts": 0, "quarantined": 0},
    ]
    assert len(found["by_day"]) == 7
    assert {type(value) for entry in found["by_day"] for name, value in entry.items() if name != "on"} == {int}


def test_the_day_after_is_still_to_come(week: Database) -> None:
    found = ask(week, "19")
    assert (share(found["isolated"]), found["isolated"]["pending"]) == ((2, 2), 1)
    found = ask(week, "17")
    # F3 has until tomorrow.
    assert (share(found["quarantined"]), found["quarantined"]["pending"]) == ((2, 3), 1)
    assert share(found["lost"]["longer"]) == (0, 4)


def test_as_known_then(week: Database) -> None:
    """At noon of 17 May the second list was there, at five in the morning not yet."""
    assert ask(week, known_at=at(17, 12))["lists"] == 2
    earlier = ask(week, known_at=at(17, 5))
    assert (earlier["lists"], earlier["cases"], share(earlier["first_list"])) == (1, 1, (1, 1))


def test_longer_and_shorter_periods(week: Database) -> None:
    assert [ask(week, days=days)["cases"] for days in (1, 2, 4, 366)] == [0, 1, 2, 4]
    for days in (0, 367):
        with pytest.raises(Invalid) as error:
            ask(week, days=days)
        assert error.value.field == "days"


def test_nothing_gives_nulls(database: Database) -> None:
    found = ask(database)
    nobody = {"people": 0, "of": 0, "share": None, "low": None, "high": None}
    none = {"cases": 0, "lower": None, "median": None, "upper": None}
    assert found["listed"] == {**nobody, "level_1": nobody}
    assert found["first_list"] == {**nobody, "hours_from_confirmed": none, "hours_from_registered": none}
    assert found["isolated"] == found["quarantined"] == {**nobody, "pending": 0}
    assert found["lost"] == {**nobody, "days": 3, "longer": nobody}
    assert found["contacts_per_case"] == none


@pytest.mark.parametrize(
    ("issued_at", "contact", "expected"),
    [
        (at(14, 23.9), ("an", 1, "10", "12"), (1, 1)),  # the evening before
        (at(15, 0), ("an", 1, "10", "12"), (0, 0)),  # the day itself: before or after the result, nobody knows
        (at(14, 12), ("an", 2, "10", "12"), (1, 0)),  # a contact of a contact
        (at(14, 12), ("an", 1, "12", "13"), (1, 1)),  # infected by 12 May, two days before the onset
        (at(14, 12), ("an", 1, "13", "14"), (0, 0)),  # too late to be infected by that
        (at(14, 12), ("other", 1, "10", "12"), (1, 1)),  # her record at another firm
        (at(14, 12), ("binh", 1, "10", "12"), (0, 0)),
    ],
)
def test_who_was_listed_before(
    database: Database, issued_at: datetime, contact: Contact, expected: tuple[int, int]
) -> None:
    draw(
        database,
        people=people("an", "other", "binh", "f0"),
        same_as=[("an", "other")],
        cases=[
            {"key": "c-an", "person": "an", "onset": day("14"), "confirmed": day("15")},
            {"key": "c-f0", "person": "f0", "onset": date(2021, 4, 1)},
        ],
    )
    keep(database, issued_at, [("c-f0", "f0")], [contact])
    found = ask(database)
    assert (found["listed"]["people"], found["listed"]["level_1"]["people"]) == expected
    assert found["cases"] == 1


@pytest.mark.parametrize(
    ("cases", "rules", "lists"),
    [
        ([("c-an", "an")], "own", 1),
        ([(None, "an")], "vn-3638-2021", 1),  # not registered yet, by the view's rules
        ([(None, "an")], "measles", 0),
        ([("m-an", "an")], "vn-3638-2021", 0),  # a case of another disease
        ([("m-an", "an"), ("c-an", "an")], "explore", 1),
    ],
)
def test_lists_of_the_disease(database: Database, cases: list[tuple[str | None, str]], rules: str, lists: int) -> None:
    draw(
        database,
        people=people("an", "binh"),
        cases=[
            {"key": "c-an", "person": "an", "confirmed": day("15")},
            {"key": "m-an", "person": "an", "disease": "measles", "onset": day("15")},
        ],
    )
    keep(database, at(15, 12), cases, [("binh", 1, "15", "15")], rules)
    found = ask(database)
    assert (found["lists"], found["contacts"], found["first_list"]["people"]) == (lists, lists, lists)


@pytest.mark.parametrize(
    ("since", "until", "isolated"),
    [
        ("15", None, True),
        ("16", None, True),
        ("17", None, False),
        ("1", "14", False),
        ("1", "15", True),
        ("1", None, True),
    ],
)
def test_isolated_in_time(database: Database, since: str, until: str | None, *, isolated: bool) -> None:
    """A case and a contact of 15 May: isolated by 16 May, and not only before."""
    event = {"kind": "isolation", "since": day(since), "until": until and day(until)}
    draw(
        database,
        people=people("an", "binh", "chi"),
        cases=[
            {"key": "c-an", "person": "an", "onset": day("15")},
            {"key": "c-chi", "person": "chi", "onset": date(2021, 4, 1)},
        ],
        events=[{"key": "e1", "person": "an", **event}, {"key": "e2", "person": "binh", **event}],
    )
    keep(database, at(15, 12), [("c-chi", "chi")], [("binh", 1, "10", "12")])
    found = ask(database)
    assert (share(found["isolated"]), share(found["quarantined"])) == ((int(isolated), 1), (int(isolated), 1))


def test_who_was_ill_when_listed_is_no_contact(database: Database) -> None:
    """An was ill by then; Bình fell ill two days later and was isolated as a case too late; Chi was ill last year."""
    draw(
        database,
        people=people("an", "binh", "chi", "f0"),
        cases=[
            {"key": "c-an", "person": "an", "onset": day("14")},
            {"key": "c-binh", "person": "binh", "onset": day("17"), "isolated": day("17")},
            {"key": "c-chi", "person": "chi", "onset": date(2020, 5, 1), "isolated": date(2020, 5, 2)},
            {"key": "c-f0", "person": "f0", "onset": date(2021, 4, 1)},
        ],
    )
    keep(database, at(15, 12), [("c-f0", "f0")], [(key, 1, "10", "12") for key in ("an", "binh", "chi")])
    found = ask(database)
    assert (found["contacts"], share(found["quarantined"])) == (2, (0, 2))


def test_a_list_that_a_trace_kept(database: Database) -> None:
    draw(
        database,
        groups=[("c", "company", None), ("t", "team", None), ("r", "room", None)],
        people=people("an", "binh", "chi"),
        memberships=[
            {"person": "an", "group": "t"}, {"person": "binh", "group": "t"},
            {"person": "binh", "group": "r"}, {"person": "chi", "group": "r"},
        ],
        cases=[
            {"key": "c-an", "person": "an", "onset": day("10"), "confirmed": day("12"), "isolated": day("11")},
            {"key": "c-binh", "person": "binh", "onset": day("13"), "confirmed": day("15")},
        ],
    )  # fmt: skip
    asked = Asked(who=["c-an"], as_of=day("12"), rules="vn-3638-2021")
    asking.answer(database, asked, limit=10, offset=0, issue_by="trực đêm")
    run(database, "MATCH (l:IssuedList) SET l.issued_at = $at", at=at(12, 18).astimezone(UTC))
    found = ask(database, "15", days=5)
    assert (found["cases"], found["lists"], found["contacts"]) == (2, 1, 1)
    assert share(found["listed"]["level_1"]) == (1, 2)
    assert found["first_list"]["hours_from_confirmed"] == {"cases": 1, "lower": 18.0, "median": 18.0, "upper": 18.0}
    assert found["contacts_per_case"]["median"] == 1.0
