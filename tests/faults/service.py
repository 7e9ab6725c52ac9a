"""`truyvet serve` as a process of its own, and a client of it."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2 as httpx

from graph.database import Database
from graph.local.process import free_port
from service.accounts.roles import Role
from tests.faults.own import Own
from tests.service.conftest import ByNoun, account_token


def tokens(own: Own) -> ByNoun:
    """Make accounts and return what signs a client in."""
    with Database(own.connection()) as database:
        return ByNoun(
            account_token(database, Role.ANALYST, "an"),
            account_token(database, Role.STEWARD, "steward"),
            account_token(database, Role.AUDITOR, "auditor"),
        )


@contextmanager
def serve(own: Own, auth: ByNoun, **env: str) -> Iterator[tuple[subprocess.Popen[str], httpx.Client]]:
    """Start it, wait until it answers; it is killed at the end where it runs yet."""
    port = free_port()
    process = own.start("serve", "--port", port, env=env, output=subprocess.DEVNULL)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30, auth=auth) as client:
            deadline = time.monotonic() + 60
            while not answers(client):
                assert process.poll() is None, "it has ended"
                assert time.monotonic() < deadline
                time.sleep(0.05)
            yield process, client
    finally:
        process.kill()
        process.communicate()


def answers(client: httpx.Client) -> bool:
    try:
        return client.get("/health").status_code == 200
    except httpx.TransportError:
        return False


def send(client: httpx.Client, path: Path) -> str:
    """Send a workbook and return the import's key."""
    answer = client.post("/api/imports", files={"file": (path.name, path.read_bytes())})
    assert answer.status_code == 202, answer.text
    return str(answer.json()["key"])


def settled(client: httpx.Client) -> None:
    """Wait until no import is on its way."""
    deadline = time.monotonic() + 60
    while any(one["state"] in ("queued", "running") for one in client.get("/api/imports").json()["imports"]):
        assert time.monotonic() < deadline
        time.sleep(0.03)
