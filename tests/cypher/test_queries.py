"""Every query on one small drawn graph, with its whole answer. A query without a line here fails the last test."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest

from graph.database import Database
from graph.queries import queries
from tests.cypher import test_account_queries as accounts
from tests.cypher import test_backup_queries as backup
from tests.cypher import test_browser_queries as browser
from tests.cypher import test_follow_up_queries as follow_up
from tests.cypher import test_identity_queries as identity
from tests.cypher import test_retention_queries as retention
from tests.cypher import test_rights_queries as rights
from tests.cypher.answers import plain
from tests.cypher.reads import READS
from tests.drawing import day, draw, run

NOW = datetime(2021, 5, 20, 8, tzinfo=UTC)


@pytest.fixture
def drawn(database: Database) -> Database:
    """Two firms; a worker, her cohabitant and a worker of the other firm in one house; one of them on two rosters."""
    draw(
        database,
        groups=[
            ("abc", "company", None),
            ("abc~may", "workshop", "abc"),
            ("abc~may~1", "team", "abc~may"),
            ("xyz", "company", None),
            ("v", "village", None),
            ("h", "house", "v"),
            ("r", "room", "h"),
            ("29b", "vehicle", None),
        ],
        people=[
            {"key": "abc~w1", "name": "Đặng Thị Đào", "company": "abc", "code_key": "w1", "code": "W1",
             "citizen_id": "024195000123", "phone": "0912345678", "birth_date": date(1995, 3, 8), "birth_year": 1995},
            {"key": "abc~w2", "name": "Lê Văn An", "company": "abc", "code_key": "w2"},
            {"key": "xyz~w1", "name": "Lê Văn An", "company": "xyz", "code_key": "w1"},
            {"key": "r~hoa", "name": "Hoa", "kind": "cohabitant", "birth_year": 2001},
        ],
        memberships=[
            {"person": "abc~w1", "group": "abc~may~1", "since": day("1"), "shift": "a"},
            {"person": "abc~w2", "group": "abc~may", "until": day("10")},
            {"person": "abc~w2", "group": "abc~may~1", "since": day("11"), "shift": "b"},
            {"person": "xyz~w1", "group": "xyz"},
            {"person": "abc~w1", "group": "r", "since": day("2")},
            {"person": "r~hoa", "group": "r", "since": day("2"), "named_by": "abc~w1"},
            {"person": "xyz~w1", "group": "h", "since": day("3")},
            {"person": "abc~w2", "group": "r", "retracted_at": datetime(2021, 5, 15, tzinfo=UTC)},
            {"person": "abc~w1", "group": "29b"},
        ],
        same_as=[("abc~w2", "xyz~w1")],
        cases=[
            {"key": "c1", "person": "abc~w1", "onset": day("10"), "isolated": day("12")},
            {"key": "c2", "person": "xyz~w1", "sampled": day("5"), "retracted_at": NOW, "retraction_reason": "typo"},
        ],
    )  # fmt: skip
    run(
        database,
        """MATCH (c:Company {key: 'abc'})
           SET c.tax_code = '2400123456', c.last_as_of = date('2021-05-08'), c.last_run = 'i1'""",
    )
    run(
        database,
        """CREATE (:Import {key: 'i1', file: 'a.xlsx', state: 'done', mode: 'apply', company: 'abc',
             as_of: date('2021-05-08'), started_at: $now, report: '{}', content_hash: 'h', options: 'o', dated: true})
           CREATE (:Import {key: 'i0', file: 'z.xlsx', state: 'done', mode: 'apply', company: 'abc',
             as_of: date('2021-05-05'), started_at: $now, report: '{}', content_hash: 'g', options: 'o',
             recalled: ['m']})
           CREATE (:Import {key: 'i2', file: 'b.xlsx', state: 'queued', mode: 'check', started_at: $now})
           CREATE (s:Suggestion {key: 's', state: 'rejected'})
           CREATE (:Mapping {key: 'abc~1', company: 'abc', signature: '1', columns: '{"ten cn":"name"}',
             confirmed_at: $now})""",
        now=NOW,
    )
    run(
        database,
        """MATCH (s:Suggestion), (p:Person) WHERE p.key IN ['abc~w1', 'xyz~w1'] CREATE (s)-[:ABOUT]->(p)""",
    )
    run(database, "MATCH ()-[s:SAME_AS]->() SET s.basis = 'citizen-id', s.decided_by = 'rule'")
    run(database, "MATCH (l:Ledger) SET l.revision = 7")
    return database


@pytest.mark.parametrize(("name", "params", "expected"), READS, ids=[name for name, _, _ in READS])
def test_a_question_and_its_answer(
    drawn: Database, name: str, params: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert plain(drawn.ask(name, **params)) == plain(expected)


#: A query that writes, its parameters, what it answers, and a look at the graph with what is then there.
WRITES: list[tuple[str, dict[str, Any], dict[str, Any], str, list[Any]]] = [
    ("backup/hold_log", {}, {"logs": 0}, "MATCH (h:AuditHead) RETURN h.key", []),
    (
        "audit/lock",
        {"now": NOW, "batch": "b"},
        {"number": 0, "hash": None, "known": []},
        "MATCH (h:AuditHead) RETURN h.key, h.number",
        [["head", 0]],
    ),
    (
        # Without a head there is no log to append to: lock makes it first.
        "audit/append",
        {"entries": [{"key": "1"}], "number": 1, "hash": "h", "batch": "b"},
        {"added": 0},
        "MATCH (n) WHERE n:AuditEntry OR n:AuditHead RETURN n.key",
        [],
    ),
    (
        "cases/register",
        {
            "key": "c9",
            "person": "abc~w2",
            "properties": {"onset": day("9"), "disease": "covid-19", "registered_at": NOW},
        },
        {"key": "c9"},
        "MATCH (c:Case {key: 'c9'})-[:OF]->(p) RETURN p.key, c.onset, c.disease, c.registered_at",
        [["abc~w2", "2021-05-09", "covid-19", "2021-05-20"]],
    ),
    (
        "cases/update",
        {"key": "c1", "properties": {"isolated": day("13")}},
        {"key": "c1"},
        "MATCH (c:Case {key: 'c1'}) RETURN c.onset, c.isolated",
        [["2021-05-10", "2021-05-13"]],
    ),
    (
        "loading/create_cohabitants",
        {"people": [{"key": "r~em", "name": "Em", "folded_name": "em"}]},
        {"count": 1},
        "MATCH (p:Person:Cohabitant) RETURN p.key, p.name ORDER BY p.key",
        [["r~em", "Em"], ["r~hoa", "Hoa"]],
    ),
    (
        "loading/create_workers",
        {"people": [{"key": "xyz~w2", "name": "Mai", "folded_name": "mai", "company": "xyz"}]},
        {"count": 1},
        "MATCH (p:Person:Worker {company: 'xyz'}) RETURN p.key, p.name ORDER BY p.key",
        [["xyz~w1", "Lê Văn An"], ["xyz~w2", "Mai"]],
    ),
    (
        "loading/join",
        {
            "pairs": [
                {"worker": "abc~w1", "other": "r~hoa", "basis": "housemate"},
                {"worker": "xyz~w1", "other": "abc~w2", "basis": "housemate"},
            ],
            "now": NOW,
        },
        {"count": 2},
        "MATCH (a)-[s:SAME_AS]->(b) RETURN a.key, b.key, s.basis, s.decided_by ORDER BY a.key",
        [["abc~w1", "r~hoa", "housemate", "rule"], ["abc~w2", "xyz~w1", "citizen-id", "rule"]],
    ),
    (
        "loading/forget_mapping",
        {"key": "abc~1"},
        {"count": 1},
        "MATCH (m:Mapping) RETURN count(m)",
        [[0]],
    ),
    (
        "loading/write_mappings",
        {
            "mappings": [
                {"key": "abc~1", "company": "abc", "tax_code": "9", "signature": "1", "columns": "{}"},
                {"key": "xyz~2", "company": "xyz", "tax_code": None, "signature": "2", "columns": "{}"},
            ],
            "now": NOW,
        },
        {"count": 2},
        "MATCH (m:Mapping) RETURN m.key, m.tax_code, m.columns, m.confirmed_at ORDER BY m.key",
        [["abc~1", "9", "{}", "2021-05-20"], ["xyz~2", None, "{}", "2021-05-20"]],
    ),
    ("loading/ledger", {}, {"revision": 8}, "MATCH (l:Ledger) RETURN l.revision", [[8]]),
    (
        "loading/part",
        {"pairs": [{"worker": "xyz~w1", "other": "abc~w2"}], "now": NOW},
        {"count": 1},
        "MATCH (a)-[s:SAME_AS|WAS_SAME_AS]->(b) RETURN type(s), a.key, b.key, s.basis, s.retracted_at",
        [["WAS_SAME_AS", "xyz~w1", "abc~w2", "citizen-id", "2021-05-20"]],
    ),
    *(
        (
            f"loading/record_{name}",
            {
                "groups": [
                    {
                        "group": group,
                        "import": "i1",
                        "sheet": "DS",
                        "members": [{"person": "r~hoa", "properties": {"since": day("4"), "row": 9}}],
                    }
                ],
                "now": NOW,
            },
            {"count": 1},
            f"MATCH (:Person {{key: 'r~hoa'}})-[m:{edge}]->(:Group {{key: '{group}'}}) WHERE m.row = 9 "
            "RETURN m.since, m.import, m.sheet, m.recorded_at",
            [["2021-05-04", "i1", "DS", "2021-05-20"]],
        )
        for name, edge, group in (("work", "WORKS_IN", "xyz"), ("homes", "LIVES_IN", "h"), ("rides", "RIDES", "29b"))
    ),
    (
        "loading/retract",
        {"edges": ["$edge"], "now": NOW},
        {"count": 1},
        "MATCH (p)-[m]->(g) WHERE m.retracted_at = datetime('2021-05-20T08:00Z') RETURN p.key, type(m), g.key",
        [["abc~w1", "WORKS_IN", "abc~may~1"]],
    ),
    (
        "loading/update_people",
        {"people": [{"key": "r~hoa", "properties": {"phone": "0911111111", "birth_year": None}}]},
        {"count": 1},
        "MATCH (p:Cohabitant) RETURN p.key, p.name, p.phone, p.birth_year",
        [["r~hoa", "Hoa", "0911111111", None]],
    ),
    (
        "loading/update_positions",
        {"edges": [{"edge": "$edge", "position": "Tổ trưởng"}]},
        {"count": 1},
        "MATCH (p)-[m:WORKS_IN]->() WHERE m.position IS NOT NULL RETURN p.key, m.position",
        [["abc~w1", "Tổ trưởng"]],
    ),
    (
        "loading/write_companies",
        {
            "companies": [
                {"key": "abc", "name": "Another", "tax_code": "9", "as_of": day("20"), "run": "i9"},
                {"key": "neu", "name": "Neu", "tax_code": None, "as_of": day("20"), "run": "i9"},
            ]
        },
        {"count": 2},
        "MATCH (c:Company:Group) RETURN c.key, c.name, c.tax_code, c.last_as_of, c.last_run ORDER BY c.key",
        [
            ["abc", "abc", "2400123456", "2021-05-20", "i9"],
            ["neu", "Neu", None, "2021-05-20", "i9"],
            ["xyz", "xyz", None, None, None],
        ],
    ),
    (
        "loading/write_imports",
        {"imports": [{"key": "i2", "properties": {"state": "done"}}, {"key": "i3", "properties": {"state": "queued"}}]},
        {"count": 2},
        "MATCH (i:Import) WHERE i.key > 'i1' RETURN i.key, i.file, i.state ORDER BY i.key",
        [["i2", "b.xlsx", "done"], ["i3", None, "queued"]],
    ),
    *(
        (
            f"loading/write_{name}",
            {
                "groups": [
                    {"key": "new", "properties": {"name": "New", "setting": "s"}, "part_of": larger},
                    {"key": known, "properties": {"name": "Another"}, "part_of": None},
                ]
            },
            {"count": 1},
            f"MATCH (g:Group:{label}) WHERE g.key IN ['new', '{known}'] "
            "RETURN g.key, g.name, [(g)-[:PART_OF]->(l) | l.key] ORDER BY g.key",
            sorted([["new", "New", [larger]], [known, known, larger_of_known]]),
        )
        for name, label, known, larger, larger_of_known in (
            ("residences", "Residence", "r", "h", ["h"]),
            ("teams", "Team", "abc~may~1", "abc~may", ["abc~may"]),
            ("vehicles", "Vehicle", "29b", "abc", list[str]()),
            ("workshops", "Workshop", "abc~may", "abc", ["abc"]),
        )
    ),
]


@pytest.mark.parametrize(("name", "params", "answer", "look", "expected"), WRITES, ids=[row[0] for row in WRITES])
def test_a_change_and_what_is_then_there(
    drawn: Database, name: str, params: dict[str, Any], answer: dict[str, Any], look: str, expected: list[Any]
) -> None:
    edges = {"$edge": edge_of(drawn, "abc~w1", "abc~may~1")}
    given = filled(params, edges)
    assert drawn.write(lambda transaction: transaction.one(name, **given)) == answer
    assert [[plain(value) for value in row.values()] for row in run(drawn, look)] == expected


def test_every_query_is_here() -> None:
    tested = {
        row[0]
        for some in (
            READS,
            WRITES,
            identity.READS,
            identity.WRITES,
            follow_up.READS,
            follow_up.WRITES,
            browser.READS,
            backup.READS,
            backup.WRITES,
            accounts.READS,
            accounts.WRITES,
            retention.READS,
            retention.WRITES,
            rights.READS,
            rights.WRITES,
            follow_up.READS,
            follow_up.WRITES,
            browser.READS,
        )
        for row in some
    }
    assert tested | set(accounts.STEPS) == set(queries())


def filled(params: Any, edges: Mapping[str, str]) -> Any:
    """Put the names of edges, which Neo4j gives, into parameters."""
    if isinstance(params, dict):
        return {name: filled(one, edges) for name, one in params.items()}
    if isinstance(params, list):
        return [filled(one, edges) for one in params]
    return edges.get(params, params) if isinstance(params, str) else params


def edge_of(database: Database, person: str, group: str) -> str:
    rows = run(
        database,
        "MATCH ({key: $person})-[m]->({key: $group}) RETURN elementId(m)",
        person=person,
        group=group,
    )
    return str(rows[0][0])
