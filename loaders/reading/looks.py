"""What an .xlsx hides and how wide its columns are: the error workbook shows no more of a sheet than the firm does."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from loaders.reading.archive import sheet_parts

_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
_ROW = re.compile(rb"<(?:\w+:)?row\s([^>]*)>")
_ATTRIBUTE = re.compile(rb"\b(\w+)\s*=\s*[\"']([^\"']*)")
_YES = (b"1", b"true")
_CHUNK = 1 << 20
#: Of a larger sheet it is not worth the time.
_LONGEST = 128 << 20


@dataclass(frozen=True, slots=True)
class Column:
    """The look of columns ``first`` to ``last``, counted from 0; no width is the usual one."""

    first: int
    last: int
    width: float | None
    hidden: bool


@dataclass(slots=True)
class Looks:
    """How one sheet is shown: hidden rows counted from 0, and its columns."""

    hidden: bool = False
    rows: list[int] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)


def read_looks(path: Path | None) -> Mapping[str, Looks]:
    """Return each sheet's looks by its name; nothing of a file that is no .xlsx, or damaged."""
    if path is None or not path.is_file() or not zipfile.is_zipfile(path):
        return {}
    found: dict[str, Looks] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            for attributes, part in sheet_parts(archive):
                state = attributes.get(b"state", b"visible")
                looks = found[unescape(attributes.get(b"name", b"").decode())] = Looks(hidden=state != b"visible")
                _read(archive, part, looks)
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, NotImplementedError):
        return {}
    return found


def _read(archive: zipfile.ZipFile, part: str, looks: Looks) -> None:
    for text in _pieces(archive, part):
        for match in _COLUMN.finditer(text):
            said = dict(_ATTRIBUTE.findall(match[1]))
            first, last = int(said[b"min"]) - 1, int(said[b"max"]) - 1
            width = float(said[b"width"]) if b"width" in said else None
            looks.columns.append(Column(first, last, width, hidden=said.get(b"hidden") in _YES))
        if b"hidden" in text:
            for match in _ROW.finditer(text):
                if b"hidden" in match[1]:
                    said = dict(_ATTRIBUTE.findall(match[1]))
                    if said.get(b"hidden") in _YES and b"r" in said:
                        looks.rows.append(int(said[b"r"]) - 1)


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Give a part in pieces that end where a tag ends."""
    before, length = b"", 0
    with archive.open(part) as file:
        while (chunk := file.read(_CHUNK)) and length < _LONGEST:
            length += len(chunk)
            text = before + chunk
            cut = text.rfind(b">") + 1
            yield text[:cut]
            before = text[cut:]
