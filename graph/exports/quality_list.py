"""How good the data of each company is, as .csv and .xlsx: one row a company."""

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import xlsxwriter

from graph.exports.cells import BOOK, csv_lines, dmy
from graph.quality import FIELDS

COLUMNS = ("key", "name", "tax_code", "workers", "last_import", "days_old", "errors", "warnings", *FIELDS, "suspicious")
_TITLES = {
    "key": "Khóa", "name": "Công ty", "tax_code": "Mã số thuế", "workers": "Số công nhân",
    "last_import": "Tệp gần nhất", "days_old": "Số ngày trước", "errors": "Dòng bị bỏ", "warnings": "Điều cần xem",
    "birth_date": "Ngày sinh", "citizen_id": "CCCD", "phone": "Số điện thoại", "workshop": "Phân xưởng", "team": "Tổ",
    "residence": "Nơi ở", "room": "Phòng/nhà", "vehicle": "Phương tiện", "vaccination": "Tiêm vắc xin",
    "suspicious": "Đáng ngờ",
}  # fmt: skip
_WIDTHS = {"key": 26, "name": 40, "tax_code": 16, "last_import": 13, "suspicious": 90}


def quality_csv(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of a .csv. Shares are between 0 and 1."""
    return csv_lines(COLUMNS, map(_row, document["companies"]))


def quality_xlsx(document: Mapping[str, Any], out: BinaryIO) -> None:
    """Write a workbook: a row a company with the province's on top, and a sheet with what is suspicious."""
    with xlsxwriter.Workbook(out, BOOK) as book:
        title = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#DDEBF7", "border": 1, "valign": "top"})
        share = book.add_format({"num_format": "0%"})
        late = book.add_format({"bg_color": "#F8CBAD"})
        sheet = book.add_worksheet("Chất lượng dữ liệu")
        sheet.write_string(0, 0, f"Dữ liệu của các công ty, ngày {dmy(document['as_of'])}")
        for column, name in enumerate(COLUMNS):
            sheet.set_column(column, column, _WIDTHS.get(name, 11))
        sheet.freeze_panes(3, 2)
        for column, name in enumerate(COLUMNS):
            sheet.write_string(2, column, _TITLES[name], title)
        for number, entry in enumerate(document["companies"], start=3):
            row = _row(entry) | {"last_import": dmy(entry["last_import"])}
            for column, name in enumerate(COLUMNS):
                value = row[name]
                if isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif value is not None:
                    sheet.write_number(number, column, value, share if name in FIELDS else None)
        last = 2 + len(document["companies"])
        sheet.autofilter(2, 0, last, len(COLUMNS) - 1)
        if document["companies"]:
            rule = {"type": "formula", "criteria": '=OR($E4="",$F4>3)', "format": late}
            sheet.conditional_format(3, 4, last, 5, rule)
        doubts = book.add_worksheet("Đáng ngờ")
        for column, (text, width) in enumerate((("Công ty", 40), ("Điều đáng ngờ", 100), ("Số người", 11))):
            doubts.set_column(column, column, width)
            doubts.write_string(0, column, text, title)
        found = [(entry["name"], doubt) for entry in document["companies"] for doubt in entry["suspicious"]]
        for number, (name, doubt) in enumerate(found, start=1):
            doubts.write_string(number, 0, name)
            doubts.write_string(number, 1, doubt["message"]["vi"])
            if doubt["people"] is not None:
                doubts.write_number(number, 2, doubt["people"])


def _row(entry: Mapping[str, Any]) -> dict[str, Any]:
    doubts = " ".join(doubt["message"]["vi"] for doubt in entry["suspicious"])
    return {
        **{name: entry[name] for name in ("key", "name", "tax_code", "workers", "last_import", "days_old")},
        **entry["findings"],
        **entry["completeness"],
        "suspicious": doubts,
    }
