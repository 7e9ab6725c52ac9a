"""kill -9 at a random moment: the same requests again, and the graph holds what it would have held undisturbed.

TRUYVET_FAULTS says how many times (5; ``make faults``: 50). A failure names its seed: TRUYVET_FAULTS_FROM=seed tries
it again. The moments are drawn over the time that the undisturbed run took.
"""

import os
import random
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import httpx2 as httpx
import pytest

from graph.database import Database
from graph.local.process import running
from tests.drawing import run as cypher
from tests.faults.own import Own, killed
from tests.faults.service import send, serve, settled, tokens
from tests.service.conftest import ROWS
from tests.workbooks import write_workbook

COUNT = int(os.environ.get("TRUYVET_FAULTS", "5"))
FROM = int(os.environ.get("TRUYVET_FAULTS_FROM", "0"))
#: Which is done at which seed; of four kills of an import one takes the graph, too.
TURNS = ("import", "serve", "backup", "import and graph", "purge")
CASES = ("w1", "w3", "w5", "w7")


@dataclass
class Undisturbed:
    """What a run without faults left, and how long it took."""

    facts: str
    seconds: float


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("books")
    books = []
    for number, company in enumerate(("Công ty A", "Công ty B", "Công ty C")):
        rows = [*ROWS, *({"code": f"w{at}", "name": f"Người {at}", "team": f"Tổ {at % 9}"} for at in range(5, 80))]
        day = date(2021, 5, 10 + number)
        books.append(write_workbook(folder / f"{number}.xlsx", rows, company=company, as_of=day))
    return books


_known: dict[str, Undisturbed] = {}


def undisturbed(own: Own, what: str, work: Callable[[], None]) -> Undisturbed:
    """Return what is known of a run without faults; the first one is made."""
    if what not in _known:
        started = time.monotonic()
        work()
        seconds = time.monotonic() - started
        _known[what] = Undisturbed(own.facts(), seconds)
        own.wipe()
    return _known[what]


@pytest.mark.parametrize("seed", range(FROM, FROM + COUNT) if FROM else range(COUNT))
def test_killed_at_any_moment(own: Own, books: list[Path], tmp_path: Path, seed: int) -> None:
    turn = TURNS[seed % len(TURNS)]
    print(f"seed {seed}: {turn}")  # noqa: T201
    at = random.Random(seed).random()
    if turn == "serve":
        killed_while_serving(own, books[0], at)
    elif turn == "purge":
        killed_while_purging(own, books, at)
    elif turn == "backup":
        killed_while_backing_up(own, books, tmp_path / "graph.truyvet", at)
    else:
        killed_while_importing(own, books, at, graph_too="graph" in turn)


def killed_while_importing(own: Own, books: list[Path], at: float, *, graph_too: bool) -> None:
    whole = undisturbed(own, "import", lambda: own.run("import", *books) and None)
    process = own.start("import", *books)
    if graph_too:
        timer = threading.Timer(at * whole.seconds, own.send, (signal.SIGKILL,))
        timer.start()
        printed, errors = process.communicate(timeout=120)
        timer.join()
        assert process.returncode in (0, 1)
        assert process.returncode == 0 or "does not answer" in errors, (printed, errors)
        assert "Traceback" not in errors
    else:
        killed(process, after=at * whole.seconds)
    own.run("import", *books)
    assert own.facts() == whole.facts


def killed_while_backing_up(own: Own, books: list[Path], file: Path, at: float) -> None:
    whole = undisturbed(own, "import", lambda: own.run("import", *books) and None)
    own.run("import", *books)
    started = time.monotonic()
    own.run("backup", file)
    seconds = time.monotonic() - started
    before = file.read_bytes()
    killed(own.start("backup", file), after=at * seconds)
    assert len(file.read_bytes()) >= len(before) * 0.9, "it is the old one or the new one, whole"
    own.run("backup", file)
    assert list(file.parent.glob(".*.part")) == []
    own.wipe()
    own.run("restore", file)
    assert own.facts() == whole.facts


def killed_while_purging(own: Own, books: list[Path], at: float) -> None:
    def with_leavers() -> None:
        own.run("import", *books)
        with Database(own.connection()) as database:
            left = """MATCH (w:Worker)-[m:WORKS_IN]->() WHERE w.code_key <> 'w3'
                      SET m.until = date('2019-01-05') RETURN count(m)"""
            assert cypher(database, left)[0][0] > 100

    def work() -> None:
        with_leavers()
        assert "persons" in own.run("retention", "purge")

    whole = undisturbed(own, "purge", work)
    with_leavers()
    # Over the second half of it: the first is the import.
    killed(own.start("retention", "purge"), after=at * whole.seconds / 2)
    own.run("retention", "purge")
    assert own.facts() == whole.facts
    own.wipe()


def killed_while_serving(own: Own, book: Path, at: float) -> None:
    def work() -> None:
        with serve(own, tokens(own)) as (_, client):
            requests(client, book)
            settled(client)
        forget_accounts(own)

    whole = undisturbed(own, "serve", work)
    auth = tokens(own)
    with serve(own, auth) as (process, client):
        # From the first request on: that a start can be killed is tried by imports.
        timer = threading.Timer(at * max(whole.seconds - 2, 1), process.kill)
        timer.start()
        try:
            requests(client, book)
            settled(client)
        except (httpx.TransportError, AssertionError):
            assert process.wait(10) == -signal.SIGKILL
        timer.cancel()
    with serve(own, auth) as (_, client):
        settled(client)  # what was taken is finished first, to its last file: imports of this process have its keys
        while list((own.folder / "uploads").glob("*.json")):
            time.sleep(0.03)
        requests(client, book)
        settled(client)
        assert client.get("/api/audit/verify").json()["whole"]
        assert client.get("/ready").status_code == 200
    forget_accounts(own)
    assert own.facts() == whole.facts
    assert list((own.folder / "uploads").glob("*.upload")) == []


def requests(client: httpx.Client, book: Path) -> None:
    """A firm's workbook, and some cases of its people."""
    send(client, book)
    settled(client)
    for worker in CASES:
        answer = client.post("/api/cases", json={"worker": worker, "confirmed": "2021-05-12"})
        assert answer.status_code == 201, answer.text


def forget_accounts(own: Own) -> None:
    with Database(own.connection()) as database:
        cypher(database, "MATCH (n) WHERE n:Account OR n:Token OR n:FirstStart DETACH DELETE n")


def test_a_killed_command_is_one_that_was_at_work(own: Own) -> None:
    """The harness itself: a command that is killed at once has done nothing, one that ended was not killed."""
    assert killed(own.start("rules"), after=0.0)
    with own.start("rules") as process:
        process.communicate(timeout=60)
    assert not killed(process, after=0)
    assert running(own.folder) is not None
