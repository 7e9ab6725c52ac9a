"""From sheets of cells to a roster: every data row is a worker or a rejection, every other row is accounted for."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NoReturn

from graph.model.keys import code_part, fold
from loaders.data_rows import DataRows
from loaders.errors import doubtful_columns, empty_workbook, no_header, unknown_titles
from loaders.findings import Finding, Note, finding
from loaders.form import SUMMARY_SHEET, title_of
from loaders.group_headings import sheet_group
from loaders.heading import Heading, read_heading
from loaders.reading.sheets import Sheet, Workbook
from loaders.recognising.guesses import Guess, guesses, with_slips
from loaders.recognising.mapping import Remembered, recall, said
from loaders.recognising.parts import Part, parts_of
from loaders.recognising.people import holds_rows, looks_like_titles
from loaders.recognising.table import Table
from loaders.recognising.titles import title_key
from loaders.rows import ColumnRead, RejectedRow, Roster, SkippedRow, WorkerRow
from loaders.values.companies import company_name, company_slug
from loaders.values.text import cell_text, is_empty
from loaders.worker_row import read_worker

#: Sheets of our own form that hold no workers.
OWN_SHEETS = frozenset({"huong dan", "danh muc", fold(SUMMARY_SHEET)})
#: Above a table that is not found, the firm's name is looked for in so many rows.
_HEADING_ROWS = 15


@dataclass(slots=True, kw_only=True)
class _Parsed:
    """What the sheets have given so far."""

    rows: list[WorkerRow] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    companies: Counter[str] = field(default_factory=Counter)
    company_cells: list[tuple[str, int, str]] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)


def parse(
    workbook: Workbook,
    *,
    as_of: date | None,
    today: date,
    company: str | None = None,
    mapping: Mapping[str, str] | None = None,
    remembered: Sequence[Remembered] = (),
) -> Roster:
    """Parse a workbook. ``as_of`` overrides the date in its heading; where neither is known, ``today`` holds.

    ``company`` is whose file it is said to be, ``mapping`` what is said of its titles, ``remembered`` what was
    confirmed of titles before. Raises Refused where no sheet has titles for code and name, where a required column is
    in doubt, where ``mapping`` names a title that is not there, or where no row is a worker's.
    """
    sheets = [sheet for sheet in workbook.sheets if fold(sheet.name) not in OWN_SHEETS]
    # What is hidden is read too, but where both have a code, what is seen holds.
    sheets.sort(key=lambda sheet: sheet.hidden)
    said_now = said(mapping or {}, None)
    likely = [part for sheet in sheets for part in parts_of(sheet, said_now)]
    heading = _heading(likely, today)
    parts, used = _recalled(sheets, likely, heading, company, mapping or {}, remembered)
    found = [(part, part.table) for part in parts if part.table is not None and part.table.complete]
    if not found:
        _refuse(workbook.name, parts)
    _check_mapping(workbook.name, mapping or {}, found)
    _check_doubts(workbook.name, found, known_company=company or heading.company)
    day = as_of or heading.as_of or today
    parsed = _Parsed()
    columns: list[ColumnRead] = []
    above: DataRows | None = None
    for part, table in found:
        whole = _without_slips(part.sheet, table, parsed)
        parsed.columns |= {name: title for name, title in whole.titles.items() if name not in parsed.columns}
        columns += _columns_read(part.sheet, whole)
        under = dict(above.under) if above is not None and above.sheet is part.sheet else {}
        above = DataRows(part.sheet, whole, sheet_group(part.sheet.name), under)
        _parse_rows(above, day, parsed)
    unread = _note_unread(parts, parsed)
    if not parsed.rows and not parsed.rejected:
        raise empty_workbook(workbook.name)
    return Roster(
        file=workbook.name,
        content_hash=workbook.content_hash,
        company=_company(heading, parsed),
        tax_code=heading.tax_code,
        as_of=heading.as_of,
        rows=tuple(parsed.rows),
        rejected=tuple(parsed.rejected),
        skipped=tuple(parsed.skipped),
        findings=tuple(parsed.findings),
        columns=parsed.columns,
        read=tuple(columns),
        signatures=tuple(dict.fromkeys(table.signature for _, table in found)),
        recalled=tuple(dict.fromkeys(used)),
        unread_sheets=tuple(unread),
    )


def _heading(parts: Sequence[Part], today: date) -> Heading:
    """Read what stands above the tables; what is not there may stand in a sheet without one, as on a cover."""
    above: list[Heading] = []
    covers: list[Heading] = []
    for part in parts:
        if not part.later:
            complete = part.table is not None and part.table.complete
            rows = _HEADING_ROWS if part.table is None else part.table.header
            (above if complete else covers).append(read_heading(part.sheet, rows, today=today))
    days = [heading.as_of for heading in above if heading.as_of] or [one.as_of for one in covers if one.as_of]
    return Heading(
        company=next((one.company for one in (*above, *covers) if one.company), None),
        tax_code=next((one.tax_code for one in (*above, *covers) if one.tax_code), None),
        as_of=max(days, default=None),
    )


def _recalled(
    sheets: Sequence[Sheet],
    likely: Sequence[Part],
    heading: Heading,
    company: str | None,
    mapping: Mapping[str, str],
    remembered: Sequence[Remembered],
) -> tuple[Sequence[Part], list[str]]:
    """Return the tables as what is remembered of their firm's headers makes them, and the keys of what was used."""
    companies = {company_slug(name) for name in (company, heading.company) if name} | ({company} if company else set())
    known = recall(remembered, companies=companies, tax_code=heading.tax_code)
    if not known:
        return likely, []
    found: list[Part] = []
    used: list[str] = []
    for sheet in sheets:
        parts = [part for part in likely if part.sheet.name == sheet.name]
        for one in known:
            tried = parts_of(sheet, said(mapping, one))
            if any(
                part.table is not None and part.table.complete and part.table.signature == one.signature
                for part in tried
            ):
                parts = tried
                used.append(one.key)
                break
        found += parts
    return found, used


def _refuse(name: str, parts: Sequence[Part]) -> NoReturn:
    """Refuse a workbook in which no table is complete: with what its titles may mean, where that can be guessed."""
    for sheet, table in sorted(
        ((part.sheet, part.table) for part in parts if part.table is not None), key=lambda one: -len(one[1].columns)
    ):
        named = "name" in table.columns or "family_name" in table.columns
        missing = [*(() if "code" in table.columns else ("code",)), *(() if named else ("name",))]
        if maybe := guesses(sheet, table, missing):
            raise _doubtful(name, table, maybe)
    seen = max((looks_like_titles(part.sheet) for part in parts), key=len, default=[])
    raise no_header(name, seen) if seen else empty_workbook(name)


def _doubtful(name: str, table: Table, maybe: Sequence[Guess]) -> Exception:
    titles = [reading.title for reading in table.readings]
    return doubtful_columns(name, titles, [(guess.title, guess.field, guess.confidence) for guess in maybe])


def _check_mapping(name: str, mapping: Mapping[str, str], found: Sequence[tuple[Part, Table]]) -> None:
    titles = [reading.title for _, table in found for reading in table.readings]
    keys = [title_key(title) for title in titles]
    lost = [title for title in mapping if not any(f" {key} ".endswith(f" {title_key(title)} ") for key in keys)]
    if lost:
        raise unknown_titles(name, lost, list(dict.fromkeys(titles)))


def _check_doubts(name: str, found: Sequence[tuple[Part, Table]], *, known_company: str | None) -> None:
    """Stop where a title may mean the workshop or the company, and nothing else says them."""
    for part, table in found:
        missing = []
        group = sheet_group(part.sheet.name)
        if "workshop" not in table.columns and (group is None or group.setting != "workshop"):
            missing.append("workshop")
        if known_company is None and "company" not in table.columns:
            missing.append("company")
        if missing and (maybe := guesses(part.sheet, table, missing)):
            raise _doubtful(name, table, maybe)


def _without_slips(sheet: Sheet, table: Table, parsed: _Parsed) -> Table:
    """Take optional columns whose title has a slip for what they are, and tell of every title that is in doubt."""
    table, slips, unclear = with_slips(sheet, table)
    notes = [Note("column-guessed", guess.title, title_of(guess.field)) for guess in slips]
    notes += [Note("column-unclear", guess.title, title_of(guess.field)) for guess in unclear]
    notes += [Note("column-twice", title, other) for title, other in table.doubled]
    notes += [
        Note("columns-joined", reading.title, table.titles[name])
        for name, columns in table.beside.items()
        for reading in table.readings
        if reading.column in columns
    ]
    row = sheet.top + table.header
    parsed.findings += [finding(note, sheet=sheet.name, row=row, column=note.value) for note in notes]
    return table


def _columns_read(sheet: Sheet, table: Table) -> list[ColumnRead]:
    return [
        ColumnRead(
            sheet=sheet.name,
            column=sheet.left + reading.column + 1,
            title=reading.title,
            field=reading.field,
            confidence=reading.confidence,
            source=reading.source,
        )
        for reading in table.readings
    ]


def _note_unread(parts: Sequence[Part], parsed: _Parsed) -> list[str]:
    """Tell of sheets that list people who are not read, whole or in part; return their names."""
    unread = []
    for part in parts:
        sheet, table = part.sheet, part.table
        if part.doubtful:
            note, row = Note("list-beside", sheet.name), None
        elif table is not None and table.complete:
            continue
        elif table is not None and part.later:
            titles = ", ".join(table.titles.values())
            note, row = Note("part-unread", titles), sheet.top + table.header
            if not holds_rows(sheet, table.first, table.end, rows=1):
                continue
        elif holds_rows(sheet):
            note, row = Note("sheet-unread", sheet.name), None
        else:
            continue
        unread.append(sheet.name)
        parsed.findings.append(finding(note, sheet=sheet.name, row=row))
    return list(dict.fromkeys(unread))


def _company(heading: Heading, parsed: _Parsed) -> str | None:
    """The company is the heading's, else the column's most frequent one; a row of another one is told."""
    company = heading.company
    if company is None and parsed.companies:
        company = parsed.companies.most_common(1)[0][0]
    if company is not None:
        for sheet, row, written in parsed.company_cells:
            if company_slug(written) != company_slug(company):
                note = Note("company-column-differs", written, company)
                title = parsed.columns.get("company", title_of("company"))
                parsed.findings.append(finding(note, sheet=sheet, row=row, column=title))
    return company


def _parse_rows(rows: DataRows, day: date, parsed: _Parsed) -> None:
    sheet, table = rows.sheet, rows.table
    for data in rows:
        number, cells = data.row, data.cells
        if not is_empty(cells.get("company", "")):
            name = company_name(cell_text(cells["company"]))
            parsed.companies[name] += 1
            parsed.company_cells.append((sheet.name, number, name))
        read = read_worker(cells, sheet=sheet.name, row=number, as_of=day, columns=data.titles)
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
    parsed.findings += rows.findings
    parsed.skipped += rows.skipped
