"""Who was in one group with a person on some days, group by group: what a neighbourhood is drawn from.

Who shares a group on which days is the trace's (shared/tracing.md, "Membership"), for every setting.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from graph.cases import find_cases
from graph.clock import today as today_in_vietnam
from graph.database import Transaction
from graph.errors import Invalid
from graph.search import meant
from graph.tracing.asking import question_of
from graph.tracing.days import ALWAYS, STILL, Days, Span, ordinal, union, within
from graph.tracing.expand import Group, meetings, source_groups
from graph.tracing.people import People
from graph.tracing.question import Asked
from graph.tracing.rules import DEFAULT_DISEASE, RuleSet, rule_set, rules_in_force
from graph.tracing.trace import members
from graph.tracing.windows import case_window

#: People drawn at most, unless more are asked for: beyond it no picture can be read.
MOST_DRAWN = 300
SETTINGS = ("room", "house", "vehicle", "team", "workshop", "company")
#: All declared meetings are folded into one node of this key and setting.
MET = "met"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAround:
    """Around whom: a worker or a case; on which days, both given, else those of the window of the case."""

    who: str
    company: str | None = None
    first: date | None = None
    last: date | None = None
    as_of: date | None = None
    known_at: datetime | None = None
    rules: str | None = None
    open: Sequence[str] = ()
    limit: int = MOST_DRAWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Centre:
    """Who is asked about: the record, the case, the days (None: an infectious window without a day), and by what."""

    record: str
    case: str | None
    window: Span | None
    rules: RuleSet
    disease: str | None
    as_of: date
    known_at: datetime | None


@dataclass(slots=True)
class Around:
    """One group: on which days the person was there, and whom he or she shared it with on which of them."""

    key: str
    setting: str
    own: Days = ()
    others: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))


def centre_of(transaction: Transaction, asked: AskedAround, people: People, own: Path | None) -> Centre:
    """Return who is meant and the days. Raises NotFound, Ambiguous and Invalid as neighbourhood does."""
    if asked.first is None and asked.last is None:
        return _by_case(transaction, asked, people, own)
    if asked.first is None or asked.last is None:
        raise Invalid(
            "Give both the first and the last day, or neither.",
            "Hãy cho cả ngày đầu và ngày cuối, hoặc không cho ngày nào.",
            field="from" if asked.first is None else "to",
        )
    if asked.first > asked.last:
        raise Invalid("The last day lies before the first.", "Ngày cuối ở trước ngày đầu.", field="to")
    day = asked.as_of or today_in_vietnam()
    _, known = find_cases(transaction, keys=[asked.who], limit=1)
    disease = known[0]["disease"] if known else DEFAULT_DISEASE
    return Centre(
        record=known[0]["person"] if known else meant(transaction, asked.who, day=day, company=asked.company),
        case=known[0]["key"] if known else None,
        window=(asked.first.toordinal(), asked.last.toordinal()),
        rules=rule_set(asked.rules, own=own) if asked.rules else rules_in_force(disease, day, own=own),
        disease=disease,
        as_of=day,
        known_at=asked.known_at,
    )


def _by_case(transaction: Transaction, asked: AskedAround, people: People, own: Path | None) -> Centre:
    question = question_of(
        transaction,
        Asked(who=[asked.who], company=asked.company, as_of=asked.as_of, known_at=asked.known_at, rules=asked.rules),
        own_rules=own,
    )
    case = question.cases[0]
    people.learn(transaction, [case.record])
    isolations = people.isolations(people.person(case.record))
    return Centre(
        record=case.record,
        case=case.key,
        window=case_window(case.dates, rules=question.rules, as_of=question.as_of, isolations=isolations),
        rules=question.rules,
        disease=question.marked,
        as_of=question.as_of,
        known_at=asked.known_at,
    )


def groups_around(
    transaction: Transaction, centre: Centre, people: People
) -> tuple[list[Around], list[tuple[str, str]]]:
    """Return the groups of the window, and which of them are parts of which."""
    if centre.window is None:
        return [], []
    person = people.person(centre.record)
    records = people.records(person)
    first, last = (date.fromordinal(day) for day in centre.window)
    answer = transaction.one(
        "tracing/memberships", people=list(records), first=first, last=last, known_at=centre.known_at
    )
    groups = source_groups(
        answer["groups"],
        settings=frozenset(SETTINGS),
        windows={person: (centre.window,)},
        person=dict.fromkeys(records, person),
        by_shift=centre.rules.by_shift,
    )
    entries = members(transaction, groups, centre.known_at)
    met = [(other, days) for *_, since, until, _, other in answer["meetings"] if (days := _met(since, until, centre))]
    people.learn(transaction, {record for entry in entries for record in entry["marked"]} | {one for one, _ in met})
    met = [(people.person(other), days) for other, days in met if people.person(other) != person]
    found = [_around(group, entries, people, person) for group in groups]
    if met:
        found.append(Around(MET, MET, own=union(span for _, days in met for span in days)))
        for other, days in met:
            found[-1].others[other] += days
    found.sort(key=lambda one: ((*SETTINGS, MET).index(one.setting), one.key))
    return found, _parts(answer["groups"], {group.key for group in groups})


def _met(since: Any, until: Any, centre: Centre) -> Days:
    """Return the days of a declared meeting that lie in the window."""
    assert centre.window is not None  # noqa: S101 - tells mypy
    return within((centre.window,), ordinal(since, unknown=ALWAYS), ordinal(until, unknown=STILL))


def _around(group: Group, entries: Iterable[Mapping[str, Any]], people: People, person: str) -> Around:
    around = Around(group.key, group.setting, own=union((first, last) for first, last, _ in group.sources))
    for entry in entries:
        if entry["key"] != group.key:
            continue
        for meeting, records in meetings(group, entry["spans"]):
            for record in records:
                if (other := people.person(record)) != person:
                    around.others[other] += meeting.days
    return around


def _parts(entries: Iterable[Mapping[str, Any]], drawn: set[str]) -> list[tuple[str, str]]:
    pairs = {
        (entry[small], entry[large]) for entry in entries for small, large in (("key", "larger"), ("larger", "largest"))
    }
    return sorted((small, large) for small, large in pairs if {small, large} <= drawn)
