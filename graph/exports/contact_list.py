"""The list of contacts as .csv and .xlsx, with stable columns; one row a contact."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import xlsxwriter

from graph.exports.cells import BOOK, dmy, safe

COLUMNS = (
    "level", "grade", "score", "key", "kind", "code", "name", "birth_date", "sex", "phone", "company", "workshop",
    "team", "residence", "first_exposure", "last_exposure", "exposure_days", "settings", "reasons",
)  # fmt: skip
_TITLES = {
    "level": "F", "grade": "Mức nguy cơ", "score": "Điểm", "key": "Khóa", "kind": "Loại", "code": "Mã số công nhân",
    "name": "Họ và tên", "birth_date": "Ngày sinh", "sex": "Giới tính", "phone": "Số điện thoại",
    "company": "Công ty", "workshop": "Bộ phận/Phân xưởng", "team": "Tổ/Nhóm/Chuyền", "residence": "Nơi ở",
    "first_exposure": "Tiếp xúc từ", "last_exposure": "đến", "exposure_days": "Số ngày",
    "settings": "Hoàn cảnh", "reasons": "Lý do",
}  # fmt: skip
_GRADES = {"near": "gần", "distant": "xa", None: ""}
_SETTINGS = {
    "room": "cùng phòng", "house": "cùng nhà", "team": "cùng tổ", "workshop": "cùng phân xưởng",
    "company": "cùng công ty", "vehicle": "cùng xe", "met": "đã gặp",
}  # fmt: skip


_WIDTHS = {"name": 26, "residence": 36, "company": 30, "workshop": 20, "settings": 26, "reasons": 60, "level": 5}


def contacts_csv(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of a .csv of a trace's document, in UTF-8 with a byte order mark for Excel."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    buffer.write("\ufeff")
    writer.writerow(COLUMNS)
    for contact in document["contacts"]:
        row = _row(contact)
        writer.writerow([safe(row[column]) for column in COLUMNS])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def contacts_xlsx(document: Mapping[str, Any], out: BinaryIO) -> None:
    """Write a trace's document as a workbook: the question, one row a contact; a second sheet says what is missing."""
    with xlsxwriter.Workbook(out, BOOK) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#DDEBF7", "border": 1})
        sheet = book.add_worksheet("Danh sách")
        sheet.write_string(0, 0, document["question"]["vi"])
        sheet.freeze_panes(3, 0)
        for column, name in enumerate(COLUMNS):
            sheet.write_string(2, column, _TITLES[name], bold)
            sheet.set_column(column, column, _WIDTHS.get(name, 13))
        for number, contact in enumerate(document["contacts"], start=3):
            row = _row(contact, vietnamese=True)
            for column, name in enumerate(COLUMNS):
                value = row[name]
                if isinstance(value, int | float):
                    sheet.write_number(number, column, value)
                elif value:
                    sheet.write_string(number, column, value)
        missing = book.add_worksheet("Còn thiếu")
        titles = ("Công ty", "Số công nhân", "Có nơi ở", "Có phương tiện", "Tệp gần nhất", "Số ngày trước")
        for column, title in enumerate(titles):
            missing.write_string(0, column, title, bold)
        for number, entry in enumerate(document["missing"], start=1):
            names = ("company", "workers", "with_residence", "with_vehicle", "last_import", "days_old")
            missing.write_row(number, 0, ["" if entry[name] is None else entry[name] for name in names])


def _row(contact: Mapping[str, Any], *, vietnamese: bool = False) -> dict[str, Any]:
    person = contact["person"]
    settings = sorted({reason["setting"] for reason in contact["reasons"]})
    row = {name: contact[name] for name in COLUMNS if name in contact and name != "reasons"}
    row |= {name: person[name] for name in COLUMNS if name in person and name not in row}
    row["settings"] = ", ".join(_SETTINGS[name] if vietnamese else name for name in settings)
    row["reasons"] = "; ".join(_reason(reason, vietnamese=vietnamese) for reason in contact["reasons"])
    if vietnamese:
        row["grade"] = _GRADES[contact["grade"]]
        row["sex"] = {"female": "Nữ", "male": "Nam"}.get(person["sex"])
        for name in ("first_exposure", "last_exposure", "birth_date"):
            row[name] = dmy(row[name])
    return row


def _reason(reason: Mapping[str, Any], *, vietnamese: bool) -> str:
    names = ", ".join(source["name"] for source in reason["with"])
    more = reason["with_total"] - len(reason["with"])
    if vietnamese:
        also = f" và {more} người nữa" if more else ""
        who = f" với {names}{also}" if names else ""
        days = f"{dmy(reason['from'])}–{dmy(reason['to'])}"
        return f"{_SETTINGS[reason['setting']]} {reason['group']['name']}{who}, {days} ({reason['days']} ngày)"
    also = f" and {more} more" if more else ""
    who = f" with {names}{also}" if names else ""
    return (
        f"{reason['setting']} {reason['group']['name']}{who}, {reason['from']} to {reason['to']} ({reason['days']} d)"
    )
