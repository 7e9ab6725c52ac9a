"""Fits of a delay by maximum likelihood, where each case says how likely every whole number of days is for it.

A case is one row of weights over the days: a single 1 for one known delay, 1/n each for n possible ones, or the shares
of the days that two unknown dates allow. Its likelihood is the weighted sum of the chances (a mixture), so what fits
badly counts for less by itself. Families are held against each other by AIC; the mean and the standard deviation of the
best one get percentile intervals of a bootstrap over cases.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from graph.analysis.delay_families import FAMILIES, Family, Floats, chances
from graph.analysis.intervals import DROP

#: Of fewer cases there is no fit.
LEAST = 10
RESAMPLES = 500
SEED = 6
#: Outside the middle so much of the best fit, a delay is unlikely.
CENTRAL = 0.99
#: The chance of a delay that a family rules out: none, but with a logarithm.
_NO_CHANCE = 1e-300
#: Where fewer than so many of the cases would be seen, their days tell nothing of the delay: such fits are none.
LEAST_SEEN = 0.05
_MEANS = np.geomspace(0.5, 60.0, 60)
_VARIATIONS = np.geomspace(0.1, 2.0, 20)
_STEP = 1e-4
_ROUNDS = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Delays:
    """What some cases say of a delay: for each row of ``weights`` (cases that say the same are one row, ``counts`` of
    them), how likely each whole number of days from ``first`` on is for it.

    ``seen`` has the same rows: how likely a case of so many days would be among those looked at (truncation); None:
    all are. The likelihood of a case is then that of its days, given that it is seen.
    """

    first: int
    weights: Floats
    counts: NDArray[np.int64]
    seen: Floats | None = None

    @classmethod
    def of(cls, cases: Sequence[Mapping[int, float]], seen: Sequence[Mapping[int, float]] | None = None) -> "Delays":
        """Return the delays of cases, each given as weights by days, and if need be the weights of being seen."""
        days = [day for case in (*cases, *(seen or ())) for day in case]
        if not days:
            return cls(first=0, weights=np.zeros((0, 1)), counts=np.zeros(0, dtype=np.int64))
        first, number = min(days), max(days) - min(days) + 1
        rows = _rows(cases, first, number)
        if seen is None:
            weights, counts = np.unique(rows, axis=0, return_counts=True)
            return cls(first=first, weights=weights, counts=counts.astype(np.int64))
        both, counts = np.unique(np.hstack([rows, _rows(seen, first, number)]), axis=0, return_counts=True)
        return cls(first=first, weights=both[:, :number], counts=counts.astype(np.int64), seen=both[:, number:])

    @property
    def last(self) -> int:
        """The largest number of days that a case allows."""
        return self.first + int(self.weights.shape[1]) - 1

    def moments(self) -> tuple[float, float]:
        """Return the mean and the standard deviation of the days as weighted."""
        total = self.counts @ (self.weights / self.weights.sum(axis=1, keepdims=True))
        days = np.arange(self.first, self.last + 1)
        mean = float(total @ days / total.sum())
        return mean, float(np.sqrt(total @ (days - mean) ** 2 / total.sum()))

    def log_likelihood(self, family: Family, parameters: Floats, counts: NDArray[np.int64]) -> Floats:
        """Return the logarithm of the likelihood for parameters along the last axis; ``counts`` of each row."""
        of_days = chances(family, parameters[..., 0], parameters[..., 1], self.first, self.last)
        each = np.log(np.maximum(of_days @ self.weights.T, _NO_CHANCE))
        if self.seen is not None:
            seen = of_days @ self.seen.T
            each = np.where(seen < LEAST_SEEN, math.log(_NO_CHANCE), each - np.log(np.maximum(seen, _NO_CHANCE)))
        found: Floats = (each * counts).sum(axis=-1)
        return found


def _rows(cases: Sequence[Mapping[int, float]], first: int, number: int) -> Floats:
    rows = np.zeros((len(cases), number))
    for row, case in zip(rows, cases, strict=True):
        row[np.fromiter(case, dtype=np.int64) - first] = np.fromiter(case.values(), dtype=np.float64)
    return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """One family at its maximum of likelihood."""

    family: Family
    parameters: tuple[float, float]
    log_likelihood: float

    @property
    def aic(self) -> float:
        """Akaike's criterion, of two parameters."""
        return 2 * 2 - 2 * self.log_likelihood

    @property
    def mean(self) -> float:
        """The mean, in days."""
        return float(self.family.frozen(*self.parameters).mean())

    def to_document(self) -> dict[str, Any]:
        """Return the family with its parameters and what follows from them, in days."""
        found = self.family.frozen(*self.parameters)
        return {
            "distribution": self.family.name,
            "parameters": {name: round(value, 4) for name, value in self.family.told(*self.parameters).items()},
            "log_likelihood": round(self.log_likelihood, 3),
            "aic": round(self.aic, 3),
            "mean": round(float(found.mean()), 3),
            "sd": round(float(found.std()), 3),
            "median": round(float(found.median()), 3),
        }

    def central(self) -> tuple[int, int]:
        """Return the fewest and the most days that are not unlikely: as whole days between two dates."""
        found, tail = self.family.frozen(*self.parameters), (1 - CENTRAL) / 2
        first, last = int(found.ppf(tail / 10)) - 3, int(found.ppf(1 - tail / 10)) + 3
        of_days = chances(self.family, *self.parameters, first, last)
        up_to = np.cumsum(of_days)
        return first + int(np.argmax(up_to > tail)), first + int(np.argmax(up_to >= up_to[-1] - tail))


def fits_of(delays: Delays, families: Sequence[Family] = FAMILIES) -> list[Fit]:
    """Return the fit of each family that allows the delays, the best first; none of fewer than LEAST cases."""
    if delays.counts.sum() < LEAST:
        return []
    mean, sd = delays.moments()
    allowed = [family for family in families if not family.positive or _possible(delays)]
    return sorted((_fit(delays, family, max(mean, 0.5), max(sd, 0.5)) for family in allowed), key=lambda one: one.aic)


def means_within(delays: Delays, fit: Fit) -> tuple[float, float]:
    """Return the smallest and the largest mean, of a wide grid, whose likelihood (each with its likeliest spread) is no
    further below the best than a 95 % interval allows: it sees all that fits as well, however far from the fit. Zero
    or infinite where that is the end of the grid."""
    each = _grid(delays, fit.family).max(axis=1)
    within = np.flatnonzero(each >= max(float(each.max()), fit.log_likelihood) - DROP)
    if not len(within):  # the best lies outside the grid
        return 0.0, math.inf
    low, high = int(within[0]), int(within[-1])
    return float(_MEANS[low]) if low else 0.0, float(_MEANS[high]) if high < len(_MEANS) - 1 else math.inf


def _grid(delays: Delays, family: Family) -> Floats:
    """Return the logarithms of the likelihood for a grid of means and coefficients of variation."""
    return np.array([delays.log_likelihood(family, _parameters(family, mean), delays.counts) for mean in _MEANS])


def _parameters(family: Family, mean: float) -> Floats:
    """Return the parameters of a mean with each coefficient of variation of the grid."""
    return np.array([family.start(mean, mean * ratio) for ratio in _VARIATIONS])


def _possible(delays: Delays) -> bool:
    """Tell whether every case allows a delay of no days or more."""
    return bool((delays.weights[:, max(0, -delays.first) :].sum(axis=1) > 0).all())


def _fit(delays: Delays, family: Family, mean: float, sd: float) -> Fit:
    low, high = np.transpose(family.bounds)
    start = family.start(mean, sd)
    if delays.seen is not None:  # what is seen may look unlike all there is: start from the best of the grid
        grid = _grid(delays, family)
        at, ratio = np.unravel_index(int(grid.argmax()), grid.shape)
        start = family.start(float(_MEANS[at]), float(_MEANS[at] * _VARIATIONS[ratio]))

    def worse(parameters: Floats) -> float:
        return -float(delays.log_likelihood(family, parameters, delays.counts))

    found = minimize(
        worse,
        np.clip(start, low, high),
        method="L-BFGS-B",
        bounds=list(family.bounds),
        options={"ftol": 1e-12, "gtol": 1e-7},
    )
    one, other = (float(value) for value in found.x)
    return Fit(family=family, parameters=(one, other), log_likelihood=-float(found.fun))


def intervals(delays: Delays, fit: Fit) -> dict[str, list[float]]:
    """Return the 95 % intervals of a fit's mean and standard deviation, in days: percentiles of RESAMPLES fits, each
    to as many cases drawn anew (seeded)."""
    number = int(delays.counts.sum())
    drawn = np.random.default_rng(SEED).multinomial(number, delays.counts / number, size=RESAMPLES)
    parameters = _refit(delays, fit, drawn)
    found = fit.family.frozen(parameters[:, 0], parameters[:, 1])
    return {
        name: [round(float(end), 3) for end in np.percentile(values, (2.5, 97.5))]
        for name, values in (("mean", found.mean()), ("sd", found.std()))
    }


def _refit(delays: Delays, fit: Fit, drawn: NDArray[np.int64]) -> Floats:
    """Return the parameters that fit each resample, all at once: damped Newton steps from the fit to all cases."""
    low, high = np.transpose(fit.family.bounds)
    at: Floats = np.clip(np.tile(np.array(fit.parameters), (len(drawn), 1)), low + 2 * _STEP, high - 2 * _STEP)
    value = delays.log_likelihood(fit.family, at, drawn)
    damping = np.full(len(drawn), 1e-3)
    for _ in range(_ROUNDS):
        slope, bend = _derivatives(delays, fit.family, at, drawn)
        scale = np.maximum(np.abs(np.einsum("nii->ni", bend)).max(axis=1), 1e-9)
        # Made to bend downwards, so that the step leads up: by its own values' sizes, never nearly flat.
        sizes, axes = np.linalg.eigh(bend)
        sizes = np.maximum(np.abs(sizes), 1e-9) + (damping * scale)[:, None]
        step = np.einsum("nij,nj->ni", axes, np.einsum("nji,nj->ni", axes, slope) / sizes)
        tried = np.clip(at + step, low + 2 * _STEP, high - 2 * _STEP)
        better = delays.log_likelihood(fit.family, tried, drawn)
        up = better > value
        moved = np.abs(tried - at).max(axis=1)
        at[up], value[up] = tried[up], better[up]
        damping = np.where(up, damping / 10, damping * 10)
        if (~up | (moved < 1e-5)).all() and (moved < 1e-3).all():
            break
    return at


def _derivatives(delays: Delays, family: Family, at: Floats, drawn: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Return the slopes and the second derivatives of the log likelihoods, by central differences."""
    steps = _STEP * np.array([(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1)])
    value: Floats = delays.log_likelihood(family, at + steps[:, None, :], drawn)
    slope: Floats = np.stack([value[1] - value[2], value[3] - value[4]], axis=-1) / (2 * _STEP)
    across = (value[5] + value[6] - value[7] - value[8]) / 4
    bend = np.stack([value[1] + value[2] - 2 * value[0], across, across, value[3] + value[4] - 2 * value[0]], axis=-1)
    bends: Floats = np.reshape(bend / _STEP**2, (-1, 2, 2))
    return slope, bends
