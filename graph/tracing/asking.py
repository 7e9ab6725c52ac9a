"""From what a person types to a question: who is meant, which case and dates, which rules."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

from graph.clock import now
from graph.clock import today as today_in_vietnam
from graph.database import Database, Transaction
from graph.errors import Invalid, NotFound
from graph.tracing.changes import changes_since
from graph.tracing.days import ordinal
from graph.tracing.document import group_document, missing_of, trace_document
from graph.tracing.expand import Group
from graph.tracing.issued import issue, issued_list, list_hash
from graph.tracing.naming import named_cases
from graph.tracing.presence import present
from graph.tracing.question import Asked, AskedGroup, Question, TracedCase
from graph.tracing.regional_rates import rates_document, with_regional_rates
from graph.tracing.rules import DEFAULT_DISEASE, RuleSet, Setting, rule_set, rules_in_force
from graph.tracing.steady import read_steadily
from graph.tracing.trace import Trace, trace


def answer(
    database: Database,
    asked: Asked | AskedGroup,
    *,
    limit: int,
    offset: int,
    own_rules: Path | None = None,
    since: str | None = None,
    issue_by: str | None = None,
    hashed: bool = False,
) -> dict[str, Any]:
    """Return the trace's document. Raises NotFound, Ambiguous and Invalid for a question that cannot be.

    ``since`` is the key of an issued list: who is new, gone or changed since stands under ``changes``. ``issue_by``
    keeps the list in that name: its key and hash stand under ``list``. ``hashed`` gives the list's hash, and the rule
    set's title and source, for what is printed.

    The levels are separate queries, read as one state of the graph.
    """

    def work(transaction: Transaction, revision: int) -> tuple[dict[str, Any], tuple[Question, Trace] | None]:
        if isinstance(asked, AskedGroup):
            return _group(transaction, asked, limit=limit, offset=offset, own_rules=own_rules), None
        question = question_of(transaction, asked, own_rules=own_rules)

        def missing(companies: Sequence[str]) -> dict[str, Any]:
            about = (question.as_of, question.known_at)
            return database.kept.answers(revision, companies, about=about, ask=missing_of(transaction, question))

        rates = None
        if asked.rates == "region":
            question, rates = with_regional_rates(transaction, question)
        traced = trace(transaction, question)
        document = trace_document(transaction, question, traced, limit=limit, offset=offset, missing=missing)
        if rates is not None:
            document["rates"] = rates_document(rates)
        if hashed:
            rule = question.rules.document
            document["rule"] = {name: rule[name] for name in ("title", "source", "in_force")}
            document["hash"] = list_hash(question, traced)
        if since is not None:
            document["changes"] = changes_since(transaction, issued_list(transaction, since), question, traced)
        return document, (question, traced)

    document, found = read_steadily(database, work)
    if issue_by is not None and found is not None:
        document["list"] = issue(database, *found, document["question"], by=issue_by, now=now())
    return document


def question_of(transaction: Transaction, asked: Asked, *, own_rules: Path | None = None) -> Question:
    """Return the question that is meant. Raises NotFound, Ambiguous, Invalid."""
    day = asked.as_of or today_in_vietnam()
    if not asked.who:
        raise Invalid(
            "Name a worker or a case to trace.", "Hãy cho biết công nhân hoặc ca bệnh cần truy vết.", field="who"
        )
    if asked.depth is not None and asked.depth < 1:
        raise Invalid("The depth starts at 1.", "Độ sâu nhỏ nhất là 1.", field="depth")
    named = rule_set(asked.rules, own=own_rules) if asked.rules else None
    cases = named_cases(transaction, asked, disease=named.disease if named else None, day=day)
    disease = _disease(cases, named)
    return Question(
        cases=tuple({(case.key, case.record): case for case in cases}.values()),
        rules=named or rules_in_force(disease or DEFAULT_DISEASE, day, own=own_rules),
        as_of=day,
        known_at=asked.known_at,
        depth=asked.depth,
        settings=_settings(asked.settings),
        disease=disease,
        order=asked.order,
    )


def _disease(cases: Sequence[TracedCase], named: RuleSet | None) -> str | None:
    """Return the disease of the cases named. Raises Invalid where they are of several, or of another than the rules'.

    A person without a registered case has that of the rule set, else COVID-19. None: a rule set for any disease, asked
    about cases of several.
    """
    given = sorted({case.disease for case in cases if case.disease is not None})
    if named is not None and named.disease is not None:
        if other := [disease for disease in given if disease != named.disease]:
            raise Invalid(
                f"The case is of {other[0]}, but rule set {named.id} is for {named.disease}; name another one.",
                f"Ca bệnh là {other[0]}, còn bộ quy tắc {named.id} dành cho {named.disease}; hãy nêu bộ khác.",
                field="rules",
            )
        return named.disease
    if len(given) > 1 and named is None:
        raise Invalid(
            f"The cases are of several diseases ({', '.join(given)}); trace each disease by itself.",
            f"Các ca thuộc nhiều bệnh ({', '.join(given)}); hãy truy vết từng bệnh.",
            field="cases",
        )
    return None if len(given) > 1 else (given or [DEFAULT_DISEASE])[0]


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
    rules = rules_in_force(DEFAULT_DISEASE, asked.last, own=own_rules)
    question = Question(cases=(), rules=rules, as_of=asked.last, known_at=asked.known_at)
    found = present(transaction, group, as_of=asked.last, known_at=asked.known_at)
    return group_document(transaction, question, found, group=groups[0], days=days, limit=limit, offset=offset)
