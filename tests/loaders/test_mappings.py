"""Columns in doubt: the import stops and asks; what a person says is remembered for the firm's header, and told."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.database import Database
from graph.errors import Invalid, NotFound
from loaders.error_workbook import error_workbook
from loaders.importing import import_file
from loaders.mappings import forget_mapping, list_mappings
from loaders.options import Options
from loaders.reading.workbook import read_workbook
from loaders.recognising.mapping import read_mapping
from loaders.report import Report
from tests.drawing import run
from tests.workbooks import codes, write_workbook

ROWS: list[dict[str, Any]] = [
    {"code": "w1", "name": "Đặng Thị Đào", "workshop": "May"},
    {"code": "w2", "name": "Lê Văn An", "workshop": "May"},
]
ODD = {"name": "Nhân sự"}
NAME = {"Nhân sự": "name"}


def sent(database: Database, folder: Path, titles: dict[str, str], day: int = 10, **options: Any) -> Report:
    more, company = options.pop("more", {}), options.pop("heading", "Công ty TNHH ABC")
    rows = [{**row, **more} for row in ROWS]
    path = write_workbook(folder / "a.xlsx", rows, titles=titles, company=company, as_of=date(2021, 5, day))
    return import_file(database, path, options=Options(**options))


def sources(report: Report) -> dict[str | None, str]:
    return {column.field: column.source for column in report.columns}


@pytest.mark.parametrize(
    ("titles", "guess"),
    [
        ({"name": "Nhân sự"}, ("Nhân sự", "name", 0.5)),
        ({"name": "Họ và tênn CNV"}, ("Họ và tênn CNV", "name", 0.82)),
        ({"code": "Mã CNV"}, ("Mã CNV", "code", 0.91)),
        ({"workshop": "Bộ phận SX"}, ("Bộ phận SX", "workshop", 0.82)),
    ],
)
def test_a_doubtful_required_column_stops_the_import(
    database: Database, tmp_path: Path, titles: dict[str, str], guess: tuple[str, str, float]
) -> None:
    report = sent(database, tmp_path, titles)
    assert report.error is not None
    assert (report.state, report.error.extra["reason"]) == ("refused", "doubtful-columns")
    first = report.error.extra["guesses"][0]
    assert (first["title"], first["field"]) == guess[:2]
    assert first["confidence"] == pytest.approx(guess[2], abs=0.06)
    assert set(titles.values()) <= set(report.error.extra["titles"])
    assert f'--map "{guess[0]}={guess[1]}"' in report.error.vi
    assert run(database, "MATCH (w:Worker) RETURN w") == []


def test_a_doubtful_company_column_stops_the_import(database: Database, tmp_path: Path) -> None:
    more = {"company": "Công ty TNHH ABC"}
    report = sent(database, tmp_path, {"company": "Tên cty/đơn vị"}, more=more, heading=None)
    assert report.error is not None
    assert report.error.extra["guesses"][0]["field"] == "company"
    assert sent(database, tmp_path, {}, more=more, heading=None).state == "done"


def test_what_is_said_is_remembered_for_the_firm_until_forgotten(database: Database, tmp_path: Path) -> None:
    assert sent(database, tmp_path, ODD, mapping=NAME, check=True).state == "done"
    assert list_mappings(database) == [], "what is only checked confirms nothing"
    report = sent(database, tmp_path, ODD, mapping=NAME)
    assert (report.state, sources(report)["name"]) == ("done", "map")
    [kept] = list_mappings(database)
    assert (kept["company"], kept["columns"]) == ("cong-ty-tnhh-abc", {"nhan su": "name"})
    again = sent(database, tmp_path, ODD, day=11)
    assert (again.rows["unchanged"], sources(again)["name"]) == (2, "remembered")
    (tmp_path / "mended.xlsx").write_bytes(error_workbook(read_workbook(tmp_path / "a.xlsx"), again))
    assert import_file(database, tmp_path / "mended.xlsx", options=Options()).rows["unchanged"] == 2
    other = sent(database, tmp_path, ODD, heading="Công ty TNHH Khác")
    assert other.state == "refused", "another firm may mean another thing"
    forget_mapping(database, kept["key"])
    assert sent(database, tmp_path, ODD, day=12).state == "refused"
    with pytest.raises(NotFound):
        forget_mapping(database, kept["key"])


def test_a_column_can_be_left_out(database: Database, tmp_path: Path) -> None:
    report = sent(database, tmp_path, {"phone": "SĐT"}, more={"phone": "0912345678"}, mapping={"sdt": "-"})
    assert sources(report)[None] == "map"
    assert run(database, "MATCH (w:Worker) WHERE w.phone IS NOT NULL RETURN w") == []


def test_a_title_that_is_not_there_is_an_error(database: Database, tmp_path: Path) -> None:
    report = sent(database, tmp_path, {}, mapping={"Tên CN2": "name"})
    assert report.error is not None
    assert report.error.extra["reason"] == "map-unknown-title"


@pytest.mark.parametrize("text", ["Tên CN", "Tên CN=lương", "=name", "Tên CN="])
def test_a_mapping_that_says_nothing(text: str) -> None:
    with pytest.raises(Invalid):
        read_mapping([text])


def test_a_mapping_may_name_a_title_of_the_form() -> None:
    assert read_mapping(["Tên CN=Họ và tên", "A=B=phone", "Lương=-"]) == {
        "Tên CN": "name",
        "A=B": "phone",
        "Lương": "-",
    }


def test_a_slip_in_an_optional_title_is_read_and_told(database: Database, tmp_path: Path) -> None:
    report = sent(database, tmp_path, {"phone": "Số điên thoạii"}, more={"phone": "0912345678"})
    assert "column-guessed" in codes(report)
    assert sources(report)["phone"] == "guess"
    assert len(run(database, "MATCH (w:Worker {phone: '0912345678'}) RETURN w")) == 2


def test_an_optional_title_in_doubt_is_not_read_and_told(database: Database, tmp_path: Path) -> None:
    report = sent(database, tmp_path, {"phone": "Điện thoại bố"}, more={"phone": "0912345678"})
    assert "column-unclear" in codes(report)
    assert run(database, "MATCH (w:Worker) WHERE w.phone IS NOT NULL RETURN w") == []
    twice = sent(database, tmp_path, {"phone": "SĐT", "other": "Di động"}, more={"phone": "0912345678", "other": "1"})
    assert [(f.value, f.row) for f in twice.findings if f.code == "columns-joined"] == [("Di động", 4)]
