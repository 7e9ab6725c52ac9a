"""Proportions and their ratios with 95 % intervals."""

import math
from dataclasses import dataclass
from typing import Any

#: Of the standard normal distribution, two-sided 95 %.
Z = 1.959963984540054
#: By so much the logarithm of a profile likelihood drops to the ends of a 95 % interval: half of chi-squared's, one
#: degree of freedom.
DROP = Z * Z / 2


def wilson(cases: int, people: int) -> tuple[float, float]:
    """Return the 95 % interval of a proportion (Wilson 1927), which holds for few and for no cases too.

    >>> tuple(round(end, 4) for end in wilson(0, 20))
    (0.0, 0.1611)
    """
    if people == 0:
        return 0.0, 1.0
    share, z2 = cases / people, Z * Z
    middle = (share + z2 / (2 * people)) / (1 + z2 / people)
    half = Z * math.sqrt(share * (1 - share) / people + z2 / (4 * people * people)) / (1 + z2 / people)
    return max(0.0, middle - half), min(1.0, middle + half)


def proportion(part: int, whole: int) -> dict[str, Any]:
    """Return a share of people with its interval as documents show it; null where there is nobody.

    >>> proportion(1, 2)
    {'people': 1, 'of': 2, 'share': 0.5, 'low': 0.094531, 'high': 0.905469}
    """
    low, high = wilson(part, whole)
    share = (part / whole, low, high) if whole else (None, None, None)
    names = zip(("share", "low", "high"), share, strict=True)
    return {"people": part, "of": whole, **{name: value if value is None else round(value, 6) for name, value in names}}


def risk_ratio(cases: int, people: int, other_cases: int, others: int) -> tuple[float, float, float] | None:
    """Return the ratio of two risks with its 95 % interval (Katz 1978, on the logarithm); None where a risk is zero.

    >>> tuple(round(value, 2) for value in risk_ratio(15, 100, 5, 100))
    (3.0, 1.13, 7.94)
    """
    if not (cases and other_cases and people and others):
        return None
    ratio = (cases / people) / (other_cases / others)
    spread = Z * math.sqrt(1 / cases - 1 / people + 1 / other_cases - 1 / others)
    return ratio, ratio * math.exp(-spread), ratio * math.exp(spread)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttackRate:
    """One unit or trait: its cases and people, and those of the rest of the scope."""

    value: str | None
    cases: int
    people: int
    other_cases: int
    others: int

    def to_document(self) -> dict[str, Any]:
        """Return it with its interval (Wilson) and its ratio to the rest (Katz)."""
        low, high = wilson(self.cases, self.people)
        ratio = risk_ratio(self.cases, self.people, self.other_cases, self.others)
        return {
            "cases": self.cases,
            "people": self.people,
            "rate": round(self.cases / self.people, 6) if self.people else None,
            "low": round(low, 6),
            "high": round(high, 6),
            "rest": {"cases": self.other_cases, "people": self.others},
            "risk_ratio": ratio
            and {name: round(v, 4) for name, v in zip(("ratio", "low", "high"), ratio, strict=True)},
        }
