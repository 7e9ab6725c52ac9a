"""The tables of a sheet: one, or several below each other or side by side; each is read as if it stood alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from loaders.form import NAME_PARTS
from loaders.reading.sheets import Sheet
from loaders.recognising.columns import Reading, Said, meant
from loaders.recognising.rows_of_titles import paths
from loaders.recognising.table import DEEPEST, Table, likeliest_table, table_at, titles_below
from loaders.values.legacy import decode_legacy, legacy_encoding
from loaders.values.text import Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One table with the sheet, or the columns of a sheet, in which it stands; the table is None where none is known.

    ``later`` tells that it begins below or beside another table; ``doubtful`` that there are further columns of codes
    and names that could not be read as a table of their own.
    """

    sheet: Sheet
    table: Table | None
    later: bool = False
    doubtful: bool = False


def parts_of(sheet: Sheet, said: Said | None = None) -> list[Part]:
    """Return the tables of a sheet from the top, at least one part; of side by side ones the left one first."""
    table = likeliest_table(sheet, said)
    if table is None or not table.complete:
        sheet, table = _decoded(sheet, table, said)
    if table is None or not table.complete:
        return [Part(sheet=sheet, table=table)]
    tables = [table]
    index = table.first
    while index < len(sheet.rows):
        below = titles_below(sheet, index, tables[-1], said)
        if below is not None:
            tables[-1] = replace(tables[-1], end=index)
            tables.append(below)
        index = index + 1 if below is None else below.first
    return [
        replace(part, later=bool(number or place))
        for number, one in enumerate(tables)
        for place, part in enumerate(_side_by_side(sheet, one, said))
    ]


def _decoded(sheet: Sheet, table: Table | None, said: Said | None) -> tuple[Sheet, Table | None]:
    """Return a sheet whose titles are in a legacy encoding with them, and what stands above, in Unicode."""
    texts = [value for row in sheet.rows[:DEEPEST] for value in row if isinstance(value, str) and value]
    encoding = legacy_encoding(texts)
    if encoding is None:
        return sheet, table
    decoded = replace(sheet, rows=[_in_unicode(row, encoding) for row in sheet.rows[:DEEPEST]])
    found = likeliest_table(decoded, said)
    if found is None or not found.complete:
        return sheet, table
    rows = [*decoded.rows[: found.first], *sheet.rows[found.first :]]
    return replace(sheet, rows=rows), found


def _in_unicode(row: Sequence[Cell], encoding: str) -> list[Cell]:
    return [decode_legacy(value, encoding) if isinstance(value, str) else value for value in row]


def _side_by_side(sheet: Sheet, table: Table, said: Said | None) -> list[Part]:
    """Return a table, or where its titles come twice in the same order, each half as a table of its own."""
    whole = Part(sheet=sheet, table=table)
    fields = [
        (column, known[0])
        for column, path in enumerate(paths(sheet, table.header, table.depth))
        if path and (known := meant(path, said))
    ]
    names = [name for _, name in fields]
    if names.count("code") < 2 or max(names.count(name) for name in ("name", *NAME_PARTS)) < 2:
        return [whole]
    blocks: list[list[tuple[int, str]]] = [[]]
    for column, name in fields:
        if any(name == other for _, other in blocks[-1]):
            blocks.append([])
        blocks[-1].append((column, name))
    kinds = [{name for _, name in block} for block in blocks]
    if any(kind != kinds[0] for kind in kinds):
        return [replace(whole, doubtful=True)]
    edges = [0, *(block[0][0] for block in blocks[1:]), max(len(row) for row in sheet.rows)]
    found = []
    for number, (left, right) in enumerate(pairwise(edges), start=1):
        cut = _cut(sheet, left, right)
        one = table_at(cut, table.header, said)
        if one is None or not one.complete:
            return [replace(whole, doubtful=True)]
        one = replace(one, end=table.end)
        found.append(Part(sheet=cut, table=one if number == 1 else _numbered(one, number)))
    return found


def _cut(sheet: Sheet, left: int, right: int) -> Sheet:
    """Return some columns of a sheet."""
    return replace(
        sheet,
        rows=[row[left:right] for row in sheet.rows],
        left=sheet.left + left,
        merged=[
            (first_row, max(first, left) - left, last_row, min(last, right - 1) - left)
            for first_row, first, last_row, last in sheet.merged
            if first < right and last >= left
        ],
    )


def _numbered(table: Table, number: int) -> Table:
    """Tell the titles of the second half from those of the first."""

    def named(reading: Reading) -> Reading:
        return replace(reading, title=f"{reading.title} ({number})") if reading.field else reading

    return replace(
        table,
        titles={name: f"{title} ({number})" for name, title in table.titles.items()},
        readings=tuple(named(reading) for reading in table.readings),
    )
