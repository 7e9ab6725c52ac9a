"""A workbook as cells, merges and hidden rows, written in any format."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

Cells = list[Any]


@dataclass
class Page:
    """One sheet. ``merges`` are (first row, first column, last row, last column), counted from 0."""

    name: str
    rows: list[Cells] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)


def write(pages: Sequence[Page], path: Path) -> Path:
    """Write pages in the format of the path's ending."""
    {".xlsx": _xlsx, ".xls": _xls, ".ods": _ods, ".csv": _csv}[path.suffix](pages, path)
    return path


def _xlsx(pages: Sequence[Page], path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for page in pages:
            sheet = book.add_worksheet(page.name)
            for first_row, first, last_row, last in page.merges:
                sheet.merge_range(first_row, first, last_row, last, "")
            for number, cells in enumerate(page.rows):
                for column, value in enumerate(cells):
                    if isinstance(value, date):
                        sheet.write_datetime(number, column, _moment(value), day)
                    elif isinstance(value, int | float):
                        sheet.write_number(number, column, value)
                    elif value not in (None, ""):
                        sheet.write_string(number, column, value)
            for number in page.hidden_rows:
                sheet.set_row(number, None, None, {"hidden": True})
            for column in page.hidden_columns:
                sheet.set_column(column, column, None, None, {"hidden": True})


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def _xls(pages: Sequence[Page], path: Path) -> None:
    import xlwt

    book = xlwt.Workbook()
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for page in pages:
        sheet = book.add_sheet(page.name)
        merged = {(first_row, first): (last_row, last) for first_row, first, last_row, last in page.merges}
        for number, cells in enumerate(page.rows):
            for column, value in enumerate(cells):
                style = [day] if isinstance(value, date) else []
                if (number, column) in merged:
                    last_row, last = merged[number, column]
                    sheet.write_merge(number, last_row, column, last, value or "", *style)
                elif value not in (None, ""):
                    sheet.write(number, column, _moment(value) if isinstance(value, date) else value, *style)
    book.save(str(path))


def _ods(pages: Sequence[Page], path: Path) -> None:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import CoveredTableCell, Table, TableCell, TableRow
    from odf.text import P

    book = OpenDocumentSpreadsheet()
    for page in pages:
        table = Table(name=page.name)
        spans = {(first_row, first): (last_row, last) for first_row, first, last_row, last in page.merges}
        covered = {
            (row, column)
            for first_row, first, last_row, last in page.merges
            for row in range(first_row, last_row + 1)
            for column in range(first, last + 1)
        } - spans.keys()
        for number, cells in enumerate(page.rows):
            line = TableRow()
            for column, value in enumerate(cells):
                if (number, column) in covered:
                    line.addElement(CoveredTableCell())
                    continue
                more = _odf_value(value)
                if (number, column) in spans:
                    last_row, last = spans[number, column]
                    more |= {"numberrowsspanned": last_row - number + 1, "numbercolumnsspanned": last - column + 1}
                cell = TableCell(**more)
                if isinstance(value, str):
                    for text in value.split("\n"):
                        cell.addElement(P(text=text))
                line.addElement(cell)
            table.addElement(line)
        book.spreadsheet.addElement(table)
    book.save(str(path))


def _odf_value(value: Any) -> dict[str, Any]:
    if isinstance(value, date):
        return {"valuetype": "date", "datevalue": value.isoformat()}
    if isinstance(value, int | float):
        return {"valuetype": "float", "value": value}
    return {"valuetype": "string"} if value else {}


def _csv(pages: Sequence[Page], path: Path) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    for cells in pages[0].rows:
        writer.writerow([f"{value:%d/%m/%Y}" if isinstance(value, date) else value for value in cells])
    path.write_bytes(out.getvalue().encode("utf-8-sig"))
