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
from graph.tracing.chances import Exposed, chances
from graph.tracing.days import ALWAYS, STILL, Days, Span, count, hull, ordinal, union, within
from graph.tracing.expand import Group, Meeting, Part, meetings, merged, parts, risk, source_groups
from graph.tracing.people import People, shown_records
from graph.tracing.question import Question
from graph.tracing.windows import case_window, contact_window


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One contact. ``person`` is known by the smallest key of the records, ``shown`` is the record that lists show.

    ``parts`` is what each setting adds to the score; ``nearest`` are the cases from which the shortest chains come, as
    places in the question's cases. ``chance`` is that of being infected, where the order asks for it.
    """

    person: str
    shown: str
    same_as: tuple[str, ...]
    level: int
    grade: str | None
    score: float | None
    days: Days
    meetings: tuple[Meeting, ...]
    parts: tuple[Part, ...]
    nearest: tuple[int, ...]
    chance: float | None = None
    case: dict[str, Any] | None

    @property
    def records(self) -> tuple[str, ...]:
        """All records of the person, the one shown first."""
        return (self.shown, *self.same_as)

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
    occasions: Mapping[str, str] = field(default_factory=dict)  #: names of declared meetings by key


@dataclass(slots=True)
class _Found:
    """A person reached at some level, before it is known how lists show the person."""

    level: int
    grade: str | None
    score: float
    days: Days
    meetings: list[Meeting]
    parts: tuple[Part, ...] = ()
    nearest: int = 0
    among: list[Meeting] = field(default_factory=list)  #: with others of the level, where the order asks for it


@dataclass(slots=True)
class _Search:
    """What is known while levels are added: everyone reached, and who leads on with which windows."""

    transaction: Transaction
    question: Question
    people: People
    reached: dict[str, _Found] = field(default_factory=dict)
    cases: set[str] = field(default_factory=set)
    leading: dict[str, Days] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=dict)
    nearest: dict[str, int] = field(default_factory=dict)  #: of who leads on: the nearest cases, a bit each
    occasions: dict[str, str] = field(default_factory=dict)


def trace(transaction: Transaction, question: Question) -> Trace:
    """Answer a question. Raises Invalid where a case has no date to start from."""
    search = _Search(transaction, question, People(known_at=question.known_at))
    windows = _start(search)
    for level in range(1, question.levels + 1):
        if not search.leading:
            break
        _add_level(search, level)
    return _answer(search, windows)


def _start(search: _Search) -> tuple[Span | None, ...]:
    """Level 0: the named cases and their windows."""
    question = search.question
    search.people.learn(search.transaction, {case.record for case in question.cases})
    windows = tuple(
        case_window(
            case.dates,
            rules=question.rules,
            as_of=question.as_of,
            isolations=search.people.isolations(search.people.person(case.record)),
        )
        for case in question.cases
    )
    spans: dict[str, list[Span]] = defaultdict(list)
    for place, (case, window) in enumerate(zip(question.cases, windows, strict=True)):
        person = search.people.person(case.record)
        search.cases.add(person)
        search.scores[person] = 1.0
        if window is not None:
            spans[person].append(window)
            search.nearest[person] = search.nearest.get(person, 0) | 1 << place
    search.leading = {person: union(found) for person, found in spans.items()}
    return windows


def _add_level(search: _Search, level: int) -> None:
    """Find everyone who shared a counted setting with those who lead on, and see who of them is new."""
    rules = search.question.rules
    met = _met(search, level)
    rates = rules.rates
    scores, nearest = search.scores, search.nearest
    search.leading, search.scores, search.nearest = {}, {}, {}
    chains: dict[int, int] = {}
    for person, found in met.items():
        shared = merged(found)
        near = any(rules.settings[meeting.setting].grade == "near" for meeting in shared)
        added = parts(shared, rates=rates, scores=scores)
        contact = _Found(
            level=level,
            grade="near" if near else "distant",
            score=risk(added),
            days=union(span for meeting in shared for span in meeting.days),
            meetings=shared,
            parts=added,
            nearest=_nearest(found, nearest, chains),
        )
        search.reached[person] = contact
        if near or rules.expand == "all":
            _lead_on(search, person, contact)


def _nearest(found: Iterable[Meeting], nearest: Mapping[str, int], chains: dict[int, int]) -> int:
    """Return the cases from which the sources of meetings descend; what a shared meeting says is worked out once."""
    cases = 0
    for meeting in found:
        if (known := chains.get(id(meeting))) is None:
            known = 0
            for source in meeting.by_source:
                known |= nearest[source]
            chains[id(meeting)] = known
        cases |= known
    return cases


def _met(search: _Search, level: int) -> dict[str, list[Meeting]]:
    """Return what each new person shared with the sources, by person."""
    question, people = search.question, search.people
    settings = question.rules.counted(level, only=question.settings)
    person_of = {record: person for person in search.leading for record in people.records(person)}
    sources, known_at = sorted(person_of), question.known_at
    first, last = (date.fromordinal(day) for day in hull(span for days in search.leading.values() for span in days))
    answer = search.transaction.one("tracing/memberships", people=sources, first=first, last=last, known_at=known_at)
    groups = source_groups(
        answer["groups"],
        settings=settings,
        windows=search.leading,
        person=person_of,
        by_shift=question.rules.by_shift,
    )
    found = members(search.transaction, groups, known_at)
    declared = _declared(search, answer["meetings"], person_of) if "met" in settings else []
    people.learn(
        search.transaction,
        {record for entry in found for record in entry["marked"]} | {record for record, _ in declared},
    )
    by_key = {group.key: group for group in groups}
    met: dict[str, list[Meeting]] = defaultdict(list)
    for entry in found:
        for meeting, records in meetings(by_key[entry["key"]], entry["spans"]):
            for record in records:
                _note(search, met, people.person(record), meeting, level)
    for record, meeting in declared:
        _note(search, met, people.person(record), meeting, level)
    return met


def _note(search: _Search, met: dict[str, list[Meeting]], person: str, meeting: Meeting, level: int) -> None:
    """Keep what a new person shared with the sources, and what one of the sources' own level did."""
    if person in search.cases:
        return
    if (known := search.reached.get(person)) is None:
        met[person].append(meeting)
    elif search.question.order == "chance" and known.level == level - 1:
        known.among.append(meeting)


def _declared(
    search: _Search, declared: Iterable[list[Any]], person_of: Mapping[str, str]
) -> list[tuple[str, Meeting]]:
    """Return the declared meetings with the sources on days of their windows, each with the record that was met."""
    found = []
    for key, occasion, since, until, source, other in declared:
        person = person_of[source]
        span = (ordinal(since, unknown=ALWAYS), ordinal(until, unknown=STILL))
        if days := within(search.leading[person], *span):
            search.occasions[key] = occasion or ""
            found.append((other, Meeting("met", key, {person: days})))
    return found


def members(transaction: Transaction, groups: list[Group], known_at: datetime | None) -> list[dict[str, Any]]:
    """Return who was in each group on the days of its sources: the answer of tracing/members."""
    wanted = [group.wanted() for group in groups]
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
    isolations = search.people.isolations(person) + [
        (ordinal(case["isolated"], unknown=ALWAYS), STILL)
        for case in search.people.cases(person, question.marked)
        if case["isolated"] is not None
    ]
    window = contact_window(contact.days[0][0], isolations, rules=question.rules, as_of=question.as_of)
    if window is not None:
        search.leading[person] = (window,)
        search.scores[person] = contact.score
        search.nearest[person] = contact.nearest


def _answer(search: _Search, windows: tuple[Span | None, ...]) -> Trace:
    """Put the contacts in the order of the list: by level, grade, score as shown, key."""
    question, people = search.question, search.people
    shown = shown_records(
        search.transaction,
        people,
        [*search.cases, *search.reached],
        as_of=question.as_of,
        known_at=question.known_at,
    )
    likely = _chances(search) if question.order == "chance" else {}
    chains: dict[int, tuple[int, ...]] = {}  # most contacts share their nearest cases with many others
    contacts = [
        Contact(
            person=person,
            shown=shown[person],
            same_as=people.others(person, shown[person]),
            level=found.level,
            grade=found.grade,
            score=round(found.score, 4),
            days=found.days,
            meetings=tuple(found.meetings),
            parts=found.parts,
            nearest=chains.get(found.nearest) or chains.setdefault(found.nearest, _places(found.nearest)),
            chance=round(likely[person], 4) if likely else None,
            case=next(iter(people.cases(person, question.marked)), None),
        )
        for person, found in search.reached.items()
    ]
    if likely:
        contacts.sort(key=lambda c: (-(c.chance or 0.0), c.shown))
    else:
        contacts.sort(key=lambda c: (c.level, c.grade != "near", -(c.score or 0.0), c.shown))
    return Trace(
        depth=question.levels,
        windows=windows,
        contacts=tuple(contacts),
        shown=shown,
        occasions=search.occasions,
    )


def _chances(search: _Search) -> dict[str, float]:
    exposed = {
        person: Exposed(level=found.level, days=found.days, meetings=found.meetings, among=merged(found.among))
        for person, found in search.reached.items()
    }
    rates = search.question.rules.rates
    return chances(exposed, rates=rates)


def _places(nearest: int) -> tuple[int, ...]:
    """Return the places of the cases of whom each is a bit."""
    return tuple(place for place in range(nearest.bit_length()) if nearest >> place & 1)
