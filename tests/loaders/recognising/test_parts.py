"""Several tables of a sheet: below each other, side by side, in a legacy encoding; and what is no table of its own."""

from collections.abc import Sequence
from typing import Any

from loaders.data_rows import DataRows
from loaders.reading.sheets import Sheet
from loaders.recognising.parts import parts_of
from loaders.recognising.people import holds_rows
from tests.disguises.legacy import tcvn3, vni

TITLES = ["Mã NV", "Họ và tên", "Bộ phận"]


def sheet(*rows: Sequence[Any], merged: Sequence[tuple[int, int, int, int]] = ()) -> Sheet:
    return Sheet(name="DS", rows=[list(row) for row in rows], merged=merged)


def read(page: Sheet) -> list[tuple[int, str, str, str]]:
    """Return row, code, name and workshop of each worker of the complete tables."""
    return [
        (data.row, *(str(data.cells.get(name, "")) for name in ("code", "name", "workshop")))
        for part in parts_of(page)
        if part.table is not None and part.table.complete
        for data in DataRows(part.sheet, part.table)
    ]


def test_a_fuller_table_below_workers_is_another_one() -> None:
    page = sheet(
        TITLES, ["A1", "Lê An", "Kho"], [], ["LAO ĐỘNG THỜI VỤ"], [*TITLES, "SĐT"], ["B1", "Lê Bé", "May", "0912345678"]
    )
    assert read(page) == [(2, "A1", "Lê An", "Kho"), (6, "B1", "Lê Bé", "May")]


def test_a_fuller_table_above_all_workers_is_the_only_one() -> None:
    page = sheet(["Mã NV", "Họ và tên"], ["(ghi bằng chữ in)"], [*TITLES, "SĐT"], ["B1", "Lê Bé", "May", "0912345678"])
    assert read(page) == [(4, "B1", "Lê Bé", "May")]


def test_titles_in_another_order_give_the_columns_below_them() -> None:
    rows = [[f"A{number}", "Lê An", "Kho"] for number in range(20)]
    page = sheet(TITLES, *rows, ["Họ và tên", "Bộ phận", "Mã NV"], ["Lê Bé", "May", "B1"])
    assert read(page)[-1] == (23, "B1", "Lê Bé", "May")
    assert len(read(page)) == 21


def test_the_same_titles_on_the_next_page_begin_no_table() -> None:
    page = sheet(TITLES, ["A1", "Lê An", "Kho"], TITLES, ["A2", "Lê Bé", "Kho"])
    assert len(parts_of(page)) == 1
    assert [row for row, *_ in read(page)] == [2, 4]


def test_second_rows_of_titles_begin_no_table() -> None:
    header = [[*TITLES, "Người thân", "", ""], ["", "", "", "Họ tên", "SĐT", "Năm sinh"]]
    page = sheet(*header, ["A1", "Lê An", "Kho"], *header, ["A2", "Lê Bé", "Kho"], merged=[(0, 3, 0, 5), (3, 3, 3, 5)])
    assert [row for row, *_ in read(page)] == [3, 6]


def test_a_list_without_codes_below_is_a_part_that_is_not_read() -> None:
    page = sheet(TITLES, ["A1", "Lê An", "Kho"], [], ["STT", "Họ và tên", "SĐT"], ["1", "Lê Bé", "0912345678"])
    assert read(page) == [(2, "A1", "Lê An", "Kho")]
    assert [(part.later, part.table is not None and part.table.complete) for part in parts_of(page)] == [
        (False, True),
        (True, False),
    ]


def test_tables_side_by_side_are_both_read_and_their_columns_told_apart() -> None:
    page = sheet([*TITLES, "", *TITLES], ["A1", "Lê An", "Kho", "", "B1", "Lê Bé", "May"], ["A2", "Lê Ca", "Kho"])
    assert read(page) == [(2, "A1", "Lê An", "Kho"), (3, "A2", "Lê Ca", "Kho"), (2, "B1", "Lê Bé", "May")]
    right = parts_of(page)[1]
    assert (right.sheet.left, right.table is not None and right.table.titles["code"]) == (4, "Mã NV (2)")


def test_further_codes_and_names_that_are_no_table_are_doubtful() -> None:
    page = sheet([*TITLES, "Mã NV", "Họ và tên"], ["A1", "Lê An", "Kho", "B1", "Lê Bé"])
    assert [part.doubtful for part in parts_of(page)] == [True]
    # Two codes of one worker are none of them.
    assert not parts_of(sheet(["Mã thẻ", *TITLES], ["T1", "A1", "Lê An", "Kho"]))[0].doubtful


def test_titles_in_the_fonts_before_unicode() -> None:
    for old in (tcvn3, vni):
        page = sheet([old("Công ty Chữ Cũ")], [old(title) for title in TITLES], ["A1", "Lê An", "Kho"])
        assert read(page) == [(3, "A1", "Lê An", "Kho")]
        assert parts_of(page)[0].sheet.rows[0] == ["Công ty Chữ Cũ"]


def test_a_summary_lists_nobody() -> None:
    summary = [["STT", "Bộ phận", "Tổng", "Nữ"], *[[number, f"May {number}", 60, 50] for number in range(6)]]
    people = [[number, "Lê Văn An", 1990, 5] for number in range(6)]
    assert not holds_rows(sheet(*summary))
    assert holds_rows(sheet(*people))
    assert holds_rows(sheet(*[[f"A{number}", "Kim", "Kho", "0912345678"] for number in range(6)]))
