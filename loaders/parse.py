"""From sheets of cells to a roster: every data row is a worker or a rejection, every other row is accounted for."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from graph.model.keys import code_part, fold
from loaders.errors import empty_workbook, no_header
from loaders.findings import Finding, Note, finding
from loaders.form import SUMMARY_SHEET, title_of
from loaders.heading import Heading, read_heading
from loaders.kinds_of_rows import DITTO_COLUMNS, Standing, is_ditto, standing
from loaders.read import Cell, Sheet, Workbook
from loaders.recognise import Table, cell, find_table, holds_rows, looks_like_titles
from loaders.rows import RejectedRow, Roster, SkippedRow, WorkerRow
from loaders.values.companies import company_name, company_slug
from loaders.values.text import cell_text, decode_legacy, is_empty, legacy_encoding
from loaders.worker_row import read_worker

#: Sheets of our own form that hold no workers.
OWN_SHEETS = frozenset({"huong dan", "danh muc", fold(SUMMARY_SHEET)})
_TEXTS = (
    "name",
    "workshop",
    "team",
    "home_address",
    "residence",
    "house",
    "village",
    "commune",
    "housemates",
    "position",
)


@dataclass(slots=True, kw_only=True)
class _Parsed:
    """What the sheets have given so far."""

    rows: list[WorkerRow] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    companies: Counter[str] = field(default_factory=Counter)
    company_cells: list[tuple[str, int, str]] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)


def parse(workbook: Workbook, *, as_of: date | None, today: date) -> Roster:
    """Parse a workbook. ``as_of`` overrides the date in its heading; where neither is known, ``today`` holds.

    Raises Refused where no sheet has a row of titles with code and name, or none has a row of a worker.
    """
    tables = [(sheet, find_table(sheet)) for sheet in workbook.sheets]
    found = [(sheet, table) for sheet, table in tables if table is not None and fold(sheet.name) not in OWN_SHEETS]
    if not found:
        seen = max((looks_like_titles(sheet) for sheet in workbook.sheets), key=len, default=[])
        raise no_header(workbook.name, seen) if seen else empty_workbook(workbook.name)
    heading = _heading([read_heading(sheet, table.header, today=today) for sheet, table in found])
    day = as_of or heading.as_of or today
    parsed = _Parsed()
    for sheet, table in found:
        parsed.columns |= {name: title for name, title in table.titles.items() if name not in parsed.columns}
        _parse_sheet(sheet, table, day, parsed)
    _note_unread(tables, parsed)
    if not parsed.rows and not parsed.rejected:
        raise empty_workbook(workbook.name)
    company = _company(heading, parsed)
    return Roster(
        file=workbook.name,
        content_hash=workbook.content_hash,
        company=company,
        tax_code=heading.tax_code,
        as_of=heading.as_of,
        rows=tuple(parsed.rows),
        rejected=tuple(parsed.rejected),
        skipped=tuple(parsed.skipped),
        findings=tuple(parsed.findings),
        columns=parsed.columns,
        unread_sheets=tuple(parsed.unread),
    )


def _heading(headings: list[Heading]) -> Heading:
    return Heading(
        company=next((h.company for h in headings if h.company), None),
        tax_code=next((h.tax_code for h in headings if h.tax_code), None),
        as_of=max((h.as_of for h in headings if h.as_of), default=None),
    )


def _note_unread(tables: list[tuple[Sheet, Table | None]], parsed: _Parsed) -> None:
    for sheet, table in tables:
        if table is None and fold(sheet.name) not in OWN_SHEETS and holds_rows(sheet):
            parsed.unread.append(sheet.name)
            parsed.findings.append(finding(Note("sheet-unread", sheet.name), sheet=sheet.name))


def _company(heading: Heading, parsed: _Parsed) -> str | None:
    """The company is the heading's, else the column's most frequent one; a row of another one is told."""
    company = heading.company
    if company is None and parsed.companies:
        company = parsed.companies.most_common(1)[0][0]
    if company is not None:
        for sheet, row, written in parsed.company_cells:
            if company_slug(written) != company_slug(company):
                note = Note("company-column-differs", written, company)
                parsed.findings.append(finding(note, sheet=sheet, row=row, column=title_of("company")))
    return company


def _parse_sheet(sheet: Sheet, table: Table, day: date, parsed: _Parsed) -> None:
    workshop = _workshop_of(sheet.name) if "workshop" not in table.columns else None
    for number, cells in _data_rows(sheet, table, parsed):
        if workshop is not None:
            cells.setdefault("workshop", workshop)
        if not is_empty(cells.get("company", "")):
            name = company_name(cell_text(cells["company"]))
            parsed.companies[name] += 1
            parsed.company_cells.append((sheet.name, number, name))
        read = read_worker(cells, sheet=sheet.name, row=number, as_of=day, columns=table.titles)
        findings = list(read.findings)
        row = read.row
        if read.code is not None:
            key = code_part(read.code)
            if key in parsed.seen:
                note = Note("code-duplicate", read.code, str(parsed.seen[key]))
                title = table.titles.get("code", title_of("code"))
                findings.append(finding(note, sheet=sheet.name, row=number, column=title))
                row = None
            else:
                parsed.seen[key] = number
        parsed.findings += findings
        if row is None:
            parsed.rejected.append(RejectedRow(sheet=sheet.name, row=number, code=read.code))
        else:
            parsed.rows.append(row)


def _workshop_of(sheet: str) -> str | None:
    """Return the workshop that a sheet's name means, where it says that it is one."""
    first = fold(sheet).split(" ")[0].rstrip("0123456789.")
    return sheet.strip() if first in ("px", "xuong", "phan", "bp", "bo", "phong", "workshop") else None


def _data_rows(sheet: Sheet, table: Table, parsed: _Parsed) -> Iterator[tuple[int, dict[str, Cell]]]:
    """Yield the spreadsheet's row number and the cells by field of every data row; note every other one."""
    legacy = _legacy_columns(sheet, table)
    merged = _merged_down(sheet, table)
    above: dict[str, Cell] = {}
    for index in range(table.first, len(sheet.rows)):
        row = sheet.rows[index]
        kind = standing(row, table.columns)
        number = sheet.top + index
        if kind is Standing.EMPTY:
            continue
        if kind is not Standing.DATA:
            parsed.skipped.append(SkippedRow(sheet=sheet.name, row=number, why=kind.value))
            continue
        cells = {name: cell(row, column) for name, column in table.columns.items()}
        for name, column in table.columns.items():
            if is_empty(cells[name]) and (index, column) in merged:
                cells[name] = merged[index, column]
            if is_ditto(cells[name], name):
                cells[name] = above.get(name, "")
                if name in DITTO_COLUMNS and is_empty(cells[name]):
                    note = Note("ditto-without-above", cell_text(row[column]))
                    title = table.titles.get(name)
                    parsed.findings.append(finding(note, sheet=sheet.name, row=number, column=title))
            if name in legacy and isinstance(cells[name], str):
                cells[name] = decode_legacy(str(cells[name]), legacy[name])
        above = cells
        yield number, dict(cells)


def _legacy_columns(sheet: Sheet, table: Table) -> Mapping[str, str]:
    found = {}
    for name in _TEXTS:
        if name in table.columns:
            column = table.columns[name]
            texts = [str(row[column]) for row in sheet.rows[table.first :] if column < len(row) and row[column]]
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
