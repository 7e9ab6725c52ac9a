"""A disk that is full: what cannot be logged is not shown, what cannot be kept leaves no half of itself.

The writes fail in the kernel, at /dev/full, which takes nothing.
"""

import errno
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from graph.audit.chain import page
from graph.database import Database
from graph.errors import GraphUnavailable
from service import imports as imports_module
from service.audit import Audit
from service.disk import DiskFull, is_full, kept_whole, write_whole
from tests.drawing import run as cypher
from tests.service.conftest import PREFIX

W1 = f"{PREFIX}~w1"
FULL = Path("/dev/full")


def audit_of(client: TestClient) -> Audit:
    assert isinstance(client.app, FastAPI)
    audit: Audit = client.app.state.audit
    return audit


def fill(audit: Audit, folder: Path) -> None:
    """Let the spool in hand be one that takes nothing."""
    audit.carry()
    audit._carry = lambda: None  # type: ignore[method-assign]
    folder.mkdir(exist_ok=True, parents=True)
    audit._path = folder / f"full.{os.getpid()}.spool"
    audit._path.symlink_to(FULL)


def test_what_cannot_be_logged_is_not_shown(api: TestClient, firm: Database, tmp_path: Path) -> None:
    audit = audit_of(api)
    assert api.get("/api/workers", params={"q": "w1"}).json()["total"] == 1
    own = audit._carry
    fill(audit, tmp_path / "data/audit")
    for asked in (
        lambda: api.get("/api/workers", params={"q": "w1"}),
        lambda: api.get(f"/api/workers/{W1}"),
        lambda: api.get("/api/workers/none"),
        lambda: api.get("/api/template"),
    ):
        answer = asked()
        if answer.request.url.path == "/api/template":
            assert answer.status_code == 200, "nobody's secret is not logged, so it can be shown"
            continue
        assert (answer.status_code, answer.json()["code"]) == (503, "log-unwritable")
        assert "Đào" not in answer.text
        assert answer.json()["request"] == answer.headers["x-request-id"]
    audit._path = None
    (tmp_path / f"data/audit/full.{os.getpid()}.spool").unlink()
    audit._carry = own  # type: ignore[method-assign]
    assert api.get("/api/workers", params={"q": "w1"}).json()["total"] == 1, "it comes back by itself"
    audit.carry()
    assert [entry["action"] for entry in page(firm, limit=9, offset=0)["entries"]] == ["GET /api/workers"] * 2


def test_nothing_is_changed_while_the_log_is_known_to_be_full(
    api: TestClient, firm: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    audit = audit_of(api)
    fill(audit, tmp_path / "data/audit")
    monkeypatch.setattr(audit, "writable", lambda: False)
    registered = {"worker": W1, "confirmed": "2021-05-10"}
    first = api.post("/api/cases", json=registered)
    assert first.status_code == 503
    assert "If this was a change" in first.json()["en"]
    cypher(firm, "MATCH (c:Case) DETACH DELETE c")
    assert api.post("/api/cases", json=registered).status_code == 503
    assert cypher(firm, "MATCH (c:Case) RETURN c.key") == [], "the second one was not begun"


def test_half_an_entry_is_taken_back(prepared: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from service.audit import Unlogged
    from tests.service.test_audit import entry

    audit, own = Audit(prepared, tmp_path), os.write
    audit.record(entry("a"))
    with monkeypatch.context() as patched:
        patched.setattr("service.audit.os.write", lambda to, line: own(to, line[: len(line) // 2]))
        with pytest.raises(Unlogged):
            audit.record(entry("b"))
    audit.record(entry("c"))
    [spool] = tmp_path.glob("*.spool")
    assert [b'"actor":"%s"' % name in spool.read_bytes() for name in (b"a", b"b", b"c")] == [True, False, True]
    assert spool.read_bytes().count(b"\n") == audit.waiting() == 2


def test_an_upload_that_cannot_be_kept(api: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uploads = tmp_path / "data/uploads"
    for ending in (".upload", ".json.part"):
        monkeypatch.setattr(imports_module, "new_import_key", lambda: "key")
        link = uploads / ("key.upload" if ending == ".upload" else ".key.json.part")
        link.symlink_to(FULL)
        answer = api.post("/api/imports", files={"file": ("a.xlsx", bytes(100_000))})
        assert (answer.status_code, answer.json()["code"]) == (507, "disk-full")
        assert list(uploads.iterdir()) == []
    assert api.get("/api/imports").json()["total"] == 1, "the fixture's"


def test_a_form_that_cannot_be_spooled(api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def __init__(self, **_: Any) -> None:
            self.file = FULL.open("wb", buffering=0)
            self._rolled = True

        def __getattr__(self, name: str) -> Any:
            return getattr(self.file, name)

    monkeypatch.setattr("starlette.formparsers.SpooledTemporaryFile", Full)
    answer = api.post("/api/imports", files={"file": ("a.xlsx", bytes(100_000))})
    assert (answer.status_code, answer.json()["code"]) == (507, "disk-full")


def test_an_upload_whose_note_the_graph_cannot_take(
    api: TestClient, firm: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_: object) -> None:
        raise GraphUnavailable("gone", "mất")

    monkeypatch.setattr(firm, "write", gone)
    assert api.post("/api/imports", files={"file": ("a.xlsx", b"x")}).status_code == 503
    assert list((tmp_path / "data/uploads").iterdir()) == [], "who is told no has not sent it"


def test_an_import_waits_for_a_graph_that_went(
    api: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own: Callable[..., Any] = imports_module.import_file
    tries: list[int] = []

    def gone_once(*args: Any, **named: Any) -> Any:
        tries.append(1)
        if len(tries) == 1:
            raise GraphUnavailable("gone", "mất")
        return own(*args, **named)

    monkeypatch.setattr(imports_module, "AGAIN", 0.01)
    monkeypatch.setattr(imports_module, "import_file", gone_once)
    key = api.post("/api/imports", files={"file": ("a.xlsx", (tmp_path / "abc.xlsx").read_bytes())}).json()["key"]
    deadline = time.monotonic() + 20
    while (state := api.get(f"/api/imports/{key}").json()["state"]) in ("queued", "running"):
        assert time.monotonic() < deadline
    assert (state, len(tries)) == ("done", 2)


def test_what_a_kill_left_among_uploads_keeps_no_service_from_starting(prepared: Database, tmp_path: Path) -> None:
    for name, content in (
        ("a.upload", b"half"),
        ("b.json", b'{"key": "b", '),
        (".c.json.part", b"{"),
        ("b.upload", b""),
    ):
        (tmp_path / name).write_bytes(content)
    queue = imports_module.Imports(prepared, tmp_path, 1)
    queue.start()
    queue.stop(10)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.json", "b.upload"], "what cannot be read is kept"
    assert queue.states() == []


def test_two_services_on_one_folder_take_up_nothing_of_each_other(prepared: Database, tmp_path: Path) -> None:
    first, second = (imports_module.Imports(prepared, tmp_path / "uploads", 1) for _ in range(2))
    first.start()
    (tmp_path / "uploads/x.upload").write_bytes(b"the first one is just writing this")
    second.start()
    second.stop(10)
    assert (tmp_path / "uploads/x.upload").exists()
    first.stop(10)


def test_what_a_full_disk_is(tmp_path: Path) -> None:
    for number, full in ((errno.ENOSPC, True), (errno.EDQUOT, True), (errno.EACCES, False)):
        error = RuntimeError("about a form")
        error.__cause__ = OSError(number, "x")
        assert is_full(error) is full
    with pytest.raises(DiskFull), kept_whole(), FULL.open("wb", buffering=0) as file:
        file.write(b"x")
    with pytest.raises(PermissionError), kept_whole():
        raise PermissionError(errno.EACCES, "x")
    (tmp_path / ".a.part").symlink_to(FULL)
    (tmp_path / "a").write_bytes(b"before")
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "a", b"x")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"before")]
