"""Distributions of a delay in days, and the chance of a whole number of days between two dates.

Dates are whole days, so a delay of ``d`` days between two dates lies anywhere from d - 1 to d + 1. With both moments
anywhere in their day alike, its chance is the density weighted by a triangle around d (censored at both ends; Reich et
al. 2009, doi 10.1002/sim.3659). That is the second difference of E[(x - X)+], or of E[(X - x)+], which keeps its digits
in the upper tail.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

Floats = NDArray[np.float64]
#: Of one value of the parameters, or of an array of them that broadcasts against the days.
Shortfall = Callable[[Floats, Floats, Floats], Floats]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A family of distributions with two parameters, as free numbers (logarithms where they have to be positive).

    ``below`` is E[(x - X)+] and ``above`` E[(X - x)+], both for x > 0 only where the family is ``positive``; ``start``
    gives parameters from a mean and a standard deviation, ``told`` the named ones, ``frozen`` scipy's distribution.
    """

    name: str
    positive: bool
    below: Shortfall
    above: Shortfall
    mean: Callable[[Floats, Floats], Floats]
    start: Callable[[float, float], tuple[float, float]]
    bounds: tuple[tuple[float, float], tuple[float, float]]
    told: Callable[[float, float], Mapping[str, float]]
    frozen: Callable[[Any, Any], Any]


def chances(family: Family, one: Floats | float, other: Floats | float, first: int, last: int) -> Floats:
    """Return the chances of ``first`` to ``last`` days between two dates, along the last axis.

    ``one`` and ``other`` are the free parameters, numbers or arrays of one shape.
    """
    days = np.arange(first - 1, last + 2, dtype=np.float64)
    one, other = np.asarray(one, dtype=np.float64)[..., None], np.asarray(other, dtype=np.float64)[..., None]
    mean = family.mean(one, other)
    if family.positive:
        inside = np.maximum(days, 1e-300)
        below = np.where(days > 0, family.below(inside, one, other), 0.0)
        above = np.where(days > 0, family.above(inside, one, other), mean - days)
    else:
        below, above = family.below(days, one, other), family.above(days, one, other)
    found: Floats = np.maximum(np.where(days[1:-1] <= mean, _second(below), _second(above)), 0.0)
    return found


def _second(values: Floats) -> Floats:
    found: Floats = values[..., 2:] - 2 * values[..., 1:-1] + values[..., :-2]
    return found


def _normal_below(x: Floats, mu: Floats, log_sd: Floats) -> Floats:
    sd = np.exp(log_sd)
    z = (x - mu) / sd
    found: Floats = (x - mu) * special.ndtr(z) + sd * np.exp(-z * z / 2) / np.sqrt(2 * np.pi)
    return found


def _normal_above(x: Floats, mu: Floats, log_sd: Floats) -> Floats:
    return _normal_below(-x, -mu, log_sd)


def _gamma_below(x: Floats, log_shape: Floats, log_scale: Floats) -> Floats:
    shape, scale = np.exp(log_shape), np.exp(log_scale)
    z = x / scale
    found: Floats = x * special.gammainc(shape, z) - shape * scale * special.gammainc(shape + 1, z)
    return found


def _gamma_above(x: Floats, log_shape: Floats, log_scale: Floats) -> Floats:
    shape, scale = np.exp(log_shape), np.exp(log_scale)
    z = x / scale
    found: Floats = shape * scale * special.gammaincc(shape + 1, z) - x * special.gammaincc(shape, z)
    return found


def _lognormal_below(x: Floats, mu: Floats, log_sd: Floats) -> Floats:
    sd = np.exp(log_sd)
    z = (np.log(x) - mu) / sd
    found: Floats = x * special.ndtr(z) - np.exp(mu + sd * sd / 2) * special.ndtr(z - sd)
    return found


def _lognormal_above(x: Floats, mu: Floats, log_sd: Floats) -> Floats:
    sd = np.exp(log_sd)
    z = (np.log(x) - mu) / sd
    found: Floats = np.exp(mu + sd * sd / 2) * special.ndtr(sd - z) - x * special.ndtr(-z)
    return found


def _weibull_mean(log_shape: Floats, log_scale: Floats) -> Floats:
    found: Floats = np.exp(log_scale) * special.gamma(1 + np.exp(-log_shape))
    return found


def _weibull_below(x: Floats, log_shape: Floats, log_scale: Floats) -> Floats:
    y = np.exp(np.exp(log_shape) * (np.log(x) - log_scale))
    part = special.gammainc(1 + np.exp(-log_shape), y)
    found: Floats = -x * np.expm1(-y) - _weibull_mean(log_shape, log_scale) * part
    return found


def _weibull_above(x: Floats, log_shape: Floats, log_scale: Floats) -> Floats:
    y = np.exp(np.exp(log_shape) * (np.log(x) - log_scale))
    found: Floats = _weibull_mean(log_shape, log_scale) * special.gammaincc(1 + np.exp(-log_shape), y) - x * np.exp(-y)
    return found


def _log_ratio(mean: float, sd: float) -> float:
    return float(np.log1p((sd / mean) ** 2))


NORMAL = Family(
    name="normal",
    positive=False,
    below=_normal_below,
    above=_normal_above,
    mean=lambda mu, _: mu,
    start=lambda mean, sd: (mean, float(np.log(sd))),
    bounds=((-200.0, 400.0), (-3.0, 5.0)),
    told=lambda mu, log_sd: {"mean": mu, "sd": float(np.exp(log_sd))},
    frozen=lambda mu, log_sd: stats.norm(mu, np.exp(log_sd)),
)
GAMMA = Family(
    name="gamma",
    positive=True,
    below=_gamma_below,
    above=_gamma_above,
    mean=lambda log_shape, log_scale: np.exp(log_shape + log_scale),
    start=lambda mean, sd: (2 * float(np.log(mean / sd)), float(np.log(sd * sd / mean))),
    bounds=((-3.0, 7.0), (-6.0, 5.0)),
    told=lambda log_shape, log_scale: {"shape": float(np.exp(log_shape)), "scale": float(np.exp(log_scale))},
    frozen=lambda log_shape, log_scale: stats.gamma(np.exp(log_shape), scale=np.exp(log_scale)),
)
LOGNORMAL = Family(
    name="lognormal",
    positive=True,
    below=_lognormal_below,
    above=_lognormal_above,
    mean=lambda mu, log_sd: np.exp(mu + np.exp(2 * log_sd) / 2),
    start=lambda mean, sd: (float(np.log(mean)) - _log_ratio(mean, sd) / 2, float(np.log(_log_ratio(mean, sd))) / 2),
    bounds=((-3.0, 6.0), (-4.0, 1.0)),
    told=lambda mu, log_sd: {"meanlog": mu, "sdlog": float(np.exp(log_sd))},
    frozen=lambda mu, log_sd: stats.lognorm(np.exp(log_sd), scale=np.exp(mu)),
)
WEIBULL = Family(
    name="weibull",
    positive=True,
    below=_weibull_below,
    above=_weibull_above,
    mean=_weibull_mean,
    # The shape from the coefficient of variation, near enough to start from.
    start=lambda mean, sd: (1.086 * float(np.log(mean / sd)), float(np.log(mean / special.gamma(1 + sd / mean)))),
    bounds=((-1.5, 4.0), (-3.0, 6.0)),
    told=lambda log_shape, log_scale: {"shape": float(np.exp(log_shape)), "scale": float(np.exp(log_scale))},
    frozen=lambda log_shape, log_scale: stats.weibull_min(np.exp(log_shape), scale=np.exp(log_scale)),
)
FAMILIES = (NORMAL, GAMMA, LOGNORMAL, WEIBULL)
