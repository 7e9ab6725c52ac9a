"""Restores into graphs of their own: a drill into one that is started for it, a migration into another Neo4j."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from graph.backup.making import backup
from graph.backup.restoring import check_file, restore
from graph.backup.sealing import NO_KEY, Key, new_identity
from graph.database import Connection, Database
from graph.local.process import ensure, stop


def drill(path: Path, *, key: Key = NO_KEY, folder: Path | None = None, now: datetime) -> dict[str, Any]:
    """Restore a backup into a graph that is started for that, compare hashes, and leave nothing behind.

    The graph lies in ``folder`` meanwhile (default: the system's for temporary files). Raises as restore does, and a
    LocalGraphError where the graph cannot be started.
    """
    check_file(path, key=key)  # before a graph is started for it
    with _temporary_graph(folder) as connection, Database(connection) as database:
        database.prepare()
        return restore(database, path, key=key, now=now)


def migrate(source: Database, target: Database, *, folder: Path, program: str, now: datetime) -> dict[str, Any]:
    """Put all of one graph into another, empty one, and return what it was and how the source stands.

    On its way it is a backup in ``folder``, encrypted for a key that this process alone holds and never writes.
    """
    identity, recipient = new_identity()
    with tempfile.TemporaryDirectory(prefix="migrate-", dir=folder) as temporary:
        file = Path(temporary) / "graph"
        made = backup(source, file, key=Key(recipients=(recipient,)), program=program, now=now)
        target.prepare()
        restored = restore(target, file, key=Key(identities=(identity,)), now=now)
    return {**made, "file": None, "seconds": round(made["seconds"] + restored["seconds"], 1)}


@contextmanager
def _temporary_graph(folder: Path | None) -> Iterator[Connection]:
    with tempfile.TemporaryDirectory(prefix="truyvet-drill-", dir=folder) as temporary:
        try:
            yield ensure(Path(temporary))
        finally:
            stop(Path(temporary))
