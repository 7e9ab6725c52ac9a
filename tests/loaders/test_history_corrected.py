"""Leaving, returning and corrected days, where they meet: nobody is in two places at once, nobody at work for ever."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from graph.clock import now
from graph.database import Database
from tests.drawing import run
from tests.loaders.test_history import ROOM, SHOWN_ROOM, home, others, ride, row, work
from tests.workbooks import codes, memberships, send

NEXT_ROOM = "P.204 nhà trọ bà Hoa, Núi Hiểu, Quang Châu"
SHOWN_NEXT = "Phòng 204, Nhà trọ bà Hoa, Núi Hiểu, Quang Châu"
BUS = "Xe ca số 5"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "abc.xlsx"


def stays(database: Database, person: str) -> set[tuple[Any, ...]]:
    return {entry[1:] for entry in memberships(database, person=person, kind="LIVES_IN")}


def test_who_moved_and_left_without_a_date_of_the_move_left_the_old_place(database: Database, file: Path) -> None:
    send(database, file, [row(), *others()], "2021-05-01")
    gone = [row(team="Tổ 2", left="02/05/2021"), *others()]
    report = send(database, file, gone, "2021-05-04")
    assert work(database) == {("Tổ 1", None, "05-02")}
    assert (report.left, report.moved, "left-before-since" in codes(report)) == (1, 0, False)
    assert send(database, file, gone, "2021-05-07").rows["unchanged"] == 10
    assert work(database) == {("Tổ 1", None, "05-02")}


def test_who_is_listed_for_the_first_time_as_left_is_not_at_work(database: Database, file: Path) -> None:
    send(database, file, others(), "2021-05-01")
    report = send(database, file, [row(left="03/05/2021"), *others()], "2021-05-04")
    assert work(database) == {("Tổ 1", None, "05-03")}
    assert (report.left, "left-before-since" in codes(report)) == (1, False)


def test_who_was_taken_to_begin_after_leaving_left_all_the_same(database: Database, file: Path) -> None:
    send(database, file, others(), "2021-05-01")
    send(database, file, [row(), *others()], "2021-05-04")
    send(database, file, [row(left="03/05/2021"), *others()], "2021-05-07")
    assert work(database) == {("Tổ 1", None, "05-03")}


def test_a_leaving_day_before_a_given_first_day_is_still_ignored(database: Database, file: Path) -> None:
    send(database, file, [row(), *others()], "2021-05-01")
    moved = row(team="Tổ 2", since="03/05/2021", left="02/05/2021")
    report = send(database, file, [moved, *others()], "2021-05-04")
    assert work(database) == {("Tổ 1", None, "05-02"), ("Tổ 2", "05-03", None)}
    assert "left-before-since" in codes(report)


def test_a_stay_that_ended_earlier_is_not_lengthened_by_a_later_move(database: Database, file: Path) -> None:
    there = row(residence=ROOM, residence_since="01/02/2021", housemates="Lê Thị Bé 1990; Vũ Văn Cò")
    send(database, file, [there], "2021-05-01")
    send(database, file, [there | {"housemates": "Lê Thị Bé 1990"}], "2021-05-07")
    send(database, file, [there], "2021-05-10")
    send(database, file, [there | {"residence": NEXT_ROOM}], "2021-05-16")
    assert stays(database, "~vu-van-co") == {
        (SHOWN_ROOM, "02-01", "05-06"),
        (SHOWN_ROOM, "05-10", "05-15"),
        (SHOWN_NEXT, "05-16", None),
    }


def test_who_came_back_has_one_stay_whatever_is_corrected(database: Database, file: Path) -> None:
    there = row(residence=ROOM, residence_since="01/02/2021", housemates="Ngô Na 2015; Vũ Văn Cò")
    send(database, file, [there], "2021-05-01")
    send(database, file, [there | {"housemates": "Ngô Na 2015"}], "2021-05-07")
    send(database, file, [there], "2021-05-10")
    send(database, file, [there | {"residence_since": "01/03/2021"}], "2021-05-13")
    assert stays(database, "~vu-van-co") == {(SHOWN_ROOM, "02-01", "05-06"), (SHOWN_ROOM, "05-10", None)}
    assert stays(database, "~2015") == {(SHOWN_ROOM, "03-01", None)}


def test_housemates_follow_a_corrected_day_of_the_move(database: Database, file: Path) -> None:
    there = row(residence=ROOM, residence_since="01/02/2021", housemates="Vũ Văn Cò")
    send(database, file, [there], "2021-05-01")
    moved = there | {"residence": NEXT_ROOM, "residence_since": "08/05/2021"}
    send(database, file, [moved], "2021-05-10")
    send(database, file, [moved | {"residence_since": "05/05/2021"}], "2021-05-13")
    expected = {(SHOWN_ROOM, "02-01", "05-04"), (SHOWN_NEXT, "05-05", None)}
    assert home(database) == stays(database, "~vu-van-co") == expected


@pytest.mark.parametrize("since", ["05/05/2021", "09/05/2021"])
def test_a_return_inside_what_is_over_is_ignored_with_a_finding(database: Database, file: Path, since: str) -> None:
    send(database, file, [row(), *others()], "2021-05-01")
    send(database, file, others(), "2021-05-10")
    report = send(database, file, [row(team="Tổ 2", since=since), *others()], "2021-05-13")
    assert work(database) == {("Tổ 1", None, "05-09"), ("Tổ 2", "05-13", None)}
    assert codes(report).count("since-ignored") == 1


@pytest.mark.parametrize(("since", "end"), [("01/04/2021", "03-31"), ("12/05/2021", "05-11")])
def test_a_corrected_day_of_a_move_takes_the_neighbours_end_along(
    database: Database, file: Path, since: str, end: str
) -> None:
    send(database, file, [row(since="01/03/2021", vehicle=BUS)], "2021-05-01")
    moved = row(since="01/03/2021", team="Tổ 2", vehicle="Xe ca số 6")
    send(database, file, [moved], "2021-05-10")
    send(database, file, [moved | {"since": since, "vehicle_since": since}], "2021-05-13")
    day = f"{since[3:5]}-{since[:2]}"
    assert work(database) == {("Tổ 1", "03-01", end), ("Tổ 2", day, None)}
    assert ride(database) == {("Xe số 5", None, end), ("Xe số 6", day, None)}


def test_a_corrected_day_that_leaves_nothing_of_the_neighbour_is_ignored(database: Database, file: Path) -> None:
    send(database, file, [row(since="01/03/2021")], "2021-05-01")
    send(database, file, [row(team="Tổ 2")], "2021-05-10")
    report = send(database, file, [row(team="Tổ 2", since="28/02/2021")], "2021-05-13")
    assert work(database) == {("Tổ 1", "03-01", "05-09"), ("Tổ 2", "05-10", None)}
    assert "since-ignored" in codes(report)


def test_the_first_day_of_who_has_left_can_be_corrected(database: Database, file: Path) -> None:
    send(database, file, [row(since="01/04/2021", left="20/04/2021"), *others()], "2021-05-01")
    report = send(database, file, [row(since="01/03/2021", left="20/04/2021"), *others()], "2021-05-04")
    assert work(database) == {("Tổ 1", "03-01", "04-20")}
    assert (report.rows["changed"], report.left) == (1, 0)


def test_a_corrected_leaving_day_takes_the_bus_along_and_counts_once(database: Database, file: Path) -> None:
    send(database, file, [row(vehicle=BUS), *others()], "2021-05-01")
    assert send(database, file, [row(vehicle=BUS, left="20/05/2021"), *others()], "2021-05-04").left == 1
    report = send(database, file, [row(vehicle=BUS, left="28/05/2021"), *others()], "2021-05-07")
    assert work(database) == {("Tổ 1", None, "05-28")}
    assert ride(database) == {("Xe số 5", None, "05-28")}
    assert report.left == 0
    assert {one.kind for one in report.differences} == {"corrected"}


def test_a_column_of_dates_that_ends_the_work_of_many_is_held(database: Database, file: Path) -> None:
    everyone = [row(), *others(9)]
    send(database, file, everyone, "2021-05-10")
    misread = [one | {"left": "01/05/2021"} for one in everyone[:6]] + everyone[6:]
    assert send(database, file, misread, "2021-05-13").state == "held"
    few = [one | {"left": "01/05/2021"} for one in everyone[:3]] + everyone[3:]
    assert (send(database, file, few, "2021-05-13").state, work(database)) == ("done", {("Tổ 1", None, "05-01")})


def test_an_emptied_value_is_told_and_kept(database: Database, file: Path) -> None:
    full = row(since="01/03/2021", left="20/06/2021", shift="Ca 1", phone="0912345678", citizen_id="024195000123")
    send(database, file, [full, *others()], "2021-05-10")
    before = memberships(database)
    report = send(database, file, [dict.fromkeys(full) | row(), *others()], "2021-05-13")
    told = {(found.column, found.value) for found in report.findings if found.code == "cell-emptied"}
    assert {value for _, value in told} == {"01/03/2021", "20/06/2021", "Ca 1", "0912345678", "024195000123"}
    assert len({column for column, _ in told}) == 5
    assert memberships(database) == before


def test_an_emptied_leaving_day_says_that_the_worker_is_back(database: Database, file: Path) -> None:
    send(database, file, [row(left="01/05/2021"), *others()], "2021-05-10")
    report = send(
        database, file, [row(left=None), *others(8), row("x8", "Người Thứ 8", left="01/06/2021")], "2021-05-13"
    )
    assert "left-emptied" in codes(report)
    assert work(database) == {("Tổ 1", None, "05-01"), ("Tổ 1", "05-13", None)}


def test_a_column_that_is_gone_is_told_once(database: Database, file: Path) -> None:
    send(database, file, [one | {"phone": f"091234567{n}"} for n, one in enumerate(others())], "2021-05-10")
    report = send(database, file, others(), "2021-05-13")
    assert [found.value for found in report.findings if found.code == "column-emptied"] == ["9"]


def test_an_emptied_workshop_is_not_a_missing_one(database: Database, file: Path) -> None:
    send(database, file, [row()], "2021-05-10")
    report = send(database, file, [row(workshop=None)], "2021-05-13")
    assert [code for code in codes(report) if "workshop" in code] == ["workshop-emptied"]
    assert work(database) == {("Tổ 1", None, None)}


def test_an_emptied_room_is_kept_although_housemates_are_named(database: Database, file: Path) -> None:
    there = row(residence=ROOM, housemates="Vũ Văn Cò")
    send(database, file, [there], "2021-05-10")
    send(database, file, [there | {"residence": None}], "2021-05-13")
    assert home(database) == stays(database, "~vu-van-co") == {(SHOWN_ROOM, None, None)}


def test_a_corrected_shift_and_a_room_that_was_only_implied_are_no_moves(database: Database, file: Path) -> None:
    send(database, file, [row(shift="Ca 1", residence=None, housemates="Vũ Văn Cò")], "2021-05-10")
    there = row(shift="Ca 2", residence=ROOM, housemates="Vũ Văn Cò")
    report = send(database, file, [there], "2021-05-13", correction=True)
    assert {one.kind for one in report.differences} == {"corrected"}
    send(database, file, [row("w2", "Lê Thị Bé", residence=None, housemates="Ngô Na")], "2021-05-14", partial=True)
    report = send(
        database, file, [row("w2", "Lê Thị Bé", residence=ROOM, housemates="Ngô Na")], "2021-05-15", partial=True
    )
    assert "moved" not in {one.kind for one in report.differences}
    assert report.moved == 0


def test_what_counted_at_an_earlier_moment_is_what_stood_then(database: Database, file: Path) -> None:
    def counted(at: datetime | None) -> set[tuple[str, ...]]:
        then = "m.recorded_at <= $at AND (m.retracted_at IS NULL OR m.retracted_at > $at)"
        rows = run(
            database,
            f"""MATCH (p:Person)-[m:WORKS_IN|LIVES_IN|RIDES]->(g)
                WHERE {"m.retracted_at IS NULL" if at is None else then} RETURN p.key, g.key, m.since, m.until""",
            at=at,
        )
        return {tuple(str(value) for value in one) for one in rows}

    full = row(residence=ROOM, residence_since="01/02/2021", housemates="Vũ Văn Cò", vehicle=BUS, since="01/03/2021")
    sent = [
        ("2021-05-01", full),
        ("2021-05-04", full | {"team": "Tổ 2", "residence": NEXT_ROOM}),
        ("2021-05-04", full | {"team": "Tổ 1", "residence": ROOM}),
        ("2021-05-07", full | {"since": "01/04/2021", "left": "06/05/2021"}),
        ("2021-05-10", full | {"since": "01/04/2021", "left": "08/05/2021", "housemates": "Ngô Na"}),
        ("2021-05-13", full | {"since": "10/05/2021"}),
    ]
    stood: list[tuple[datetime, set[tuple[str, ...]]]] = []
    for day, one in sent:
        assert send(database, file, [one, *others()], day).state == "done"
        stood.append((now(), counted(None)))
    assert [counted(at) for at, _ in stood] == [found for _, found in stood]
