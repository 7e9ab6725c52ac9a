"""Numbers as people of the page's language write them: 6,1 % in Vietnamese, 6.1 % in English."""

import math
from collections.abc import Mapping
from typing import Any

from service.pages.visit import Visit

_SMALLEST = 0.001
UNKNOWN = "–"


def decimal(visit: Visit, value: float | None, digits: int = 1) -> str:
    """Return a number with so many digits behind the mark."""
    if value is None:
        return UNKNOWN
    told = f"{value:.{digits}f}"
    return told if visit.lang == "en" else told.replace(".", ",")


def share(visit: Visit, value: float | None) -> str:
    """Return a share as percents with one digit behind the mark."""
    return UNKNOWN if value is None else f"{decimal(visit, value * 100)}\u00a0%"


def ends(visit: Visit, low: float | None, high: float | None, digits: int = 1) -> str:
    """Return an interval; an end that is not known is infinite."""
    return "–".join("∞" if end is None else decimal(visit, end, digits) for end in (low, high))


def with_ends(visit: Visit, value: float | None, low: float | None, high: float | None, digits: int = 1) -> str:
    """Return an estimate and its interval; one that is not known is infinite, as the k of a Poisson distribution."""
    return f"{'∞' if value is None else decimal(visit, value, digits)} ({ends(visit, low, high, digits)})"


def share_with_ends(visit: Visit, part: Mapping[str, Any], of: str = "share") -> str:
    """Return a share of a document with its Wilson interval; of nobody there is none."""
    if part[of] is None:
        return UNKNOWN
    return f"{share(visit, part[of])} ({ends(visit, part['low'] * 100, part['high'] * 100)})"


def chance(visit: Visit, value: float) -> str:
    """Return a probability; below one in a thousand its power of ten is what counts."""
    if value >= _SMALLEST:
        return decimal(visit, value, 3)
    return f"< 10⁻{_raised(int(-math.log10(value)))}" if value > 0 else "0"


def _raised(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
