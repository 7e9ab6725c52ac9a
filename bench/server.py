"""A service on a data folder, started as a user starts it, and the accounts that ask it."""

import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx2
import psutil

from bench.running import ROOT, environment_of
from graph.database import Database
from graph.errors import Conflict
from service.accounts.accounts import add_account
from service.accounts.roles import Role
from service.accounts.tokens import make_token


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, psutil.Process]]:
    """Serve a data folder; yields the address and the process."""
    from tests.ports import closed_port

    port = closed_port()
    command = [str(ROOT / ".venv/bin/truyvet"), "serve", "--port", str(port)]
    with subprocess.Popen(
        command, env=environment_of(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as child:
        address = f"http://127.0.0.1:{port}"
        try:
            for _ in range(600):
                with suppress(httpx2.HTTPError):
                    httpx2.get(f"{address}/health", timeout=2).raise_for_status()
                    break
                time.sleep(0.2)
            yield address, psutil.Process(child.pid)
        finally:
            child.terminate()


def token_of(database: Database, name: str, role: Role, *, companies: Sequence[str] = ()) -> str:
    """Return a token of an account, which is made unless an earlier run did."""
    with suppress(Conflict):
        add_account(database, name, role, companies=companies)
    return str(make_token(database, name, days=2, purpose="bench")["token"])
