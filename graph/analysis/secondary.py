"""Secondary attack rates: of those who shared a setting with a case, how many fell ill of it.

The contacts of a setting are the people who were in a group of it on infectious days of a case other than themselves,
the settings being those that the rule set counts at level 1. Declared meetings are left out: who was met is told mostly
of those who then fell ill. A contact is infected where an own case began at least two days after a shared day and
within the longest incubation after it. Nothing is said of who had fallen ill before the first shared day could tell
(they are left out), nor of anybody, ill or not, whose incubation is not over (pending): the ill are known sooner, and
counting them alone would make every rate of an outbreak that goes on a hundred per cent. One contact of several
settings counts in each.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph.analysis.infected import Outbreak, View
from graph.analysis.intervals import AttackRate
from graph.analysis.links import Whereabouts
from graph.database import Transaction
from graph.tracing.days import Days, Span, overlap, union
from graph.tracing.expand import Group, Meeting, meetings
from graph.tracing.incubation import SHORTEST, longest_incubation
from graph.tracing.trace import members


@dataclass(frozen=True, slots=True, kw_only=True)
class Secondary:
    """The rates by setting, and of how many contacts nothing can be said yet or any more."""

    rates: list[AttackRate]
    pending: int
    ill_before: int


def secondary(transaction: Transaction, view: View, found: Outbreak, where: Whereabouts) -> Secondary:
    """Return the secondary attack rates of a view's cases by setting, over all people."""
    shared = _shared(transaction, view, found, where)
    anchors: dict[str, list[int]] = defaultdict(list)
    for case in found.cases:
        anchors[case.person].append(case.anchor)
    outcomes: dict[str, dict[str, bool]] = {}
    pending = before = 0
    for person, by_setting in shared.items():
        everything = union(span for spans in by_setting.values() for span in spans)
        outcome = _outcome(everything, anchors.get(person, []), view)
        if outcome is None:
            ill = any(anchor < everything[0][0] + SHORTEST for anchor in anchors.get(person, []))
            before, pending = before + ill, pending + (not ill)
            continue
        found_ill = {
            setting: _outcome(union(spans), anchors.get(person, []), view) for setting, spans in by_setting.items()
        }
        outcomes[person] = {setting: ill for setting, ill in found_ill.items() if ill is not None}
    return Secondary(rates=_rates(outcomes), pending=pending, ill_before=before)


def _shared(
    transaction: Transaction, view: View, found: Outbreak, where: Whereabouts
) -> dict[str, dict[str, list[Span]]]:
    """Return the days that people shared with cases, by person and setting."""
    groups = _groups(view, found, where)
    answer = members(transaction, groups, view.known_at)
    found.people.learn(transaction, {record for entry in answer for record in entry["marked"]})
    by_key = {group.key: group for group in groups}
    shared: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for entry in answer:
        for meeting, records in meetings(by_key[entry["key"]], entry["spans"]):
            for person in {found.people.person(record) for record in records}:
                if days := _with_others(meeting, person):
                    shared[person][meeting.setting] += days
    return shared


def _groups(view: View, found: Outbreak, where: Whereabouts) -> list[Group]:
    """Return the groups in which cases were on days of their windows."""
    settings = view.rules.counted(1) - {"met"}
    apart = view.rules.by_shift
    windows: dict[str, list[Span]] = defaultdict(list)
    for case in found.cases:
        if case.window is not None:
            windows[case.person].append(case.window)
    groups: list[Group] = []
    for (setting, key), stays in where.stays.items():
        group = Group(key, setting, setting in apart)
        for stay in stays if setting in settings else ():
            for window in windows[stay.person]:
                if days := overlap((stay.first, stay.last), window):
                    group.add(days, stay.shift, stay.person)
        if group.sources:
            groups.append(group)
    return groups


def _with_others(meeting: Meeting, person: str) -> Days:
    """Return the days shared with cases other than oneself."""
    if person not in meeting.by_source:
        return meeting.days
    return union(span for source, days in meeting.by_source.items() if source != person for span in days)


def _outcome(days: Days, anchors: Iterable[int], view: View) -> bool | None:
    """Tell whether an exposure led to illness; None where that is not known yet, or illness came before."""
    longest = longest_incubation(view.disease)
    over = days[-1][1] + longest < view.as_of.toordinal()
    for anchor in anchors:
        if any(first <= anchor - SHORTEST and last >= anchor - longest for first, last in days):
            return True if over else None
    if any(anchor < days[0][0] + SHORTEST for anchor in anchors):
        return None
    return False if over else None


def _rates(outcomes: dict[str, dict[str, bool]]) -> list[AttackRate]:
    """Return the rate of each setting, against the contacts of other settings only."""
    people: dict[str, int] = defaultdict(int)
    cases: dict[str, int] = defaultdict(int)
    for by_setting in outcomes.values():
        for setting, ill in by_setting.items():
            people[setting] += 1
            cases[setting] += ill
    everyone = sum(bool(by_setting) for by_setting in outcomes.values())
    ill_of_any = {person: any(by_setting.values()) for person, by_setting in outcomes.items()}
    rates = []
    for setting, number in people.items():
        elsewhere = [person for person, by_setting in outcomes.items() if by_setting and setting not in by_setting]
        rates.append(
            AttackRate(
                value=setting,
                cases=cases[setting],
                people=number,
                other_cases=sum(ill_of_any[person] for person in elsewhere),
                others=everyone - number,
            )
        )
    return rates
