"""What somebody corrected by hand is read as a roster's cells are, and no later file undoes it."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from graph.database import Database
from graph.errors import Invalid
from graph.model.keys import worker_key
from graph.rights.correcting import correct
from loaders.correcting import read_fields
from loaders.importing import import_file
from loaders.options import Options
from loaders.report import Report
from tests.drawing import run
from tests.workbooks import write_workbook

TODAY = date(2021, 5, 20)
W1 = worker_key("cong-ty-tnhh-abc", "w1")
ROW = {"code": "w1", "name": "Đặng Thị Đào", "birth_date": "05/08/1995", "phone": "0912345678", "workshop": "May 1"}
FIELDS = "p.name, p.folded_name, p.birth_date, p.birth_year, p.phone, p.sex"


def sent(database: Database, path: Path, day: int, **cells: Any) -> Report:
    file = write_workbook(path / f"{day}.xlsx", [{**ROW, **cells}], as_of=date(2021, 5, day))
    report = import_file(database, file, options=Options())
    assert report.state == "done"
    return report


def now_held(database: Database) -> list[Any]:
    return run(database, f"MATCH (p:Worker {{key: $key}}) RETURN {FIELDS}", key=W1)[0].values()


def told(report: Report) -> list[tuple[str | None, str]]:
    return [(one.column, one.value) for one in report.findings if one.code == "differs-from-correction"]


def corrected(database: Database, release: tuple[str, ...] = (), **given: str) -> None:
    values = read_fields(given, today=TODAY)
    at = datetime(2021, 5, 11, tzinfo=UTC)
    database.write(lambda t: correct(t, W1, values, release=release, reason="her card", by="lan", now=at))


def test_no_file_undoes_a_correction(database: Database, tmp_path: Path) -> None:
    sent(database, tmp_path, 10)
    corrected(database, name="đặng thị đạo", birth_date="1996", phone="0987.654.321")
    held = ["Đặng Thị Đạo", "dang thi dao", None, 1996, "0987654321", None]
    assert now_held(database) == held
    report = sent(database, tmp_path, 12, sex="Nữ")
    assert now_held(database) == [*held[:-1], "female"], "what was not corrected follows the file"
    assert sorted(value for _, value in told(report)) == ["05/08/1995", "0912345678", "Đặng Thị Đào"]
    assert {column for column, _ in told(report)} == {"Họ và tên", "Ngày sinh", "Số điện thoại"}
    assert [one.after for one in report.differences if one.after in ("0912345678", "Đặng Thị Đào")] == []
    again = sent(database, tmp_path, 13, sex="Nữ", name="Đặng Thị Đạo", birth_date="1996", phone="0987654321")
    assert (told(again), now_held(database)) == ([], [*held[:-1], "female"])
    corrected(database, release=("phone",))
    assert told(sent(database, tmp_path, 14, name="Đặng Thị Đạo", birth_date="1996")) == []
    assert now_held(database)[4] == "0912345678", "a field that was released follows the file again"


def test_a_year_alone_is_told_too(database: Database, tmp_path: Path) -> None:
    sent(database, tmp_path, 10)
    corrected(database, birth_date="08/05/1995")
    assert [value for _, value in told(sent(database, tmp_path, 12, birth_date="1994"))] == ["1994"]
    assert told(sent(database, tmp_path, 13, birth_date="1995")) == []
    assert [str(one) for one in now_held(database)[2:4]] == ["1995-05-08", "1995"]


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ({"phone": " +84 912.345.678 "}, {"phone": "0912345678"}),
        ({"phone": ""}, {"phone": None}),
        ({"birth_date": ""}, {"birth_date": None, "birth_year": None}),
        ({"birth_date": "5/8/1995"}, {"birth_date": date(1995, 8, 5), "birth_year": 1995}),
        ({"sex": "nữ", "home_address": "Núi Hiểu"}, {"sex": "female", "home_address": "Núi Hiểu"}),
        ({"citizen_id": "024 195 000 123"}, {"citizen_id": "024195000123"}),
    ],
)
def test_what_is_typed(given: dict[str, str], read: dict[str, Any]) -> None:
    assert read_fields(given, today=TODAY) == read


@pytest.mark.parametrize(
    "given",
    [
        {"phone": "12"},
        {"phone": "0912345678, 0987654321"},
        {"sex": "x"},
        {"citizen_id": "1234"},
        {"birth_date": "31/02/1995"},
        {"code": "w2"},
    ],
)
def test_what_cannot_be(given: dict[str, str]) -> None:
    with pytest.raises(Invalid) as error:
        read_fields(given, today=TODAY)
    assert error.value.field == ("set" if "code" in given else next(iter(given)))
    assert error.value.vi != error.value.en
