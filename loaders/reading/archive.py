"""How much a zipped workbook (.xlsx, .xlsb, .ods) really holds, before anything of it is kept.

What its directory claims is not believed: a few kilobytes can inflate to terabytes, and say that they do not.
"""

import io
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

#: No workbook has more parts than this.
MOST_PARTS = 10_000
_CHUNK = 1 << 20
_LOCAL_HEADER = 30


def inflated_size(path: Path, most: int) -> int:
    """Return to how many bytes a file inflates, or the first number found beyond ``most``; 0 if it is no archive.

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
            for part in parts:
                total += _size(file, part, most - total)
                if total > most:
                    break
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError) as error:
        raise ValueError(str(error)) from None
    return total


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
