"""Columns that say one thing together: a name in two of them, sex by which one is filled, an address in parts."""

from collections.abc import Mapping

from graph.model.keys import fold
from loaders.form import HOME_PARTS, HOUSEMATE_PARTS, NAME_PARTS
from loaders.values.text import Cell, cell_text, is_empty

_BY_SEX = {"male": "Nam", "female": "Nữ"}
_MARKS = frozenset({"x", "1", "v", "✓", "✔", "√", "co", "nam", "nu", "true", "*"})
_COMPOSED = frozenset({*NAME_PARTS, *_BY_SEX, *HOME_PARTS, *HOUSEMATE_PARTS})


def composes(columns: Mapping[str, int]) -> bool:
    """Tell whether a table has such columns."""
    return not _COMPOSED.isdisjoint(columns)


def compose(cells: dict[str, Cell]) -> dict[str, str]:
    """Put together in ``cells`` what stands in several columns; return by field the one whose column it is from.

    >>> cells = {"family_name": "Lê Thị", "given_name": "Hoa", "male": "", "female": "1995"}
    >>> compose(cells), cells["name"], cells["sex"], cells["birth_date"]
    ({'name': 'family_name', 'sex': 'female', 'birth_date': 'female'}, 'Lê Thị Hoa', 'Nữ', '1995')
    """
    source: dict[str, str] = {}
    if "name" not in cells and set(NAME_PARTS) <= cells.keys():
        parts = [cell_text(cells[part]) for part in NAME_PARTS if not is_empty(cells[part])]
        cells["name"], source["name"] = " ".join(parts), NAME_PARTS[0]
    filled = [name for name in _BY_SEX if not is_empty(cells.get(name, ""))]
    if filled:
        if is_empty(cells.get("sex", "")):
            cells["sex"], source["sex"] = "/".join(_BY_SEX[name] for name in filled), filled[0]
        dates = [name for name in filled if fold(cell_text(cells[name])) not in _MARKS]
        if dates and is_empty(cells.get("birth_date", "")):
            cells["birth_date"], source["birth_date"] = cells[dates[0]], dates[0]
    home = [name for name in HOME_PARTS if not is_empty(cells.get(name, ""))]
    if home and is_empty(cells.get("home_address", "")):
        cells["home_address"], source["home_address"] = ", ".join(cell_text(cells[name]) for name in home), home[0]
    return source | add_housemates(cells)


def add_housemates(cells: dict[str, Cell]) -> dict[str, str]:
    """Put the housemates of a row together from their columns; several stand in the lines of each cell.

    >>> cells = {"housemate_name": "Lê Thị B\\nLê C", "housemate_birth": "1992\\n2015"}
    >>> add_housemates(cells), cells["housemates"]
    ({'housemates': 'housemate_name'}, 'Lê Thị B 1992; Lê C 2015')
    """
    if is_empty(cells.get("housemate_name", "")):
        return {}
    parts = [cell_text(cells[name]) for name in HOUSEMATE_PARTS if not is_empty(cells.get(name, ""))]
    lines = [part.split("\n") for part in parts]
    even = len({len(some) for some in lines}) == 1
    people = [" ".join(one) for one in zip(*lines, strict=True)] if even else [" ".join(parts)]
    told = [text for text in (cell_text(cells.get("housemates", "")), *people) if text]
    cells["housemates"] = "; ".join(told)
    return {"housemates": "housemate_name"}
