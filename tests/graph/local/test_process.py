"""A real Neo4j as a child process: started, attached to, stopped, killed."""

import os
import signal
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from graph.database import Connection, Database
from graph.errors import GraphRefused
from graph.local.errors import FolderUnusable, StartFailed
from graph.local.process import _spawn, ensure, free_port, running, status, stop
from tests.drawing import run


def test_start_attach_kill_and_stop(tmp_path: Path) -> None:
    first = ensure(tmp_path)
    assert ensure(tmp_path) == first
    found = running(tmp_path)
    assert found is not None
    assert stat.S_IMODE((tmp_path / "graph.json").stat().st_mode) == 0o600
    assert "password" not in repr(found).replace("password=", "") or found.password not in repr(found)
    with Database(first) as database:
        run(database, "CREATE (:Note {text: 'kept'})")
    os.kill(found.pid, signal.SIGKILL)
    psutil.Process(found.pid).wait(10)
    assert running(tmp_path) is None
    with Database(ensure(tmp_path)) as database:
        assert [record["text"] for record in run(database, "MATCH (n:Note) RETURN n.text AS text")] == ["kept"]
    assert stop(tmp_path)
    assert status(tmp_path).pid is None
    assert not stop(tmp_path)


def test_a_wrong_password_is_refused(connection: Connection) -> None:
    with Database(Connection(connection.uri, "neo4j", "wrong")) as database, pytest.raises(GraphRefused):
        database.verify()


def test_a_file_in_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(FolderUnusable, match="TRUYVET_DATA_DIR"):
        ensure(tmp_path / "data")


def test_two_starters_on_one_folder_share_one_graph(tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(ensure, [tmp_path, tmp_path])
    try:
        assert first == second
        graphs = [p for p in psutil.process_iter(["cmdline"]) if str(tmp_path / "graph") in (p.info["cmdline"] or [])]
        assert len(graphs) == 1
    finally:
        stop(tmp_path)


def test_a_graph_whose_starter_was_killed_does_not_keep_the_folder(tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    orphan = _spawn(tmp_path / "graph", free_port(), "512m", "64m", "a-password", tmp_path / "log")
    assert orphan.stdout is not None
    orphan.stdout.close()  # what is left of a command that was killed while it waited
    orphan.wait(120)
    with Database(ensure(tmp_path)) as database:
        database.verify()
    stop(tmp_path)


def test_too_little_disk_or_memory_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.local.process.NEEDED_DISK", 1 << 60)
    with pytest.raises(FolderUnusable, match="MB free"):
        ensure(tmp_path)
    monkeypatch.undo()
    monkeypatch.setattr("graph.local.process.NEEDED_MEMORY", 1 << 60)
    with pytest.raises(StartFailed, match="memory"):
        ensure(tmp_path)


def test_a_heap_that_cannot_be_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUYVET_GRAPH_HEAP", "900000g")
    with pytest.raises(StartFailed, match="TRUYVET_GRAPH_HEAP"):
        ensure(tmp_path)
