"""What became of a form's rows: each is recorded, unchanged, doubtful or rejected, with a sentence where it matters."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph.identity.matching import Meant
from graph.people import Card
from loaders.forms.reading import FormRow

STATES = ("recorded", "unchanged", "doubtful", "rejected")

#: Why a row is doubtful: Vietnamese, English.
DOUBTS: dict[str, tuple[str, str]] = {
    "unknown": ("Không tìm thấy người này trong danh sách nào.", "Nobody on any roster fits."),
    "several": ("Có nhiều người khớp; hãy cho CCCD hoặc khóa.", "Several people fit; give the citizen ID or the key."),
    "no-birth": (
        "Chỉ có họ tên; hãy cho ngày sinh, CCCD hoặc mã.",
        "Only a name is given; add the birth date, the citizen ID or the code.",
    ),
    "other-birth": ("Cùng tên nhưng khác ngày sinh.", "The name fits, the birth date does not."),
    "other-name": ("Số hoặc mã là của người mang tên khác.", "The number or code is of somebody with another name."),
}


@dataclass(slots=True)
class Outcome:
    """What became of one row."""

    row: FormRow
    state: str
    vi: str = ""
    en: str = ""
    person: Card | None = None
    candidates: Sequence[Card] = ()
    key: str | None = None  #: of the case, the meeting or the event

    def to_document(self) -> dict[str, Any]:
        """Return the entry of the report."""
        return {
            "sheet": self.row.sheet,
            "row": self.row.row,
            "state": self.state,
            "key": self.key,
            "person": self.person and _brief(self.person),
            "candidates": [_brief(card) for card in self.candidates],
            "message": {"vi": self.vi, "en": self.en},
        }


def doubtful(row: FormRow, meant: Meant) -> Outcome:
    """Return the outcome of a row of which it is not known whom it means."""
    vi, en = DOUBTS[meant.why or "unknown"]
    return Outcome(row, "doubtful", vi, en, candidates=meant.candidates)


def rejected(row: FormRow, vi: str, en: str) -> Outcome:
    """Return the outcome of a row that cannot be used."""
    return Outcome(row, "rejected", vi, en)


def bad_cells(row: FormRow) -> Outcome | None:
    """Reject a row in which a cell could not be read: half of it would be recorded wrong."""
    if not row.bad:
        return None
    name, value = next(iter(row.bad.items()))
    shown = value[:40]
    return rejected(row, f"Không đọc được «{shown}» ({name}).", f"“{shown}” cannot be read ({name}).")


def report(file: str, form: str, outcomes: Sequence[Outcome], *, check: bool) -> dict[str, Any]:
    """Return a form's report: how many rows ended how, and each row that is not simply recorded or unchanged."""
    counted = Counter(outcome.state for outcome in outcomes)
    return {
        "file": file,
        "form": form,
        "check": check,
        "rows": {"read": len(outcomes), **{state: counted[state] for state in STATES}},
        "entries": [outcome.to_document() for outcome in outcomes],
    }


def _brief(card: Card) -> dict[str, Any]:
    document = card.to_document()
    return {name: document[name] for name in ("key", "code", "name", "birth_date", "birth_year", "company")}
