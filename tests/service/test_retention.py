"""The clocks and the purge by route and by command; the log of it; backups and what a restore brings back."""

import gzip
import json
import os
import shutil
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from graph.audit.chain import page, verify
from graph.backup.expired import backups_in
from graph.database import Database
from graph.errors import Invalid
from tests.drawing import run as cypher
from tests.graph.backup.pictures import emptied
from tests.service.conftest import PREFIX, Run

LATER = "2022-06-01"
W4 = f"{PREFIX}~w4"


@pytest.fixture
def left(firm: Database) -> Database:
    """Worker w4 left on 1 May 2021."""
    cypher(firm, "MATCH (w {key: $key})-[m:WORKS_IN]->() SET m.until = date('2021-05-01')", key=W4)
    cypher(firm, "MATCH (w {key: $key}) SET w.phone = '0987654321'", key=W4)
    return firm


def test_by_route(api: TestClient, left: Database, tmp_path: Path) -> None:
    document = api.get("/api/retention", params={"as_of": LATER}).json()
    due = {clock["kind"]: clock["due"] for clock in document["clocks"]}
    assert (due["identity"], due["work"], due["log"], document["open_cases"]) == (1, 1, None, [])
    old = tmp_path / "data/uploads/x.upload"
    old.write_text("x")
    os.utime(old, (time.time(), datetime(2022, 5, 1, tzinfo=UTC).timestamp()))
    proof = api.post("/api/retention/purge", json={"as_of": LATER, "hashed": True})
    assert proof.status_code == 200, proof.text
    found = proof.json()
    assert (found["by"], found["remaining"], found["counts"]) == (
        "steward", {}, {"uploads": 1, "identity": 1, "work": 1, "persons": 1},
    )  # fmt: skip
    assert (old.exists(), found["hash_before"] != found["hash_after"]) == (False, True)
    purges = api.get("/api/retention/purges").json()
    assert (purges["total"], purges["limit"], purges["offset"], purges["purges"]) == (1, 50, 0, [found])
    app = api.app
    assert isinstance(app, FastAPI)
    app.state.audit.carry()
    entries = page(left, limit=20, offset=0)["entries"]
    told = [entry for entry in entries if entry["action"] == "retention purge"]
    assert told[0]["question"]["digest"] == found["digest"], "the proof cannot change unnoticed"
    assert [entry["action"] for entry in entries[::-1] if entry["action"].startswith("retention")] == [
        "retention purge begins", "retention purge",
    ]  # fmt: skip
    assert (verify(left).problem, W4 in json.dumps(entries)) == (None, False)
    for wrong in ({"as_of": "2999-01-01"}, {"as_of": "x"}, {"asof": LATER}):
        assert api.post("/api/retention/purge", json=wrong).status_code == 422
    assert api.get("/api/retention", params={"as_of": "2999-01-01"}).json()["field"] == "as_of"


def test_by_command(run: Run, left: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "no purge yet" in run("retention", "purges").stdout
    shown = run("retention", "show", "--as-of", LATER)
    assert (shown.exit_code, "2 records are due" in shown.stdout, "where people lived" in shown.stdout) == (
        0,
        True,
        True,
    )
    counted = json.loads(run("retention", "purge", "--dry-run", "--as-of", LATER, "--json").stdout)
    assert counted == json.loads(run("retention", "show", "--as-of", LATER, "--json").stdout)
    assert cypher(left, "MATCH (w {key: $key}) RETURN count(w)", key=W4)[0][0] == 1
    monkeypatch.setenv("TRUYVET_LANG", "vi")
    purged = run("retention", "purge", "--as-of", LATER)
    assert (purged.exit_code, "identity 1, persons 1, work 1" in purged.stdout) == (0, True)
    assert "Không còn gì đến hạn" in purged.stdout
    again = json.loads(run("retention", "purge", "--as-of", LATER, "--json").stdout)
    assert (again["number"], again["counts"]) == (2, {})
    assert "identity 1, persons 1" in run("retention", "purges").stdout
    assert [entry["action"] for entry in page(left, limit=9, offset=0)["entries"]].count("retention purge") == 2
    monkeypatch.setenv("TRUYVET_LANG", "en")
    assert "lies ahead" in run("retention", "purge", "--as-of", "2999-01-01").stderr
    cypher(left, "MATCH (i:Import) SET i.started_at = datetime('2021-05-10T08:00Z')")
    cypher(left, "MATCH (n:AuditHead|AuditEntry) DETACH DELETE n")
    jumped = run("retention", "purge")
    assert (jumped.exit_code, "--as-of" in jumped.stderr, "10/05/2021" in jumped.stderr) == (1, True, True)
    clocks = tmp_path / "clocks.json"
    clocks.write_text('{"work": 400, "identity": 395}')
    monkeypatch.setenv("TRUYVET_RETENTION_FILE", str(clocks))
    told = json.loads(run("retention", "show", "--as-of", LATER, "--json").stdout)["clocks"]
    assert [(clock["kind"], clock["days"], clock["default"]) for clock in told if clock["kind"] == "work"] == [
        ("work", 400, 120),
    ]  # fmt: skip
    clocks.write_text('{"work": 1}')
    refused = run("retention", "show", "--as-of", LATER)
    assert (refused.exit_code, "clocks.json" in refused.stderr) == (1, True)


def test_a_restore_tells_what_was_purged_since(run: Run, left: Database, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    run("backup", first)
    run("retention", "purge", "--as-of", LATER)
    run("backup", second)
    emptied(left)
    restored = run("restore", first)
    assert (restored.exit_code, "1 purges were made after this backup (1)" in restored.stdout) == (0, True)
    assert cypher(left, "MATCH (w {key: $key}) RETURN w.phone", key=W4)[0][0] == "0987654321"
    run("retention", "purge", "--as-of", LATER)
    assert cypher(left, "MATCH (w {key: $key}) RETURN count(w)", key=W4)[0][0] == 0
    emptied(left)
    document = json.loads(run("restore", second, "--json").stdout)
    assert [purge["counts"]["work"] for purge in document["purges_since"]] == [1], "the later of the two"


def test_backups_that_expired(run: Run, firm: Database, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    run("backup", folder / "new")
    head, rest = gzip.decompress((folder / "new").read_bytes()).split(b"\n", 1)
    old = {**json.loads(head), "made_at": (datetime.now(UTC) - timedelta(days=31)).isoformat()}
    (folder / "old").write_bytes(gzip.compress(json.dumps(old).encode() + b"\n" + rest))
    key = tmp_path / "key"
    recipient = run("backup-key", key).stdout.strip()
    run("backup", folder / "sealed", "--recipient", recipient)
    shutil.copy(folder / "sealed", folder / "sealed-old")
    words = tmp_path / "words"
    words.write_text("ba con mèo\n")
    run("backup", folder / "words-old", "--passphrase-file", words)
    past = time.time() - 31 * 86400
    (folder / "notes.txt").write_text("x")
    (folder / "other.gz").write_bytes(gzip.compress(b"{}\n"))
    (folder / "broken.gz").write_bytes(b"\x1f\x8b\x08")
    for name in ("sealed-old", "words-old", "notes.txt", "other.gz", "broken.gz", "new"):
        os.utime(folder / name, (past, past))
    (folder / "below").mkdir()
    shutil.copy(folder / "old", folder / "below" / "old")
    (folder / "link").symlink_to(folder / "below" / "old")
    document = json.loads(run("retention", "backups", folder, "--json").stdout)
    told = {one["file"]: (one["encrypted"], one["expired"]) for one in document["backups"]}
    assert told == {
        "new": (False, False), "old": (False, True), "sealed": (True, False), "sealed-old": (True, True),
        "words-old": (True, True),
    }  # fmt: skip
    assert (document["total"], document["expired"], document["deleted"], document["days"]) == (5, 3, 0, 30)
    deleted = run("retention", "backups", folder, "--delete")
    assert (deleted.exit_code, "3 older than 30 days; 3 deleted" in deleted.stdout) == (0, True)
    assert {path.name for path in folder.iterdir()} == {
        "new", "sealed", "notes.txt", "other.gz", "broken.gz", "below", "link",
    }  # fmt: skip
    assert run("retention", "backups", tmp_path / "none").exit_code == 1
    with pytest.raises(Invalid):
        backups_in(key, days=1, now=datetime.now(UTC))
