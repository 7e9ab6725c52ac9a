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
_YEARS = range(1900, 2101)
_EARLIEST_BIRTH = 1920
_EARLIEST = 1950
#: Below this age nobody works: a two-digit birth year that would make a worker younger means the century before.
_YOUNGEST = 14
_DMY = re.compile(r"(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4}|\d{2})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?")
_YMD = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:[ t]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?z?)?")
_WORDS = re.compile(r"(\d{1,2})[\s\-]*(?:thang|thg|th)\s*(\d{1,2})[\s,\-]*(?:nam\s*)?(\d{4}|\d{2})")
_ENGLISH = re.compile(r"(\d{1,2})[\s\-/]*([a-z]{3})[a-z]*[\s,\-/.]*(\d{4}|\d{2})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EIGHT = re.compile(r"(\d{2})(\d{2})(\d{4})")
_EIGHT_BACKWARDS = re.compile(r"((?:19|20)\d{2})(0\d|1[0-2])([0-2]\d|3[01])")
_MONTH_YEAR = re.compile(r"(?:thang|thg|th|t)?\s*(\d{1,2})\s*(?:[/.\-]|nam)\s*(\d{4})")
#: A day by the lunar calendar is another day, in most years of the same year.
_LUNAR = re.compile(r"\s*(?:\((?:am|al)[^()]*\)|\bam lich)$")
#: What people write around a date.
_AROUND = re.compile(r"^(?:sinh|ngay|nam|sn|ns|\s|:)+(?=\d|t\s*\d|thang)|\s*\([^()]*\)$")


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
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        serial = (day - _SERIAL_ZERO).days
        # In a cell formatted as a date the year 1995 is shown as 17/06/1905.
        return _number(serial) if serial in _YEARS else (day, day.year, False)
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        return None
    if isinstance(cell, int | float):
        return _number(int(cell)) if float(cell).is_integer() or cell > _SERIALS.start else None
    return _written(fold(cell_text(cell)).strip(" .,;'"), birth)


def _number(value: int) -> tuple[date | None, int | None, bool] | None:
    if value in _YEARS:
        return None, value, False
    if value in _SERIALS:
        day = _SERIAL_ZERO + timedelta(days=value)
        return day, day.year, False
    text = f"{value:08d}"
    return _written(text, None) if len(text) == 8 else None


def _written(text: str, birth: int | None) -> tuple[date | None, int | None, bool] | None:
    if match := _DMY.fullmatch(text):  # nine dates in ten
        return _made(int(match[1]), int(match[2]), _year(match[3], birth))
    if _LUNAR.search(text):
        found = _written(_LUNAR.sub("", text), birth)
        return found and (None, found[1], False)
    text = _AROUND.sub("", text)
    if match := _YMD.fullmatch(text) or _EIGHT_BACKWARDS.fullmatch(text):
        return _made(int(match[3]), int(match[2]), int(match[1]))
    if match := _DMY.fullmatch(text) or _WORDS.fullmatch(text) or _EIGHT.fullmatch(text):
        return _made(int(match[1]), int(match[2]), _year(match[3], birth))
    if (match := _ENGLISH.fullmatch(text)) and match[2] in _MONTHS:
        return _made(int(match[1]), _MONTHS.index(match[2]) + 1, _year(match[3], birth))
    if match := _MONTH_YEAR.fullmatch(text):
        return (None, int(match[2]), False) if int(match[1]) <= 12 else None
    if not (text.isascii() and text.isdigit()):
        return None
    if len(text) == 4:
        return None, int(text), False
    return _number(int(text)) if len(text) == 5 else None


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
