"""Transmission pairs and what the days of a pair say, by iterating days. It shares no code with the product."""

from collections import defaultdict

from scipy.integrate import quad
from scipy.stats import lognorm

from tests.oracles.links import anchor, links
from tests.oracles.trace import Rules, Sick, World, case_days, case_then, isolated_spells, persons

#: Of COVID-19, Lauer et al. 2020.
INCUBATION = lognorm(0.418, scale=2.718281828459045**1.621)


def pairs(
    world: World, rules: Rules, as_of: int, known_at: int | None = None
) -> dict[tuple[str, str], tuple[set[int], set[int], int, bool, set[str]]]:
    """Return, by (source, target): days shared, days on which the source can have been infected, the number of the
    target's possible sources, whether it could be the other way round, and why it likely was not."""
    then = {case.key: now for case in world.cases if (now := case_then(case, known_at)) is not None}
    found = {pair: set().union(*shared.values()) for pair, shared in links(world, rules, as_of, known_at).items()}
    later = {
        (a, b)
        for a, b in found
        if (b, a) in found and (anchor(then[a]), a) > (anchor(then[b]), b)  # type: ignore[operator]
    }
    kept = {pair: days for pair, days in found.items() if pair not in later}
    infected: dict[str, set[int]] = defaultdict(set)
    for (_, target), days in kept.items():
        infected[target] |= days
    answer = {}
    for (source, target), days in kept.items():
        ill = anchor(then[source])
        assert ill is not None
        own = infected[source] if source in infected else {ill - number for number in range(2, 15)}
        answer[source, target] = days, own, why_not(world, rules, then, (source, target), days, own, as_of, known_at)
    return {
        (source, target): (
            days,
            own,
            sum(not no for (_, other), (_, _, no) in answer.items() if other == target),
            (target, source) in later,
            no,
        )
        for (source, target), (days, own, no) in answer.items()
    }


def why_not(
    world: World,
    rules: Rules,
    then: dict[str, Sick],
    pair: tuple[str, str],
    days: set[int],
    own: set[int],
    as_of: int,
    known_at: int | None,
) -> set[str]:
    source, target = (then[key] for key in pair)
    person = persons(world, known_at)
    who = person[source.person]
    window = case_days(source, rules, as_of, isolated_spells(world, person, who, known_at))
    found = set()
    if target.onset is not None and target.onset - 2 < min(window):
        found.add("before-infectious")
    if all(day < min(own) for day in days):
        found.add("not-yet-infected")
    return found


def between(days: int) -> float:
    """The chance of so many days from infection to onset."""
    return float(
        quad(lambda x: (1 - abs(x - days)) * INCUBATION.pdf(x), max(days - 1, 0), days)[0]
        + quad(lambda x: (1 - abs(x - days)) * INCUBATION.pdf(x), days, days + 1)[0]
    )


def generation(
    source: tuple[set[int], int | None], target: tuple[set[int], int | None], all_of_target: set[int]
) -> dict[int, float]:
    """Return the weights of generation times of one pair, from the days of infection and the onset of both."""

    def weights(days: set[int], onset: int | None, among: set[int]) -> dict[int, float]:
        each = {day: 1.0 if onset is None else between(min(max(onset - day, 0), 14)) for day in among | days}
        whole = sum(each[day] for day in among)
        return {day: each[day] / whole for day in days}

    first, second = weights(source[0], source[1], source[0]), weights(target[0], target[1], all_of_target)
    found: dict[int, float] = defaultdict(float)
    for one, chance in first.items():
        for other, also in second.items():
            if other >= one:
                found[other - one] += chance * also
    return dict(found)
