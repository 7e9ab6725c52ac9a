"""The list of contacts as a workbook and as .csv, read back."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from graph.cases import Dates
from graph.database import Database
from graph.exports.contact_book import contacts_xlsx
from graph.exports.contact_list import contacts_csv
from graph.exports.contact_rows import COLUMNS
from graph.tracing.asking import answer
from graph.tracing.question import Asked
from tests.drawing import day, draw


@pytest.fixture
def document(database: Database) -> dict[str, Any]:
    """An's team-mate Bình has a room with Chi, a cohabitant, and Dũng of a firm whose name Excel does not like."""
    draw(
        database,
        groups=[
            ("abc", "company", None), ("w", "workshop", "abc"), ("t", "team", "w"), ("r", "room", None),
            ("=May [1]: Nghi/Sơn", "company", None),
        ],
        people=[
            {"key": "an", "code": "an", "company": "abc"}, {"key": "binh", "code": "=1+1", "company": "abc"},
            {"key": "chi", "kind": "cohabitant", "birth_year": 1970},
            {"key": "dung", "code": "d", "company": "=May [1]: Nghi/Sơn"},
        ],
        memberships=[
            {"person": "an", "group": "t"}, {"person": "binh", "group": "t"}, {"person": "binh", "group": "r"},
            {"person": "chi", "group": "r"}, {"person": "dung", "group": "r"},
        ],
    )  # fmt: skip
    dates = Dates(onset=day("10"), isolated=day("12"))
    asked = Asked(who=["an"], dates=dates, as_of=day("16"), rules="vn-3638-2021")
    return answer(database, asked, limit=1000, offset=0, hashed=True)


def book(document: dict[str, Any]) -> Workbook:
    out = io.BytesIO()
    contacts_xlsx(document, out)
    return openpyxl.load_workbook(out)


def rows(found: Workbook, title: str) -> list[dict[str, Any]]:
    titles, *rest = found[title].iter_rows(values_only=True)
    return [dict(zip(titles, row, strict=True)) for row in rest]


def test_a_sheet_a_level_and_a_firm_with_a_cover(document: dict[str, Any]) -> None:
    found = book(document)
    assert found.sheetnames == ["Bìa", "F1", "F2", "=May 1 Nghi Sơn", "abc", "Không thuộc công ty", "Còn thiếu"]
    names = {title: [row["Họ và tên"] for row in rows(found, title)] for title in found.sheetnames[1:-1]}
    assert names == {
        "F1": ["binh"], "F2": ["chi", "dung"], "abc": ["binh"], "=May 1 Nghi Sơn": ["dung"],
        "Không thuộc công ty": ["chi"],
    }  # fmt: skip
    first = rows(found, "F1")[0]
    assert {
        name: first[name] for name in ("Nguy cơ", "Tiếp xúc của", "Tiếp xúc cuối", "Cách ly", "Ngày xét nghiệm")
    } == {
        "Nguy cơ": "gần",
        "Tiếp xúc của": "an",
        "Tiếp xúc cuối": "12/05/2021",
        "Cách ly": "tập trung đến 26/05/2021",
        "Ngày xét nghiệm": "13/05, 19/05, 26/05",
    }
    assert first["Hoàn cảnh tiếp xúc"].startswith("cùng tổ t với an, 07/05–12/05/2021 (6 ngày)")
    assert rows(found, "F2")[0]["Ngày sinh"] == 1970


def test_the_cover_says_what_was_asked_and_what_is_missing(document: dict[str, Any]) -> None:
    facts = {row[0]: row[1] for row in book(document)["Bìa"].iter_rows(min_row=3, values_only=True)}
    assert facts["Câu hỏi"] == document["question"]["vi"]
    assert facts["Bộ quy tắc"].startswith("vn-3638-2021: Quyết định 3638/QĐ-BYT")
    assert facts["Tổng số"] == "3 (F1: 1, F2: 2)"
    assert facts["Mã băm (SHA-256)"] == document["hash"]
    assert "có nơi ở" in facts["Dữ liệu còn thiếu"]


def test_prints_on_a4_and_holds_no_formula(document: dict[str, Any]) -> None:
    found = book(document)
    for sheet in found.worksheets[1:-1]:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.print_title_rows) == (
            9,
            "landscape",
            "$1:$1",
        )
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    cells = [cell for sheet in found for row in sheet for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert "=1+1" in [cell.value for cell in cells]


def test_many_firms_share_the_last_sheet(document: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.exports.contact_book.MOST_FIRMS", 1)
    found = book(document)
    assert [row["Họ và tên"] for row in rows(found, "Công ty khác")] == ["binh"]


def test_csv_has_stable_columns(document: dict[str, Any]) -> None:
    found = list(csv.DictReader(io.StringIO("".join(contacts_csv(document)).lstrip("\ufeff"))))
    assert list(found[0]) == list(COLUMNS)
    binh = found[0]
    expected = {
        "level": "1", "code": "'=1+1", "settings": "team, workshop", "nearest_cases": "an",
        "follow_up_until": "2021-05-26", "state": "open",
    }  # fmt: skip
    assert {name: binh[name] for name in expected} == expected
    assert [row["birth_date"] for row in found] == ["", "1970", ""]


def test_nobody(document: dict[str, Any]) -> None:
    counts = {"levels": {}, "grades": {}, "settings": {}, "companies": [], "workshops": []}
    empty = {**document, "contacts": [], "total": 0, "counts": counts, "missing": []}
    assert book(empty).sheetnames == ["Bìa", "Còn thiếu"]
