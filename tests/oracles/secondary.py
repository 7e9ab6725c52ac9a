"""Secondary attack rates by iterating people, cases and days. It shares no code with the product."""

from collections import defaultdict
from dataclasses import replace

from tests.oracles.links import anchor, together
from tests.oracles.trace import Rules, World, case_days, case_then, isolated_spells, persons


def secondary(world: World, rules: Rules, as_of: int) -> tuple[dict[str, tuple[int, int]], int, int]:
    """Return (cases, people) by setting, and the numbers of those pending and of those ill before."""
    person = persons(world)
    alone = replace(rules, settings={name: rule for name, rule in rules.settings.items() if name != "met"})
    cases = []
    for case in world.cases:
        then = case_then(case, None)
        day = anchor(then) if then else None
        if then is not None and day is not None and day <= as_of:
            who = person[then.person]
            cases.append((who, day, case_days(then, rules, as_of, isolated_spells(world, person, who, None))))
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    pending = before = 0
    for who in sorted(set(person.values())):
        shared: dict[str, set[int]] = defaultdict(set)
        for source, _, window in cases:
            if source != who:
                for (setting, _), days in together(world, alone, person, who, source, window, None).items():
                    shared[setting] |= days
        if not shared:
            continue
        mine = [day for source, day, _ in cases if source == who]
        outcome = told(set().union(*shared.values()), mine, as_of)
        if outcome is None:
            ill = any(day < min(set().union(*shared.values())) + 2 for day in mine)
            before, pending = before + ill, pending + (not ill)
            continue
        for setting, days in shared.items():
            here = told(days, mine, as_of)
            if here is not None:
                counts[setting][0] += here
                counts[setting][1] += 1
    return {setting: (ill, people) for setting, (ill, people) in counts.items()}, pending, before


def told(days: set[int], anchors: list[int], as_of: int) -> bool | None:
    over = max(days) + 14 < as_of
    if any(2 <= ill - day <= 14 for ill in anchors for day in days):
        return True if over else None
    if any(ill - min(days) < 2 for ill in anchors):
        return None
    return False if over else None
