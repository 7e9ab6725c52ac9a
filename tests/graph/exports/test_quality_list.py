"""The lists of data quality, read back by others' readers."""

import csv
import io
from typing import Any

import openpyxl

from graph.exports.quality_list import COLUMNS, quality_csv, quality_xlsx
from graph.quality import FIELDS

DOUBT = {
    "code": "crowded-room",
    "message": {"vi": "Phòng P.1 có 60 người, quá 24.", "en": "-"},
    "people": 60,
    "group": {"key": "r", "name": "P.1"},
}


def entry(key: str, name: str, **others: Any) -> dict[str, Any]:
    return {
        "key": key,
        "name": name,
        "tax_code": "2400123456",
        "workers": 120,
        "last_import": "2021-06-11",
        "days_old": 3,
        "overdue": False,
        "completeness": dict.fromkeys(FIELDS, 0.5),
        "findings": {"errors": 1, "warnings": 2},
        "suspicious": [DOUBT],
    } | others


DOCUMENT = {
    "as_of": "2021-06-14",
    "companies": [
        entry("abc", "=1+1"),
        entry("xyz", "Công ty B", workers=0, last_import=None, days_old=None, suspicious=[], tax_code=None)
        | {"completeness": dict.fromkeys(FIELDS)},
    ],
}


def test_a_csv_with_stable_columns() -> None:
    text = "".join(quality_csv(DOCUMENT))
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert text.startswith("\ufeff")
    assert tuple(rows[0]) == COLUMNS
    assert rows[0] == {
        "key": "abc", "name": "'=1+1", "tax_code": "2400123456", "workers": "120", "last_import": "2021-06-11",
        "days_old": "3", "errors": "1", "warnings": "2", **dict.fromkeys(FIELDS, "0.5"),
        "suspicious": "Phòng P.1 có 60 người, quá 24.",
    }  # fmt: skip
    assert rows[1]["room"] == rows[1]["last_import"] == ""


def test_a_workbook_with_the_firms_and_the_doubts() -> None:
    out = io.BytesIO()
    quality_xlsx(DOCUMENT, out)
    book = openpyxl.load_workbook(out)
    sheet, doubts = book.worksheets
    assert sheet["A1"].value == "Dữ liệu của các công ty, ngày 14/06/2021"
    assert sheet.auto_filter.ref == "A3:R5"
    titles, first, second = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert len(titles) == len(COLUMNS)
    assert first == [
        "abc", "=1+1", "2400123456", 120, "11/06/2021", 3, 1, 2, *[0.5] * len(FIELDS), "Phòng P.1 có 60 người, quá 24.",
    ]  # fmt: skip
    assert sheet["B4"].data_type == "s", "a name is never a formula"
    assert second[3:6] == [0, None, None]
    assert [[cell.value for cell in row] for row in doubts.iter_rows(min_row=2)] == [
        ["=1+1", "Phòng P.1 có 60 người, quá 24.", 60]
    ]
