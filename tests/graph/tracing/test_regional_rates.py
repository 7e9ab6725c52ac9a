"""The region's own rates: which exposures they are made of, and what the option does to a list."""

from datetime import date
from typing import Any

import pytest

from graph.cases import Dates
from graph.database import Database
from graph.tracing.asking import answer, question_of
from graph.tracing.question import Asked
from graph.tracing.regional_rates import regional_rates
from tests.drawing import day, draw, run


@pytest.fixture
def drawn(database: Database) -> Database:
    """Two cases in a room of six, three of whom fell ill later, and a workshop of thirty in which nobody did."""
    rest = [f"w{number:02d}" for number in range(30)]
    mates = [f"m{number}" for number in range(5)]
    draw(
        database,
        groups=[("c", "company", None), ("k", "workshop", "c"), ("r", "room", None)],
        people=[{"key": key, "code": key, "company": "c"} for key in ("an", *mates, *rest)],
        memberships=[
            {"person": "an", "group": "k"},
            *({"person": key, "group": "k"} for key in rest),
            *({"person": key, "group": "r"} for key in ("an", *mates)),
        ],
        cases=[
            {"key": "c1", "person": "an", "onset": day("10"), "isolated": day("12")},
            *({"key": f"c-{key}", "person": key, "onset": day("14"), "isolated": day("14")} for key in mates[:3]),
        ],
    )
    return database


def asked(as_of: str, **more: Any) -> Asked:
    return Asked(who=["c1"], as_of=date.fromisoformat(as_of), rules="vn-3638-2021", **more)


def test_what_the_rates_are_made_of(drawn: Database) -> None:
    rates = drawn.read(lambda tx: regional_rates(tx, question_of(tx, asked("2021-06-20"))))
    room, workshop = rates["room"], rates["workshop"]
    # An exposes five (6 days each); each of the three exposes the two who stayed well (14 to 11 May and back).
    assert (room.exposed, room.infected) == (5, pytest.approx(3))
    assert (workshop.exposed, workshop.infected, workshop.exposure_days) == (30, 0, 180)
    assert room.daily_rate > room.cited > 0
    assert workshop.daily_rate < workshop.cited
    assert room.low < room.daily_rate < room.high
    assert rates["team"].daily_rate == rates["team"].cited


def test_who_may_still_fall_ill_says_nothing_yet(drawn: Database) -> None:
    rates = drawn.read(lambda tx: regional_rates(tx, question_of(tx, asked("2021-05-16"))))
    assert (rates["workshop"].exposed, rates["room"].exposed) == (0, 3)


def test_the_option_changes_scores_and_shows_the_rates(drawn: Database) -> None:
    plain = answer(drawn, asked("2021-06-20"), limit=100, offset=0)
    own = answer(drawn, asked("2021-06-20", rates="region"), limit=100, offset=0)
    assert "rates" not in plain
    shown = {rate["setting"]: rate for rate in own["rates"]}
    parts = {part["setting"]: part for part in own["contacts"][0]["score_parts"]}
    assert parts["room"]["daily_rate"] == pytest.approx(shown["room"]["daily_rate"], abs=1e-6)
    assert own["contacts"][0]["score"] > plain["contacts"][0]["score"]
    assert own["counts"] == plain["counts"]


def test_without_cases_the_rates_are_the_cited_ones(drawn: Database) -> None:
    run(drawn, "MATCH (c:Case) DETACH DELETE c")
    question = Asked(who=["an"], dates=Dates(onset=day("10")), as_of=day("16"), rules="vn-3638-2021")
    rates = drawn.read(lambda tx: regional_rates(tx, question_of(tx, question)))
    assert {rate.daily_rate == rate.cited for rate in rates.values()} == {True}
