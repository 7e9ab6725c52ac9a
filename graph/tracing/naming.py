"""Which cases are meant: by their keys, by a person's latest case, or a person with dates of one's own."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from graph.case_history import as_known, dates_of
from graph.cases import Dates, check_dates, find_cases
from graph.clock import today as today_in_vietnam
from graph.database import Transaction
from graph.errors import Invalid
from graph.search import meant
from graph.tracing.people import People
from graph.tracing.question import Asked, TracedCase
from graph.tracing.windows import CaseDates


def named_cases(transaction: Transaction, asked: Asked, *, disease: str | None, day: date) -> list[TracedCase]:
    """Return the cases that a question names, in its order. ``disease``: of which a person's latest case is meant.

    Raises Invalid for a retracted case, for dates given for several, and for a person without case or date; NotFound
    and Ambiguous where a name fits nobody or several.
    """
    if asked.dates.given() and len(asked.who) > 1:
        raise Invalid(
            "Dates go with one person only; register the cases and trace them by their keys.",
            "Các ngày chỉ đi với một người; hãy đăng ký từng ca rồi truy vết theo khóa ca bệnh.",
            field="onset",
        )
    texts = [text.strip() for text in asked.who]
    _, found = find_cases(transaction, keys=texts, limit=len(texts))
    by_key = {case["key"]: case for case in found}
    return [_case(transaction, text, by_key.get(text), asked, disease, day) for text in texts]


def _case(
    transaction: Transaction,
    text: str,
    known: Mapping[str, Any] | None,
    asked: Asked,
    disease: str | None,
    day: date,
) -> TracedCase:
    if known is not None:
        # One that was registered after ``known_at`` is asked about all the same: it is named.
        known = as_known(known, asked.known_at) or as_known(known, None)
        if known is None:
            raise Invalid(f"The case {text} was retracted.", f"Ca bệnh {text} đã bị hủy.", field="who")
        record = str(known["person"])
    else:
        record = meant(transaction, text, day=day, company=asked.company)
        known = _latest(transaction, record, asked, disease)
    dates = asked.dates.over(dates_of(known) if known else {})
    if dates.anchor is None:
        raise Invalid(
            f"“{text}” is no registered case; give a date (onset, sampled or confirmed), or register the case.",
            f"«{text}» chưa phải ca bệnh đã đăng ký; hãy cho một ngày (khởi phát, lấy mẫu, xác định) hoặc đăng ký ca.",
            field="onset",
        )
    if asked.dates.given():
        check_dates(dates, today=max(day, today_in_vietnam()))
    return TracedCase(
        key=known["key"] if known else None,
        record=str(known["person"]) if known else record,
        disease=known["disease"] if known else None,
        dates=CaseDates(onset=dates.onset, sampled=dates.sampled, confirmed=dates.confirmed, isolated=dates.isolated),
    )


def _latest(transaction: Transaction, record: str, asked: Asked, disease: str | None) -> Mapping[str, Any] | None:
    """Return the latest case of a person, by its first known date."""
    people = People(known_at=asked.known_at)
    people.learn(transaction, [record])
    return max(
        people.cases(people.person(record), disease), key=lambda case: (_anchor(case), case["key"]), default=None
    )


def _anchor(case: Mapping[str, Any]) -> date:
    return Dates(**dates_of(case)).anchor or date.min
