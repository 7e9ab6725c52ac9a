"""The service's log: what stands in it and what never does, its spool on disk, and its commands."""

import json
import os
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from graph.audit.chain import page, verify
from graph.audit.entry import Entry, canonical
from graph.database import Database
from graph.errors import GraphUnavailable
from service.audit import Audit, persons_in
from service.settings import Settings
from tests.drawing import run as cypher
from tests.service.conftest import PREFIX, Run

W1 = f"{PREFIX}~w1"


def entry(actor: str = "an") -> Entry:
    return Entry(at=datetime(2021, 5, 10, tzinfo=UTC), actor=actor, action="GET /api/x", outcome="done")


def logged(client: TestClient, database: Database) -> list[dict[str, Any]]:
    """Everything in the log, the first entry first."""
    app = client.app
    assert isinstance(app, FastAPI)
    app.state.audit.carry()
    return page(database, limit=99, offset=0)["entries"][::-1]


def test_who_read_what_and_how_many(api: TestClient, firm: Database) -> None:
    purpose = {"X-Purpose": quote("ổ dịch Quang Châu")}
    assert api.get("/api/workers", params={"q": "tran", "limit": 5}, headers=purpose).json()["total"] == 3
    assert api.get(f"/api/workers/{W1}").is_success
    traced = api.post("/api/trace", json={"persons": [W1], "onset": "2021-05-10", "as_of": "2021-05-20"})
    assert api.post(
        "/api/trace", json={"persons": [W1], "onset": "2021-05-10"}, headers={"Accept": "text/csv"}
    ).is_success
    assert api.get("/api/workers/none").status_code == 404
    assert api.get("/api/workers", params={"q": "x"}, headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert api.get("/api/nothing").status_code == 404
    assert api.get("/api/rules").is_success
    found = logged(api, firm)
    assert [(one["action"], one["actor"], one["outcome"], one["persons"]) for one in found] == [
        ("GET /api/workers", "test", "done", 3),
        ("GET /api/workers/{key}", "test", "done", 1),
        ("POST /api/trace", "test", "done", len(traced.json()["contacts"]) + 1),
        ("POST /api/trace", "test", "done", len(traced.json()["contacts"]) + 1),
        ("GET /api/workers/{key}", "test", "refused", None),
        ("GET /api/workers", "-", "refused", None),
        ("GET unknown", "-", "refused", None),
    ], "rules are nobody's secret"
    assert (found[0]["purpose"], found[0]["question"], found[1]["purpose"]) == (
        "ổ dịch Quang Châu",
        {"limit": "5"},
        "thử",
    ), "a token's own purpose, where the request states none"
    assert found[0]["address"] == "testclient"
    assert verify(firm).problem is None


def test_no_person_stands_in_the_log_in_the_clear(api: TestClient, firm: Database, tmp_path: Path) -> None:
    for asked in ("Đào", "0912345678", "024195000123", W1):
        api.get("/api/workers", params={"q": asked})
    assert api.get("/api/path", params={"from": "Đào", "to": W1, "on": "2021-05-10"}).is_success
    for _ in range(2):
        api.get(f"/api/workers/{W1}")
    api.get(f"/api/workers/{PREFIX}~w2")
    api.post("/api/trace", json={"persons": ["Đặng Thị Đào"], "onset": "2021-05-10"})
    found = logged(api, firm)
    text = json.dumps(found, ensure_ascii=False)
    files = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "data/audit").iterdir())
    for secret in ("Đào", "0912345678", "024195000123", "~w1", "~w2"):
        assert secret not in text + files
    subjects = [one["subject"] for one in found if one["action"].endswith("{key}")]
    assert subjects[0] == subjects[1] != subjects[2], "but whose record it was can be found by who knows the key"
    assert len(json.loads(files.splitlines()[0])["hash"]) == 64
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "data/audit").iterdir())


def test_the_log_by_route_and_command(api: TestClient, firm: Database, run: Run, tmp_path: Path) -> None:
    api.get("/api/workers", params={"q": "tran"})
    logged(api, firm)
    assert api.get("/api/audit", params={"actor": "test", "limit": 1}).json()["total"] == 1
    whole = api.get("/api/audit/verify").json()
    assert (whole["whole"], whole["problem"]) == (True, None)
    printed = run("audit", "list").stdout
    assert "GET /api/workers" in printed
    shipped = next((tmp_path / "data/audit").glob("*.jsonl"))
    assert "The log is whole" in run("audit", "verify", "--against", shipped).stdout
    cypher(firm, "MATCH (e:AuditEntry {number: 1}) SET e.text = replace(e.text, 'done', 'failed')")
    broken = run("audit", "verify")
    assert (broken.exit_code, "entry 1 was edited" in broken.stdout) == (1, True)
    assert api.get("/api/audit/verify").json() == {
        "whole": False, "entries": 0, "head": "0" * 64, "problem": "edited", "number": 1,
    }  # fmt: skip


def test_commands_are_in_the_log(run: Run, firm: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def ok(*arguments: str) -> None:
        assert run(*arguments).exit_code == 0, arguments

    monkeypatch.setattr("getpass.getuser", lambda: "lan")
    ok("--purpose", "ổ dịch  Quang Châu", "find", "tran", "--json")
    ok("show", "w1")
    ok("list", "w1", "--same", "team")
    ok("case", "add", "w1", "--onset", "10/05/2021")
    monkeypatch.setenv("TRUYVET_PURPOSE", "ca 12")
    assert run("show", "nobody at all").exit_code == 1
    ok("rules")
    entries = json.loads(run("audit", "list", "--json").output)["entries"][::-1]
    assert [(one["action"].split(" ", 1)[1], one["outcome"], one["persons"], one["purpose"]) for one in entries] == [
        ("find", "done", 3, "ổ dịch Quang Châu"),
        ("show", "done", 1, None),
        ("list", "done", 1, None),
        ("case add", "done", None, None),
        ("show", "refused", None, "ca 12"),
    ], "rules open no graph; what reads the log is in it next time"
    assert {(one["actor"], one["address"]) for one in entries} == {("cli:lan", "local")}
    assert "nobody at all" not in str(entries)
    assert run("audit", "verify").exit_code == 0
    assert page(firm, limit=99, offset=0)["entries"][0]["action"].endswith("audit list")


def test_what_a_killed_process_left_is_carried_over(database: Database, tmp_path: Path) -> None:
    gone = tmp_path / "0123.999999999.spool"
    line = canonical(entry("gone").to_document()).encode()
    gone.write_bytes(line + b"\n" + line + b"\n" + line[:20])
    alive = tmp_path / f"4567.{os.getppid()}.spool"
    alive.write_bytes(line + b"\n")
    audit = Audit(database, tmp_path)
    audit.start()
    audit.record(entry("here"))
    audit.stop()
    assert sorted(one["actor"] for one in page(database, limit=9, offset=0)["entries"]) == ["gone", "gone", "here"]
    assert [path.name for path in tmp_path.glob("*.spool")] == [alive.name], "another process still writes to its own"
    assert len(next(tmp_path.glob("*.jsonl")).read_bytes().splitlines()) == 3


def test_entries_wait_while_the_graph_is_gone(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    audit = Audit(database, tmp_path)

    def gone(_: object) -> None:
        raise GraphUnavailable("gone", "mất")

    with monkeypatch.context() as patched:
        patched.setattr(database, "write", gone)
        audit.record(entry())
        audit.carry()
        assert "the log waits on disk" in caplog.text
    assert page(database, limit=9, offset=0)["total"] == 0
    audit.carry()
    audit.stop()
    assert page(database, limit=9, offset=0)["total"] == 1


def test_two_who_carry_at_once_carry_each_entry_once(database: Database, tmp_path: Path) -> None:
    audit = Audit(database, tmp_path)
    for number in range(20):
        audit.record(entry(f"a{number}"))
        threads = [threading.Thread(target=audit.carry) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert page(database, limit=1, offset=0)["total"] == 20
    assert len(next(tmp_path.glob("*.jsonl")).read_bytes().splitlines()) == 20
    assert list(tmp_path.glob("*.spool")) == []


def test_a_full_disk_ends_no_thread(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    audit = Audit(database, tmp_path)

    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    audit.record(entry())
    with monkeypatch.context() as patched:
        patched.setattr(audit, "_ship", full)
        audit.carry()
    assert "the log waits on disk: OSError" in caplog.text
    audit.carry()
    assert page(database, limit=1, offset=0)["total"] == 1
    assert len(next(tmp_path.glob("*.jsonl")).read_bytes().splitlines()) == 1


def test_an_error_that_nobody_foresaw_ends_no_thread(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    audit = Audit(database, tmp_path)
    audit.record(entry())
    with monkeypatch.context() as broken:
        broken.setattr(Audit, "_carry_one", lambda *_: 1 + None)  # type: ignore[operator]
        audit.carry()
    assert audit.waiting() == 1
    audit.carry()
    assert audit.waiting() == 0


def test_persons_are_counted() -> None:
    person = {"key": "a", "code": "w"}
    assert persons_in({"person": person, "housemates": [person, person]}) == 3
    assert persons_in({"contacts": [{"person": person}], "cases": [{"person": person}], "counts": {}}) == 2
    assert persons_in({"companies": [{"key": "c", "name": "x"}], "total": 1}) is None
    assert persons_in([person]) is None


def test_a_secret_is_made_once(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    assert settings.secret("audit") == settings.secret("audit") != settings.secret("other")
    assert (tmp_path / "secrets/audit").stat().st_mode & 0o077 == 0
    assert len(list((tmp_path / "secrets").iterdir())) == 2
