"""What a case said at an earlier moment: every change keeps the state before it on the case.

Edges are closed by retracting one and recording another; a case is one node with dates, so its past states are a list
of its own, each with the moment until which it held.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

#: What a case says of the illness; the dates first.
DATES = ("onset", "sampled", "confirmed", "isolated")
STATE = (*DATES, "outcome")


def dates_of(case: Mapping[str, Any]) -> dict[str, date | None]:
    """Return a case's dates by name, of the driver or of Python, as Python's."""
    return {name: None if case[name] is None else _day(case[name]) for name in DATES}


def remembered(case: Mapping[str, Any], *, now: datetime) -> list[str]:
    """Return a case's past states with its present one added, which holds until ``now``."""
    past = {
        "until": now.isoformat(),
        "retracted": case["retracted_at"] is not None,
        **{name: day and day.isoformat() for name, day in dates_of(case).items()},
        "outcome": case["outcome"],
    }
    return [*(case["history"] or []), json.dumps(past, ensure_ascii=False)]


def as_known(case: Mapping[str, Any], known_at: datetime | None) -> dict[str, Any] | None:
    """Return a case as it stood at a moment (None: now); None where it was not registered then, or was retracted.

    ``case`` is one of cases/list or tracing/records, with ``registered_at``, ``retracted_at`` and ``history``.
    """
    found = {name: value for name, value in case.items() if name not in ("history", "registered_at")}
    if known_at is None:
        return found if case["retracted_at"] is None else None
    if case["registered_at"] is not None and case["registered_at"].to_native() > known_at:
        return None
    for text in case["history"] or []:
        past = json.loads(text)
        if datetime.fromisoformat(past["until"]) > known_at:
            days = {name: date.fromisoformat(past[name]) if past[name] else None for name in DATES}
            return None if past["retracted"] else {**found, **days, "outcome": past["outcome"], "retracted_at": None}
    retracted = case["retracted_at"]
    return None if retracted is not None and retracted.to_native() <= known_at else {**found, "retracted_at": None}


def _day(day: Any) -> date:
    return day if isinstance(day, date) else date.fromordinal(int(day.to_ordinal()))
