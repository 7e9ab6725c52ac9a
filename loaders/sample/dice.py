"""Chance that falls the same way on every machine and every Python.

Only ``random.Random.random()`` is promised to keep its sequence between Python versions, so everything is drawn from
it alone, and no result depends on the order of a set or on ``hash()``.
"""

import random
import zlib
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


class Dice:
    """One stream of chance: ``concern`` keeps the streams of a seed apart, so that one may change without the rest."""

    def __init__(self, seed: int, concern: str) -> None:
        self.random = random.Random((seed << 32) | zlib.crc32(concern.encode())).random  # noqa: S311 - sample data

    def below(self, limit: int) -> int:
        """Return a whole number from 0 to ``limit`` - 1."""
        return int(self.random() * limit)

    def between(self, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``, both included."""
        return low + int(self.random() * (high - low + 1))

    def chance(self, probability: float) -> bool:
        """Return True with this probability."""
        return self.random() < probability

    def pick(self, items: Sequence[T]) -> T:
        """Return one of the items, each equally likely."""
        return items[int(self.random() * len(items))]

    def shuffle(self, items: list[T]) -> None:
        """Bring the items into a random order, in place."""
        for last in range(len(items) - 1, 0, -1):
            other = int(self.random() * (last + 1))
            items[last], items[other] = items[other], items[last]


class Weighted(Generic[T]):
    """Items with weights, to draw one from."""

    def __init__(self, weights: Sequence[tuple[T, float]]) -> None:
        self.items = tuple(item for item, _ in weights)
        self._upper = tuple(accumulate(weight for _, weight in weights))

    def draw(self, dice: Dice) -> T:
        """Return an item with the probability of its weight."""
        return self.items[bisect_right(self._upper, dice.random() * self._upper[-1], hi=len(self.items) - 1)]


def shares(total: int, weights: Sequence[float], *, at_least: int = 0) -> list[int]:
    """Split ``total`` into whole parts that are near the weights and add up to it exactly.

    >>> shares(10, [1, 1, 2])
    [3, 2, 5]
    >>> shares(5, [1000, 1, 1], at_least=1)
    [3, 1, 1]
    """
    spare = total - at_least * len(weights)
    whole = sum(weights)
    exact = [spare * weight / whole for weight in weights]
    parts = [int(share) for share in exact]
    largest_rest = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for i in largest_rest[: spare - sum(parts)]:
        parts[i] += 1
    return [at_least + part for part in parts]
