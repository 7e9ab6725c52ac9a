"""Links between cases: who can have infected whom, where and on which days.

A case links to another where both were in a group that the rule set counts at level 1 (or met, as declared) on a day
that lies in the window of the first and among the days on which the second can have been infected, by its anchor and
the incubation. So a link has the order of time in it; which of several links carried the infection nobody knows.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.analysis.infected import Infected, Outbreak, View
from graph.database import Transaction
from graph.tracing.days import ALWAYS, STILL, Days, Span, hull, ordinal, overlap, union


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What two cases shared: a group of a setting (or a declared meeting) and the days."""

    setting: str
    group: str
    days: Days


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One case that can have infected another: their keys, and all that they shared."""

    source: str
    target: str
    shared: tuple[Shared, ...]

    @property
    def days(self) -> Days:
        """The distinct days shared."""
        return union(span for shared in self.shared for span in shared.days)


@dataclass(frozen=True, slots=True)
class Stay:
    """One membership of a person in a group or a larger one, as far as the days asked about go."""

    person: str
    first: int
    last: int
    shift: str | None
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where the people of an outbreak were: stays by (setting, group), and declared meetings among them.

    ``meetings`` holds (key, one person, other person, first day, last day).
    """

    stays: dict[tuple[str, str], list[Stay]]
    meetings: list[tuple[str, str, str, int, int]]


def whereabouts(
    transaction: Transaction, view: View, found: Outbreak, *, period: tuple[date, date] | None = None
) -> Whereabouts:
    """Return where the people of all cases were, in every setting: in a period, or on their days of infection and in
    their windows."""
    spans = [case.infection for case in found.cases] + [case.window for case in found.cases if case.window]
    if not spans:
        return Whereabouts(stays={}, meetings=[])
    first, last = period or tuple(date.fromordinal(day) for day in hull(spans))
    person_of = found.records()
    answer = transaction.one(
        "tracing/memberships", people=sorted(person_of), first=first, last=last, known_at=view.known_at
    )
    stays: dict[tuple[str, str], list[Stay]] = defaultdict(list)
    for entry in answer["groups"]:
        for place in _chain(entry):
            for since, until, shift, members in entry["spans"]:
                days = ordinal(since, unknown=ALWAYS), ordinal(until, unknown=STILL)
                stays[place] += [Stay(person_of[member], *days, shift, member) for member in members]
    meetings = [
        (key, person_of[one], person_of[other], ordinal(since, unknown=ALWAYS), ordinal(until, unknown=STILL))
        for key, _, since, until, one, other in answer["meetings"]
        if other in person_of
    ]
    return Whereabouts(stays=dict(stays), meetings=meetings)


def _chain(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (setting, key) of a group and of the larger ones that its members count in; a village carries nobody."""
    yield entry["setting"], entry["key"]
    for key, setting in ((entry["larger"], entry["larger_setting"]), (entry["largest"], entry["largest_setting"])):
        if key is not None and setting != "village":
            yield setting, key


def links(view: View, found: Outbreak, where: Whereabouts) -> list[Link]:
    """Return all links between the cases, ordered by the keys of both."""
    settings = view.rules.counted(1)
    apart = view.rules.by_shift
    by_person: dict[str, list[Infected]] = defaultdict(list)
    for case in found.cases:
        by_person[case.person].append(case)
    shared: dict[tuple[str, str], dict[tuple[str, str], list[Span]]] = defaultdict(lambda: defaultdict(list))
    for place, stays in where.stays.items():
        if place[0] in settings:
            for source, target, span in _meetings(stays, by_person, by_shift=place[0] in apart):
                shared[source, target][place].append(span)
    for key, one, other, first, last in where.meetings if "met" in settings else ():
        stays = [Stay(one, first, last, None), Stay(other, first, last, None)]
        for source, target, span in _meetings(stays, by_person, by_shift=False):
            shared[source, target]["met", key].append(span)
    return [
        Link(
            source=source,
            target=target,
            shared=tuple(
                Shared(setting=setting, group=group, days=union(spans))
                for (setting, group), spans in sorted(places.items())
            ),
        )
        for (source, target), places in sorted(shared.items())
    ]


def _meetings(
    stays: Iterable[Stay], by_person: dict[str, list[Infected]], *, by_shift: bool
) -> Iterator[tuple[str, str, Span]]:
    """Yield (source, target, days) of cases in one place: infectious days of one, days of infection of the other."""
    infectious: list[tuple[Infected, Span, str | None]] = []
    exposed: list[tuple[Infected, Span, str | None]] = []
    for stay in stays:
        shift = stay.shift if by_shift else None
        for case in by_person[stay.person]:
            for kind, span in ((infectious, case.window), (exposed, case.infection)):
                if span is not None and (there := overlap((stay.first, stay.last), span)):
                    kind.append((case, there, shift))
    for source, window, shift in infectious:
        for target, infection, theirs in exposed:
            together = shift is None or theirs is None or shift == theirs
            if target.person != source.person and together and (days := overlap(window, infection)):
                yield source.key, target.key, days
