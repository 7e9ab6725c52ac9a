"""Issued lists: kept as they were, shown to be the same, and compared with today's, with the reasons."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from graph.cases import Dates, register, update
from graph.clock import now
from graph.database import Database
from graph.errors import NotFound
from graph.follow_up.events import Happening, record
from graph.tracing import asking
from graph.tracing.issued import issued_document, issued_list, issued_lists
from graph.tracing.question import Asked
from tests.drawing import day, draw, run

TODAY = date(2021, 5, 20)
KEY = "covid-19~an~2021-05-10"
Trace = Callable[..., dict[str, Any]]


@pytest.fixture
def drawn(database: Database) -> Database:
    """An's team-mate Bình has a room with Chi; Dũng is not in the team yet."""
    draw(
        database,
        groups=[("c", "company", None), ("w", "workshop", "c"), ("t", "team", "w"), ("r", "room", None)],
        people=[
            {"key": key, "code": key, "name": key.title(), "company": "c"} for key in ("an", "binh", "chi", "dung")
        ],
        memberships=[
            {"person": "an", "group": "t"},
            {"person": "binh", "group": "t"},
            {"person": "binh", "group": "r"},
            {"person": "chi", "group": "r"},
        ],
    )
    dates = Dates(onset=day("10"), isolated=day("12"))
    database.write(lambda tx: register(tx, "an", dates, disease="covid-19", today=TODAY, now=now()))
    return database


@pytest.fixture
def ask(drawn: Database) -> Trace:
    def asked(as_of: str = "16", *, rules: str = "vn-3638-2021", **more: Any) -> dict[str, Any]:
        known_at, depth = more.pop("known_at", None), more.pop("depth", None)
        question = Asked(who=[KEY], as_of=day(as_of), rules=rules, known_at=known_at, depth=depth)
        return asking.answer(drawn, question, limit=100, offset=0, **more)

    return asked


def changes(document: dict[str, Any]) -> dict[str, dict[str, tuple[Any, Any, list[str]]]]:
    """Who is new, gone or changed: levels before and now, and the causes' codes."""
    return {
        kind: {
            entry["person"]["key"]: (
                entry["level"]["before"],
                entry["level"]["now"],
                [cause["code"] for cause in entry["because"]],
            )
            for entry in document["changes"][kind]
        }
        for kind in ("new", "gone", "changed")
    }


def add(database: Database, person: str, group: str, kind: str = "WORKS_IN") -> None:
    run(
        database,
        f"MATCH (p:Person {{key: $person}}), (g:Group {{key: $group}}) CREATE (p)-[m:{kind}]->(g) "
        "SET m.recorded_at = $now, m.sheet = 'May 1', m.row = 17",
        person=person,
        group=group,
        now=now(),
    )
    run(database, "MATCH (l:Ledger) SET l.revision = l.revision + 1")


def retract(database: Database, person: str, group: str) -> None:
    run(
        database,
        "MATCH (:Person {key: $person})-[m:WORKS_IN|LIVES_IN]->(:Group {key: $group}) SET m.retracted_at = $now",
        person=person,
        group=group,
        now=now(),
    )


def test_kept_once_and_the_same_at_its_moment(drawn: Database, ask: Trace) -> None:
    kept = ask(issue_by="trực đêm", hashed=True)
    assert kept["list"]["hash"] == kept["hash"]
    found = drawn.read(lambda tx: issued_list(tx, kept["list"]["key"]))
    assert (found.issued_by, len(found.contacts), found.question["words"]) == ("trực đêm", 2, kept["question"])
    moment = now()
    add(drawn, "dung", "t")
    retract(drawn, "chi", "r")
    assert ask(hashed=True)["hash"] != kept["hash"]
    assert ask(hashed=True, known_at=moment)["hash"] == kept["hash"]
    listed = drawn.read(lambda tx: issued_lists(tx, limit=10, offset=0))
    assert [(entry["key"], entry["total"], entry["rules"]) for entry in listed["lists"]] == [
        (kept["list"]["key"], 2, "vn-3638-2021")
    ]
    document = issued_document(found)
    assert [(c["level"], c["key"], c["days"]) for c in document["contacts"]] == [(1, "binh", 6), (2, "chi", 10)]
    assert document["asked"]["cases"] == [{"key": KEY, "record": "an", "window": ["2021-05-07", "2021-05-12"]}]


def test_nothing_changed(ask: Trace) -> None:
    key = ask(issue_by="a")["list"]["key"]
    assert ask(since=key)["changes"]["counts"] == {"new": 0, "gone": 0, "changed": 0}


def test_who_was_recorded_since_is_new_with_the_row(drawn: Database, ask: Trace) -> None:
    key = ask(issue_by="a")["list"]["key"]
    add(drawn, "dung", "t")
    found = ask(since=key)
    assert changes(found) == {"new": {"dung": (None, 1, ["recorded"])}, "gone": {}, "changed": {}}
    assert found["changes"]["new"][0]["because"][0]["vi"] == "sau danh sách trước mới ghi: Dung ở t (May 1:17)"


def test_who_was_corrected_away_is_gone(drawn: Database, ask: Trace) -> None:
    key = ask(issue_by="a")["list"]["key"]
    retract(drawn, "binh", "t")
    run(drawn, "MATCH (l:Ledger) SET l.revision = l.revision + 1")
    assert changes(ask(since=key))["gone"] == {
        "binh": (1, None, ["retracted"]),
        "chi": (2, None, ["source-gone"]),
    }


def test_isolation_of_the_source_takes_a_contact_out(drawn: Database, ask: Trace) -> None:
    key = ask(issue_by="a")["list"]["key"]
    said = Happening(kind="isolation", since=date(2021, 5, 1))
    drawn.write(lambda tx: record(tx, "binh", said, by="a", today=TODAY, now=now()))
    assert changes(ask(since=key)) == {"new": {}, "gone": {"chi": (2, None, ["isolated"])}, "changed": {}}


def test_another_window_brings_in_and_takes_out(drawn: Database, ask: Trace) -> None:
    run(
        drawn,
        "MATCH (p:Person {key: 'dung'}), (g:Group {key: 't'}) CREATE (p)-[m:WORKS_IN]->(g) "
        "SET m.recorded_at = $now, m.since = date('2021-05-13')",
        now=datetime(2021, 1, 1, tzinfo=UTC),
    )
    key = ask(issue_by="a")["list"]["key"]
    drawn.write(lambda tx: update(tx, KEY, Dates(isolated=day("14")), today=TODAY, now=now() + timedelta(0)))
    found = ask(since=key)
    assert changes(found) == {"new": {}, "gone": {}, "changed": {"dung": (2, 1, ["window", "other"])}} or changes(
        found
    ) == {"new": {}, "gone": {}, "changed": {"dung": (2, 1, ["window"])}}
    assert "12/05/2021 → 07/05/2021–14/05/2021" in found["changes"]["changed"][0]["because"][0]["vi"]


def test_later_days_and_another_question(drawn: Database, ask: Trace) -> None:
    run(
        drawn,
        "MATCH (p:Person {key: 'dung'}), (g:Group {key: 'r'}) CREATE (p)-[m:LIVES_IN]->(g) "
        "SET m.recorded_at = $now, m.since = date('2021-05-18')",
        now=datetime(2021, 1, 1, tzinfo=UTC),
    )
    key = ask(issue_by="a")["list"]["key"]
    assert changes(ask("19", since=key))["new"] == {"dung": (None, 2, ["later-days"])}
    assert changes(ask(since=key, depth=1))["gone"] == {"chi": (2, None, ["rules"])}


def test_an_unknown_list(ask: Trace) -> None:
    with pytest.raises(NotFound, match="list-1"):
        ask(since="list-1")
