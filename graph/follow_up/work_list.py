"""The day's work: whom to isolate, test, find and release, by firm and by commune, and the load of the days to come.

It is worked out from a trace of all standing cases of a disease as of that day, never from lists kept earlier: when a
case, an isolation or a roster changes, the work changes with it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from graph.case_history import as_known, dates_of
from graph.cases import find_cases
from graph.database import Database, Transaction
from graph.errors import Invalid
from graph.follow_up.regimen import FollowUp
from graph.follow_up.status import areas, statuses
from graph.people import cards
from graph.search import company_keys
from graph.tracing.employment import Employment, employment
from graph.tracing.question import Question, TracedCase
from graph.tracing.rules import RuleSet, rule_set, rules_in_force
from graph.tracing.steady import read_steadily
from graph.tracing.trace import Contact, Trace, trace
from graph.tracing.windows import CaseDates

TODO = ("isolate", "test", "overdue", "find", "release")
#: Cases of longer ago have no contact whose days still run, under any shipped rule set.
LOOKED_BACK = timedelta(days=120)
LOAD_DAYS = 14


def work_list(
    database: Database,
    *,
    day: date,
    disease: str,
    rules: str | None = None,
    company: str | None = None,
    todo: Sequence[str] = (),
    limit: int,
    offset: int,
    own_rules: Path | None = None,
) -> dict[str, Any]:
    """Return the day's work list; ``todo`` and ``company`` (key or part of its name) narrow the people, not the counts.

    Raises Invalid for an unknown kind of work, NotFound for an unknown rule set or company.
    """
    if unknown := [name for name in todo if name not in TODO]:
        raise Invalid(
            f"There is no work called {unknown[0]}; there are: {', '.join(TODO)}.",
            f"Không có việc {unknown[0]}; hiện có: {', '.join(TODO)}.",
            field="todo",
        )
    holding = rule_set(rules, own=own_rules) if rules else rules_in_force(disease, day, own=own_rules)

    def work(transaction: Transaction, _: int) -> dict[str, Any]:
        question = _question(transaction, holding, disease, day)
        found = trace(transaction, question)
        followed = statuses(transaction, question, found.contacts)
        where = areas(transaction, question, [contact for contact in found.contacts if contact.shown in followed])
        narrowed = set(company_keys(transaction, company)) if company else None
        records = [contact.shown for contact in found.contacts]
        places = employment(transaction, records, day=day, known_at=question.known_at)
        listed = [
            contact
            for contact in _listed(found, followed, todo)
            if narrowed is None or places[contact.shown].company in narrowed
        ]
        page = listed[offset : offset + limit]
        return {
            "on": day.isoformat(),
            "disease": disease,
            "rules": holding.id,
            "cases": len(question.cases),
            "counts": _counts(followed.values()),
            "companies": _by_company(followed, places),
            "areas": _by_area(followed, where),
            "load": [_load(followed.values(), day + timedelta(days=n)) for n in range(LOAD_DAYS)],
            "total": len(listed),
            "limit": limit,
            "offset": offset,
            "people": _people(transaction, question, page, followed, where, places),
        }

    return read_steadily(database, work)


def _question(transaction: Transaction, rules: RuleSet, disease: str, day: date) -> Question:
    _, cases = find_cases(transaction, disease=disease, limit=100_000)
    traced = []
    for case in cases:
        known = as_known(case, None)
        dates = dates_of(case)
        anchors = [known_day for name in rules.anchors if (known_day := dates[name]) is not None]
        if known is not None and anchors and day - LOOKED_BACK <= anchors[0] <= day:
            told = CaseDates(**dates)
            traced.append(TracedCase(key=case["key"], record=case["person"], dates=told, disease=disease))
    return Question(cases=tuple(traced), rules=rules, as_of=day, disease=disease)


def _listed(found: Trace, followed: dict[str, FollowUp], todo: Sequence[str]) -> list[Contact]:
    """Return who has work that day, in the order of the work's urgency, then of the trace."""
    wanted = set(todo) or set(TODO)
    some = [c for c in found.contacts if c.shown in followed and wanted & set(followed[c.shown].todo)]
    return sorted(some, key=lambda c: "overdue" not in followed[c.shown].todo)


def _counts(followed: Iterable[FollowUp]) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for status in followed:
        counted.update([f"state:{status.state}", *status.todo])
    return {
        **{state: counted[f"state:{state}"] for state in ("open", "done", "lost", "case")},
        **{name: counted[name] for name in TODO},
    }


def _by_company(followed: dict[str, FollowUp], places: Mapping[str, Employment]) -> list[dict[str, Any]]:
    groups: dict[str | None, list[FollowUp]] = {}
    names: dict[str | None, str | None] = {}
    for record, status in followed.items():
        place = places[record]
        names[place.company] = place.company_name
        groups.setdefault(place.company, []).append(status)
    entries = [{"key": key, "company": names[key], **_counts(some)} for key, some in groups.items()]
    return sorted(entries, key=lambda entry: (-int(entry["open"] or 0), str(entry["key"])))


def _by_area(followed: dict[str, FollowUp], where: dict[str, str | None]) -> list[dict[str, Any]]:
    groups: dict[str | None, list[FollowUp]] = {}
    for key, status in followed.items():
        groups.setdefault(where[key], []).append(status)
    entries = [{"area": area, **_counts(some)} for area, some in groups.items()]
    return sorted(entries, key=lambda entry: (-int(entry["open"] or 0), str(entry["area"])))


def _load(followed: Iterable[FollowUp], day: date) -> dict[str, Any]:
    """Return how many are kept and how many tests fall due on a day, by what is known now."""
    open_ = [status for status in followed if status.state in ("open", "lost")]
    return {
        "on": day.isoformat(),
        "facility": sum(status.place == "facility" and day <= status.until for status in open_),
        "home": sum(status.place == "home" and day <= status.until for status in open_),
        "tests": sum(test.due == day and test.done is None for status in open_ for test in status.tests),
        "released": sum(status.until == day for status in open_),
    }


def _people(
    transaction: Transaction,
    question: Question,
    page: Sequence[Contact],
    followed: dict[str, FollowUp],
    where: dict[str, str | None],
    places: Mapping[str, Employment],
) -> list[dict[str, Any]]:
    known = cards(transaction, [contact.shown for contact in page], day=question.as_of, places=places)
    return [
        {
            "person": known[contact.shown].to_document(),
            "area": where[contact.shown],
            "level": contact.level,
            "grade": contact.grade,
            "last_exposure": date.fromordinal(contact.days[-1][1]).isoformat(),
            "nearest_cases": [question.cases[place].key for place in contact.nearest[:5]],
            "follow_up": followed[contact.shown].to_document(),
        }
        for contact in page
    ]
