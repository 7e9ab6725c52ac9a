"""Cells of what we write: text that starts with = + - @ stays text; nothing becomes a formula or a link."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

#: How every .xlsx is written: row by row in constant memory, text as text.
BOOK = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

#: What begins a formula, in some languages also in full width (OWASP, CSV Injection).
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


def safe(value: Any) -> Any:
    """Return a value for a .csv, in which a spreadsheet program would take some text for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in _FORMULA else value


def dmy(day: str | None) -> str | None:
    """Return an ISO day as dd/mm/yyyy."""
    return f"{day[8:]}/{day[5:7]}/{day[:4]}" if day else day


def csv_lines(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the lines of a .csv with these columns, in UTF-8 with a byte order mark for Excel; text stays text."""
    buffer = io.StringIO()
    buffer.write("\ufeff")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe(row[name]) for name in columns])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()
