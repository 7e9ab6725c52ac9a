"""The cheapest units that cover a share of a weight: each person is in some units and is covered by any of them.

Covering is submodular: what a unit adds grows less the more is covered. ``greedy`` takes at each step the unit that
covers most of what is still wanted for each person newly covered; ``exact`` solves the integer program with HiGHS.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

#: Weights that differ by less of the whole are alike.
TINY = 1e-9
#: The solver of ``exact`` is given so many seconds.
SECONDS = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """All people who are in exactly these units: how many and with what weight in all."""

    units: frozenset[int]
    people: int
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """Units in order; ``factor`` bounds how many times the fewest people they idle, ``at_least`` is proved of any."""

    units: tuple[int, ...]
    people: int
    weight: float
    factor: float
    at_least: int
    exact: bool


def kinds(units_of: Iterable[tuple[frozenset[int], float]]) -> list[Kind]:
    """Return the kinds of some people, given each one's units and weight; who is in no unit is left out."""
    people: dict[frozenset[int], int] = {}
    weight: dict[frozenset[int], float] = {}
    for units, own in units_of:
        if units:
            people[units] = people.get(units, 0) + 1
            weight[units] = weight.get(units, 0.0) + own
    return [Kind(units=units, people=people[units], weight=weight[units]) for units in sorted(people, key=sorted)]


def cover(some: Sequence[Kind], wanted: float) -> Cover:
    """Return units that cover the weight wanted, or all there is, with as few people as could be found."""
    whole = math.fsum(kind.weight for kind in some)
    target = min(wanted, whole) - TINY * whole
    if whole <= 0:
        return Cover(units=(), people=0, weight=0.0, factor=1.0, at_least=0, exact=True)
    quick, factor = greedy(some, target)
    best, at_least, proved = exact(some, target)
    chosen = quick if best is None or _people(some, quick) < _people(some, best) else best
    return Cover(
        units=chosen,
        people=_people(some, chosen),
        weight=math.fsum(kind.weight for kind in some if kind.units & set(chosen)),
        factor=1.0 if proved else factor,
        at_least=at_least,
        exact=proved,
    )


def greedy(some: Sequence[Kind], target: float) -> tuple[tuple[int, ...], float]:
    """Return units that cover the target, and how many times the fewest people they idle at most.

    The factor is Wolsey's (1982, doi 10.1007/BF02579435) as it comes out: 1 + ln(target / what was still wanted before
    the last unit), where a set of fewest people can be had from units that share nobody, as teams and workshops do;
    where somebody is in k units none of which holds the other, k times that.
    """
    left = list(some)
    chosen: list[int] = []
    wanted = before = target
    while wanted > 0 and left:
        gain: dict[int, float] = {}
        cost: dict[int, int] = {}
        for kind in left:
            for unit in kind.units:
                gain[unit] = gain.get(unit, 0.0) + kind.weight
                cost[unit] = cost.get(unit, 0) + kind.people
        best = min(gain, key=lambda unit: (-min(gain[unit], wanted) / cost[unit], -gain[unit], unit))
        chosen.append(best)
        before, wanted = wanted, wanted - gain[best]
        left = [kind for kind in left if best not in kind.units]
    factor = _overlap(some) * (1.0 + math.log(target / before)) if chosen else 1.0
    return _without_idle(some, chosen, target), factor


def _without_idle(some: Sequence[Kind], chosen: Sequence[int], target: float) -> tuple[int, ...]:
    """Leave out units without which the target is covered all the same, those of most people first."""
    kept = list(dict.fromkeys(chosen))
    for unit in sorted(kept, key=lambda one: (-_people(some, [one]), one)):
        rest = set(kept) - {unit}
        if math.fsum(kind.weight for kind in some if kind.units & rest) >= target:
            kept.remove(unit)
    return tuple(kept)


def _overlap(some: Sequence[Kind]) -> int:
    """Return in how many units, none of which holds another of them, anybody is at most."""
    members: dict[int, set[int]] = {}
    for place, kind in enumerate(some):
        for unit in kind.units:
            members.setdefault(unit, set()).add(place)
    return max(
        (
            # The smallest units of a person: those that hold no other of the same person's.
            sum(all(not members[other] < members[unit] for other in kind.units) for unit in kind.units)
            for kind in some
        ),
        default=1,
    )


def exact(some: Sequence[Kind], target: float) -> tuple[tuple[int, ...] | None, int, bool]:
    """Return the units of fewest people that cover the target, how many any such units idle at least, and whether that
    is proved; the units are None where none was found in SECONDS."""
    units = sorted({unit for kind in some for unit in kind.units})
    column = {unit: place for place, unit in enumerate(units)}
    size = len(units) + len(some)
    entries: list[tuple[int, int, float]] = []  # row, column, value
    low: list[float] = []

    def at_least(bound: float, values: Mapping[int, float]) -> None:
        entries.extend((len(low), place, value) for place, value in values.items())
        low.append(bound)

    for number, kind in enumerate(some, start=len(units)):
        for unit in kind.units:  # covered if any of its units is chosen
            at_least(0.0, {number: 1.0, column[unit]: -1.0})
        at_least(0.0, {number: -1.0} | {column[unit]: 1.0 for unit in kind.units})  # and only then
    whole = math.fsum(kind.weight for kind in some)
    at_least(target / whole, {number: kind.weight / whole for number, kind in enumerate(some, start=len(units))})
    rows, columns, values = zip(*entries, strict=True)
    solved = milp(
        np.array([0.0] * len(units) + [float(kind.people) for kind in some]),
        integrality=np.array([1] * len(units) + [0] * len(some)),
        bounds=Bounds(0.0, 1.0),
        constraints=LinearConstraint(coo_array((values, (rows, columns)), shape=(len(low), size)).tocsr(), lb=low),
        options={"time_limit": SECONDS, "mip_rel_gap": 0.0},
    )
    bound = solved.mip_dual_bound
    proved = 0 if bound is None or not math.isfinite(bound) else max(0, math.ceil(bound - 1e-6))
    if solved.x is None:
        return None, proved, False
    chosen = [unit for unit, place in column.items() if solved.x[place] > 0.5]
    return _without_idle(some, chosen, target), proved, solved.status == 0


def _people(some: Sequence[Kind], chosen: Iterable[int]) -> int:
    units = set(chosen)
    return sum(kind.people for kind in some if kind.units & units)
