"""A whole graph as a test looks at it: by Cypher of its own, values as Neo4j writes them; and an oracle's hash."""

import base64
import hashlib
import json
import math
from collections import Counter
from typing import Any

import neo4j.time

from graph.database import Database
from tests.drawing import run, wipe

_PROPERTIES = "[k IN keys({x}) | [k, valueType({x}[k]), toStringOrNull({x}[k]), {x}[k]]]"


def picture(database: Database) -> tuple[Counter[Any], Counter[Any]]:
    """Every node and every relationship with its ends, as often as it is there."""
    nodes = run(database, f"MATCH (n) WHERE NOT n:Restore RETURN labels(n), {_PROPERTIES.format(x='n')}")
    edges = run(
        database,
        f"MATCH (a)-[r]->(b) RETURN type(r), {_PROPERTIES.format(x='r')}, labels(a), {_PROPERTIES.format(x='a')}, "
        f"labels(b), {_PROPERTIES.format(x='b')}",
    )
    return (
        Counter((tuple(sorted(labels)), _shown(found)) for labels, found in nodes),
        Counter(
            (kind, _shown(of), tuple(sorted(la)), _shown(a), tuple(sorted(lb)), _shown(b))
            for kind, of, la, a, lb, b in edges
        ),
    )


def _shown(properties: list[Any]) -> tuple[Any, ...]:
    return tuple(
        sorted((key, kind, text if text is not None else repr(value)) for key, kind, text, value in properties)
    )


def hash_of(database: Database) -> str:
    """The graph's hash as docs/backup.md says it, worked out from one query over all nodes and one over all edges."""
    nodes = {}
    for name, labels, properties in run(
        database, "MATCH (n) WHERE NOT n:Restore RETURN elementId(n), labels(n), properties(n)"
    ):
        nodes[name] = _sha(b"node " + _json(sorted(labels)) + b"\n" + _json(_plain(properties)))
    edges = [
        _sha(b"relationship " + _json(kind) + b"\n" + nodes[a] + nodes[b] + _json(_plain(properties)))
        for kind, a, b, properties in run(
            database, "MATCH (a)-[r]->(b) RETURN type(r), elementId(a), elementId(b), properties(r)"
        )
    ]
    return _sha(b"truyvet graph 1\n" + b"".join(sorted([*nodes.values(), *edges]))).hex()


def _sha(text: bytes) -> bytes:
    return hashlib.sha256(text).digest()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {name: _plain(one) for name, one in value.items()}
        case list():
            return [_plain(one) for one in value]
        case bytes() | bytearray():
            return {"bytes": base64.b64encode(value).decode()}
        case float() if not math.isfinite(value):
            return {"float": str(value)}
        case neo4j.time.DateTime():
            whole = value.iso_format()
            moment, offset = (whole[:19], whole[19:]) if "." not in whole else (whole[:19], whole[29:])
            text = f"{moment}.{value.nanosecond:09}{offset}"
            zone = getattr(value.tzinfo, "zone", None)
            return {"datetime": text} if zone in (None, "UTC") else {"datetime": text, "zone": zone}
        case neo4j.time.Date():
            return {"date": value.iso_format()}
    return value


def emptied(database: Database) -> None:
    """Nothing is left but a ledger that was never used."""
    wipe(database)
    run(database, "MATCH (l:Ledger) SET l.revision = 0")
