"""A second Neo4j: a drill's, which is gone afterwards, and one to migrate to."""

from datetime import UTC, datetime
from pathlib import Path
from random import Random

import psutil
import pytest

from graph.backup.errors import Damaged, NotEmpty
from graph.backup.making import backup
from graph.backup.moving import drill, migrate
from graph.backup.sealing import Key
from graph.database import Database
from graph.local.process import ensure, stop
from tests.drawing import run
from tests.graph.backup.pictures import hash_of, picture
from tests.graph.tracing.worlds import make_world, write

NOW = datetime(2021, 5, 20, 8, tzinfo=UTC)


def graphs_in(folder: Path) -> list[int]:
    """The processes whose command line names the folder."""
    return [p.pid for p in psutil.process_iter(["cmdline"]) if str(folder) in " ".join(p.info["cmdline"] or [])]


def test_a_drill_leaves_nothing_behind(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(database, make_world(Random(8)))
    file, room = tmp_path / "file", tmp_path / "room"
    room.mkdir()
    backup(database, file, key=Key(passphrase="mèo"), program="0.1.0", now=NOW)
    before = picture(database)
    found = drill(file, key=Key(passphrase="mèo"), folder=room, now=NOW)
    assert (found["hash"], found["nodes"]) == (hash_of(database), before[0].total())
    assert (list(room.iterdir()), graphs_in(room), picture(database)) == ([], [], before)
    file.write_bytes(file.read_bytes()[:-1])
    started: list[Path] = []
    monkeypatch.setattr("graph.backup.moving.ensure", started.append)
    with pytest.raises(Damaged):
        drill(file, key=Key(passphrase="mèo"), folder=room, now=NOW)
    assert started == []


def test_a_graph_moves_to_another_neo4j(database: Database, tmp_path: Path) -> None:
    write(database, make_world(Random(9)))
    before, kept = picture(database), tmp_path / "kept"
    kept.mkdir()
    try:
        with Database(ensure(tmp_path / "other")) as other:
            moved = migrate(database, other, folder=kept, program="0.1.0", now=NOW)
            assert picture(other) == before == picture(database)
            assert moved["hash"] == hash_of(other) == hash_of(database)
            assert list(kept.iterdir()) == []
            # It can be worked in at once.
            assert run(other, "SHOW CONSTRAINTS YIELD name WHERE name = 'person_key' RETURN name")
            assert other.write(lambda tx: tx.one("loading/ledger"))["revision"] == moved["revision"] + 1
            with pytest.raises(NotEmpty):
                migrate(database, other, folder=kept, program="0.1.0", now=NOW)
            assert picture(other)[1] == before[1]
    finally:
        stop(tmp_path / "other")
