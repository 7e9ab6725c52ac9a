"""Which rows below the titles are workers."""

import pytest

from loaders.kinds_of_rows import Standing, is_ditto, says_nothing, standing

COLUMNS = {"code": 0, "name": 1, "company": 2, "workshop": 3}


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (["CN1", "Lê Văn An", "", ""], "data"),
        (["CN1", "", "Công ty TNHH ABC", ""], "data"),
        (["", "Lê Văn An", "Công ty TNHH ABC", ""], "data"),
        (["", "", "Công ty TNHH ABC", "May"], "heading"),
        (["Cộng", "12 người", "", ""], "total"),
        (["", "Tổng số: 12", "", ""], "total"),
        (["Người lập biểu", "GIÁM ĐỐC", "", ""], "signature"),
        (["", "Người lập biểu", "", "GIÁM ĐỐC"], "signature"),
        (["GD01", "Giám Đốc Hùng", "", ""], "data"),
        (["II. Xưởng may", "", "", ""], "heading"),
        (["", 7, "", ""], "number"),
        (["", "", "", ""], "empty"),
        (["Ví dụ CN00123", "Nguyễn Văn Mẫu", "", ""], "example"),
    ],
)
def test_what_a_row_is(row: list[str | int], kind: str) -> None:
    assert standing(row, COLUMNS) is Standing(kind)


NUMBERED = {"number": 0, "code": 1, "name": 2, "workshop": 3}


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ([5, "", "Tống Thị Lan", "Kho", "0912345678"], "data"),
        ([5, "", "Tổng Văn B", "Kho"], "data"),
        (["", "", "Tô Văn Năm", "Kho"], "data"),
        (["", "", "TO VAN NAM", ""], "data"),
        (["", "", "Phòng Thị Mai", ""], "data"),
        (["", "", "Cộng Thị Mơ", ""], "data"),
        ([7, "", "Lê Thị Hoa", "Kế toán"], "data"),
        (["", "", "Lê Thị Hoa", "Kế toán"], "data"),
        (["", "S5", "", "Kế toán"], "data"),
        (["I", "PHÂN XƯỞNG MAY 1 (120 người)", "", ""], "heading"),
        (["II", "", "Phân xưởng May 2", "120 người"], "heading"),
        (["I.1", "Tổ 1 - 60 người", "", ""], "heading"),
        (["V", "May mẫu", "", ""], "heading"),
        (["III", "KHỐI VĂN PHÒNG", "", ""], "heading"),
        (["", "* Tổ là", "", ""], "heading"),
        (["", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", ""], "heading"),
        (["", "Tổng số LĐ", "120", "nữ", "80", "nam", 40, "ghi chú", "x"], "total"),
        (["", "", "Grand total", 60], "total"),
        (["", "TC:", 120, ""], "total"),
        (["Tổng cộng", 120, "", ""], "total"),
        (["", "Trong đó nữ: 80", "", ""], "total"),
        (["", "Lập bảng", "Kiểm tra", "Phê duyệt"], "signature"),
        (["", "", "TM. CÔNG TY", ""], "signature"),
        (["", "Phó Giám đốc", "", ""], "signature"),
        (["", "", "Bắc Giang, ngày 05/06/2021", ""], "signature"),
        (["", "Việt Yên ngày 5/6/2021", "", ""], "signature"),
        (["", "Số điện thoại liên hệ:", "0204 3856624", ""], "signature"),
        (["", "", "* Lưu ý: cột 5 ghi đầy đủ", ""], "signature"),
    ],
)
def test_accents_places_and_numbers_tell_what_a_row_is(row: list[str | int], kind: str) -> None:
    assert standing(row, NUMBERED) is Standing(kind)


@pytest.mark.parametrize("mark", ["nt", "n.t", "N/T", "〃", '""', ",,", "- // -", "Tương tự", "tt", "-", "“"])
def test_marks_for_as_above(mark: str) -> None:
    assert is_ditto(mark, "team")


@pytest.mark.parametrize(("value", "column"), [("tt", "vehicle"), ("-", "residence"), ("Tổ 1", "team"), (7, "team")])
def test_what_is_no_mark(value: str | int, column: str) -> None:
    assert not is_ditto(value, column)


@pytest.mark.parametrize("value", ["...", "?", "N/A", 0, "X", "Không"])
def test_what_names_no_group(value: str | int) -> None:
    assert says_nothing(value)


@pytest.mark.parametrize("value", ["Kho", 1, "Xưởng 0"])
def test_what_names_a_group(value: str | int) -> None:
    assert not says_nothing(value)


def test_a_name_in_two_columns_is_a_name() -> None:
    columns = {"code": 0, "family_name": 1, "given_name": 2, "company": 3}
    assert standing(["CN1", "Lê Văn", "An", "Công ty TNHH ABC"], columns) is Standing.DATA
