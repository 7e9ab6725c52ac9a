"""The list of contacts as a workbook to print and hand out: a cover, a sheet a level, a sheet a firm, what is missing.

The cover says what was asked, by which rule set, how many there are, how old the data is, and the hash of the list.
Columns are those that local authorities asked for in 2021: who, born, sex, phone, where living and working, contact of
whom, how and when last, where to stay until when, which tests.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from graph.clock import VIETNAM, now
from graph.exports.cells import BOOK, dmy
from graph.exports.contact_rows import GRADES, SETTINGS, contact_row, flat

#: Column: title, width. Those up to the state are printed; the rest stands beside it, to sort and look up.
_COLUMNS: dict[str, tuple[str, int]] = {
    "number": ("STT", 5), "level": ("F", 4), "grade": ("Nguy cơ", 6), "name": ("Họ và tên", 19),
    "birth_date": ("Ngày sinh", 11), "sex": ("Giới tính", 6), "phone": ("Số điện thoại", 12),
    "residence": ("Nơi ở", 24), "work": ("Nơi làm việc", 26), "nearest_cases": ("Tiếp xúc của", 15),
    "reasons": ("Hoàn cảnh tiếp xúc", 38), "last_exposure": ("Tiếp xúc cuối", 11), "stay": ("Cách ly", 13),
    "tests_due": ("Ngày xét nghiệm", 11), "isolated": ("Đã cách ly từ", 11), "state": ("Tình trạng", 11),
    "code": ("Mã số", 10), "company": ("Công ty", 24), "workshop": ("Phân xưởng", 14), "team": ("Tổ", 10),
    "first_exposure": ("Tiếp xúc từ", 11), "exposure_days": ("Số ngày", 6), "tests_done": ("Đã xét nghiệm", 12),
    "score": ("Điểm", 7), "key": ("Khóa", 24),
}  # fmt: skip
_PRINTED = list(_COLUMNS).index("state") + 1
#: Height of a line in points; spreadsheet programs do not all fit rows to wrapped text by themselves.
_LINE = 12.5
#: Firms beyond this many share one sheet; the largest come first.
MOST_FIRMS = 40
OTHER = "Công ty khác"
_NO_FIRM = "Không thuộc công ty"
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def contacts_xlsx(document: Mapping[str, Any], out: BinaryIO) -> None:
    """Write a trace's document as a workbook, row by row: memory does not grow with the rows.

    ``made_by`` of the document is who asked for it, and stands on the cover and at the foot of each page.
    """
    with xlsxwriter.Workbook(out, BOOK) as book:
        formats = {
            "title": book.add_format({"bold": True, "font_size": 14}),
            "head": book.add_format(
                {"bold": True, "text_wrap": True, "bg_color": "#DDEBF7", "border": 1, "valign": "vcenter"}
            ),
            "cell": book.add_format(
                {"border": 1, "border_color": "#BFBFBF", "valign": "top", "text_wrap": True, "font_size": 10}
            ),
            "row": book.add_format({"valign": "top", "text_wrap": True, "font_size": 10}),
            "grid": book.add_format({"border": 1, "border_color": "#BFBFBF"}),
            "label": book.add_format({"bold": True, "valign": "top"}),
            "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        _write_cover(book.add_worksheet("Bìa"), document, formats)
        pages = _Pages(book, document, formats)
        for contact in document["contacts"]:
            pages.write(contact)
        pages.close()
        _write_missing(book.add_worksheet("Còn thiếu"), document, formats)


class _Pages:
    """The sheets that fill up side by side: one a level and one a firm, each with its own next row."""

    def __init__(self, book: xlsxwriter.Workbook, document: Mapping[str, Any], formats: dict[str, Format]) -> None:
        self._formats = formats
        made = ", ".join(filter(None, (document.get("made_by"), f"{_moment(now()):%d/%m/%Y %H:%M}")))
        self._footer = f"&L{document['rules']}, {dmy(document['as_of'])}&C&A · {made.replace('&', '&&')}&R&P/&N"
        self._levels = {
            level: self._sheet(book, f"F{level}", tuple(_COLUMNS))
            for level in sorted(document["counts"]["levels"], key=int)
        }
        firms = Counter({one["company"]: sum(one["levels"].values()) for one in document["counts"]["companies"]})
        names = [name for name, _ in firms.most_common(MOST_FIRMS)]
        if len(firms) > MOST_FIRMS:
            names.append(OTHER)
        if sum(firms.values()) < document["total"]:
            names.append(_NO_FIRM)
        printed = tuple(_COLUMNS)[:_PRINTED]
        self._firms = {
            name: self._sheet(book, title, printed) for name, title in zip(names, _titles(names), strict=True)
        }

    def _sheet(self, book: xlsxwriter.Workbook, title: str, columns: Sequence[str]) -> "_Page":
        sheet = book.add_worksheet(title)
        sheet.set_row(0, 32)
        for column, name in enumerate(columns):
            text, width = _COLUMNS[name]
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, text, self._formats["head"])
        sheet.freeze_panes(1, 4)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_footer(self._footer)
        sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        return _Page(sheet, columns)

    def write(self, contact: Mapping[str, Any]) -> None:
        """Write a contact on the sheet of the level and on that of the firm."""
        row = contact_row(contact, vietnamese=True)
        row["work"] = ", ".join(row[name] for name in ("team", "workshop", "company") if row[name])
        row["stay"] = f"{row['follow_up_place']} đến {row['follow_up_until']}" if row["follow_up_until"] else None
        firm = row["company"] or _NO_FIRM
        for page in (self._levels[str(row["level"])], self._firms.get(firm) or self._firms[OTHER]):
            page.write(row, self._formats["row"])

    def close(self) -> None:
        """Rule the sheets as far as they were filled.

        The lines are one condition a sheet and not a part of every cell: so empty cells need not be written.
        """
        for page in (*self._levels.values(), *self._firms.values()):
            page.sheet.conditional_format(
                0, 0, page.rows, len(page.columns) - 1, {"type": "no_errors", "format": self._formats["grid"]}
            )
            page.sheet.print_area(0, 0, page.rows, _PRINTED - 1)


@dataclass(slots=True)
class _Page:
    """A sheet that fills up: the firms' have the printed columns, the levels' all."""

    sheet: Worksheet
    columns: Sequence[str]
    rows: int = 0

    def write(self, row: Mapping[str, Any], cell: Format) -> None:
        """Write the next row."""
        self.rows += 1
        self.sheet.set_row(self.rows, _height(row))
        self.sheet.write_number(self.rows, 0, self.rows, cell)
        for column, name in enumerate(self.columns[1:], start=1):
            value = flat(row[name])
            if isinstance(value, int | float):
                self.sheet.write_number(self.rows, column, value, cell)
            elif value:
                self.sheet.write_string(self.rows, column, value, cell)


def _lines(text: Any, width: int) -> int:
    """Return how many lines a text takes in a column, near enough: words break a little before the edge."""
    return sum(-(-(len(line) + 2) // width) for line in str(text).split("\n")) if text else 1


def _height(row: Mapping[str, Any]) -> float:
    """Return the height of a row in points."""
    wrapped = ("name", "residence", "work", "reasons", "nearest_cases", "tests_due", "stay")
    return _LINE * max(_lines(flat(row[name]), _COLUMNS[name][1]) for name in wrapped) + 2


def _titles(names: list[str]) -> Iterator[str]:
    """Yield a sheet's title for each firm: at most 31 characters, no two alike, none of Excel's forbidden signs."""
    taken = {"bìa", "còn thiếu"}
    for name in names:
        short = " ".join(name.translate(_FORBIDDEN).split())
        for legal in ("Công ty TNHH ", "Công ty Cổ phần ", "Công ty ") if name != OTHER else ():
            short = short.removeprefix(legal)
        title, number = short[:31] or "?", 2
        while title.lower() in taken:
            title, number = f"{short[:27]} {number}", number + 1
        taken.add(title.lower())
        yield title


def _write_cover(sheet: Worksheet, document: Mapping[str, Any], formats: dict[str, Format]) -> None:
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    sheet.write_string(0, 0, "DANH SÁCH NGƯỜI TIẾP XÚC", formats["title"])
    for number, (label, value) in enumerate(_facts(document), start=2):
        sheet.set_row(number, 15 * _lines(value, 90))
        sheet.write_string(number, 0, label, formats["label"])
        sheet.write_string(number, 1, value, formats["wrapped"])


def _facts(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    counts = document["counts"]
    yield "Câu hỏi", document["question"]["vi"]
    yield (
        "Bộ quy tắc",
        f"{document['rules']}: {document['rule']['title']['vi']}" if "rule" in document else document["rules"],
    )
    if "rule" in document:
        yield "Nguồn", document["rule"]["source"]
    yield "Tính đến ngày", str(dmy(document["as_of"]))
    if document.get("made_by"):
        yield "Lập bởi", document["made_by"]
    yield "Lập lúc", f"{_moment(now()):%d/%m/%Y %H:%M} (giờ Việt Nam)"
    for case in document["cases"]:
        window = case["window"]
        days = f"{dmy(window['from'])}–{dmy(window['to'])}" if window else "không có ngày lây truyền"
        yield "Ca bệnh", f"{case['person']['name']} ({case['person']['company'] or '—'}): {days}"
    levels = ", ".join(f"F{level}: {number}" for level, number in counts["levels"].items()) or "không có ai"
    yield "Tổng số", f"{document['total']} ({levels})"
    yield "Mức nguy cơ", ", ".join(f"{GRADES[grade]}: {number}" for grade, number in counts["grades"].items())
    yield "Hoàn cảnh", ", ".join(f"{SETTINGS[name]}: {number}" for name, number in counts["settings"].items())
    for entry in document["missing"]:
        age = (
            f"tệp ngày {dmy(entry['last_import'])} ({entry['days_old']} ngày trước)"
            if entry["last_import"]
            else "chưa có tệp"
        )
        yield (
            "Dữ liệu còn thiếu",
            f"{entry['company']}: {entry['with_residence']}/{entry['workers']} có nơi ở, "
            f"{entry['with_vehicle']}/{entry['workers']} có phương tiện, {age}",
        )
    if document.get("list"):
        yield "Danh sách đã lưu", document["list"]["key"]
    if document.get("hash"):
        yield "Mã băm (SHA-256)", document["hash"]


def _moment(moment: datetime) -> datetime:
    return moment.astimezone(VIETNAM)


def _write_missing(sheet: Worksheet, document: Mapping[str, Any], formats: dict[str, Format]) -> None:
    titles = ("Công ty", "Số công nhân", "Có nơi ở", "Có phương tiện", "Tệp gần nhất", "Số ngày trước")
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 5, 13)
    for column, title in enumerate(titles):
        sheet.write_string(0, column, title, formats["head"])
    for number, entry in enumerate(document["missing"], start=1):
        shown = {**entry, "last_import": dmy(entry["last_import"])}
        names = ("company", "workers", "with_residence", "with_vehicle", "last_import", "days_old")
        for column, name in enumerate(names):
            value = shown[name]
            if isinstance(value, int):
                sheet.write_number(number, column, value, formats["cell"])
            else:
                sheet.write_string(number, column, value or "", formats["cell"])
