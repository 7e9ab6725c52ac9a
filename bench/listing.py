"""The trace in memory: the steps of graph.tracing.trace with its own pure functions, for thousands of traces.

Who is on the list, at which level and grade, does not depend on rates; so a list is made once and scored many times.
Records of one person are one person from the start, and no other cases are registered.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.tracing.days import ALWAYS, STILL, Days, union
from graph.tracing.expand import Meeting, meetings, merged, source_groups
from graph.tracing.rules import RuleSet
from loaders.sample.register import Register, Stay


@dataclass(frozen=True, slots=True)
class Listed:
    """One contact of a list, not yet scored.

    ``shift`` is the contact's own. ``among``: what an F1 shared with the other F1s (and itself), which no list shows.
    """

    person: str
    level: int
    near: bool
    days: Days
    meetings: tuple[Meeting, ...]
    shift: str | None
    among: list[Meeting]


def list_contacts(park: Register, case: str, window: tuple[int, int], *, rules: RuleSet, as_of: int) -> list[Listed]:
    """Return the contacts of one case on the days of its window, to the depth of the rule set."""
    leading: dict[str, Days] = {case: (window,)}
    reached: dict[str, Listed] = {}
    for level in range(1, rules.max_level + 1):
        found: dict[str, list[Meeting]] = defaultdict(list)
        settings = rules.counted(level)
        same = {person: person for person in leading}
        for group in source_groups(_memberships(park, leading), settings=settings, windows=leading, person=same):
            for meeting, members in meetings(group, _spans(park.of_group[group.key])):
                for person in members:
                    if person in reached:
                        reached[person].among.append(meeting)
                    elif person != case:
                        found[person].append(meeting)
        leading = {}
        for person, met in found.items():
            contact = _listed(park, person, level, merged(met), rules)
            reached[person] = contact
            first = contact.days[0][0] + rules.latent_days
            if (contact.near or rules.expand == "all") and first <= as_of:
                leading[person] = ((first, as_of),)
    return list(reached.values())


def _listed(park: Register, person: str, level: int, shared: list[Meeting], rules: RuleSet) -> Listed:
    return Listed(
        person=person,
        level=level,
        near=any(rules.settings[meeting.setting].grade == "near" for meeting in shared),
        days=union(span for meeting in shared for span in meeting.days),
        meetings=tuple(shared),
        shift=shift_of(park, person),
        among=[],
    )


def shift_of(park: Register, person: str) -> str | None:
    """Return a person's shift, where any of the memberships says it."""
    return next((stay.shift for stay in park.of_person[person] if stay.shift is not None), None)


def _memberships(park: Register, people: Iterable[str]) -> list[dict[str, Any]]:
    """Answer as tracing/memberships does."""
    stays: dict[tuple[tuple[str, str], ...], list[Stay]] = defaultdict(list)
    for person in people:
        for stay in park.of_person[person]:
            stays[stay.chain].append(stay)
    answer = []
    for chain, some in stays.items():
        (key, setting), (larger, larger_setting), (largest, largest_setting) = (*chain, *[(None, None)] * 2)[:3]
        entry = {"key": key, "setting": setting, "larger": larger, "larger_setting": larger_setting}
        answer.append({**entry, "largest": largest, "largest_setting": largest_setting, "spans": _spans(some)})
    return answer


def _spans(stays: Iterable[Stay]) -> list[list[Any]]:
    """Answer as tracing/members does: equal days and shifts with all who have them."""
    members: dict[tuple[int, int, str | None], list[str]] = defaultdict(list)
    for stay in stays:
        members[stay.since, stay.until, stay.shift].append(stay.person)
    return [[_day(since), _day(until), shift, people] for (since, until, shift), people in members.items()]


def _day(ordinal: int) -> date | None:
    return None if ordinal in (ALWAYS, STILL) else date.fromordinal(ordinal)


def source_days(found: Iterable[Listed]) -> Mapping[str, dict[tuple[str, str], Days]]:
    """Return, by contact, the distinct days shared by setting and source."""
    shared: dict[str, dict[tuple[str, str], Days]] = {}
    for contact in found:
        spans: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for meeting in contact.meetings:
            for source, days in meeting.by_source.items():
                spans[meeting.setting, source] += days
        shared[contact.person] = {pair: union(days) for pair, days in spans.items()}
    return shared
