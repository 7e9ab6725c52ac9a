"""The rows below a table's titles: each is a worker's, with its cells by field, or is told to be none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.model.keys import slug
from loaders.composing import add_housemates, compose, composes
from loaders.findings import Finding, Note, finding
from loaders.form import HOME_PARTS, HOUSEMATE_PARTS, NAME_PARTS
from loaders.group_headings import GroupHeading, group_heading, heading_text
from loaders.joining import beside, route_of, spanned
from loaders.kinds_of_rows import DITTO_COLUMNS, Standing, is_ditto, names_a_group, says_nothing
from loaders.reading.sheets import Sheet
from loaders.recognising.rows_of_titles import cell
from loaders.recognising.table import Table
from loaders.rows import SkippedRow
from loaders.table_rows import kinds
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
    "housemate_name",
    "position",
)
#: Under these, or under no title, a row's only text may be a group's heading; elsewhere it belongs to a worker.
_HEADED = frozenset({"number", "code", "name", *NAME_PARTS})


@dataclass(frozen=True, slots=True)
class DataRow:
    """One worker's row. ``row`` counts as the spreadsheet does; ``titles`` are those of the cells, by field."""

    row: int
    cells: dict[str, Cell]
    titles: Mapping[str, str]


@dataclass(slots=True)
class DataRows:
    """A table's rows of workers, in order; while they are read, the other ones are noted.

    ``group`` is what the sheet's name says: it holds for rows that say nothing else. ``under`` is what the last heading
    row says, at the beginning that of the table above.
    """

    sheet: Sheet
    table: Table
    group: GroupHeading | None = None
    under: dict[str, Cell] = field(default_factory=dict)
    skipped: list[SkippedRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def __iter__(self) -> Iterator[DataRow]:
        """Give every data row."""
        sheet, table = self.sheet, self.table
        standings = kinds(sheet, table)
        legacy = _legacy_columns(sheet, table, standings)
        merged = _merged_down(sheet, table)
        reading = _Reading(self, legacy, merged)
        last: DataRow | None = None
        for index, kind in enumerate(standings, start=table.first):
            if kind is Standing.EMPTY:
                continue
            if kind is Standing.DATA:
                if last is not None:
                    yield last
                last = reading.worker(index)
                continue
            number = sheet.top + index
            self.skipped.append(SkippedRow(sheet=sheet.name, row=number, why=kind.value))
            if kind is Standing.HEADING:
                self._note_heading(sheet.rows[index], number, legacy.get("name"))
            elif kind is Standing.HOUSEMATE and last is not None:
                self._note("row-of-housemate", number, *reading.housemate(index, last), column=self._housemates())
            elif kind is Standing.UNNAMED and last is not None:
                texts = [cell_text(value) for value in sheet.rows[index] if not is_empty(value)]
                self._note("row-unnamed", number, ", ".join(texts[:3]))
        if last is not None:
            yield last

    def _housemates(self) -> str:
        """Return the column that names housemates."""
        return "housemates" if "housemates" in self.table.columns else "housemate_name"

    def _note(self, code: str, row: int, value: str, detail: str = "", column: str | None = None) -> None:
        title = None if column is None else self.table.titles.get(column)
        self.findings.append(finding(Note(code, value, detail), sheet=self.sheet.name, row=row, column=title))

    def _note_heading(self, row: Sequence[Cell], number: int, encoding: str | None) -> None:
        """Take a heading row for the workshop or team of the rows below, where there is no column of it."""
        texts = [decode_legacy(value, encoding) if encoding and isinstance(value, str) else value for value in row]
        found = group_heading(texts)
        if found is None:
            if self.under and self._may_head(texts):
                self.under.clear()
                self._note("group-unclear", number, heading_text(texts) or "")
            return
        if found.setting in self.table.columns:
            return
        if found.setting == "workshop":
            self.under.clear()
            if self.group is not None and slug(self.group.name) == slug(found.name):
                return
        self.under[found.setting] = found.name
        self._note("group-from-heading", number, found.name)

    def _may_head(self, row: Sequence[Cell]) -> bool:
        """Tell whether a row begins a group of which it is not known whether it is a workshop or a team."""
        fields = {column: name for name, column in self.table.columns.items()}
        column = max(place for place, value in enumerate(row) if not is_empty(value))
        return fields.get(column, "number") in _HEADED and heading_text(row) is not None and names_a_group(row)


class _Reading:
    """Reads rows into cells: what is merged, spanned, as above, in another encoding or in another column."""

    def __init__(self, rows: DataRows, legacy: Mapping[str, str], merged: Mapping[tuple[int, int], Cell]) -> None:
        self.rows, self.legacy, self.merged = rows, legacy, merged
        self.composed = composes(rows.table.columns)
        self.above: dict[str, Cell] = {}

    def worker(self, index: int) -> DataRow:
        """Return a worker's row."""
        rows, table = self.rows, self.rows.table
        row = rows.sheet.rows[index]
        number = rows.sheet.top + index
        titles: Mapping[str, str] = table.titles
        cells = {name: cell(row, column) for name, column in table.columns.items()}
        for name, column in table.columns.items():
            value = cells[name]
            if (index, column) in self.merged and is_empty(value):
                cells[name] = value = self.merged[index, column]
            if is_ditto(value, name):
                cells[name] = self.above.get(name, "")
                if name in DITTO_COLUMNS and is_empty(cells[name]):
                    rows._note("ditto-without-above", number, cell_text(value), column=name)
            elif name in table.spanned:
                cells[name] = spanned(name, row, column, table)
            if name in DITTO_COLUMNS and says_nothing(cells[name]):
                cells[name] = ""
            if name in self.legacy and isinstance(cells[name], str):
                cells[name] = decode_legacy(str(cells[name]), self.legacy[name])
        if table.beside:
            titles = {**titles, **beside(cells, row, table)}
        self.above = cells
        found = dict(cells)
        if rows.group is not None and rows.group.setting not in table.columns:
            found[rows.group.setting] = rows.group.name
        found.update(rows.under)
        if "vehicle" in found:
            found["vehicle"] = route_of(table.titles["vehicle"], found["vehicle"])
        if self.composed:
            source = compose(found)
            titles = {**titles, **{name: titles[of] for name, of in source.items()}}
        return DataRow(number, found, titles)

    def housemate(self, index: int, last: DataRow) -> tuple[str, str]:
        """Add to the row above the housemate of a row of his own; return what was added, and to whom."""
        row, columns = self.rows.sheet.rows[index], self.rows.table.columns
        cells = {name: cell(row, columns[name]) for name in ("housemates", *HOUSEMATE_PARTS) if name in columns}
        for name in cells.keys() & self.legacy.keys():
            if isinstance(value := cells[name], str):
                cells[name] = decode_legacy(value, self.legacy[name])
        add_housemates(cells)
        told = cell_text(cells.get("housemates", ""))
        known = [text for text in (cell_text(last.cells.get("housemates", "")), told) if text]
        last.cells["housemates"] = "\n".join(known)
        return told, cell_text(last.cells.get("code", ""))


def _legacy_columns(sheet: Sheet, table: Table, standings: Sequence[Standing]) -> Mapping[str, str]:
    found = {}
    pairs = zip(sheet.rows[table.first : table.end], standings, strict=True)
    rows = [row for row, kind in pairs if kind is Standing.DATA]
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
