"""What ``--check`` says of a re-sent file: each change of each person, as a line that can be read."""

from pathlib import Path
from typing import Any

import pytest

from graph.database import Database
from loaders.report import Report
from tests.workbooks import send

ROOM = "P.203 nhà trọ bà Hoa, Núi Hiểu, Quang Châu"
NEXT_ROOM = "P.204 nhà trọ bà Hoa, Núi Hiểu, Quang Châu"
SAME = [{"code": f"x{n}", "name": f"Người Thứ {n}", "workshop": "Kho"} for n in range(9)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "abc.xlsx"


def row(code: str = "w1", name: str = "Trần Văn An", **more: Any) -> dict[str, Any]:
    return {"code": code, "name": name, "workshop": "May 1", "team": "Tổ 1", **more}


def lines(report: Report, lang: str = "vi") -> list[str]:
    return [getattr(one.sentence(), lang) for one in report.differences]


def test_the_first_file_has_none(database: Database, file: Path) -> None:
    report = send(database, file, [row()], "2021-05-10", check=True)
    assert (report.rows["created"], report.differences) == (1, [])


def test_the_same_again_has_none(database: Database, file: Path) -> None:
    rows = [row(residence=ROOM, housemates="Vũ Văn Cò 1990", vehicle="Xe ca số 5"), *SAME]
    send(database, file, rows, "2021-05-10")
    assert send(database, file, rows, "2021-05-13", check=True).differences == []


@pytest.mark.parametrize(
    ("before", "after", "vietnamese", "english"),
    [
        ({}, {"team": "Tổ 2"},
         "chuyển bộ phận/phân xưởng (Tổ 1, May 1 → Tổ 2, May 1; từ 13/05/2021)",
         "moved workshop (Tổ 1, May 1 → Tổ 2, May 1; from 13/05/2021)"),
        ({"residence": ROOM}, {"residence": NEXT_ROOM, "residence_since": "12/05/2021"},
         "chuyển nơi ở hiện tại (Phòng 203, Nhà trọ bà Hoa, Núi Hiểu, Quang Châu → "
         "Phòng 204, Nhà trọ bà Hoa, Núi Hiểu, Quang Châu; từ 12/05/2021)",
         "moved present residence (Phòng 203, Nhà trọ bà Hoa, Núi Hiểu, Quang Châu → "
         "Phòng 204, Nhà trọ bà Hoa, Núi Hiểu, Quang Châu; from 12/05/2021)"),
        ({}, {"residence": ROOM},
         "bổ sung nơi ở hiện tại (Phòng 203, Nhà trọ bà Hoa, Núi Hiểu, Quang Châu; từ 13/05/2021)",
         "added present residence (Phòng 203, Nhà trọ bà Hoa, Núi Hiểu, Quang Châu; from 13/05/2021)"),
        ({"shift": "A"}, {"shift": "B"},
         "chuyển ca làm việc (A → B; từ 13/05/2021)", "moved shift (A → B; from 13/05/2021)"),
        ({"vehicle": "Xe ca số 5"}, {"vehicle": "đi bộ"},
         "thôi phương tiện đi lại (Xe số 5; đến hết 12/05/2021)", "ended means of travel (Xe số 5; until 12/05/2021)"),
        ({"phone": "0912345678"}, {"phone": "0912345679"},
         "sửa số điện thoại (0912345678 → 0912345679)", "corrected phone (0912345678 → 0912345679)"),
        ({}, {"birth_date": "05/08/1995"}, "bổ sung ngày sinh (05/08/1995)", "added birth date (05/08/1995)"),
        ({"birth_date": "1995"}, {"birth_date": "1996"},
         "sửa ngày sinh (1995 → 1996)", "corrected birth date (1995 → 1996)"),
        ({"since": "01/03/2021"}, {"since": "01/02/2021"},
         "sửa bộ phận/phân xưởng (Tổ 1, May 1; từ 01/02/2021)", "corrected workshop (Tổ 1, May 1; from 01/02/2021)"),
        ({"position": "May"}, {"position": "Tổ trưởng"},
         "sửa vị trí làm việc (Tổ trưởng)", "corrected position (Tổ trưởng)"),
        ({}, {"left": "12/05/2021"},
         "nghỉ (Tổ 1, May 1; đến hết 12/05/2021)", "left (Tổ 1, May 1; until 12/05/2021)"),
        ({"left": "01/05/2021", "since": "01/03/2021"}, {"left": None},
         "trở lại (Tổ 1, May 1; từ 13/05/2021)", "returned (Tổ 1, May 1; from 13/05/2021)"),
        ({"residence": ROOM}, {"residence": ROOM, "housemates": "Vũ Văn Cò 1990"},
         "sửa người ở cùng (Vũ Văn Cò)", "corrected housemates (Vũ Văn Cò)"),
    ],
)  # fmt: skip
def test_one_change_is_one_line(
    database: Database, file: Path, before: dict[str, Any], after: dict[str, Any], vietnamese: str, english: str
) -> None:
    send(database, file, [row(**before), *SAME], "2021-05-10")
    report = send(database, file, [row(**(before | after)), *SAME], "2021-05-13", check=True)
    assert lines(report) == [f"w1 Trần Văn An: {vietnamese}"]
    assert lines(report, "en") == [f"w1 Trần Văn An: {english}"]
    assert (report.differences[0].sheet, report.differences[0].row) == ("Danh sách", 5)


def test_who_is_new_and_who_is_missing(database: Database, file: Path) -> None:
    send(database, file, [row(vehicle="Xe ca số 5"), *SAME], "2021-05-10")
    report = send(database, file, [row("w2", "Lê Thị Bé"), *SAME], "2021-05-13", check=True)
    # The firm's bus ends with work.
    assert lines(report) == [
        "w2 Lê Thị Bé: mới (Tổ 1, May 1)",
        "w1 Trần Văn An: nghỉ (Tổ 1, May 1; đến hết 12/05/2021)",
        "w1 Trần Văn An: thôi phương tiện đi lại (Xe số 5; đến hết 12/05/2021)",
    ]
    assert report.differences[1].row is None


def test_a_correction_is_no_move(database: Database, file: Path) -> None:
    send(database, file, [row(since="01/03/2021"), *SAME], "2021-05-10")
    report = send(database, file, [row(team="Tổ 2"), *SAME], "2021-05-13", check=True, correction=True)
    assert lines(report) == ["w1 Trần Văn An: sửa bộ phận/phân xưởng (Tổ 1, May 1 → Tổ 2, May 1; từ 01/03/2021)"]


def test_what_is_checked_is_what_is_applied(database: Database, file: Path) -> None:
    send(database, file, [row(), row("w2", "Lê Thị Bé"), *SAME], "2021-05-10")
    rows = [row(team="Tổ 2", residence=ROOM), row("w2", "Lê Thị Bé", phone="0912345678"), *SAME]
    checked = send(database, file, rows, "2021-05-13", check=True)
    applied = send(database, file, rows, "2021-05-13")
    assert checked.differences == applied.differences
    assert len({one.person for one in applied.differences}) == applied.rows["changed"] == 2
    document = applied.to_document(limit=1, offset=1)
    assert (document["differences_total"], len(document["differences"])) == (3, 1)
    assert document["differences"][0] == {
        "kind": "added",
        "person": "cong-ty-tnhh-abc~w1",
        "code": "w1",
        "name": "Trần Văn An",
        "field": "residence",
        "before": None,
        "after": "Phòng 203, Nhà trọ bà Hoa, Núi Hiểu, Quang Châu",
        "since": "2021-05-13",
        "until": None,
        "sheet": "Danh sách",
        "row": 5,
        "message": {
            "vi": "w1 Trần Văn An: bổ sung nơi ở hiện tại "
            "(Phòng 203, Nhà trọ bà Hoa, Núi Hiểu, Quang Châu; từ 13/05/2021)",
            "en": "w1 Trần Văn An: added present residence "
            "(Phòng 203, Nhà trọ bà Hoa, Núi Hiểu, Quang Châu; from 13/05/2021)",
        },
    }


def test_a_file_that_is_held_says_who_would_leave(database: Database, file: Path) -> None:
    send(database, file, [row(), *SAME], "2021-05-10")
    report = send(database, file, SAME[:6], "2021-05-13")
    assert report.state == "held"
    assert lines(report)[0] == "w1 Trần Văn An: nghỉ (Tổ 1, May 1; đến hết 12/05/2021)"
    assert len(report.differences) == 4
