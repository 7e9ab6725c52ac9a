"""The error workbook: the firm's own file again, with what to mend shown in its cells (workbook.md, "Outcome").

Same sheets, rows and columns, hidden where they were, so that it can be corrected and sent back: cells with a finding
are coloured and carry a comment, a last column says all that is found in the row, and a first sheet sums up. Values
keep their types and nothing becomes a formula; of any format, what comes out is .xlsx.
"""

import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

import xlsxwriter
from xlsxwriter.exceptions import OverlappingRange
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from graph.model.keys import fold
from loaders.findings import Finding
from loaders.form import MESSAGES, SUMMARY_SHEET
from loaders.reading.looks import Looks, read_looks
from loaders.reading.sheets import Sheet, Workbook
from loaders.recognising.parts import Part, parts_of
from loaders.recognising.table import Table
from loaders.recognising.titles import title_key
from loaders.report import Report
from loaders.values.text import Cell, cell_text, is_empty

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
_COLOURS = {"error": "#F8B4B4", "warning": "#FFE699"}
_LEVELS = {"error": "Lỗi: dòng bị bỏ", "warning": "Cảnh báo: dòng được giữ"}
_DATES = {datetime: "dd/mm/yyyy hh:mm", date: "dd/mm/yyyy", time: "hh:mm", timedelta: "[h]:mm"}
#: Excel shows no more of a comment's box than fits; the message column has it all.
_LONGEST_COMMENT = 600
_LAST_COLUMN = 16_383
#: A column's width in the file has the cells' padding, which xlsxwriter adds.
_PADDING = 0.7109375
_WIDEST, _NARROWEST = 40, 6


def error_workbook(workbook: Workbook, report: Report) -> bytes:
    """Return a file with what its report found to mend, as .xlsx."""
    report = replace(report, findings=report.to_mend)
    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
               "nan_inf_to_errors": True}  # fmt: skip
    with xlsxwriter.Workbook(out, options) as book:
        formats = _Formats(book)
        _summary(book.add_worksheet(SUMMARY_SHEET), report, formats)
        by_sheet: dict[str, list[Finding]] = defaultdict(list)
        for finding in report.findings:
            by_sheet[finding.sheet].append(finding)
        names, looks = {fold(SUMMARY_SHEET)}, read_looks(workbook.path)
        for sheet in workbook.sheets:
            if fold(sheet.name) != fold(SUMMARY_SHEET):
                page = book.add_worksheet(_sheet_name(sheet.name, names))
                _copy(page, sheet, by_sheet[sheet.name], formats)
                if sheet.name in looks:
                    _hide(page, looks[sheet.name])
    return out.getvalue()


def _sheet_name(name: str, taken: set[str]) -> str:
    """Return a name that Excel allows: a .csv is called as its file, which may be long or hold any sign."""
    allowed = _FORBIDDEN.sub(" ", name).strip(" '") or "Sheet"
    short, count = allowed[:_LONGEST_NAME].rstrip(" '"), 1
    while fold(short) in taken:
        count += 1
        short = f"{allowed[: _LONGEST_NAME - 4]} {count}"
    taken.add(fold(short))
    return short


@dataclass(slots=True)
class _Formats:
    """The cells' looks, each made once."""

    book: xlsxwriter.Workbook
    _made: dict[tuple[str | None, str | None], Format] = field(default_factory=dict)

    def of(self, value: Cell, severity: str | None = None) -> Format | None:
        """Return how a value is shown, coloured where something is found."""
        shown = next((look for kind, look in _DATES.items() if isinstance(value, kind)), None)
        if shown is None and severity is None:
            return None
        if (shown, severity) not in self._made:
            look = {"num_format": shown} if shown else {}
            look |= {"bg_color": _COLOURS[severity]} if severity else {}
            self._made[shown, severity] = self.book.add_format(look)
        return self._made[shown, severity]

    def bold(self, **more: object) -> Format:
        """Return the look of titles."""
        return self.book.add_format({"bold": True, "text_wrap": True, "valign": "top", **more})


def _summary(page: Worksheet, report: Report, formats: _Formats) -> None:
    """Say how many rows there are to mend, and each kind of finding once, with where it is found first."""
    title, bold = formats.bold(font_size=14, text_wrap=False), formats.bold(bg_color="#DDEBF7")
    wrapped = formats.book.add_format({"text_wrap": True, "valign": "top"})
    counts = Counter(finding.code for finding in report.findings)
    first: dict[str, Finding] = {}
    for finding in report.findings:
        first.setdefault(finding.code, finding)
    page.write_string(0, 0, "CẦN XEM VÀ SỬA", title)
    page.write_string(1, 0, f"{report.company or report.file}: {_outcome(report)}")
    page.write_string(
        2, 0, f"Sửa các ô tô màu (lời giải thích ở cột «{MESSAGES}» và trong ghi chú của ô) rồi gửi lại tệp này."
    )
    for column, (text, width) in enumerate(
        (("Mức", 24), ("Số lần", 8), ("Nội dung", 60), ("Đã xử lý", 50), ("Lần đầu ở", 40))
    ):
        page.write_string(4, column, text, bold)
        page.set_column(column, column, width)
    ordered = sorted(first.values(), key=lambda finding: (finding.severity != "error", -counts[finding.code]))
    for row, finding in enumerate(ordered, start=5):
        place = ", ".join(
            part
            for part in (
                f"trang {finding.sheet}" if finding.sheet else "",
                f"dòng {finding.row}" if finding.row else "",
                f"cột {finding.column}" if finding.column else "",
            )
            if part
        )
        page.write_string(
            row,
            0,
            _LEVELS[finding.severity],
            formats.of("", finding.severity),
        )
        page.write_number(row, 1, counts[finding.code], wrapped)
        for column, text in ((2, finding.message.vi), (3, finding.done.vi), (4, place)):
            page.write_string(row, column, text, wrapped)
    page.freeze_panes(5, 0)


def _outcome(report: Report) -> str:
    rows = report.rows
    errors = len({(finding.sheet, finding.row) for finding in report.findings if finding.severity == "error"})
    return (
        f"{rows['read']} dòng, {rows['rejected']} dòng bị bỏ, {errors} dòng có lỗi, {len(report.findings)} điều cần xem"
    )


def _copy(page: Worksheet, sheet: Sheet, findings: Sequence[Finding], formats: _Formats) -> None:
    """Write a sheet with its findings: the same cells in the same places."""
    parts = [part for part in parts_of(sheet) if part.table is not None and part.table.complete]
    table = parts[0].table if parts else None
    top = sheet.top - 1
    cells, rows = _placed(sheet, parts, findings)
    for first_row, first, last_row, last in sheet.merged:
        if (first_row, first) != (last_row, last) and first_row >= 0 and first >= 0:
            with suppress(OverlappingRange):  # a broken file may say that a cell is merged twice
                page.merge_range(top + first_row, sheet.left + first, top + last_row, sheet.left + last, "")
    for index, row in enumerate(sheet.rows):
        for column, value in enumerate(row):
            said = cells.get((index, column), ())
            severity = _worst(said)
            _write(page, top + index, sheet.left + column, value, formats.of(value, severity), coloured=bool(severity))
            if said:
                text = "\n".join(f"{finding.message.vi} {finding.done.vi}" for finding in said)
                page.write_comment(
                    top + index, sheet.left + column, text[:_LONGEST_COMMENT], {"x_scale": 2, "y_scale": 1.5}
                )
    _messages(page, sheet, table, rows, formats)
    for column, width in _widths(sheet):
        page.set_column(sheet.left + column, sheet.left + column, width)


def _hide(page: Worksheet, looks: Looks) -> None:
    """Hide what the firm's sheet hides, and give its columns their widths."""
    for column in looks.columns:
        width = None if column.width is None else max(column.width - _PADDING, 0)
        page.set_column(column.first, min(column.last, _LAST_COLUMN), width, None, {"hidden": column.hidden})
    for row in looks.rows:
        page.set_row(row, None, None, {"hidden": True})
    if looks.hidden:
        page.hide()


def _write(page: Worksheet, row: int, column: int, value: Cell, look: Format | None, *, coloured: bool) -> None:
    if isinstance(value, bool):
        page.write_boolean(row, column, value, look)
    elif isinstance(value, int | float):
        page.write_number(row, column, value, look)
    elif isinstance(value, datetime | date | time | timedelta):
        page.write_datetime(row, column, value, look)
    elif value:
        page.write_string(row, column, value, look)
    elif coloured:
        page.write_blank(row, column, None, look)


def _placed(
    sheet: Sheet, parts: Sequence[Part], findings: Sequence[Finding]
) -> tuple[Mapping[tuple[int, int], Sequence[Finding]], Mapping[int, Sequence[Finding]]]:
    """Return the findings by cell and by row, both counted from 0 in the sheet's area."""
    columns = [(part.table, _columns(part, sheet.left)) for part in parts if part.table is not None]
    cells: dict[tuple[int, int], list[Finding]] = defaultdict(list)
    rows: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.row is None:
            continue
        index = finding.row - sheet.top
        rows[index].append(finding)
        for table, places in columns:
            within = table.header <= index and (table.end is None or index < table.end)
            if within and (column := places.get(finding.column or "")) is not None:
                cells[index, column].append(finding)
    return cells, rows


def _columns(part: Part, left: int) -> dict[str, int]:
    """Return by title where each column that is read stands in the whole sheet."""
    return {
        reading.title: reading.column + part.sheet.left - left
        for reading in (part.table.readings if part.table is not None else ())
        if reading.field is not None
    }


def _messages(
    page: Worksheet, sheet: Sheet, table: Table | None, rows: Mapping[int, Sequence[Finding]], formats: _Formats
) -> None:
    """Write the column of messages behind the last one, or where an earlier error workbook had it."""
    if table is None:
        return
    titles = sheet.rows[table.header]
    own = [
        column
        for column, value in enumerate(titles)
        if not is_empty(value) and title_key(cell_text(value)) == title_key(MESSAGES)
    ]
    column = own[0] if own else max(len(row) for row in sheet.rows)
    place = sheet.left + column
    top = sheet.top - 1
    page.write_string(top + table.header, place, MESSAGES, formats.bold(bg_color="#DDEBF7"))
    if own:
        for index in range(table.first, len(sheet.rows)):
            page.write_blank(top + index, place, None)
    for index, findings in rows.items():
        if index == table.header:
            continue  # what is found in the titles is said in their comments
        text = "; ".join(
            f"{finding.column}: {finding.message.vi}" if finding.column else finding.message.vi for finding in findings
        )
        page.write_string(top + index, place, text, formats.of("", _worst(findings)))
    page.set_column(place, place, 60)
    page.freeze_panes(top + table.first, 0)


def _worst(findings: Sequence[Finding]) -> str | None:
    return min((finding.severity for finding in findings), default=None)


def _widths(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Give each column's width by its first rows."""
    widths: dict[int, int] = defaultdict(int)
    for row in sheet.rows[:200]:
        for column, value in enumerate(row):
            if not is_empty(value):
                widths[column] = max(widths[column], *(len(line) for line in cell_text(value).splitlines() or [""]), 0)
    for column, width in widths.items():
        yield column, min(max(width + 2, _NARROWEST), _WIDEST)
