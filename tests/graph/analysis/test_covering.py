"""Fewest people for a share of the weight, against every set of units."""

from itertools import chain, combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis.covering import Kind, cover, exact, greedy, kinds


def people(chance: Random) -> list[tuple[frozenset[int], float]]:
    """Workers of a firm (unit 0) with workshops and teams; some in two teams, some without risk."""
    teams = [(1, 4), (1, 5), (1, 6), (2, 7), (2, 8), (3, 9)]
    found = []
    for _ in range(chance.randint(1, 25)):
        mine = {0, *chance.choice(teams)}
        if chance.random() < 0.15:
            mine |= set(chance.choice(teams))
        weight = 0.0 if chance.random() < 0.3 else chance.random()
        found.append((frozenset(mine - ({0} if chance.random() < 0.1 else set())), weight))
    return found


@given(st.randoms(use_true_random=False), st.sampled_from([0.3, 0.5, 0.8, 0.95, 1.0]))
@settings(max_examples=120, deadline=None, derandomize=True)
def test_no_set_of_units_idles_fewer(chance: Random, share: float) -> None:
    some = kinds(people(chance))
    whole = sum(kind.weight for kind in some)
    target = share * whole
    units = sorted({unit for kind in some for unit in kind.units})
    fewest = min(
        idled(some, chosen)
        for chosen in chain.from_iterable(combinations(units, size) for size in range(len(units) + 1))
        if covered(some, chosen) >= target - 1e-9 * whole
    )
    found = cover(some, target)
    assert (found.people, found.at_least, found.exact) == (fewest, fewest, True)
    assert found.people == idled(some, found.units)
    assert found.weight == pytest.approx(covered(some, found.units))
    assert found.weight >= target - 1e-9 * whole
    if whole:
        quick, factor = greedy(some, target - 1e-9 * whole)
        assert covered(some, quick) >= target - 2e-9 * whole
        assert idled(some, quick) <= factor * fewest + 1e-9
        best, at_least, proved = exact(some, target - 1e-9 * whole)
        assert best is not None
        assert (idled(some, best), at_least, proved) == (fewest, fewest, True)


def idled(some: list[Kind], chosen: tuple[int, ...]) -> int:
    return sum(kind.people for kind in some if set(chosen) & kind.units)


def covered(some: list[Kind], chosen: tuple[int, ...]) -> float:
    return sum(kind.weight for kind in some if set(chosen) & kind.units)


def test_a_small_team_is_stopped_before_its_workshop() -> None:
    """A risk of 8 in a team of 2, 1 in a team of 10; the workshop has 12."""
    some = kinds(
        [(frozenset({0, 1}), 4.0)] * 2 + [(frozenset({0, 2}), 0.1)] * 10,
    )
    assert [(kind.people, kind.weight) for kind in some] == [(2, 8.0), (10, pytest.approx(1.0))]
    assert (cover(some, 7.2).units, cover(some, 7.2).people) == ((1,), 2)
    assert cover(some, 9.0).people == 12
    assert cover(some, 100.0).people == 12, "no more than there is"


def test_nothing_is_stopped_where_there_is_no_risk() -> None:
    assert cover(kinds([(frozenset({0}), 0.0)]), 0.0).units == ()
    assert cover([], 0.0).people == 0
    assert kinds([(frozenset(), 1.0)]) == [], "who works in no unit cannot be covered"
