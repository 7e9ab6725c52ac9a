"""The follow-up workbook that comes back filled in: isolations, tests, moves and losses of contacts."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from graph.database import Transaction
from graph.errors import TruyvetError
from graph.follow_up.events import Happening, check_happening, events_of, record, record_test
from graph.identity.matching import match
from graph.model.keys import fold
from loaders.forms.reading import FormRow
from loaders.forms.report import Outcome, bad_cells, doubtful, rejected

_RESULTS = {
    "duong tinh": "positive", "duong": "positive", "positive": "positive", "+": "positive", "am tinh": "negative",
    "am": "negative", "negative": "negative", "-": "negative",
}  # fmt: skip


def result_of(text: str) -> str | None:
    """Return a test's result by the words that people write for it.

    >>> result_of("Dương tính"), result_of("(-)"), result_of("?")
    ('positive', 'negative', None)
    """
    return _RESULTS.get(" ".join(fold(text).strip("() ").split()))


def record_row(
    transaction: Transaction, row: FormRow, *, disease: str, by: str, today: date, now: datetime, check: bool
) -> Outcome | None:
    """Record what a row says has happened, or say why not; None where it says nothing new of the person."""
    if (bad := bad_cells(row)) is not None:
        return bad
    said = list(_happenings(row))
    if not said and "result" not in row.texts:
        return None
    if row.named.empty:
        return rejected(row, "Không biết là ai.", "It does not say of whom.")
    if "result" in row.texts and (result_of(row.texts["result"]) is None or "tested" not in row.days):
        shown = row.texts["result"][:40]
        return rejected(
            row,
            f"Kết quả «{shown}» cần ngày xét nghiệm và là âm tính hoặc dương tính.",
            f"The result “{shown}” needs the day of the test and has to be negative or positive.",
        )
    meant = match(transaction, row.named, day=today)
    if meant.person is None:
        return doubtful(row, meant)
    key = meant.person.key
    before = events_of(transaction, [key])
    found: dict[str, Any] | None = None
    try:
        for one in said:
            check_happening(one, today=today)
        for one in () if check else said:
            if one.kind == "test":
                found = record_test(transaction, key, one, disease=disease, by=by, today=today, now=now)
            else:
                found = record(transaction, key, one, by=by, today=today, now=now)
    except TruyvetError as error:
        return rejected(row, error.vi, error.en)
    same = not check and before == events_of(transaction, [key])
    return Outcome(row, "unchanged" if same else "recorded", person=meant.person, key=found["key"] if found else None)


def _happenings(row: FormRow) -> Iterator[Happening]:
    days, texts = row.days, row.texts
    if "isolated" in days:
        yield Happening(kind="isolation", since=days["isolated"], until=days.get("released"), place=texts.get("place"))
    if "tested" in days and "result" in texts:
        yield Happening(kind="test", since=days["tested"], result=result_of(texts["result"]))
    if "moved" in days:
        yield Happening(kind="moved", since=days["moved"], place=texts.get("moved_to"))
    if "lost" in days:
        yield Happening(kind="lost", since=days["lost"])
