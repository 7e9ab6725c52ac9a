"""The log's chain on a real graph: whole, and every way of tampering with it that can be found."""

import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from graph.audit.chain import append, page, verify, verify_against
from graph.audit.entry import START, Entry, canonical, chained, link_hash
from graph.backup.making import backup
from graph.backup.restoring import restore
from graph.database import Database
from tests.drawing import run, wipe

AT = datetime(2021, 5, 10, 7, 30, tzinfo=UTC)


def texts(*actors: str) -> list[str]:
    return [
        canonical(
            Entry(at=AT + timedelta(minutes=n), actor=actor, action="GET /api/workers", outcome="done").to_document()
        )
        for n, actor in enumerate(actors)
    ]


def add(database: Database, batch: str, *actors: str) -> list[dict[str, Any]]:
    links = database.write(lambda tx: append(tx, texts(*actors), batch=batch))
    return [link.to_document() for link in links]


def test_links_follow_each_other() -> None:
    first, second = chained(["{}", '{"a":1}'], number=7, before=START)
    assert (first.number, first.before, second.number, second.before) == (8, START, 9, first.hash)
    assert second.hash == link_hash(9, first.hash, '{"a":1}')
    assert len({link_hash(1, START, "x"), link_hash(2, START, "x"), link_hash(1, "1" * 64, "x")}) == 3


def test_a_chain_is_whole_and_read_from_its_end(database: Database) -> None:
    assert verify(database).problem is None
    assert verify(database).head == START
    lines = [*add(database, "a", "an", "binh"), *add(database, "b", "an")]
    found = verify(database)
    assert (found.entries, found.problem, found.head) == (3, None, lines[-1]["hash"])
    shown = page(database, limit=2, offset=0)
    assert (shown["total"], [one["number"] for one in shown["entries"]]) == (3, [3, 2])
    assert shown["entries"][0] == {
        "number": 3, "hash": lines[2]["hash"], "at": "2021-05-10T07:30:00.000+00:00", "actor": "an",
        "action": "GET /api/workers", "outcome": "done", "persons": None, "purpose": None, "question": None,
        "subject": None, "address": None,
    }  # fmt: skip
    assert [one["number"] for one in page(database, limit=9, offset=0, actor="an")["entries"]] == [3, 1]
    assert verify_against(database, json.loads(json.dumps(lines))) is None


def test_a_batch_is_added_once(database: Database) -> None:
    first = add(database, "a", "an", "binh")
    add(database, "b", "chi")
    assert add(database, "a", "an", "binh") == first
    assert verify(database).entries == 3


@pytest.mark.parametrize(
    ("tampering", "number", "problem"),
    [
        ("MATCH (e:AuditEntry {number: 2}) SET e.text = replace(e.text, 'binh', 'ban')", 2, "edited"),
        ("MATCH (e:AuditEntry {number: 2}) DELETE e", 2, "missing"),
        ("MATCH (e:AuditEntry {number: 1}) DELETE e", 1, "missing"),
        ("MATCH (e:AuditEntry {number: 3}) DELETE e", 3, "cut"),
        ("MATCH (e:AuditEntry) DELETE e", 1, "cut"),
        ("MATCH (e:AuditEntry {number: 2}) SET e.before = $start", 2, "edited"),
        ("MATCH (h:AuditHead) SET h.number = 2", 3, "cut"),
        ("MATCH (h:AuditHead), (e:AuditEntry {number: 2}) SET h.number = 2, h.hash = e.hash", 3, "cut"),
        ("MATCH (h:AuditHead) SET h.number = 4", 4, "cut"),
    ],
)
def test_what_is_tampered_with_is_found(database: Database, tampering: str, number: int, problem: str) -> None:
    add(database, "a", "an", "binh", "chi")
    run(database, tampering, start=START)
    found = verify(database)
    assert (found.number, found.problem) == (number, problem)


def test_a_log_that_grows_meanwhile_is_whole(database: Database) -> None:
    ended = threading.Event()

    def grow() -> None:
        for number in range(60):
            add(database, f"batch {number}", *(f"an {number} {at}" for at in range(20)))
        ended.set()

    writer = threading.Thread(target=grow)
    writer.start()
    looked = 0
    while not ended.is_set():
        found = verify(database)
        assert (found.problem, found.entries % 20) == (None, 0)
        looked += 1
    writer.join()
    assert looked > 1
    assert verify(database).entries == 1200


def test_who_rewrites_the_whole_chain_is_found_by_what_was_shipped(database: Database) -> None:
    lines = add(database, "a", "an", "binh", "chi")
    run(database, "MATCH (n) WHERE n:AuditEntry OR n:AuditHead DELETE n")
    add(database, "c", "an", "ban")
    assert verify(database).problem is None, "a chain made anew is whole in itself"
    found = verify_against(database, lines)
    assert found is not None
    assert (found.number, found.problem) == (2, "replaced")
    cut = verify_against(database, lines[2:])
    assert cut is not None
    assert (cut.number, cut.problem) == (3, "missing")
    lines[0]["entry"]["actor"] = "ban"
    edited = verify_against(database, lines[:1])
    assert edited is not None
    assert edited.problem == "edited"


def test_a_backup_holds_the_chain_as_it_was_at_one_moment(database: Database, tmp_path: Path) -> None:
    """Entries are appended all the time; what is restored is a whole chain, and it goes on from there."""
    add(database, "first", "an")
    done = threading.Event()

    def write() -> None:
        number = 0
        while not done.is_set():
            number += 1
            add(database, f"b{number}", "binh")

    thread = threading.Thread(target=write)
    thread.start()
    try:
        backup(database, tmp_path / "graph.backup", program="test", now=AT)
    finally:
        done.set()
        thread.join()
    before = verify(database).entries
    wipe(database)
    restore(database, tmp_path / "graph.backup", now=AT)
    found = verify(database)
    assert found.problem is None
    assert 1 <= found.entries <= before
    add(database, "after", "an")
    assert verify(database).entries == found.entries + 1


def test_writers_queue(database: Database) -> None:
    add(database, "first", "an")

    def write(name: str) -> None:
        for number in range(5):
            add(database, f"{name}-{number}", name, name)

    threads = [threading.Thread(target=write, args=(f"w{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (verify(database).entries, verify(database).problem) == (41, None)
