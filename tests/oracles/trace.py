"""The trace of shared/tracing.md by iterating days and sets of people. It shares no code with the product.

Days are ordinals. Nothing here is fast, everything is a sentence of the page.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Any

BY_SHIFT = {"team", "workshop", "company"}


@dataclass
class Member:
    """One membership edge; None days are unknown."""

    person: str
    group: str
    since: int | None = None
    until: int | None = None
    shift: str | None = None
    recorded: int = 0
    retracted: int | None = None


@dataclass
class Sick:
    """One registered case of the disease. ``earlier``: until that moment it said another day of isolation."""

    key: str
    person: str
    onset: int | None = None
    sampled: int | None = None
    confirmed: int | None = None
    isolated: int | None = None
    registered: int = 0
    retracted: int | None = None
    earlier: tuple[int, int | None] | None = None


@dataclass
class Met:
    """Two people who met on these days, as declared."""

    key: str
    a: str
    b: str
    since: int
    until: int
    recorded: int = 0
    retracted: int | None = None


@dataclass
class Isolation:
    """Somebody's isolation; None: it lasts."""

    person: str
    since: int
    until: int | None = None
    recorded: int = 0
    retracted: int | None = None


@dataclass
class Same:
    """Two records of one person: since when that is on file, and until when it was."""

    a: str
    b: str
    recorded: int = 0
    retracted: int | None = None


@dataclass
class World:
    """People with their companies (None: cohabitant), groups with setting and larger one, and all that joins them."""

    people: dict[str, str | None] = field(default_factory=dict)
    groups: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    members: list[Member] = field(default_factory=list)
    same: list[Same] = field(default_factory=list)
    cases: list[Sick] = field(default_factory=list)
    met: list[Met] = field(default_factory=list)
    isolations: list[Isolation] = field(default_factory=list)


@dataclass
class Rules:
    """A rule set as plain values; ``settings``: levels, grade, daily rate."""

    before: dict[str, int]
    after: dict[str, int]
    latent: int
    max_level: int
    expand: str
    settings: dict[str, tuple[tuple[int, ...], str, float]]
    shifts: str = "apart"


@dataclass
class Ask:
    """What is asked. ``named`` are keys of cases."""

    named: list[str]
    as_of: int
    known_at: int | None = None
    depth: int | None = None
    only: set[str] | None = None
    chance: bool = False


def persons(world: World, known_at: int | None = None) -> dict[str, str]:
    """Records joined by SAME_AS, transitively, are one person: the smallest key names it."""
    name = {record: record for record in world.people}
    changed = True
    while changed:
        changed = False
        for same in world.same:
            if not counts_now(same, known_at):
                continue
            least = min(name[same.a], name[same.b])
            if name[same.a] != least or name[same.b] != least:
                name[same.a] = name[same.b] = least
                changed = True
    return name


def chain(world: World, group: str) -> list[str]:
    """A group and all larger ones that something is carried up to."""
    found = [group]
    while (larger := world.groups[found[-1]][1]) is not None:
        found.append(larger)
    return [key for key in found if world.groups[key][0] != "village"]


def counts_now(fact: Member | Met | Isolation | Same, known_at: int | None) -> bool:
    """Whether a fact was on file at the moment."""
    if known_at is None:
        return fact.retracted is None
    return fact.recorded <= known_at and (fact.retracted is None or fact.retracted > known_at)


def case_then(case: Sick, known_at: int | None) -> Sick | None:
    """A case as it stood at the moment."""
    if known_at is None:
        return case if case.retracted is None else None
    if case.registered > known_at or (case.retracted is not None and case.retracted <= known_at):
        return None
    if case.earlier is not None and case.earlier[0] > known_at:
        return replace(case, isolated=case.earlier[1])
    return case


def isolated_spells(world: World, person: dict[str, str], who: str, known_at: int | None) -> list[tuple[int, int]]:
    """The isolations on file beside the cases."""
    return [
        (one.since, 10**7 if one.until is None else one.until)
        for one in world.isolations
        if person[one.person] == who and counts_now(one, known_at)
    ]


def cut(days: set[int], start: int, isolations: list[tuple[int, int]]) -> set[int]:
    """A window's days up to the first isolation; one in force when it begins leaves none."""
    holding = [since for since, until in isolations if until >= start]
    if any(since < start for since in holding):
        return set()
    return {day for day in days if all(day <= since for since in holding)}


def covers(member: Member, day: int) -> bool:
    return (member.since is None or member.since <= day) and (member.until is None or day <= member.until)


def case_days(case: Sick, rules: Rules, as_of: int, isolations: list[tuple[int, int]]) -> set[int]:
    name = next(n for n in ("onset", "sampled", "confirmed") if getattr(case, n) is not None)
    anchor = getattr(case, name)
    last = as_of if name not in rules.after else min(as_of, anchor + rules.after[name])
    start = anchor - rules.before[name]
    own = [] if case.isolated is None else [(case.isolated, 10**7)]
    return cut(set(range(start, last + 1)), start, own + isolations)


def contact_days(first_exposure: int, isolations: list[tuple[int, int]], rules: Rules, as_of: int) -> set[int]:
    start = first_exposure + rules.latent
    return cut(set(range(start, as_of + 1)), start, isolations)


def answer(world: World, rules: Rules, ask: Ask) -> dict[str, Any]:
    """Return windows, contacts in order, counts."""
    person = persons(world, ask.known_at)
    records: dict[str, list[str]] = defaultdict(list)
    for record in world.people:
        records[person[record]].append(record)
    known = [m for m in world.members if counts_now(m, ask.known_at)]
    held: dict[str, list[tuple[Member, list[str]]]] = defaultdict(list)
    for member in known:
        held[person[member.person]].append((member, chain(world, member.group)))
    standing = [then for case in world.cases if (then := case_then(case, ask.known_at))]
    named = [case for case in world.cases if case.key in ask.named]
    windows: dict[str, set[int]] = defaultdict(set)
    scores: dict[str, float] = {}
    nearest: dict[str, set[str]] = defaultdict(set)
    shown_windows = []
    for case in named:
        who = person[case.person]
        days = case_days(case, rules, ask.as_of, isolated_spells(world, person, who, ask.known_at))
        shown_windows.append(window_of(days))
        windows[who] |= days
        scores[who] = 1.0
        if days:
            nearest[who].add(case.key)
    lower = set(windows)
    leading = {who: days for who, days in windows.items() if days}
    depth = min(rules.max_level, ask.depth or rules.max_level)
    contacts: list[dict[str, Any]] = []
    shown = {who: representative(world, records[who], known, ask.as_of) for who in records}
    for level in range(1, depth + 1):
        new: list[dict[str, Any]] = []
        for who in set(person.values()) - lower:
            reasons = shared_with(world, held, who, leading, rules, level, ask.only)
            reasons |= met_with(world, person, who, leading, rules, level, ask)
            if reasons:
                new.append(contact_of(who, level, reasons, rules, scores, shown))
                nearest[who] = {key for by in reasons.values() for source in by for key in nearest[source]}
        for contact in contacts:
            if contact["level"] == level - 1:
                who = contact["who"]
                among = shared_with(world, held, who, leading, rules, level, ask.only)
                among |= met_with(world, person, who, leading, rules, level, ask)
                contact["among"] = [
                    (setting, source, days)
                    for (setting, _), by in among.items()
                    for source, days in by.items()
                    if source != who
                ]
        lower |= {c["who"] for c in new}
        contacts += new
        leading = {}
        scores = {}
        for contact in new:
            if rules.expand == "near" and contact["grade"] != "near":
                continue
            isolations = isolated_spells(world, person, contact["who"], ask.known_at) + [
                (case.isolated, 10**7)
                for case in standing
                if person[case.person] == contact["who"] and case.isolated is not None
            ]
            days = contact_days(min(contact["days"]), isolations, rules, ask.as_of)
            if days:
                leading[contact["who"]] = days
                scores[contact["who"]] = contact["raw"]
    contacts.sort(key=lambda c: (c["level"], c["grade"] != "near", -round(c["raw"], 4), c["key"]))
    sick = {person[case.person] for case in standing}
    if ask.chance:
        return {"chances": chances(contacts, rules)}
    return {
        "windows": shown_windows,
        "depth": depth,
        "contacts": [
            {
                "key": c["key"],
                "same_as": sorted(r for r in records[c["who"]] if r != c["key"]),
                "level": c["level"],
                "grade": c["grade"],
                "score": round(c["raw"], 4),
                "case": c["who"] in sick,
                "nearest": sorted(nearest[c["who"]]),
                "first": min(c["days"]),
                "last": max(c["days"]),
                "days": len(c["days"]),
                "reasons": c["reasons"],
            }
            for c in contacts
        ],
        "counts": counted(world, known, contacts, ask.as_of),
    }


def shared_with(
    world: World,
    held: dict[str, list[tuple[Member, list[str]]]],
    who: str,
    leading: dict[str, set[int]],
    rules: Rules,
    level: int,
    only: set[str] | None,
) -> dict[tuple[str, str], dict[str, set[int]]]:
    """Return, by setting and group, the days shared with each of those who lead on."""
    found: dict[tuple[str, str], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for source, window in leading.items():
        for theirs, their_groups in held[source]:
            for mine, my_groups in held[who]:
                for group in set(their_groups) & set(my_groups):
                    setting = world.groups[group][0]
                    if setting not in rules.settings or level not in rules.settings[setting][0]:
                        continue
                    if only is not None and setting not in only:
                        continue
                    apart = theirs.shift is not None and mine.shift is not None and theirs.shift != mine.shift
                    if setting in BY_SHIFT and apart and rules.shifts == "apart":
                        continue
                    days = {day for day in window if covers(theirs, day) and covers(mine, day)}
                    if days:
                        found[setting, group][source] |= days
    return {place: dict(by) for place, by in found.items()}


def met_with(
    world: World,
    person: dict[str, str],
    who: str,
    leading: dict[str, set[int]],
    rules: Rules,
    level: int,
    ask: Ask,
) -> dict[tuple[str, str], dict[str, set[int]]]:
    """Return, by declared meeting, the days of it that lie in the window of the other one."""
    if "met" not in rules.settings or level not in rules.settings["met"][0]:
        return {}
    if ask.only is not None and "met" not in ask.only:
        return {}
    found: dict[tuple[str, str], dict[str, set[int]]] = {}
    for met in world.met:
        for mine, theirs in ((met.a, met.b), (met.b, met.a)):
            source = person[theirs]
            if person[mine] == who and source in leading and counts_now(met, ask.known_at):
                days = {day for day in leading[source] if met.since <= day <= met.until}
                if days:
                    found.setdefault(("met", met.key), {})[source] = days
    return found


def contact_of(
    who: str,
    level: int,
    reasons: dict[tuple[str, str], dict[str, set[int]]],
    rules: Rules,
    scores: dict[str, float],
    shown: dict[str, str],
) -> dict[str, Any]:
    by_pair: dict[tuple[str, str], set[int]] = defaultdict(set)
    for (setting, _), by_source in reasons.items():
        for source, days in by_source.items():
            by_pair[setting, source] |= days
    escape = 1.0
    for (setting, source), days in sorted(by_pair.items()):
        escape *= (1 - scores[source] * rules.settings[setting][2]) ** len(days)
    near = any(rules.settings[setting][1] == "near" for setting, _ in reasons)
    listed = {}
    for (setting, group), by_source in reasons.items():
        union = set().union(*by_source.values())
        order = sorted(by_source, key=lambda s: (min(by_source[s]), shown[s]))
        listed[setting, group] = ([shown[s] for s in order[:5]], len(order), min(union), max(union), len(union))
    return {
        "who": who,
        "key": shown[who],
        "level": level,
        "grade": "near" if near else "distant",
        "raw": 1 - escape,
        "days": set().union(*(days for by in reasons.values() for days in by.values())),
        "reasons": listed,
        "given": [(setting, source, days) for (setting, _), by in reasons.items() for source, days in by.items()],
        "among": [],
        "settings": {setting for setting, _ in reasons},
    }


def chances(contacts: list[dict[str, Any]], rules: Rules) -> dict[str, float]:
    """The chance of infection by record shown: by the level before, then by the others of the own level."""
    known = {contact["who"]: contact for contact in contacts}
    direct: dict[str, float] = {}

    def escape(shared: list[tuple[str, str, set[int]]]) -> float:
        left = 1.0
        for setting, source, days in shared:
            rate = rules.settings[setting][2]
            if source not in known:
                left *= (1 - rate) ** len(days)
                continue
            own = known[source]["days"]
            infectious = sum(sum(1 for infected in own if infected + 3 <= day) / len(own) for day in days)
            left *= (1 - direct[source] * rate) ** infectious
        return left

    for contact in sorted(contacts, key=lambda c: c["level"]):
        direct[contact["who"]] = 1 - escape(contact["given"])
    return {c["key"]: 1 - escape(c["given"]) * escape(c["among"]) for c in contacts}


def work_of(world: World, record: str, known: list[Member]) -> list[Member]:
    return [m for m in known if m.person == record and world.groups[m.group][0] in BY_SHIFT]


def representative(world: World, records: list[str], known: list[Member], as_of: int) -> str:
    """The record with open work (latest since, unknown earliest), else the latest work since, else the smaller key."""

    def latest(members: list[Member]) -> int | None:
        return max(((m.since if m.since is not None else 0) for m in members), default=None)

    def rank(record: str) -> tuple[int, int, str]:
        work = work_of(world, record, known)
        now = latest([m for m in work if covers(m, as_of)])
        if now is not None:
            return (0, -now, record)
        ever = latest(work)
        return (1, -ever if ever is not None else 1, record)

    return min(records, key=rank)


def counted(world: World, known: list[Member], contacts: list[dict[str, Any]], as_of: int) -> dict[str, Any]:
    levels: dict[str, int] = defaultdict(int)
    grades: dict[str, int] = defaultdict(int)
    settings: dict[str, int] = defaultdict(int)
    companies: dict[tuple[str, str], int] = defaultdict(int)
    workshops: dict[tuple[str, str, str], int] = defaultdict(int)
    for contact in contacts:
        level, record = str(contact["level"]), contact["key"]
        levels[level] += 1
        grades[contact["grade"]] += 1
        for setting in contact["settings"]:
            settings[setting] += 1
        company = world.people[record]
        if company is None:
            continue
        companies[company, level] += 1
        now = [m for m in work_of(world, record, known) if covers(m, as_of)]
        if now:
            place = min(now, key=lambda m: (-(m.since if m.since is not None else 0), m.group))
            workshop = next((g for g in chain(world, place.group) if world.groups[g][0] == "workshop"), None)
            if workshop is not None:
                workshops[company, workshop, level] += 1
    return {
        "levels": dict(levels),
        "grades": dict(grades),
        "settings": dict(settings),
        "companies": dict(companies),
        "workshops": dict(workshops),
    }


def window_of(days: set[int]) -> tuple[int, int] | None:
    return (min(days), max(days)) if days else None
