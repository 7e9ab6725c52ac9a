"""How large, how slow, how many: each limit is reached, on real lines where lines matter."""

import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2 as httpx
import pytest
from fastapi import FastAPI

from graph.database import Connection, Database, Limits
from graph.errors import GraphTimeout
from service.accounts.roles import Role
from service.api import create_app
from service.settings import Settings
from tests.service.conftest import account_token
from tests.service.serving import served

MEGABYTE = 1024**2
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def app(database: Database, tmp_path: Path) -> FastAPI:
    settings = Settings(
        data_dir=tmp_path / "data",
        body_megabytes=1,
        upload_megabytes=2,
        body_pause_seconds=0.4,
        body_seconds=1.2,
        requests_at_once=3,
    )
    return create_app(database, settings)


@pytest.fixture
def token(database: Database) -> dict[str, str]:
    return {"Authorization": f"Bearer {account_token(database, Role.STEWARD, 'steward')}"}


def pieces(size: int) -> Iterator[bytes]:
    """A body without a length: it is sent in chunks."""
    for _ in range(size // 65536):
        yield bytes(65536)


def test_a_body_that_is_too_large(app: FastAPI, token: dict[str, str]) -> None:
    with served(app) as address, httpx.Client(base_url=address) as client:
        said = client.post("/api/trace", content=bytes(MEGABYTE + 1), headers=JSON)
        assert (said.status_code, said.json()["code"]) == (413, "too-large")
        assert "1 MB" in said.json()["en"]
        unsaid = client.post("/api/trace", content=pieces(3 * MEGABYTE), headers=JSON)
        assert unsaid.status_code == 413
        assert client.post("/api/trace", content=b"{}", headers=JSON).status_code == 401
        form = token | {"Content-Type": "multipart/form-data; boundary=x"}
        begin = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n'
        upload = client.post("/api/imports", content=iter([begin, *pieces(4 * MEGABYTE)]), headers=form)
        assert (upload.status_code, upload.json()["code"]) == (413, "too-large")
        small = client.post("/api/imports", files={"file": ("a.xlsx", bytes(MEGABYTE + 500_000))}, headers=token)
        assert small.status_code == 202, "an upload may be larger than other bodies"


def test_gigabytes_are_refused_by_their_head(app: FastAPI) -> None:
    """Nothing of the body is sent: the answer is there before it."""
    with served(app) as address, line_to(address) as line:
        line.sendall(
            b"POST /api/trace HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            b"Expect: 100-continue\r\nContent-Length: 5000000000\r\n\r\n"
        )
        answer = line.recv(65536)
    assert answer.startswith(b"HTTP/1.1 413")
    assert b"connection: close" in answer.lower()


@contextmanager
def line_to(address: str) -> Iterator[socket.socket]:
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as line:
        yield line


def answer_on(line: socket.socket) -> bytes:
    answer = b""
    while b"}" not in answer:
        answer += line.recv(65536)
    return answer


def test_a_body_that_does_not_come(app: FastAPI) -> None:
    head = b"POST /api/trace HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n"
    with served(app) as address:
        for often in (None, 0.2):  # says nothing more; goes on letter by letter
            with line_to(address) as line:
                line.sendall(head)
                started = time.monotonic()
                line.settimeout(often or 10)
                answer = b""
                while not answer:
                    try:
                        answer = line.recv(65536)
                    except TimeoutError:
                        line.sendall(b" ")
            assert answer.startswith(b"HTTP/1.1 408"), answer
            assert 0.3 < time.monotonic() - started < 8


def test_a_head_that_does_not_come(app: FastAPI) -> None:
    with served(app, header_seconds=0.4) as address:
        whole = b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n"
        with line_to(address) as silent, line_to(address) as slow, line_to(address) as kept:
            slow.sendall(whole[:10])
            kept.sendall(whole)
            assert answer_on(kept).startswith(b"HTTP/1.1 200")
            for line in (silent, slow):
                assert line.recv(100) == b"", "closed"
            time.sleep(0.5)
            kept.sendall(whole)
            assert answer_on(kept).startswith(b"HTTP/1.1 200"), "an open line between requests is another matter"
            kept.sendall(whole[:10])
            assert kept.recv(100) == b""


def test_more_at_once_than_the_service_takes(app: FastAPI, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, own, asked = threading.Event(), database.ask, list[str]()

    def slow(name: str, **params: object) -> object:
        asked.append(name)
        go_on.wait(10)
        return own(name, **params)

    monkeypatch.setattr(database, "ask", slow)
    with served(app) as address, httpx.Client(base_url=address, timeout=20) as client:
        answers: list[int] = []

        def ask() -> None:
            with httpx.Client(base_url=address, timeout=20) as own_client:
                answers.append(own_client.get("/api/me", headers={"Authorization": "Bearer x"}).status_code)

        threads = [threading.Thread(target=ask) for _ in range(3)]
        for thread in threads:
            thread.start()
        deadline = time.monotonic() + 5
        while len(asked) < 3:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        busy = client.get("/api/me")
        assert (busy.status_code, busy.json()["code"], busy.headers["retry-after"]) == (503, "busy", "5")
        assert client.get("/health").status_code == 200
        go_on.set()
        for thread in threads:
            thread.join()
        assert answers == [401] * 3
        assert client.get("/api/me", headers={"Authorization": "Bearer x"}).status_code == 401


def test_a_client_that_hangs_up_leaves_nothing(
    app: FastAPI, token: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool = tmp_path / "spool"
    spool.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(spool))
    head = (
        "POST /api/imports HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\n"
        f"Authorization: {token['Authorization']}\r\nContent-Length: 2000000\r\n\r\n"
        '--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n'
    )
    with served(app) as address, httpx.Client(base_url=address) as client:
        for _ in range(3):
            with line_to(address) as line:
                line.sendall(head.encode() + bytes(1_500_000))
        with line_to(address) as reader:  # one that asks and does not read
            reader.sendall(b"GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n")
        deadline = time.monotonic() + 10
        while "truyvet_requests_in_hand 1.0" not in client.get("/metrics").text:
            assert time.monotonic() < deadline, "a request is stuck"
            time.sleep(0.02)
        assert list((tmp_path / "data/uploads").iterdir()) == []
        assert client.get("/api/imports", headers=token).json()["total"] == 0
    assert list(spool.iterdir()) == []


def test_a_query_that_takes_too_long_is_ended(connection: Connection) -> None:
    with Database(connection, limits=Limits(read_seconds=0.2, write_seconds=0.2)) as database:
        for transact in (database.read, database.write):
            started = time.monotonic()
            with pytest.raises(GraphTimeout):
                transact(
                    lambda tx: tx._transaction.run("UNWIND range(1, 9999999999) AS x RETURN sum(x % 7) AS s").single()
                )
            assert time.monotonic() - started < 8
