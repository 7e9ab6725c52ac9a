"""Who is who (workbook.md): one person with two records, and housemates who are workers."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from graph.database import Database
from graph.identity.suggestions import decide, list_pairs
from tests.drawing import run
from tests.workbooks import codes, memberships, send

XYZ = "Công ty Cổ phần XYZ"
ROOM = "P.203 nhà trọ bà Hoa, Núi Hiểu, Quang Châu"
ID = "024095000123"


def row(code: str, name: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "name": name, "workshop": "PX 1", "team": "Tổ 1", **more}


def joined(database: Database) -> set[tuple[str, str, str]]:
    rows = run(database, "MATCH (a:Person)-[s:SAME_AS]->(b:Person) RETURN a.key, b.key, s.basis")
    return {(*sorted((r[0].split("~")[-1], r[1].split("~")[-1])), r[2]) for r in rows}


@pytest.mark.parametrize(
    ("name", "born", "expected"),
    [
        ("TRAN VAN AN", None, {("a1", "b1", "citizen-id")}),
        ("Nguyễn Khác", "05/08/1995", {("a1", "b1", "citizen-id")}),
        ("Nguyễn Khác", "06/08/1995", set()),
    ],
)
def test_one_citizen_id_at_two_firms(
    database: Database, tmp_path: Path, name: str, born: str | None, expected: set[Any]
) -> None:
    send(
        database, tmp_path / "a.xlsx", [row("a1", "Trần Văn An", citizen_id=ID, birth_date="05/08/1995")], "2021-05-10"
    )
    report = send(
        database, tmp_path / "b.xlsx", [row("b1", name, citizen_id=ID, birth_date=born)], "2021-05-10", heading=XYZ
    )
    assert joined(database) == expected
    assert ("same-as-suggested" in codes(report)) == (not expected)


def test_a_corrected_id_undoes_the_join(database: Database, tmp_path: Path) -> None:
    send(database, tmp_path / "a.xlsx", [row("a1", "Trần Văn An", citizen_id=ID)], "2021-05-10")
    send(database, tmp_path / "b.xlsx", [row("b1", "Trần Văn An", citizen_id=ID)], "2021-05-10", heading=XYZ)
    assert len(joined(database)) == 1
    other = [row("b1", "Trần Văn An", citizen_id="024095000456")]
    send(database, tmp_path / "b.xlsx", other, "2021-05-11", heading=XYZ)
    assert joined(database) == set()


def test_one_id_on_two_names_of_a_file_joins_nobody(database: Database, tmp_path: Path) -> None:
    send(database, tmp_path / "b.xlsx", [row("b1", "Trần Văn An", citizen_id=ID)], "2021-05-10", heading=XYZ)
    rows = [row("a1", "Trần Văn An", citizen_id=ID), row("a2", "Lê Thị Bé", citizen_id=ID)]
    report = send(database, tmp_path / "a.xlsx", rows, "2021-05-10")
    assert joined(database) == set()
    assert codes(report).count("citizen-id-shared") == 2
    assert report.rows["created"] == 2


@pytest.mark.parametrize(
    "said", ["Lê Thị Bé", "le thi be 1990", "Lê Thị Bé 0912345678", "Bé 0912345678", "Ai đó 024190000123"]
)
def test_a_housemate_who_is_a_listed_worker_is_that_worker(database: Database, tmp_path: Path, said: str) -> None:
    rows = [
        row("a1", "Trần Văn An", residence=ROOM, housemates=said),
        row("a2", "Lê Thị Bé", birth_date="1990", phone="0912345678", citizen_id="024190000123"),
    ]
    send(database, tmp_path / "a.xlsx", rows, "2021-05-10")
    assert run(database, "MATCH (c:Cohabitant) RETURN count(c)")[0][0] == 0
    room = "Phòng 203, Nhà trọ bà Hoa, Núi Hiểu, Quang Châu"
    assert memberships(database, person="~a2", kind="LIVES_IN") == {("a2", room, None, None)}


@pytest.mark.parametrize("said", ["Lê Thị Bé", "Lê Thị Bé 1991", "Lê Thị Bé 024191000999"])
def test_a_housemate_who_may_be_two_or_is_another_is_a_cohabitant(
    database: Database, tmp_path: Path, said: str
) -> None:
    rows = [
        row("a1", "Trần Văn An", residence=ROOM, housemates=said),
        row("a2", "Lê Thị Bé", birth_date="1990", citizen_id="024190000123"),
        row("a3", "Lê Thị Bé", birth_date="1985", citizen_id="024185000123"),
    ]
    send(database, tmp_path / "a.xlsx", rows, "2021-05-10")
    assert run(database, "MATCH (c:Cohabitant) RETURN c.name")[0][0] == "Lê Thị Bé"


def test_the_worker_with_an_own_home_is_not_moved_by_a_housemates_cell(database: Database, tmp_path: Path) -> None:
    own = "P.9 nhà trọ ông Sơn, My Điền, Hoàng Ninh"
    rows = [row("a1", "Trần Văn An", residence=ROOM, housemates="Lê Thị Bé"), row("a2", "Lê Thị Bé", residence=own)]
    send(database, tmp_path / "a.xlsx", rows, "2021-05-10")
    there = "Phòng 9, Nhà trọ ông Sơn, My Điền, Hoàng Ninh"
    assert memberships(database, person="~a2", kind="LIVES_IN") == {("a2", there, None, None)}


def test_a_cohabitant_who_is_hired_later_is_one_person_with_the_worker(database: Database, tmp_path: Path) -> None:
    namer = row("a1", "Trần Văn An", residence=ROOM, housemates="Lê Thị Bé 1990 0912345678")
    send(database, tmp_path / "a.xlsx", [namer], "2021-05-10")
    hired = row("b1", "Lê Thị Bé", phone="0912345678", birth_date="1990")
    send(database, tmp_path / "b.xlsx", [hired], "2021-05-11", heading=XYZ)
    assert joined(database) == {("1990", "b1", "housemate")}


def test_housemates_without_an_address_share_a_room_of_their_own(database: Database, tmp_path: Path) -> None:
    rows = [
        row("a1", "Trần Văn An", housemates="Vũ Văn Cò; Lê Thị Bé"),
        row("a2", "Lê Thị Bé", housemates="Trần Văn An"),
    ]
    send(database, tmp_path / "a.xlsx", rows, "2021-05-10")
    homes = memberships(database, kind="LIVES_IN")
    assert {home[0] for home in homes} == {"a1", "a2", "vu-van-co"}
    assert len({home[1] for home in homes}) == 1
    again = send(database, tmp_path / "a.xlsx", rows, "2021-05-11")
    assert again.rows["unchanged"] == 2


def test_what_a_person_took_apart_stays_apart(database: Database, tmp_path: Path) -> None:
    mine = [row("a1", "Trần Văn An", citizen_id=ID, birth_date="05/08/1995", residence=ROOM)]
    mate = [row("b2", "Lê Thị Ba", residence=ROOM, housemates="Trần Văn An 0912345678")]
    send(database, tmp_path / "b.xlsx", mate, "2021-05-10", heading=XYZ)
    send(database, tmp_path / "a.xlsx", mine, "2021-05-10")
    send(
        database, tmp_path / "c.xlsx", [row("c1", "Trần Văn An", citizen_id=ID)], "2021-05-10", heading="Công ty TNHH C"
    )
    before = joined(database)
    assert len(before) == 2
    for pair in list_pairs(database, state="accepted", day=date(2021, 5, 10), limit=9, offset=0)["pairs"]:
        decide(database, pair["key"], "undo", by="lan", now=datetime(2021, 5, 10, tzinfo=UTC))
    again = [
        send(database, tmp_path / "b2.xlsx", mate, "2021-05-11", heading=XYZ),
        send(database, tmp_path / "a2.xlsx", mine, "2021-05-11"),
    ]
    assert joined(database) == set()
    assert [report.rows["unchanged"] for report in again] == [1, 1]
    for pair in list_pairs(database, state="rejected", day=date(2021, 5, 10), limit=9, offset=0)["pairs"]:
        decide(database, pair["key"], "undo", by="lan", now=datetime(2021, 5, 11, tzinfo=UTC))
    send(database, tmp_path / "b3.xlsx", mate, "2021-05-12", heading=XYZ)
    send(database, tmp_path / "a3.xlsx", mine, "2021-05-12")
    assert joined(database) == before


@pytest.mark.parametrize("said", [None, "123"])
def test_an_id_that_is_empty_or_cannot_be_read_undoes_no_join(
    database: Database, tmp_path: Path, said: str | None
) -> None:
    send(database, tmp_path / "a.xlsx", [row("a1", "Trần Văn An", citizen_id=ID)], "2021-05-10")
    send(database, tmp_path / "b.xlsx", [row("b1", "Trần Văn An", citizen_id=ID)], "2021-05-10", heading=XYZ)
    before = joined(database)
    assert len(before) == 1
    send(database, tmp_path / "b.xlsx", [row("b1", "Trần Văn An", citizen_id=said)], "2021-05-11", heading=XYZ)
    assert joined(database) == before


def test_an_id_known_at_many_firms_is_one_suggestion(database: Database, tmp_path: Path) -> None:
    for number, name in enumerate(("Lê Một", "Lê Hai", "Lê Ba")):
        heading = f"Công ty TNHH Số {name}"
        send(database, tmp_path / f"{number}.xlsx", [row("x1", name, citizen_id=ID)], "2021-05-10", heading=heading)
    report = send(database, tmp_path / "a.xlsx", [row("a1", "Trần Văn An", citizen_id=ID)], "2021-05-10")
    told = [found for found in report.findings if found.code == "same-as-suggested"]
    assert [("3" in found.message.vi, "3" in found.message.en) for found in told] == [(True, True)]
