"""What a sheet may hold whose titles were not recognised: people, or the numbers of a summary."""

from collections.abc import Sequence

from loaders.reading.sheets import Sheet
from loaders.recognising.rows_of_titles import MOST_COLUMNS
from loaders.recognising.table import DEEPEST
from loaders.values.text import Cell, cell_text, is_empty
from loaders.wording import is_person

#: So many rows of so many cells may list people.
_ROWS, _CELLS = 5, 4
#: A summary counts people; their phones and IDs are larger numbers.
_LARGEST_COUNT = 100_000


def looks_like_titles(sheet: Sheet) -> list[str]:
    """Return the fullest row's cells, to show what was seen where no titles were recognised."""
    rows = [
        [cell_text(cell) for cell in row[:MOST_COLUMNS] if not is_empty(cell)]
        for row in sheet.rows[:DEEPEST]
    ]  # fmt: skip
    return max(rows, key=len, default=[])


def holds_rows(sheet: Sheet, first: int = 0, end: int | None = None, *, rows: int = _ROWS) -> bool:
    """Tell whether rows without recognised titles may still list people: five of four cells or more."""
    found = 0
    for row in sheet.rows[first:end]:
        found += _lists_someone(row)
        if found >= rows:
            return True
    return False


def _lists_someone(row: Sequence[Cell]) -> bool:
    """Tell whether a row may be a person's: a summary's has small numbers beside one text that is no name."""
    filled = [cell for cell in row[:MOST_COLUMNS] if not is_empty(cell)]
    if len(filled) < _CELLS:
        return False
    texts = [text for cell in filled if not _is_count(text := cell_text(cell))]
    return len(texts) > 1 or any(is_person(text) for text in texts)


def _is_count(text: str) -> bool:
    bare = text.replace(".", "", 1).removesuffix("%")
    return bare.isdigit() and not text.startswith("00") and float(bare) < _LARGEST_COUNT
