"""One workbook: people, contacts, memberships and what the manifest says, a sheet each.

Days are Excel's days, codes and phones text. A title has the Vietnamese name and, on its second line, the column's name
as in the .csv, which is stable.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from graph.errors import Invalid
from graph.exports.attributes import person_columns
from graph.exports.cells import BOOK
from graph.exports.network import Network
from graph.exports.tables import CONTACT, MEMBERSHIP, contacts, memberships, people

#: Rows and characters of a cell that Excel holds; the title takes a row.
MOST_ROWS = 1_048_575
MOST_TEXT = 32_767
#: Of the file: when it was made would tell by how much the days of a shifted pack were moved.
_EPOCH = datetime(1980, 1, 1)
#: Excel took 1900 for a leap year, so its days count rightly from here on.
_FIRST_DAY = date(1900, 3, 1)
_DAY_WIDTH = 12

#: Column: Vietnamese title, width.
TITLES: dict[str, tuple[str, int]] = {
    "id": ("Khóa", 24), "onset_date": ("Khởi phát", _DAY_WIDTH), "sampled_date": ("Lấy mẫu", _DAY_WIDTH),
    "confirmed_date": ("Xác định", _DAY_WIDTH), "isolated_date": ("Cách ly", _DAY_WIDTH), "outcome": ("Kết cục", 13),
    "is_case": ("Là ca bệnh", 9), "level": ("F", 7), "kind": ("Là", 11), "grade": ("Nguy cơ", 9),
    "score": ("Điểm", 8), "sex": ("Giới tính", 9), "age_band": ("Nhóm tuổi", 10), "vaccine_doses": ("Số mũi tiêm", 10),
    "company": ("Công ty", 28), "workshop": ("Phân xưởng", 18), "team": ("Tổ", 16), "residence": ("Nơi ở", 28),
    "infectious_from": ("Lây truyền từ", _DAY_WIDTH), "infectious_to": ("Lây truyền đến", _DAY_WIDTH),
    "full_name": ("Họ và tên", 24), "code": ("Mã số", 13), "phone": ("Số điện thoại", 14),
    "birth_year": ("Năm sinh", 9), "from": ("Nguồn", 24), "to": ("Người tiếp xúc", 24),
    "setting": ("Loại nhóm", 11), "group_id": ("Khóa nhóm", 28), "group_name": ("Nhóm", 28),
    "first_exposure": ("Tiếp xúc từ", _DAY_WIDTH), "last_exposure": ("Tiếp xúc cuối", _DAY_WIDTH),
    "exposure_days": ("Số ngày", 9), "spells": ("Các đợt", 26), "person": ("Người", 24),
    "since": ("Từ ngày", _DAY_WIDTH), "until": ("Đến ngày", _DAY_WIDTH), "part_of": ("Thuộc nhóm", 28),
}  # fmt: skip
_DAYS = frozenset(
    "onset_date sampled_date confirmed_date isolated_date infectious_from infectious_to first_exposure last_exposure "
    "since until".split()
)
SHEETS = ("Người people", "Tiếp xúc contacts", "Thành viên memberships", "Bản kê manifest")


def pack_files(network: Network, *, facts: Mapping[str, Any] | None = None) -> dict[str, bytes]:
    """Return network.xlsx; ``facts`` are the manifest's. Raises Invalid for more rows than a sheet holds."""
    tables = (
        (person_columns(network), len(network.people), people(network)),
        (CONTACT, len(network.contacts), contacts(network)),
        (MEMBERSHIP, len(network.memberships), memberships(network)),
    )
    if max(count for _, count, _ in tables) > MOST_ROWS:
        raise Invalid(
            f"A sheet holds {MOST_ROWS} rows at most, and there are more; take csv.",
            f"Một trang tính chỉ chứa tối đa {MOST_ROWS} dòng; hãy dùng csv.",
            field="format",
        )
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, BOOK) as book:
        book.set_properties({"created": _EPOCH})
        head = {"bold": True, "text_wrap": True, "bg_color": "#DDEBF7", "border": 1, "valign": "vcenter"}
        formats = {
            "head": book.add_format(head),
            "day": book.add_format({"num_format": "dd/mm/yyyy", "align": "left"}),
            "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        for title, (columns, count, rows) in zip(SHEETS, tables, strict=False):
            _write_table(book.add_worksheet(title), columns, count, rows, formats)
        _write_facts(book.add_worksheet(SHEETS[-1]), facts or {}, formats)
    return {"network.xlsx": out.getvalue()}


def _write_table(
    sheet: Worksheet, columns: Sequence[str], count: int, rows: Iterator[dict[str, Any]], formats: dict[str, Format]
) -> None:
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, count, len(columns) - 1)
    sheet.set_row(0, 32)
    for column, name in enumerate(columns):
        title, width = TITLES[name]
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, f"{title}\n{name}", formats["head"])
    for number, row in enumerate(rows, start=1):
        for column, name in enumerate(columns):
            _write_cell(sheet, number, column, row[name], formats["day"] if name in _DAYS else None)


def _write_cell(sheet: Worksheet, row: int, column: int, value: Any, day: Format | None) -> None:
    """Write a value: a day where the column holds days, text as text whatever it looks like; None stays empty."""
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif value is not None and day is not None and date.fromisoformat(value) >= _FIRST_DAY:
        sheet.write_datetime(row, column, date.fromisoformat(value), day)
    elif value is not None:
        # A longer text would be left out without a word.
        sheet.write_string(row, column, value if len(value) <= MOST_TEXT else f"{value[: MOST_TEXT - 1]}…")


def _write_facts(sheet: Worksheet, facts: Mapping[str, Any], formats: dict[str, Format]) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    for number, (name, value) in enumerate(_flat("", facts)):
        sheet.write_string(number, 0, name, formats["head"])
        sheet.write_string(number, 1, value, formats["wrapped"])


def _flat(prefix: str, facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the manifest's entries, those within others by their path; what is not known is left out."""
    for name, value in facts.items():
        if isinstance(value, Mapping):
            yield from _flat(f"{prefix}{name}.", value)
        elif value is not None:
            yield f"{prefix}{name}", str(value)
