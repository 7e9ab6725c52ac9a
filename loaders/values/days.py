"""Dates of cells: real dates, serial numbers, every way in which people write them, and bare years."""

import re
from datetime import date, datetime, timedelta

from graph.model.keys import fold
from loaders.findings import Note
from loaders.values.read import Read
from loaders.values.text import Cell, cell_text, is_empty

#: Day 0 of spreadsheets' serial numbers (with their leap day of 1900 that never was).
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(7_306, 80_000)  # 1920 to 2119; a bare year is never one
_EARLIEST_BIRTH = 1920
_EARLIEST = 1950
#: Below this age nobody works: a two-digit birth year that would make a worker younger means the century before.
_YOUNGEST = 14
_DMY = re.compile(r"(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4}|\d{2})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?")
_YMD = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?")
_WORDS = re.compile(r"(?:ngay\s*)?(\d{1,2})\s*thang\s*(\d{1,2})\s*(?:nam\s*)?(\d{4})")
_YEAR = re.compile(r"(?:nam|sn|sinh nam)?\s*(\d{4})")
_EIGHT = re.compile(r"(\d{2})(\d{2})(\d{4})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.\-](\d{4})")


def read_day(cell: Cell, *, as_of: date) -> Read[date | None]:
    """Return the day that a cell means; whether it may lie ahead is for the caller to say."""
    if is_empty(cell):
        return Read(None)
    found = _read(cell, birth=None)
    if found is None or found[0] is None or not _EARLIEST <= found[0].year <= as_of.year + 50:
        return Read(None, (Note("date-impossible", cell_text(cell)),))
    return Read(found[0], _swapped(cell, swapped=found[2]))


def read_birth(cell: Cell, *, as_of: date) -> Read[tuple[date | None, int | None]]:
    """Return birth date and year; the date is None where only the year is known.

    >>> read_birth("00/00/1990", as_of=date(2021, 6, 1)).value
    (None, 1990)
    """
    if is_empty(cell):
        return Read((None, None))
    found = _read(cell, birth=as_of.year)
    text = cell_text(cell)
    day, year, swapped = found or (None, None, False)
    if year is None or year < _EARLIEST_BIRTH:
        return Read((None, None), (Note("date-impossible", text),))
    if year > as_of.year or (day is not None and day > as_of):
        return Read((None, None), (Note("date-future", text),))
    return Read((day, year), _swapped(cell, swapped=swapped))


def _swapped(cell: Cell, *, swapped: bool) -> tuple[Note, ...]:
    return (Note("day-month-swapped", cell_text(cell)),) if swapped else ()


def _read(cell: Cell, *, birth: int | None) -> tuple[date | None, int | None, bool] | None:
    """Return day, year and whether day and month were swapped; ``birth`` is the file's year for a birth date."""
    if isinstance(cell, datetime):
        return cell.date(), cell.year, False
    if isinstance(cell, date):
        return cell, cell.year, False
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        return None
    if isinstance(cell, int | float):
        return _number(int(cell)) if float(cell).is_integer() or cell > _SERIALS.start else None
    return _written(fold(cell_text(cell)).strip(" .,;'"), birth)


def _number(value: int) -> tuple[date | None, int | None, bool] | None:
    if 1900 <= value <= 2100:
        return None, value, False
    if value in _SERIALS:
        day = _SERIAL_ZERO + timedelta(days=value)
        return day, day.year, False
    text = f"{value:08d}"
    return _written(text, None) if len(text) == 8 else None


def _written(text: str, birth: int | None) -> tuple[date | None, int | None, bool] | None:
    if match := _YMD.fullmatch(text):
        return _made(int(match[3]), int(match[2]), int(match[1]))
    if match := _DMY.fullmatch(text) or _WORDS.fullmatch(text) or _EIGHT.fullmatch(text):
        return _made(int(match[1]), int(match[2]), _year(match[3], birth))
    if match := _YEAR.fullmatch(text):
        return None, int(match[1]), False
    if match := _MONTH_YEAR.fullmatch(text):
        return (None, int(match[2]), False) if int(match[1]) <= 12 else None
    return _number(int(text)) if text.isascii() and text.isdigit() and len(text) == 5 else None


def _year(text: str, birth: int | None) -> int:
    """Return a year of four digits (workbook.md: 20YY if that makes a worker of 14 or more, else 19YY)."""
    if len(text) == 4:
        return int(text)
    late = 2000 + int(text)
    return late if birth is None or birth - late >= _YOUNGEST else late - 100


def _made(day: int, month: int, year: int) -> tuple[date | None, int | None, bool] | None:
    if day == 0 or month == 0:
        return None, year, False
    try:
        return date(year, month, day), year, False
    except ValueError:
        pass
    try:
        return date(year, day, month), year, True
    except ValueError:
        return None
