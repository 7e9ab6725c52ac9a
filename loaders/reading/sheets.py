"""What reading gives: sheets of cells. Cells keep their types (text, number, date)."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders.values.text import Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet's used area. ``top`` is the spreadsheet's number of its first row, ``left`` how many columns are before
    it; ``merged`` are ranges in the area as (first row, first column, last row, last column), counted from 0;
    ``hidden`` tells that whoever opens the file does not see it."""

    name: str
    rows: Sequence[Sequence[Cell]]
    top: int = 1
    left: int = 0
    merged: Sequence[tuple[int, int, int, int]] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """A file as read; ``path`` is where it lies."""

    name: str
    content_hash: str
    sheets: Sequence[Sheet]
    path: Path | None = None
