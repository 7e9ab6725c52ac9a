"""What a purge must leave of a small world, worked out in plain Python from the words of docs/retention.md."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.oracles.trace import Member, Met, Rules, Sick, World

OPEN_AFTER = 42
FOREVER = 10**7


@dataclass
class Left:
    """What is still there."""

    members: Counter[Any] = field(default_factory=Counter)
    met: set[str] = field(default_factory=set)
    isolations: set[int] = field(default_factory=set)
    cases: set[str] = field(default_factory=set)
    parted: int = 0
    people: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    identified: set[str] = field(default_factory=set)
    dosed: set[str] = field(default_factory=set)


def last_date(case: Sick) -> int:
    return max(day for day in (case.onset, case.sampled, case.confirmed, case.isolated) if day is not None)


def is_open(case: Sick, closed: set[str], day: int) -> bool:
    return case.retracted is None and (case.key not in closed or last_date(case) + OPEN_AFTER >= day)


def ancestors(world: World, group: str) -> list[str]:
    found = []
    at: str | None = group
    while at is not None:
        found.append(at)
        at = world.groups[at][1]
    return found


def same_people(world: World, person: str, *, parted: bool) -> set[str]:
    found, queue = {person}, [person]
    while queue:
        one = queue.pop()
        for s in world.same:
            if s.retracted is None or parted:
                for a, b in ((s.a, s.b), (s.b, s.a)):
                    if a == one and b not in found:
                        found.add(b)
                        queue.append(b)
    return found


def reached(world: World, rules: Rules, closed: set[str], day: int) -> set[str]:
    """Whom open cases hold back: level by level, who shared a counted group with somebody from that one's first day."""
    first: dict[str, int] = {}
    fresh: dict[str, int] = {}

    def take(found: dict[str, int]) -> dict[str, int]:
        spread: dict[str, int] = {}
        for person, since in found.items():
            for other in same_people(world, person, parted=True):
                spread[other] = min(since, spread.get(other, FOREVER))
        better = {p: since for p, since in spread.items() if since < first.get(p, FOREVER)}
        first.update(better)
        return better

    start: dict[str, int] = {}
    for case in world.cases:
        if is_open(case, closed, day):
            anchors = [a for a in (case.onset, case.sampled, case.confirmed) if a is not None]
            since = min(anchors) - max(rules.before.values())
            start[case.person] = min(since, start.get(case.person, FOREVER))
    fresh = take(start)
    for level in range(1, rules.max_level + 1):
        counted = {name for name, (levels, _, _) in rules.settings.items() if max(levels) >= level}
        met: dict[str, int] = {}
        for group, (setting, _) in world.groups.items():
            if setting not in counted:
                continue
            inside = [m for m in world.members if group in ancestors(world, m.group)]
            there = [
                (max(fresh[m.person], m.since or 0), m.until if m.until is not None else FOREVER)
                for m in inside
                if m.person in fresh and (m.until is None or m.until >= fresh[m.person])
            ]
            if not there:
                continue
            begin, end = min(a for a, _ in there), max(b for _, b in there)
            for m in inside:
                since, until = m.since or 0, m.until if m.until is not None else FOREVER
                if since <= end and until >= begin:
                    met[m.person] = min(max(begin, since), met.get(m.person, FOREVER))
        if "met" in counted:
            for one in world.met:
                for a, b in ((one.a, one.b), (one.b, one.a)):
                    if a in fresh and one.until >= fresh[a]:
                        met[b] = min(max(fresh[a], one.since), met.get(b, FOREVER))
        fresh = take(met)
    return set(first)


def left(
    world: World,
    rules: Rules,
    *,
    closed: set[str],
    day: int,
    days: Mapping[str, int],
    hour: Any,
    tellers: Mapping[str, str],
) -> tuple[Left, set[str]]:
    """What is left after a purge on a day, and who is held back. ``hour`` tells the day of a moment of the world.

    ``tellers`` says whose roster told of a cohabitant's homes: where that worker goes, open homes go with the next
    look, and perhaps the cohabitant.
    """
    held = reached(world, rules, closed, day)
    people = set(world.people)
    while True:
        found = _left(world, held, closed=closed, day=day, days=days, hour=hour, tellers=tellers, people=people)
        if found.people == people:
            return found, held
        people = found.people


def _left(
    world: World,
    held: set[str],
    *,
    closed: set[str],
    day: int,
    days: Mapping[str, int],
    hour: Any,
    tellers: Mapping[str, str],
    people: set[str],
) -> Left:

    def due(kind: str, last: int) -> bool:
        return last + days[kind] < day

    def withdrawn(fact: Any) -> bool:
        return fact.retracted is not None and due("withdrawn", hour(fact.retracted))

    def standing_work(person: str) -> list[Member]:
        return [
            m for m in world.members if m.person == person and m.retracted is None and kind_of(world, m.group) == "work"
        ]

    def gone(person: str, kind: str) -> bool:
        """Whether somebody's work ended so long ago."""
        work = standing_work(person)
        return bool(work) and all(m.until is not None and due(kind, m.until) for m in work)

    found = Left()
    for m in world.members:
        kind = kind_of(world, m.group)
        if m.person in held:
            goes = False
        elif m.retracted is not None:
            goes = withdrawn(m)
        elif m.until is not None:
            goes = due(kind, m.until)
        else:
            teller = tellers.get(m.person, m.person) if kind == "residence" else m.person
            goes = kind != "work" and (teller not in people or gone(teller, kind))
        if not goes:
            found.members[key_of(m)] += 1
    found.met = {m.key for m in world.met if {m.a, m.b} & held or not _met_due(m, withdrawn, due)}
    for case in world.cases:
        over = case.key in closed and due("cases", last_date(case))
        if case.person in held or not (withdrawn(case) if case.retracted is not None else over):
            found.cases.add(case.key)
    sick = {c.person for c in world.cases if c.key in found.cases}
    for number, i in enumerate(world.isolations):
        ended = due("events", i.until if i.until is not None else i.since)
        ill = bool(same_people(world, i.person, parted=False) & sick)
        goes = withdrawn(i) if i.retracted is not None else ended and not ill
        if i.person in held or not goes:
            found.isolations.add(number)
    parted = [s for s in world.same if s.retracted is not None and ({s.a, s.b} & held or not withdrawn(s))]
    found.parted = len(parted)
    tied = {key[0] for key in found.members} | sick | {world.isolations[n].person for n in found.isolations}
    tied |= {p for m in world.met if m.key in found.met for p in (m.a, m.b)} | {p for s in parted for p in (s.a, s.b)}
    found.people = {p for p in world.people if p in held or same_people(world, p, parted=False) & tied}
    workers = {p for p in found.people if world.people[p] is not None}
    found.identified = {p for p in workers if p in held or not gone(p, "identity")}
    found.dosed = {p for p in workers if p in held or not gone(p, "doses")}
    lived = {at for key in found.members for at in ancestors(world, key[1])}
    found.places = {g for g, (s, _) in world.groups.items() if s in ("team", "workshop", "company") or g in lived}
    return found


def _met_due(met: Met, withdrawn: Any, due: Any) -> bool:
    return bool(withdrawn(met) if met.retracted is not None else due("met", met.until))


def kind_of(world: World, group: str) -> str:
    setting = world.groups[group][0]
    return {"vehicle": "vehicle", "room": "residence", "house": "residence", "village": "residence"}.get(
        setting, "work"
    )


def key_of(m: Member) -> tuple[str, str, int | None, int | None, bool]:
    return (m.person, m.group, m.since, m.until, m.retracted is not None)
