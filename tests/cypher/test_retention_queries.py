"""Every query of retention, on one small drawn graph, with its whole answer. ``$key`` stands for a node's name."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from graph.database import Database
from tests.cypher.answers import plain
from tests.cypher.test_backup_queries import named
from tests.drawing import day, draw, run

NOW = datetime(2021, 5, 20, 8, tzinfo=UTC)
OLD = datetime(2021, 5, 1, tzinfo=UTC)
ASK = {"before": day("15"), "frozen": [], "limit": 10, "counting": False}
NOBODY: dict[str, Any] = {"total": 0, "records": []}


@pytest.fixture
def drawn(database: Database) -> Database:
    """An left on 10 May, Bình works on; Hoa lives with An; a bus, a house without people, a purge of the past."""
    draw(
        database,
        groups=[("c", "company", None), ("t", "team", "c"), ("h", "house", None), ("r", "room", "h"),
                ("q", "house", None), ("b", "vehicle", None)],
        people=[{"key": "an", "phone": "0912345678"}, {"key": "binh", "phone": "0912345679"},
                {"key": "hoa", "kind": "cohabitant"}, {"key": "em", "kind": "cohabitant"}],
        memberships=[
            {"person": "an", "group": "t", "since": day("1"), "until": day("10")},
            {"person": "binh", "group": "t", "since": day("8")},
            {"person": "binh", "group": "c", "until": day("7"), "retracted_at": OLD},
            {"person": "an", "group": "r", "since": day("2")},
            {"person": "hoa", "group": "r", "named_by": "an"},
            {"person": "binh", "group": "b", "until": day("12")},
        ],
        same_as=[("binh", "em")],
        cases=[
            {"key": "k1", "person": "an", "onset": day("4"), "outcome": "recovered"},
            {"key": "k2", "person": "hoa", "sampled": day("4"), "retracted_at": OLD},
        ],
        met=[{"a": "an", "b": "binh", "key": "m", "since": day("3"), "until": day("5")}],
        events=[
            {"key": "e1", "person": "an", "kind": "isolation", "since": day("4")},
            {"key": "e2", "person": "binh", "kind": "test", "since": day("6")},
        ],
    )  # fmt: skip
    run(
        database,
        """CREATE (:IssuedList {key: 'l', issued_at: $old, question: '{"cases":[{"key":"k1"}]}'}),
             (:Import {key: 'i', started_at: $old, report: '{}'}), (:Session {key: 's', expires_at: $old}),
             (:Token {key: 't', created_at: $old}), (:FailedSignIn {key: 'f', last_at: $now}),
             (:Person:Cohabitant {key: 'gone', name: 'x', folded_name: 'x'}),
             (:Purge {key: 'purge-000001', number: 1, batches: 1}),
             (:PurgeBatch {key: 'purge-000001~000001', purge: 'purge-000001', kind: 'work', count: 1, records: ['d1'],
               subjects: ['d2'], done_at: $now}),
             (s:Suggestion {key: 'p', state: 'open'}),
             (:AuditEntry {number: 1, text: '{"at":"2021-05-12T08:00:00.000+00:00"}'}),
             (:AuditEntry {number: 2, text: '{"at":"2021-05-21T08:00:00.000+00:00"}'})
           WITH s MATCH (a {key: 'an'}), (b {key: 'hoa'})
           CREATE (s)-[:ABOUT]->(a), (a)-[:WAS_SAME_AS {retracted_at: $old}]->(b)""",
        old=OLD,
        now=NOW,
    )
    return database


def one(*record: Any) -> dict[str, Any]:
    return {"total": 1, "records": [["#", *record]]}


MOMENT = {"before": datetime(2021, 5, 15, tzinfo=UTC), "limit": 10, "counting": False}
READS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    (
        "retention/groups_of",
        {"sources": [["an", day("4")], ["binh", day("9")]], "settings": ["team", "room", "house"], "met": True},
        {
            "groups": [["h", "2021-05-04", "9999-12-31"], ["r", "2021-05-04", "9999-12-31"],
                       ["t", "2021-05-04", "9999-12-31"]],
            "met": [["binh", "2021-05-04"]],
        },
    ),
    (
        "retention/groups_of",
        {"sources": [["an", day("6")]], "settings": ["team"], "met": True},
        {"groups": [["t", "2021-05-06", "2021-05-10"]], "met": []},
    ),
    (
        "retention/groups_of",
        {"sources": [["an", day("1")], ["binh", day("6")]], "settings": ["company"], "met": False},
        {"groups": [["c", "2021-05-01", "9999-12-31"]], "met": []},
    ),
    (
        "retention/members_of",
        {"groups": [["c", day("6"), day("7")], ["h", day("1"), date(9999, 12, 31)]]},
        {"people": [["an", "2021-05-02"], ["binh", "2021-05-06"], ["hoa", "2021-05-01"]]},
    ),
    ("retention/joined", {"people": ["an", "binh"]}, {"pairs": [["an", "hoa"], ["binh", "em"]]}),
    ("retention/due_attributes", {"names": ["phone"], **ASK}, one(["an"], ["an"])),
    ("retention/due_attributes", {"names": ["phone"], **ASK, "frozen": ["an"]}, NOBODY),
    ("retention/due_attributes", {"names": ["phone"], **ASK, "before": day("10")}, NOBODY),
    ("retention/due_attributes", {"names": ["citizen_id"], **ASK}, NOBODY),
    ("retention/due_attributes", {"names": ["phone"], **ASK, "counting": True}, {"total": 1, "records": []}),
    (
        "retention/due_stays",
        {"type": "LIVES_IN", **ASK},
        {
            "total": 2,
            "records": [["#", ["LIVES_IN", "an", "r", "2021-05-02", None], ["an"]],
                        ["#", ["LIVES_IN", "hoa", "r", None, None], ["hoa"]]],
        },
    ),
    ("retention/due_stays", {"type": "LIVES_IN", **ASK, "before": day("10")}, NOBODY),
    ("retention/due_stays", {"type": "RIDES", **ASK}, one(["RIDES", "binh", "b", None, "2021-05-12"], ["binh"])),
    ("retention/due_work", ASK, one(["WORKS_IN", "an", "t", "2021-05-01", "2021-05-10"], ["an"])),
    ("retention/due_work", {**ASK, "frozen": ["an"]}, NOBODY),
    ("retention/due_meetings", ASK, one(["MET", "an", "binh", "2021-05-03", "2021-05-05"], ["an", "binh"])),
    ("retention/due_meetings", {**ASK, "frozen": ["binh"]}, NOBODY),
    (
        "retention/due_withdrawn",
        {**MOMENT, "frozen": []},
        {
            "total": 2,
            "records": [
                ["#", ["WAS_SAME_AS", "an", "hoa", None, None, "2021-05-01T00:00:00Z"], ["an", "hoa"]],
                ["#", ["WORKS_IN", "binh", "c", None, "2021-05-07", "2021-05-01T00:00:00Z"], ["binh"]],
            ],
        },
    ),
    ("retention/due_withdrawn", {**MOMENT, "before": OLD, "frozen": []}, NOBODY),
    (
        "retention/due_cases",
        {**ASK, "withdrawn": MOMENT["before"], "closing": ["recovered"]},
        {"total": 2, "records": [["#", ["k1"], ["an"]], ["#", ["k2"], ["hoa"]]]},
    ),
    ("retention/due_cases", {**ASK, "withdrawn": OLD, "closing": ["died"]}, NOBODY),
    ("retention/due_events", {**ASK, "withdrawn": OLD}, one(["e2"], ["binh"])),
    ("retention/due_lists", {**MOMENT, "open": ["k2"]}, one(["l"], [])),
    ("retention/due_lists", {**MOMENT, "open": ["k1"]}, NOBODY),
    ("retention/due_imports", MOMENT, one(["i"], [])),
    ("retention/due_sessions", MOMENT, {"total": 2, "records": [["#", ["s"], []], ["#", ["t"], []]]}),
    ("retention/due_persons", {"frozen": [], "limit": 10, "counting": False}, one(["gone"], ["gone"])),
    ("retention/due_persons", {"frozen": ["gone"], "limit": 10, "counting": False}, NOBODY),
    ("retention/due_suggestions", {"limit": 10, "counting": False}, one(["p"], [])),
    ("retention/due_places", {"limit": 10, "counting": False}, one(["q"], [])),
    ("retention/settled", {"before": NOW}, {"last": "2021-05-12"}),
    ("retention/settled", {"before": datetime(2021, 5, 12, tzinfo=UTC)}, {"last": "2021-05-01"}),
    ("retention/settled", {"before": OLD}, {"last": "2021-01-01"}),
    ("retention/settled", {"before": datetime(2020, 1, 1, tzinfo=UTC)}, {"last": None}),
    ("retention/batches", {"purge": "purge-000001"}, {"batches": [{"kind": "work", "count": 1, "records": ["d1"]}]}),
    ("retention/batches", {"purge": "none"}, {"batches": []}),
    (
        "retention/purges",
        {"key": None, "skip": 0, "limit": 5},
        {"total": 1, "purges": [{"key": "purge-000001", "number": 1, "batches": 1}]},
    ),
    ("retention/purges", {"key": "none", "skip": 0, "limit": 5}, {"total": 0, "purges": []}),
    ("retention/removed", {"digests": ["d2"]}, {"batches": [["purge-000001", "work", "2021-05-20"]]}),
    ("retention/removed", {"digests": ["d1", "x"]}, {"batches": [["purge-000001", "work", "2021-05-20"]]}),
    ("retention/removed", {"digests": ["x"]}, {"batches": []}),
]  # fmt: skip

WRITES: list[tuple[str, dict[str, Any], dict[str, Any], str, list[Any]]] = [
    (
        "retention/delete_nodes",
        {"records": ["$k1", "$an"]},
        {"count": 2},
        "MATCH (n) WHERE n:Case OR n:Worker RETURN n.key ORDER BY n.key",
        [["binh"], ["k2"]],
    ),
    (
        "retention/empty",
        {"records": ["$an"], "properties": {"phone": None, "travel": None}},
        {"count": 1},
        "MATCH (w:Worker) RETURN w.key, w.phone ORDER BY w.key",
        [["an", None], ["binh", "0912345679"]],
    ),
    (
        "retention/begin",
        {"properties": {"by": "lan"}},
        {"number": 2, "key": "purge-000002"},
        "MATCH (p:Purge) RETURN p.key, p.by ORDER BY p.key",
        [["purge-000001", None], ["purge-000002", "lan"]],
    ),
    (
        "retention/prove",
        {"purge": "purge-000001", "kind": "met", "records": ["d3", "d4"], "subjects": ["d5"], "now": NOW},
        {"key": "purge-000001~000002"},
        "MATCH (b:PurgeBatch {kind: 'met'}) RETURN b.purge, b.count, b.records, b.subjects, b.done_at",
        [["purge-000001", 2, ["d3", "d4"], ["d5"], "2021-05-20"]],
    ),
    (
        "retention/finish",
        {"purge": "purge-000001", "properties": {"digest": "x"}},
        {"count": 1},
        "MATCH (p:Purge) RETURN p.digest",
        [["x"]],
    ),
    (
        "retention/delete_edges",
        {"records": ["none"]},
        {"count": 0},
        "MATCH (:Worker)-[m:WORKS_IN]->() RETURN count(m)",
        [[3]],
    ),
]


@pytest.mark.parametrize(("name", "params", "answer"), READS, ids=[row[0] for row in READS])
def test_an_answer(drawn: Database, name: str, params: dict[str, Any], answer: dict[str, Any]) -> None:
    assert plain(drawn.ask(name, **params)) == plain(answer)


@pytest.mark.parametrize(("name", "params", "answer", "look", "expected"), WRITES)
def test_a_change_and_what_is_then_there(
    drawn: Database, name: str, params: dict[str, Any], answer: dict[str, Any], look: str, expected: list[Any]
) -> None:
    given = named(drawn, params)
    assert plain(drawn.write(lambda transaction: transaction.one(name, **given))) == answer
    assert [[plain(value) for value in row.values()] for row in run(drawn, look)] == expected


def test_edges_are_deleted_by_their_names(drawn: Database) -> None:
    found = run(drawn, "MATCH ({key: 'an'})-[m:WORKS_IN|MET]-() RETURN elementId(m)")
    names = [row[0] for row in found]
    assert drawn.write(lambda t: t.one("retention/delete_edges", records=names)) == {"count": 2}
    rows = run(drawn, "MATCH (p)-[m:WORKS_IN|MET]->(g) RETURN p.key, g.key ORDER BY g.key")
    assert [row.values() for row in rows] == [["binh", "c"], ["binh", "t"]]
