"""A Neo4j of their own for the pages of docs that are made by asking one."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.database import Connection, Database
from graph.local.process import ensure, stop


@contextmanager
def own_graph() -> Iterator[tuple[Connection, Path]]:
    """Start an empty graph with its schema, beside an empty folder; both are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="truyvet-docs-") as name:
        data, folder = Path(name) / "graph", Path(name) / "folder"
        folder.mkdir()
        try:
            connection = ensure(data)
            with Database(connection) as database:
                database.prepare()
            yield connection, folder
        finally:
            stop(data)
