"""Attack rates by setting, re-estimated from a region's own cases and their followed-up contacts.

Each shared day with a case adds a hazard that depends on the setting, so a contact escapes with probability
exp(-sum of days x hazard), and the daily rate is 1 - exp(-hazard): the score of shared/tracing.md, "Ranking". Who was
infected where is not observed, as contacts share several settings at once; it is attributed by the EM algorithm
(Dempster, Laird and Rubin 1977), infections being Poisson events (the Reed-Frost model in continuous time).

Little data must not overturn the literature. The hazards have gamma priors whose means are the cited ones and whose
common shape, the *strength*, says how many infections the citation is worth; the strength is estimated from the data
by marginal likelihood over the settings (empirical Bayes: Efron and Morris 1973; Clayton and Kaldor 1987), held
loosely to a default, and is the default where fewer than three settings have data.

What the rates do not say: an infection from outside all settings is attributed to those shared, so that rates of a
region with much unseen spread are too high throughout; and dependence on the size of a group is not modelled.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.tracing.gamma import gamma_quantile

#: A citation's worth in infections where the data cannot tell (assumed): true hazards then differ from the cited ones
#: by a factor of 0.21 to 2.4 in nineteen of twenty settings.
DEFAULT_STRENGTH = 3.0
#: The strengths that are tried, and by how much (standard deviation of the logarithm) the strength is held to the
#: default: half a dozen settings that happen to agree with the citation would else "prove" it to be exact, and four in
#: five intervals, not nineteen in twenty, would hold the true rate (simulated, 2,500 contacts).
STRENGTHS = tuple(1.25**step for step in range(14))
STRENGTH_SPREAD = 0.7
#: The strength is estimated where at least so many settings have this many infections, seen or expected as cited.
ENOUGH_SETTINGS = 3
ENOUGH_INFECTIONS = 5.0

_TOLERANCE = 1e-9
_ROUNDS = 5_000


@dataclass(frozen=True, slots=True)
class Exposure:
    """One contact of known cases, followed up.

    ``days`` are the source-days by setting: the sum over the cases of the distinct days shared with each, for a contact
    who became a case only those before the infection can have happened. ``infected``: became a case within the
    incubation period after the exposure.
    """

    days: Mapping[str, float]
    infected: bool


@dataclass(frozen=True, slots=True)
class Rate:
    """A setting's daily rate with its 95 % interval, the cited rate, and the counts behind it.

    ``exposed`` contacts shared ``exposure_days`` source-days in the setting; ``infected`` of them are attributed to it
    (each infected contact counts 1 over all settings, so this may be a fraction).
    """

    setting: str
    daily_rate: float
    low: float
    high: float
    cited: float
    exposed: int
    exposure_days: float
    infected: float


@dataclass(slots=True)
class _Evidence:
    """What the likelihood needs: all source-days by setting, and how many infected contacts had which days."""

    cited: dict[str, float]
    total: dict[str, float]
    exposed: dict[str, int]
    infected: Counter[tuple[tuple[str, float], ...]]


def re_estimate(
    exposures: Iterable[Exposure], cited: Mapping[str, float], *, strength: float | None = None
) -> dict[str, Rate]:
    """Return the rate of every cited setting; without exposures these are exactly the cited ones.

    ``cited`` holds daily rates between 0 and 1. Days in other settings are not looked at. ``strength`` fixes what the
    citation is worth in infections; without it, it is estimated (see DEFAULT_STRENGTH and STRENGTHS).
    """
    evidence = _gathered(exposures, cited)
    if strength is None:
        strength = _estimated_strength(evidence)
    hazards = _fitted(evidence, strength)
    attributed = _attributed(evidence, hazards)
    shapes = _shapes(evidence, hazards, strength)
    found = {}
    for setting, rate in cited.items():
        hazard, shape = hazards[setting], shapes[setting]
        low, high = (hazard * gamma_quantile(shape, p) / shape for p in (0.025, 0.975))
        found[setting] = Rate(
            setting=setting,
            daily_rate=_rate(hazard) if evidence.total[setting] else rate,
            low=_rate(low),
            high=_rate(high),
            cited=rate,
            exposed=evidence.exposed[setting],
            exposure_days=evidence.total[setting],
            infected=attributed[setting],
        )
    return found


def _rate(hazard: float) -> float:
    return -math.expm1(-hazard)


def _gathered(exposures: Iterable[Exposure], cited: Mapping[str, float]) -> _Evidence:
    evidence = _Evidence(
        cited={setting: -math.log1p(-rate) for setting, rate in cited.items()},
        total=dict.fromkeys(cited, 0.0),
        exposed=dict.fromkeys(cited, 0),
        infected=Counter(),
    )
    for exposure in exposures:
        days = tuple(sorted((setting, n) for setting, n in exposure.days.items() if setting in cited and n > 0))
        for setting, number in days:
            evidence.total[setting] += number
            evidence.exposed[setting] += 1
        if exposure.infected and days:
            evidence.infected[days] += 1
    return evidence


def _estimated_strength(evidence: _Evidence) -> float:
    """Return the likeliest strength by the data and STRENGTH_SPREAD, or the default where too few settings can tell."""
    seen = _attributed(evidence, evidence.cited)
    expected = {setting: days * evidence.cited[setting] for setting, days in evidence.total.items()}
    telling = [s for s, days in evidence.total.items() if days and max(seen[s], expected[s]) >= ENOUGH_INFECTIONS]
    if len(telling) < ENOUGH_SETTINGS:
        return DEFAULT_STRENGTH

    def likelihood(strength: float) -> float:
        away = math.log(strength / DEFAULT_STRENGTH) / STRENGTH_SPREAD
        return _marginal(evidence, strength) - away**2 / 2

    return max(STRENGTHS, key=likelihood)


def _fitted(evidence: _Evidence, strength: float) -> dict[str, float]:
    """Return the likeliest hazards (mode of the posterior of their logarithms) by EM.

    With a gamma prior the step has a closed form: (strength + infections) / (strength / cited + source-days).
    """
    hazards = dict(evidence.cited)
    for _ in range(_ROUNDS):
        events = _events(evidence, hazards)
        before = hazards
        hazards = {
            s: (strength + events[s]) / (strength / cited + evidence.total[s]) for s, cited in evidence.cited.items()
        }
        if all(abs(hazards[s] - before[s]) <= _TOLERANCE * before[s] for s in hazards):
            break
    return hazards


def _events(evidence: _Evidence, hazards: Mapping[str, float]) -> dict[str, float]:
    """Return the expected infecting events by setting: whoever was infected may have been so more than once."""
    events = dict.fromkeys(hazards, 0.0)
    for days, people in evidence.infected.items():
        once = people / _rate(sum(number * hazards[setting] for setting, number in days))
        for setting, number in days:
            events[setting] += once * number * hazards[setting]
    return events


def _attributed(evidence: _Evidence, hazards: Mapping[str, float]) -> dict[str, float]:
    """Return the infected people by setting, each shared out by hazard."""
    people_of = dict.fromkeys(hazards, 0.0)
    for days, people in evidence.infected.items():
        whole = sum(number * hazards[setting] for setting, number in days)
        for setting, number in days:
            people_of[setting] += people * number * hazards[setting] / whole
    return people_of


def _information(evidence: _Evidence, hazards: Mapping[str, float], strength: float) -> list[list[float]]:
    """Return the observed information on the logarithms of the hazards, at their mode (Louis 1982).

    There the uninfected and the prior's rate cancel against the gradient: what is left is the strength on the
    diagonal and, for every infected contact, the outer product of days x hazard.
    """
    place = {setting: n for n, setting in enumerate(hazards)}
    matrix = [[strength if a == b else 0.0 for b in place.values()] for a in place.values()]
    for days, people in evidence.infected.items():
        parts = [(place[setting], number * hazards[setting]) for setting, number in days]
        whole = sum(part for _, part in parts)
        factor = people * math.exp(-whole) / _rate(whole) ** 2
        for a, part in parts:
            for b, other in parts:
                matrix[a][b] += factor * part * other
    return matrix


def _shapes(evidence: _Evidence, hazards: Mapping[str, float], strength: float) -> dict[str, float]:
    """Return the shape of the gamma distribution that stands for each hazard's posterior.

    A gamma variable's logarithm has information equal to its shape; so the shape is the inverse of the variance, which
    holds what is not known of the attribution too. Were every infection's setting known, this would be exact.
    """
    whole = _information(evidence, hazards, strength)
    shapes = {}
    for place, setting in enumerate(hazards):
        # The setting last: its pivot is the inverse of its element of the inverse matrix.
        order = [n for n in range(len(whole)) if n != place] + [place]
        shapes[setting] = _pivots([[whole[a][b] for b in order] for a in order])[-1]
    return shapes


def _pivots(matrix: list[list[float]]) -> list[float]:
    """Return the pivots of Gaussian elimination of a positive definite matrix; their product is its determinant."""
    rows = [list(row) for row in matrix]
    for n, row in enumerate(rows):
        for below in rows[n + 1 :]:
            factor = below[n] / row[n]
            for column in range(n, len(rows)):
                below[column] -= factor * row[column]
    return [row[n] for n, row in enumerate(rows)]


def _marginal(evidence: _Evidence, strength: float) -> float:
    """Return the logarithm of the likelihood of a strength, the hazards integrated out.

    Laplace's approximation at the mode, each pivot's normal integral replaced by that of a gamma variable: exact
    where every infection's setting is known, and where there are no data.
    """
    hazards = _fitted(evidence, strength)
    found = -sum(days * hazards[setting] for setting, days in evidence.total.items())
    for days, people in evidence.infected.items():
        whole = sum(number * hazards[setting] for setting, number in days)
        found += people * (math.log(_rate(whole)) + whole)
    for setting, cited in evidence.cited.items():
        ratio = hazards[setting] / cited
        found += strength * (math.log(strength) + math.log(ratio) - ratio) - math.lgamma(strength)
    for pivot in _pivots(_information(evidence, hazards, strength)):
        found += math.lgamma(pivot) + pivot - pivot * math.log(pivot)
    return found
