"""Names of people: NFC, each word capitalised, without a title in front or a remark behind."""

import re
import unicodedata
from functools import cache

from graph.model.keys import fold
from loaders.findings import Note
from loaders.values.read import Read
from loaders.values.text import Cell, cell_text, is_empty

_TITLES = frozenset({"ong", "ba", "anh", "chi", "em", "co", "chu", "bac", "mr", "mrs", "ms", "miss"})
_REMARK = re.compile(r"\s*[(\[]([^)\]]*)[)\]]\s*$")
_LEFT = re.compile(r"\b(nghi|thoi viec)\b")


def read_name(cell: Cell) -> Read[str | None]:
    """Return a person's name; None without a note where the cell is empty or holds no letter.

    >>> read_name("  NGUYỄN  VĂN a (đã nghỉ)").value
    'Nguyễn Văn A'
    """
    if is_empty(cell):
        return Read(None)
    text = cell_text(cell).replace("\n", " ")
    notes: tuple[Note, ...] = ()
    while remark := _REMARK.search(text):
        if _LEFT.search(fold(remark[1])):
            notes = (Note("name-left-mark", cell_text(cell)),)
        text = text[: remark.start()]
    words = text.replace(".", ". ").split()
    # "Anh Đào" is a name; a title stands before a family name and a given name at least.
    if len(words) >= 3 and fold(words[0]).rstrip(".:") in _TITLES and (words[0][-1] in ".:" or _is_title(words)):
        words = words[1:]
    name = " ".join(_capitalised(word) for word in words)
    return Read(name if any(c.isalpha() for c in name) else None, notes)


def _is_title(words: list[str]) -> bool:
    """Nobody's family name is Ông, Bà, Anh or Chị; Chu, Cô and Bác without their accents may be one (Chu Văn An)."""
    return unicodedata.normalize("NFC", words[0]).lower() in ("ông", "bà", "anh", "chị", "em", "cô", "chú", "bác")


@cache
def _capitalised(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:].lower() for part in unicodedata.normalize("NFC", word).split("-"))
