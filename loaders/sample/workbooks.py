"""Write a firm's roster as firms do: a heading block, a row of titles, one row a worker."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from loaders.form import FORM
from loaders.sample.dice import Dice
from loaders.sample.firms import Firm
from loaders.sample.world import Worker

#: A fixed moment, so that one seed gives the same bytes on every machine and day.
_CREATED = datetime(2021, 5, 1)
_MESSY_TITLES = {
    "code": ("Mã NV", "MSNV", "Mã thẻ *", "MA CN"),
    "name": ("HỌ VÀ TÊN", "Họ & tên", "Ho ten", "Họ và tên công nhân"),
    "birth_date": ("NTNS", "Năm sinh", "Ngày tháng\nnăm sinh"),
    "citizen_id": ("Số CMND", "CCCD", "CMTND/CCCD", "Căn cước công dân"),
    "phone": ("SĐT", "ĐT", "Số ĐT"),
    "workshop": ("Bộ phận", "PX", "Xưởng", "Phòng ban"),
    "team": ("Tổ", "Chuyền", "Nhóm", "Line"),
    "vehicle": ("Phương tiện", "BKS", "Xe đưa đón"),
    "residence": ("Nơi ở hiện tại", "Địa chỉ tạm trú", "Chỗ ở hiện nay"),
}


def write_roster(path: Path, firm: Firm, workers: Sequence[Worker], *, as_of: date, style: Dice | None) -> None:
    """Write one workbook; ``style`` draws what an untidy firm does otherwise, None writes the form's own columns."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        book.set_properties({"created": _CREATED, "author": firm.name})
        sheet = book.add_worksheet("Danh sách")
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        title = book.add_format({"bold": True, "text_wrap": True, "border": 1, "bg_color": "#DDEBF7"})
        fields = _fields(style)
        texts = style is not None and style.chance(0.4)
        for row, line in enumerate(_heading(firm, as_of)):
            sheet.write_string(row, 0, line, bold)
        top = len(_heading(firm, as_of)) + 1
        sheet.write_string(top, 0, "STT", title)
        for column, (name, shown) in enumerate(fields, start=1):
            sheet.write_string(top, column, shown, title)
            sheet.set_column(column, column, 14 if name != "residence" else 44)
        for number, worker in enumerate(workers, start=1):
            row = top + number
            sheet.write_number(row, 0, number)
            for column, (name, _) in enumerate(fields, start=1):
                _write(sheet, row, column, _CELLS[name](worker), None if texts else day)
        if style is not None and style.chance(0.5):
            sheet.write_string(top + len(workers) + 1, 2, f"Tổng cộng: {len(workers)} người")


def _heading(firm: Firm, as_of: date) -> list[str]:
    return [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "DANH SÁCH CÔNG NHÂN, NGƯỜI LAO ĐỘNG",
        f"Tên công ty: {firm.name}",
        f"Mã số thuế: {firm.tax_code}",
        f"Ngày lập: {as_of:%d/%m/%Y}",
    ]


def _fields(style: Dice | None) -> list[tuple[str, str]]:
    fields = [(c.field, c.title) for c in FORM if c.field in _CELLS]
    if style is not None:
        fields = [(name, style.pick(_MESSY_TITLES[name]) if name in _MESSY_TITLES else shown) for name, shown in fields]
        first, rest = fields[:2], fields[2:]
        style.shuffle(rest)
        fields = first + rest
    return fields


def _write(sheet: Any, row: int, column: int, value: str | date | None, day: Any) -> None:
    if value is None:
        return
    if isinstance(value, date):
        if day is None:
            sheet.write_string(row, column, f"{value:%d.%m.%Y}")
        else:
            sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), day)
    else:
        sheet.write_string(row, column, value)


def _dose(number: int, part: int) -> Callable[[Worker], str | date | None]:
    return lambda worker: worker.doses[number - 1][part] if len(worker.doses) >= number else None


_CELLS: dict[str, Callable[[Worker], str | date | None]] = {
    "code": lambda w: w.code,
    "name": lambda w: w.name,
    "birth_date": lambda w: w.birth_date,
    "sex": lambda w: "Nữ" if w.female else "Nam",
    "citizen_id": lambda w: w.citizen_id,
    "phone": lambda w: w.phone,
    "home_address": lambda w: w.home_address,
    "workshop": lambda w: w.team.workshop,
    "team": lambda w: w.team.name,
    "shift": lambda w: w.team.shift,
    "position": lambda w: w.position,
    "since": lambda w: w.since,
    "residence": lambda w: w.residence,
    "residence_since": lambda w: w.residence_since,
    "housemates": lambda w: w.housemates,
    "vehicle": lambda w: w.travel,
    "vehicle_since": lambda _: None,
    **{f"dose_{n}_date": _dose(n, 0) for n in (1, 2, 3)},
    **{f"dose_{n}_vaccine": _dose(n, 1) for n in (1, 2, 3)},
    "left": lambda w: w.left,
}
