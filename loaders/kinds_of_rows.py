"""Which rows of a table are workers, and which are totals, signatures, headings, numbers or the form's example."""

import re
from collections.abc import Mapping, Sequence
from enum import Enum

from graph.model.keys import fold
from loaders.form import NAME_PARTS
from loaders.values.text import Cell, cell_text, is_empty

# "Cộng", not "Công ty" or "Công nhân".
_TOTAL = re.compile(r"^(tong|tong cong|tong so|cong(?! (?:ty|nhan|nghe|doan|an|trinh)\b)|total)\b")
_SIGNATURE = re.compile(
    r"^(nguoi lap|nguoi lap bieu|giam doc|tong giam doc|thu truong|xac nhan|dai dien|ky ten|\(ky|ghi chu|noi nhan|"
    r"ke toan|truong phong|ngay\b.*\bthang\b.*\bnam\b|.{2,30}, ?ngay \d+ thang)"
)
_HEADING = re.compile(r"^([ivxlc]+|[a-z]|\d+)[.)]\s|^(phan xuong|px|xuong|bo phan|phong|to|chuyen|khu|day chuyen)\b")
_MARKS = frozenset({"nt", "-nt-", "- nt -", '"', "''", "”", "“", "//", "-//-", '-"-', "như trên", "nhu tren"})
_LONGEST_MARK = 16
#: A lone dash means "as above" here only; elsewhere it means none.
DITTO_COLUMNS = ("workshop", "team")


class Standing(Enum):
    """What a row is; the values are those of the report's ``skipped``."""

    DATA = "data"
    EMPTY = "empty"
    TOTAL = "total"
    SIGNATURE = "signature"
    HEADING = "heading"
    NUMBER = "number"
    EXAMPLE = "example"
    UNNAMED = "unnamed"


def standing(row: Sequence[Cell], columns: Mapping[str, int]) -> Standing:
    """Tell what a row below the titles is. A row with a code and a name is a worker, whatever else it says."""
    filled = [value for value in row if not is_empty(value)]
    if not filled:
        return Standing.EMPTY
    if len(filled) == 1 and (isinstance(filled[0], int | float) or cell_text(filled[0]).isdigit()):
        return Standing.NUMBER
    code = _text(row, columns.get("code"))
    name = next((text for field in ("name", *NAME_PARTS) if (text := _text(row, columns.get(field)))), "")
    if fold(code).startswith("vi du"):
        return Standing.EXAMPLE
    if code and name and not _TOTAL.match(fold(code)) and not _signed(code, name, len(filled)):
        return Standing.DATA
    first = fold(cell_text(filled[0]))
    texts = [fold(cell_text(value)) for value in filled]
    if any(_TOTAL.match(text) for text in texts[:3]) and len(filled) <= 6:
        return Standing.TOTAL
    if any(_SIGNATURE.match(text) for text in texts) and len(filled) <= 4:
        return Standing.SIGNATURE
    if len(filled) <= 2 and _HEADING.match(first):
        return Standing.HEADING
    if code and name and _signed(code, name, len(filled)):
        return Standing.SIGNATURE
    if code or name:
        return Standing.DATA
    return Standing.HEADING if len(filled) <= 2 else Standing.UNNAMED


def _signed(code: str, name: str, filled: int) -> bool:
    """Tell whether those who sign happen to stand below code and name."""
    bare = not any(sign.isdigit() for sign in code)
    return bare and filled <= 4 and any(_SIGNATURE.match(fold(text)) for text in (code, name))


def _text(row: Sequence[Cell], column: int | None) -> str:
    if column is None or column >= len(row) or is_empty(row[column]):
        return ""
    return cell_text(row[column])


def is_ditto(value: Cell, column: str) -> bool:
    """Tell whether a cell means "as above"."""
    if not isinstance(value, str) or not value or len(value) > _LONGEST_MARK:
        return False
    text = value.strip().lower()
    return text in _MARKS or (column in DITTO_COLUMNS and text in ("-", "–", "—"))
