"""Offspring: a drawn outbreak by hand, expected frequencies against all ways in which it can have been."""

from datetime import date
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from graph.analysis.infected import view_of
from graph.analysis.offspring import expected_frequencies, offspring_document
from graph.database import Database
from tests.drawing import day, draw


def drawn(database: Database) -> None:
    """An infects Bình and Chi of her room; Dũng had been with Bình and with Chi; Em is alone; Giang is ill still."""
    draw(
        database,
        groups=[(key, "room", None) for key in ("r", "q", "p", "s")],
        people=[{"key": key, "company": "c"} for key in ("an", "binh", "chi", "dung", "em", "giang")],
        memberships=[
            {"person": "an", "group": "r", "until": day("4")},
            {"person": "binh", "group": "r", "until": day("4")}, {"person": "chi", "group": "r", "until": day("4")},
            {"person": "binh", "group": "q", "since": day("7")}, {"person": "chi", "group": "p", "since": day("7")},
            {"person": "dung", "group": "q", "since": day("7")}, {"person": "dung", "group": "p", "since": day("7")},
            {"person": "em", "group": "s"}, {"person": "giang", "group": "s", "since": day("20")},
        ],
        cases=[
            {"key": "an", "person": "an", "onset": day("3"), "isolated": day("4")},
            {"key": "binh", "person": "binh", "onset": day("8"), "isolated": day("9")},
            {"key": "chi", "person": "chi", "onset": day("8"), "isolated": day("9")},
            {"key": "dung", "person": "dung", "onset": day("13"), "isolated": day("15")},
            {"key": "em", "person": "em", "onset": day("14"), "isolated": day("15")},
            {"key": "giang", "person": "giang", "onset": day("28")},
        ],
    )  # fmt: skip


def ask(database: Database, on: date, **more: Any) -> dict[str, Any]:
    view = view_of(as_of=on, rules="vn-3638-2021")
    more = {"limit": 9, "offset": 0, **more}
    return database.read(lambda tx: offspring_document(tx, view, **more))


def test_by_hand(database: Database) -> None:
    drawn(database)
    found = ask(database, day("30"))
    sources = found.pop("sources")
    assert found.pop("certain") == {
        "secondary": 2.0,
        "numbers": [{"secondary": 0, "cases": 4.0}, {"secondary": 2, "cases": 1.0}],
        "least": 10,
        "fit": None,
        # 1.6 of the two secondary cases, by An alone: 0.8 of one of five.
        "most": {"part": 0.8, "observed": 0.16, "fitted": None},
    }
    # Dũng was infected by Bình or by Chi: either of them has one with the chance of one half.
    assert found.pop("expected") == {
        "secondary": 3.0,
        "numbers": [
            {"secondary": 0, "cases": 3.0}, {"secondary": 1, "cases": 1.0}, {"secondary": 2, "cases": 1.0},
        ],
        "least": 10,
        "fit": None,
        "most": {"part": 0.8, "observed": 0.28, "fitted": None},
    }  # fmt: skip
    assert found == {
        "disease": "covid-19", "rules": "vn-3638-2021", "as_of": "2021-05-30", "known_at": None,
        # Dũng, isolated on 15 May, is followed to 29 May; Giang is not isolated.
        "cases": 6, "complete": 5, "pending": 1, "with_one_source": 2, "with_several_sources": 1,
        "without_source": 3, "total": 3, "limit": 9, "offset": 0,
    }  # fmt: skip
    assert [(one["key"], one["certain"], one["expected"], one["complete"]) for one in sources] == [
        ("an", 2, 2.0, True), ("binh", 0, 0.5, True), ("chi", 0, 0.5, True),
    ]  # fmt: skip
    assert sources[0]["person"]["key"] == "an"
    assert sources[0]["anchor"] == "2021-05-03"


@pytest.mark.parametrize(("on", "complete"), [("18", 0), ("19", 1), ("23", 1), ("24", 3), ("29", 3), ("30", 5)])
def test_a_case_counts_when_its_follow_up_is_over(database: Database, on: str, complete: int) -> None:
    drawn(database)
    assert ask(database, day(on))["complete"] == complete


def test_many_cases_are_fitted(database: Database) -> None:
    """Rooms of one case and so many others that were infected there: 0, 0, 0, 0, 0, 0, 0, 1, 2, 7."""
    sizes = (0, 0, 0, 0, 0, 0, 0, 1, 2, 7)
    people = [(f"r{room}", place) for room, size in enumerate(sizes) for place in range(size + 1)]
    draw(
        database,
        groups=[(f"r{room}", "room", None) for room in range(len(sizes))],
        people=[{"key": f"{room}-{place}", "company": "c"} for room, place in people],
        memberships=[
            {"person": f"{room}-{place}", "group": room, "until": day("4")} for room, place in people
        ],
        cases=[
            {"key": f"{room}-{place}", "person": f"{room}-{place}", "onset": day("8" if place else "3"),
             "isolated": day("9" if place else "4")}
            for room, place in people
        ],
    )  # fmt: skip
    found = ask(database, date(2021, 6, 30))
    numbers = [7, 2, 1] + [0] * 17
    assert found["certain"]["numbers"] == [
        {"secondary": number, "cases": float(numbers.count(number))} for number in (0, 1, 2, 7)
    ]
    assert found["certain"] == found["expected"]
    fit = found["certain"]["fit"]
    assert fit["r"]["estimate"] == 0.5
    assert 0.01 < fit["k"]["low"] < fit["k"]["estimate"] < 0.4
    assert fit["aic"] < fit["poisson_aic"]
    # Eight of ten: the seven, and one of the two of the second.
    assert found["certain"]["most"]["observed"] == pytest.approx(1.5 / 20)
    k = fit["k"]["estimate"]
    drawn_anew = stats.nbinom(k, k / (k + 0.5)).rvs(200_000, random_state=np.random.default_rng(1))
    ordered = np.cumsum(np.sort(drawn_anew)[::-1])
    share = np.searchsorted(ordered, 0.8 * ordered[-1]) / len(ordered)
    assert found["certain"]["most"]["fitted"] == pytest.approx(share, abs=0.003)


def test_no_cases(database: Database) -> None:
    found = ask(database, day("30"))
    assert (found["cases"], found["complete"], found["sources"]) == (0, 0, [])
    assert found["certain"]["fit"] is None
    assert found["expected"]["most"] == {"part": 0.8, "observed": None, "fitted": None}


@given(st.lists(st.lists(st.sampled_from((0.1, 0.25, 1 / 3, 0.5, 1.0)), max_size=4), max_size=3))
def test_expected_frequencies_are_those_of_all_ways(cases: list[list[float]]) -> None:
    expected = np.zeros(5)
    for chances in cases:
        for infected in product((0, 1), repeat=len(chances)):
            way = np.prod([p if yes else 1 - p for p, yes in zip(chances, infected, strict=True)])
            expected[sum(infected)] += way
    found = np.zeros(5)
    frequencies = expected_frequencies(cases)
    found[: len(frequencies)] = frequencies
    assert found == pytest.approx(expected)
    assert found.sum() == pytest.approx(len(cases))
