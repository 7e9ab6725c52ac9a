"""Simulated outbreaks: an infection that spreads through the groups of a park, day by day, from one case.

Everyone shares the course of one disease (an incubation of about five days, infectious from two days before onset, most
around it) and differs in infectiousness, so that few infect many. The rates are a scenario's own, per shared day.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph.tracing.expand import BY_SHIFT
from loaders.sample.dice import Dice
from loaders.sample.register import Register, Stay

#: Infectiousness by days since onset (He 2020, doi 10.1038/s41591-020-0869-5, rounded), about 1 over ten days.
COURSE = {-2: 1.0, -1: 1.8, 0: 2.0, 1: 1.6, 2: 1.2, 3: 0.9, 4: 0.6, 5: 0.4, 6: 0.3, 7: 0.2}

#: The hazard of one day shared with a case, by setting and number of people in the group.
Hazard = Callable[[str, int], float]


@dataclass(frozen=True, slots=True)
class Infection:
    """Who was infected: ``day``, ``onset``, and ``links``: how many infections lie between the index case and this."""

    person: str
    day: int
    onset: int
    links: int
    infectiousness: float


#: The last day of an infected person among others.
Isolated = Callable[[Infection], int]


def hazards(rates: Mapping[str, float], *, usual: Mapping[str, int] | None = None) -> Hazard:
    """Return hazards of daily rates. With ``usual`` sizes, as many are met in a large group as in a usual one."""

    def hazard(setting: str, size: int) -> float:
        whole = -math.log1p(-rates.get(setting, 0.0))
        return whole * usual[setting] / max(size, 2) if usual and setting in usual else whole

    return hazard


def spread(
    park: Register, index: str, hazard: Hazard, dice: Dice, *, onset: int, until: int, isolated: Isolated
) -> dict[str, Infection]:
    """Infect people from an index case of this onset, up to the day ``until``; return all infected by person.

    ``isolated`` tells the last day on which an infected person is among others.
    """
    infected = {index: Infection(index, onset - 5, onset, 0, _infectiousness(dice))}
    for day in range(onset - 2, until + 1):
        for source in list(infected.values()):
            strength = COURSE.get(day - source.onset, 0.0) * source.infectiousness
            if strength and day <= isolated(source):
                for person in _infected_by(park, source.person, day, strength, hazard, dice):
                    if person not in infected:
                        began = day + max(2, round(math.exp(1.55 + 0.4 * _normal(dice))))
                        infected[person] = Infection(person, day, began, source.links + 1, _infectiousness(dice))
    return infected


def _infected_by(park: Register, source: str, day: int, strength: float, hazard: Hazard, dice: Dice) -> list[str]:
    found = []
    for stay in park.of_person[source]:
        if not stay.since <= day <= stay.until:
            continue
        for group, setting in stay.chain:
            others = park.of_group[group]
            # Poisson events that each fall on anyone: everyone is met with the same hazard, few dice are thrown.
            for _ in range(_poisson(hazard(setting, park.sizes[group]) * strength * len(others), dice)):
                other = dice.pick(others)
                if other.person != source and other.since <= day <= other.until and _same_shift(setting, stay, other):
                    found.append(other.person)
    return found


def _same_shift(setting: str, one: Stay, other: Stay) -> bool:
    apart = one.shift is not None and other.shift is not None and one.shift != other.shift
    return not (apart and setting in BY_SHIFT)


def _infectiousness(dice: Dice) -> float:
    """Exponential with mean 1: a fifth of the cases make half of the infections."""
    return -math.log(1 - dice.random())


def _normal(dice: Dice) -> float:
    return math.sqrt(-2 * math.log(1 - dice.random())) * math.cos(2 * math.pi * dice.random())


def _poisson(mean: float, dice: Dice) -> int:
    """Knuth's method; the means here are small."""
    number, left = 0, dice.random()
    limit = math.exp(-mean)
    while left > limit:
        number += 1
        left *= dice.random()
    return number
