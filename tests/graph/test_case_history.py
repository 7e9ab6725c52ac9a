"""What a case said at an earlier moment."""

from datetime import UTC, date, datetime
from typing import Any

from graph.case_history import as_known, remembered
from graph.cases import Dates, find_cases, register, retract, update
from graph.database import Database
from tests.drawing import draw

TODAY = date(2021, 5, 20)
KEY = "covid-19~abc~w1~2021-05-10"


def at(hour: int) -> datetime:
    return datetime(2021, 5, 20, hour, tzinfo=UTC)


def known(database: Database, moment: datetime | None) -> dict[str, Any] | None:
    _, found = database.read(lambda tx: find_cases(tx, keys=[KEY]))
    case = as_known(found[0], moment)
    return case and {name: str(case[name]) for name in ("onset", "isolated", "outcome")}


def test_each_change_leaves_what_was_before(database: Database) -> None:
    draw(database, groups=[("abc", "company", None)], people=[{"key": "abc~w1"}])
    onset, isolated = date(2021, 5, 10), date(2021, 5, 12)

    def add(hour: int) -> None:
        dates = Dates(onset=onset)
        database.write(lambda tx: register(tx, "abc~w1", dates, disease="covid-19", today=TODAY, now=at(hour)))

    add(1)
    add(2)  # the same again is no change
    database.write(lambda tx: update(tx, KEY, Dates(isolated=isolated), today=TODAY, now=at(3)))
    database.write(lambda tx: update(tx, KEY, Dates(), outcome="recovered", clear=["isolated"], today=TODAY, now=at(4)))
    database.write(lambda tx: retract(tx, KEY, reason="nhầm", today=TODAY, now=at(5)))
    add(6)
    plain = {"onset": "2021-05-10", "isolated": "None", "outcome": "None"}
    recovered = {**plain, "outcome": "recovered"}
    assert [known(database, at(hour)) for hour in range(7)] == [
        None,
        plain,
        plain,
        {**plain, "isolated": "2021-05-12"},
        recovered,
        None,
        recovered,
    ]
    assert known(database, None) == recovered


def test_a_state_is_kept_once_for_each_change(database: Database) -> None:
    draw(database, groups=[("abc", "company", None)], people=[{"key": "abc~w1"}])
    dates = Dates(onset=date(2021, 5, 10))
    database.write(lambda tx: register(tx, "abc~w1", dates, disease="covid-19", today=TODAY, now=at(1)))
    database.write(lambda tx: update(tx, KEY, dates, today=TODAY, now=at(2)))
    _, found = database.read(lambda tx: find_cases(tx, keys=[KEY]))
    assert found[0]["history"] is None
    assert len(remembered(found[0], now=at(3))) == 1
