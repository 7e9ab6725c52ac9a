"""Events: what happened to a case or a contact. Recorded once, corrected by retracting one and recording another.

An isolation closes the person's window in the next trace (shared/tracing.md, "Windows"); a positive test becomes a
case in one step, so that the levels follow.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from graph.case_history import dates_of
from graph.cases import DEFAULT_DISEASE, Dates, find_cases, get_case, register
from graph.database import Transaction
from graph.errors import Invalid, NotFound
from graph.people import iso_day, native_day
from graph.tracing.people import People

RESULTS = ("positive", "negative")
#: Two positive tests within so many days are one illness: the test of a known case makes no second one.
SAME_ILLNESS = timedelta(days=90)
_DETAILS = ("until", "result", "method", "place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What is said to have happened: an isolation from ``since`` to ``until``, a test on ``since`` with its result,
    a move to ``place``, a loss to follow-up until found again."""

    kind: str
    since: date
    until: date | None = None
    result: str | None = None
    method: str | None = None
    place: str | None = None


def check_happening(said: Happening, *, today: date) -> None:
    """See that an event can be. Raises Invalid, naming the field and what to do."""
    if said.since > today and said.kind != "isolation":
        raise Invalid(
            f"{said.since:%d/%m/%Y} lies ahead; check the day.",
            f"Ngày {said.since:%d/%m/%Y} ở tương lai; hãy kiểm tra.",
            field="on",
        )
    if said.since.year < 1950 or said.since > today + timedelta(days=60):
        raise Invalid(
            f"{said.since:%d/%m/%Y} cannot be; check the day.",
            f"Ngày {said.since:%d/%m/%Y} không hợp lý; hãy kiểm tra.",
            field="on",
        )
    if said.until is not None and said.until < said.since:
        raise Invalid("The last day lies before the first.", "Ngày cuối ở trước ngày đầu.", field="until")
    if said.kind == "test" and said.result not in RESULTS:
        raise Invalid(
            f"A test is {' or '.join(RESULTS)}, not “{said.result}”.",
            f"Kết quả xét nghiệm là {' hoặc '.join(RESULTS)}, không phải «{said.result}».",
            field="result",
        )


def record(
    transaction: Transaction, person: str, said: Happening, *, by: str, today: date, now: datetime
) -> dict[str, Any]:
    """Record an event; the same again changes nothing, another one of the same day takes its place.

    Returns the event's document. Raises Invalid for what cannot be.
    """
    check_happening(said, today=today)
    transaction.run("loading/ledger")
    same = [one for one in _standing(transaction, [person], said.kind) if native_day(one["since"]) == said.since]
    if said.kind == "test":
        same = [one for one in same if one["method"] == said.method]
    found = next((one for one in same if all(_plain(one[name]) == getattr(said, name) for name in _DETAILS)), None)
    if found is None:
        transaction.run("follow_up/retract", keys=[one["key"] for one in same], now=now)
        properties = {name: value for name in _DETAILS if (value := getattr(said, name)) is not None}
        key = f"{said.kind}~{person}~{said.since.isoformat()}~{secrets.token_hex(3)}"
        found = {"key": key, "kind": said.kind, "since": said.since, "recorded_by": by, **properties}
        row = {"person": person, "properties": {**found, "recorded_at": now}}
        transaction.run("follow_up/record", events=[row])
        found["person"] = person
    return event_document(found)


def record_test(
    transaction: Transaction,
    person: str,
    said: Happening,
    *,
    disease: str = DEFAULT_DISEASE,
    by: str,
    today: date,
    now: datetime,
) -> dict[str, Any]:
    """Record a test; a positive one registers the case, sampled that day, unless the person has one of that illness.

    Returns the event's document with ``case``: the case's, or None.
    """
    event = record(transaction, person, said, by=by, today=today, now=now)
    if said.result != "positive":
        return {**event, "case": None}
    people = People()
    people.learn(transaction, [person])
    _, found = find_cases(transaction, disease=disease, people=people.records(people.person(person)), limit=1000)
    for case in found:
        anchor = Dates(**dates_of(case)).anchor
        if case["retracted_at"] is None and anchor is not None and abs(said.since - anchor) <= SAME_ILLNESS:
            return {**event, "case": get_case(transaction, case["key"], today=today)}
    case = register(transaction, person, Dates(sampled=said.since), disease=disease, today=today, now=now)
    return {**event, "case": case}


def retract_event(transaction: Transaction, key: str, *, now: datetime) -> dict[str, Any]:
    """Withdraw an event; it stays on file. Raises NotFound."""
    transaction.run("loading/ledger")
    if not transaction.one("follow_up/retract", keys=[key], now=now)["count"]:
        raise NotFound(f"No event has the key {key}.", f"Không có sự kiện nào mang khóa {key}.", field="event")
    return {"key": key, "retracted": True}


def events_of(
    transaction: Transaction, people: Sequence[str], *, known_at: datetime | None = None
) -> dict[str, list[dict[str, Any]]]:
    """Return the events of records by record, the oldest first."""
    answer = transaction.one("follow_up/events", people=list(people), kind=None, known_at=known_at)["events"]
    found: dict[str, list[dict[str, Any]]] = {}
    for event in answer:
        found.setdefault(event["person"], []).append(event)
    return found


def event_document(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return an event as people see it; ``on`` is its first day."""
    return {
        "key": event["key"],
        "kind": event["kind"],
        "person": event["person"],
        "on": iso_day(event["since"]),
        "until": iso_day(event.get("until")),
        "result": event.get("result"),
        "method": event.get("method"),
        "place": event.get("place"),
        "recorded_by": event.get("recorded_by"),
    }


def _standing(transaction: Transaction, people: Sequence[str], kind: str) -> list[dict[str, Any]]:
    answer = transaction.one("follow_up/events", people=list(people), kind=kind, known_at=None)
    found: list[dict[str, Any]] = answer["events"]
    return found


def _plain(value: Any) -> Any:
    return native_day(value) if hasattr(value, "to_ordinal") or isinstance(value, date) else value
