"""Hostile texts through every text parameter, field, header and file name of every route.

Each place gets some of the texts, and each text some of the places, in turn; ``make fuzz`` tries every text in every
place (TRUYVET_FUZZ).
"""

import json
import logging
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response

from tests.drawing import run as cypher
from tests.service.hostile.slots import Slot, slots
from tests.service.hostile.texts import HOSTILE, MARK
from tests.service.hostile.world import World

EACH = len(HOSTILE) if "TRUYVET_FUZZ" in os.environ else 1
#: What requests leave behind whatever they ask.
OWN = ["AuditEntry", "AuditHead", "Token", "Session", "Account", "Ledger"]


def tries(world: World, *, reading: bool) -> Iterator[tuple[Slot, str]]:
    """Yield every place with the texts that it gets."""
    texts = list(HOSTILE.values())
    start = 0
    for slot in slots(world):
        start += EACH
        if (slot.method == "GET") == reading:
            for number in range(EACH):
                text = texts[(start + number) % len(texts)]
                if slot.where != "header" or text.isprintable():  # a server takes no other header
                    yield slot, text


def picture(world: World) -> Counter[str]:
    """Return all nodes and relationships of the graph that are not the service's own."""
    nodes = "MATCH (n) WHERE none(l IN labels(n) WHERE l IN $own) RETURN labels(n), properties(n)"
    edges = """MATCH (a)-[r]->(b) WHERE none(l IN labels(a) + labels(b) WHERE l IN $own)
               RETURN a.key, type(r), properties(r), b.key"""
    return Counter(repr(record.values()) for text in (nodes, edges) for record in cypher(world.database, text, own=OWN))


def told(text: str) -> bool:
    """Tell whether a text that was sent is in another, folded or not."""
    return MARK.lower() in text.lower()


def check(slot: Slot, text: str, answer: Response) -> None:
    """Hold what every answer keeps to."""
    which = (slot, text[:40], answer.status_code, answer.text[:300])
    assert answer.status_code < 500, which
    assert "x-injected" not in answer.headers, which
    for name, value in answer.headers.multi_items():
        assert value.isprintable(), (which, name)
        # A request's own id comes back where it reads as one.
        assert not told(value) or name in ("location", "x-request-id"), (which, name)
    if told(answer.text):
        assert answer.headers["content-type"] in ("application/json", "application/problem+json"), which
        json.loads(answer.content)


def tried(world: World, *, reading: bool) -> int:
    failed, count = [], 0
    for slot, text in tries(world, reading=reading):
        count += 1
        try:
            check(slot, text, slot.send(world, text))
        except Exception as error:
            failed.append(f"{slot} {text[:30]!r}: {type(error).__name__} {error}")
    assert not failed, f"{len(failed)} of {count}\n" + "\n\n".join(failed)
    return count


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """What the service and all that it uses say; of the driver's own only what is no debugging."""
    for name in ("service", "graph", "loaders"):
        caplog.set_level(logging.DEBUG, name)
    yield caplog
    for record in caplog.records:
        line = record.getMessage()
        assert not told(line)
        assert line.isprintable(), line


def test_reading_changes_nothing(world: World, log: pytest.LogCaptureFixture) -> None:
    before = picture(world)
    assert tried(world, reading=True) > 300
    assert picture(world) - before == before - picture(world) == Counter()


def test_writing_makes_nothing_unknown(world: World, log: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    kinds = """CALL db.labels() YIELD label RETURN label AS name
               UNION CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType AS name"""
    people = "MATCH (p:Worker) RETURN count(*)"
    before = cypher(world.database, people)
    assert tried(world, reading=False) > 200
    assert "Injected" not in {record["name"] for record in cypher(world.database, kinds)}
    assert cypher(world.database, people) == before
    assert not [path for path in world.folder.parent.rglob("*") if told(path.name)]
    assert not list(Path("/tmp").glob(f"*{MARK}*"))


def test_the_log_of_accesses_holds_no_text_and_one_line_each(world: World) -> None:
    world.app.state.audit.carry()
    lines = [line for path in (world.folder / "audit").glob("*.jsonl") for line in path.read_bytes().split(b"\n")[:-1]]
    entries: list[dict[str, Any]] = [json.loads(line)["entry"] for line in lines]
    assert len(entries) > 100
    for entry in entries:
        purpose = entry.pop("purpose") or ""
        assert purpose.isprintable(), "it is shown on a terminal"
        assert not told(json.dumps(entry))
        assert str(entry["action"]).isprintable()
