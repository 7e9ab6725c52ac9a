"""Fits of delays, held against scipy's densities by quadrature, plain optimisation, and simulated truth."""

from collections.abc import Callable
from math import log

import numpy as np
import pytest
from scipy import stats
from scipy.integrate import quad
from scipy.optimize import minimize

from graph.analysis import delay_fits
from graph.analysis.delay_families import FAMILIES, GAMMA, LOGNORMAL, NORMAL, WEIBULL, Family, chances
from graph.analysis.delay_fits import Delays, fits_of, intervals

Draw = Callable[[np.random.Generator, int], "np.ndarray[tuple[int], np.dtype[np.float64]]"]


def by_quadrature(family: Family, one: float, other: float, days: int) -> float:
    """The chance of so many days between two dates: the density times the triangle."""
    found = family.frozen(one, other)
    start = 0.0 if family.positive else -np.inf
    halves = [(max(days - 1.0, start), float(days)), (max(float(days), start), days + 1.0)]
    return sum(
        quad(lambda x: (1 - abs(x - days)) * found.pdf(x), low, high, epsabs=1e-14, epsrel=1e-10)[0]
        for low, high in halves
        if low < high
    )


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
@pytest.mark.parametrize(("mean", "sd"), [(4.8, 2.3), (0.9, 1.1), (12.0, 1.5)])
def test_chances_are_those_of_the_density(family: Family, mean: float, sd: float) -> None:
    one, other = family.start(mean, sd)
    first, last = (-1, 30) if family.positive else (-8, 30)
    found = chances(family, one, other, first, last)
    expected = [by_quadrature(family, one, other, days) for days in range(first, last + 1)]
    assert found == pytest.approx(expected, rel=1e-6, abs=1e-14)
    assert found.sum() == pytest.approx(1, abs=0.02)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_far_tails_keep_their_digits(family: Family) -> None:
    one, other = family.start(5.0, 1.0)
    [found] = chances(family, one, other, 16, 16)
    assert found == pytest.approx(by_quadrature(family, one, other, 16), rel=1e-5)
    assert 0 < found < 1e-6


def test_parameters_start_from_mean_and_sd() -> None:
    for family in (NORMAL, GAMMA, LOGNORMAL):
        found = family.frozen(*family.start(6.0, 2.5))
        assert (found.mean(), found.std()) == (pytest.approx(6.0), pytest.approx(2.5))
    near = WEIBULL.frozen(*WEIBULL.start(6.0, 2.5))
    assert (near.mean(), near.std()) == (pytest.approx(6.0, rel=0.02), pytest.approx(2.5, rel=0.05))


def dated(draw: Draw, number: int, seed: int = 1) -> list[int]:
    """Whole days between the dates of moments that lie anywhere in their day."""
    chance = np.random.default_rng(seed)
    first = chance.random(number)
    return np.floor(first + draw(chance, number)).astype(int).tolist()


@pytest.mark.parametrize(
    ("family", "mean", "sd", "draw"),
    [
        ("normal", 4.0, 4.5, lambda chance, n: chance.normal(4.0, 4.5, n)),
        ("gamma", 5.2, 1.7, lambda chance, n: chance.gamma((5.2 / 1.7) ** 2, 1.7**2 / 5.2, n)),
        ("lognormal", 4.7, 2.9, lambda chance, n: stats.lognorm(0.568, scale=4.0).rvs(n, random_state=chance)),
        ("weibull", 4.43, 2.32, lambda chance, n: 5.0 * chance.weibull(2.0, n)),
    ],
)
def test_simulated_truth_is_found_again(family: str, mean: float, sd: float, draw: Draw) -> None:
    """Ganyani's gamma (doi 10.2807/1560-7917.ES.2020.25.17.2000257) is one of them: mean 5.2, sd 1.7 days."""
    delays = Delays.of([{days: 1.0} for days in dated(draw, 3000)])
    best = fits_of(delays)[0]
    document = best.to_document()
    assert document["distribution"] == family
    assert document["mean"] == pytest.approx(mean, rel=0.03)
    assert document["sd"] == pytest.approx(sd, rel=0.06)
    ends = intervals(delays, best)
    assert ends["mean"][0] < mean < ends["mean"][1]
    assert ends["sd"][0] < sd < ends["sd"][1]
    # The interval of a mean is about two standard errors of it to both sides.
    assert ends["mean"][1] - ends["mean"][0] == pytest.approx(3.92 * sd / 3000**0.5, rel=0.2)


def test_days_taken_for_moments_would_spread_more() -> None:
    """Rounding both dates adds a sixth to the variance (two uniform days); the fit does not count it."""
    days = dated(lambda chance, n: chance.normal(6.0, 0.6, n), 4000)
    [best, *_] = fits_of(Delays.of([{one: 1.0} for one in days]))
    assert np.var(days) == pytest.approx(0.36 + 1 / 6, rel=0.06)
    assert best.to_document()["sd"] == pytest.approx(0.6, rel=0.05)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_the_fit_is_where_plain_optimisation_ends(family: Family) -> None:
    days = [1, 2, 2, 3, 3, 3, 4, 5, 5, 6, 8, 13]
    fit = next(one for one in fits_of(Delays.of([{day: 1.0} for day in days])) if one.family is family)

    def worse(at: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> float:
        return -sum(log(max(by_quadrature(family, at[0], at[1], day), 1e-300)) for day in days)

    plain = minimize(worse, family.start(4.0, 3.0), method="Nelder-Mead", options={"xatol": 1e-5, "fatol": 1e-8})
    assert fit.log_likelihood == pytest.approx(-plain.fun, abs=1e-4)
    assert fit.parameters == pytest.approx(plain.x, abs=5e-3)
    assert fit.aic == pytest.approx(4 + 2 * plain.fun, abs=1e-3)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_resamples_are_fitted_as_if_each_alone(family: Family) -> None:
    days = dated(lambda chance, n: chance.gamma(3.0, 1.6, n), 40)
    delays = Delays.of([{day: 1.0} for day in days])
    fit = next(one for one in fits_of(delays) if one.family is family)
    drawn = np.random.default_rng(2).multinomial(40, delays.counts / 40, size=25)
    together = delay_fits._refit(delays, fit, drawn)
    for counts, parameters in zip(drawn, together, strict=True):
        alone = minimize(
            lambda at, counts=counts: -float(delays.log_likelihood(family, at, counts)),
            fit.parameters,
            method="Nelder-Mead",
            options={"xatol": 1e-7, "fatol": 1e-10},
        )
        assert parameters == pytest.approx(alone.x, abs=1e-3)


def test_a_case_of_several_sources_counts_by_what_fits() -> None:
    """Forty known delays around five days; twenty cases had, beside the true source, one of a random day."""
    chance = np.random.default_rng(3)
    true = dated(lambda _, n: chance.normal(5.0, 1.5, n), 60, seed=3)
    known: list[dict[int, float]] = [{day: 1.0} for day in true[:40]]
    doubtful = [{day: 0.5, int(other): 0.5} for day, other in zip(true[40:], chance.integers(11, 25, 20), strict=True)]
    [best, *_] = fits_of(Delays.of(known + doubtful))
    assert best.to_document()["mean"] == pytest.approx(5.0, abs=0.6)
    half = float(
        np.mean([day for one in known + doubtful for day, weight in one.items() for _ in range(int(2 * weight))])
    )
    assert half > 6.5, "where each possible source counted by its weight only, the mean would be far off"


def test_fewer_than_ten_have_no_fit() -> None:
    nine = Delays.of([{day: 1.0} for day in range(1, 10)])
    assert fits_of(nine) == []
    assert len(fits_of(Delays.of([{day: 1.0} for day in range(1, 11)]))) == 4
    assert fits_of(Delays.of([])) == []


def test_a_negative_delay_is_a_normal_one_only() -> None:
    some = [{day: 1.0} for day in (-1, 0, 1, 2, 3, 3, 4, 5, 6, 8)]
    assert [fit.family for fit in fits_of(Delays.of(some))] == [NORMAL]
    # What may be positive by another source is no hindrance.
    assert len(fits_of(Delays.of([{-1: 0.5, 4: 0.5}, *some[1:]]))) == 4


def test_all_the_same_days() -> None:
    delays = Delays.of([{4: 1.0}] * 12)
    for fit in fits_of(delays):
        document = fit.to_document()
        assert document["mean"] == pytest.approx(4, abs=0.2)
        assert 0 < document["sd"] < 0.6
        ends = intervals(delays, fit)
        assert ends["mean"][0] <= document["mean"] + 1e-3
        assert np.isfinite([*ends["mean"], *ends["sd"]]).all()
        first, last = fit.central()
        assert first <= 4 <= last
        assert last - first <= 2


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_the_middle_leaves_half_a_percent_on_each_side(family: Family) -> None:
    fit = delay_fits.Fit(family=family, parameters=family.start(5.0, 2.8), log_likelihood=0.0)
    first, last = fit.central()
    each = {days: by_quadrature(family, *fit.parameters, days) for days in range(-15, 60)}
    for tail in (
        [chance for days, chance in each.items() if days < first],
        [chance for days, chance in each.items() if days > last],
    ):
        assert sum(tail) <= 0.005
    assert sum(chance for days, chance in each.items() if days <= first) > 0.005
    assert sum(chance for days, chance in each.items() if days >= last) > 0.005


def test_delays_that_are_seen_up_to_a_day_only() -> None:
    """Of delays longer than six days nobody learns: the fit knows, and finds the mean of all."""
    days = [one for one in dated(lambda chance, n: chance.gamma(4.0, 1.25, n), 4000) if one <= 6]
    seen = dict.fromkeys(range(7), 1.0)
    whole = fits_of(Delays.of([{one: 1.0} for one in days], [seen] * len(days)), [GAMMA])[0]
    cut = fits_of(Delays.of([{one: 1.0} for one in days]), [GAMMA])[0]
    assert whole.to_document()["mean"] == pytest.approx(5.0, rel=0.08)
    assert whole.to_document()["sd"] == pytest.approx(2.5, rel=0.12)
    assert cut.to_document()["mean"] < 4.3
    expected = sum(log(by_quadrature(GAMMA, *whole.parameters, one)) for one in days)
    inside = sum(by_quadrature(GAMMA, *whole.parameters, one) for one in range(7))
    assert whole.log_likelihood == pytest.approx(expected - len(days) * log(inside), rel=1e-6)


def test_where_next_to_nothing_is_seen_there_is_no_fit_to_it() -> None:
    """A delay of which a twentieth would not be seen explains nothing."""
    delays = Delays.of([{one: 1.0} for one in (1, 2, 3, 4, 5, 5, 6, 6, 6, 6)], [dict.fromkeys(range(7), 1.0)] * 10)
    far = np.array(GAMMA.start(60.0, 5.0))
    assert delays.log_likelihood(GAMMA, far, delays.counts) == pytest.approx(10 * log(1e-300))
    for fit in fits_of(delays, [GAMMA, WEIBULL, LOGNORMAL]):
        of_days = chances(fit.family, *fit.parameters, 0, 6)
        assert of_days.sum() >= delay_fits.LEAST_SEEN


@pytest.mark.parametrize("family", [GAMMA, LOGNORMAL, WEIBULL], ids=lambda family: family.name)
def test_likely_means_are_those_of_the_profile(family: Family) -> None:
    """Thirty delays that are all seen: the mean is known to within a day or so, by plain optimisation too."""
    delays = Delays.of([{day: 1.0} for day in dated(lambda chance, n: chance.gamma(4.0, 1.25, n), 30)])
    fit = next(one for one in fits_of(delays) if one.family is family)
    low, high = delay_fits.means_within(delays, fit)
    assert low < fit.mean < high

    def drop(mean: float) -> float:
        best = minimize(
            lambda at: -float(delays.log_likelihood(family, np.array(family.start(mean, mean * at[0])), delays.counts)),
            [0.5],
            method="Nelder-Mead",
        )
        return fit.log_likelihood + float(best.fun)

    step = float(np.exp(np.log(120) / 59))
    assert drop(low) < 1.93
    assert drop(high) < 1.93
    # Two steps of the grid further out the likelihood is too small, whatever the spread.
    assert drop(low / step**2) > 1.9
    assert drop(high * step**2) > 1.9


def test_means_beyond_the_grid_are_open_ends() -> None:
    seen = [dict.fromkeys(range(7), 1.0)] * 12
    # As many of each day: any later mean may be, as only the rise of a long one is seen.
    flat = Delays.of([{day: 1.0} for day in (0, 1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5)], seen)
    low, high = delay_fits.means_within(flat, fits_of(flat, [WEIBULL])[0])
    assert (low > 1, high) == (True, np.inf)
    # Nothing but the same day: the shorter the likelier, until the best lies outside the grid.
    none = Delays.of([{0: 1.0}] * 12, seen)
    assert delay_fits.means_within(none, fits_of(none, [GAMMA])[0]) == (0.0, np.inf)
