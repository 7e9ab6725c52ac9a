"""The rows below a table's titles: each is a worker's, with its cells by field, or is told to be none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.model.keys import slug
from loaders.composing import compose, composes
from loaders.findings import Finding, Note, finding
from loaders.form import HOME_PARTS, NAME_PARTS
from loaders.group_headings import group_heading
from loaders.kinds_of_rows import DITTO_COLUMNS, Standing, is_ditto, standing
from loaders.reading.sheets import Sheet
from loaders.recognising.table import Table, cell, is_numbers, is_titles
from loaders.rows import SkippedRow
from loaders.values.legacy import decode_legacy, legacy_encoding
from loaders.values.text import Cell, cell_text, is_empty

#: Columns whose text may be in a legacy encoding.
_TEXTS = (
    "name",
    *NAME_PARTS,
    "workshop",
    "team",
    "home_address",
    *HOME_PARTS,
    "residence",
    "house",
    "village",
    "commune",
    "housemates",
    "position",
)


@dataclass(frozen=True, slots=True)
class DataRow:
    """One worker's row. ``row`` counts as the spreadsheet does; ``titles`` are those of the cells, by field."""

    row: int
    cells: dict[str, Cell]
    titles: Mapping[str, str]


@dataclass(slots=True)
class DataRows:
    """A table's rows of workers, in order; while they are read, the other ones are noted.

    ``workshop`` is what the sheet's name says: it holds for rows that say nothing else.
    """

    sheet: Sheet
    table: Table
    workshop: str | None = None
    skipped: list[SkippedRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    _under: dict[str, Cell] = field(default_factory=dict)

    def _note_heading(self, row: Sequence[Cell], number: int, encoding: str | None) -> None:
        """Take a heading row for the workshop or team of the rows below, where there is no column of it."""
        texts = [decode_legacy(value, encoding) if encoding and isinstance(value, str) else value for value in row]
        found = group_heading(texts)
        if found is None or found.setting in self.table.columns:
            return
        if found.setting == "workshop":
            self._under.clear()
            if self.workshop is not None and slug(self.workshop) == slug(found.name):
                return
        self._under[found.setting] = found.name
        self.findings.append(finding(Note("group-from-heading", found.name), sheet=self.sheet.name, row=number))

    def __iter__(self) -> Iterator[DataRow]:
        """Give every data row."""
        sheet, table = self.sheet, self.table
        merged, titles = _merged_down(sheet, table), _titles_again(sheet, table)
        kinds = [_standing(row, table, titles) for row in sheet.rows[table.first :]]
        legacy = _legacy_columns(sheet, table, kinds)
        composed = composes(table.columns)
        above: dict[str, Cell] = {}
        for index, kind in enumerate(kinds, start=table.first):
            row = sheet.rows[index]
            number = sheet.top + index
            if kind is Standing.EMPTY:
                continue
            if kind is Standing.HEADING:
                self._note_heading(row, number, legacy.get("name"))
            if kind is not Standing.DATA:
                self.skipped.append(SkippedRow(sheet=sheet.name, row=number, why=kind.value))
                continue
            cells = {name: cell(row, column) for name, column in table.columns.items()}
            for name, column in table.columns.items():
                value = cells[name]
                if (index, column) in merged and is_empty(value):
                    cells[name] = value = merged[index, column]
                if is_ditto(value, name):
                    cells[name] = above.get(name, "")
                    if name in DITTO_COLUMNS and is_empty(cells[name]):
                        note = Note("ditto-without-above", cell_text(row[column]))
                        place = finding(note, sheet=sheet.name, row=number, column=table.titles.get(name))
                        self.findings.append(place)
                elif name in table.spanned:
                    cells[name] = _joined(name, row, column, table)
                if name in legacy and isinstance(cells[name], str):
                    cells[name] = decode_legacy(str(cells[name]), legacy[name])
            above = cells
            if self.workshop is not None and "workshop" not in cells:
                cells["workshop"] = self.workshop
            cells.update(self._under)
            if not composed:
                yield DataRow(number, dict(cells), table.titles)
                continue
            whole = dict(cells)
            source = compose(whole)
            yield DataRow(number, whole, {**table.titles, **{name: table.titles[of] for name, of in source.items()}})


def _standing(row: Sequence[Cell], table: Table, titles: set[tuple[Cell, Cell]]) -> Standing:
    code, name = cell(row, table.columns.get("code")), cell(row, _name_column(table))
    if isinstance(code, str) and ((code, name) in titles or is_titles(code, name)):
        return Standing.HEADING
    if not is_empty(name) and not (isinstance(name, str) and any(c.isalpha() for c in name)) and is_numbers(row):
        return Standing.NUMBER
    return standing(row, table.columns)


def _name_column(table: Table) -> int | None:
    return table.columns.get("name", table.columns.get(NAME_PARTS[0]))


def _titles_again(sheet: Sheet, table: Table) -> set[tuple[Cell, Cell]]:
    """Return what stands under code and name where the titles are repeated, as on each page of a printed list."""
    rows = [row for row in sheet.rows[table.header : table.first] if not is_numbers(row)]
    found = {(cell(row, table.columns.get("code")), cell(row, _name_column(table))) for row in rows}
    return {pair for pair in found if not is_empty(pair[0])}


def _joined(name: str, row: Sequence[Cell], column: int, table: Table) -> Cell:
    """Put together the cells of several columns under one title."""
    values = [cell(row, place) for place in (column, *table.spanned[name])]
    filled = [value for value in values if not is_empty(value)]
    if len(filled) < 2:
        return filled[0] if filled else ""
    return (" " if name in ("name", *NAME_PARTS) else ", ").join(cell_text(value) for value in filled)


def _legacy_columns(sheet: Sheet, table: Table, kinds: Sequence[Standing]) -> Mapping[str, str]:
    found = {}
    rows = [row for row, kind in zip(sheet.rows[table.first :], kinds, strict=True) if kind is Standing.DATA]
    for name in _TEXTS:
        if name in table.columns:
            column = table.columns[name]
            texts = [str(row[column]) for row in rows if column < len(row) and row[column]]
            if encoding := legacy_encoding(texts):
                found[name] = encoding
    return found


def _merged_down(sheet: Sheet, table: Table) -> Mapping[tuple[int, int], Cell]:
    """Return the cells below the first of a merged range, which hold its value."""
    found = {}
    for first_row, first, last_row, _ in sheet.merged:
        if first_row >= table.first and last_row > first_row:
            for index in range(first_row + 1, min(last_row + 1, len(sheet.rows))):
                found[index, first] = cell(sheet.rows[first_row], first)
    return found
