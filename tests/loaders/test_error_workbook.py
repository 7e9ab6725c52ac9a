"""The firm's own file again: nothing is lost or changed in it, and what is found stands in its cells."""

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from graph.database import Database
from loaders.error_workbook import error_workbook
from loaders.findings import Finding
from loaders.form import MESSAGES, SUMMARY_SHEET, title_of
from loaders.importing import import_file
from loaders.options import Options
from loaders.parse import parse
from loaders.reading.workbook import read_workbook
from loaders.report import Report
from loaders.rows import Roster
from loaders.sample import write_sample
from tests.workbooks import codes, write_workbook

DAY = date(2021, 5, 20)
ROWS: list[dict[str, Any]] = [
    {"code": "w1", "name": "Đặng Thị Đào", "citizen_id": "02419500012", "workshop": "May", "since": date(2021, 3, 1)},
    {"code": "w2", "name": "Trần Văn An", "citizen_id": "123", "workshop": "May", "phone": "=1+1"},
    {"code": None, "name": "Không Mã", "citizen_id": None, "workshop": "May"},
    {"code": "w4", "name": "Lê Thị Hoa", "citizen_id": None, "workshop": 7},
]


def read(path: Path) -> Roster:
    return parse(read_workbook(path), as_of=None, today=DAY)


def reported(path: Path) -> Report:
    roster = read(path)
    return Report(key="k", state="done", file=path.name, findings=roster.findings)


def mended(path: Path, out: Path) -> Path:
    out.write_bytes(error_workbook(read_workbook(path), reported(path)))
    return out


def places(findings: tuple[Finding, ...]) -> list[tuple[object, ...]]:
    return [(f.sheet, f.row, f.column, f.code, f.value) for f in findings]


def same(one: Roster, other: Roster) -> None:
    # The column of messages is one more title, and nothing else.
    alike = {"file": "", "content_hash": "", "findings": (), "read": ()}
    assert replace(one, **alike) == replace(other, **alike)
    assert places(one.findings) == places(other.findings)


def test_the_same_rows_come_back_from_files_as_firms_send_them(database: Database, tmp_path: Path) -> None:
    sent = write_sample(tmp_path / "in", workers=120, companies=6, seed=11, messy=True).files
    found = 0
    for path in sent:
        report = import_file(database, path, options=Options(check=True))
        again, third = (tmp_path / f"{path.stem}-{name}.xlsx" for name in ("again", "third"))
        again.write_bytes(error_workbook(read_workbook(path), report))
        same(read(path), read(again))
        third.write_bytes(error_workbook(read_workbook(again), report))
        same(read(path), read(third))
        assert len(read_workbook(again).sheets[-1].rows[-1]) == len(read_workbook(third).sheets[-1].rows[-1])
        found += len(report.findings)
    assert found > 20


def test_a_csv_comes_back_as_a_workbook(tmp_path: Path) -> None:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([["Tên công ty: Công ty TNHH ABC"], [title_of("code"), title_of("name"), title_of("workshop")]])
    writer.writerows([["w1", "Đặng Thị Đào", "May"], ["", "Không Mã", "=cmd"], ["007", "Lê Hoa", "1"]])
    path = tmp_path / "a.csv"
    path.write_text(text.getvalue(), encoding="utf-8-sig")
    same(read(path), read(mended(path, tmp_path / "a.xlsx")))


def test_any_name_of_a_csv_makes_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / "danh sách [công nhân] của công ty tháng năm.csv"
    path.write_text("Mã số công nhân,Họ và tên\n,Không Mã\n", encoding="utf-8")
    again = read_workbook(mended(path, tmp_path / "again.xlsx"))
    assert [sheet.name for sheet in again.sheets] == [SUMMARY_SHEET, "danh sách  công nhân  của công"]


@pytest.fixture
def book(tmp_path: Path) -> openpyxl.Workbook:
    path = write_workbook(tmp_path / "a.xlsx", ROWS)
    return openpyxl.load_workbook(mended(path, tmp_path / "b.xlsx"))


def test_what_is_found_stands_in_its_cell_in_its_row_and_in_the_summary(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == [SUMMARY_SHEET, "Danh sách"]
    page = book["Danh sách"]
    titles = [cell.value for cell in page[3]]
    assert titles[-1] == MESSAGES
    number = page.cell(5, titles.index(title_of("citizen_id")) + 1)
    assert number.value == "123"
    assert number.comment is not None
    assert "123" in number.comment.text
    assert number.fill.fgColor.rgb == "FFFFE699"
    missing = page.cell(6, 1)
    assert (missing.value, missing.fill.fgColor.rgb) == (None, "FFF8B4B4")
    assert "mã số" in page.cell(6, len(titles)).value
    assert page.cell(7, len(titles)).value is None or "mã số" not in page.cell(7, len(titles)).value
    levels = [row[0].value for row in book[SUMMARY_SHEET].iter_rows(min_row=6)]
    assert levels[0] == "Lỗi: dòng bị bỏ", "errors come first"
    assert sum(row[1].value for row in book[SUMMARY_SHEET].iter_rows(min_row=6)) == len(reported_findings(book)), (
        "every finding is counted"
    )


def reported_findings(book: openpyxl.Workbook) -> list[str]:
    titles = [cell.value for cell in book["Danh sách"][3]]
    rows = book["Danh sách"].iter_rows(min_row=4, min_col=len(titles), max_col=len(titles), values_only=True)
    return [text for (cell,) in rows if cell for text in str(cell).split("; ")]


def test_text_stays_text_and_dates_stay_dates(book: openpyxl.Workbook) -> None:
    page = book["Danh sách"]
    titles = [cell.value for cell in page[3]]
    phone = page.cell(5, titles.index(title_of("phone")) + 1)
    assert (phone.value, phone.data_type) == ("=1+1", "s")
    assert page.cell(4, titles.index(title_of("since")) + 1).value.date() == date(2021, 3, 1)
    assert page.cell(7, titles.index(title_of("workshop")) + 1).value == 7


def test_corrected_and_sent_back_it_imports_cleanly(database: Database, tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", ROWS, as_of=DAY)
    first = import_file(database, path, options=Options())
    assert first.rows["rejected"] == 1
    out = tmp_path / "b.xlsx"
    out.write_bytes(error_workbook(read_workbook(path), first))
    book = openpyxl.load_workbook(out)
    page = book["Danh sách"]
    row = next(row for row in page.iter_rows() if row[1].value == "Không Mã")
    row[0].value = "w3"
    book.save(out)
    second = import_file(database, out, options=Options())
    assert second.rows == {"read": 4, "created": 1, "changed": 0, "unchanged": 3, "rejected": 0}
    assert "code-missing" not in codes(second)
    assert "sheet-unread" not in codes(second)


def test_what_the_firm_hides_stays_hidden(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", ROWS)
    firms = openpyxl.load_workbook(path)
    page = firms["Danh sách"]
    page.row_dimensions[5].hidden = True
    page.column_dimensions["C"].hidden = True
    page.column_dimensions["B"].width = 29
    firms.create_sheet("Ghi chú").sheet_state = "hidden"
    firms.save(path)
    book = openpyxl.load_workbook(mended(path, tmp_path / "b.xlsx"))
    page = book["Danh sách"]
    assert [number for number, row in page.row_dimensions.items() if row.hidden] == [5]
    assert [name for name, column in page.column_dimensions.items() if column.hidden] == ["C"]
    assert page.column_dimensions["B"].width == pytest.approx(29, abs=0.1)
    assert book["Ghi chú"].sheet_state == "hidden"
