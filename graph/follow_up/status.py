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
    return statuses_by(question, contacts, on_file(transaction, question, contacts))


def statuses_by(
    question: Question, contacts: Sequence[Contact], files: Mapping[str, dict[str, Any]]
) -> dict[str, FollowUp]:
    """Return the same from what :func:`on_file` gave."""
    wanted = _followed(question, contacts)
    found: dict[str, FollowUp] = {}
    for contact in wanted:
        status = follow_up(
            question.rules,
            level=contact.level,
            grade=contact.grade,
            first_exposure=date.fromordinal(contact.days[0][0]),
            last_exposure=date.fromordinal(contact.days[-1][1]),
            known=known_of([files[key] for key in (contact.shown, *contact.same_as) if key in files]),
            is_case=contact.case is not None,
            day=question.as_of,
        )
        if status is not None:
            found[contact.shown] = status
    return found


def on_file(transaction: Transaction, question: Question, contacts: Sequence[Contact]) -> Mapping[str, dict[str, Any]]:
    """Return doses, events and the area lived in, by record, of contacts of whom the rule set asks something."""
    records = sorted({key for contact in _followed(question, contacts) for key in (contact.shown, *contact.same_as)})
    if not records:
        return {}
    answer = transaction.one("follow_up/people", people=records, day=question.as_of, known_at=question.known_at)
    return {
        key: {
            "doses": [day for dose in doses if (day := native_day(dose))],
            "events": [
                (kind, native_day(since), native_day(until), result, place)
                for kind, since, until, result, place in events
            ],
            "area": area,
        }
        for key, doses, events, area in answer["people"]
    }


def _followed(question: Question, contacts: Sequence[Contact]) -> list[Contact]:
    return [c for c in contacts if (c.grade or "", c.level) in question.rules.follow_up]
