"""What a firm's next workbook changes: each sentence of workbook.md, "History", on a real Neo4j."""

from pathlib import Path
from typing import Any

import pytest

from graph.database import Database
from tests.drawing import run
from tests.workbooks import codes, everything, memberships, send

MAY = "Phân xưởng May 1"
ROOM = "P.203 nhà trọ bà Hoa, Núi Hiểu, Quang Châu"
SHOWN_ROOM = "Phòng 203, Nhà trọ bà Hoa, Núi Hiểu, Quang Châu"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "abc.xlsx"


def row(code: str = "w1", name: str = "Trần Văn An", **more: Any) -> dict[str, Any]:
    return {"code": code, "name": name, "workshop": MAY, "team": "Tổ 1", **more}


def others(count: int = 9) -> list[dict[str, Any]]:
    """Colleagues who stay, so that a single leaver is no fifth of the firm."""
    return [row(f"x{n}", f"Người Thứ {n}") for n in range(count)]


def work(database: Database, person: str = "w1") -> set[tuple[Any, ...]]:
    return {entry[1:] for entry in memberships(database, person=f"~{person}", kind="WORKS_IN")}


def home(database: Database, person: str = "w1") -> set[tuple[Any, ...]]:
    return {entry[1:] for entry in memberships(database, person=f"~{person}", kind="LIVES_IN")}


def ride(database: Database, person: str = "w1") -> set[tuple[Any, ...]]:
    return {entry[1:] for entry in memberships(database, person=f"~{person}", kind="RIDES")}


def test_on_the_first_file_an_unknown_since_stays_unknown(database: Database, file: Path) -> None:
    report = send(database, file, [row(), row("w2", "Lê Thị Bé", since="01/03/2021")], "2021-05-10")
    assert report.rows == {"read": 2, "created": 2, "changed": 0, "unchanged": 0, "rejected": 0}
    assert work(database) == {("Tổ 1", None, None)}
    assert work(database, "w2") == {("Tổ 1", "03-01", None)}


def test_the_same_again_changes_nothing(database: Database, file: Path) -> None:
    rows = [row(residence=ROOM, housemates="Lê Thị Bé 1990; Vũ Văn Cò", vehicle="Xe ca số 5", since="01/03/2021")]
    send(database, file, rows, "2021-05-10")
    before = everything(database)
    report = send(database, file, rows, "2021-05-13")
    assert report.rows["unchanged"] == 1
    assert (report.moved, report.left) == (0, 0)
    after = everything(database)
    assert {line for line in before ^ after if "last_as_of" not in line} == set()


def test_a_new_worker_of_a_later_file_starts_on_its_date_or_the_date_given(database: Database, file: Path) -> None:
    send(database, file, [row()], "2021-05-10")
    rows = [row(), row("w2", "Lê Thị Bé"), row("w3", "Vũ Văn Cò", since="01/06/2021")]
    send(database, file, rows, "2021-05-13")
    assert work(database, "w2") == {("Tổ 1", "05-13", None)}
    assert work(database, "w3") == {("Tổ 1", "06-01", None)}, "a future since of a new worker is kept"


def test_a_move_starts_on_the_files_date_and_the_old_one_ends_the_day_before(database: Database, file: Path) -> None:
    send(database, file, [row(since="01/03/2021")], "2021-05-10")
    report = send(database, file, [row(since="01/03/2021", team="Tổ 2")], "2021-05-13")
    assert work(database) == {("Tổ 1", "03-01", "05-12"), ("Tổ 2", "05-13", None)}
    assert (report.moved, report.rows["changed"]) == (1, 1)
    retracted = run(database, "MATCH ()-[m:WORKS_IN]->(g) WHERE m.retracted_at IS NOT NULL RETURN g.name, m.until")
    assert [list(r) for r in retracted] == [["Tổ 1", None]], "what was known before stays on file"


def test_a_move_starts_on_the_date_given(database: Database, file: Path) -> None:
    send(database, file, [row(since="01/03/2021")], "2021-05-10")
    send(database, file, [row(since="12/05/2021", team="Tổ 2")], "2021-05-13")
    assert work(database) == {("Tổ 1", "03-01", "05-11"), ("Tổ 2", "05-12", None)}


@pytest.mark.parametrize("given", ["01/03/2021", "28/02/2021", "20/05/2021"])
def test_a_date_that_cannot_be_the_moves_is_ignored_with_a_finding(database: Database, file: Path, given: str) -> None:
    send(database, file, [row(since="01/03/2021")], "2021-05-10")
    send(database, file, [row(since="02/03/2021")], "2021-05-11")
    report = send(database, file, [row(since=given, team="Tổ 2")], "2021-05-13")
    assert work(database) == {("Tổ 1", "03-02", "05-12"), ("Tổ 2", "05-13", None)}
    assert codes(report).count("since-ignored") == 1


def test_a_correction_replaces_the_group_and_keeps_the_days(database: Database, file: Path) -> None:
    send(database, file, [row(since="01/03/2021")], "2021-05-10")
    send(database, file, [row(since="01/03/2021", team="Tổ 2")], "2021-05-13", correction=True)
    assert work(database) == {("Tổ 2", "03-01", None)}


def test_another_since_in_the_same_group_is_a_correction(database: Database, file: Path) -> None:
    send(database, file, [row(since="01/03/2021")], "2021-05-10")
    report = send(database, file, [row(since="05/03/2021")], "2021-05-13")
    assert work(database) == {("Tổ 1", "03-05", None)}
    assert (report.rows["changed"], report.moved) == (1, 0)


def test_another_shift_of_the_same_team_is_a_new_membership_and_no_move(database: Database, file: Path) -> None:
    send(database, file, [row(shift="Ca 1")], "2021-05-10")
    report = send(database, file, [row(shift="Ca 2 (14h-22h)")], "2021-05-13")
    assert work(database) == {("Tổ 1", None, "05-12"), ("Tổ 1", "05-13", None)}
    assert (report.rows["changed"], report.moved) == (1, 0)
    assert send(database, file, [row(shift="CA 2")], "2021-05-14").rows["unchanged"] == 1


def test_who_is_missing_has_left_the_day_before_and_the_bus_with_it(database: Database, file: Path) -> None:
    gone = row(residence=ROOM, vehicle="Xe ca số 5")
    biker = row("w2", "Lê Thị Bé", vehicle="Xe máy 98B1-123.45")
    send(database, file, [gone, biker, *others()], "2021-05-10")
    report = send(database, file, others(), "2021-05-13")
    assert (report.state, report.left) == ("done", 2)
    assert work(database) == {("Tổ 1", None, "05-12")}
    assert home(database) == {(SHOWN_ROOM, None, None)}
    assert ride(database) == {("Xe số 5", None, "05-12")}
    assert ride(database, "w2") == {("98B1-123.45", None, None)}


def test_a_leaving_date_is_the_last_day_worked(database: Database, file: Path) -> None:
    send(database, file, [row(vehicle="Xe ca số 5"), *others()], "2021-05-10")
    rows = [row(vehicle="Xe ca số 5", left="11/05/2021"), *others()]
    assert send(database, file, rows, "2021-05-13").left == 1
    assert work(database) == {("Tổ 1", None, "05-11")}
    assert ride(database) == {("Xe số 5", None, "05-11")}
    again = send(database, file, rows, "2021-05-14")
    assert (again.left, again.rows["unchanged"]) == (0, 10)


def test_a_leaving_date_before_the_first_day_is_ignored_with_a_finding(database: Database, file: Path) -> None:
    report = send(database, file, [row(since="01/05/2021", left="01/04/2021")], "2021-05-10")
    assert work(database) == {("Tổ 1", "05-01", None)}
    assert "left-before-since" in codes(report)


def test_who_returns_starts_anew(database: Database, file: Path) -> None:
    send(database, file, [row(), *others()], "2021-05-10")
    send(database, file, others(), "2021-05-13")
    report = send(database, file, [row(), *others()], "2021-05-20")
    assert work(database) == {("Tổ 1", None, "05-12"), ("Tổ 1", "05-20", None)}
    assert report.rows["changed"] == 1


def test_more_than_a_fifth_is_held_until_confirmed(database: Database, file: Path) -> None:
    send(database, file, [row(), row("w2", "Lê Thị Bé"), *others(6)], "2021-05-10")
    before = everything(database)
    held = send(database, file, others(6), "2021-05-13")
    assert (held.state, held.left) == ("held", 2)
    assert everything(database) == before
    assert send(database, file, others(6), "2021-05-13", confirm_leavers=True).state == "done"
    assert work(database) == {("Tổ 1", None, "05-12")}


def test_a_partial_file_makes_nobody_leave(database: Database, file: Path) -> None:
    send(database, file, [row(), *others(3)], "2021-05-10")
    report = send(database, file, others(1), "2021-05-13", partial=True)
    assert (report.state, report.left) == ("done", 0)
    assert work(database) == {("Tổ 1", None, None)}


def test_a_known_code_on_a_rejected_row_is_present(database: Database, file: Path) -> None:
    send(database, file, [row(), *others()], "2021-05-10")
    report = send(database, file, [row(name=None), *others()], "2021-05-13")
    assert (report.rows["rejected"], report.left) == (1, 0)
    assert work(database) == {("Tổ 1", None, None)}


def test_an_emptied_cell_closes_nothing_and_is_told(database: Database, file: Path) -> None:
    full = row(residence=ROOM, housemates="Lê Thị Bé 1990", vehicle="Xe ca số 5")
    send(database, file, [full], "2021-05-10")
    before = memberships(database)
    emptied = {name: (value if name in ("code", "name") else None) for name, value in full.items()}
    report = send(database, file, [emptied], "2021-05-13")
    assert memberships(database) == before
    assert {"workshop-emptied", "residence-emptied", "vehicle-emptied", "housemates-emptied"} <= set(codes(report))


def test_an_older_file_is_refused(database: Database, file: Path) -> None:
    send(database, file, [row()], "2021-05-10")
    before = everything(database)
    report = send(database, file, [row(team="Tổ 2")], "2021-05-09")
    assert (report.state, everything(database)) == ("refused", before)
    assert report.error is not None
    assert report.error.extra["reason"] == "older"


def test_check_writes_nothing_and_says_what_would_change(database: Database, file: Path) -> None:
    send(database, file, [row()], "2021-05-10")
    before = everything(database)
    report = send(database, file, [row(team="Tổ 2"), row("w2", "Lê Thị Bé")], "2021-05-13", check=True)
    assert everything(database) == before
    assert (report.rows["created"], report.rows["changed"], report.moved) == (1, 1, 1)


def test_a_then_b_then_a_ends_as_a(database: Database, file: Path) -> None:
    send(database, file, [row(phone="0912345678")], "2021-05-10")
    send(database, file, [row(phone="0987654321", team="Tổ 2")], "2021-05-11")
    report = send(database, file, [row(phone="0912345678")], "2021-05-12")
    assert report.rows["changed"] == 1
    assert work(database) == {("Tổ 1", None, "05-10"), ("Tổ 2", "05-11", "05-11"), ("Tổ 1", "05-12", None)}
    assert run(database, "MATCH (w:Worker) RETURN w.phone")[0][0] == "0912345678"


def test_cohabitants_live_in_the_room_move_and_stay_with_the_worker(database: Database, file: Path) -> None:
    mates = "Lê Thị Bé 1990; Vũ Văn Cò"
    send(database, file, [row(residence=ROOM, residence_since="01/04/2021", housemates=mates)], "2021-05-10")
    assert memberships(database, person="~1990") == {("1990", SHOWN_ROOM, "04-01", None)}
    moved = "P.5 nhà trọ ông Sơn, My Điền, Hoàng Ninh"
    send(database, file, [row(residence=moved, residence_since="12/05/2021", housemates=mates)], "2021-05-13")
    there = "Phòng 5, Nhà trọ ông Sơn, My Điền, Hoàng Ninh"
    days = {(SHOWN_ROOM, "04-01", "05-11"), (there, "05-12", None)}
    assert {m[1:] for m in memberships(database, person="~1990")} == days
    assert {m[1:] for m in memberships(database, person="~vu-van-co")} == days
    assert len(run(database, "MATCH (c:Cohabitant) RETURN c")) == 2, "they keep their keys"


def test_who_is_no_longer_named_left_the_day_before(database: Database, file: Path) -> None:
    send(database, file, [row(residence=ROOM, housemates="Lê Thị Bé 1990; Vũ Văn Cò")], "2021-05-10")
    send(database, file, [row(residence=ROOM, housemates="Vũ Văn Cò")], "2021-05-13")
    assert {m[1:] for m in memberships(database, person="~1990")} == {(SHOWN_ROOM, None, "05-12")}
    assert {m[1:] for m in memberships(database, person="~vu-van-co")} == {(SHOWN_ROOM, None, None)}


def test_walking_to_work_ends_the_ride(database: Database, file: Path) -> None:
    send(database, file, [row(vehicle="Xe máy 98B1-123.45")], "2021-05-10")
    send(database, file, [row(vehicle="Đi bộ")], "2021-05-13")
    assert ride(database) == {("98B1-123.45", None, "05-12")}
    send(database, file, [row(vehicle="xe công ty")], "2021-05-14")
    assert ride(database) == {("98B1-123.45", None, "05-12")}


def test_of_two_files_of_one_day_the_second_takes_the_place_of_the_first(database: Database, file: Path) -> None:
    send(database, file, [row(), *others()], "2021-05-10")
    send(database, file, [row(team="Tổ 2"), row("w2", "Lê Thị Bé"), *others()], "2021-05-13")
    report = send(database, file, [row(team="Tổ 3"), row("w2", "Lê Thị Bé", team="Tổ 3"), *others()], "2021-05-13")
    assert (report.state, report.moved, report.left) == ("done", 2, 0)
    # Nobody was in the team of the first file for as long as a day.
    assert work(database) == {("Tổ 1", None, "05-12"), ("Tổ 3", "05-13", None)}
    assert work(database, "w2") == {("Tổ 3", "05-13", None)}


def test_a_firm_in_two_halves_on_one_day_loses_nobody(database: Database, file: Path) -> None:
    everyone = [row(), *others()]
    send(database, file, everyone, "2021-05-10")
    send(database, file, everyone, "2021-05-13")
    assert send(database, file, everyone[:5], "2021-05-13").state == "held"
    assert send(database, file, everyone[:5], "2021-05-13", partial=True).left == 0
    assert work(database, "x8") == {("Tổ 1", None, None)}
