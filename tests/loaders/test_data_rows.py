"""The rows of a table as workers: groups above them, signatures below, housemates and columns beside."""

from collections.abc import Sequence
from typing import Any

import pytest

from loaders.data_rows import DataRow, DataRows
from loaders.group_headings import sheet_group
from loaders.reading.sheets import Sheet
from loaders.recognising.table import find_table


def rows_of(*rows: Sequence[Any], name: str = "DS", merged: Sequence[tuple[int, int, int, int]] = ()) -> DataRows:
    page = Sheet(name=name, rows=[list(row) for row in rows], merged=merged)
    table = find_table(page)
    assert table is not None
    return DataRows(page, table, sheet_group(name))


def groups(found: DataRows) -> list[tuple[Any, Any]]:
    return [(data.cells.get("workshop"), data.cells.get("team")) for data in found]


def one(*rows: Sequence[Any]) -> DataRow:
    [found] = rows_of(*rows)
    return found


def test_a_heading_that_is_not_understood_ends_the_group_above() -> None:
    found = rows_of(
        ["STT", "Mã NV", "Họ tên"], ["PHÂN XƯỞNG MAY"], ["TỔ CẮT"], [1, "A1", "Lê An"], ["1.1. Tổ là"],
        [2, "A2", "Lê Bé"], ["Trang 1/3"], [3, "A3", "Lê Ca"], ["May mẫu"], [4, "A4", "Lê Dư"],
    )  # fmt: skip
    assert groups(found) == [
        ("PHÂN XƯỞNG MAY", "TỔ CẮT"),
        ("PHÂN XƯỞNG MAY", "Tổ là"),
        ("PHÂN XƯỞNG MAY", "Tổ là"),
        (None, None),
    ]
    assert [(one.code, one.row, one.value) for one in found.findings][-1] == ("group-unclear", 9, "May mẫu")


@pytest.mark.parametrize(
    ("name", "workshop", "team"),
    [
        ("PX May 1 (120 người)", "PX May 1", None),
        ("PX.May 2", "PX.May 2", None),
        ("PX1", "PX1", None),
        ("X.Hoàn thiện", "X.Hoàn thiện", None),
        ("P. Kỹ thuật", "P. Kỹ thuật", None),
        ("Văn phòng", "Văn phòng", None),
        ("VP", "VP", None),
        ("Kho", "Kho", None),
        ("Chuyền 6", None, "Chuyền 6"),
        ("Phòng trọ", None, None),
        ("Sheet1", None, None),
    ],
)
def test_what_a_sheets_name_says(name: str, workshop: str | None, team: str | None) -> None:
    assert groups(rows_of(["Mã NV", "Họ tên"], ["A1", "Lê An"], name=name)) == [(workshop, team)]


def test_who_signs_below_is_no_worker() -> None:
    found = rows_of(
        ["STT", "Mã NV", "Họ tên", "Bộ phận"], [1, "A1", "Lê An", "Kho"], ["", "Người lập", "Giám đốc"], [],
        ["", "Lê Thị Lập", "Trần Văn Sự"], ["", "P.HCNS", "Phạm Thị Hà"], [2, "A2", "Lê Bé", "Kho"], [3, "", "Lê Ca"],
    )  # fmt: skip
    assert [data.row for data in found] == [2, 7, 8]
    assert [(row.row, row.why) for row in found.skipped] == [(3, "signature"), (5, "signature"), (6, "signature")]


def test_below_a_remark_nobody_signs() -> None:
    found = rows_of(["Mã NV", "Họ tên", "Bộ phận"], ["Ghi chú: mới"], ["", "Lê Ca", "Kho"])
    assert [data.row for data in found] == [3]


def test_housemates_in_rows_of_their_own_are_of_the_worker_above() -> None:
    found = rows_of(
        ["Mã NV", "Họ tên", "Xưởng", "Người ở cùng", "SĐT"],
        ["A1", "Lê An", "Kho", "Lê Bé", "0912345678"], ["", "", "", "Lê Ca 1990", ""],
        ["", "", "", "Lê Dư", "0987654321"],
        ["A2", "Lê Én", "Kho", "", ""],
    )  # fmt: skip
    assert [data.cells["housemates"] for data in found] == ["Lê Bé\nLê Ca 1990\nLê Dư", ""]
    assert [(row.row, row.why) for row in found.skipped] == [(3, "housemate"), (4, "housemate")]
    assert [(one.code, one.row, one.column) for one in found.findings] == [
        ("row-of-housemate", 3, "Người ở cùng"),
        ("row-of-housemate", 4, "Người ở cùng"),
    ]


def test_a_row_of_nobody_is_told() -> None:
    found = rows_of(["Mã NV", "Họ tên", "Xưởng", "Tổ", "SĐT"], ["A1", "Lê An"], ["", "", "Kho", "Tổ 1", "0912345678"])
    assert len(list(found)) == 1
    assert [(one.code, one.row, one.value) for one in found.findings] == [("row-unnamed", 3, "Kho, Tổ 1, 0912345678")]


def test_given_names_stand_in_the_column_without_a_title() -> None:
    titles = ["Mã NV", "Họ và tên", "", "Năm sinh"]
    found = rows_of(titles, ["A1", "Nguyễn Thị", "Lan", 1990], ["A2", "Trần Văn", "Bình", 1991])
    assert [data.cells["name"] for data in found] == ["Nguyễn Thị Lan", "Trần Văn Bình"]
    sexes = rows_of(titles, ["A1", "Nguyễn Thị Lan", "Nữ", 1990], ["A2", "Trần Văn Bình", "Nam", 1991])
    assert [data.cells["name"] for data in sexes] == ["Nguyễn Thị Lan", "Trần Văn Bình"]


@pytest.mark.parametrize(
    ("titles", "cells", "field", "value", "title"),
    [
        (["Số CMND", "Số CCCD"], ["121345678", "024095000123"], "citizen_id", "024095000123", "Số CCCD"),
        (["Số CMND", "Số CCCD"], ["121345678", ""], "citizen_id", "121345678", "Số CMND"),
        (["Phương tiện", "Biển số xe"], ["Xe máy", "98B1-123.45"], "vehicle", "Xe máy 98B1-123.45", "Phương tiện"),
        (["Ngày sinh", "Năm sinh"], ["", 1990], "birth_date", 1990, "Năm sinh"),
        (["Nơi ở", "Địa chỉ tạm trú"], ["", "P1 KTX"], "residence", "P1 KTX", "Địa chỉ tạm trú"),
    ],
)
def test_of_two_columns_one_fills_the_gaps_of_the_other(
    titles: list[str], cells: list[Any], field: str, value: Any, title: str
) -> None:
    data = one(["Mã NV", "Họ tên", *titles], ["A1", "Lê An", *cells])
    assert (data.cells[field], data.titles[field]) == (value, title)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("5", "Xe tuyến 5"), ("Lục Nam", "Xe tuyến Lục Nam"), ("đi bộ", "đi bộ"), ("???", "???"), ("", "")],
)
def test_below_xe_tuyen_stands_a_route(cell: str, value: str) -> None:
    assert one(["Mã NV", "Họ tên", "Xe tuyến"], ["A1", "Lê An", cell]).cells["vehicle"] == value


def test_what_names_no_team_is_none() -> None:
    found = rows_of(["Mã NV", "Họ tên", "Xưởng", "Tổ"], ["A1", "Lê An", "Kho", "x"], ["A2", "Lê Bé", "N/T", "?"])
    assert groups(found) == [("Kho", ""), ("Kho", "")]
