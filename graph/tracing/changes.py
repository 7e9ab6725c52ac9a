"""What a list says today that the issued one did not: who is new, gone, at another level or grade, and because of what.

A cause is looked for where the list came from: the question (rule set, depth, settings, cases, their windows, the day)
and what was recorded since (memberships, isolations, joined records), for the person and for those whom the person was
with.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.database import Transaction
from graph.people import Card, cards, iso_day
from graph.tracing.issued import Issued, as_contact, as_question
from graph.tracing.question import Question
from graph.tracing.trace import Trace

#: Cause: (Vietnamese, English), filled with what is known of it.
CAUSES: dict[str, tuple[str, str]] = {
    "rules": ("bộ quy tắc hoặc phạm vi hỏi khác trước", "the rule set or the scope of the question is another"),
    "case-new": ("ca bệnh {name} mới thêm vào", "the case {name} was added"),
    "case-gone": ("ca bệnh {name} không còn trong câu hỏi", "the case {name} is no longer asked about"),
    "window": (
        "thời kỳ lây truyền của {name} đổi: {before} → {now}",
        "the infectious window of {name} changed: {before} → {now}",
    ),
    "later-days": (
        "tiếp xúc sau ngày {before} của danh sách trước",
        "exposed after {before}, the day of the earlier list",
    ),
    "recorded": (
        "sau danh sách trước mới ghi: {name} ở {group}{source}",
        "recorded since: {name} in {group}{source}",
    ),
    "retracted": (
        "sau danh sách trước đã sửa hoặc rút: {name} ở {group}",
        "corrected or withdrawn since: {name} in {group}",
    ),
    "isolated": ("{name} đã cách ly từ {day}", "{name} has been isolated since {day}"),
    "isolation-withdrawn": ("đã rút lại cách ly của {name}", "the isolation of {name} was withdrawn"),
    "joined": ("{name} và {other} nay là một người", "{name} and {other} are now one person"),
    "parted": ("{name} và {other} không còn là một người", "{name} and {other} are no longer one person"),
    "source-new": ("qua {name}, người mới có hoặc đổi bậc", "through {name}, who is new or at another level"),
    "source-gone": ("{name}, nguồn trước đây, không còn dẫn tiếp", "{name}, the source before, leads on no more"),
    "other": ("dữ liệu khác trước", "the data differ"),
}


@dataclass(slots=True)
class _Since:
    """What differs between the issued list and today's."""

    before: Mapping[str, dict[str, Any]]
    now: Mapping[str, dict[str, Any]]
    asked_before: Mapping[str, Any]
    asked_now: Mapping[str, Any]
    cards: Mapping[str, Card] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    memberships: list[list[Any]] = field(default_factory=list)
    events: list[list[Any]] = field(default_factory=list)
    joins: list[list[Any]] = field(default_factory=list)

    def name(self, key: str) -> str:
        card = self.cards.get(key)
        return card.name if card else key


def changes_since(transaction: Transaction, issued: Issued, question: Question, found: Trace) -> dict[str, Any]:
    """Return who is new, gone or changed since a list was issued, each with the causes in both languages."""
    since = _Since(
        before={contact["key"]: contact for contact in issued.contacts},
        now={contact.shown: as_contact(contact, found) for contact in found.contacts},
        asked_before=issued.question,
        asked_now=as_question(question, found),
    )
    new = [key for key in since.now if key not in since.before]
    gone = [key for key in since.before if key not in since.now]
    changed = [key for key in since.now if key in since.before and _place(since.now[key]) != _place(since.before[key])]
    _learn(transaction, since, issued, question, [*new, *gone, *changed])
    return {
        "since": {"key": issued.key, "issued_at": issued.issued_at.isoformat(), "hash": issued.hash},
        "counts": {"new": len(new), "gone": len(gone), "changed": len(changed)},
        "new": [_entry(since, key) for key in new],
        "gone": [_entry(since, key) for key in gone],
        "changed": [_entry(since, key) for key in changed],
    }


def _place(contact: Mapping[str, Any]) -> tuple[Any, Any]:
    return contact["level"], contact["grade"]


def _reasons(since: _Since, key: str) -> list[dict[str, Any]]:
    return [reason for side in (since.before, since.now) if key in side for reason in side[key]["reasons"]]


def _learn(transaction: Transaction, since: _Since, issued: Issued, question: Question, keys: list[str]) -> None:
    """Ask what was recorded of these people and of their sources since, and what they are called."""
    reasons = [reason for key in keys for reason in _reasons(since, key)]
    cases = {case["record"] for asked in (since.asked_before, since.asked_now) for case in asked["cases"]}
    people = sorted({*keys, *cases, *(source for reason in reasons for source in reason["with"])})
    same = {
        record for key in keys for side in (since.before, since.now) if key in side for record in side[key]["same_as"]
    }
    groups = sorted({reason["group"] for reason in reasons if reason["setting"] != "met"})
    answer = transaction.one(
        "lists/recorded_since", people=sorted({*people, *same}), groups=groups, moment=issued.issued_at
    )
    since.memberships, since.events, since.joins = answer["memberships"], answer["events"], answer["joins"]
    others = {join[1] for join in since.joins}
    since.cards = cards(transaction, {*people, *same, *others}, day=question.as_of)
    parts = {membership[1] for membership in since.memberships}
    named = transaction.one("tracing/names", people=[], groups=sorted({*groups, *parts}))["groups"]
    since.groups = dict(named)


def _entry(since: _Since, key: str) -> dict[str, Any]:
    before, now = since.before.get(key), since.now.get(key)
    return {
        "person": since.cards[key].to_document() if key in since.cards else {"key": key},
        "level": {"before": before and before["level"], "now": now and now["level"]},
        "grade": {"before": before and before["grade"], "now": now and now["grade"]},
        "because": _because(since, key),
    }


def _because(since: _Since, key: str) -> list[dict[str, Any]]:
    """Return the causes, the question's first; never none."""
    found = [
        *_of_question(since, key),
        *_of_records(since, key),
        *_of_sources(since, key),
        *_of_days(since, key),
    ]
    shown: dict[str, dict[str, Any]] = {}
    for code, values in found or [("other", {})]:
        vi, en = (text.format(**values) for text in CAUSES[code])
        shown.setdefault(vi, {"code": code, "vi": vi, "en": en})
    return list(shown.values())


_Cause = tuple[str, dict[str, str]]


def _of_question(since: _Since, key: str) -> Iterable[_Cause]:
    """What is asked otherwise, as far as it can bring a person in (more is asked) or take one out (less is)."""
    before, now = since.asked_before, since.asked_now
    if any(before[name] != now[name] for name in ("rules", "rules_hash", "depth", "settings")):
        yield "rules", {}
    came, went = key in since.now, key in since.before
    old = {(case["key"], case["record"]): case["window"] for case in before["cases"]}
    new = {(case["key"], case["record"]): case["window"] for case in now["cases"]}
    for case in sorted(new.keys() - old.keys(), key=str) if came else ():
        yield "case-new", {"name": since.name(case[1])}
    for case in sorted(old.keys() - new.keys(), key=str) if went else ():
        yield "case-gone", {"name": since.name(case[1])}
    for case in sorted(old.keys() & new.keys(), key=str):
        wider, narrower = _moved(old[case], new[case], before["as_of"], now["as_of"])
        if (came and wider) or (went and narrower):
            yield "window", {"name": since.name(case[1]), "before": _shown(old[case]), "now": _shown(new[case])}


def _moved(old: Any, new: Any, as_of_before: str, as_of_now: str) -> tuple[bool, bool]:
    """Tell whether a window gained and lost days, other than by the day on which it is looked at."""
    if old is None or new is None:
        return new is not None, old is not None
    open_ended = old[1] == as_of_before and new[1] == as_of_now
    wider = new[0] < old[0] or (new[1] > old[1] and not open_ended)
    narrower = new[0] > old[0] or (new[1] < old[1] and not open_ended)
    return wider, narrower


def _of_records(since: _Since, key: str) -> Iterable[_Cause]:
    """What was recorded of the person, and of the sources of the reasons, in the reasons' groups."""
    reasons = _reasons(since, key)
    people = {key, *(source for reason in reasons for source in reason["with"])}
    groups = {reason["group"] for reason in reasons}
    for record, group, counted, is_new, sheet, row in since.memberships:
        if record in people and groups & set(counted):
            values = {"name": since.name(record), "group": since.groups.get(group, group)}
            source = f" ({sheet}:{row})" if row else ""
            yield ("recorded", {**values, "source": source}) if is_new else ("retracted", values)
    for record, day, is_new in since.events:
        if record in people:
            values = {"name": since.name(record), "day": _dmy(iso_day(day))}
            yield ("isolated", values) if is_new else ("isolation-withdrawn", values)
    for record, other, joined in since.joins:
        if record in people or other in people:
            yield ("joined" if joined else "parted", {"name": since.name(record), "other": since.name(other)})


def _of_sources(since: _Since, key: str) -> Iterable[_Cause]:
    cases = {case["record"] for case in since.asked_now["cases"]}
    for source in {source for reason in since.now.get(key, {}).get("reasons", ()) for source in reason["with"]}:
        if source not in cases and (
            source not in since.before
            or _place(since.before[source]) != _place(since.now.get(source, {"level": 0, "grade": ""}))
        ):
            yield "source-new", {"name": since.name(source)}
    for source in {source for reason in since.before.get(key, {}).get("reasons", ()) for source in reason["with"]}:
        if source in since.before and source not in since.now and source not in cases:
            yield "source-gone", {"name": since.name(source)}


def _of_days(since: _Since, key: str) -> Iterable[_Cause]:
    before = str(since.asked_before["as_of"])
    if key in since.now and key not in since.before and str(since.now[key]["first"]) > before:
        yield "later-days", {"before": _dmy(before)}


def _shown(window: list[str] | None) -> str:
    return "–".join(_dmy(day) for day in window) if window else "—"


def _dmy(day: str | None) -> str:
    return f"{day[8:]}/{day[5:7]}/{day[:4]}" if day else "?"
