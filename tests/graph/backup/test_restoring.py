"""Back up, empty, restore: what is then there, by queries of the tests' own; and what goes wrong."""

from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from graph.backup import reading, restoring
from graph.backup.errors import Damaged, NotEmpty, Unfinished
from graph.backup.making import backup
from graph.backup.reading import graph_hash
from graph.backup.restoring import restore
from graph.backup.sealing import NO_KEY, Key, new_identity
from graph.database import Database
from graph.errors import GraphFault, Invalid
from tests.drawing import draw, run
from tests.graph.backup.pictures import emptied, hash_of, picture
from tests.graph.tracing.worlds import make_world, write

NOW = datetime(2021, 5, 20, 8, tzinfo=UTC)
IDENTITY, RECIPIENT = new_identity()

#: Every type that a backup holds, as Neo4j itself makes it.
VALUES = """
{text: 'Đặng Thị Đào 😀 null "\\\\ \\n', empty: '', yes: true, no: false, one: 1, least: -9223372036854775808,
 most: 9223372036854775807, whole: 1.0, third: 1.0/3, tiny: 5e-324, zero: -0.0, huge: 1.7976931348623157e308,
 nan: 0.0/0.0, more: 1.0/0.0, less: -1.0/0.0, day: date('2021-05-10'), old: date('0001-01-01'),
 moment: datetime('2021-05-10T08:00:00.123456789Z'), vietnam: datetime('2021-05-10T08:00:00+07:00'),
 west: datetime('2021-05-10T08:00:00.5-09:30'), named: datetime('2021-05-10T08:00:00[Asia/Ho_Chi_Minh]'),
 first: datetime('2021-10-31T02:30:00+02:00[Europe/Berlin]'),
 second: datetime('2021-10-31T02:30:00+01:00[Europe/Berlin]'),
 local: localdatetime('2021-05-10T08:00:00.000000001'), none: [], texts: ['b', 'a', 'a'], numbers: [3, 1],
 halves: [0.5, 0.0/0.0], flags: [true, false], days: [date('2021-05-10'), date('2020-02-29')],
 moments: [datetime('2021-05-10T08:00:00Z')]}
"""


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of a few, so that small graphs take many."""
    monkeypatch.setattr(reading, "BATCH", 7)
    monkeypatch.setattr(restoring, "BATCH", 3)


def saved(database: Database, path: Path, key: Key = NO_KEY) -> dict[str, Any]:
    return backup(database, path, key=key, program="0.1.0", now=NOW)


@pytest.mark.parametrize("seed", range(25))
def test_random_worlds_come_back(database: Database, tmp_path: Path, small: None, seed: int) -> None:
    write(database, make_world(Random(seed)))
    before, digest = picture(database), hash_of(database)
    key = Key(recipients=(RECIPIENT,)) if seed % 2 else NO_KEY
    made = saved(database, tmp_path / "file", key)
    assert (made["hash"], made["encrypted"], made["unknown"]) == (digest, seed % 2 == 1, [])
    assert (made["nodes"], made["relationships"]) == (before[0].total(), before[1].total())
    emptied(database)
    restored = restore(database, tmp_path / "file", key=Key(identities=(IDENTITY,)) if seed % 2 else NO_KEY, now=NOW)
    assert picture(database) == before
    assert hash_of(database) == digest == restored["hash"]
    assert run(database, "MATCH (m:Restore) RETURN m") == []


def test_every_type_comes_back(database: Database, tmp_path: Path) -> None:
    run(database, f"CREATE (a:Note {VALUES})-[r:SAYS {VALUES}]->(b:Note) SET a.raw = $raw", raw=b"\x00\xff")
    before = picture(database)
    saved(database, tmp_path / "file")
    emptied(database)
    restore(database, tmp_path / "file", now=NOW)
    assert picture(database) == before
    assert graph_hash(database)["hash"] == hash_of(database)


def test_the_zone_named_utc_comes_back_as_the_same_moment(database: Database, tmp_path: Path) -> None:
    run(database, "CREATE (:Note {at: datetime('2021-05-10T08:00:00[UTC]')})")
    saved(database, tmp_path / "file")
    emptied(database)
    restore(database, tmp_path / "file", now=NOW)
    assert run(database, "MATCH (n:Note) RETURN toString(n.at)")[0][0] == "2021-05-10T08:00:00Z"


def test_a_type_that_cannot_be_held_is_said_and_no_file_made(database: Database, tmp_path: Path) -> None:
    run(database, "CREATE (:Note {wait: duration('P3D')})")
    with pytest.raises(Invalid, match="property wait"):
        saved(database, tmp_path / "file", Key(recipients=(RECIPIENT,)))
    assert list(tmp_path.iterdir()) == []


def test_what_the_schema_does_not_know_is_kept_and_told(database: Database, tmp_path: Path, small: None) -> None:
    run(
        database,
        """CREATE (a:`Một nhãn`:Lạ {x: 1}), (b:`Một nhãn`:Lạ {x: 1}), (c), (d:Ledger {key: 'another'})
           CREATE (a)-[:`loại lạ` {n: 1}]->(b), (a)-[:`loại lạ` {n: 1}]->(b), (a)-[:`loại lạ` {n: 2}]->(b),
             (b)-[:`loại lạ`]->(a), (a)-[:SELF]->(a), (c)-[:TO]->(d)
           WITH c MATCH (l:Ledger {key: 'ledger'}) CREATE (c)-[:TO]->(l)""",
    )
    before, digest = picture(database), hash_of(database)
    assert max(before[1].values()) == 2
    made = saved(database, tmp_path / "file")
    assert made["unknown"] == ["Lạ", "Một nhãn", "SELF", "TO", "loại lạ"]
    emptied(database)
    run(database, "MATCH (l:Ledger {key: 'another'}) DELETE l")
    restore(database, tmp_path / "file", now=NOW)
    assert (picture(database), hash_of(database)) == (before, digest)
    run(database, "MATCH (l:Ledger {key: 'another'}) DETACH DELETE l")


def test_a_second_ledger_may_stand_before_the_first(database: Database, tmp_path: Path) -> None:
    others = "MATCH (l:Ledger) WHERE l.key <> 'ledger' DETACH DELETE l"
    try:
        run(database, "MATCH (l:Ledger) DELETE l CREATE (:Ledger {key: 'another'})")
        database.prepare()
        run(database, "MATCH (l:Ledger {key: 'ledger'}) SET l.revision = 5 CREATE (:Ledger {key: 'third'})-[:TO]->(l)")
        before = picture(database)
        saved(database, tmp_path / "file")
        run(database, others)
        emptied(database)
        restore(database, tmp_path / "file", now=NOW)
        assert picture(database) == before
    finally:
        run(database, others)


def test_any_change_changes_the_hash(database: Database) -> None:
    write(database, make_world(Random(3)))
    run(database, "MATCH (p:Person {key: 'p00'}), (g:Group {key: 'c1'}) CREATE (p)-[:NOTED {n: 1}]->(g)")
    seen = {graph_hash(database)["hash"]}
    for change in (
        "MATCH (p:Person {key: 'p00'}) SET p.name = 'x'",
        "MATCH (p:Person {key: 'p00'}) SET p:More",
        "MATCH (p:Person {key: 'p00'}) SET p.birth_year = 1990",
        "MATCH (p:Person {key: 'p00'}) SET p.birth_year = 1990.0",
        "MATCH (p:Person {key: 'p00'}) SET p.birth_year = '1990'",
        "MATCH ()-[r:NOTED]->() SET r.n = 2",
        "MATCH (p)-[r:NOTED]->(g) CREATE (p)-[:NOTED {n: 2}]->(g)",
        "MATCH (p)-[r:NOTED]->(g) WITH p, g LIMIT 1 CREATE (g)-[:NOTED {n: 2}]->(p)",
        "MATCH (p:Person)-[r:NOTED]->(g) WITH p, r LIMIT 1 MATCH (o:Group {key: 'c2'}) CREATE (p)-[:NOTED {n: 2}]->(o) "
        "DELETE r",
        "CREATE (:Note)",
        "CREATE (:Note)",
        "MATCH (n:Note) WITH n LIMIT 1 DELETE n CREATE (:Nota)",
    ):
        run(database, change)
        digest = graph_hash(database)["hash"]
        assert digest == hash_of(database)
        assert digest not in seen
        seen.add(digest)


def test_only_an_empty_graph_is_restored_into(database: Database, tmp_path: Path) -> None:
    draw(database, people=[{"key": "a"}])
    saved(database, tmp_path / "file")
    before = picture(database)
    with pytest.raises(NotEmpty, match="1 nodes"):
        restore(database, tmp_path / "file", now=NOW)
    assert picture(database) == before


def test_a_damaged_file_or_a_wrong_key_is_found_before_anything_is_written(database: Database, tmp_path: Path) -> None:
    draw(database, people=[{"key": "a"}])
    file = tmp_path / "file"
    saved(database, file, Key(recipients=(RECIPIENT,)))
    emptied(database)
    before = picture(database)
    with pytest.raises(Invalid, match="does not open"):
        restore(database, file, key=Key(identities=(new_identity()[0],)), now=NOW)
    for spoilt in (file.read_bytes()[:-1], file.read_bytes()[:-1] + b"\0"):
        file.write_bytes(spoilt)
        with pytest.raises(Damaged):
            restore(database, file, key=Key(identities=(IDENTITY,)), now=NOW)
    assert (picture(database), run(database, "MATCH (m:Restore) RETURN m")) == (before, [])


def test_a_restore_that_was_cut_off_is_marked_and_done_anew(
    database: Database, tmp_path: Path, small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(database, make_world(Random(5)))
    before = picture(database)
    saved(database, tmp_path / "file")
    emptied(database)
    real, calls = restoring._Writing.edges, []

    def cut(self: Any, kind: str, rows: Any) -> None:
        calls.append(kind)
        if len(calls) == 3:
            raise RuntimeError("cut")
        real(self, kind, rows)

    with monkeypatch.context() as patch:
        patch.setattr(restoring._Writing, "edges", cut)
        with pytest.raises(RuntimeError, match="cut"):
            restore(database, tmp_path / "file", now=NOW)
    assert database.ask("backup/unfinished") == {"unfinished": True}
    assert picture(database)[0].total() > 5
    restore(database, tmp_path / "file", now=NOW)
    assert picture(database) == before
    assert database.ask("backup/unfinished") == {"unfinished": False}


def test_of_two_restores_the_later_one_goes_on(
    database: Database, tmp_path: Path, small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(database, make_world(Random(6)))
    before = picture(database)
    saved(database, tmp_path / "file")
    emptied(database)
    real, ends = restoring._Writing.edges, []

    def overtaken(self: Any, kind: str, rows: Any) -> None:
        monkeypatch.setattr(restoring._Writing, "edges", real)
        ends.append(restore(database, tmp_path / "file", now=NOW))
        real(self, kind, rows)

    monkeypatch.setattr(restoring._Writing, "edges", overtaken)
    with pytest.raises(Unfinished, match="Another restore"):
        restore(database, tmp_path / "file", now=NOW)
    assert len(ends) == 1
    assert picture(database) == before


def test_what_somebody_writes_meanwhile_is_found(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(database, make_world(Random(7)))
    saved(database, tmp_path / "file")
    emptied(database)
    real = restoring._Writing.finish

    def meddled(self: Any) -> None:
        run(database, "CREATE (:Note {text: 'x'})")
        real(self)

    monkeypatch.setattr(restoring._Writing, "finish", meddled)
    with pytest.raises(GraphFault, match="not equal"):
        restore(database, tmp_path / "file", now=NOW)
    assert database.ask("backup/unfinished") == {"unfinished": True}


def test_the_ledger_comes_back(database: Database, tmp_path: Path) -> None:
    run(database, "MATCH (l:Ledger) SET l.revision = 41, l.searched = 40")
    draw(database, people=[{"key": "a"}])
    assert saved(database, tmp_path / "file")["revision"] == 41
    emptied(database)
    assert restore(database, tmp_path / "file", now=NOW)["revision"] == 41
    assert database.write(lambda transaction: transaction.one("loading/ledger")) == {"revision": 42}
    assert run(database, "MATCH (l:Ledger) RETURN l.searched")[0][0] == 40
