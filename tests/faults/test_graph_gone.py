"""The graph hangs or dies while the service serves: every route says so soon, and nobody starts the service again."""

import gc
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2 as httpx
import pytest

from graph.local.process import revive, running
from service.accounts.roles import Role
from service.api import create_app
from service.connect import connected
from service.settings import Settings
from tests.drawing import run as cypher
from tests.faults.own import Own
from tests.service.conftest import account_token
from tests.service.serving import served

#: A graph that hangs is known within the silence (2 s), the thread's pause and the look of who waits; a busy machine
#: takes a little.
SOON = 4.0
#: The driver leaves the socket of a graph that was killed to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")


@pytest.fixture(autouse=True)
def left_sockets() -> Iterator[None]:
    """Collect them here, where that is no warning."""
    yield
    gc.collect()


@contextmanager
def serving(own: Own) -> Iterator[tuple[httpx.Client, object]]:
    """The service on the folder's graph, asked by an analyst."""
    settings = Settings(data_dir=own.folder, neo4j_uri=None, graph_silent_seconds=2)
    with connected(settings, prepare=True) as database:
        token = account_token(database, Role.ANALYST, "an")
        app = create_app(database, settings)
        with (
            served(app) as address,
            httpx.Client(base_url=address, timeout=60, headers={"Authorization": f"Bearer {token}"}) as client,
        ):
            yield client, database


def back(client: httpx.Client, *, within: float) -> None:
    deadline = time.monotonic() + within
    while client.get("/api/workers", params={"q": "x"}).status_code != 200:
        assert time.monotonic() < deadline, "it does not come back"
        time.sleep(0.2)


def refused_everywhere(client: httpx.Client) -> None:
    """Every route of the service, each with a body of no use: none gets as far as looking at it."""
    paths = client.get("/openapi.json").json()["paths"]
    asked = [(method.upper(), path) for path, item in paths.items() for method in item if path.startswith("/api")]
    assert len(asked) > 60
    for method, path in asked:
        started = time.monotonic()
        answer = client.request(method, path.replace("{", "").replace("}", ""))
        assert (answer.status_code, answer.json()["code"]) == (503, "graph-unavailable"), (method, path)
        assert {"en", "vi"} <= answer.json().keys()
        assert time.monotonic() - started < SOON, (method, path)


def test_a_graph_that_hangs(own: Own) -> None:
    with serving(own) as (client, _):
        assert client.get("/api/workers", params={"q": "x"}).status_code == 200
        own.send(signal.SIGSTOP)
        try:
            started = time.monotonic()
            first = client.get("/api/workers", params={"q": "x"})
            assert (first.status_code, time.monotonic() - started < SOON) == (503, True)
            started = time.monotonic()
            assert client.get("/health").status_code == client.get("/ready").status_code == 503
            assert "truyvet_graph_up 0.0" in client.get("/metrics").text
            refused_everywhere(client)
            assert time.monotonic() - started < SOON, "and all that at once"
            # Longer than a line may be silent (10 s): the thread that asks has lost its line, too.
        finally:
            own.send(signal.SIGCONT)
        back(client, within=10)
        assert client.get("/health").status_code == 200


def test_many_wait_for_a_graph_that_hangs(own: Own) -> None:
    """More than there are threads: all are told, and all threads are free again when it is back."""
    with serving(own) as (client, _):
        own.send(signal.SIGSTOP)
        try:
            statuses: list[int] = []

            def ask() -> None:
                with httpx.Client(base_url=client.base_url, timeout=60, headers=client.headers) as one:
                    statuses.append(one.get("/api/workers", params={"q": "x"}).status_code)

            threads = [threading.Thread(target=ask) for _ in range(60)]
            started = time.monotonic()
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert statuses == [503] * 60
            assert time.monotonic() - started < SOON + 3
        finally:
            own.send(signal.SIGCONT)
        back(client, within=15)


def test_a_graph_that_dies_is_started_again(own: Own) -> None:
    with serving(own) as (client, database):
        cypher(database, "MERGE (:Team {key: 'kept'})")  # type: ignore[arg-type]
        before = running(own.folder)
        own.send(signal.SIGKILL)
        started = time.monotonic()
        answer = client.get("/api/workers", params={"q": "x"})
        assert (answer.status_code, time.monotonic() - started < SOON) == (503, True)
        refused_everywhere(client)
        back(client, within=60)
        after = running(own.folder)
        assert before is not None
        assert after is not None
        assert before.pid != after.pid
        assert cypher(database, "MATCH (t:Team) RETURN t.key AS key")[0]["key"] == "kept"  # type: ignore[arg-type]


def test_one_that_was_stopped_on_purpose_is_not(tmp_path: Path) -> None:
    assert revive(tmp_path) is None
    assert not (tmp_path / "graph").exists()


def test_a_started_one_is_followed(own: Own) -> None:
    assert revive(own.folder) == own.connection()


def test_a_dead_one_that_cannot_be_started_says_so_and_is_tried_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from graph.database import Connection, Database
    from graph.local.errors import StartFailed
    from service.watch import Watch
    from tests.ports import closed_port

    tries: list[float] = []

    def revived() -> Connection | None:
        tries.append(time.monotonic())
        raise StartFailed("no", "không")

    with Database(Connection(f"bolt://127.0.0.1:{closed_port()}", "neo4j", "x")) as database:
        watch = Watch(database, silent_seconds=1, revived=revived)
        monkeypatch.setattr("service.watch.EVERY", 0.05)
        watch.start()
        deadline = time.monotonic() + 10
        while not tries or time.monotonic() - tries[0] < 0.5:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        watch.stop()
        assert len(tries) == 1
        assert watch.problem() is not None
    assert "could not be started again" in caplog.text
