"""Who is who by route and by command: listed, decided, taken back."""

import json
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph.database import Database
from loaders.importing import import_file
from loaders.options import Options
from tests.service.conftest import Run
from tests.workbooks import write_workbook


@pytest.fixture(autouse=True)
def other_firm(firm: Database, tmp_path: Path) -> None:
    """Đào works at another firm too, without her number."""
    rows = [
        {"code": "x1", "name": "Dang Thi Dao", "birth_date": "05/08/1995", "workshop": "Kho", "phone": "0912345678"}
    ]
    path = write_workbook(tmp_path / "xyz.xlsx", rows, as_of=date(2021, 5, 10), company="Công ty Cổ phần XYZ")
    assert import_file(firm, path, options=Options()).state == "done"


def test_by_route(api: TestClient) -> None:
    document = api.get("/api/identity").json()
    assert {name: document[name] for name in ("state", "total", "limit", "offset")} == {
        "state": "open",
        "total": 1,
        "limit": 50,
        "offset": 0,
    }
    (pair,) = document["pairs"]
    assert pair["reasons"] == ["name-and-birth-date", "phone"]
    assert {person["code"] for person in pair["people"]} == {"w1", "x1"}
    assert api.get("/api/identity", params={"company": "xyz"}).json()["total"] == 1
    key = pair["key"]
    assert api.post(f"/api/identity/{key}", json={"decision": "accept"}).json() == {"key": key, "state": "accepted"}
    joined = api.get("/api/workers/cong-ty-tnhh-abc~w1").json()["same_as"]
    assert [same["key"] for same in joined] == ["cong-ty-co-phan-xyz~x1"]
    (accepted,) = api.get("/api/identity", params={"state": "accepted"}).json()["pairs"]
    assert (accepted["decided_by"], accepted["reasons"]) == ("steward", ["decided"])
    assert api.post(f"/api/identity/{key}", json={"decision": "undo"}).json()["state"] == "open"
    assert api.get("/api/workers/cong-ty-tnhh-abc~w1").json()["same_as"] == []


def test_bad_input_by_route(api: TestClient) -> None:
    assert api.get("/api/identity", params={"state": "x"}).json()["code"] == "invalid"
    assert api.get("/api/identity", params={"company": "none"}).status_code == 404
    assert api.post("/api/identity/none", json={"decision": "accept"}).status_code == 404
    assert api.post("/api/identity/none", json={"decision": "maybe"}).status_code == 422
    assert api.post("/api/identity/none", json={}).status_code == 422


def test_by_command(run: Run) -> None:
    (pair,) = json.loads(run("identity", "list", "--json").stdout)["pairs"]
    shown = run("identity", "list", "--company", "abc").stdout
    for word in (pair["key"], "same name and birth date", "0.90", "05/08/1995", "Đặng Thị Đào", "024195000123"):
        assert word in shown, word
    assert "two people" in run("identity", "reject", pair["key"]).stdout
    assert "No pairs" in run("identity", "list").stdout
    assert pair["key"] in run("identity", "list", "--state", "rejected").stdout
    assert "open again" in run("identity", "undo", pair["key"]).stdout
    assert "one person" in run("identity", "accept", pair["key"]).stdout
    assert json.loads(run("identity", "undo", pair["key"], "--json").stdout)["state"] == "open"


def test_bad_input_by_command(run: Run) -> None:
    for arguments in (("accept", "none"), ("undo", "none"), ("list", "--state", "x"), ("list", "--company", "none")):
        result = run("identity", *arguments)
        assert (result.exit_code, result.stdout) == (1, "")
        assert len(result.stderr.strip().splitlines()) == 1
