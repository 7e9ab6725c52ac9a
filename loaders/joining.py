"""Several columns of one field: those under one title, and those that fill each other's gaps."""

import re
from collections.abc import Sequence

from graph.model.keys import fold
from loaders.form import NAME_PARTS
from loaders.recognising.rows_of_titles import cell
from loaders.recognising.table import Table
from loaders.values.text import Cell, cell_text, is_empty
from loaders.values.travel import read_travel

_CARD = re.compile(r"\d{12}")
#: Whose columns are read together where both are filled, and what parts them; of others the first filled one is read.
_TOGETHER = {"vehicle": " ", "housemates": "; "}
_ROUTES = re.compile(r"\b(tuyen xe|xe tuyen|xe dua don so)\b")
_ROUTE = re.compile(r"[A-Za-z]?\d{1,3}[A-Za-z]?|[^\W\d_][^\d?]{1,40}")


def spanned(name: str, row: Sequence[Cell], column: int, table: Table) -> Cell:
    """Put together the cells of several columns under one title."""
    values = [cell(row, place) for place in (column, *table.spanned[name])]
    filled = [value for value in values if not is_empty(value)]
    if len(filled) < 2:
        return filled[0] if filled else ""
    return (" " if name in ("name", *NAME_PARTS) else ", ").join(cell_text(value) for value in filled)


def beside(cells: dict[str, Cell], row: Sequence[Cell], table: Table) -> dict[str, str]:
    """Fill what is empty from other columns of the same field; return by field the title of the one that was read."""
    source: dict[str, str] = {}
    titles = {reading.column: reading.title for reading in table.readings}
    for name, columns in table.beside.items():
        found = [(table.columns[name], cells[name]), *((column, cell(row, column)) for column in columns)]
        filled = [(column, value) for column, value in found if not is_empty(value)]
        if not filled:
            continue
        column, value = filled[0]
        if name == "citizen_id":
            column, value = next((one for one in filled if _is_card(one[1])), filled[0])
        elif name in _TOGETHER:
            texts = dict.fromkeys(cell_text(value) for _, value in filled)
            value = _TOGETHER[name].join(texts) if len(texts) > 1 else value
        cells[name], source[name] = value, titles[column]
    return source


def _is_card(value: Cell) -> bool:
    return _CARD.fullmatch(re.sub(r"\D", "", cell_text(value))) is not None


def route_of(title: str, value: Cell) -> Cell:
    """Return the vehicle of a row as its reader knows it: below "Tuyến xe" a bare number or name is a route's.

    >>> route_of("Tuyến xe", "5"), route_of("Tuyến xe", "Lục Nam"), route_of("Tuyến xe", "xe máy")
    ('Xe tuyến 5', 'Xe tuyến Lục Nam', 'xe máy')
    """
    if is_empty(value) or not _ROUTES.search(" ".join(fold(title).split())):
        return value
    text = cell_text(value)
    unclear = any(note.code == "vehicle-unclear" for note in read_travel(text).notes)
    return f"Xe tuyến {text}" if unclear and _ROUTE.fullmatch(text) else value
