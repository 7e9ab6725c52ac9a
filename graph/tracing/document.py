"""The trace's document, as shared/interfaces.md fixes it: question, counts, a page of contacts, what is missing."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from graph.database import Transaction
from graph.follow_up.status import statuses
from graph.people import Card, brief, cards, case_document, iso_day
from graph.tracing.days import Span, count, iso, ordinal
from graph.tracing.employment import Employment, employment
from graph.tracing.expand import Meeting, Part
from graph.tracing.question import Question
from graph.tracing.sentences import group_question, trace_question
from graph.tracing.trace import Contact, Trace

#: How complete and how old what is known of companies is, by key.
Missing = Callable[[Sequence[str]], Mapping[str, dict[str, Any]]]
#: A reason names at most this many sources; ``with_total`` counts all.
NAMED_SOURCES = 5


def trace_document(
    transaction: Transaction,
    question: Question,
    found: Trace,
    *,
    limit: int,
    offset: int,
    missing: Missing | None = None,
) -> dict[str, Any]:
    """Return the document of a trace with one page of its contacts. ``missing`` tells how complete companies are."""
    places = _places(transaction, question, found)
    by_key = _cards(transaction, question, found.contacts[offset : offset + limit], places)
    cases: list[dict[str, Any]] = [
        {
            "key": case.key,
            "person": brief(by_key[case.record].to_document()),
            "window": _window(window),
        }
        for case, window in zip(question.cases, found.windows, strict=True)
    ]
    return {
        "question": trace_question(question, [case["person"] for case in cases], found.windows),
        "rules": question.rules.id,
        "as_of": question.as_of.isoformat(),
        "depth": found.depth,
        "order": question.order,
        "cases": cases,
        **_body(transaction, question, found, places, by_key, limit=limit, offset=offset, missing=missing),
    }


def trace_question_of(question: Question, found: Trace, people: Mapping[str, Any]) -> dict[str, str]:
    """Return a trace's question in words; ``people`` holds the cases' persons by record."""
    return trace_question(question, [people[case.record] for case in question.cases], found.windows)


def group_document(
    transaction: Transaction,
    question: Question,
    found: Trace,
    *,
    group: dict[str, Any],
    days: Span,
    limit: int,
    offset: int,
) -> dict[str, Any]:
    """Return the document of a list of who was in a group: no case, level 1."""
    places = _places(transaction, question, found)
    by_key = _cards(transaction, question, found.contacts[offset : offset + limit], places)
    return {
        "question": group_question(group["name"], days),
        "rules": question.rules.id,
        "as_of": question.as_of.isoformat(),
        "depth": 1,
        "cases": [],
        **_body(transaction, question, found, places, by_key, limit=limit, offset=offset),
    }


def _body(
    transaction: Transaction,
    question: Question,
    found: Trace,
    places: Mapping[str, Employment],
    by_key: Mapping[str, Card],
    *,
    limit: int,
    offset: int,
    missing: Missing | None = None,
) -> dict[str, Any]:
    return {
        "counts": counts(found.contacts, places),
        "total": len(found.contacts),
        "limit": limit,
        "offset": offset,
        "contacts": _page(transaction, question, found, found.contacts[offset : offset + limit], by_key),
        "missing": _missing(question, places, missing or missing_of(transaction, question)),
    }


def counts(contacts: Iterable[Contact], places: Mapping[str, Employment]) -> dict[str, Any]:
    """Count contacts by level, grade, setting, company and workshop; a contact counts once under each setting."""
    levels: Counter[str] = Counter()
    grades: Counter[str] = Counter()
    settings: Counter[str] = Counter()
    companies: dict[str, Counter[str]] = defaultdict(Counter)
    workshops: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    names: dict[str, str] = {}
    for contact in contacts:
        level = str(contact.level)
        levels[level] += 1
        if contact.grade:
            grades[contact.grade] += 1
        settings.update(contact.settings)
        place = places[contact.shown]
        if place.company is None:
            continue
        names[place.company] = place.company_name or place.company
        companies[place.company][level] += 1
        if place.workshop is not None:
            names[place.workshop] = place.workshop_name or place.workshop
            workshops[place.company, place.workshop][level] += 1
    return {
        "levels": dict(sorted(levels.items())),
        "grades": {grade: grades[grade] for grade in ("near", "distant") if grades[grade]},
        "settings": dict(sorted(settings.items())),
        "companies": [
            {"company": names[key], "levels": dict(sorted(by_level.items()))}
            for key, by_level in sorted(companies.items(), key=lambda item: (-item[1].total(), item[0]))
        ],
        "workshops": [
            {"company": names[company], "workshop": names[workshop], "levels": dict(sorted(by_level.items()))}
            for (company, workshop), by_level in sorted(workshops.items(), key=lambda i: (-i[1].total(), i[0]))
        ],
    }


def _places(transaction: Transaction, question: Question, found: Trace) -> dict[str, Employment]:
    """Return where the cases and contacts work on the day."""
    records = {case.record for case in question.cases} | {contact.shown for contact in found.contacts}
    return employment(transaction, records | {*found.shown.values()}, day=question.as_of, known_at=question.known_at)


def _cards(
    transaction: Transaction, question: Question, page: Sequence[Contact], places: Mapping[str, Employment]
) -> dict[str, Card]:
    """Return the cards of the cases and of a page's contacts."""
    shown = {contact.shown: contact.records for contact in page}
    people = {*shown, *(case.record for case in question.cases)}
    return cards(transaction, people, day=question.as_of, known_at=question.known_at, same_as=shown, places=places)


def _page(
    transaction: Transaction, question: Question, found: Trace, page: Sequence[Contact], by_key: Mapping[str, Card]
) -> list[dict[str, Any]]:
    named: dict[int, list[str]] = {}
    sources: dict[str, str] = {}
    groups: set[str] = set()
    for meeting in {id(m): m for contact in page for m in contact.meetings}.values():
        first = [] if "" in meeting.by_source else meeting.named_sources(found.shown, NAMED_SOURCES)
        named[id(meeting)] = first
        sources |= {found.shown[source]: found.shown[source] for source in first}
        if meeting.setting != "met":
            groups.add(meeting.group)
    followed = statuses(transaction, question, page)
    cases = {question.cases[place].record for contact in page for place in contact.nearest[:NAMED_SOURCES]}
    answer = transaction.one("tracing/names", people=sorted({*sources, *cases}), groups=sorted(groups))
    names, group_names = dict(answer["people"]), {**dict(answer["groups"]), **found.occasions}

    def reason(meeting: Meeting) -> dict[str, Any]:
        first = [found.shown[source] for source in named[id(meeting)]]
        return {
            "setting": meeting.setting,
            "group": {"key": meeting.group, "name": group_names[meeting.group]},
            "with": [{"key": key, "name": names[key]} for key in first],
            "with_total": 0 if "" in meeting.by_source else len(meeting.by_source),
            "from": iso(meeting.days[0][0]),
            "to": iso(meeting.days[-1][1]),
            "days": count(meeting.days),
        }

    return [
        {
            "level": contact.level,
            "grade": contact.grade,
            "score": contact.score,
            "chance": contact.chance,
            "score_parts": [_part(part) for part in contact.parts],
            "nearest_cases": [_nearest(question, place, names) for place in contact.nearest[:NAMED_SOURCES]],
            "nearest_total": len(contact.nearest),
            "person": by_key[contact.shown].to_document(),
            "case": None if contact.case is None else case_document(contact.case),
            "first_exposure": iso(contact.days[0][0]),
            "last_exposure": iso(contact.days[-1][1]),
            "exposure_days": contact.exposure_days,
            "follow_up": followed[contact.shown].to_document() if contact.shown in followed else None,
            "reasons": [reason(meeting) for meeting in sorted(contact.meetings, key=_reason_order)],
        }
        for contact in page
    ]


def _part(part: Part) -> dict[str, Any]:
    """Return what a setting adds to a score; ``days`` are summed over the sources."""
    return {
        "setting": part.setting,
        "sources": part.sources,
        "days": part.days,
        "daily_rate": part.daily_rate,
        "risk": round(part.risk, 4),
    }


def _nearest(question: Question, place: int, names: Mapping[str, str]) -> dict[str, Any]:
    case = question.cases[place]
    return {"key": case.key, "person": {"key": case.record, "name": names[case.record]}}


_SETTING_ORDER = ("room", "team", "vehicle", "met", "house", "workshop", "company")


def _reason_order(meeting: Meeting) -> tuple[int, str]:
    return (_SETTING_ORDER.index(meeting.setting), meeting.group)


def _window(window: Span | None) -> dict[str, str | None] | None:
    return None if window is None else {"from": iso(window[0]), "to": iso(window[1])}


def missing_of(transaction: Transaction, question: Question) -> Missing:
    """Return a way to ask how complete companies (keys) are on the question's day."""

    def ask(keys: Sequence[str]) -> dict[str, dict[str, Any]]:
        answer = transaction.one(
            "tracing/missing", companies=sorted(keys), day=question.as_of, known_at=question.known_at
        )
        return {entry["key"]: entry for entry in answer["companies"]}

    return ask


def _missing(question: Question, places: Mapping[str, Employment], missing: Missing) -> list[dict[str, Any]]:
    """Return how complete each firm of the cases and contacts is, the least complete first."""
    keys = {place.company for place in places.values() if place.company}
    answer = missing(sorted(keys)).values()

    def completeness(entry: dict[str, Any]) -> tuple[float, str]:
        return (entry["with_residence"] / entry["workers"] if entry["workers"] else 0.0, entry["key"])

    return [
        {
            "company": entry["company"],
            "workers": entry["workers"],
            "with_residence": entry["with_residence"],
            "with_vehicle": entry["with_vehicle"],
            "last_import": iso_day(entry["last_import"]),
            "days_old": _age(question.as_of, entry["last_import"]),
        }
        for entry in sorted(answer, key=completeness)
    ]


def _age(as_of: date, last_import: Any) -> int | None:
    return None if last_import is None else as_of.toordinal() - ordinal(last_import, unknown=0)
