"""The region's own attack rates: what its registered cases and their followed-up contacts say, held to the cited ones.

An exposure is a contact (level 1, under the rule set) of the disease's standing cases. Infected is who became a case
from the day after the first exposure until the longest incubation after the last; whose incubation is not over on the
day asked, and who has not fallen ill, says nothing yet. A case's own days after infection expose nobody to it again.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from graph.case_history import as_known, dates_of
from graph.cases import Dates, find_cases
from graph.database import Transaction
from graph.tracing.attack_rates import Exposure, Rate, re_estimate
from graph.tracing.expand import Meeting
from graph.tracing.incubation import SHORTEST, longest_incubation
from graph.tracing.question import Question, TracedCase
from graph.tracing.trace import trace
from graph.tracing.windows import CaseDates

#: At most so many cases are looked at, the latest first: each is a trace of its own.
MOST_CASES = 300


def with_regional_rates(transaction: Transaction, question: Question) -> tuple[Question, dict[str, Rate]]:
    """Return the question with its rule set's daily rates re-estimated, and the rates with intervals and counts."""
    rates = regional_rates(transaction, question)
    settings = {
        name: rule.model_copy(update={"daily_rate": min(max(rates[name].daily_rate, 1e-9), 0.999999)})
        for name, rule in question.rules.settings.items()
    }
    return replace(question, rules=replace(question.rules, settings=settings)), rates


def regional_rates(transaction: Transaction, question: Question) -> dict[str, Rate]:
    """Return the rate of every setting of the question's rule set, from the cases known by its day."""
    rules, disease = question.rules, question.marked
    cited = rules.rates
    cases = _cases(transaction, question)
    incubation = timedelta(days=longest_incubation(disease))
    days: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    spans: dict[str, tuple[date, date]] = {}
    fell_ill: dict[str, date] = {}
    for case in cases:
        one = Question(
            cases=(case,), rules=rules, as_of=question.as_of, known_at=question.known_at, depth=1, disease=disease
        )
        for contact in trace(transaction, one).contacts:
            ill = _anchor(contact.case) if contact.case else None
            for meeting in contact.meetings:
                _count(days[contact.person], spans, contact.person, meeting, before=ill)
            if ill is not None:
                fell_ill[contact.person] = ill
    return re_estimate(_exposures(days, spans, fell_ill, incubation, question.as_of), cited)


def _exposures(
    days: Mapping[str, Mapping[str, float]],
    spans: Mapping[str, tuple[date, date]],
    fell_ill: Mapping[str, date],
    incubation: timedelta,
    as_of: date,
) -> list[Exposure]:
    found = []
    for person, shared in days.items():
        if person not in spans:
            continue
        first, last = spans[person]
        ill = fell_ill.get(person)
        infected = ill is not None and first < ill <= last + incubation
        if infected or last + incubation < as_of:
            found.append(Exposure(days=dict(shared), infected=infected))
    return found


def _count(
    days: dict[str, float],
    spans: dict[str, tuple[date, date]],
    person: str,
    meeting: Meeting,
    *,
    before: date | None,
) -> None:
    """Add a meeting's source-days, of a person who fell ill only those on which the infection can have happened."""
    last = before.toordinal() - SHORTEST if before is not None else date.max.toordinal()
    for shared in meeting.by_source.values():
        for start, end in shared:
            if start <= min(end, last):
                days[meeting.setting] += min(end, last) - start + 1
                first_day, last_day = date.fromordinal(start), date.fromordinal(min(end, last))
                known = spans.get(person, (first_day, last_day))
                spans[person] = (min(known[0], first_day), max(known[1], last_day))


def _cases(transaction: Transaction, question: Question) -> list[TracedCase]:
    _, found = find_cases(transaction, disease=question.marked, limit=MOST_CASES)
    cases = []
    for entry in found:
        case = as_known(entry, question.known_at)
        if case is None:
            continue
        dates = dates_of(case)
        anchors = [day for name in question.rules.anchors if (day := dates[name]) is not None]
        if anchors and anchors[0] <= question.as_of:
            cases.append(TracedCase(key=case["key"], record=case["person"], dates=CaseDates(**dates)))
    return cases


def _anchor(case: Mapping[str, Any]) -> date | None:
    return Dates(**dates_of(case)).anchor


def rates_document(rates: Mapping[str, Rate]) -> list[dict[str, Any]]:
    """Return the rates as a trace shows them: with interval, cited rate and counts."""
    return [
        {
            "setting": rate.setting,
            "daily_rate": round(rate.daily_rate, 6),
            "low": round(rate.low, 6),
            "high": round(rate.high, 6),
            "cited": rate.cited,
            "exposed": rate.exposed,
            "exposure_days": round(rate.exposure_days, 1),
            "infected": round(rate.infected, 2),
        }
        for rate in rates.values()
    ]
