"""Read a .csv: its encoding and what parts its cells are told from its content."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence

_DELIMITERS = ",;\t"
_SAMPLE = 20_000
#: A file whose every second byte is null is UTF-16, also without its mark.
_NULLS = 0.3
#: So many letters of UTF-8 to one byte that is none: the file is UTF-8, with some damage.
_GOOD_TO_BAD = 10
#: No cell has more lines: a quote that stays open longer was never meant to be one.
_MOST_LINES = 40

Row = Sequence[str]


def read_csv(content: bytes) -> Sequence[Row]:
    """Return the rows of a .csv. Raises ValueError where it is no text."""
    text = _decoded(content)
    first = text.split("\n", 1)[0].strip().lower()
    delimiter = max(_DELIMITERS, key=lambda sign: _regularity(text[:_SAMPLE], sign))
    if first.startswith("sep=") and len(first) == len("sep=;"):
        delimiter = first[-1]
    try:
        return _rows(text, delimiter) if _closed(text, delimiter) else list(_apart(text, delimiter))
    except csv.Error as error:
        raise ValueError(str(error)) from None


def _rows(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _regularity(sample: str, delimiter: str) -> tuple[int, int]:
    """Return how many rows get the same number of cells by a sign, and how many cells: a table's rows are alike.

    The most frequent sign may stand in addresses; csv.Sniffer guesses letters at times.
    """
    try:
        widths = Counter(len(row) for row in _rows(sample, delimiter))
    except csv.Error:
        return 0, 0
    return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))


def _closed(text: str, delimiter: str) -> bool:
    """Tell whether every quote that opens a cell is closed at the end of one."""
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error:
        return False
    return True


def _apart(text: str, delimiter: str) -> Iterator[Row]:
    """Give the rows of a text with open quotes: a quote holds lines together only if it closes before the next row."""
    lines = text.splitlines()
    widths = Counter(line.count(delimiter) + 1 for line in lines if delimiter in line)
    width = max(widths, key=lambda one: (widths[one], one), default=2)
    at = 0
    while at < len(lines):
        behind = at + 1
        record = lines[at]
        while (
            record.count('"') % 2
            and behind < min(len(lines), at + _MOST_LINES)
            and not _begins_row(lines[behind], delimiter, width)
        ):
            record += "\n" + lines[behind]
            behind += 1
        if record.count('"') % 2:
            yield [value.strip().strip('"') for value in lines[at].split(delimiter)]
            at += 1
        else:
            yield from _rows(record, delimiter) or [[]]
            at = behind


def _begins_row(line: str, delimiter: str, width: int) -> bool:
    """Tell whether a line is a row: it has all cells, or begins with a running number or a code."""
    cells = line.split(delimiter)
    first = cells[0].strip(' "')
    return len(cells) >= width or (len(cells) > 2 and " " not in first and any(sign.isdigit() for sign in first))


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    start = content[:4096]
    if b"\x00" in start:
        if start[1::2].count(0) < _NULLS * len(start) / 2:
            raise ValueError("binary")
        return content.decode("utf-16-le", errors="replace")
    text = content.decode("utf-8-sig", errors="replace")
    bad = text.count("\ufffd")
    if bad and sum(sign > "\x7f" for sign in text) - bad < _GOOD_TO_BAD * bad:
        return content.decode("cp1258", errors="replace")  # what Windows writes in Vietnam
    return text
