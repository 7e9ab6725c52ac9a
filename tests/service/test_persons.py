"""One person's rights by route and by command."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from graph.audit.chain import page
from graph.database import Database
from service.settings import Settings
from tests.drawing import run as cypher
from tests.service.conftest import PREFIX, Run

W1, W4 = f"{PREFIX}~w1", f"{PREFIX}~w4"


def gone(firm: Database) -> None:
    cypher(firm, "MATCH (w {key: $key})-[m:WORKS_IN]->() SET m.until = date('2021-05-01')", key=W4)


def test_by_route(api: TestClient, firm: Database, tmp_path: Path) -> None:
    api.get(f"/api/workers/{W1}")
    document = api.get(f"/api/persons/{W1}/data").json()
    known = document["records"][0]
    assert (known["properties"]["citizen_id"], known["housemates"], document["looked"]) == ("024195000123", 1, None)
    assert "Vũ Văn Cò" not in json.dumps(document, ensure_ascii=False)
    assert {m["source"]["file"] for m in known["memberships"]} == {"abc.xlsx"}
    body = {"set": {"phone": "0987654321"}, "reason": "new number"}
    assert api.patch(f"/api/persons/{W1}", json=body).json()["corrected"] == ["phone"]
    assert api.get(f"/api/persons/{W1}/data").json()["records"][0]["corrections"][0]["by"] == "steward"
    wrong = api.patch(f"/api/persons/{W1}", json={**body, "set": {"phone": "1"}})
    assert (wrong.status_code, wrong.json()["field"]) == (422, "phone")
    refused = api.request("DELETE", f"/api/persons/{W4}", json={"reason": "asked"})
    assert (refused.status_code, refused.json()["code"]) == (409, "conflict")
    gone(firm)
    erased = api.request("DELETE", f"/api/persons/{W4}", json={"reason": "asked"})
    assert (erased.status_code, erased.json()["deleted"]) == (200, True)
    assert api.get(f"/api/persons/{W4}/data").status_code == 404
    assert api.get("/api/retention/purges").json()["purges"][0]["counts"] == {"erasure": 1}
    app = api.app
    assert isinstance(app, FastAPI)
    app.state.audit.carry()
    entries = page(firm, limit=50, offset=0)["entries"]
    text = json.dumps(entries, ensure_ascii=False)
    assert not any(name in text for name in (W1, W4, "0987654321", "asked", "new number"))
    assert [entry["question"] for entry in entries if entry["action"] == "erasure"] == [{"key": erased.json()["proof"]}]
    told = {entry["action"]: entry["persons"] for entry in entries if entry["outcome"] == "done"}
    assert told["DELETE /api/persons/{key}"] == told["PATCH /api/persons/{key}"] == 1
    journal = (Settings(data_dir=tmp_path / "data").data_dir / "purges.jsonl").read_text(encoding="utf-8")
    assert json.loads(journal)["counts"] == {"erasure": 1}
    assert W4 not in journal


def test_by_command(run: Run, firm: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "dao.json"
    assert run("person", "data", "Đặng Thị Đào", "-o", file).exit_code == 0
    document = json.loads(file.read_text(encoding="utf-8"))
    assert document == json.loads(run("person", "data", W1).stdout)
    assert (document["person"], document["looked"]) == (W1, [])
    done = run("person", "correct", W1, "--set", "phone=0987654321", "--set", "home_address=", "--reason", "asked")
    assert (done.exit_code, "corrected home_address, phone" in done.stdout) == (0, True)
    released = json.loads(run("person", "correct", W1, "--release", "phone", "--reason", "asked", "--json").stdout)
    assert (released["released"], [one["field"] for one in released["corrections"]]) == (["phone"], ["home_address"])
    for arguments in (("--set", "phone"), ("--set", "phone=1"), ("--set", "x=1"), ()):
        assert run("person", "correct", W1, *arguments, "--reason", "asked").exit_code == 1
    assert run("person", "correct", W1, "--set", "phone=").exit_code == 2
    refused = run("person", "erase", W4, "--reason", "asked")
    assert (refused.exit_code, "ask the firm" in refused.stderr) == (1, True)
    gone(firm)
    cypher(
        firm,
        """MATCH (w {key: $key}) CREATE (:Case {key: 'covid-19~' + $key + '~2021-05-03', disease: 'covid-19',
           onset: date('2021-05-03'), registered_at: $now})-[:OF]->(w)""",
        key=W4,
        now=datetime(2021, 5, 4, tzinfo=UTC),
    )
    monkeypatch.setenv("TRUYVET_LANG", "vi")
    kept = run("person", "erase", W4, "--reason", "asked")
    assert (kept.exit_code, "Giữ case" in kept.stdout, "Bản sao lưu" in kept.stdout) == (0, True, True)
    key = cypher(firm, "MATCH (:Case)-[:OF]->(p) RETURN p.key")[0][0]
    assert (key.startswith("xoa_"), key in kept.stdout, run("find", W4).exit_code) == (True, True, 0)
    again = json.loads(run("person", "erase", key, "--reason", "asked", "--json").stdout)
    assert (again["deleted"], again["records"]) == (False, 1)
