"""Find the table in a sheet: which row holds the titles, and which column is which field.

A title counts without accents, case, signs and brackets; two rows of titles are read together ("Nơi ở hiện tại" over
"Thôn", "Mũi 1" over "Ngày"). What is recognised here is what the form and its synonyms name; nothing is guessed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from graph.model.keys import fold
from loaders.form import BY_FIELD, COLUMNS
from loaders.read import Cell, Sheet
from loaders.values.text import cell_text, is_empty

#: The titles stand within the first rows; a heading block of more than this has not been seen.
DEEPEST = 60
#: Titles found, no fuller row of titles comes later than this many rows below.
FULLER_WITHIN = 12
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_SIGNS = re.compile(r"[^0-9a-z]+")
_NUMBER = re.compile(r"\(?\d{1,3}\)?\.?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Where a sheet's workers stand: rows counted from 0 in the sheet's area, columns by field."""

    header: int
    first: int
    columns: Mapping[str, int]
    titles: Mapping[str, str] = field(default_factory=dict)


@lru_cache(maxsize=1 << 12)
def title_key(text: str) -> str:
    """Return a title as it compares.

    >>> title_key("HỌ VÀ TÊN *"), title_key("Số\\nCCCD/CMND")
    ('ho va ten', 'so cccd cmnd')
    """
    return " ".join(_SIGNS.sub(" ", fold(text)).split())


@cache
def titles() -> Mapping[str, str]:
    """Return every known title, as it compares, with its field; the form's own titles win."""
    known: dict[str, str] = {}
    for column in COLUMNS:
        for title in (column.title, column.english, *column.titles):
            for spelling in (title_key(title), title_key(_BRACKETS.sub(" ", title))):
                known.setdefault(spelling, column.field)
    return known


def field_of(*spellings: str) -> str | None:
    """Return the field that a title names, by the first of these spellings that is known."""
    known = titles()
    for text in spellings:
        lines = [text, _BRACKETS.sub(" ", text), text.split("\n")[0]]
        for line in lines:
            if found := known.get(title_key(line)):
                return found
    return None


def find_table(sheet: Sheet) -> Table | None:
    """Return the sheet's table, or None where no row names a worker code and a name."""
    best: Table | None = None
    for index in range(min(len(sheet.rows), DEEPEST)):
        if best is not None and index > best.header + FULLER_WITHIN:
            break
        columns = _columns(sheet, index, depth=1)
        if not {"code", "name"} & columns.keys() or len(columns) < 2:
            continue
        depth = 2 if _is_second_row(sheet, index, columns) else 1
        columns = _columns(sheet, index, depth=depth)
        if {"code", "name"} <= columns.keys() and (best is None or len(columns) > len(best.columns)):
            best = _table(sheet, index, depth, columns)
    return best


def looks_like_titles(sheet: Sheet) -> list[str]:
    """Return the fullest row's cells, to show what was seen where no titles were recognised."""
    rows = [[cell_text(cell) for cell in row if not is_empty(cell)] for row in sheet.rows[:DEEPEST]]
    return max(rows, key=len, default=[])


def holds_rows(sheet: Sheet) -> bool:
    """Tell whether a sheet without recognised titles may still list people: five rows of four cells or more."""
    return sum(sum(not is_empty(cell) for cell in row) >= 4 for row in sheet.rows) >= 5


def _texts(sheet: Sheet, index: int) -> list[str]:
    if index >= len(sheet.rows):
        return []
    return ["" if is_empty(cell) else cell_text(cell) for cell in sheet.rows[index]]


def _parents(sheet: Sheet, index: int) -> list[str]:
    """Return the upper titles, each over all the columns that it spans."""
    texts = _texts(sheet, index)
    for first_row, first, last_row, last in sheet.merged:
        if first_row <= index <= last_row and 0 <= first < len(texts):
            for column in range(first, min(last + 1, len(texts))):
                texts[column] = texts[column] or texts[first]
    if not sheet.merged:
        for column in range(1, len(texts)):
            texts[column] = texts[column] or texts[column - 1]
    return texts


def _columns(sheet: Sheet, index: int, *, depth: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, spellings in enumerate(_spellings(sheet, index, depth=depth)):
        name = field_of(*spellings)
        if name is not None:
            found.setdefault(name, column)
    return found


def _spellings(sheet: Sheet, index: int, *, depth: int) -> list[tuple[str, ...]]:
    upper = _texts(sheet, index)
    if depth == 1:
        return [(text,) for text in upper]
    lower, parents = _texts(sheet, index + 1), _parents(sheet, index)
    found: list[tuple[str, ...]] = []
    for column in range(max(len(upper), len(lower))):
        below = lower[column] if column < len(lower) else ""
        above = parents[column] if column < len(parents) else ""
        found.append((f"{above} {below}", below) if below else (above,))
    return found


def _is_second_row(sheet: Sheet, index: int, columns: Mapping[str, int]) -> bool:
    """Tell whether the next row holds titles too: it adds fields, and has nothing under the code and the name."""
    lower = _texts(sheet, index + 1)
    anchors = [columns[name] for name in ("code", "name") if name in columns]
    if any(column < len(lower) and lower[column] for column in anchors):
        return False
    return len(_columns(sheet, index, depth=2)) > len(columns)


def _table(sheet: Sheet, index: int, depth: int, columns: Mapping[str, int]) -> Table:
    first = index + depth
    texts = _texts(sheet, first)
    numbers = [text for text in texts if text]
    if len(numbers) >= 3 and all(_NUMBER.fullmatch(text) for text in numbers):
        first += 1
    spellings = _spellings(sheet, index, depth=depth)
    shown = {name: " ".join(spellings[column][0].split()) for name, column in columns.items()}
    kept = {name: column for name, column in columns.items() if name in BY_FIELD}
    return Table(header=index, first=first, columns=kept, titles=shown)


def cell(row: Sequence[Cell], column: int | None) -> Cell:
    """Return a row's cell in a column; a missing one is empty."""
    return row[column] if column is not None and column < len(row) else ""
