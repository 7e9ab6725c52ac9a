"""Fits of numbers of secondary cases: a published outbreak, scipy's distribution by plain optimisation, simulations."""

import math
from collections import Counter
from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.optimize import minimize

from graph.analysis.negative_binomial import distribution, fit, log_likelihood, share_causing

#: Ebola, Conakry 2014: 152 cases, of whom 43 infected others (Faye et al. 2015, doi 10.1016/S1473-3099(14)71075-8).
CONAKRY = [1, 2, 2, 5, 14, 1, 4, 4, 1, 3, 3, 8, 2, 1, 1, 4, 9, 9, 1, 1, 17, 2, 1, 1, 1, 4, 3, 3, 4, 2, 5, 1, 2, 2, 1, 9,
           1, 3, 1, 2, 1, 1, 2] + [0] * 109  # fmt: skip


def frequencies(numbers: Iterable[int]) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    counted = Counter(int(number) for number in numbers)
    return np.array([counted[number] for number in range(max(counted, default=-1) + 1)], dtype=np.float64)


def plainly(numbers: list[int], at: Any) -> float:
    mean, k = math.exp(at[0]), math.exp(at[1])
    return -float(stats.nbinom(k, k / (k + mean)).logpmf(numbers).sum())


def test_ebola_in_conakry() -> None:
    """Althaus 2015 (doi 10.1016/S1473-3099(15)70135-0): R 0.95 (0.57-1.34), k 0.18 (0.10-0.26), by normal intervals;
    fitdistrplus, which stops a little before the top (mu 0.9537995): size 0.1814260, AIC 358.4, Poisson's 602.4."""
    assert len(CONAKRY) == 152
    found = fit(frequencies(CONAKRY))
    assert found is not None
    document = found.to_document()
    assert found.mean == pytest.approx(0.95395, abs=1e-5)
    assert found.k == pytest.approx(0.18142, abs=2e-4)
    assert (document["aic"], document["poisson_aic"]) == (
        pytest.approx(358.4, abs=0.05),
        pytest.approx(602.4, abs=0.05),
    )
    assert document["r"]["low"] == pytest.approx(0.57, abs=0.1)
    assert document["r"]["high"] == pytest.approx(1.5, abs=0.2)
    assert document["k"]["low"] == pytest.approx(0.10, abs=0.03)
    assert document["k"]["high"] == pytest.approx(0.26, abs=0.05)


@pytest.mark.parametrize(
    ("mean", "k", "share"),
    [(1.63, 0.16, 0.1300095), (3.19, 0.37, 0.2405781), (0.32, 0.58, 0.1609538), (1.32, 1.37, 0.3392229),
     (0.70, 1.66, 0.3023708), (1.5, 5.1, 0.4315065)],
)  # fmt: skip
def test_who_causes_four_fifths_as_published(mean: float, k: float, share: float) -> None:
    """SARS, smallpox, mpox, plague, hantavirus, Ebola by Lloyd-Smith 2005, as R's superspreading gives p_80."""
    assert share_causing(distribution(mean, k)) == pytest.approx(share, abs=2e-5)


def test_who_causes_four_fifths_by_hand() -> None:
    assert share_causing(frequencies([8, 2, 0, 0, 0, 0, 0, 0, 0, 0])) == pytest.approx(0.1)
    # Eight of ten: five by the first, three of the five of the second, who counts for three fifths.
    assert share_causing(frequencies([5, 5, 0, 0])) == pytest.approx(1.6 / 4)
    assert share_causing(frequencies([1, 1, 1, 1, 1])) == pytest.approx(0.8)
    assert share_causing(frequencies([0, 0])) is None
    assert share_causing(frequencies([])) is None


@pytest.mark.parametrize(("mean", "k"), [(1.63, 0.16), (0.8, 0.5), (2.5, 1.0), (1.0, 4.0)])
def test_simulated_truth_is_within_the_intervals_as_often_as_said(mean: float, k: float) -> None:
    chance = np.random.default_rng(8)
    inside: Counter[str] = Counter()
    for _ in range(100):
        found = fit(frequencies(stats.nbinom(k, k / (k + mean)).rvs(300, random_state=chance)))
        assert found is not None
        inside["r"] += found.mean_interval[0] <= mean <= found.mean_interval[1]
        inside["k"] += found.k_interval[0] <= k <= found.k_interval[1]
    assert 89 <= inside["r"] <= 99
    assert 89 <= inside["k"] <= 99


@pytest.mark.parametrize("numbers", [CONAKRY, [0, 0, 0, 1, 0, 4, 0, 2, 0, 0, 1, 0], [3, 0, 0, 7, 1, 1, 2, 0, 0, 12]])
def test_the_fit_and_its_ends_are_where_plain_optimisation_ends(numbers: list[int]) -> None:
    found = fit(frequencies(numbers))
    assert found is not None
    plain = minimize(lambda at: plainly(numbers, at), [0.0, -1.0], method="Nelder-Mead", options={"fatol": 1e-10})
    assert (found.mean, found.k) == (
        pytest.approx(math.exp(plain.x[0]), rel=1e-3),
        pytest.approx(math.exp(plain.x[1]), rel=1e-3),
    )
    assert found.log_likelihood == pytest.approx(-plain.fun, abs=1e-6)
    drop = 3.841458820694124 / 2
    for end in found.k_interval:
        if math.isfinite(end):
            best = minimize(lambda at, end=end: plainly(numbers, [at[0], math.log(end)]), [0.0], method="Nelder-Mead")
            assert best.fun - plain.fun == pytest.approx(drop, abs=1e-3)
        else:
            assert found.poisson > found.log_likelihood - drop
    for end in found.mean_interval:
        best = minimize(
            lambda at, end=end: plainly(numbers, [math.log(end), at[0]]), [-1.0], method="Nelder-Mead",
            options={"fatol": 1e-10},
        )  # fmt: skip
        assert best.fun - plain.fun == pytest.approx(drop, abs=1e-3)


def test_no_more_spread_than_poissons() -> None:
    found = fit(frequencies([0, 1, 1, 1, 2, 1, 1, 0, 2, 1]))
    assert found is not None
    document = found.to_document()
    assert document["k"]["estimate"] is None
    assert document["k"]["high"] is None
    assert document["k"]["low"] > 0
    assert found.log_likelihood == found.poisson
    assert found.poisson == pytest.approx(stats.poisson(1.0).logpmf([0, 1, 1, 1, 2, 1, 1, 0, 2, 1]).sum())
    # The profile over k does not stop at Poisson for a smaller or larger mean: both ends are of the data.
    assert 0 < document["r"]["low"] < 1 < document["r"]["high"]


def test_nobody_infected_anybody() -> None:
    assert fit(frequencies([0, 0, 0])) is None
    assert fit(frequencies([])) is None


def test_one_case_infected_all() -> None:
    found = fit(frequencies([20] + [0] * 99))
    assert found is not None
    assert found.k < 0.01
    assert found.k_interval[0] < found.k < found.k_interval[1] < 0.2


@given(st.floats(0.01, 20), st.floats(0.01, 1000), st.lists(st.integers(0, 40), min_size=1, max_size=20))
def test_the_likelihood_is_scipys(mean: float, k: float, numbers: list[int]) -> None:
    expected = stats.nbinom(k, k / (k + mean)).logpmf(numbers).sum()
    assert log_likelihood(frequencies(numbers), mean, 1 / k) == pytest.approx(expected, rel=1e-8, abs=1e-8)
    poisson = stats.poisson(mean).logpmf(numbers).sum()
    assert log_likelihood(frequencies(numbers), mean, 0.0) == pytest.approx(poisson, rel=1e-9, abs=1e-9)
