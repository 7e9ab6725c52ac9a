"""A backup while others write; and a file that is whole or not there."""

import errno
import os
import stat
import subprocess
import sys
import threading
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from graph.backup import making, reading
from graph.backup.making import backup
from graph.backup.reading import State, graph_hash, of_one_state
from graph.backup.restoring import check_file, restore
from graph.cases import Dates, register
from graph.database import Database
from graph.errors import GraphUnavailable, Invalid
from tests.drawing import draw, run
from tests.graph.backup.pictures import emptied, hash_of

NOW = datetime(2021, 5, 20, 8, tzinfo=UTC)


@pytest.fixture
def people(database: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """Sixty people of a firm, read in many batches."""
    monkeypatch.setattr(reading, "BATCH", 5)
    keys = [f"p{number:02}" for number in range(60)]
    draw(
        database,
        groups=[("c", "company", None)],
        people=[{"key": key, "company": "c"} for key in keys],
        memberships=[{"person": key, "group": "c"} for key in keys],
    )
    run(database, "MATCH (l:Ledger) SET l.revision = 100")
    return database


def saved(database: Database, path: Path) -> dict[str, Any]:
    return backup(database, path, program="0.1.0", now=NOW)


def add_case(database: Database, number: int) -> None:
    """One change: the revision, a case and its person."""
    dates, person = Dates(onset=date(2021, 5, 10)), f"p{number % 60:02}"
    disease = f"d{number}"
    database.write(lambda tx: register(tx, person, dates, disease=disease, today=date(2021, 5, 20), now=NOW))


def test_writers_go_on_and_the_backup_is_a_state_between_two_changes(people: Database, tmp_path: Path) -> None:
    done, stop = [0], threading.Event()

    def write_on() -> None:
        while not stop.is_set():
            add_case(people, done[0])
            done[0] += 1

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        while done[0] < 3 and writer.is_alive():
            time.sleep(0.01)
        made = [saved(people, tmp_path / f"file{number}") for number in range(2)]
        at_the_end = done[0]
    finally:
        stop.set()
        writer.join()
    assert any(one["held"] for one in made)
    assert 0 < made[0]["revision"] - 100 < made[1]["revision"] - 100 <= at_the_end + 1
    for one in made:
        changes = one["revision"] - 100
        assert (one["labels"]["Case"], one["types"]["OF"]) == (changes, changes)
    emptied(people)
    restore(people, tmp_path / "file0", now=NOW)
    assert run(people, "MATCH (c:Case)-[:OF]->(p:Person) RETURN count(*)")[0][0] == made[0]["revision"] - 100


def test_one_change_in_between_is_read_anew_without_holding_anybody(
    people: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = reading._edges, []

    def changed_once(*given: Any) -> Any:
        calls.append(1)
        if len(calls) == 4:
            add_case(people, 0)
        return real(*given)

    monkeypatch.setattr(reading, "_edges", changed_once)
    made = saved(people, tmp_path / "file")
    assert (made["held"], made["revision"], made["labels"]["Case"], made["types"]["OF"]) == (False, 101, 1, 1)
    assert made["hash"] == hash_of(people) == check_file(tmp_path / "file")["hash"]


@pytest.mark.parametrize(
    "change",
    [
        "MATCH (p:Person {key: 'p59'}) DETACH DELETE p",
        "MATCH (p:Person {key: 'p59'}) CREATE (p)-[:SAID]->(:Note)",
    ],
)
def test_a_change_past_the_ledger_that_tears_is_read_anew(
    people: Database, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    real, calls = reading._nodes, []

    def changed_once(*given: Any) -> Any:
        calls.append(1)
        if len(calls) == 3:
            run(people, change)
        return real(*given)

    monkeypatch.setattr(reading, "_nodes", changed_once)
    assert graph_hash(people)["hash"] == hash_of(people)
    assert len(calls) > 20


def test_a_graph_that_never_rests_even_when_held(people: Database) -> None:
    tries: list[bool] = []

    def work(state: State) -> None:
        tries.append(state.held)
        raise reading._Unsteady

    with pytest.raises(GraphUnavailable, match="all the time"):
        of_one_state(people, work)
    assert tries == [False] * reading.FREE_TRIES + [True] * reading.HELD_TRIES


def test_readers_go_on_while_writers_wait(people: Database) -> None:
    seen: list[Any] = []

    def work(state: State) -> None:
        if not state.held:
            raise reading._Unsteady
        writer = threading.Thread(target=add_case, args=(people, 0))
        writer.start()
        writer.join(0.5)
        seen.append((writer, writer.is_alive(), run(people, "MATCH (c:Case) RETURN count(c)")[0][0]))

    of_one_state(people, work)
    writer, waited, cases = seen[0]
    writer.join(30)
    assert (waited, cases) == (True, 0)
    assert run(people, "MATCH (c:Case) RETURN count(c)")[0][0] == 1


def test_the_file_is_its_owners_and_replaces_an_older_one(people: Database, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("older")
    file.chmod(0o644)
    (tmp_path / ".file.999999999.part").write_text("of a backup that was killed")
    (tmp_path / f".file.{os.getppid()}.part").write_text("of one that goes on")
    made = saved(people, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.stat().st_size == made["bytes"]
    assert sorted(os.listdir(tmp_path)) == [f".file.{os.getppid()}.part", "file"]


def test_what_fails_leaves_the_older_file_and_nothing_else(
    people: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.write_text("older")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(making.os, "fsync", full)
        with pytest.raises(Invalid, match="No space left on device") as caught:
            saved(people, file)
    assert caught.value.field == "file"
    assert (os.listdir(tmp_path), file.read_text()) == (["file"], "older")
    with pytest.raises(Invalid, match="cannot be written"):
        saved(people, tmp_path / "none" / "file")


def test_a_full_disk_is_said(people: Database, tmp_path: Path) -> None:
    """A real one: the file may not grow beyond a hundred bytes."""
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100));"
        "from service.cli import main; sys.argv = ['truyvet', 'backup', sys.argv[1]]; main()"
    )
    c = people.connection
    login = {"NEO4J_URI": c.uri, "NEO4J_USERNAME": c.username, "NEO4J_PASSWORD": c.password, "TRUYVET_LANG": "en"}
    done = subprocess.run(
        [sys.executable, "-B", "-c", code, str(tmp_path / "file")],
        env={**os.environ, **login, "TRUYVET_DATA_DIR": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert "cannot be written (File too large)" in done.stderr
    assert "Traceback" not in done.stderr, "nor where the log has no room either"
    assert os.listdir(tmp_path) == ["audit"], "the log tells that it was tried"
