"""SIGTERM while much is in hand: the request is answered, the import finished, the rest waits for the next start."""

import signal
import socket
import time
from datetime import date
from pathlib import Path

from graph.audit.chain import page, verify
from graph.database import Database
from service.imports import Imports
from tests.drawing import run as cypher
from tests.faults.own import Own
from tests.faults.service import send, serve, tokens
from tests.workbooks import write_workbook


def workbook(folder: Path, company: str, workers: int) -> Path:
    rows = [{"code": f"w{number}", "name": f"Người {number}", "team": f"Tổ {number % 40}"} for number in range(workers)]
    return write_workbook(folder / f"{company}.xlsx", rows, company=company, as_of=date(2021, 5, 10))


def take_up(own: Own, database: Database) -> None:
    """Finish what waits on disk, as the next start does."""
    queue = Imports(database, own.folder / "uploads", 100)
    queue.start()
    deadline = time.monotonic() + 60
    while set(queue.states()) != {"done"}:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    queue.stop(10)


def test_what_is_in_hand_is_finished(own: Own, tmp_path: Path) -> None:
    books = [workbook(tmp_path, f"Công ty {letter}", 1200) for letter in "ABC"]
    with serve(own, tokens(own)) as (process, client):
        keys = [send(client, book) for book in books]
        job = client.get("/api/analysis/bridges", headers={"Prefer": "respond-async"})
        assert job.status_code == 202
        body = b'{"persons": ["w1"], "onset": "2021-05-10"}'
        with socket.create_connection((client.base_url.host, client.base_url.port or 0), timeout=30) as line:
            token = client.auth.analyst  # type: ignore[union-attr]
            line.sendall(
                b"POST /api/trace HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + f"Authorization: Bearer {token}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
                + body[:10]
            )
            while client.get(f"/api/imports/{keys[0]}").json()["state"] == "queued":
                time.sleep(0.01)
            process.send_signal(signal.SIGTERM)
            time.sleep(0.3)
            line.sendall(body[10:])
            answer = b""
            while more := line.recv(65536):
                answer += more
        assert answer.startswith((b"HTTP/1.1 200", b"HTTP/1.1 404", b"HTTP/1.1 409")), answer[:300]
        process.wait(60)
    assert process.returncode == -signal.SIGTERM
    with Database(own.connection()) as database:
        done = {row["key"] for row in cypher(database, "MATCH (i:Import {state: 'done'}) RETURN i.key AS key")}
        left = {path.stem for path in (own.folder / "uploads").glob("*.json")}
        assert keys[0] in done
        assert done.isdisjoint(left)
        assert done | left == set(keys), "each is done or waits"
        assert left, "what was not begun waits"
        assert list((own.folder / "audit").glob("*.spool")) == [], "the log is carried over"
        actions = [entry["action"] for entry in page(database, limit=99, offset=0)["entries"]]
        assert "POST /api/trace" in actions
        assert verify(database).problem is None
        take_up(own, database)
        assert cypher(database, "MATCH (w:Worker) RETURN count(w) AS n")[0]["n"] == 3600


def test_an_import_that_takes_longer_is_taken_up_by_the_next_start(own: Own, tmp_path: Path) -> None:
    book = workbook(tmp_path, "Công ty D", 2500)
    with serve(own, tokens(own), TRUYVET_SHUTDOWN_IMPORT_SECONDS="0.05") as (process, client):
        key = send(client, book)
        while client.get(f"/api/imports/{key}").json()["state"] == "queued":
            time.sleep(0.005)
        started = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        assert time.monotonic() - started < 15
    with Database(own.connection()) as database:
        assert cypher(database, "MATCH (w:Worker) RETURN count(w) AS n")[0]["n"] == 0, "all of it or nothing"
        take_up(own, database)
        assert cypher(database, "MATCH (w:Worker) RETURN count(w) AS n")[0]["n"] == 2500
