"""Where the titles stand, and what each column is taken for."""

from collections.abc import Sequence
from typing import Any

import pytest

from loaders.data_rows import DataRows
from loaders.reading.sheets import Sheet
from loaders.recognising.table import find_table, likeliest_table
from loaders.recognising.titles import field_of, names_field


def sheet(*rows: Sequence[Any], merged: Sequence[tuple[int, int, int, int]] = ()) -> Sheet:
    return Sheet(name="DS", rows=[list(row) for row in rows], merged=merged)


def read(page: Sheet) -> list[dict[str, Any]]:
    """Return the filled cells by field of each data row, without the row's number."""
    table = find_table(page)
    assert table is not None
    return [
        {name: v for name, v in data.cells.items() if v != "" and name != "number"} for data in DataRows(page, table)
    ]


def test_titles_in_three_rows_with_merged_cells() -> None:
    page = sheet(
        ["DANH SÁCH CÔNG NHÂN"],
        ["STT", "Thông tin cá nhân", "", "", "Nơi ở", "", "", "Tiêm vắc xin", ""],
        ["", "Mã NV", "Họ tên", "Ngày sinh", "Nơi ở hiện tại", "", "Thường trú", "Mũi 1", ""],
        ["", "", "", "", "Thôn", "Xã", "Xã", "Ngày", "Loại"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"],
        [1, "W1", "Lê Thị Hoa", 1995, "Núi Hiểu", "Quang Châu", "Đồng Sơn", "27/05/2021", "Pfizer"],
        merged=[(1, 0, 3, 0), (1, 1, 1, 3), (1, 4, 1, 6), (1, 7, 1, 8), (2, 1, 3, 1), (2, 2, 3, 2), (2, 3, 3, 3),
                (2, 4, 2, 5), (2, 7, 2, 8)],
    )  # fmt: skip
    assert read(page) == [
        {
            "code": "W1",
            "name": "Lê Thị Hoa",
            "birth_date": 1995,
            "village": "Núi Hiểu",
            "commune": "Quang Châu",
            "home_commune": "Đồng Sơn",
            "home_address": "Đồng Sơn",
            "dose_1_date": "27/05/2021",
            "dose_1_vaccine": "Pfizer",
        }
    ]


def test_a_line_above_the_titles_is_none_of_them() -> None:
    page = sheet(["Ngày lập: 11/05/2021", "", ""], ["STT", "Mã NV", "Họ tên"], [1, "W1", "A B"])
    table = find_table(page)
    assert table is not None
    assert (table.header, table.depth, table.first) == (1, 1, 2)
    assert [reading.title for reading in table.readings] == ["STT", "Mã NV", "Họ tên"]


@pytest.mark.parametrize(
    ("titles", "cells", "expected"),
    [
        (["Năm sinh", ""], ["", "1995"], {"sex": "Nữ", "birth_date": "1995"}),
        (["Năm sinh", ""], ["1990", ""], {"sex": "Nam", "birth_date": "1990"}),
        (["Giới tính", ""], ["", "x"], {"sex": "Nữ"}),
    ],
)
def test_the_filled_column_tells_the_sex(titles: list[str], cells: list[str], expected: dict[str, str]) -> None:
    page = sheet(
        ["Mã NV", "Họ tên", *titles],
        ["", "", "Nam", "Nữ"],
        ["W1", "A B", *cells],
        merged=[(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3)],
    )
    [row] = read(page)
    assert {name: row[name] for name in ("sex", "birth_date") if name in row} == expected


@pytest.mark.parametrize(
    ("titles", "merged"),
    [
        (["Họ và tên đệm", "Tên"], []),
        (["Họ", "Tên"], []),
        (["Họ và tên", ""], [(0, 1, 0, 2)]),
    ],
)
def test_a_name_in_two_columns(titles: list[str], merged: list[tuple[int, int, int, int]]) -> None:
    [row] = read(sheet(["Mã NV", *titles], ["W1", "Lê Thị", "Hoa"], merged=merged))
    assert row["name"] == "Lê Thị Hoa"


def test_whole_names_under_a_short_title() -> None:
    [row] = read(sheet(["Mã NV", "Tên", "Tổ"], ["W1", "Lê Thị Hoa", "Tổ 1"]))
    assert row["name"] == "Lê Thị Hoa"
    assert find_table(sheet(["Mã NV", "Tên", "Tổ"], ["W1", "Hoa", "Tổ 1"])) is None


def test_an_address_under_one_title_over_several_columns() -> None:
    page = sheet(["Mã", "Họ tên", "Nơi ở hiện tại", ""], ["W1", "A B", "P.1", "nhà trọ bà Hoa"], merged=[(0, 2, 0, 3)])
    # "Mã" alone is no title that is known: nothing is read on a guess.
    assert find_table(page) is None
    page = sheet(["Mã NV", *page.rows[0][1:]], page.rows[1], merged=page.merged)
    assert read(page)[0]["residence"] == "P.1, nhà trọ bà Hoa"


def test_titles_and_numbers_repeated_on_each_page_are_no_workers() -> None:
    page = sheet(
        ["STT", "Mã NV", "Họ tên"], ["1", "2", "3"], [1, "W1", "A B"],
        ["STT", "Mã NV", "Họ tên"], ["1", "2", "3"], [2, "W2", "C D"],
    )  # fmt: skip
    table = find_table(page)
    assert table is not None
    rows = DataRows(page, table)
    assert [data.row for data in rows] == [3, 6]
    assert [(skipped.row, skipped.why) for skipped in rows.skipped] == [(4, "heading"), (5, "number")]


def test_english_titles_below_are_no_worker() -> None:
    assert [row["code"] for row in read(sheet(["Mã NV", "Họ tên"], ["Code", "Full name"], ["W1", "A B"]))] == ["W1"]


def test_of_two_columns_of_one_meaning_the_forms_own_is_read() -> None:
    page = sheet(["Mã thẻ", "Mã số công nhân", "Họ tên"], ["T1", "W1", "A B"])
    table = find_table(page)
    assert table is not None
    assert (table.columns["code"], table.doubled) == (1, [("Mã thẻ", "Mã số công nhân")])


def test_the_order_of_the_titles_is_no_part_of_their_signature() -> None:
    one = likeliest_table(sheet(["Mã NV", "Họ tên", "Lương"], ["W1", "A B", "1"]))
    other = likeliest_table(sheet(["Lương", "HỌ TÊN *", "Mã NV", "Cần sửa"], ["1", "A B", "W1", ""]))
    another = likeliest_table(sheet(["Mã NV", "Họ tên", "Thưởng"], ["W1", "A B", "1"]))
    assert one is not None
    assert other is not None
    assert another is not None
    assert one.signature == other.signature != another.signature


def test_what_a_title_means() -> None:
    assert field_of(["Nơi ở\nResidence", "Thôn"]) == ("village", 0)
    assert field_of(["Lương"]) is None
    assert names_field("Số CMND") == names_field("CITIZEN_ID") == "citizen_id"


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (["Nơi ở hiện tại", "Phòng"], "room"),
        (["Nơi ở", "Tổ"], "village"),
        (["Nơi ở", "Địa chỉ"], "residence"),
        (["Nơi ở", "Từ ngày"], "residence_since"),
        (["Phương tiện", "Từ ngày"], "vehicle_since"),
        (["Nơi ở", "Số điện thoại"], None),
        (["Nơi cư trú", "Xã"], "commune"),
        (["Nơi sinh", "Xã"], None),
        (["Nguyên quán", "Thôn"], None),
        (["Nơi ở trước 1/5", "Xã"], None),
        (["Nơi ở cũ", "Xã"], None),
        (["Nơi đi", "Xã"], None),
        (["Hộ khẩu TT", "Xã"], "home_commune"),
        (["Thông tin chủ trọ", "SĐT"], None),
        (["Thông tin chủ trọ", "Họ tên"], "house"),
        (["Người thân", "Họ và tên"], None),
        (["Vợ/chồng", "Năm sinh"], None),
        (["Số con", "Nam"], None),
        (["Phòng chống dịch", "Mũi 1"], "dose_1_date"),
        (["Người ở cùng", "Họ và tên"], "housemate_name"),
        (["Người ở cùng", "Năm sinh"], "housemate_birth"),
        (["Người ở cùng", "SĐT"], "housemate_phone"),
        (["CMND", "Số"], "citizen_id"),
        (["SĐT liên lạc"], "phone"),
        (["Ngày tiêm vắc xin mũi 1"], "dose_1_date"),
        (["Số thẻ NV"], "code"),
    ],
)
def test_a_title_means_what_stands_above_it_lets_it_mean(path: list[str], field: str | None) -> None:
    found = field_of(path)
    assert (found[0] if found else None) == field
