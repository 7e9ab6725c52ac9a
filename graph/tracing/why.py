"""Why somebody is on a list: the chain back to a case, with groups and days, as data and as sentences.

Of all chains the likeliest is told: at each step back the source and setting that add most to the risk, then the one
of the earliest day. All reasons of the person stand beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.database import Database, Transaction
from graph.people import brief, cards
from graph.search import meant
from graph.tracing.asking import question_of
from graph.tracing.days import Days, Span, count, iso
from graph.tracing.document import trace_question_of
from graph.tracing.question import Asked, Question
from graph.tracing.sentences import link_sentence, no_contact_sentence
from graph.tracing.steady import read_steadily
from graph.tracing.trace import Contact, Trace, trace


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a chain: the source and the person shared a setting on these days."""

    source: str
    person: str
    setting: str
    group: str
    days: Days
    risk: float


def chain(found: Trace, question: Question, person: str) -> list[Link]:
    """Return the likeliest chain from a case to a person (known by the smallest key), case first; [] for no contact."""
    by_person = {contact.person: contact for contact in found.contacts}
    links: list[Link] = []
    while person in by_person:
        link = _likeliest(by_person[person], by_person, question)
        links.append(link)
        person = link.source
    return links[::-1]


def _likeliest(contact: Contact, by_person: Mapping[str, Contact], question: Question) -> Link:
    found = []
    for meeting in contact.meetings:
        rate = question.rules.settings[meeting.setting].daily_rate
        for source, days in meeting.by_source.items():
            score = (by_person[source].score or 0.0) if source in by_person else 1.0
            added = 1 - (1 - score * rate) ** count(days)
            found.append(Link(source, contact.person, meeting.setting, meeting.group, days, added))
    return min(found, key=lambda link: (-link.risk, link.days[0][0], link.source, link.setting, link.group))


def why(database: Database, asked: Asked, who: str, *, own_rules: Path | None = None) -> dict[str, Any]:
    """Return why a person is on the list of a trace, or that he or she is not. Raises as the trace does."""

    def work(transaction: Transaction, _: int) -> dict[str, Any]:
        question = question_of(transaction, asked, own_rules=own_rules)
        record = meant(transaction, who, day=question.as_of, company=asked.company)
        return _document(transaction, question, trace(transaction, question), record)

    return read_steadily(database, work)


def _document(transaction: Transaction, question: Question, found: Trace, record: str) -> dict[str, Any]:
    contact = next((c for c in found.contacts if record == c.shown or record in c.same_as), None)
    links = chain(found, question, contact.person) if contact else []
    windows = _windows(question, found)
    shown = [found.shown[link.source] for link in links] + [contact.shown if contact else record]
    cases = {case.record for case in question.cases}
    known = cards(transaction, {*shown, *cases}, day=question.as_of, known_at=question.known_at)
    people = {key: card.to_document() for key, card in known.items()}
    groups = transaction.one(
        "tracing/names", people=[], groups=sorted({link.group for link in links if link.setting != "met"})
    )["groups"]
    names = {**dict(groups), **found.occasions}
    steps = [_link(link, found, names, people) for link in links]
    sentences = [link_sentence(step, level) for level, step in enumerate(steps, start=1)]
    if contact is None:
        sentences = [no_contact_sentence(people[record], is_case=record in _case_records(question, found))]
    start = links[0].source if links else None
    return {
        "question": trace_question_of(question, found, {key: people[key] for key in cases}),
        "rules": question.rules.id,
        "person": people[contact.shown if contact else record],
        "level": contact.level if contact else None,
        "grade": contact.grade if contact else None,
        "score": contact.score if contact else None,
        "case": None if start is None else {"person": people[found.shown[start]], "window": windows.get(start)},
        "chain": steps,
        "sentences": {lang: [sentence[lang] for sentence in sentences] for lang in ("vi", "en")},
    }


def _case_records(question: Question, found: Trace) -> set[str]:
    return {case.record for case in question.cases} | {found.shown.get(case.record, "") for case in question.cases}


def _windows(question: Question, found: Trace) -> dict[str, dict[str, str | None]]:
    """Return the windows of the cases by person: of several of one person, the span from first to last."""
    by_shown = {shown: person for person, shown in found.shown.items()}
    spans: dict[str, Span] = {}
    for case, window in zip(question.cases, found.windows, strict=True):
        person = case.record if case.record in found.shown else by_shown.get(case.record, case.record)
        if window is not None:
            before = spans.get(person, window)
            spans[person] = (min(before[0], window[0]), max(before[1], window[1]))
    return {person: {"from": iso(first), "to": iso(last)} for person, (first, last) in spans.items()}


def _link(link: Link, found: Trace, names: Mapping[str, str], people: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "source": brief(people[found.shown[link.source]]),
        "person": brief(people[found.shown[link.person]]),
        "setting": link.setting,
        "group": {"key": link.group, "name": names[link.group]},
        "from": iso(link.days[0][0]),
        "to": iso(link.days[-1][1]),
        "days": count(link.days),
        "spans": [{"from": iso(first), "to": iso(last)} for first, last in link.days],
        "risk": round(link.risk, 4),
    }
