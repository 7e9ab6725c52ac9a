"""A hash of a whole graph: two graphs have the same one when they hold the same, in whatever order.

A node's digest is SHA-256 over its labels (sorted) and properties; a relationship's is SHA-256 over its type, the
digests of both ends and its properties. The graph's hash is SHA-256 over all digests, sorted: parallel relationships
and equal nodes count as often as they are there. It leans on SHA-256 alone (sums of digests would not: Wagner 2002,
doi:10.1007/3-540-45708-9_19). Two nodes that hold the very same cannot be told apart by it; those with a key can.

32 bytes a node and relationship are held: 160 MB at 5 million.
"""

import hashlib
from collections.abc import Sequence

import numpy as np

from graph.backup.values import to_json

SIZE = 32


class GraphHash:
    """Takes nodes, which are numbered from 0 in that order, then relationships between them."""

    def __init__(self) -> None:
        self._nodes = bytearray()
        self._edges = bytearray()

    def nodes(self, labels: Sequence[str], properties: Sequence[bytes]) -> None:
        """Add nodes of these labels (sorted), each of these properties (canonical JSON)."""
        start = hashlib.sha256(b"node " + to_json(list(labels)) + b"\n")
        for text in properties:
            digest = start.copy()
            digest.update(text)
            self._nodes += digest.digest()

    def edges(self, kind: str, rows: Sequence[tuple[int, int, bytes]]) -> None:
        """Add relationships: numbers of start and end, properties. Raises IndexError where there is no such node."""
        start = hashlib.sha256(b"relationship " + to_json(kind) + b"\n")
        for a, b, text in rows:
            digest = start.copy()
            digest.update(self._node(a) + self._node(b) + text)
            self._edges += digest.digest()

    def hex(self) -> str:
        """Return the hash of all that was added."""
        digests = self._nodes + self._edges
        if digests:
            np.frombuffer(digests, dtype=f"S{SIZE}").sort()  # in place, by bytes
        return hashlib.sha256(b"truyvet graph 1\n" + digests).hexdigest()

    def _node(self, number: int) -> bytes:
        found = self._nodes[number * SIZE : (number + 1) * SIZE]
        if number < 0 or len(found) != SIZE:
            raise IndexError(number)
        return bytes(found)
