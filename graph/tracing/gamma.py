"""Quantiles of the gamma distribution, which Python's own library does not have.

The distribution function by its series and its continued fraction (Abramowitz and Stegun 6.5.29 and 6.5.31), turned
round by halving an interval around the approximation of Wilson and Hilferty (1931). Exact to nine digits.
"""

import math
from statistics import NormalDist

_ENOUGH = 1e-14
_STEPS = 10_000


def gamma_below(shape: float, x: float) -> float:
    """Return the probability that a gamma variable of this shape and scale 1 is at most ``x``."""
    if x <= 0:
        return 0.0
    front = math.exp(shape * math.log(x) - x - math.lgamma(shape))
    return front * _series(shape, x) if x < shape + 1 else 1 - front * _fraction(shape, x)


def _series(shape: float, x: float) -> float:
    term = total = 1 / shape
    for step in range(1, _STEPS):
        term *= x / (shape + step)
        total += term
        if term < total * _ENOUGH:
            break
    return total


def _fraction(shape: float, x: float) -> float:
    """Lentz's method."""
    b = x + 1 - shape
    c, d = math.inf, 1 / b
    total = d
    for step in range(1, _STEPS):
        a = step * (shape - step)
        b += 2
        d = 1 / (a * d + b)
        c = b + a / c
        total *= c * d
        if abs(c * d - 1) < _ENOUGH:
            break
    return total


def gamma_quantile(shape: float, probability: float) -> float:
    """Return the value that a gamma variable of this shape and scale 1 stays below with this probability."""
    ninth = 1 / (9 * shape)
    low = high = max(shape * (1 - ninth + NormalDist().inv_cdf(probability) * math.sqrt(ninth)) ** 3, 1e-300)
    while gamma_below(shape, low) > probability and low > 1e-300:
        low /= 2
    while gamma_below(shape, high) < probability:
        high *= 2
    while high - low > 1e-12 * high:
        middle = (low + high) / 2
        low, high = (middle, high) if gamma_below(shape, middle) < probability else (low, middle)
    return (low + high) / 2
