"""What known cases have done so far: the oracle on random worlds."""

from collections import Counter
from datetime import date
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.analysis.ahead import DAYS_BACK, risk, situation
from graph.analysis.infected import View
from graph.analysis.natural_history import NaturalHistory, natural_history
from graph.database import Database
from tests.graph.tracing.worlds import TODAY, make_rules, make_world, maybe, moment, write
from tests.oracles import spread as oracle
from tests.oracles.trace import persons


@given(st.randoms(use_true_random=False))
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_risk_is_the_oracles(prepared: Database, chance: Random) -> None:
    world = make_world(chance)
    rules, plain = make_rules(chance)
    write(prepared, world)
    known_at = maybe(chance, chance.randint(0, 12), 0.3)
    firm = maybe(chance, "c1", 0.3)
    view = View(rules=rules, as_of=date.fromordinal(TODAY), known_at=None if known_at is None else moment(known_at))
    history = natural_history("covid-19")
    found = prepared.read(lambda tx: situation(tx, view, days=3, companies=None if firm is None else [firm]))
    told = risk(found, found.meetings(), history).infected
    unseen = [1.0, *history.later[1:]]
    expected = oracle.infected(world, plain, rules.rates, unseen, as_of=TODAY, back=DAYS_BACK, known_at=known_at)
    own = {number for number, mine in enumerate(found.roster.own) if mine}
    if firm is not None:
        # Where somebody is on another roster too, a firm's roster does not see what is met there.
        person = persons(world, known_at)
        records = Counter(person.values())
        own = {number for number in own if records[found.roster.people[number]] == 1}
    for number, who in enumerate(found.roster.people):
        if number in own:
            assert told[number] == pytest.approx(expected.pop(who), abs=1e-12), who
    if firm is None:
        assert all(sum(row) == 0.0 for row in expected.values()), "who is in no group is at no risk"


def test_who_was_infected_infects_from_the_end_of_latency_until_isolation() -> None:
    history = NaturalHistory(latent_days=3, incubation_median=5.0)
    from graph.analysis.ahead import Risk

    infected = np.zeros((1, DAYS_BACK + 1))
    infected[0, -1] = 0.5  # on the view's day
    found = Risk(infected=infected)
    assert found.total().tolist() == [0.5]
    assert [found.infectious(ahead, history)[0] for ahead in (1, 2)] == [0.0, 0.0]
    # On the day of isolation one still counts: T > 2 days for the third day, T > 6 for the seventh.
    assert found.infectious(3, history)[0] == pytest.approx(0.5 * history.later[2])
    assert found.infectious(7, history)[0] == pytest.approx(0.5 * history.later[6])
    infected[0] = 0.0
    infected[0, -5] = 0.5  # four days before, and not found yet
    assert Risk(infected=infected).infectious(1, history)[0] == pytest.approx(0.5)
    assert Risk(infected=infected).infectious(3, history)[0] == pytest.approx(0.5 * history.later[6] / history.later[4])
