"""Data quality by route and command."""

import io
from pathlib import Path

import openpyxl
from fastapi.testclient import TestClient

from service.api.common import XLSX
from tests.service.conftest import PREFIX, Run


def test_by_route(api: TestClient) -> None:
    document = api.get("/api/quality").json()
    [firm] = document["companies"]
    assert (document["summary"]["workers"], document["sort"], document["total"]) == (4, "residence", 1)
    assert (firm["key"], firm["completeness"]["residence"], firm["overdue"]) == (PREFIX, 0.25, True)
    # w1 says everything but a second dose; the three others have no birth date and no residence.
    assert firm["findings"]["errors"] == 0
    assert firm["findings"]["warnings"] > 0
    assert api.get("/api/quality", params={"company": "abc", "sort": "team"}).json()["companies"] == [firm]
    assert api.get("/api/companies", params={"sort": "workers", "offset": 1}).json()["companies"] == []


def test_as_files(api: TestClient) -> None:
    text = api.get("/api/quality", headers={"Accept": "text/csv"})
    assert text.headers["content-type"].startswith("text/csv")
    assert text.text.splitlines()[1].startswith(f"{PREFIX},")
    book = openpyxl.load_workbook(io.BytesIO(api.get("/api/quality", headers={"Accept": XLSX}).content))
    assert book.sheetnames == ["Chất lượng dữ liệu", "Đáng ngờ"]


def test_what_cannot_be_asked(api: TestClient, stranger: TestClient) -> None:
    wrong = api.get("/api/quality", params={"sort": "colour"})
    assert (wrong.status_code, wrong.json()["field"]) == (422, "sort")
    assert api.get("/api/quality", params={"company": "zzz"}).status_code == 404
    stranger.auth = None
    assert stranger.get("/api/quality").status_code == 401


def test_by_command(run: Run, tmp_path: Path) -> None:
    shown = run("quality", "--sort", "room")
    assert shown.exit_code == 0
    assert "1 companies, 4 workers" in shown.stdout
    assert "A room or house is known of only 1 of 4 workers" in shown.stdout
    written = tmp_path / "q.xlsx"
    assert run("quality", "--company", "abc", "-o", written).exit_code == 0
    assert openpyxl.load_workbook(written).worksheets[0]["A4"].value == PREFIX
    assert run("quality", "-o", tmp_path / "q.pdf").exit_code == 2
    assert run("quality", "--sort", "colour").exit_code == 1
