"""From what a person types to a question: who is meant, which case and dates, which rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args

from graph.cases import Dates, check_dates, find_cases
from graph.clock import today as today_in_vietnam
from graph.database import Database, Transaction
from graph.errors import GraphUnavailable, Invalid, NotFound
from graph.people import native_day
from graph.search import company_keys, resolve
from graph.tracing.days import ordinal
from graph.tracing.document import group_document, missing_of, trace_document
from graph.tracing.expand import Group
from graph.tracing.people import People
from graph.tracing.rules import RuleSet, Setting, rule_set
from graph.tracing.trace import Question, TracedCase, present, trace
from graph.tracing.windows import CaseDates

#: A trace that meets a change is asked anew this often.
TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A trace as asked for. ``who`` are workers (key, code, ID, phone or name) or cases' keys.

    ``dates`` go with one person only: they make an ad hoc case, or take the place of those of a registered one.
    """

    who: Sequence[str]
    company: str | None = None
    dates: Dates = field(default_factory=Dates)
    as_of: date | None = None
    known_at: datetime | None = None
    rules: str | None = None
    depth: int | None = None
    settings: Sequence[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedGroup:
    """A question without a case: who was in a group from one day to another."""

    group: str
    first: date
    last: date
    known_at: datetime | None = None


def answer(
    database: Database, asked: Asked | AskedGroup, *, limit: int, offset: int, own_rules: Path | None = None
) -> dict[str, Any]:
    """Return the trace's document. Raises NotFound, Ambiguous and Invalid for a question that cannot be.

    The levels are separate queries; should the graph change between them, the trace is made anew, so that it never
    mixes two states.
    """

    def work(transaction: Transaction) -> dict[str, Any] | None:
        before = transaction.one("tracing/revision")
        if isinstance(asked, AskedGroup):
            found = _group(transaction, asked, limit=limit, offset=offset, own_rules=own_rules)
        else:
            question = question_of(transaction, asked, own_rules=own_rules)

            def missing(companies: Sequence[str]) -> dict[str, Any]:
                about = (question.as_of, question.known_at)
                ask = missing_of(transaction, question)
                return database.kept.answers(before["revision"], companies, about=about, ask=ask)

            traced = trace(transaction, question)
            found = trace_document(transaction, question, traced, limit=limit, offset=offset, missing=missing)
        return found if transaction.one("tracing/revision") == before else None

    for _ in range(TRIES):
        document = database.read(work)
        if document is not None:
            return document
    raise GraphUnavailable(
        "The graph is being changed all the time; ask again in a moment.",
        "Đồ thị đang được thay đổi liên tục; hãy hỏi lại sau giây lát.",
    )


def question_of(transaction: Transaction, asked: Asked, *, own_rules: Path | None = None) -> Question:
    """Return the question that is meant. Raises NotFound, Ambiguous, Invalid."""
    rules = rule_set(asked.rules, own=own_rules)
    day = asked.as_of or today_in_vietnam()
    if not asked.who:
        raise Invalid(
            "Name a worker or a case to trace.", "Hãy cho biết công nhân hoặc ca bệnh cần truy vết.", field="who"
        )
    if asked.depth is not None and asked.depth < 1:
        raise Invalid("The depth starts at 1.", "Độ sâu nhỏ nhất là 1.", field="depth")
    cases = [_case(transaction, text, asked, rules, day, alone=len(asked.who) == 1) for text in asked.who]
    return Question(
        cases=tuple({(case.key, case.record): case for case in cases}.values()),
        rules=rules,
        as_of=day,
        known_at=asked.known_at,
        depth=asked.depth,
        settings=_settings(asked.settings),
    )


def _settings(names: Sequence[str] | None) -> frozenset[str] | None:
    if names is None:
        return None
    known = get_args(Setting)
    if unknown := [name for name in names if name not in known]:
        raise Invalid(
            f"There is no setting {unknown[0]}; there are: {', '.join(known)}.",
            f"Không có hoàn cảnh {unknown[0]}; hiện có: {', '.join(known)}.",
            field="settings",
        )
    return frozenset(names)


def _case(transaction: Transaction, text: str, asked: Asked, rules: RuleSet, day: date, *, alone: bool) -> TracedCase:
    """Return the case that a text means: a case's key, else a person's latest case, else the dates given."""
    if asked.dates.given() and not alone:
        raise Invalid(
            "Dates go with one person only; register the cases and trace them by their keys.",
            "Các ngày chỉ đi với một người; hãy đăng ký từng ca rồi truy vết theo khóa ca bệnh.",
            field="onset",
        )
    _, by_key = find_cases(transaction, key=text.strip(), limit=1)
    if by_key and by_key[0]["retracted"]:
        raise Invalid(f"The case {text} was retracted.", f"Ca bệnh {text} đã bị hủy.", field="who")
    found: Mapping[str, Any] | None = by_key[0] if by_key else None
    record = found["person"] if found else _person(transaction, text, asked, day)
    if found is None:
        found = _latest(transaction, record, rules)
    known = _native(found) if found else {}
    dates = asked.dates.over(known)
    if dates.anchor is None:
        raise Invalid(
            f"“{text}” is no registered case; give a date (onset, sampled or confirmed), or register the case.",
            f"«{text}» chưa phải ca bệnh đã đăng ký; hãy cho một ngày (khởi phát, lấy mẫu, xác định) hoặc đăng ký ca.",
            field="onset",
        )
    if asked.dates.given():
        check_dates(dates, today=max(day, today_in_vietnam()))
    return TracedCase(
        key=found["key"] if found else None,
        record=found["person"] if found else record,
        dates=CaseDates(onset=dates.onset, sampled=dates.sampled, confirmed=dates.confirmed, isolated=dates.isolated),
    )


def _person(transaction: Transaction, text: str, asked: Asked, day: date) -> str:
    companies = company_keys(transaction, asked.company) if asked.company else None
    return resolve(transaction, text, day=day, companies=companies)


def _latest(transaction: Transaction, record: str, rules: RuleSet) -> Mapping[str, Any] | None:
    people = People()
    people.learn(transaction, [record])
    records = people.records(people.person(record))
    _, cases = find_cases(transaction, disease=rules.disease, people=records, limit=1000)
    standing = [case for case in cases if not case["retracted"]]
    return max(standing, key=lambda case: (_anchor(case), case["key"]), default=None)


def _anchor(case: Mapping[str, Any]) -> date:
    return Dates(**_native(case)).anchor or date.min


def _native(case: Mapping[str, Any]) -> dict[str, date | None]:
    return {name: native_day(case[name]) for name in ("onset", "sampled", "confirmed", "isolated")}


def _group(
    transaction: Transaction, asked: AskedGroup, *, limit: int, offset: int, own_rules: Path | None
) -> dict[str, Any]:
    if asked.first > asked.last:
        raise Invalid("The last day lies before the first.", "Ngày cuối ở trước ngày đầu.", field="to")
    groups = transaction.one("search/groups", keys=[asked.group])["groups"]
    if not groups:
        raise NotFound(
            f"No group has the key {asked.group}.", f"Không có nhóm nào mang khóa {asked.group}.", field="group"
        )
    days = (ordinal(asked.first, unknown=0), ordinal(asked.last, unknown=0))
    group = Group(asked.group, groups[0]["setting"])
    group.add(days, None, "")
    question = Question(cases=(), rules=rule_set(None, own=own_rules), as_of=asked.last, known_at=asked.known_at)
    found = present(transaction, group, as_of=asked.last, known_at=asked.known_at)
    return group_document(transaction, question, found, group=groups[0], days=days, limit=limit, offset=offset)
