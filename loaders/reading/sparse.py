"""Read an .xlsx row by row: for one whose used area is far larger than what stands in it.

A stray cell in the last row makes an area of a million rows; calamine keeps all of it, this keeps what is filled.
"""

import re
import zipfile
from pathlib import Path

from loaders.reading.sheets import Sheet
from loaders.values.text import Cell

_MERGED = re.compile(rb'<mergeCell\s+ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_CHUNK = 1 << 20


def read_sparse(path: Path) -> list[Sheet]:
    """Return the sheets of an .xlsx. Raises ValueError, KeyError or OSError where it is damaged."""
    import openpyxl  # takes a fifth of a second, and hardly any file needs it

    book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    try:
        found = []
        for page in book.worksheets:
            page.reset_dimensions()
            rows = [_row(cells) for cells in page.iter_rows(values_only=True)]
            while rows and not rows[-1]:
                rows.pop()
            found.append(
                Sheet(
                    name=page.title,
                    rows=rows,
                    merged=_merged(path, page._worksheet_path),  # type: ignore[attr-defined]
                    hidden=page.sheet_state != "visible",
                )
            )
        return found
    finally:
        book.close()


_NOTHING: tuple[Cell, ...] = ()


def _row(cells: tuple[object, ...]) -> tuple[Cell, ...]:
    """Return a row up to its last filled cell; empty rows are all one."""
    last = next((place for place in range(len(cells), 0, -1) if cells[place - 1] not in (None, "", " ")), 0)
    if not last:
        return _NOTHING
    return tuple("" if value is None else value for value in cells[:last])  # type: ignore[misc]


def _merged(path: Path, part: str) -> list[tuple[int, int, int, int]]:
    """Return the merged ranges, which openpyxl does not give row by row."""
    from openpyxl.utils.cell import range_boundaries

    found: list[tuple[int, int, int, int]] = []
    with zipfile.ZipFile(path) as archive, archive.open(part) as file:
        before = b""
        while chunk := file.read(_CHUNK):
            text = before + chunk
            for match in _MERGED.finditer(text):
                left, top, right, bottom = range_boundaries(match[1].decode())
                found.append((int(top or 1) - 1, int(left or 1) - 1, int(bottom or 1) - 1, int(right or 1) - 1))
            cut = text.rfind(b">") + 1
            before = text[cut:]
    return found
