"""A data folder with a graph of its own that may be stopped and killed, and commands on it in other processes."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from graph.backup.reading import graph_hash
from graph.database import Connection, Database
from graph.local.process import ensure, running
from tests.drawing import run, wipe

ENTRY = Path(__file__).with_name("entry.py")
#: What tells of the service and its runs, not of what is known: a request that is repeated is one more of those.
_ASIDE = ("Import", "AuditEntry", "AuditHead", "Ledger", "Purge", "PurgeBatch")


@dataclass
class Own:
    """The folder."""

    folder: Path

    def connection(self) -> Connection:
        """Return where its graph listens; it is started where it does not run."""
        return ensure(self.folder)

    def pid(self) -> int:
        """Return the graph's process."""
        found = running(self.folder)
        assert found is not None
        return found.pid

    def send(self, number: signal.Signals) -> None:
        """Send the graph a signal, and wait for its end where it is SIGKILL."""
        process = psutil.Process(self.pid())
        process.send_signal(number)
        if number is signal.SIGKILL:
            deadline = time.monotonic() + 10
            while running(self.folder) is not None:
                assert time.monotonic() < deadline
                time.sleep(0.02)

    def wipe(self) -> None:
        """Empty the graph."""
        with Database(self.connection()) as database:
            database.prepare()
            wipe(database)

    def start(
        self, *arguments: object, key: str = "run", env: dict[str, str] | None = None, output: int = subprocess.PIPE
    ) -> subprocess.Popen[str]:
        """Start a command of truyvet at a moment that is always the same; ``key`` is that of its imports.

        What runs for long and is not read from goes on only with ``output`` DEVNULL: a full pipe would hold it.
        """
        kept = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
        return subprocess.Popen(
            [sys.executable, str(ENTRY), key, *(str(argument) for argument in arguments)],
            env={**kept, "TRUYVET_DATA_DIR": str(self.folder), "TRUYVET_LANG": "en", **(env or {})},
            cwd=ENTRY.parents[2],
            stdout=output,
            stderr=output,
            text=True,
        )

    def run(self, *arguments: object, key: str = "run") -> str:
        """Run a command to its end, which is a good one; return what it printed."""
        process = self.start(*arguments, key=key)
        try:
            printed, errors = process.communicate(timeout=120)
        finally:
            process.kill()  # one that hangs is not waited for
        assert process.returncode == 0, errors
        return printed

    def facts(self) -> str:
        """Return the hash of all that the graph knows, apart from its runs and its log."""
        with Database(self.connection()) as database:
            states = run(
                database,
                """MATCH (i:Import) WHERE NOT i.state IN ['done', 'held']
                   RETURN i.key AS key, i.state AS state, i.report AS report""",
            )
            assert states == [], [dict(row) for row in states]
            run(database, "MATCH (n) WHERE any(l IN labels(n) WHERE l IN $aside) DETACH DELETE n", aside=_ASIDE)
            found: dict[str, Any] = graph_hash(database)
            database.prepare()
        assert found["nodes"] > 0
        return str(found["hash"])


def killed(process: subprocess.Popen[str], *, after: float) -> bool:
    """Kill a process after some seconds; tell whether it was still at work."""
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.kill()
    process.communicate()
    return process.returncode == -signal.SIGKILL
