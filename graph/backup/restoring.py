"""A backup back into an empty graph.

The whole file is read and checked before anything is written. The graph then bears a mark, (:Restore), until all is
there and its hash is that of the file: every command refuses a graph with the mark, and a second restore empties it
and starts anew. Each batch is written only while the mark is this run's own, so two runs do not mix.
"""

import time
import uuid
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from graph.backup.container import Unpacking
from graph.backup.content import Content, Sink, unknown_to_schema
from graph.backup.errors import not_empty, taken_over
from graph.backup.reading import graph_hash
from graph.backup.sealing import NO_KEY, Key, open_sealed
from graph.backup.values import from_json
from graph.database import Database, batches
from graph.errors import GraphFault

#: Rows a transaction: at 10,000 one takes half a second.
BATCH = 10_000


def check_file(path: Path, *, key: Key = NO_KEY, sink: Sink | None = None) -> dict[str, Any]:
    """Read a whole backup and return its head and manifest. Raises Damaged, or Invalid for a wrong key."""
    content = Content(sink)
    unpacking = Unpacking(content.line)
    encrypted = open_sealed(path, unpacking, key)
    unpacking.close()
    content.close()
    return {**content.head, **content.manifest, "encrypted": encrypted}


def restore(database: Database, path: Path, *, key: Key = NO_KEY, now: datetime) -> dict[str, Any]:
    """Put a backup into an empty, prepared graph and return what was in it.

    Raises Damaged or Invalid before anything is written, NotEmpty where the graph holds something, Unfinished where
    another restore takes over, GraphFault where the graph's hash is not the file's at the end.
    """
    started = time.monotonic()
    manifest = check_file(path, key=key)
    run = uuid.uuid4().hex
    begun = database.write(lambda transaction: transaction.one("backup/begin", run=run, now=now))
    if not begun["begun"]:
        raise not_empty(begun["nodes"])
    _empty(database, run)
    writing = _Writing(database, run, begun["ledger"])
    check_file(path, key=key, sink=writing)
    writing.finish()
    found = graph_hash(database)
    if found["hash"] != manifest["hash"]:
        raise GraphFault(
            "The restored graph is not equal to the backup: something else wrote into it. Restore again, with the "
            "service stopped.",
            "Đồ thị khôi phục không giống tệp sao lưu: có chương trình khác đã ghi vào. Hãy dừng dịch vụ và khôi phục "
            "lại.",
        )
    _expect(database.write(lambda transaction: transaction.one("backup/finish", run=run)["count"]), 1)
    return {**manifest, "unknown": unknown_to_schema(manifest), "seconds": round(time.monotonic() - started, 1)}


def _empty(database: Database, run: str) -> None:
    def work(count: int) -> int:
        return int(database.write(lambda transaction: transaction.one("backup/empty", run=run, limit=count)["count"]))

    while work(BATCH):
        pass


class _Writing:
    """Writes what a file holds; numbers of nodes become the names that Neo4j gives them."""

    def __init__(self, database: Database, run: str, ledger: str) -> None:
        self._database = database
        self._run = run
        self._ledger = ledger
        self._ledger_properties: dict[str, Any] | None = None
        self._names: list[str] = []

    def nodes(self, labels: Sequence[str], rows: Sequence[dict[str, Any]]) -> None:
        for number, row in enumerate(rows if list(labels) == ["Ledger"] else ()):
            if row.get("key") == "ledger":
                # There is one already; it is given its properties when all else is there.
                self._create(labels, rows[:number])
                self._ledger_properties = from_json(row)
                self._names.append(self._ledger)
                rows = rows[number + 1 :]
                break
        self._create(labels, rows)

    def _create(self, labels: Sequence[str], rows: Sequence[dict[str, Any]]) -> None:
        for some in batches(rows, BATCH):
            given = [from_json(row) for row in some]
            made = self._one("backup/create_nodes", labels=list(labels), rows=given)["nodes"]
            _expect(len(made), len(given))
            self._names += made

    def edges(self, kind: str, rows: Sequence[tuple[int, int, dict[str, Any]]]) -> None:
        for some in batches(rows, BATCH):
            given = [[self._names[a], self._names[b], from_json(row)] for a, b, row in some]
            _expect(self._one("backup/create_relationships", type=kind, rows=given)["count"], len(given))

    def finish(self) -> None:
        """Give the ledger its properties."""
        _expect(self._one("backup/settle_ledger", properties=self._ledger_properties or {"key": "ledger"})["count"], 1)

    def _one(self, name: str, **params: Any) -> dict[str, Any]:
        return self._database.write(lambda transaction: transaction.one(name, run=self._run, **params))


def _expect(count: int, wanted: int) -> None:
    if count != wanted:
        raise taken_over()
