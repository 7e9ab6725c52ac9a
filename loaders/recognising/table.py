"""Find the table in a sheet: where its one to three rows of titles stand, and which column is which field."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from loaders.form import MESSAGES, NAME_PARTS
from loaders.reading.sheets import Sheet
from loaders.recognising.columns import Reading, Said, known_fields, read_columns
from loaders.recognising.rows_of_titles import MOST_COLUMNS, cell, is_numbering, row_texts
from loaders.recognising.titles import field_of, title_key
from loaders.values.text import Cell, cell_text, is_empty

#: The titles stand within the first rows; a heading block of more than this has not been seen.
DEEPEST = 60
#: Titles found, no fuller row of titles comes later than this many rows below.
FULLER_WITHIN = 12
#: Titles stand in one to three rows.
MOST_ROWS = 3
#: Rows that name none of these are no titles.
ANCHORS = frozenset({"code", "name", *NAME_PARTS})
#: A row of so many known titles is no worker's.
_TITLES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Where a sheet's workers stand: rows counted from 0 in the sheet's area, columns and titles by field.

    ``depth`` is the number of rows of titles from ``header``, ``first`` the first row of data, ``end`` the row behind
    the last one, where another table begins. ``spanned`` are further columns under a field's title; ``beside`` are
    columns of the same field that fill its gaps; ``doubled`` are the titles of columns that are not read as another
    one has their field, each with that one's; ``readings`` has every column with a title; ``joined`` counts the titles
    of several rows.
    """

    header: int
    depth: int
    first: int
    columns: Mapping[str, int]
    end: int | None = None
    titles: Mapping[str, str] = field(default_factory=dict)
    readings: Sequence[Reading] = ()
    spanned: Mapping[str, Sequence[int]] = field(default_factory=dict)
    beside: Mapping[str, Sequence[int]] = field(default_factory=dict)
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

    @property
    def name_column(self) -> int | None:
        """Where each worker's name stands, or begins."""
        return self.columns.get("name", self.columns.get(NAME_PARTS[0]))


def find_table(sheet: Sheet, said: Said | None = None) -> Table | None:
    """Return the sheet's table, or None where no rows name a worker code and a name."""
    table = likeliest_table(sheet, said)
    return table if table is not None and table.complete else None


def likeliest_table(sheet: Sheet, said: Said | None = None) -> Table | None:
    """Return the fullest table of the sheet, a complete one before others; None where no title is known.

    Nothing below a worker is better than what stands above: it would be another table.
    """
    best: Table | None = None
    known: dict[int, set[str]] = {}
    for index in range(min(len(sheet.rows), DEEPEST)):
        if (
            best is not None
            and best.complete
            and (index > best.header + FULLER_WITHIN or _lists_worker(sheet, index - 1, best))
        ):
            break
        best = _best_from(sheet, index, best, known, said)
    return best


def table_at(sheet: Sheet, index: int, said: Said | None = None, *, below: Table | None = None) -> Table | None:
    """Return the best table whose titles begin in a row, perhaps below another one; None where there is none."""
    return _best_from(sheet, index, None, {}, said, below)


def _best_from(
    sheet: Sheet,
    index: int,
    best: Table | None,
    known: dict[int, set[str]],
    said: Said | None,
    above: Table | None = None,
) -> Table | None:
    """Return the best of a table so far and those whose titles begin in a row; no worker stands among titles."""
    for depth in range(1, MOST_ROWS + 1):
        if depth > 1 and (
            is_numbering(row_texts(sheet, index + depth - 1))
            or any(_lists_worker(sheet, index + depth - 2, table) for table in (best, above))
        ):
            break
        rows = (_fields(sheet, index + level, known, said) for level in range(depth))
        if not ANCHORS & set[str]().union(*rows):
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


def _lists_worker(sheet: Sheet, index: int, table: Table | None) -> bool:
    """Tell whether a row below a table's titles has a code with a name: it is neither titles nor their numbers."""
    if table is None or not table.complete or not table.first <= index < len(sheet.rows):
        return False
    row = sheet.rows[index]
    code, name = cell(row, table.columns["code"]), cell(row, table.name_column)
    if is_empty(code) or is_empty(name) or is_numbering(row_texts(sheet, index)):
        return False
    return len(_named(sheet, index, None)) < 2


def _fields(sheet: Sheet, index: int, known: dict[int, set[str]], said: Said | None) -> set[str]:
    """Return the same, looked up once for all the depths in which a row is tried."""
    if index not in known:
        known[index] = _named(sheet, index, said)
    return known[index]


def _table(sheet: Sheet, index: int, depth: int, said: Said | None) -> Table | None:
    """Read ``depth`` rows from ``index`` as the titles."""
    found = read_columns(sheet, index, depth, said)
    if found is None:
        return None
    return Table(
        header=index,
        depth=depth,
        first=_first_row(sheet, index + depth, found.columns),
        columns=found.columns,
        titles=found.titles,
        readings=tuple(found.readings[column] for column in sorted(found.readings)),
        spanned=found.spanned,
        beside=found.beside,
        doubled=found.doubled,
        joined=found.joined,
    )


def _first_row(sheet: Sheet, index: int, columns: Mapping[str, int]) -> int:
    """Return the first row of data: behind the titles in another language and the row of column numbers."""
    for _ in range(2):
        texts = row_texts(sheet, index)
        again = [name for name, column in columns.items() if column < len(texts) and _names(texts[column], name)]
        if not is_numbering(texts) and len(again) < 2:
            break
        index += 1
    return index


def _names(text: str, name: str) -> bool:
    found = field_of([text])
    return found is not None and found[0] == name


def is_titles(code: Cell, name: Cell) -> bool:
    """Tell whether what stands under code and name are titles of them, as where a printed list repeats its titles."""
    if not isinstance(code, str) or not isinstance(name, str) or any(sign.isdigit() for sign in code):
        return False
    return _names(cell_text(code), "code") and any(_names(cell_text(name), field) for field in ("name", *NAME_PARTS))


def titles_below(sheet: Sheet, index: int, table: Table, said: Said | None = None) -> Table | None:
    """Return the table that begins in a row of another one, with titles elsewhere or with more of them; else None.

    One without codes or names is a table too: its rows are none of the one above. But a row below titles is no more
    than their second row.
    """
    row = sheet.rows[index]
    if not _may_be_titles(row, cell(row, table.columns.get("code"))):
        return None
    fields = _named(sheet, index, said)
    named = {"code", "name"} <= fields or (len(fields) >= _TITLES and fields & {"code", "name", NAME_PARTS[0]})
    if not named or _repeats(sheet, index, table):
        return None
    found = table_at(sheet, index, said, below=table)
    if found is None or found.columns.items() <= table.columns.items():
        return None
    return found if found.complete or len(_named(sheet, index - 1, said)) < 2 else None


def _named(sheet: Sheet, index: int, said: Said | None) -> set[str]:
    """Return the fields that a row's own cells name."""
    cells = sheet.rows[index][:MOST_COLUMNS] if index < len(sheet.rows) else ()
    return known_fields((cell_text(value) for value in cells if isinstance(value, str) and not is_empty(value)), said)


def _may_be_titles(row: Sequence[Cell], code: Cell) -> bool:
    """Tell at a glance what can be no titles: a row with numbers, or with a code."""
    if isinstance(code, str) and " " not in code and any(sign.isdigit() for sign in code):
        return False
    filled = 0
    for value in row:
        if not isinstance(value, str):
            return False
        filled += bool(value)
    return filled > 1


def _repeats(sheet: Sheet, index: int, table: Table) -> bool:
    """Tell whether a row is one of the table's own rows of titles once more."""
    texts = [title_key(text) for text in row_texts(sheet, index)]
    for header in range(table.header, table.first):
        own = [title_key(text) for text in row_texts(sheet, header)]
        if all(text in ("", other) for text, other in zip_longest(texts, own, fillvalue="")):
            return True
    return False
