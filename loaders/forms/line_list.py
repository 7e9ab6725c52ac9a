"""A line list of cases: each row that means one person for certain is registered, the others are listed."""

from datetime import date, datetime

from graph.cases import Dates, case_key, find_cases, register
from graph.database import Transaction
from graph.errors import TruyvetError
from graph.identity.matching import match
from graph.model.keys import fold
from loaders.forms.reading import FormRow
from loaders.forms.report import Outcome, bad_cells, doubtful, rejected

_OUTCOMES = {
    "dang dieu tri": "in-treatment", "dieu tri": "in-treatment", "in treatment": "in-treatment", "khoi": "recovered",
    "khoi benh": "recovered", "ra vien": "recovered", "xuat vien": "recovered", "recovered": "recovered",
    "tu vong": "died", "chet": "died", "died": "died", "chuyen vien": "transferred", "transferred": "transferred",
}  # fmt: skip


def outcome_of(text: str) -> str | None:
    """Return an outcome by the words that people write for it.

    >>> outcome_of("Khỏi bệnh"), outcome_of("không rõ")
    ('recovered', None)
    """
    return _OUTCOMES.get(" ".join(fold(text).replace("-", " ").split()))


def register_row(
    transaction: Transaction, row: FormRow, *, disease: str, today: date, now: datetime, check: bool
) -> Outcome:
    """Register the case of a row, or say why not. The same again is unchanged."""
    if (bad := bad_cells(row)) is not None:
        return bad
    dates = Dates(**{name: row.days.get(name) for name in ("onset", "sampled", "confirmed", "isolated")})
    if row.named.empty or dates.anchor is None:
        return rejected(row, "Thiếu người hoặc thiếu ngày.", "A person and a date are needed.")
    outcome = outcome_of(row.texts["outcome"]) if "outcome" in row.texts else None
    if "outcome" in row.texts and outcome is None:
        shown = row.texts["outcome"][:40]
        return rejected(row, f"Không rõ kết cục «{shown}».", f"The outcome “{shown}” is not known.")
    meant = match(transaction, row.named, day=today)
    if meant.person is None:
        return doubtful(row, meant)
    key = case_key(disease, meant.person.key, dates.anchor)
    _, known = find_cases(transaction, keys=[key], limit=1)
    if check:
        state = "unchanged" if known and known[0]["retracted_at"] is None else "recorded"
        return Outcome(row, state, person=meant.person, key=key)
    try:
        register(transaction, meant.person.key, dates, disease=disease, outcome=outcome, today=today, now=now)
    except TruyvetError as error:
        return rejected(row, error.vi, error.en)
    _, after = find_cases(transaction, keys=[key], limit=1)
    return Outcome(row, "unchanged" if known == after else "recorded", person=meant.person, key=key)
