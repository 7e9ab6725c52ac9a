"""Days as sets of spans: the arithmetic under every trace.

A day is its ordinal (``date.toordinal()``); a span is ``(first, last)``, both included; a set of days is a tuple of
spans in order that neither touch nor overlap. Unknown ends are ``ALWAYS`` and ``STILL``.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

Span = tuple[int, int]
Days = tuple[Span, ...]

ALWAYS = 0
STILL = date.max.toordinal() + 1


def ordinal(day: Any, *, unknown: int) -> int:
    """Return a day of the driver or of Python as a number; ``unknown`` where it is None."""
    if day is None:
        return unknown
    return int(day.toordinal() if isinstance(day, date) else day.to_ordinal())


def iso(day: int | None) -> str | None:
    """Return a day as ISO text; None for an unknown one."""
    return None if day is None or not ALWAYS < day < STILL else date.fromordinal(day).isoformat()


def union(spans: Iterable[Span]) -> Days:
    """Join spans into a set of days; empty ones (last before first) fall out.

    >>> union([(5, 6), (1, 2), (3, 3), (9, 8)])
    ((1, 3), (5, 6))
    """
    joined: list[Span] = []
    for first, last in sorted(span for span in spans if span[0] <= span[1]):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return tuple(joined)


def within(days: Days, first: int, last: int) -> Days:
    """Return the days of the set from ``first`` to ``last``.

    >>> within(((1, 3), (5, 9)), 2, 6)
    ((2, 3), (5, 6))
    """
    return tuple((max(a, first), min(b, last)) for a, b in days if max(a, first) <= min(b, last))


def overlap(one: Span, other: Span) -> Span | None:
    """Return the days that two spans share, or None.

    >>> overlap((1, 5), (4, 9)), overlap((1, 2), (3, 4))
    ((4, 5), None)
    """
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return (first, last) if first <= last else None


def hull(spans: Iterable[Span]) -> Span:
    """Return the first and the last day of spans, in any order.

    >>> hull([(5, 6), (1, 2)])
    (1, 6)
    """
    firsts, lasts = zip(*spans, strict=True)
    return min(firsts), max(lasts)


def count(days: Days) -> int:
    """Return how many days the set holds."""
    return sum(last - first + 1 for first, last in days)
