"""The follow-up of a trace's contacts: the rule set's regimen held against what is on file of each."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from graph.database import Transaction
from graph.follow_up.regimen import FollowUp, follow_up, known_of
from graph.people import native_day
from graph.tracing.question import Question
from graph.tracing.trace import Contact


def statuses(transaction: Transaction, question: Question, contacts: Sequence[Contact]) -> dict[str, FollowUp]:
    """Return the follow-up of contacts as seen on ``as_of``, by the record shown.

    Those of a level and grade for which the rule set asks nothing are left out.
    """
    wanted = [c for c in contacts if (c.grade or "", c.level) in question.rules.follow_up]
    files = _on_file(transaction, question, wanted)
    found: dict[str, FollowUp] = {}
    for contact in wanted:
        status = follow_up(
            question.rules,
            level=contact.level,
            grade=contact.grade,
            first_exposure=date.fromordinal(contact.days[0][0]),
            last_exposure=date.fromordinal(contact.days[-1][1]),
            known=known_of([files[key] for key in contact.records if key in files]),
            is_case=contact.case is not None,
            day=question.as_of,
        )
        if status is not None:
            found[contact.shown] = status
    return found


def areas(transaction: Transaction, question: Question, contacts: Sequence[Contact]) -> dict[str, str | None]:
    """Return the commune in which each contact lives, as far as an address says, by the record shown.

    A village's name has its commune behind a comma (loaders.places). Districts ended on 1 July 2025.
    """
    records = sorted({key for contact in contacts for key in contact.records})
    answer = transaction.one("follow_up/areas", people=records, day=question.as_of, known_at=question.known_at)
    by_record = {key: area.split(", ")[-1] for area, members in answer["people"] for key in members}
    return {
        contact.shown: next((by_record[key] for key in contact.records if key in by_record), None)
        for contact in contacts
    }


def _on_file(transaction: Transaction, question: Question, contacts: Sequence[Contact]) -> Mapping[str, dict[str, Any]]:
    """Return doses and events by record."""
    records = sorted({key for contact in contacts for key in contact.records})
    if not records:
        return {}
    answer = transaction.one("follow_up/people", people=records, known_at=question.known_at)
    return {
        key: {
            "doses": [day for dose in doses if (day := native_day(dose))],
            "events": [
                (kind, native_day(since), native_day(until), result, place)
                for kind, since, until, result, place, _ in sorted(events, key=lambda event: str(event[-1]))
            ],
        }
        for key, doses, events in answer["people"]
    }
