"""Cases on a small drawn graph."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from graph.cases import Dates, get_case, list_cases, register, retract, update
from graph.database import Database
from graph.errors import Invalid, NotFound
from tests.drawing import draw, run

TODAY = date(2021, 5, 20)
NOW = datetime(2021, 5, 20, tzinfo=UTC)
KEY = "covid-19~abc~w1~2021-05-10"


@pytest.fixture
def drawn(database: Database) -> Database:
    draw(database, groups=[("abc", "company", None)], people=[{"key": "abc~w1"}, {"key": "abc~w2"}])
    return database


def add(database: Database, person: str = "abc~w1", **dates: date) -> dict[str, Any]:
    return database.write(lambda tx: register(tx, person, Dates(**dates), disease="covid-19", today=TODAY, now=NOW))


def test_registered_once_by_person_and_first_date(drawn: Database) -> None:
    first = add(drawn, onset=date(2021, 5, 10), confirmed=date(2021, 5, 12))
    assert first["key"] == KEY
    assert (first["onset"], first["sampled"], first["confirmed"]) == ("2021-05-10", None, "2021-05-12")
    assert add(drawn, onset=date(2021, 5, 10), confirmed=date(2021, 5, 12)) == first
    add(drawn, "abc~w2", sampled=date(2021, 5, 11))
    listed = drawn.read(lambda tx: list_cases(tx, disease="covid-19", today=TODAY, limit=1, offset=0))
    assert (listed["total"], [case["key"] for case in listed["cases"]]) == (2, ["covid-19~abc~w2~2021-05-11"])
    other = drawn.read(lambda tx: list_cases(tx, disease="measles", today=TODAY, limit=9, offset=0))
    assert other["total"] == 0


def test_updated_dates_keep_the_key(drawn: Database) -> None:
    add(drawn, onset=date(2021, 5, 10))
    changed = drawn.write(lambda tx: update(tx, KEY, Dates(onset=date(2021, 5, 9)), today=TODAY, now=NOW))
    assert (changed["key"], changed["onset"]) == (KEY, "2021-05-09")
    changed = drawn.write(lambda tx: update(tx, KEY, Dates(isolated=date(2021, 5, 13)), today=TODAY, now=NOW))
    assert (changed["onset"], changed["isolated"]) == ("2021-05-09", "2021-05-13")


def test_retracted_with_a_reason_and_kept(drawn: Database) -> None:
    add(drawn, onset=date(2021, 5, 10))
    with pytest.raises(Invalid):
        drawn.write(lambda tx: retract(tx, KEY, reason=" ", today=TODAY, now=NOW))
    gone = drawn.write(lambda tx: retract(tx, KEY, reason="nhầm người", today=TODAY, now=NOW))
    assert (gone["retracted"], gone["reason"]) == (True, "nhầm người")
    assert drawn.read(lambda tx: get_case(tx, KEY, today=TODAY))["retracted"] is True


@pytest.mark.parametrize(
    ("dates", "field"),
    [
        ({}, "onset"),
        ({"isolated": date(2021, 5, 10)}, "onset"),
        ({"onset": date(2021, 5, 21)}, "onset"),
        ({"onset": date(1021, 5, 10)}, "onset"),
        ({"sampled": date(2021, 5, 12), "confirmed": date(2021, 5, 11)}, "confirmed"),
    ],
)
def test_dates_that_cannot_be(drawn: Database, dates: dict[str, date], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        add(drawn, **dates)
    assert refused.value.field == field
    assert run(drawn, "MATCH (c:Case) RETURN c") == []


def test_an_unknown_case(drawn: Database) -> None:
    with pytest.raises(NotFound):
        drawn.write(lambda tx: update(tx, "covid-19~x~2021-05-10", Dates(), today=TODAY, now=NOW))
