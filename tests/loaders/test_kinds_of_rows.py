"""Which rows below the titles are workers."""

import pytest

from loaders.kinds_of_rows import Standing, standing

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


def test_a_name_in_two_columns_is_a_name() -> None:
    columns = {"code": 0, "family_name": 1, "given_name": 2, "company": 3}
    assert standing(["CN1", "Lê Văn", "An", "Công ty TNHH ABC"], columns) is Standing.DATA
