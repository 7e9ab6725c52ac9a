"""The commands: what they say, with which keys, and what a kill leaves."""

import gzip
import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.database import Database
from graph.local.process import ensure, running, stop
from tests.drawing import run as cypher
from tests.graph.backup.pictures import emptied, hash_of, picture
from tests.service.conftest import Run


@pytest.fixture(autouse=True)
def without_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("TRUYVET_BACKUP")]:
        monkeypatch.delenv(name)


def test_backup_and_restore(run: Run, firm: Database, tmp_path: Path) -> None:
    file, before = tmp_path / "file", picture(firm)
    made = run("backup", file)
    assert (made.exit_code, "NOT encrypted" in made.stderr, hash_of(firm) in made.stdout) == (0, True, True)
    assert "Đào" in gzip.decompress(file.read_bytes()).decode()
    hashed = run("graph", "hash")
    assert (hashed.exit_code, hash_of(firm) in hashed.stdout) == (0, True)
    assert json.loads(run("graph", "hash", "--json").stdout)["nodes"] == before[0].total()
    refused = run("restore", file)
    assert (refused.exit_code, "not empty" in refused.stderr, refused.stdout) == (1, True, "")
    emptied(firm)
    assert run("find", "Đào").exit_code == 0
    restored = run("restore", file)
    assert (restored.exit_code, "equal to the backup" in restored.stdout) == (0, True)
    assert picture(firm) == before
    assert "Đặng Thị Đào" in run("find", "dao").stdout


def test_keys(run: Run, firm: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, file, words = tmp_path / "key", tmp_path / "file", tmp_path / "words"
    made = run("backup-key", key)
    recipient = made.stdout.strip()
    assert (made.exit_code, recipient.startswith("age1"), stat.S_IMODE(key.stat().st_mode)) == (0, True, 0o600)
    assert "AGE-SECRET" not in made.output
    assert run("backup-key", key).exit_code == 1
    document = json.loads(run("backup", file, "--recipient", recipient, "--json").stdout)
    assert (document["encrypted"], document["hash"], document["unknown"]) == (True, hash_of(firm), [])
    assert "Đào".encode() not in file.read_bytes()
    emptied(firm)
    assert "--identity" in run("restore", file).stderr
    assert json.loads(run("restore", file, "--identity", key, "--json").stdout)["hash"] == document["hash"]
    recipients = tmp_path / "recipients"
    recipients.write_text(f"# đêm\n{recipient}\n")
    monkeypatch.setenv("TRUYVET_BACKUP_RECIPIENTS_FILE", str(recipients))
    monkeypatch.setenv("TRUYVET_BACKUP_IDENTITY_FILE", str(key))
    assert "NOT" not in run("backup", file).stderr
    emptied(firm)
    assert run("restore", file).exit_code == 0
    words.write_text("ba con mèo\n")
    assert "NOT" not in run("backup", file, "--passphrase-file", words).stderr
    emptied(firm)
    assert run("restore", file).exit_code == 1
    for name in ("RECIPIENTS_FILE", "IDENTITY_FILE"):
        monkeypatch.delenv(f"TRUYVET_BACKUP_{name}")
    monkeypatch.setenv("TRUYVET_BACKUP_PASSPHRASE", "hai con mèo")
    assert "does not open" in run("restore", file).stderr
    monkeypatch.setenv("TRUYVET_BACKUP_PASSPHRASE", "ba con mèo")
    assert run("restore", file).exit_code == 0
    assert hash_of(firm) == document["hash"]
    assert run("backup", tmp_path / "none" / "file").exit_code == 1
    assert run("backup", file, "--recipient", "age1x").exit_code == 1
    assert run("backup", file, "--recipient", recipient, "--passphrase-file", words).exit_code == 1


def test_drill_and_migrate(run: Run, firm: Database, tmp_path: Path) -> None:
    file, room = tmp_path / "file", tmp_path / "room"
    room.mkdir()
    run("backup", file)
    before = signal.getsignal(signal.SIGTERM)
    drilled = run("drill", file, "--folder", room)
    signal.signal(signal.SIGTERM, before)
    assert (drilled.exit_code, hash_of(firm) in drilled.stdout, list(room.iterdir())) == (0, True, [])
    other = ensure(tmp_path / "other")
    try:
        auth = tmp_path / "auth"
        auth.write_text(f"{other.username}/{other.password}")
        refused = run("migrate", "--to", other.uri)
        assert (refused.exit_code, "--auth-file" in refused.stderr) == (1, True)
        moved = run("migrate", "--to", other.uri, "--auth-file", auth)
        assert (moved.exit_code, hash_of(firm) in moved.stdout) == (0, True)
        with Database(other) as database:
            assert picture(database) == picture(firm)
        again = run("migrate", "--to", other.uri, "--auth-file", auth, "--json")
        assert (again.exit_code, "not empty" in again.stderr) == (1, True)
        auth.write_text(f"{other.username}/wrong")
        assert run("migrate", "--to", other.uri, "--auth-file", auth).exit_code == 1
    finally:
        stop(tmp_path / "other")


@pytest.fixture
def crowd(run: Run, firm: Database) -> Iterator[Database]:
    """As many people as keep a command at work for a while."""
    cypher(
        firm,
        """UNWIND range(1, 30000) AS n CREATE (p:Person:Cohabitant {key: 'x' + n, name: 'x', folded_name: 'x'})
           WITH p MATCH (g:Residence) WITH p, g LIMIT 30000 CREATE (p)-[:LIVES_IN {row: 1}]->(g)""",
    )
    yield firm
    emptied(firm)


def child(*arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from service.cli import main; main()", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def killed_when(process: subprocess.Popen[bytes], seen: object) -> None:
    """Kill -9 as soon as ``seen`` says so."""
    assert callable(seen)
    until = time.monotonic() + 60
    while not seen():
        assert process.poll() is None, "it ended before it was killed"
        assert time.monotonic() < until
        time.sleep(0.005)
    os.kill(process.pid, signal.SIGKILL)
    process.wait(10)


def test_killed_in_the_middle(run: Run, crowd: Database, tmp_path: Path) -> None:
    file, digest = tmp_path / "file", hash_of(crowd)
    killed_when(child("backup", file), lambda: list(tmp_path.glob(".file.*.part")))
    assert not file.exists()
    assert run("backup", file).exit_code == 0
    assert list(tmp_path.glob(".file.*")) == []

    emptied(crowd)
    killed_when(child("restore", file), lambda: cypher(crowd, "MATCH (p:Person) RETURN count(p)")[0][0] > 5000)
    for command in (("find", "x"), ("show", "x1"), ("case", "list"), ("backup", tmp_path / "other"), ("graph", "hash")):
        refused = run(*command)
        assert (refused.exit_code, "truyvet restore FILE" in refused.stderr, refused.stdout) == (1, True, "")
    restored = run("restore", file)
    assert (restored.exit_code, hash_of(crowd)) == (0, digest)
    assert run("find", "x").exit_code == 0


def test_a_graph_of_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run, firm: Database) -> None:
    """What an administrator does on a new machine: an empty folder, one command."""
    file, digest = tmp_path / "file", hash_of(firm)
    run("backup", file)
    for name in ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("TRUYVET_DATA_DIR", str(tmp_path / "new"))
    try:
        assert run("restore", file).exit_code == 0
        assert digest in run("graph", "hash").stdout
        assert running(tmp_path / "new")
    finally:
        stop(tmp_path / "new")


def test_a_drill_that_is_ended_takes_its_graph_along(run: Run, firm: Database, tmp_path: Path) -> None:
    file, room = tmp_path / "file", tmp_path / "room"
    room.mkdir()
    run("backup", file)
    process = child("drill", file, "--folder", room)
    until = time.monotonic() + 90
    while not (found := [one for folder in room.iterdir() if (one := running(folder))]):
        assert process.poll() is None
        assert time.monotonic() < until
        time.sleep(0.05)
    process.terminate()
    assert process.wait(60) == 130
    assert (list(room.iterdir()), found[0].alive()) == ([], False)
