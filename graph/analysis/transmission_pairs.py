"""Transmission pairs: for each case its possible sources, which of these are likely impossible, and what a pair says.

The possible sources of a case are the cases that link to it (graph.analysis.links). Of two cases that each can have
infected the other, the one that fell ill first (anchor, then key) is held to be the source, and the pair is marked. A
pair is likely impossible where the source cannot have been infected by the days that the two shared, given its own
possible sources, or where the target was ill sooner after the source's first infectious day than anybody falls ill.
Sources that are left count; a pair is certain where its target has one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph.analysis.delay_families import LOGNORMAL, chances
from graph.analysis.infected import Infected, Outbreak
from graph.analysis.links import Link
from graph.tracing.days import Days, union
from graph.tracing.incubation import MEANLOG, SDLOG, SHORTEST, longest_incubation

#: The target's onset came too soon after the first day on which the source was infectious.
BEFORE_INFECTIOUS = "before-infectious"
#: On all days shared the source had not been infected itself yet.
NOT_YET_INFECTED = "not-yet-infected"
#: Longer generation times than this are not looked at: a source that nobody isolated infects for no longer.
LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One possible source of a case, and the days that they shared.

    ``sources`` counts the target's possible sources without the impossible ones, ``either_way`` tells that the target
    can have infected the source too, ``impossible`` why the pair likely is none.
    """

    source: Infected
    target: Infected
    days: Days
    source_infected: Days
    sources: int
    either_way: bool
    impossible: tuple[str, ...]

    @property
    def certain(self) -> bool:
        """Whether this is the only possible source of the target."""
        return self.sources == 1 and not self.impossible

    @property
    def serial_interval(self) -> int | None:
        """Days from the source's onset to the target's; None where one of them is not known."""
        if self.source.dates.onset is None or self.target.dates.onset is None:
            return None
        return (self.target.dates.onset - self.source.dates.onset).days

    @property
    def generation(self) -> tuple[int, int] | None:
        """The fewest and the most days from the source's infection to the target's; None where there are none."""
        first = max(0, self.days[0][0] - self.source_infected[-1][1])
        last = self.days[-1][1] - self.source_infected[0][0]
        return (first, last) if first <= last else None


def transmission_pairs(found: Outbreak, among: Sequence[Link]) -> list[Pair]:
    """Return the pairs of an outbreak in the order of its cases: targets, then sources."""
    order = {case.key: place for place, case in enumerate(found.cases)}
    both = {(link.source, link.target) for link in among}
    kept = [link for link in among if (link.target, link.source) not in both or order[link.source] < order[link.target]]
    infected = _infection(found.cases, kept)
    told: dict[str, list[tuple[Link, tuple[str, ...]]]] = defaultdict(list)
    for link in sorted(kept, key=lambda link: (order[link.target], order[link.source])):
        source, target = found.cases[order[link.source]], found.cases[order[link.target]]
        told[link.target].append((link, _impossible(source, target, link.days, infected[source.key])))
    return [
        Pair(
            source=found.cases[order[link.source]],
            target=found.cases[order[target]],
            days=link.days,
            source_infected=infected[link.source],
            sources=sum(not reasons for _, reasons in some),
            either_way=(target, link.source) in both,
            impossible=why,
        )
        for target, some in sorted(told.items(), key=lambda item: order[item[0]])
        for link, why in some
    ]


def _infection(cases: Iterable[Infected], among: Iterable[Link]) -> dict[str, Days]:
    """Return the days on which each case can have been infected: those shared with its possible sources, if any."""
    shared: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for link in among:
        shared[link.target] += link.days
    return {case.key: union(shared[case.key]) if case.key in shared else (case.infection,) for case in cases}


def _impossible(source: Infected, target: Infected, days: Days, infected: Days) -> tuple[str, ...]:
    """Return why a pair likely is none."""
    onset, window = target.dates.onset, source.window
    too_soon = onset is not None and window is not None and onset.toordinal() < window[0] + SHORTEST
    return (
        *((BEFORE_INFECTIOUS,) if too_soon else ()),
        *((NOT_YET_INFECTED,) if days[-1][1] < infected[0][0] else ()),
    )


def serial_weights(pairs: Iterable[Pair]) -> dict[int, float]:
    """Return the serial intervals of one target's possible pairs, each source alike; none without dated sources."""
    known = [days for pair in pairs if (days := pair.serial_interval) is not None and not pair.impossible]
    weights: dict[int, float] = defaultdict(float)
    for days in known:
        weights[days] += 1 / len(known)
    return dict(weights)


def generation_weights(pairs: Iterable[Pair], disease: str) -> tuple[dict[int, float], dict[int, float]]:
    """Return how likely the days of infection of one target and its possible sources make each generation time, and how
    likely one of so many days would have been seen: on the infectious days of the sources alone there are links.

    A case with an onset was infected on each of its days with the chance of that incubation (COVID-19: Lauer 2020),
    else on all alike; each source alike. The weights of the days before an infection of the source are left out.
    """
    possible = [pair for pair in pairs if not pair.impossible]
    weights: dict[int, float] = defaultdict(float)
    seen: dict[int, float] = defaultdict(float)
    for pair in possible:
        source = _by_day(pair.source, pair.source_infected, disease)
        target = _by_day(pair.target, pair.days, disease, among=(pair.target.infection,))
        first, last = pair.source.window or (pair.days[0][0], pair.days[-1][1])
        window = dict.fromkeys(range(first, min(last, max(source) + LONGEST) + 1), 1.0)
        for days, weight in _from(source, target):
            weights[days] += weight / len(possible)
        for days, weight in _from(source, window):
            seen[days] += weight / len(possible)
    return dict(weights), dict(seen)


def _from(sources: Mapping[int, float], targets: Mapping[int, float]) -> Iterator[tuple[int, float]]:
    """Yield the days from one day to the other, not negative, with the product of their weights."""
    first, ones = _dense(sources)
    start, others = _dense(targets)
    for place, weight in enumerate(np.convolve(others, ones[::-1]).tolist()):
        days = start - first - (len(ones) - 1) + place
        if days >= 0 and weight > 0:
            yield days, weight


def _by_day(case: Infected, days: Days, disease: str, *, among: Days | None = None) -> dict[int, float]:
    """Return the chance of each day to be that of infection: one over ``among`` (by default: over the days)."""
    onset = None if case.dates.onset is None else case.dates.onset.toordinal()
    longest = longest_incubation(disease)

    def weight(day: int) -> float:
        if disease != "covid-19" or onset is None:
            return 1.0
        return _INCUBATION[min(max(onset - day, 0), longest)]

    whole = sum(weight(day) for first, last in among or days for day in range(first, last + 1))
    return {day: weight(day) / whole for first, last in days for day in range(first, last + 1)}


def _dense(weights: Mapping[int, float]) -> tuple[int, "np.ndarray[tuple[int], np.dtype[np.float64]]"]:
    first = min(weights)
    found = np.zeros(max(weights) - first + 1)
    for day, weight in weights.items():
        found[day - first] = weight
    return first, found


def _incubation() -> list[float]:
    """Return the chance of 0, 1, 2, ... days from infection to onset, of COVID-19; longer than counted as the last."""
    found: list[float] = chances(LOGNORMAL, MEANLOG, float(np.log(SDLOG)), 0, longest_incubation("covid-19")).tolist()
    return found


_INCUBATION = _incubation()
