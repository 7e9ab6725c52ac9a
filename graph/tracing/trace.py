"""The trace: from cases, level by level, to everyone who shared a setting with them on days that count.

Each level asks the graph twice: for the groups and days of those who lead on, and for the members of those groups
whose days meet them. Then it is seen who is new. shared/tracing.md defines it; every rule here is one of its sentences.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from graph.database import Transaction
from graph.tracing.days import Days, Span, count, ordinal, union
from graph.tracing.expand import Group, Meeting, meetings, merged, risk, source_groups
from graph.tracing.people import Employment, People, employment, representative
from graph.tracing.rules import RuleSet
from graph.tracing.windows import CaseDates, case_window, contact_window


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedCase:
    """A case that the trace names: the record it is registered on and its dates. ``key`` is None for an ad hoc one."""

    key: str | None
    record: str
    dates: CaseDates


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: which cases, by which rules, seen from which day, as known at which moment."""

    cases: tuple[TracedCase, ...]
    rules: RuleSet
    as_of: date
    known_at: datetime | None = None
    depth: int | None = None
    settings: frozenset[str] | None = None

    @property
    def levels(self) -> int:
        """The depth that holds: the rule set's, or the smaller one asked for."""
        return min(self.rules.max_level, self.depth or self.rules.max_level)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One contact. ``person`` is known by the smallest key of the records, ``shown`` is the record that lists show."""

    person: str
    shown: str
    same_as: tuple[str, ...]
    level: int
    grade: str | None
    score: float | None
    days: Days
    meetings: tuple[Meeting, ...]
    case: dict[str, Any] | None
    place: Employment | None

    @property
    def settings(self) -> set[str]:
        """The settings shared, each once."""
        return {meeting.setting for meeting in self.meetings}

    @property
    def exposure_days(self) -> int:
        """The number of distinct days shared."""
        return count(self.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """The answer: the cases with their windows, and all contacts in the order of the list."""

    depth: int
    windows: tuple[Span | None, ...]
    contacts: tuple[Contact, ...]
    shown: Mapping[str, str]
    places: Mapping[str, Employment]


@dataclass(slots=True)
class _Found:
    """A person reached at some level, before it is known how lists show the person."""

    level: int
    grade: str | None
    score: float
    days: Days
    meetings: list[Meeting]


@dataclass(slots=True)
class _Search:
    """What is known while levels are added: everyone reached, and who leads on with which windows."""

    transaction: Transaction
    question: Question
    people: People = field(default_factory=People)
    reached: dict[str, _Found] = field(default_factory=dict)
    cases: set[str] = field(default_factory=set)
    leading: dict[str, Days] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=dict)


def trace(transaction: Transaction, question: Question) -> Trace:
    """Answer a question. Raises Invalid where a case has no date to start from."""
    search = _Search(transaction, question)
    windows = _start(search)
    for level in range(1, question.levels + 1):
        if not search.leading:
            break
        _add_level(search, level)
    return _answer(search, windows)


def present(transaction: Transaction, group: Group, *, as_of: date, known_at: datetime | None) -> Trace:
    """List who was in a group on the days of its single span: a shared meal or an accident needs no case.

    Level 1, no sources, grade and score None (shared/tracing.md, "Rule sets to ship").
    """
    people, found = People(), defaultdict(list)
    answer = _members(transaction, [group], known_at)[0]
    people.learn(transaction, answer["marked"])
    first, last = group.hull()
    for since, until, _, members in answer["spans"]:
        days = union([(max(ordinal(since, unknown=first), first), min(ordinal(until, unknown=last), last))])
        for record in members:
            found[people.person(record)].append(Meeting(group.setting, group.key, {"": days}))
    reached = {}
    for person, spells in found.items():
        shared = tuple(merged(spells))
        reached[person] = _Found(1, None, 0.0, shared[0].days, list(shared))
    shown, places = _shown(transaction, people, reached, as_of=as_of, known_at=known_at)
    contacts = [
        Contact(
            person=person,
            shown=shown[person],
            same_as=tuple(key for key in people.records(person) if key != shown[person]),
            level=1,
            grade=None,
            score=None,
            days=one.days,
            meetings=tuple(one.meetings),
            case=None,
            place=places.get(shown[person]),
        )
        for person, one in reached.items()
    ]
    return Trace(
        depth=1,
        windows=(),
        contacts=tuple(sorted(contacts, key=lambda contact: contact.shown)),
        shown=shown,
        places=places,
    )


def _start(search: _Search) -> tuple[Span | None, ...]:
    """Level 0: the named cases and their windows."""
    question = search.question
    search.people.learn(search.transaction, {case.record for case in question.cases})
    windows = tuple(case_window(case.dates, rules=question.rules, as_of=question.as_of) for case in question.cases)
    spans: dict[str, list[Span]] = defaultdict(list)
    for case, window in zip(question.cases, windows, strict=True):
        person = search.people.person(case.record)
        search.cases.add(person)
        search.scores[person] = 1.0
        if window is not None:
            spans[person].append(window)
    search.leading = {person: union(found) for person, found in spans.items()}
    return windows


def _add_level(search: _Search, level: int) -> None:
    """Find everyone who shared a counted setting with those who lead on, and see who of them is new."""
    question, people = search.question, search.people
    settings = question.rules.counted(level, only=question.settings)
    person_of = {record: person for person in search.leading for record in people.records(person)}
    answer = search.transaction.one("tracing/memberships", people=sorted(person_of), known_at=question.known_at)[
        "groups"
    ]
    groups = source_groups(answer, settings=settings, windows=search.leading, person=person_of)
    met = _met(search, groups)
    rates = {setting: rule.daily_rate for setting, rule in question.rules.settings.items()}
    scores = search.scores
    search.leading, search.scores = {}, {}
    for person, found in met.items():
        shared = merged(found)
        near = any(question.rules.settings[meeting.setting].grade == "near" for meeting in shared)
        contact = _Found(
            level=level,
            grade="near" if near else "distant",
            score=risk(shared, rates=rates, scores=scores),
            days=union(span for meeting in shared for span in meeting.days),
            meetings=shared,
        )
        search.reached[person] = contact
        if near or question.rules.expand == "all":
            _lead_on(search, person, contact)


def _met(search: _Search, groups: list[Group]) -> dict[str, list[Meeting]]:
    """Return what each new person shared with the sources, by person."""
    answer = _members(search.transaction, groups, search.question.known_at)
    search.people.learn(search.transaction, {record for entry in answer for record in entry["marked"]})
    by_key = {group.key: group for group in groups}
    met: dict[str, list[Meeting]] = defaultdict(list)
    for entry in answer:
        for meeting, records in meetings(by_key[entry["key"]], entry["spans"]):
            for record in records:
                person = search.people.person(record)
                if person not in search.reached and person not in search.cases:
                    met[person].append(meeting)
    return met


def _members(transaction: Transaction, groups: list[Group], known_at: datetime | None) -> list[dict[str, Any]]:
    wanted = [
        {
            "key": group.key,
            "spans": [[date.fromordinal(first), date.fromordinal(last), shift] for first, last, shift in group.sources],
        }
        for group in groups
    ]
    if not wanted:
        return []
    answer: list[dict[str, Any]] = transaction.one("tracing/members", groups=wanted, known_at=known_at)["groups"]
    return answer


def _lead_on(search: _Search, person: str, contact: _Found) -> None:
    """Let a contact be a source of the next level, on the days of his or her own window.

    A case that the trace does not name is a contact in everything but its mark; the day on which it was isolated is
    still a day of isolation.
    """
    question = search.question
    isolations = [
        ordinal(case["isolated"], unknown=0)
        for case in search.people.cases(person)
        if case["disease"] == question.rules.disease and case["isolated"] is not None
    ]
    window = contact_window(contact.days[0][0], isolations, rules=question.rules, as_of=question.as_of)
    if window is not None:
        search.leading[person] = (window,)
        search.scores[person] = contact.score


def _shown(
    transaction: Transaction, people: People, reached: Iterable[str], *, as_of: date, known_at: datetime | None
) -> tuple[dict[str, str], dict[str, Employment]]:
    """Return the record by which each person is shown, and where every record works on the day."""
    records = {person: people.records(person) for person in reached}
    work = employment(
        transaction, {record for some in records.values() for record in some}, day=as_of, known_at=known_at
    )
    joined = [record for some in records.values() if len(some) > 1 for record in some]
    latest: dict[str, int] = {}
    if joined:
        rows = transaction.one("tracing/memberships", people=sorted(joined), known_at=known_at)["groups"]
        for entry in rows:
            for since, _, _, members in entry["spans"] if entry["setting"] in ("team", "workshop", "company") else ():
                for record in members:
                    latest[record] = max(latest.get(record, -1), ordinal(since, unknown=0))
    return {person: representative(some, work, latest) for person, some in records.items()}, work


def _answer(search: _Search, windows: tuple[Span | None, ...]) -> Trace:
    """Put the contacts in the order of the list: by level, grade, score as shown, key."""
    question, people = search.question, search.people
    shown, places = _shown(
        search.transaction,
        people,
        [*search.cases, *search.reached],
        as_of=question.as_of,
        known_at=question.known_at,
    )
    contacts = [
        Contact(
            person=person,
            shown=shown[person],
            same_as=tuple(key for key in people.records(person) if key != shown[person]),
            level=found.level,
            grade=found.grade,
            score=round(found.score, 4),
            days=found.days,
            meetings=tuple(found.meetings),
            case=next((c for c in people.cases(person) if c["disease"] == question.rules.disease), None),
            place=places.get(shown[person]),
        )
        for person, found in search.reached.items()
    ]
    contacts.sort(key=lambda c: (c.level, c.grade != "near", -(c.score or 0.0), c.shown))
    return Trace(
        depth=question.levels,
        windows=windows,
        contacts=tuple(contacts),
        shown=shown,
        places=places,
    )
