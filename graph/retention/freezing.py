"""What an open case holds back: nothing of a person is purged whom a trace of an open case can reach.

A case is open while it is not retracted and has no outcome (or is in treatment), and for OPEN_AFTER days past its last
date. A trace of it reaches whom it reaches by any rule set of the case's disease, at every depth, seen from any day,
as known at any moment. The rule here is wider than each of those traces and asks for less: days are cut at one end
only (from the first day on which the source can have infected anybody), isolations, shifts and grades do not count,
and withdrawn facts do. Rule sets for any disease (``explore``) count only where the disease has none of its own.

Why that is enough: by induction a person at level n of a trace is met here after at most n steps, with a first day
that is not later than the trace's; so every membership and meeting that the trace uses is one of a person found here.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from graph.case_history import DATES, dates_of
from graph.cases import find_cases
from graph.database import Transaction
from graph.tracing.rules import RuleSet

#: An outcome that ends a case.
CLOSING = ("recovered", "died", "transferred")
#: The longest regimen of a rule set for contacts is 21 days; twice that for what is reported late.
OPEN_AFTER = timedelta(days=42)
#: Dates of which a window can start.
_ANCHORS = ("onset", "sampled", "confirmed")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """A case that holds data back: ``first`` is the earliest day on which it can have infected anybody."""

    key: str
    person: str
    disease: str
    first: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """Records of which nothing is purged, and the open cases that hold them."""

    cases: tuple[OpenCase, ...] = ()
    people: frozenset[str] = frozenset()


def is_open(case: Mapping[str, Any], *, day: date) -> bool:
    """Tell whether a case of cases/list is open on a day."""
    if case["retracted_at"] is not None:
        return False
    known = [found for found in dates_of(case).values() if found is not None]
    return case["outcome"] not in CLOSING or not known or max(known) + OPEN_AFTER >= day


def rules_for(disease: str, rules: Iterable[RuleSet]) -> list[RuleSet]:
    """Return the rule sets by which a case of a disease is traced: its own, else those for any."""
    some = list(rules)
    return [one for one in some if one.disease == disease] or [one for one in some if one.disease is None]


def first_day(case: Mapping[str, Any], rules: Sequence[RuleSet]) -> date:
    """Return the earliest day on which a case can have infected anybody, by any rule set and as known at any time."""
    states = [dates_of(case)]
    for text in case["history"] or []:
        past = json.loads(text)
        states.append({name: date.fromisoformat(past[name]) if past[name] else None for name in DATES})
    anchors = [day for state in states for name in _ANCHORS if (day := state[name]) is not None]
    before = max((days for one in rules for days in one.before.values()), default=0)
    return min(anchors) - timedelta(days=before) if anchors else date.min


def open_cases(transaction: Transaction, *, day: date, rules: Sequence[RuleSet]) -> tuple[OpenCase, ...]:
    """Return the cases that are open on a day, by key."""
    _, found = find_cases(transaction, limit=2**31 - 1)
    return tuple(
        OpenCase(
            key=case["key"],
            person=case["person"],
            disease=case["disease"],
            first=first_day(case, rules_for(case["disease"], rules)),
        )
        for case in sorted(found, key=lambda case: str(case["key"]))
        if is_open(case, day=day)
    )


def frozen(transaction: Transaction, *, day: date, rules: Iterable[RuleSet]) -> Frozen:
    """Return all records that a trace of a case open on ``day`` can reach."""
    some = list(rules)
    cases = open_cases(transaction, day=day, rules=some)
    people: set[str] = set()
    for disease in sorted({case.disease for case in cases}):
        its = rules_for(disease, some)
        people |= _reached(transaction, [case for case in cases if case.disease == disease], its)
    return Frozen(cases=cases, people=frozenset(people))


def _reached(transaction: Transaction, cases: Iterable[OpenCase], rules: Sequence[RuleSet]) -> set[str]:
    """Return the records within the rule sets' levels; each is expanded again where a case reaches it from earlier."""
    first: dict[str, date] = {}
    fresh: dict[str, date] = {}
    for case in cases:
        fresh[case.person] = min(case.first, fresh.get(case.person, date.max))
    fresh = _improved(first, _with_joined(transaction, fresh))
    for level in range(1, max((one.max_level for one in rules), default=0) + 1):
        met = _step(transaction, fresh, _counted_from(level, rules))
        fresh = _improved(first, _with_joined(transaction, met))
        if not fresh:
            break
    return set(first)


def _counted_from(level: int, rules: Iterable[RuleSet]) -> set[str]:
    """Return the settings that a rule set counts at this level or later: by another it may reach somebody sooner."""
    some = [(name, rule.levels) for one in rules for name, rule in one.settings.items()]
    return {name for name, levels in some if max(levels, default=0) >= level}


def _step(transaction: Transaction, sources: Mapping[str, date], settings: set[str]) -> dict[str, date]:
    """Return who shared a setting with these from their first days on, each with the first day that this can be."""
    asked = [[key, day] for key, day in sorted(sources.items())]
    answer = transaction.one("retention/groups_of", sources=asked, settings=sorted(settings), met="met" in settings)
    found = transaction.one("retention/members_of", groups=answer["groups"])["people"]
    met: dict[str, date] = {}
    for key, day in [*found, *answer["met"]]:
        met[key] = min(day.to_native(), met.get(key, date.max))
    return met


def _with_joined(transaction: Transaction, people: Mapping[str, date]) -> dict[str, date]:
    """Add the records that are, or were taken for, the same people."""
    found = dict(people)
    for key, other in transaction.one("retention/joined", people=sorted(people))["pairs"]:
        found[other] = min(people[key], found.get(other, date.max))
    return found


def _improved(first: dict[str, date], found: Mapping[str, date]) -> dict[str, date]:
    """Take in who is new or reached from an earlier day, and return those."""
    fresh = {key: day for key, day in found.items() if day < first.get(key, date.max)}
    first |= fresh
    return fresh
