"""Names of people: NFC, each word capitalised, without a title in front or a remark behind."""

import re
import unicodedata
from functools import cache

from graph.model.keys import fold
from loaders.findings import Note
from loaders.values.legacy import is_no_vietnamese
from loaders.values.read import Read
from loaders.values.text import Cell, cell_text, is_empty

#: Nobody's family name is Ông, Bà, Anh or Chị; Chu, Cô and Bác without their accents may be one (Chu Văn An).
_TITLES = frozenset("ông bà anh chị em cô chú bác".split())
_TITLES_WITH_A_STOP = frozenset("ong ba anh chi em co chu bac".split())
_FOREIGN_TITLES = frozenset("mr mrs ms miss".split())
_LEFT = re.compile(r"nghỉ\b|\bthôi việc\b|\bthoi viec\b|^(?:da )?nghi(?: viec.*| ts| thai san)?$")
#: The same behind a name without brackets; "Nghi" alone is a name.
_LEFT_BEHIND = re.compile(
    r"(?:\s*[-–—,:;]\s*(?:đã |da )?(?:nghỉ|nghi|thôi việc|thoi viec)\b.*"
    r"|\s+(?:đã nghỉ|da nghi|nghỉ việc|nghi viec|thôi việc|thoi viec|nghỉ thai sản|nghỉ ts)\b.*)$",
    re.IGNORECASE,
)
_NOT_LEFT = re.compile(r"(?:không|khong|chưa|chua)\b")
_YEAR_BEHIND = re.compile(r"\b(?:(?:sn|sinh|năm)\s*:?\s*)?(?:19|20)\d\d$", re.IGNORECASE)
_EDGES = " ,;-–*#"
_LATIN = re.compile(r"[A-Za-zÀ-ỹĐđ]")


def read_name(cell: Cell) -> Read[str | None]:
    """Return a person's name; None without a note where the cell is empty or holds no letter.

    >>> read_name("  NGUYỄN  VĂN a (đã nghỉ)").value, read_name("王小明 (Wang Xiaoming)").value
    ('Nguyễn Văn A', 'Wang Xiaoming')
    """
    if is_empty(cell):
        return Read(None)
    written = cell_text(cell)
    text, left = _without_remarks(written.replace("\n", " "))
    words = _without_title(text.replace(".", ". ").split())
    name = " ".join(_capitalised(word) for word in words)
    if not any(c.isalpha() for c in name):
        return Read(None, (Note("name-left-mark", written),) if left else ())
    notes = [Note("name-left-mark", written)] if left else []
    if is_no_vietnamese(name):
        notes.append(Note("name-unreadable", written))
    return Read(name, tuple(notes))


def _without_remarks(text: str) -> tuple[str, bool]:
    """Return a name without what stands behind it, and whether that says that the person has left."""
    left = False
    while parts := _remark(text):
        before, said = parts
        left = left or (_LEFT.search(said.lower()) is not None and not _NOT_LEFT.match(said.lower()))
        # Of a name in two scripts the Latin one is what people search for.
        text = before if _LATIN.search(before) or not _LATIN.search(said) else said
    folded = fold(text)
    if ("nghi" in folded or "thoi" in folded) and (behind := _LEFT_BEHIND.search(text)):
        text, left = text[: behind.start()], True
    return _YEAR_BEHIND.sub("", text.rstrip(_EDGES)).rstrip(_EDGES), left


def _remark(text: str) -> tuple[str, str] | None:
    """Part a text from what stands in brackets behind it.

    >>> _remark("Lê Thị Bé (F1)")
    ('Lê Thị Bé', 'F1')
    """
    text = text.rstrip()
    start = max(text.rfind("("), text.rfind("["))
    return (text[:start].rstrip(), text[start + 1 : -1].strip()) if start >= 0 and text[-1] in ")]" else None


def _without_title(words: list[str]) -> list[str]:
    """Drop a title: "Anh Đào" is a name; one stands before a family name and a given name at least."""
    if len(words) < 2:
        return words
    first = words[0].lower()
    bare = first.rstrip(".:")
    if bare in _FOREIGN_TITLES:
        return words[1:]
    titled = bare in _TITLES or (first != bare and fold(bare) in _TITLES_WITH_A_STOP)
    return words[1:] if titled and len(words) >= 3 else words


@cache
def _capitalised(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:].lower() for part in unicodedata.normalize("NFC", word).split("-"))
