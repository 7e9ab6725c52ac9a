"""Read a spreadsheet into sheets: .xlsx, .xlsm, .xls, .xlsb and .ods by python-calamine, .csv by csv."""

import hashlib
import mmap
import re
from collections.abc import Sequence
from pathlib import Path

import python_calamine

from loaders.errors import empty_workbook, locked_file, missing_file, too_large, unreadable_file
from loaders.reading.archive import inflated_size
from loaders.reading.ods import Range, is_ods, merged_ranges
from loaders.reading.sheets import Sheet, Workbook
from loaders.reading.sparse import read_sparse
from loaders.reading.text import read_csv

#: A workbook that inflates beyond this is not opened (workbook.md).
MOST_MEGABYTES = 500
#: Nor is a larger file: no firm's list has a fifth of it.
MOST_ON_DISK = 200
ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv")
#: Formats that can be read row by row.
ROW_BY_ROW = (".xlsx", ".xlsm")
#: How an OLE file begins ([MS-CFB] 2.2).
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
#: BOF of a workbook's globals in BIFF8, then perhaps WriteProtect, then FilePass.
_FIRST_RECORDS = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)


def read_workbook(path: Path, *, name: str | None = None, sparse: bool = False) -> Workbook:
    """Read a file; ``name`` is what to call it where the path is an upload's. Raises Refused.

    ``sparse`` reads an .xlsx row by row, slower, for one whose used area is far larger than what stands in it.
    """
    shown = name or path.name
    check_file(path, shown)
    if Path(shown).suffix.lower() == ".csv":
        sheets = _read_csv(path, shown)
    else:
        sheets = _read_spreadsheet(path, shown, sparse=sparse)
    return Workbook(name=shown, content_hash=content_hash(path), sheets=sheets, path=path)


def check_file(path: Path, shown: str) -> None:
    """See whether a file is there, filled, and of a size that is read. Raises Refused."""
    if not path.is_file():
        raise missing_file(str(path))
    size = path.stat().st_size
    if size == 0:
        raise empty_workbook(shown)
    if size > MOST_ON_DISK * 1024**2:
        raise too_large(shown, MOST_ON_DISK)


def content_hash(path: Path) -> str:
    """Return the SHA-256 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_spreadsheet(path: Path, shown: str, *, sparse: bool) -> list[Sheet]:
    try:
        most = MOST_MEGABYTES * 1024**2
        if inflated_size(path, most) > most:
            raise too_large(shown, MOST_MEGABYTES)
        return read_sparse(path) if sparse else _read_whole(path)
    except python_calamine.PasswordError:
        raise locked_file(shown) from None
    except (
        python_calamine.CalamineError,
        python_calamine.XmlError,
        python_calamine.ZipError,
        OSError,
        ValueError,
        KeyError,
    ):
        raise (locked_file(shown) if _is_encrypted(path) else unreadable_file(shown)) from None


def _is_encrypted(path: Path) -> bool:
    """Tell whether an OLE file is a workbook with a password: calamine, asked by content, calls it unknown.

    An .xlsx is wrapped as a stream of a fixed name ([MS-OFFCRYPTO] 1.3.1); in an .xls the record FILEPASS follows the
    first one, or WriteProtect ([MS-XLS] 2.1.7.20.3).
    """
    with path.open("rb") as file:
        if file.read(len(_OLE)) != _OLE:
            return False
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            if content.find("EncryptedPackage".encode("utf-16-le")) >= 0:
                return True
            return _FIRST_RECORDS.search(content) is not None


def _read_whole(path: Path) -> list[Sheet]:
    # By its content: an .xls is often an .xlsx that somebody renamed, or the other way round.
    with path.open("rb") as file, python_calamine.CalamineWorkbook.from_filelike(file) as book:
        merged = merged_ranges(path) if is_ods(path) else {}
        hidden = {
            one.name for one in book.sheets_metadata if one.visible is not python_calamine.SheetVisibleEnum.Visible
        }
        return [
            _sheet(book.get_sheet_by_name(name), merged.get(name), hidden=name in hidden) for name in book.sheet_names
        ]


def _sheet(sheet: python_calamine.CalamineSheet, ranges: Sequence[Range] | None, *, hidden: bool) -> Sheet:
    top, left = sheet.start or (0, 0)
    if ranges is None:
        ranges = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
    merged = [
        (first_row - top, first - left, last_row - top, last - left) for first_row, first, last_row, last in ranges
    ]
    return Sheet(
        name=sheet.name,
        rows=sheet.to_python(skip_empty_area=True),
        top=top + 1,
        left=left,
        merged=merged,
        hidden=hidden,
    )


def _read_csv(path: Path, shown: str) -> list[Sheet]:
    try:
        return [Sheet(name=Path(shown).stem, rows=read_csv(path.read_bytes()))]
    except ValueError:
        raise unreadable_file(shown) from None
