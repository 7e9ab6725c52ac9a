"""From a trace, a cluster or chosen cases to the network that packs are written from."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from graph.analysis.infected import Infected, View
from graph.analysis.links import Link
from graph.case_history import DATES, dates_of
from graph.cases import find_cases
from graph.database import Transaction
from graph.exports.network import Network, NetworkContact, NetworkMembership, NetworkPerson, NetworkPlace
from graph.people import Card, cards, native_day
from graph.tracing.days import Days, Span, hull
from graph.tracing.document import trace_question_of
from graph.tracing.people import People
from graph.tracing.question import Question
from graph.tracing.trace import Contact, Trace

_NO_CASE: Mapping[str, Any] = dict.fromkeys((*DATES, "outcome"))


def trace_network(transaction: Transaction, question: Question, found: Trace) -> Network:
    """Return the network of a trace: its cases and contacts, what each shared with its sources, and all memberships."""
    joined = People(known_at=question.known_at)
    joined.learn(transaction, {case.record for case in question.cases})
    shown = {case.record: found.shown[joined.person(case.record)] for case in question.cases}
    records = {contact.shown: contact.records for contact in found.contacts}
    records |= {shown[case.record]: joined.records(joined.person(case.record)) for case in question.cases}
    wanted = {*records, *shown}
    by_key = cards(transaction, wanted, day=question.as_of, known_at=question.known_at, same_as=records)
    doses = _doses(transaction, records, question)
    registered = [case.key for case in question.cases if case.key]
    outcomes = {case["key"]: case["outcome"] for case in find_cases(transaction, keys=registered, limit=100_000)[1]}
    people: dict[str, NetworkPerson] = {}
    for case, window in zip(question.cases, found.windows, strict=True):
        said = {name: getattr(case.dates, name) for name in DATES} | {"outcome": outcomes.get(case.key)}
        card = by_key[shown[case.record]]
        people.setdefault(card.key, _person(card, doses, level=0, window=window, case=said))
    for contact in found.contacts:
        own = contact.case and {**dates_of(contact.case), "outcome": contact.case["outcome"]}
        people[contact.shown] = _person(
            by_key[contact.shown],
            doses,
            level=contact.level,
            grade=contact.grade,
            score=contact.score,
            case=own or _NO_CASE,
        )
    return Network(
        what="trace",
        question=trace_question_of(question, found, {key: card.to_document() for key, card in by_key.items()}),
        rules=question.rules.id,
        as_of=question.as_of,
        known_at=question.known_at,
        people=tuple(people.values()),
        contacts=tuple(_contacts(transaction, found)),
        **_whereabouts(
            transaction,
            {record: key for key, some in records.items() for record in some},
            _days_of(question, found),
            question.known_at,
        ),
    )


def _days_of(question: Question, found: Trace) -> Span:
    """Return the first and last day of the windows and exposures, and the day of the question."""
    spans = [(question.as_of.toordinal(), question.as_of.toordinal())]
    spans += [span for contact in found.contacts for span in contact.days]
    spans += [window for window in found.windows if window is not None]
    return hull(spans)


def _contacts(transaction: Transaction, found: Trace) -> Iterable[NetworkContact]:
    """Yield what every contact shared with every source."""
    groups = {meeting.group for contact in found.contacts for meeting in contact.meetings if meeting.setting != "met"}
    names = _group_names(transaction, groups) | dict(found.occasions)
    for contact in found.contacts:
        yield from _shared(contact, found, names)


def _shared(contact: Contact, found: Trace, names: Mapping[str, str]) -> Iterable[NetworkContact]:
    for meeting in contact.meetings:
        for source, days in sorted(meeting.by_source.items()):
            yield NetworkContact(
                source=found.shown[source],
                target=contact.shown,
                setting=meeting.setting,
                group=meeting.group,
                group_name=names[meeting.group],
                spells=_spells(days),
            )


def cases_network(
    transaction: Transaction,
    view: View,
    joined: People,
    cases: Sequence[Infected],
    links: Sequence[Link],
    *,
    around: Infected | None = None,
) -> Network:
    """Return the network of some cases and the links among them; ``around`` is the index, where they are a cluster.

    A person with two cases is there once, with the first. ``joined`` knows their records.
    """
    first: dict[str, Infected] = {}
    for case in cases:
        first.setdefault(case.person, case)
    shown = {case.key: first[case.person].record for case in cases}
    by_key = cards(transaction, sorted(set(shown.values())), day=view.as_of, known_at=view.known_at)
    doses = _doses(transaction, {case.record: [case.record] for case in first.values()}, view)
    names = _group_names(transaction, {one.group for link in links for one in link.shared if one.setting != "met"})
    spans = [span for case in cases for span in (case.infection, case.window) if span is not None]
    question = {"vi": f"{len(cases)} ca bệnh đã chọn", "en": f"{len(cases)} chosen cases"}
    if around is not None:
        name = by_key[shown[around.key]].name
        question = {
            "vi": f"Chùm {len(cases)} ca bệnh quanh {name}",
            "en": f"The cluster of {len(cases)} cases around {name}",
        }
    records = {record: case.record for case in first.values() for record in joined.records(case.person)}
    return Network(
        what="cases" if around is None else "cluster",
        question=question,
        rules=view.rules.id,
        as_of=view.as_of,
        known_at=view.known_at,
        people=tuple(
            _person(by_key[case.record], doses, level=0, window=case.window, case=_dates(case))
            for case in first.values()
        ),
        contacts=tuple(
            NetworkContact(
                source=shown[link.source],
                target=shown[link.target],
                setting=one.setting,
                group=one.group,
                group_name=names.get(one.group, ""),
                spells=_spells(one.days),
            )
            for link in links
            for one in link.shared
        ),
        **_whereabouts(transaction, records, hull(spans), view.known_at),
    )


def _dates(case: Infected) -> dict[str, Any]:
    return {name: getattr(case.dates, name) for name in DATES} | {"outcome": case.outcome}


def _person(
    card: Card,
    doses: Mapping[str, int],
    *,
    level: int,
    case: Mapping[str, Any],
    grade: str | None = None,
    score: float | None = None,
    window: Span | None = None,
) -> NetworkPerson:
    return NetworkPerson(
        key=card.key,
        kind=card.kind,
        level=level,
        grade=grade,
        score=score,
        name=card.name,
        code=card.code,
        phone=card.phone,
        birth_year=card.birth_year,
        sex=card.sex,
        company=card.company,
        workshop=card.workshop,
        team=card.team,
        residence=card.residence,
        vaccine_doses=doses.get(card.key),
        window=window and (date.fromordinal(window[0]), date.fromordinal(window[1])),
        **{name: case[name] for name in _NO_CASE},
    )


def _doses(transaction: Transaction, records: Mapping[str, Sequence[str]], seen: Question | View) -> dict[str, int]:
    """Return the number of doses up to the day by record shown; those without any dated dose are left out."""
    wanted = sorted({record for some in records.values() for record in some})
    answer = transaction.one("follow_up/people", people=wanted, known_at=seen.known_at)["people"]
    days = {key: {native_day(dose) for dose in doses if dose is not None} for key, doses, _ in answer}
    found = {shown: set().union(*(days.get(record, set()) for record in some)) for shown, some in records.items()}
    return {shown: sum(day is not None and day <= seen.as_of for day in some) for shown, some in found.items() if some}


def _group_names(transaction: Transaction, groups: Iterable[str]) -> dict[str, str]:
    return dict(transaction.one("tracing/names", people=[], groups=sorted(groups))["groups"])


def _whereabouts(transaction: Transaction, shown: Mapping[str, str], days: Span, known_at: Any) -> dict[str, Any]:
    """Return the memberships of some records on days and the places that those groups are in.

    Ends outside the days are unknown.
    """
    first, last = (date.fromordinal(day) for day in days)
    answer = transaction.one("tracing/memberships", people=sorted(shown), first=first, last=last, known_at=known_at)[
        "groups"
    ]
    around = _around(answer)
    names = _group_names(transaction, {entry["key"] for entry in answer} | around.keys())
    found = {
        NetworkMembership(
            person=shown[record],
            group=entry["key"],
            group_name=names[entry["key"]],
            setting=entry["setting"],
            since=native_day(since),
            until=native_day(until),
            larger=entry["larger"],
        )
        for entry in answer
        for since, until, _, members in entry["spans"]
        for record in members
    }
    own = {one.group for one in found}
    return {
        "memberships": tuple(sorted(found, key=lambda one: (one.group, one.person, str(one.since)))),
        "places": tuple(
            NetworkPlace(group=key, group_name=names[key], setting=setting, larger=larger)
            for key, (setting, larger) in sorted(around.items())
            if key not in own
        ),
    }


def _around(groups: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, str | None]]:
    """Return setting and larger group of each group that some are parts of, by key."""
    found: dict[str, tuple[str, str | None]] = {}
    for entry in groups:
        if entry["largest"] is not None:
            found.setdefault(entry["largest"], (entry["largest_setting"], None))
    for entry in groups:
        if entry["larger"] is not None:
            found[entry["larger"]] = (entry["larger_setting"], entry["largest"])
    return found


def _spells(days: Days) -> tuple[tuple[date, date], ...]:
    return tuple((date.fromordinal(first), date.fromordinal(last)) for first, last in days)
