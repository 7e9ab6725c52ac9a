"""What known cases have done, by iterating days, cases and pairs of memberships. It shares no code with the product."""

import math
from collections import defaultdict

from tests.oracles.trace import (
    BY_SHIFT,
    Rules,
    World,
    case_days,
    case_then,
    chain,
    counts_now,
    covers,
    isolated_spells,
    persons,
)


def windows(world: World, rules: Rules, as_of: int, known_at: int | None) -> dict[str, set[int]]:
    """Return the days on which each case's person infects others; nobody of them can be infected."""
    person = persons(world, known_at)
    found: dict[str, set[int]] = defaultdict(set)
    for case in world.cases:
        then = case_then(case, known_at)
        known = then and [day for day in (then.onset, then.sampled, then.confirmed) if day is not None]
        if then and known and known[0] <= as_of:
            who = person[then.person]
            found[who] |= case_days(then, rules, as_of, isolated_spells(world, person, who, known_at))
    return found


Places = dict[str, set[tuple[str, str | None]]]


def places_of(world: World, rules: Rules, person: dict[str, str], known_at: int | None, day: int) -> Places:
    """Return the groups, with the shift where shifts part people, in which each person is on a day."""
    found: Places = defaultdict(set)
    for member in world.members:
        if counts_now(member, known_at) and covers(member, day):
            for group in chain(world, member.group):
                apart = world.groups[group][0] in BY_SHIFT and rules.shifts == "apart"
                found[person[member.person]].add((group, member.shift if apart else None))
    return found


def hazard(
    world: World,
    rates: dict[str, float],
    person: dict[str, str],
    known_at: int | None,
    day: int,
    places: Places,
    one: str,
    other: str,
) -> float:
    """Return the hazard of a day between two persons: of every pair of memberships that meet in a group."""
    total = 0.0
    for group, shift in places.get(one, ()):
        for place, theirs in places.get(other, ()):
            setting = world.groups[group][0]
            if group == place and setting in rates and (None in (shift, theirs) or shift == theirs):
                total -= math.log1p(-rates[setting])
    for met in world.met if "met" in rates else ():
        if (
            {person[met.a], person[met.b]} == {one, other}
            and counts_now(met, known_at)
            and met.since <= day <= met.until
        ):
            total -= math.log1p(-rates["met"])
    return total


def infected(
    world: World,
    rules: Rules,
    rates: dict[str, float],
    unseen: list[float],
    *,
    as_of: int,
    back: int,
    known_at: int | None,
) -> dict[str, list[float]]:
    """Return, of everybody with a membership, the chance of infection by a known case on each day and of not being
    found; ``unseen`` is the chance of not being found after so many days."""
    person = persons(world, known_at)
    ill = windows(world, rules, as_of, known_at)
    places = {day: places_of(world, rules, person, known_at, day) for day in range(as_of - back, as_of + 1)}
    found: dict[str, list[float]] = {}
    for who in sorted(set(person.values())):
        spells = isolated_spells(world, person, who, known_at)
        spared, row = 1.0, []
        for day in range(as_of - back, as_of + 1):
            isolated = any(since < day <= until for since, until in spells)
            sources = [case for case, days in ill.items() if day in days and case != who]
            met = sum(hazard(world, rates, person, known_at, day, places[day], who, case) for case in sources)
            free = who not in ill and not isolated
            chance = 1.0 - math.exp(-met * unseen[as_of - day]) if free else 0.0
            row.append(spared * chance)
            spared *= 1.0 - chance
        found[who] = row
    return found
