"""Every query of backups, on one small drawn graph, with its whole answer. ``$key`` stands for a node's name."""

from datetime import UTC, datetime
from typing import Any

import pytest

from graph.database import Database
from tests.cypher.answers import plain
from tests.drawing import day, draw, run

NOW = datetime(2021, 5, 20, 8, tzinfo=UTC)
MARK = "MATCH (m:Restore) RETURN m.key"
LEFT = "MATCH (n) WHERE NOT n:Ledger RETURN labels(n)[0] AS label, n.key ORDER BY label, n.key"


@pytest.fixture
def drawn(database: Database) -> Database:
    """An lives in a room of a house; a restore of run r1 goes on."""
    draw(database, groups=[("h", "house", None), ("r", "room", "h")], people=[{"key": "an", "folded_name": "an"}])
    run(
        database,
        "MATCH (p {key: 'an'}), (g {key: 'r'}) CREATE (p)-[:LIVES_IN {since: $since}]->(g), (:Restore {key: 'r1'}), "
        "(:Import {key: 'i'})",
        since=day("2"),
    )
    return database


READS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("backup/all_nodes", {}, {"nodes": ["#", "#", "#", "#"], "long": ["#"]}),
    (
        "backup/nodes",
        {"nodes": ["$an", "$h"]},
        {
            "groups": [
                [["Person", "Worker"], [["#", {"key": "an", "name": "an", "folded_name": "an"}]]],
                [["Group", "Residence"], [["#", {"key": "h", "name": "h", "setting": "house", "kind": "house"}]]],
            ]
        },
    ),
    (
        "backup/relationships",
        {"nodes": ["$an", "$r"]},
        {"groups": [["LIVES_IN", [["#", "#", {"since": "2021-05-02"}]]], ["PART_OF", [["#", "#", {}]]]]},
    ),
    ("backup/unfinished", {}, {"unfinished": True}),
]

WRITES: list[tuple[str, dict[str, Any], dict[str, Any], str, list[Any]]] = [
    ("backup/hold", {}, {"revision": 7}, "MATCH (l:Ledger) RETURN l.revision", [[7]]),
    ("backup/begin", {"run": "r2", "now": NOW}, {"begun": True, "nodes": 4, "ledger": "#"}, MARK, [["r2"]]),
    (
        "backup/empty",
        {"run": "r1", "limit": 10},
        {"count": 4},
        "MATCH (n) RETURN labels(n) ORDER BY labels(n)[0]",
        [[["Ledger"]], [["Restore"]]],
    ),
    ("backup/empty", {"run": "r2", "limit": 10}, {"count": 0}, "MATCH (p:Person) RETURN p.key", [["an"]]),
    (
        "backup/create_nodes",
        {"run": "r1", "labels": ["Worker", "Một nhãn"], "rows": [{"key": "x", "since": day("3")}]},
        {"nodes": ["#"]},
        "MATCH (n:`Một nhãn`) RETURN labels(n), n.key, n.since",
        [[["Một nhãn", "Worker"], "x", "2021-05-03"]],
    ),
    (
        "backup/create_nodes",
        {"run": "r2", "labels": ["Note"], "rows": [{"key": "x"}]},
        {"nodes": []},
        "MATCH (n:Note) RETURN count(n)",
        [[0]],
    ),
    (
        "backup/create_relationships",
        {"run": "r1", "type": "một loại", "rows": [["$an", "$h", {"row": 3}], ["$h", "$h", {}]]},
        {"count": 2},
        "MATCH (a)-[r:`một loại`]->(b) RETURN a.key, b.key, r.row ORDER BY a.key",
        [["an", "h", 3], ["h", "h", None]],
    ),
    (
        "backup/create_relationships",
        {"run": "r2", "type": "T", "rows": [["$an", "$h", {}]]},
        {"count": 0},
        "MATCH ()-[r:T]->() RETURN count(r)",
        [[0]],
    ),
    (
        "backup/settle_ledger",
        {"run": "r1", "properties": {"key": "ledger", "revision": 40, "searched": 3}},
        {"count": 1},
        "MATCH (l:Ledger) RETURN l.key, l.revision, l.searched",
        [["ledger", 40, 3]],
    ),
    ("backup/finish", {"run": "r1"}, {"count": 1}, MARK, []),
    ("backup/finish", {"run": "r2"}, {"count": 0}, MARK, [["r1"]]),
]


@pytest.mark.parametrize(("name", "params", "answer"), READS, ids=[row[0] for row in READS])
def test_an_answer(drawn: Database, name: str, params: dict[str, Any], answer: dict[str, Any]) -> None:
    assert plain(drawn.ask(name, **named(drawn, params))) == plain(answer)


@pytest.mark.parametrize(("name", "params", "answer", "look", "expected"), WRITES)
def test_a_change_and_what_is_then_there(
    drawn: Database, name: str, params: dict[str, Any], answer: dict[str, Any], look: str, expected: list[Any]
) -> None:
    run(drawn, "MATCH (l:Ledger) SET l.revision = 7")
    given = named(drawn, params)
    assert plain(drawn.write(lambda transaction: transaction.one(name, **given))) == answer
    assert [[plain(value) for value in row.values()] for row in run(drawn, look)] == expected


def test_a_graph_that_holds_something_is_not_begun(database: Database) -> None:
    run(database, "CREATE (:Note {key: 'n'})")
    answer = database.write(lambda transaction: transaction.one("backup/begin", run="r1", now=NOW))
    assert (answer["begun"], answer["nodes"], run(database, MARK)) == (False, 1, [])


def named(database: Database, params: Any) -> Any:
    """Put the names of nodes, which Neo4j gives, into parameters."""
    if isinstance(params, dict):
        return {name: named(database, one) for name, one in params.items()}
    if isinstance(params, list):
        return [named(database, one) for one in params]
    if isinstance(params, str) and params.startswith("$"):
        return run(database, "MATCH (n {key: $key}) RETURN elementId(n)", key=params[1:])[0][0]
    return params
