"""A workbook's sheets together: what is seen before what is hidden, covers, and parts that could not be read."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from loaders.parse import parse
from loaders.reading.sheets import Sheet, Workbook
from loaders.reading.workbook import read_workbook
from loaders.rows import Roster

DAY = date(2021, 6, 1)
TITLES = ["Mã NV", "Họ và tên", "Bộ phận"]


def roster(*sheets: tuple[str, Sequence[Sequence[Any]]]) -> Roster:
    pages = [Sheet(name=name, rows=[list(row) for row in rows]) for name, rows in sheets]
    return parse(Workbook(name="a.xlsx", content_hash="", sheets=pages), as_of=None, today=DAY)


def test_what_is_hidden_gives_way_to_what_is_seen(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        old, new = book.add_worksheet("Cũ"), book.add_worksheet("Mới")
        for page, shop in ((old, "Kho cũ"), (new, "Kho")):
            for number, row in enumerate([TITLES, ["A1", "Lê An", shop]]):
                page.write_row(number, 0, row)
        old.write_row(2, 0, ["A2", "Lê Bé", "Kho cũ"])
        new.activate()
        new.set_first_sheet()
        old.hide()
    for sparse in (False, True):
        book_read = read_workbook(tmp_path / "a.xlsx", sparse=sparse)
        assert [sheet.hidden for sheet in book_read.sheets] == [True, False]
        found = parse(book_read, as_of=None, today=DAY)
        assert [(row.sheet, row.code, row.workshop) for row in found.rows] == [
            ("Mới", "A1", "Kho"),
            ("Cũ", "A2", "Kho cũ"),
        ]
        assert [(row.sheet, row.code) for row in found.rejected] == [("Cũ", "A1")]


def test_a_cover_tells_whose_list_it_is_and_of_which_day() -> None:
    cover = [["Công ty TNHH Bìa"], ["Ngày lập: 10/05/2021"], ["Bộ phận", "Số người"], ["Kho", 1]]
    found = roster(("Bìa", cover), ("DS", [TITLES, ["A1", "Lê An", "Kho"]]))
    assert (found.company, found.as_of, found.unread_sheets) == ("Công ty TNHH Bìa", date(2021, 5, 10), ())


def test_where_a_part_is_not_read_nobody_leaves() -> None:
    below = [["STT", "Họ và tên", "SĐT", "Bộ phận"], ["1", "Lê Bé", "0912345678", "Kho"]]
    found = roster(("DS", [TITLES, ["A1", "Lê An", "Kho"], [], *below]))
    assert found.unread_sheets == ("DS",)
    assert [(one.code, one.row) for one in found.findings if one.code == "part-unread"] == [("part-unread", 4)]
    beside = roster(("DS", [[*TITLES, "Mã NV", "Họ và tên"], ["A1", "Lê An", "Kho", "B1", "Lê Bé"]]))
    assert beside.unread_sheets == ("DS",)
    assert "list-beside" in [one.code for one in beside.findings]


def test_a_heading_above_the_second_titles_holds_below_them() -> None:
    rows = [
        ["Mã NV", "Họ và tên"],
        ["TỔ 1"],
        ["A1", "Lê An"],
        ["TỔ 2"],
        ["Họ và tên", "SĐT", "Mã NV"],
        ["Lê Bé", "", "B1"],
    ]
    assert [(row.code, row.team) for row in roster(("DS", rows)).rows] == [("A1", "TỔ 1"), ("B1", "TỔ 2")]
