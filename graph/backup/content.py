"""The lines of a backup: a head, nodes, relationships, and the manifest with counts and hash.

Every line is a JSON object. ``{"labels": [...], "nodes": [{...}, ...]}`` are nodes, numbered from 0 in that order;
``{"type": "...", "relationships": [[start, end, {...}], ...]}`` are relationships between numbers.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import orjson

from graph.backup.errors import damaged, too_new
from graph.backup.hashing import GraphHash
from graph.backup.values import to_json
from graph.model.schema import EDGES, NODES, SCHEMA_VERSION

FORMAT = "truyvet-backup"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Nodes:
    """Nodes of the same labels (sorted); properties as canonical JSON."""

    labels: tuple[str, ...]
    rows: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class Edges:
    """Relationships of one type: numbers of start and end, properties as canonical JSON."""

    type: str
    rows: Sequence[tuple[int, int, bytes]]


class Sink(Protocol):
    """What is told the content of a file that is read."""

    def nodes(self, labels: Sequence[str], rows: Sequence[dict[str, Any]]) -> None:
        """Nodes, in the order of their numbers."""

    def edges(self, kind: str, rows: Sequence[tuple[int, int, dict[str, Any]]]) -> None:
        """Relationships between them."""


@dataclass
class Summary:
    """Counts and hash of what passes by."""

    hash: GraphHash = field(default_factory=GraphHash)
    labels: Counter[tuple[str, ...]] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)

    def add(self, batch: Nodes | Edges) -> None:
        """Count it. Raises IndexError where a relationship ends at no node."""
        if isinstance(batch, Nodes):
            self.hash.nodes(batch.labels, batch.rows)
            self.labels[batch.labels] += len(batch.rows)
        else:
            self.hash.edges(batch.type, batch.rows)
            self.types[batch.type] += len(batch.rows)

    def document(self) -> dict[str, Any]:
        """Return totals, counts by label (a node counts for each of its labels) and by type, and the hash."""
        by_label: Counter[str] = Counter()
        for labels, count in self.labels.items():
            by_label.update(dict.fromkeys(labels, count))
        return {
            "nodes": self.labels.total(),
            "relationships": self.types.total(),
            "labels": dict(sorted(by_label.items())),
            "types": dict(sorted(self.types.items())),
            "hash": self.hash.hex(),
        }


def unknown_to_schema(counts: dict[str, Any]) -> list[str]:
    """Return labels and types that the schema does not know, of a summary's document."""
    known = {name for node in NODES for name in (node.label, node.family)} | {edge.type for edge in EDGES}
    return sorted({*counts["labels"], *counts["types"]} - known)


def lines_of(head: dict[str, Any], batches: Iterable[Nodes | Edges], summary: Summary) -> Iterator[bytes]:
    """Return a file's lines; the manifest counts what passed by."""
    yield to_json({"format": FORMAT, "version": VERSION, "schema": SCHEMA_VERSION, **head})
    for batch in batches:
        summary.add(batch)
        yield _line(batch)
    yield to_json({"manifest": summary.document()})


def _line(batch: Nodes | Edges) -> bytes:
    if isinstance(batch, Nodes):
        return b'{"labels":' + to_json(list(batch.labels)) + b',"nodes":[' + b",".join(batch.rows) + b"]}"
    rows = b",".join(b"[%d,%d,%s]" % row for row in batch.rows)
    return b'{"type":' + to_json(batch.type) + b',"relationships":[' + rows + b"]}"


class Content:
    """Takes a file's lines, checks them, tells them to a sink. ``head`` and ``manifest`` are there once read."""

    def __init__(self, sink: Sink | None = None) -> None:
        self.head: dict[str, Any] = {}
        self.manifest: dict[str, Any] = {}
        self._sink = sink
        self._summary = Summary()

    def line(self, text: bytes) -> None:
        """Take the next line. Raises Damaged, or Invalid where a newer program wrote it."""
        try:
            found = orjson.loads(text)
            if self.manifest:
                raise damaged()
            if not self.head:
                self._take_head(found)
            elif "manifest" in found:
                self.manifest = found["manifest"]
            elif "nodes" in found:
                self._take_nodes(found["labels"], found["nodes"])
            else:
                self._take_edges(found["type"], found["relationships"])
        except (ValueError, KeyError, TypeError, IndexError):
            raise damaged() from None

    def close(self) -> None:
        """Check that all of it came, and that it is what the manifest says."""
        if not self.manifest or self._summary.document() != self.manifest:
            raise damaged()

    def _take_head(self, found: dict[str, Any]) -> None:
        if found["format"] != FORMAT:
            raise damaged()
        if found["version"] > VERSION or found["schema"] > SCHEMA_VERSION:
            raise too_new(str(found.get("program")))
        self.head = found

    def _take_nodes(self, labels: list[str], rows: list[dict[str, Any]]) -> None:
        if self._summary.types:
            raise damaged()
        self._summary.add(Nodes(tuple(labels), [to_json(row) for row in rows]))
        if self._sink:
            self._sink.nodes(labels, rows)

    def _take_edges(self, kind: str, rows: list[Any]) -> None:
        self._summary.add(Edges(kind, [(start, end, to_json(row)) for start, end, row in rows]))
        if self._sink:
            self._sink.edges(kind, [(start, end, row) for start, end, row in rows])
