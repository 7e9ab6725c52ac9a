"""How much a zipped workbook (.xlsx, .xlsb, .ods) really holds, before anything of it is kept.

What its directory claims is not believed: a few kilobytes can inflate to terabytes, and say that they do not.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

#: No workbook has more parts than this.
MOST_PARTS = 10_000
_CHUNK = 1 << 20
_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
#: What lists the sheets of an .xlsx is no longer than this.
_LONGEST_LIST = 16 << 20
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^>]*)>")
#: An attribute without its prefix: r:id is id.
_ATTRIBUTE = re.compile(rb"\b(?:\w+:)?(\w+)\s*=\s*[\"']([^\"']*)")
_LOCAL_HEADER = 30


def inflated_size(path: Path, most: int) -> int:
    """Return to how many bytes a file inflates, or the first number found beyond ``most``; 0 if it is no archive.

    A part that is several sheets counts for each of them, because it is read for each of them.

    Raises ValueError for a damaged archive.
    """
    if not zipfile.is_zipfile(path):
        return 0
    total = 0
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as file:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS:
                return most + 1
            sizes: dict[str, int] = {}
            for part in parts:
                sizes[part.filename] = _size(file, part, most - total)
                total += sizes[part.filename]
                if total > most:
                    return total
            total += sum(sizes.get(part, 0) * (times - 1) for part, times in _sheets(archive, sizes).items())
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError) as error:
        raise ValueError(str(error)) from None
    return total


def _sheets(archive: zipfile.ZipFile, sizes: Mapping[str, int]) -> Counter[str]:
    """Return how many sheets of an .xlsx each part is."""
    if any(sizes.get(name, 0) > _LONGEST_LIST for name in (_BOOK, _RELATIONS)):
        return Counter()
    return Counter(part for _, part in sheet_parts(archive))


def sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[Mapping[bytes, bytes], str]]:
    """Give each sheet of an .xlsx as its list has it: the attributes without their prefixes, and the sheet's part."""
    if not {_BOOK, _RELATIONS} <= set(archive.namelist()):
        return
    parts: dict[bytes, str] = {}
    for relation in _RELATION.findall(archive.read(_RELATIONS)):
        said = dict(_ATTRIBUTE.findall(relation))
        name = said.get(b"Target", b"").decode(errors="replace")
        parts[said.get(b"Id", b"")] = posixpath.normpath(name.lstrip("/") if name.startswith("/") else f"xl/{name}")
    for sheet in _SHEET.findall(archive.read(_BOOK)):
        said = dict(_ATTRIBUTE.findall(sheet))
        if said.get(b"id") in parts:
            yield said, parts[said[b"id"]]


def _size(file: BinaryIO, part: zipfile.ZipInfo, most: int) -> int:
    if part.compress_type != zipfile.ZIP_DEFLATED:
        return part.compress_size
    file.seek(part.header_offset)
    header = file.read(_LOCAL_HEADER)
    if len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
        raise ValueError("a part is missing")
    file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), io.SEEK_CUR)
    stream, left, size = zlib.decompressobj(-zlib.MAX_WBITS), part.compress_size, 0
    while size <= most and not stream.eof:
        pressed = stream.unconsumed_tail or file.read(min(_CHUNK, left))
        if not stream.unconsumed_tail:
            left -= len(pressed)
        if not pressed:
            break
        size += len(stream.decompress(pressed, _CHUNK))
    return size
