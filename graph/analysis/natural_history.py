"""From infection to isolation: when somebody infected begins to infect others, and when he is found and isolated.

Somebody infected on day d infects others from d + latent to the day of isolation, d + T, both included, where T is the
incubation (lognormal) and the delay from onset to isolation, rounded up to whole days. Everybody infected is found in
the end: without a test of everybody those who never fall ill stay longer, so this is the least that may be expected.
"""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import lognorm

from graph.errors import Invalid
from graph.tracing.incubation import MEANLOG, SDLOG

#: T is cut off beyond this, in days.
LONGEST = 60


@dataclass(frozen=True, kw_only=True)
class NaturalHistory:
    """Days until one infects others, median and log-spread of the incubation, days from onset to isolation."""

    latent_days: int
    incubation_median: float
    incubation_sigma: float = SDLOG
    delay_days: float = 2.0
    source: str | None = None

    @cached_property
    def later(self) -> NDArray[np.float64]:
        """The chance that T is more than 0, 1, 2 ... LONGEST days; the last is 0."""
        days = np.arange(LONGEST + 1) - self.delay_days
        chance = lognorm.sf(np.maximum(days, 0.0), s=self.incubation_sigma, scale=self.incubation_median)
        chance[-1] = 0.0
        return np.asarray(chance)

    def until_isolation(self, level: NDArray[Any]) -> NDArray[np.int32]:
        """Return the days T that are exceeded with chance ``level`` at most: of uniform levels, draws of T."""
        return np.searchsorted(-self.later, -np.asarray(level), side="left").astype(np.int32)

    def to_document(self) -> dict[str, Any]:
        """Return what is assumed, with its source."""
        return {
            "latent_days": self.latent_days,
            "incubation_median": self.incubation_median,
            "incubation_sigma": self.incubation_sigma,
            "delay_days": self.delay_days,
            "source": self.source,
        }


#: By disease. Latent days as of ``graph.tracing.chances``; incubation of Lauer 2020.
KNOWN = {
    "covid-19": NaturalHistory(
        latent_days=3,
        incubation_median=round(math.exp(MEANLOG), 2),
        source="Lauer 2020 doi 10.7326/M20-0504 (incubation); latent days and delay assumed",
    )
}


def natural_history(
    disease: str,
    *,
    latent_days: int | None = None,
    incubation_median: float | None = None,
    delay_days: float | None = None,
) -> NaturalHistory:
    """Return the history of a disease, with what is given in place of what is known.

    Raises Invalid for a disease of which nothing is known, unless latent days and incubation are given.
    """
    known = KNOWN.get(disease)
    latent, median = latent_days, incubation_median
    if known is not None:
        latent = known.latent_days if latent is None else latent
        median = known.incubation_median if median is None else median
    if latent is None or median is None:
        raise Invalid(
            f"How {disease} runs from infection to illness is not known here; give latent days and incubation median.",
            f"Chưa biết diễn biến từ nhiễm đến phát bệnh của {disease}; hãy cho số ngày ủ lây và trung vị ủ bệnh.",
            field="incubation_median" if latent is not None else "latent_days",
        )
    given = latent_days is not None or incubation_median is not None
    return NaturalHistory(
        latent_days=latent,
        incubation_median=median,
        delay_days=2.0 if delay_days is None else delay_days,
        source=None if given or known is None else known.source,
    )
