"""The shortest chain of shared groups between two people on a day: whether, and through whom, they can have met.

Breadth first over distinct groups, as the trace, but without rule set and windows. Of the shortest chains one through
the closest settings is told.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.database import Transaction
from graph.people import brief, cards
from graph.search import meant
from graph.tracing.days import ALWAYS, STILL, ordinal
from graph.tracing.people import People
from graph.tracing.sentences import path_sentences

#: Who is further apart than so many groups is told to be: by then most of a province is reached.
LONGEST = 4
CLOSEST = ("room", "vehicle", "met", "team", "house", "workshop", "company")


@dataclass(frozen=True, slots=True)
class Step:
    """From one person to the next through a group that both were in."""

    person: str
    setting: str
    group: str
    next: str


@dataclass(slots=True)
class _Walk:
    """What is reached so far: each person with the step that led there, each group with who led to it."""

    transaction: Transaction
    people: People
    day: date
    reached: dict[str, Step | None] = field(default_factory=dict)
    groups: dict[str, tuple[str, str]] = field(default_factory=dict)
    met: dict[str, set[str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def path_document(transaction: Transaction, a: str, b: str, *, day: date, company: str | None = None) -> dict[str, Any]:
    """Return the shortest chain between two people (keys, codes, IDs or names) on a day.

    ``length`` counts the groups, None where no chain has at most LONGEST. Raises NotFound and Ambiguous.
    """
    ends = [meant(transaction, text, day=day, company=company) for text in (a, b)]
    people = People()
    people.learn(transaction, ends)
    one, other = (people.person(key) for key in ends)
    walk = _Walk(transaction, people, day)
    steps = [] if one == other else shortest(walk, one, other)
    shown = {one: ends[0], other: ends[1]}
    keys = {shown.get(person, person) for step in steps or () for person in (step.person, step.next)}
    known = cards(transaction, keys | set(ends), day=day)
    persons = {key: brief(card.to_document()) for key, card in known.items()}
    groups = sorted({step.group for step in steps or () if step.setting != "met"})
    names = walk.names | dict(transaction.one("tracing/names", people=[], groups=groups)["groups"])
    told = [
        {
            "person": persons[shown.get(step.person, step.person)],
            "setting": step.setting,
            "group": {"key": step.group, "name": names[step.group]},
            "next": persons[shown.get(step.next, step.next)],
        }
        for step in steps or ()
    ]
    return {
        "from": persons[ends[0]],
        "to": persons[ends[1]],
        "on": day.isoformat(),
        "length": None if steps is None else len(steps),
        "chain": told,
        "sentences": path_sentences(persons[ends[0]], persons[ends[1]], told if steps is not None else None, LONGEST),
    }


def shortest(walk: _Walk, one: str, other: str) -> list[Step] | None:
    """Return the steps from one person to another, [] for the same, None where there are too many."""
    goal = _groups_of(walk, [other])
    walk.reached = {one: None}
    frontier = [one]
    for _ in range(LONGEST):
        fresh = {key: found for key, found in _groups_of(walk, frontier).items() if key not in walk.groups}
        walk.groups |= fresh
        if common := sorted(fresh.keys() & goal.keys(), key=lambda key: (CLOSEST.index(fresh[key][0]), key)):
            setting, person = fresh[common[0]]
            return [*_back(walk, person), Step(person, setting, common[0], other)]
        frontier = _enter(walk, fresh)
        if not frontier:
            return None
    return None


def _back(walk: _Walk, person: str) -> list[Step]:
    steps: list[Step] = []
    while (step := walk.reached[person]) is not None:
        steps.append(step)
        person = step.person
    return steps[::-1]


def _groups_of(walk: _Walk, persons: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return the groups of these persons on the day, with the setting and one of the persons."""
    person_of = {record: person for person in persons for record in walk.people.records(person)}
    asked = {"people": sorted(person_of), "first": walk.day, "last": walk.day, "known_at": None}
    answer = walk.transaction.one("tracing/memberships", **asked)
    day = walk.day.toordinal()
    found: dict[str, tuple[str, str]] = {}

    def holds(since: Any, until: Any) -> bool:
        return ordinal(since, unknown=ALWAYS) <= day <= ordinal(until, unknown=STILL)

    for entry in answer["groups"]:
        there = [
            person_of[record] for since, until, _, all_ in entry["spans"] if holds(since, until) for record in all_
        ]
        for key, setting in (
            (entry["key"], entry["setting"]),
            (entry["larger"], entry["larger_setting"]),
            (entry["largest"], entry["largest_setting"]),
        ):
            if there and setting in CLOSEST:
                found[key] = (setting, min([*there, *([found[key][1]] if key in found else [])]))
    for key, occasion, since, until, record, other in answer["meetings"]:
        if holds(since, until):
            found[key] = ("met", person_of[record])
            walk.met[key] = {record, other}
            walk.names[key] = occasion or ""
    return found


def _enter(walk: _Walk, groups: dict[str, tuple[str, str]]) -> list[str]:
    """Reach the members of groups; return who is new, each by the closest setting."""
    wanted = [
        {"key": key, "first": walk.day, "last": walk.day, "shifts": None}
        for key, (kind, _) in groups.items()
        if kind != "met"
    ]
    answer = walk.transaction.one("tracing/members", groups=wanted, known_at=None)["groups"] if wanted else []
    members = {entry["key"]: {key for span in entry["spans"] for key in span[3]} for entry in answer}
    members |= {key: walk.met[key] for key, (kind, _) in groups.items() if kind == "met"}
    marked = {key for entry in answer for key in entry["marked"]} | {key for some in walk.met.values() for key in some}
    walk.people.learn(walk.transaction, marked)
    fresh: list[str] = []
    for key in sorted(members, key=lambda key: (CLOSEST.index(groups[key][0]), key)):
        setting, source = groups[key]
        for record in sorted(members[key]):
            person = walk.people.person(record)
            if person not in walk.reached:
                walk.reached[person] = Step(source, setting, key, person)
                fresh.append(person)
    return fresh
