"""Merged cells of an .ods, which calamine does not give."""

import zipfile
from pathlib import Path
from xml.etree import ElementTree

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
Range = tuple[int, int, int, int]


def is_ods(path: Path) -> bool:
    """Tell by its content whether a file is an .ods."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return "content.xml" in archive.namelist()


def merged_ranges(path: Path) -> dict[str, list[Range]]:
    """Return each sheet's merged ranges as (first row, first column, last row, last column), counted from 0.

    Raises ValueError or KeyError where the file is damaged.
    """
    found: dict[str, list[Range]] = {}
    name, row, column = "", -1, 0
    repeated = 1
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as content:
        try:
            # In a process with limits (loaders/guarded.py); expat itself stops entities that grow.
            for event, element in ElementTree.iterparse(content, events=("start", "end")):  # noqa: S314
                if event == "end":
                    element.clear()
                elif element.tag == f"{_TABLE}table":
                    name, row, repeated = element.get(f"{_TABLE}name", ""), -1, 1
                    found[name] = []
                elif element.tag == f"{_TABLE}table-row":
                    row, column = row + repeated, 0
                    repeated = int(element.get(f"{_TABLE}number-rows-repeated", 1))
                elif element.tag in _CELLS:
                    rows, columns = (int(element.get(f"{_TABLE}number-{of}-spanned", 1)) for of in ("rows", "columns"))
                    if rows > 1 or columns > 1:
                        found[name].append((row, column, row + rows - 1, column + columns - 1))
                    column += int(element.get(f"{_TABLE}number-columns-repeated", 1))
        except ElementTree.ParseError as error:
            raise ValueError(str(error)) from None
    return found
