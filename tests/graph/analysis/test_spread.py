"""Simulated spread: what can be worked out by hand, and that measures never add infections."""

import math
from datetime import date
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from graph.analysis.ahead import DAYS_BACK, risk, situation
from graph.analysis.infected import View
from graph.analysis.meetings import Measures, Meetings, meetings
from graph.analysis.natural_history import NaturalHistory
from graph.analysis.spread import BATCH, Known, Outcome, Spells, simulate
from graph.database import Database
from tests.graph.tracing.worlds import TODAY, make_rules, make_world, write

HISTORY = NaturalHistory(latent_days=3, incubation_median=5.0)
#: Nobody infected infects others: only the known cases do.
BARREN = NaturalHistory(latent_days=100, incubation_median=5.0)
RUNS = 1_600


def groups(*members: list[int], people: int, hazard: float) -> Meetings:
    """People in groups for good, each a cell of its own."""
    places = [(person, cell) for cell, some in enumerate(members) for person in some]
    person, cell = np.array(places, dtype=np.int32).T
    return Meetings(
        person=person,
        cell=cell,
        first=np.zeros(len(places), dtype=np.int32),
        last=np.full(len(places), 10**6, dtype=np.int32),
        people=people,
        hazard=csr_array(np.diag([hazard] * len(members))),
        setting=np.array(["team"] * len(members)),
    )


def spells(*of: tuple[int, int, int]) -> Spells:
    rows = np.array(of, dtype=np.int32).reshape(-1, 3)
    return Spells(person=rows[:, 0], first=rows[:, 1], last=rows[:, 2])


def known(*infectious: tuple[int, int, int], isolated: tuple[tuple[int, int, int], ...] = ()) -> Known:
    ill = np.unique(np.array([person for person, _, _ in infectious], dtype=np.int32))
    return Known(ill=ill, infectious=spells(*infectious), treated=spells(), isolated=spells(*isolated))


def run(there: Meetings, what: Known, history: NaturalHistory, *, runs: int = RUNS, seed: int = 1) -> Outcome:
    return simulate(there, [there], what, history, as_of=100, days_back=DAYS_BACK, days=14, runs=runs, seed=seed)


def near(found: float, chance: float, runs: int = RUNS) -> bool:
    """Within four standard errors of a share."""
    return abs(found - chance) <= 4 * math.sqrt(chance * (1 - chance) / runs) + 1e-12


def test_one_meets_a_case_in_a_team() -> None:
    found = run(groups([0, 1], people=2, hazard=0.05), known((0, 96, 100)), BARREN)
    expected = 1 - math.exp(-0.05 * sum([1.0, *BARREN.later[1:5]]))
    assert near(float((found.hidden == 1).mean()), expected)
    assert found.hidden.max() == 1, "the case is not infected anew"
    assert found.new.sum() == 0, "a known case infects nobody after the view's day"


def test_the_infected_infects_until_isolation() -> None:
    """0 infects 1 on the view's day (for certain); 1 infects 2 from the third day on, until isolated."""
    there = groups([0, 1], [1, 2], people=3, hazard=0.0)
    there = Meetings(**{**fields(there), "hazard": csr_array(np.diag([50.0, 0.2]))})
    found = run(there, known((0, 100, 100)), NaturalHistory(latent_days=3, incubation_median=5.0, delay_days=0.0))
    later = NaturalHistory(latent_days=3, incubation_median=5.0, delay_days=0.0).later
    assert (found.hidden == 1).all()
    chance = [(later[t - 1] - later[t]) for t in range(1, 40)]  # T is t days
    days = [max(0, min(14, t) - 2) for t in range(1, 40)]  # infectious on days 3 to t
    expected = sum(p * (1 - math.exp(-0.2 * n)) for p, n in zip(chance, days, strict=True))
    assert near(float((found.new[0].sum(axis=1) == 1).mean()), expected)
    assert found.new[0][:, :2].sum() == 0
    assert near(float(found.new[0][:, 2].mean()), later[2] * (1 - math.exp(-0.2)))


def fields(there: Meetings) -> dict[str, object]:
    return {name: getattr(there, name) for name in Meetings.__dataclass_fields__}


def test_the_isolated_neither_infect_nor_are_infected() -> None:
    there = groups([0, 1, 2], people=3, hazard=50.0)
    found = run(there, known((0, 98, 98), isolated=((1, 90, 120),)), HISTORY, runs=50)
    assert (found.hidden <= 1).all(), "only 2 can be infected"
    assert found.new.sum() == 0, "and has nobody to infect"


def test_the_same_seed_gives_the_same_runs_and_fewer_are_their_beginning() -> None:
    there = groups(list(range(30)), people=30, hazard=0.02)
    what = known((0, 90, 100), (1, 95, 99))
    first, again = (run(there, what, HISTORY, runs=40) for _ in range(2))
    assert (first.new == again.new).all()
    assert (first.hidden == again.hidden).all()
    fewer = run(there, what, HISTORY, runs=BATCH)
    assert (fewer.new[0] == first.new[0][:BATCH]).all()
    other = run(there, what, HISTORY, runs=40, seed=2)
    assert (other.new != first.new).any()


@given(st.randoms(use_true_random=False))
@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_past_gives_the_first_generation_its_risk(prepared: Database, chance: Random) -> None:
    world = make_world(chance)
    rules, _ = make_rules(chance)
    write(prepared, world)
    view = View(rules=rules, as_of=date.fromordinal(TODAY))
    found = prepared.read(lambda tx: situation(tx, view, days=14))
    there = found.meetings()
    stronger = Meetings(**{**fields(there), "hazard": csr_array(there.hazard * 20)})
    expected = risk(found, stronger, BARREN).total()
    runs = 320
    outcome = simulate(stronger, [], found.known, BARREN, as_of=TODAY, days_back=DAYS_BACK, days=14, runs=runs, seed=3)
    error = math.sqrt(runs * float((expected * (1 - expected)).sum()))
    # Of rare infections a handful more says nothing: 4.5 standard errors, and four.
    assert abs(int(outcome.hidden.sum()) - runs * float(expected.sum())) <= 4.5 * error + 4


@given(st.randoms(use_true_random=False))
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_measure_adds_infections(prepared: Database, chance: Random) -> None:
    """As long as nobody changes groups: the same run under measures has as many infections or fewer by every day."""
    world = make_world(chance)
    for member in world.members:
        member.until = None
        member.since = min(member.since or TODAY, TODAY)
    for isolation in world.isolations:
        isolation.until = None
        isolation.since = min(isolation.since, TODAY)
    rules, _ = make_rules(chance)
    write(prepared, world)
    view = View(rules=rules, as_of=date.fromordinal(TODAY))
    found = prepared.read(lambda tx: situation(tx, view, days=14))
    every = list(range(len(found.roster.groups)))
    some = Measures(
        stopped=tuple(chance.sample(every, min(len(every), chance.randint(0, 2)))),
        split=tuple(chance.sample(every, min(len(every), chance.randint(0, 2)))),
    )
    sides = [
        meetings(found.roster, rates=dict.fromkeys(rules.rates, 0.3), by_shift=rules.by_shift, measures=measures)
        for measures in (None, some)
    ]
    outcome = simulate(
        sides[0], sides, found.known, HISTORY, as_of=TODAY, days_back=DAYS_BACK, days=14, runs=32, seed=5
    )
    assert (outcome.new[1].cumsum(axis=1) <= outcome.new[0].cumsum(axis=1)).all()


def test_progress_is_told_up_to_the_end() -> None:
    told: list[float] = []
    there = groups([0, 1], people=2, hazard=0.05)
    simulate(
        there, [there, there], known((0, 96, 100)), HISTORY,
        as_of=100, days_back=DAYS_BACK, days=3, runs=BATCH + 2, seed=1, progress=told.append,
    )  # fmt: skip
    assert told == sorted(told)
    assert (len(told), told[-1]) == (4, pytest.approx(1.0))
