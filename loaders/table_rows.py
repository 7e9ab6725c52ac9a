"""What each row of a table is, seen with the rows above it: who signs below a signature, whose housemate it is."""

from collections.abc import Sequence

from loaders.form import NAME_PARTS
from loaders.group_headings import group_heading
from loaders.kinds_of_rows import Standing, may_sign, signs, standing
from loaders.reading.sheets import Sheet
from loaders.recognising.rows_of_titles import cell, is_numbers
from loaders.recognising.table import Table, is_titles
from loaders.values.text import Cell, cell_text, is_empty

#: Where a row without code and name may name one more housemate of the worker above.
_HOUSEMATE_COLUMNS = ("housemates", "housemate_name")


def kinds(sheet: Sheet, table: Table) -> list[Standing]:
    """Return what each row of a table is, from its first to the last."""
    found: list[Standing] = []
    titles = _titles_again(sheet, table)
    columns = [table.columns[name] for name in _HOUSEMATE_COLUMNS if name in table.columns]
    signed, before = False, Standing.EMPTY
    for row in sheet.rows[table.first : table.end]:
        kind = _standing(row, table, titles)
        if kind is Standing.DATA:
            if signed and may_sign(row, table.columns):
                kind = Standing.SIGNATURE
            else:
                signed = False
        elif kind is Standing.SIGNATURE:
            signed = signed or signs(row, table.columns)
        elif columns and before in (Standing.DATA, Standing.HOUSEMATE) and _names_housemate(row, kind, columns, table):
            kind = Standing.HOUSEMATE
        found.append(kind)
        before = kind
    return found


def _standing(row: Sequence[Cell], table: Table, titles: set[tuple[Cell, Cell]]) -> Standing:
    code, name = cell(row, table.columns.get("code")), cell(row, table.name_column)
    if isinstance(code, str) and ((code, name) in titles or is_titles(code, name)):
        return Standing.HEADING
    if not is_empty(name) and not (isinstance(name, str) and any(c.isalpha() for c in name)) and is_numbers(row):
        return Standing.NUMBER
    return standing(row, table.columns)


def _titles_again(sheet: Sheet, table: Table) -> set[tuple[Cell, Cell]]:
    """Return what stands under code and name where the titles are repeated, as on each page of a printed list."""
    rows = [row for row in sheet.rows[table.header : table.first] if not is_numbers(row)]
    found = {(cell(row, table.columns.get("code")), cell(row, table.name_column)) for row in rows}
    return {pair for pair in found if not is_empty(pair[0])}


def _names_housemate(row: Sequence[Cell], kind: Standing, columns: Sequence[int], table: Table) -> bool:
    """Tell whether a row without code and name has somebody in a column of housemates."""
    if kind not in (Standing.HEADING, Standing.UNNAMED):
        return False
    who = [table.columns.get(name) for name in ("code", "name", *NAME_PARTS)]
    if any(not is_empty(cell(row, column)) for column in who if column is not None):
        return False
    named = any(sign.isalpha() for column in columns for sign in cell_text(cell(row, column)))
    return named and group_heading(row) is None
