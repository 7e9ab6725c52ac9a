"""Declared meetings: two people who, as one of them or a witness said, met on some days (Biểu mẫu 4 of 5053/QĐ-BYT)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from graph.database import Transaction
from graph.errors import Invalid
from graph.people import iso_day, native_day
from graph.tracing.people import People

#: A meeting is a visit, a meal, a journey: what lasts longer is a membership of a room or a team.
LONGEST_DAYS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is declared: the days, both included, and the occasion in the declarer's words."""

    since: date
    until: date
    occasion: str | None = None


def declare(
    transaction: Transaction, a: str, b: str, said: Said, *, by: str, today: date, now: datetime
) -> dict[str, Any]:
    """Record that two people met; the same again changes nothing, another end of the same meeting takes its place.

    Raises Invalid for days that cannot be, and for a person who meets herself.
    """
    _check(transaction, a, b, said, today)
    transaction.run("loading/ledger")
    one, other = sorted((a, b))
    known = transaction.one("meetings/of_pair", a=one, b=other)["meetings"]
    same = [meeting for meeting in known if native_day(meeting["since"]) == said.since]
    found = next(
        (m for m in same if native_day(m["until"]) == said.until and m["setting"] == said.occasion),
        None,
    )
    if found is None:
        transaction.run("meetings/retract", a=one, b=other, keys=[m["key"] for m in same], now=now)
        found = {
            "key": f"met~{one}~{other}~{said.since.isoformat()}",
            "since": said.since,
            "until": said.until,
            "setting": said.occasion,
            "declared_by": by,
        }
        row = {"a": one, "b": other, "properties": {**found, "recorded_at": now}}
        transaction.run("meetings/record", meetings=[row])
    return {
        "key": found["key"],
        "people": [one, other],
        "on": iso_day(found["since"]),
        "until": iso_day(found["until"]),
        "setting": found["setting"],
        "declared_by": found["declared_by"],
    }


def _check(transaction: Transaction, a: str, b: str, said: Said, today: date) -> None:
    people = People()
    people.learn(transaction, [a, b])
    if people.person(a) == people.person(b):
        raise Invalid("Both are the same person.", "Hai bên là cùng một người.", field="b")
    if said.until < said.since:
        raise Invalid("The last day lies before the first.", "Ngày cuối ở trước ngày đầu.", field="until")
    if said.until > today or said.since.year < 1950:
        raise Invalid(
            "The days of the meeting cannot be; check them.", "Ngày gặp không hợp lý; hãy kiểm tra.", field="on"
        )
    if (said.until - said.since).days >= LONGEST_DAYS:
        raise Invalid(
            f"A meeting of more than {LONGEST_DAYS} days is none; check the days.",
            f"Cuộc gặp dài hơn {LONGEST_DAYS} ngày là không hợp lý; hãy kiểm tra.",
            field="until",
        )
