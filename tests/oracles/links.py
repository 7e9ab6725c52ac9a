"""Who can have infected whom, by iterating days. It shares no code with the product."""

from collections import defaultdict

from tests.oracles.trace import (
    BY_SHIFT,
    Rules,
    Sick,
    World,
    case_days,
    case_then,
    chain,
    counts_now,
    covers,
    isolated_spells,
    persons,
)


def anchor(case: Sick) -> int | None:
    return next((day for day in (case.onset, case.sampled, case.confirmed) if day is not None), None)


def links(
    world: World, rules: Rules, as_of: int, known_at: int | None = None
) -> dict[tuple[str, str], dict[tuple[str, str], set[int]]]:
    """Return, by (source, target) of cases, the days shared by (setting, group)."""
    person = persons(world, known_at)
    cases = []
    for case in world.cases:
        then = case_then(case, known_at)
        day = anchor(then) if then else None
        if then is not None and day is not None and day <= as_of:
            cases.append((then, day))
    found: dict[tuple[str, str], dict[tuple[str, str], set[int]]] = {}
    for source, _ in cases:
        who = person[source.person]
        window = case_days(source, rules, as_of, isolated_spells(world, person, who, known_at))
        for target, ill in cases:
            other = person[target.person]
            if other == who:
                continue
            days = {day for day in window if ill - 14 <= day <= ill - 2}
            if shared := together(world, rules, person, who, other, days, known_at):
                found[source.key, target.key] = shared
    return found


def together(
    world: World, rules: Rules, person: dict[str, str], who: str, other: str, days: set[int], known_at: int | None
) -> dict[tuple[str, str], set[int]]:
    """Return the days that two people shared, by (setting, group)."""
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    known = [member for member in world.members if counts_now(member, known_at)]
    for mine in (member for member in known if person[member.person] == who):
        for theirs in (member for member in known if person[member.person] == other):
            for group in set(chain(world, mine.group)) & set(chain(world, theirs.group)):
                setting = world.groups[group][0]
                if setting not in rules.settings or 1 not in rules.settings[setting][0]:
                    continue
                apart = None not in (mine.shift, theirs.shift) and mine.shift != theirs.shift
                if setting in BY_SHIFT and apart and rules.shifts == "apart":
                    continue
                found[setting, group] |= {day for day in days if covers(mine, day) and covers(theirs, day)}
    if "met" in rules.settings and 1 in rules.settings["met"][0]:
        for met in world.met:
            if {person[met.a], person[met.b]} == {who, other} and counts_now(met, known_at):
                found["met", met.key] |= {day for day in days if met.since <= day <= met.until}
    return {place: some for place, some in found.items() if some}
