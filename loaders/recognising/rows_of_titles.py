"""Rows of titles as texts: each column's title from the top, and the numbers of columns below."""

import re
from collections.abc import Iterable, Iterator, Sequence

from loaders.reading.sheets import Sheet
from loaders.values.text import Cell, cell_text, is_empty

#: No form has more columns; what a damaged or hostile sheet has beyond is not looked at.
MOST_COLUMNS = 400
_NUMBER = re.compile(r"[(\[]?(\d{1,3}|[A-Za-z])[)\]]?\.?")


def cell(row: Sequence[Cell], column: int | None) -> Cell:
    """Return a row's cell in a column; a missing one is empty."""
    return row[column] if column is not None and column < len(row) else ""


def row_texts(sheet: Sheet, index: int) -> list[str]:
    """Return a row's cells as texts; none where there is no such row."""
    if index >= len(sheet.rows):
        return []
    return ["" if is_empty(cell) else cell_text(cell) for cell in sheet.rows[index][:MOST_COLUMNS]]


def paths(sheet: Sheet, index: int, depth: int) -> Iterator[list[str]]:
    """Give each column's title from the top; an upper title stands over all the columns that it spans."""
    rows = [_parents(sheet, index + level) for level in range(depth - 1)] + [row_texts(sheet, index + depth - 1)]
    for column in range(max(len(row) for row in rows)):
        texts = [row[column] if column < len(row) else "" for row in rows]
        yield [text for place, text in enumerate(texts) if text and text not in texts[:place]]


def _parents(sheet: Sheet, index: int) -> list[str]:
    """Return the upper titles, each over all the columns that it spans."""
    texts = row_texts(sheet, index)
    spans = [span for span in sheet.merged if span[0] <= index <= span[2]]
    for first_row, first, _, last in spans:
        if 0 <= first < len(texts) and first_row == index:
            for column in range(first, min(last + 1, len(texts))):
                texts[column] = texts[column] or texts[first]
    if not sheet.merged:
        below = row_texts(sheet, index + 1)
        for column in range(1, len(texts)):
            # Without merged cells a title spans the empty cells behind it that have titles below.
            if not texts[column] and column < len(below) and below[column]:
                texts[column] = texts[column - 1]
    return texts


def is_numbering(texts: Sequence[str]) -> bool:
    """Tell whether a row below the titles numbers the columns: (1) (2) (3), or A B C."""
    filled = [text for text in texts if text]
    return len(filled) >= 3 and all(_NUMBER.fullmatch(text) for text in filled)


def is_numbers(row: Iterable[Cell]) -> bool:
    """Tell whether a row below repeats the numbers of the columns: (1) (2) (3)."""
    texts = [cell_text(value) for value in row if not is_empty(value)]
    numbers = [match[1] for text in texts if (match := _NUMBER.fullmatch(text)) and match[1].isdigit()]
    return len(texts) >= 3 and len(numbers) == len(texts) and len({int(n) - i for i, n in enumerate(numbers)}) == 1
