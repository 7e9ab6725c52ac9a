"""Pieces of ugly workbooks: the state's heading, sheets as lists of rows, and what a plain sheet cannot hold."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlsxwriter

from loaders.options import Options
from tests.disguises.pages import Page, write

STATE: list[list[Any]] = [
    ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["Độc lập - Tự do - Hạnh phúc"],
    ["---------------"],
]
#: A list's usual titles, and the field order of the rows below them.
PLAIN = ["STT", "Mã CN", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "SĐT", "Phân xưởng", "Tổ", "Nơi ở hiện tại"]


@dataclass(frozen=True)
class Sent:
    """One file as it is sent: its name, how it is written, and the options of its import."""

    file: str
    content: Sequence[Page] | Callable[[Path], None]
    options: Options = field(default_factory=Options)

    def write(self, folder: Path) -> Path:
        """Write the file into a folder."""
        path = folder / self.file
        if callable(self.content):
            self.content(path)
        else:
            write(self.content, path)
        return path


def sheet(*rows: Sequence[Any], name: str = "Sheet1", **more: Any) -> Page:
    """Return a sheet of these rows; ``more`` are merges, hidden_rows, hidden_columns."""
    return Page(name, [list(row) for row in rows], **more)


def head(company: str, day: str = "10/05/2021") -> list[list[Any]]:
    """Return the lines above a list: who sends it, and of which day."""
    return [[f"Tên công ty: {company}"], [f"Ngày lập: {day}"], []]


def formulas(path: Path) -> None:
    """A list whose cells are formulas: their values are read, and nothing is worked out or fetched."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("DS")
        for number, row in enumerate(
            [*head("Công ty TNHH Công Thức"), ["Mã CN", "Họ và tên", "Ngày sinh", "Tổ", "Xưởng"]]
        ):
            page.write_row(number, 0, row)
        page.write_formula(4, 0, '=CONCATENATE("CT",ROW())', None, "CT1")
        page.write_formula(4, 1, "=PROPER([1]DS!B2)", None, "Trần Thị Bưởi")
        page.write_formula(4, 2, "=DATE(1990,2,1)", None, 32905)
        page.write_formula(4, 3, "=VLOOKUP(A5,Sheet9!A:B,2,0)", None, "#N/A")
        page.write_string(4, 4, "Ép nhựa")
        page.write_string(5, 0, "CT2")
        page.write_formula(5, 1, '=HYPERLINK("http://x.vn","Lê Văn Cam")', None, "Lê Văn Cam")
        page.write_string(5, 4, "Ép nhựa")


def endless(path: Path) -> None:
    """Three workers, and a border drawn down to row 1,048,576."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("DS")
        border = book.add_format({"border": 1})
        rows = [*head("Công ty TNHH Vô Tận"), ["Mã NV", "Họ tên", "Bộ phận"], ["V1", "Lê Văn Một", "Kho"],
                [], ["V2", "Lê Văn Hai", "Kho"]]  # fmt: skip
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        for number in range(20, 60):
            page.write_blank(number * 17_000, 3, None, border)
        page.write_blank(1_048_575, 3, None, border)


def unicode_text(rows: Sequence[Sequence[str]]) -> Callable[[Path], None]:
    """Return a writer of what Excel calls Unicode text: UTF-16 with tabs."""

    def write_it(path: Path) -> None:
        out = io.StringIO()
        for row in rows:
            out.write("\t".join(row) + "\r\n")
        path.write_bytes(out.getvalue().encode("utf-16"))

    return write_it
