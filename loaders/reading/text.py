"""Read a .csv: its encoding and what parts its cells are told from its content."""

import csv
import io
from collections.abc import Sequence

#: After UTF-8, what Windows writes in Vietnam.
_ENCODINGS = ("utf-8-sig", "cp1258")
_DELIMITERS = ",;\t"
_SAMPLE = 20_000
#: A file whose every second byte is null is UTF-16, also without its mark.
_NULLS = 0.3


def read_csv(content: bytes) -> Sequence[Sequence[str]]:
    """Return the rows of a .csv. Raises ValueError where it is no text."""
    text = _decoded(content)
    first = text.split("\n", 1)[0].strip().lower()
    sample = text[:_SAMPLE]
    # The sign that parts most cells of the first lines; csv.Sniffer guesses letters at times.
    delimiter = max(_DELIMITERS, key=lambda sign: sample.count(sign))
    if first.startswith("sep=") and len(first) == len("sep=;"):
        delimiter = first[-1]
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise ValueError(str(error)) from None


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    start = content[:4096]
    if b"\x00" in start:
        if start[1::2].count(0) < _NULLS * len(start) / 2:
            raise ValueError("binary")
        return content.decode("utf-16-le", errors="replace")
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("cp1258", errors="replace")
