"""The negative binomial distribution of numbers of secondary cases, by maximum likelihood (Lloyd-Smith et al. 2005,
doi 10.1038/nature04153): its mean R, its dispersion k (small: few cause most; infinite: Poisson), and who causes most.

The data are frequencies: how many cases had 0, 1, 2, ... secondary cases, whole or expected. The dispersion is worked
with as 1/k, in which Poisson is a plain zero. For every k the likeliest R is the mean, so that k is found along one
line; intervals are those of the profile likelihood.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats
from scipy.optimize import brentq, minimize_scalar

from graph.analysis.intervals import DROP

Floats = NDArray[np.float64]
#: What is searched of log(1/k): a k of a million is Poisson, one of a millionth has never been seen.
_SEARCHED = (math.log(1e-6), math.log(1e6))


@dataclass(frozen=True, slots=True, kw_only=True)
class NegativeBinomial:
    """A fit: R and k with 95 % intervals; k infinite: no more spread than Poisson's."""

    mean: float
    mean_interval: tuple[float, float]
    k: float
    k_interval: tuple[float, float]
    log_likelihood: float
    poisson: float

    def to_document(self) -> dict[str, Any]:
        """Return the fit; an infinite k is null."""
        return {
            "r": _told(self.mean, self.mean_interval),
            "k": _told(self.k, self.k_interval),
            "aic": round(2 * 2 - 2 * self.log_likelihood, 3),
            "poisson_aic": round(2 - 2 * self.poisson, 3),
        }


def _told(value: float, ends: tuple[float, float]) -> dict[str, float | None]:
    names = zip(("estimate", "low", "high"), (value, *ends), strict=True)
    return {name: round(one, 4) if math.isfinite(one) else None for name, one in names}


def log_likelihood(frequencies: Floats, mean: float, spread: float) -> float:
    """Return the logarithm of the likelihood of frequencies for a mean and a spread (1/k; 0: Poisson)."""
    numbers = np.arange(len(frequencies), dtype=np.float64)
    # log of the rising product k (k + 1) ... over k^x, without large numbers that cancel.
    rising = np.concatenate([[0.0], np.cumsum(np.log1p(spread * numbers[:-1]))])
    of_mean = mean if spread * mean < 1e-12 else math.log1p(spread * mean) / spread
    each = rising - special.gammaln(numbers + 1) + special.xlogy(numbers, mean)
    each -= of_mean + numbers * math.log1p(spread * mean)
    return float(frequencies @ each)


def fit(frequencies: Floats) -> NegativeBinomial | None:
    """Return the fit to frequencies of 0, 1, 2, ... secondary cases; None where there is no secondary case."""
    number = frequencies.sum()
    numbers = np.arange(len(frequencies))
    mean = float(frequencies @ numbers / number) if number else 0.0
    if mean == 0:
        return None
    poisson = log_likelihood(frequencies, mean, 0.0)
    spread, best = _likeliest_spread(frequencies, mean)
    if best <= poisson + 1e-9:
        spread, best = 0.0, poisson
    spreads = _spread_interval(frequencies, mean, spread, best)
    return NegativeBinomial(
        mean=mean,
        mean_interval=_mean_interval(frequencies, mean, best),
        k=_inverse(spread),
        k_interval=(_inverse(spreads[1]), _inverse(spreads[0])),
        log_likelihood=best,
        poisson=poisson,
    )


def _inverse(value: float) -> float:
    return math.inf if value == 0 else 1 / value


def _likeliest_spread(frequencies: Floats, mean: float) -> tuple[float, float]:
    """Return the likeliest spread for a mean, and the logarithm of its likelihood; Poisson's where none is likelier."""
    found = minimize_scalar(
        lambda log_spread: -log_likelihood(frequencies, mean, math.exp(log_spread)),
        bounds=_SEARCHED,
        method="bounded",
        options={"xatol": 1e-10},
    )
    poisson = log_likelihood(frequencies, mean, 0.0)
    return (0.0, poisson) if -found.fun <= poisson else (math.exp(float(found.x)), -float(found.fun))


def _spread_interval(frequencies: Floats, mean: float, spread: float, best: float) -> tuple[float, float]:
    """Return the spreads at which the likelihood has dropped to the ends; zero where it has not at Poisson."""

    def over(log_spread: float) -> float:
        return log_likelihood(frequencies, mean, math.exp(log_spread)) - best + DROP

    middle = math.log(spread) if spread else _SEARCHED[0]
    low = 0.0 if over(_SEARCHED[0]) >= 0 else math.exp(brentq(over, _SEARCHED[0], middle))
    high = math.inf if over(_SEARCHED[1]) >= 0 else math.exp(brentq(over, middle, _SEARCHED[1]))
    return low, high


def _mean_interval(frequencies: Floats, mean: float, best: float) -> tuple[float, float]:
    """Return the means at which the likelihood, each with its likeliest spread, has dropped to the ends."""

    def over(log_mean: float) -> float:
        return _likeliest_spread(frequencies, math.exp(log_mean))[1] - best + DROP

    middle = math.log(mean)
    return math.exp(_crossing(over, middle, -1.0)), math.exp(_crossing(over, middle, 1.0))


def _crossing(over: Callable[[float], float], start: float, step: float) -> float:
    """Return where a function that is positive at the start falls to zero, on the side of the step."""
    near, far = start, start + step
    while over(far) >= 0:
        near, far = far, far + 2 * (far - start)
        if abs(far - start) > 50:
            return math.copysign(math.inf, step)
    return float(brentq(over, min(near, far), max(near, far)))


def distribution(mean: float, k: float) -> Floats:
    """Return the chances of 0, 1, 2, ... secondary cases, as far as they matter (all but a billionth)."""
    found = stats.poisson(mean) if math.isinf(k) else stats.nbinom(k, k / (k + mean))
    return np.asarray(found.pmf(np.arange(int(found.ppf(1 - 1e-9)) + 2)), dtype=np.float64)


def share_causing(frequencies: Floats, part: float = 0.8) -> float | None:
    """Return the smallest share of cases that causes a part of all secondary cases: those with most come first.

    Of the cases of the last number that is needed only so many count as are needed (Endo et al. 2020, doi
    10.12688/wellcomeopenres.15842.3). None where nobody caused any.
    """
    numbers = np.arange(len(frequencies), dtype=np.float64)
    caused = (frequencies * numbers)[::-1]
    wanted = part * caused.sum()
    if wanted == 0:
        return None
    before = np.cumsum(caused) - caused
    last = int(np.argmax(before + caused >= wanted * (1 - 1e-12)))
    most = numbers[::-1][last]
    people = frequencies[::-1][:last].sum() + (wanted - before[last]) / most
    return float(people / frequencies.sum())
