"""The blank form (workbook.md, "The form"): lists to choose from, checked dates, an example, a sheet that explains."""

from pathlib import Path
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from loaders.form import FORM, Column

ROWS = 5_000
EXAMPLE = "Ví dụ: "
_LISTS = {
    "sex": ("Nam", "Nữ"),
    "shift": ("Ca 1", "Ca 2", "Ca 3", "A", "B", "C", "Ngày", "Đêm", "Sáng", "Chiều", "Hành chính"),
    "vaccine": (
        "AstraZeneca", "Pfizer", "Moderna", "Vero Cell", "Sputnik V", "Janssen", "Hayat-Vax", "Abdala", "Covaxin",
        "Covovax",
    ),
}  # fmt: skip
_TITLE_ROW = 7
_THIN = Side(style="thin", color="9DB2C6")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_REQUIRED = PatternFill("solid", fgColor="FCE4D6")
_USUAL = PatternFill("solid", fgColor="DDEBF7")
_EXAMPLE = PatternFill("solid", fgColor="F2F2F2")


def write_template(out: Path | BinaryIO) -> None:
    """Write the blank form as .xlsx."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 - tells mypy
    sheet.title = "Danh sách"
    columns = [column for column in FORM if column.field != "company"]
    _write_heading(sheet)
    lists = book.create_sheet("Danh mục")
    ranges = _write_lists(lists)
    _write_columns(sheet, columns, ranges)
    _write_guide(book.create_sheet("Hướng dẫn", 1))
    lists.sheet_state = "hidden"
    book.save(out)


def _write_heading(sheet: Worksheet) -> None:
    sheet["A1"] = "DANH SÁCH CÔNG NHÂN, NGƯỜI LAO ĐỘNG"
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"] = "Mỗi người một dòng. Cột có dấu * phải điền. Xem trang «Hướng dẫn»."
    sheet["A2"].font = Font(italic=True, color="595959")
    for row, label in ((3, "Tên công ty: *"), (4, "Mã số thuế:"), (5, "Ngày lập:")):
        sheet.cell(row, 1, label).font = Font(bold=True)
        sheet.cell(row, 2).fill = _REQUIRED if "*" in label else _USUAL
        sheet.cell(row, 2).border = _BORDER
        sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=4)
    sheet["B4"].number_format = "@"
    sheet["B5"].number_format = "dd/mm/yyyy"


def _write_lists(sheet: Worksheet) -> dict[str, str]:
    ranges = {}
    for number, (kind, values) in enumerate(_LISTS.items(), start=1):
        for row, value in enumerate(values, start=1):
            sheet.cell(row, number, value)
        letter = get_column_letter(number)
        ranges[kind] = f"'Danh mục'!${letter}$1:${letter}${len(values)}"
    return ranges


def _write_columns(sheet: Worksheet, columns: list[Column], ranges: dict[str, str]) -> None:
    first, last = _TITLE_ROW + 2, _TITLE_ROW + 1 + ROWS
    for number, column in enumerate(columns, start=1):
        head = sheet.cell(_TITLE_ROW, number, f"{column.title}{' *' if column.required else ''}\n{column.english}")
        head.font = Font(bold=True)
        head.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        head.fill = _REQUIRED if column.required else _USUAL
        head.border = _BORDER
        text = f"{EXAMPLE}{column.example}" if column.field == "code" else column.example
        example = sheet.cell(_TITLE_ROW + 1, number, text)
        example.font = Font(italic=True, color="7F7F7F")
        example.fill = _EXAMPLE
        example.border = _BORDER
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = column.width
        _format(sheet, column, letter)
        cells = f"{letter}{first}:{letter}{last}"
        if check := _check(column, ranges):
            check.add(cells)
            sheet.add_data_validation(check)
    sheet.row_dimensions[_TITLE_ROW].height = 62
    sheet.freeze_panes = f"C{_TITLE_ROW + 1}"
    sheet.sheet_view.zoomScale = 90
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_title_rows = f"{_TITLE_ROW}:{_TITLE_ROW}"


def _format(sheet: Worksheet, column: Column, letter: str) -> None:
    """Whole columns are text, so that IDs, phones and codes keep their zeros; dates are dates."""
    sheet.column_dimensions[letter].number_format = "dd/mm/yyyy" if column.kind in ("date", "birth") else "@"


def _check(column: Column, ranges: dict[str, str]) -> DataValidation | None:
    if column.kind in ranges:
        strict = column.kind == "sex"
        return DataValidation(
            type="list",
            formula1=ranges[column.kind],
            allow_blank=True,
            showErrorMessage=strict,
            errorTitle=column.title[:32],
            error="Hãy chọn trong danh sách.",
        )
    if column.kind == "date":
        return DataValidation(
            type="date",
            operator="between",
            formula1="DATE(1950,1,1)",
            formula2="DATE(2100,12,31)",
            allow_blank=True,
            showErrorMessage=True,
            errorTitle=column.title[:32],
            error="Hãy ghi ngày/tháng/năm, ví dụ 31/05/2021.",
        )
    if column.kind == "birth":  # a full date, or a year alone: shown as a hint, checked by the import
        return DataValidation(
            type="custom",
            formula1="TRUE",
            allow_blank=True,
            showInputMessage=True,
            promptTitle=column.title[:32],
            prompt="Ngày/tháng/năm, hoặc chỉ năm sinh.",
        )
    return None


def _write_guide(sheet: Worksheet) -> None:
    sheet.append(["Cột", "Column", "Phải điền", "Cách ghi", "How to fill it in"])
    for title in sheet[1]:
        title.font = Font(bold=True)
        title.fill = _USUAL
    for column in FORM:
        need = "Có" if column.required else ""
        sheet.append([column.title, column.english, need, column.help_vi, column.help_en])
    for letter, width in zip("ABCDE", (46, 24, 10, 60, 52), strict=True):
        sheet.column_dimensions[letter].width = width
        for entry in sheet[letter]:
            entry.alignment = Alignment(wrap_text=True, vertical="top")
            entry.border = _BORDER
    sheet.freeze_panes = "A2"
    notes = (
        "Dòng ví dụ trong trang «Danh sách» không bao giờ được nhập; có thể xóa hoặc để lại.",
        "Khi có thay đổi, hãy gửi lại cả danh sách (ba ngày một lần): ai không còn trong danh sách là đã nghỉ việc.",
        "Chuyển tổ hoặc chuyển phòng: sửa tổ hoặc phòng, và ghi ngày chuyển ở cột ngày bên cạnh.",
    )
    for number, note in enumerate(notes, start=len(FORM) + 3):
        sheet.cell(number, 1, note)
