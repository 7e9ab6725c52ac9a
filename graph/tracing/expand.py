"""One step of a trace: from the people of a level to those who shared a setting with them.

The work goes over groups and over equal spans of days, never over pairs of people: all members of a group whose days
(cut to the days that matter) and shift are equal share one computation.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from graph.tracing.days import ALWAYS, STILL, Days, Span, count, hull, ordinal, union

#: Settings in which a known shift that differs keeps people apart, unless the rule set ignores shifts.
BY_SHIFT = frozenset({"team", "workshop", "company"})


@dataclass(slots=True)
class Group:
    """A shared group at one level: when its sources were there and infectious, by equal span and shift."""

    key: str
    setting: str
    by_shift: bool = False
    sources: dict[tuple[int, int, str | None], set[str]] = field(default_factory=dict)

    def add(self, span: Span, shift: str | None, person: str) -> None:
        """Note that a source was here on these days."""
        place = (span[0], span[1], shift if self.by_shift else None)
        self.sources.setdefault(place, set()).add(person)

    def hull(self) -> Span:
        """Return the first and last day on which any source was here."""
        return hull((first, last) for first, last, _ in self.sources)

    def wanted(self) -> dict[str, Any]:
        """Return what to ask tracing/members: the days, and the sources' shifts (None where one of them meets all)."""
        first, last = self.hull()
        shifts = {shift for _, _, shift in self.sources}
        return {
            "key": self.key,
            "first": date.fromordinal(first),
            "last": date.fromordinal(last),
            "shifts": None if None in shifts else sorted(shift for shift in shifts if shift is not None),
        }


@dataclass(frozen=True)
class Meeting:
    """What everyone with the same days and shift in a group shared with its sources."""

    setting: str
    group: str
    by_source: Mapping[str, Days]

    @cached_property
    def days(self) -> Days:
        """The distinct days shared with any source."""
        return union(span for days in self.by_source.values() for span in days)

    def named_sources(self, shown: Mapping[str, str], limit: int) -> list[str]:
        """Return at most ``limit`` sources, by their first shared day here, then by the key they are shown by."""
        return sorted(self.by_source, key=lambda source: (self.by_source[source][0][0], shown[source]))[:limit]


def source_groups(
    memberships: Iterable[dict[str, Any]],
    *,
    settings: frozenset[str],
    windows: Mapping[str, Days],
    person: Mapping[str, str],
    by_shift: frozenset[str] = BY_SHIFT,
) -> list[Group]:
    """Return the groups in which sources were on days of their windows.

    ``memberships`` is the answer of tracing/memberships, ``windows`` the infectious days by person, ``person`` tells
    whose record a key is, ``by_shift`` names the settings in which shifts keep people apart. A membership also counts
    in the larger groups of its group.
    """
    groups: dict[str, Group] = {}
    for entry in memberships:
        chain = [
            (entry["key"], entry["setting"]),
            (entry["larger"], entry["larger_setting"]),
            (entry["largest"], entry["largest_setting"]),
        ]
        counted = [
            groups.setdefault(key, Group(key, kind, kind in by_shift)) for key, kind in chain if kind in settings
        ]
        if not counted:
            continue
        for since, until, shift, members in entry["spans"]:
            first, last = ordinal(since, unknown=ALWAYS), ordinal(until, unknown=STILL)
            for record in members:
                for start, end in windows[person[record]]:
                    if max(start, first) <= min(end, last):
                        for group in counted:
                            group.add((max(start, first), min(end, last)), shift, person[record])
    return [groups[key] for key in sorted(groups) if groups[key].sources]


def meetings(group: Group, spans: Iterable[list[Any]]) -> Iterable[tuple[Meeting, list[str]]]:
    """Give each distinct meeting in a group with the records that had it; ``spans`` is of tracing/members."""
    first_day, last_day = group.hull()
    classes: dict[tuple[int, int, str | None], list[str]] = {}
    for since, until, shift, members in spans:
        first = max(ordinal(since, unknown=ALWAYS), first_day)
        last = min(ordinal(until, unknown=STILL), last_day)
        if first <= last:
            own = shift if group.by_shift else None
            classes.setdefault((first, last, own), []).extend(members)
    for (first, last, shift), members in classes.items():
        by_source: dict[str, list[Span]] = {}
        for (start, end, other), sources in group.sources.items():
            if max(start, first) <= min(end, last) and (shift is None or other is None or shift == other):
                for source in sources:
                    by_source.setdefault(source, []).append((max(start, first), min(end, last)))
        if by_source:
            shared = {source: union(days) for source, days in by_source.items()}
            yield Meeting(group.setting, group.key, shared), members


def merged(found: list[Meeting]) -> list[Meeting]:
    """Return one meeting per setting and group: a person may have been in a group in several spells."""
    by_group: dict[tuple[str, str], list[Meeting]] = {}
    for meeting in found:
        by_group.setdefault((meeting.setting, meeting.group), []).append(meeting)
    return [
        spells[0] if len(spells) == 1 else Meeting(spells[0].setting, spells[0].group, _joined(spells))
        for _, spells in sorted(by_group.items())
    ]


def _joined(spells: list[Meeting]) -> dict[str, Days]:
    sources = {source for spell in spells for source in spell.by_source}
    return {source: union(span for spell in spells for span in spell.by_source.get(source, ())) for source in sources}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one setting adds to a contact's score."""

    setting: str
    sources: int
    days: int  #: shared days, summed over the sources
    daily_rate: float
    risk: float


def parts(found: list[Meeting], *, rates: Mapping[str, float], scores: Mapping[str, float]) -> tuple[Part, ...]:
    """Return the parts of a contact's score by setting: 1 - product over sources of (1 - s x daily_rate)^(shared days).

    The shared days of a setting and source are the distinct ones over all groups of that setting (shared/tracing.md,
    "Ranking"). ``scores`` holds the sources' own scores, 1 for a case.
    """
    by_setting: dict[str, list[Meeting]] = {}
    for meeting in found:
        by_setting.setdefault(meeting.setting, []).append(meeting)
    added = []
    for setting, same in by_setting.items():
        shared = same[0].by_source if len(same) == 1 else _joined(same)
        escape, total = 1.0, 0
        for source in sorted(shared):
            days = count(shared[source])
            total += days
            escape *= (1 - scores[source] * rates[setting]) ** days
        added.append(Part(setting=setting, sources=len(shared), days=total, daily_rate=rates[setting], risk=1 - escape))
    return tuple(added)


def risk(added: Iterable[Part]) -> float:
    """Return a contact's score from its parts: 1 - product of (1 - part)."""
    escape = 1.0
    for part in added:
        escape *= 1 - part.risk
    return 1 - escape
