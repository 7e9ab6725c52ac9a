"""Read a spreadsheet into sheets of cells: .xlsx, .xlsm, .xls, .xlsb and .ods by python-calamine, .csv by csv.

Cells keep their types (text, number, date); nothing in them is evaluated.
"""

import csv
import hashlib
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import python_calamine

from loaders.errors import empty_workbook, locked_file, missing_file, too_large, unreadable_file

Cell = str | float | int | bool | datetime | date | time | timedelta
#: A workbook that would inflate beyond this is not opened.
MOST_MEGABYTES = 500
ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv")
_ENCODINGS = ("utf-8-sig", "cp1258")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet's used area. ``top`` is the spreadsheet's number of its first row, ``left`` how many columns are before
    it; ``merged`` are ranges in the area as (first row, first column, last row, last column), counted from 0."""

    name: str
    rows: Sequence[Sequence[Cell]]
    top: int = 1
    left: int = 0
    merged: Sequence[tuple[int, int, int, int]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """A file as read."""

    name: str
    content_hash: str
    sheets: Sequence[Sheet]


def read_workbook(path: Path, *, name: str | None = None) -> Workbook:
    """Read a file; ``name`` is what to call it where the path is an upload's. Raises Refused."""
    shown = name or path.name
    if not path.is_file():
        raise missing_file(str(path))
    if path.stat().st_size == 0:
        raise empty_workbook(shown)
    sheets = _read_csv(path, shown) if Path(shown).suffix.lower() == ".csv" else _read_spreadsheet(path, shown)
    return Workbook(name=shown, content_hash=content_hash(path), sheets=sheets)


def content_hash(path: Path) -> str:
    """Return the SHA-256 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_spreadsheet(path: Path, shown: str) -> list[Sheet]:
    _check_size(path, shown)
    try:
        with python_calamine.CalamineWorkbook.from_path(str(path)) as book:
            return [_sheet(book.get_sheet_by_name(name)) for name in book.sheet_names]
    except python_calamine.PasswordError:
        raise locked_file(shown) from None
    except (python_calamine.CalamineError, python_calamine.XmlError, python_calamine.ZipError, OSError, ValueError):
        raise unreadable_file(shown) from None


def _check_size(path: Path, shown: str) -> None:
    """Look at what a zipped workbook says that it inflates to, before anything is inflated."""
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_MEGABYTES * 1024**2:
            raise too_large(shown, MOST_MEGABYTES)


def _sheet(sheet: python_calamine.CalamineSheet) -> Sheet:
    top, left = sheet.start or (0, 0)
    ranges = sheet.merged_cell_ranges or []
    merged = [(first[0] - top, first[1] - left, last[0] - top, last[1] - left) for first, last in ranges]
    return Sheet(name=sheet.name, rows=sheet.to_python(skip_empty_area=True), top=top + 1, left=left, merged=merged)


def _read_csv(path: Path, shown: str) -> list[Sheet]:
    text = _decoded(path.read_bytes(), shown)
    sample = text[:20_000]
    # The sign that parts most cells of the first lines; csv.Sniffer guesses letters at times.
    delimiter = max(",;\t", key=lambda sign: sample.count(sign))
    rows = list(csv.reader(text.splitlines(), delimiter=delimiter))
    return [Sheet(name=Path(shown).stem, rows=rows)]


def _decoded(content: bytes, shown: str) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content[:4096]:
        raise unreadable_file(shown)
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("cp1258", errors="replace")
