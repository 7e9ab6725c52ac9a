"""Find the table in a sheet: where its one to three rows of titles stand, and which column is which field."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from loaders.form import MESSAGES, NAME_PARTS
from loaders.reading.sheets import Sheet
from loaders.recognising.titles import field_of, says_more, title_key
from loaders.values.text import Cell, cell_text, is_empty

#: The titles stand within the first rows; a heading block of more than this has not been seen.
DEEPEST = 60
#: Titles found, no fuller row of titles comes later than this many rows below.
FULLER_WITHIN = 12
#: Titles stand in one to three rows.
MOST_ROWS = 3
#: No form has more columns; what a damaged or hostile sheet has beyond is not looked at.
MOST_COLUMNS = 400
#: A column that a person said not to read.
IGNORED = "-"
#: Rows that name none of these are no titles.
_ANCHORS = frozenset({"code", "name", *NAME_PARTS})
_NUMBER = re.compile(r"[(\[]?(\d{1,3}|[A-Za-z])[)\]]?\.?")

Source = Literal["title", "map", "remembered", "guess"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a column is taken for: ``confidence`` is 1 where its title is known or a person said so.

    ``column`` counts from 0 in the sheet's area. ``field`` is None where the column is not read.
    """

    column: int
    title: str
    field: str | None
    confidence: float
    source: Source = "title"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Where a sheet's workers stand: rows counted from 0 in the sheet's area, columns and titles by field.

    ``depth`` is the number of rows of titles from ``header``, ``first`` the first row of data.
    ``spanned`` are further columns under a field's title; ``doubled`` are the titles of columns whose field another one
    has, each with that one's; ``readings`` has every column with a title; ``joined`` counts the titles of several rows.
    """

    header: int
    depth: int
    first: int
    columns: Mapping[str, int]
    titles: Mapping[str, str] = field(default_factory=dict)
    readings: Sequence[Reading] = ()
    spanned: Mapping[str, Sequence[int]] = field(default_factory=dict)
    doubled: Sequence[tuple[str, str]] = ()
    joined: int = 0

    @property
    def complete(self) -> bool:
        """Whether it is known where each worker's code and name stand."""
        return "code" in self.columns and ("name" in self.columns or set(NAME_PARTS) <= self.columns.keys())

    @property
    def signature(self) -> str:
        """What tells this header from others: the same titles in any order, or in the file to mend, have the same."""
        keys = sorted({title_key(reading.title) for reading in self.readings} - {title_key(MESSAGES)})
        return hashlib.sha256("\n".join(keys).encode()).hexdigest()[:16]


#: What persons said of titles: by the title as it compares, the field (or IGNORED) and how it is known.
Said = Mapping[str, tuple[str, Source]]


def find_table(sheet: Sheet, said: Said | None = None) -> Table | None:
    """Return the sheet's table, or None where no rows name a worker code and a name."""
    table = likeliest_table(sheet, said)
    return table if table is not None and table.complete else None


def likeliest_table(sheet: Sheet, said: Said | None = None) -> Table | None:
    """Return the fullest table of the sheet, a complete one before others; None where no title is known."""
    best: Table | None = None
    known: dict[int, set[str]] = {}
    for index in range(min(len(sheet.rows), DEEPEST)):
        if best is not None and best.complete and index > best.header + FULLER_WITHIN:
            break
        for depth in range(1, MOST_ROWS + 1):
            if depth > 1 and _is_numbering(_texts(sheet, index + depth - 1)):
                break
            rows = (_fields(sheet, index + level, known, said) for level in range(depth))
            if not _ANCHORS & set[str]().union(*rows):
                continue
            table = _table(sheet, index, depth, said)
            if table is not None and (best is None or _is_better(table, best)):
                best = table
    return best


def _is_better(table: Table, best: Table) -> bool:
    """Tell whether a table, found later, is better than the best so far: it reads more columns, or as many of the same
    rows in which more titles of several rows make sense, which begin the data earlier, or are fewer."""
    worth, least = (table.complete, len(table.columns)), (best.complete, len(best.columns))
    if worth != least or table.header >= best.header + best.depth:
        return worth > least
    return _fit(table) > _fit(best)


def _fit(table: Table) -> tuple[int, int, int]:
    return table.joined, -(table.header + table.depth), -table.depth


def looks_like_titles(sheet: Sheet) -> list[str]:
    """Return the fullest row's cells, to show what was seen where no titles were recognised."""
    rows = [
        [cell_text(cell) for cell in row[:MOST_COLUMNS] if not is_empty(cell)]
        for row in sheet.rows[:DEEPEST]
    ]  # fmt: skip
    return max(rows, key=len, default=[])


def holds_rows(sheet: Sheet) -> bool:
    """Tell whether a sheet without recognised titles may still list people: five rows of four cells or more."""
    found = 0
    for row in sheet.rows:
        found += sum(not is_empty(cell) for cell in row[:MOST_COLUMNS]) >= 4
        if found >= 5:
            return True
    return False


def _texts(sheet: Sheet, index: int) -> list[str]:
    if index >= len(sheet.rows):
        return []
    return ["" if is_empty(cell) else cell_text(cell) for cell in sheet.rows[index][:MOST_COLUMNS]]


def _fields(sheet: Sheet, index: int, known: dict[int, set[str]], said: Said | None) -> set[str]:
    """Return the fields that a row's own cells name."""
    if index not in known:
        cells = sheet.rows[index][:MOST_COLUMNS] if index < len(sheet.rows) else ()
        texts = [cell_text(cell) for cell in cells if isinstance(cell, str) and not is_empty(cell)]
        found = {read[0] for text in texts if (read := _read([text], said))}
        known[index] = found
    return known[index]


def _read(path: Sequence[str], said: Said | None) -> tuple[str, int, Source] | None:
    """Return the field of a title, its rank among the titles of the field, and how it is known."""
    for text in (" ".join(path), path[-1]):
        if said and (told := said.get(title_key(text))):
            return told[0], -1, told[1]
    found = field_of(path)
    return (*found, "title") if found else None


def _table(sheet: Sheet, index: int, depth: int, said: Said | None) -> Table | None:
    """Read ``depth`` rows from ``index`` as the titles."""
    taken: dict[str, tuple[int, int]] = {}
    readings: dict[int, Reading] = {}
    doubled: list[tuple[str, str]] = []
    joined = 0
    for column, path in enumerate(_paths(sheet, index, depth)):
        if not path:
            continue
        title = " ".join(" ".join(path).split())
        joined += says_more(path)
        found = _read(path, said)
        if found is None:
            readings[column] = Reading(column=column, title=title, field=None, confidence=0.0)
            continue
        if found[0] == IGNORED:
            readings[column] = Reading(column=column, title=title, field=None, confidence=1.0, source=found[2])
            continue
        name, rank, source = found
        readings[column] = Reading(column=column, title=title, field=name, confidence=1.0, source=source)
        if name in taken:
            other = taken[name][0]
            loser = column if rank >= taken[name][1] else other
            winner = other if loser == column else column
            doubled.append((readings[loser].title, readings[winner].title))
            readings[loser] = Reading(column=loser, title=readings[loser].title, field=None, confidence=0.0)
            if loser == column:
                continue
        taken[name] = (column, rank)
    if not taken:
        return None
    columns = {name: column for name, (column, _) in sorted(taken.items(), key=lambda one: one[1][0])}
    titles = {name: readings[column].title for name, column in columns.items()}
    if "name" not in columns and "family_name" not in columns and _full_names(sheet, index + depth, columns):
        columns["name"], titles["name"] = columns.pop("given_name"), titles.pop("given_name")
        shown = readings[columns["name"]]
        readings[columns["name"]] = Reading(column=shown.column, title=shown.title, field="name", confidence=0.9)
    return Table(
        header=index,
        depth=depth,
        first=_first_row(sheet, index + depth, columns),
        columns=columns,
        titles=titles,
        readings=tuple(readings[column] for column in sorted(readings)),
        spanned=_spanned(sheet, index, depth, columns, readings),
        doubled=doubled,
        joined=joined,
    )


def _full_names(sheet: Sheet, first: int, columns: Mapping[str, int]) -> bool:
    """Tell whether a column called only "Tên" holds whole names: nine in ten have two words or more."""
    values = [cell(row, columns.get("given_name")) for row in sheet.rows[first : first + DEEPEST]]
    texts = [cell_text(value) for value in values if not is_empty(value)]
    return bool(texts) and sum(" " in text for text in texts) >= 0.9 * len(texts)


def _paths(sheet: Sheet, index: int, depth: int) -> Iterator[list[str]]:
    """Give each column's title from the top; an upper title stands over all the columns that it spans."""
    rows = [_parents(sheet, index + level) for level in range(depth - 1)] + [_texts(sheet, index + depth - 1)]
    for column in range(max(len(row) for row in rows)):
        texts = [row[column] if column < len(row) else "" for row in rows]
        yield [text for place, text in enumerate(texts) if text and text not in texts[:place]]


def _parents(sheet: Sheet, index: int) -> list[str]:
    """Return the upper titles, each over all the columns that it spans."""
    texts = _texts(sheet, index)
    spans = [span for span in sheet.merged if span[0] <= index <= span[2]]
    for first_row, first, _, last in spans:
        if 0 <= first < len(texts) and first_row == index:
            for column in range(first, min(last + 1, len(texts))):
                texts[column] = texts[column] or texts[first]
    if not sheet.merged:
        below = _texts(sheet, index + 1)
        for column in range(1, len(texts)):
            # Without merged cells a title spans the empty cells behind it that have titles below.
            if not texts[column] and column < len(below) and below[column]:
                texts[column] = texts[column - 1]
    return texts


def _spanned(
    sheet: Sheet, index: int, depth: int, columns: Mapping[str, int], readings: Mapping[int, Reading]
) -> dict[str, tuple[int, ...]]:
    """Return the columns without a title of their own that a merged title spans besides its first one."""
    found: dict[str, tuple[int, ...]] = {}
    for first_row, first, _, last in sheet.merged:
        if index <= first_row < index + depth and last > first:
            name = next((name for name, column in columns.items() if column == first), None)
            more = tuple(column for column in range(first + 1, last + 1) if column not in readings)
            if name is not None and more and last < MOST_COLUMNS:
                found[name] = more
    return found


def _first_row(sheet: Sheet, index: int, columns: Mapping[str, int]) -> int:
    """Return the first row of data: behind the titles in another language and the row of column numbers."""
    for _ in range(2):
        texts = _texts(sheet, index)
        again = [name for name, column in columns.items() if column < len(texts) and _names(texts[column], name)]
        if not _is_numbering(texts) and len(again) < 2:
            break
        index += 1
    return index


def _is_numbering(texts: Sequence[str]) -> bool:
    """Tell whether a row below the titles numbers the columns: (1) (2) (3), or A B C."""
    filled = [text for text in texts if text]
    return len(filled) >= 3 and all(_NUMBER.fullmatch(text) for text in filled)


def _names(text: str, name: str) -> bool:
    found = field_of([text])
    return found is not None and found[0] == name


def is_titles(code: Cell, name: Cell) -> bool:
    """Tell whether what stands under code and name are titles of them, as where a printed list repeats its titles."""
    if not isinstance(code, str) or not isinstance(name, str) or any(sign.isdigit() for sign in code):
        return False
    return _names(cell_text(code), "code") and any(_names(cell_text(name), field) for field in ("name", *NAME_PARTS))


def is_numbers(row: Iterable[Cell]) -> bool:
    """Tell whether a row below repeats the numbers of the columns: (1) (2) (3)."""
    texts = [cell_text(value) for value in row if not is_empty(value)]
    numbers = [match[1] for text in texts if (match := _NUMBER.fullmatch(text)) and match[1].isdigit()]
    return len(texts) >= 3 and len(numbers) == len(texts) and len({int(n) - i for i, n in enumerate(numbers)}) == 1


def cell(row: Sequence[Cell], column: int | None) -> Cell:
    """Return a row's cell in a column; a missing one is empty."""
    return row[column] if column is not None and column < len(row) else ""
