"""Text of cells: one form of Unicode, one kind of space, numbers without a point."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from functools import lru_cache

Cell = str | float | int | bool | datetime | date | time | timedelta

_SPACES = re.compile(r"[^\S\n]+")
#: What nobody sees; control characters and changes of direction belong to no text, and terminals obey them.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
#: Letters of other alphabets that look like Đ and đ, and are often typed for them.
_LOOKALIKES = str.maketrans("Ðð", "Đđ")
_DASHES = frozenset({"", "-", "–", "—", "--", "---", "- -"})
_NUMBER = re.compile(r"(\d+)\.0+")


def cell_text(cell: Cell) -> str:
    """Return a cell as text: NFC, single spaces, whole numbers without a point or exponent, dates as dd/mm/yyyy.

    What nobody sees is left out.

    >>> cell_text(123.0), cell_text("123.0"), cell_text(" Tổ\\u00a01  "), cell_text(24095000123.0)
    ('123', '123', 'Tổ 1', '24095000123')
    """
    if isinstance(cell, str):
        return _tidied(cell)
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime | date):
        return f"{cell:%d/%m/%Y}" if cell.year >= 1000 else cell.isoformat()
    return str(cell)


@lru_cache(maxsize=1 << 15)  # a workshop, a vaccine, a house stand in hundreds of rows
def _tidied(written: str) -> str:
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", written)).translate(_LOOKALIKES)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n")).strip()
    whole = _NUMBER.fullmatch(text)
    return whole[1] if whole else text


def is_empty(cell: Cell) -> bool:
    """Tell whether a cell holds nothing: blank, or a lone dash."""
    if not isinstance(cell, str) or cell[:1].isalnum():
        return False
    return not cell or _INVISIBLE.sub("", cell).strip() in _DASHES
