"""Every query on one person's rights, on one small drawn graph, with its whole answer."""

from datetime import UTC, datetime
from typing import Any

import pytest

from graph.database import Database
from tests.cypher.answers import plain
from tests.drawing import RECORDED, day, draw, run

NOW = datetime(2021, 5, 20, 8, tzinfo=UTC)
OF_AN = "MATCH (p:Person) RETURN p.key, p.name, p.phone ORDER BY p.key"


@pytest.fixture
def drawn(database: Database) -> Database:
    """An, with a case, a test and a meeting, in an implied room with Hoa, whom she named; a list, a report, the log."""
    draw(
        database,
        groups=[("c", "company", None), ("noi_o~cua_an", "room", None)],
        people=[{"key": "an", "phone": "0912345678"}, {"key": "hoa", "kind": "cohabitant"}, {"key": "an2"}],
        memberships=[
            {"person": "an", "group": "c", "since": day("1"), "import": "i", "sheet": "DS", "row": 7},
            {"person": "an", "group": "noi_o~cua_an"},
            {"person": "hoa", "group": "noi_o~cua_an", "named_by": "an"},
        ],
        same_as=[("an", "an2")],
        cases=[{"key": "covid-19~an~2021-05-04", "person": "an", "onset": day("4")}],
        met=[{"a": "an", "b": "hoa", "key": "met~an~hoa~2021-05-03", "since": day("3"), "until": day("3")}],
        events=[{"key": "test~an~x", "person": "an", "kind": "test", "since": day("4")}],
    )
    run(
        database,
        """MATCH (a {key: 'an'}), (h {key: 'hoa'})
           CREATE (:Import {key: 'i', file: 'a.xlsx', as_of: date('2021-05-08'), started_at: $now,
               report: '"An Nguyễn"'}),
             (:IssuedList {key: 'l', question: 'q', contacts: 'c'}),
             (:AuditEntry {key: '1', number: 1, text: '{"subject":"abc"}'}),
             (s:Suggestion {key: 's'}), (s)-[:ABOUT]->(a), (s)-[:ABOUT]->(h)""",
        now=NOW,
    )
    return database


READS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    (
        "rights/held",
        {"people": ["an", "none"]},
        {
            "records": [
                {
                    "properties": {"key": "an", "name": "an", "folded_name": "an", "phone": "0912345678"},
                    "kind": "worker",
                    "memberships": [
                        {
                            "type": "WORKS_IN", "group": "c", "name": "c", "setting": "company",
                            "fact": {"since": day("1").isoformat(), "import": "i", "sheet": "DS", "row": 7,
                                     "recorded_at": RECORDED.date().isoformat()},
                            "source": [{"key": "i", "file": "a.xlsx", "as_of": "2021-05-08",
                                        "started_at": "2021-05-20"}],
                        },
                        {
                            "type": "LIVES_IN", "group": "noi_o~cua_an", "name": "noi_o~cua_an", "setting": "room",
                            "fact": {"recorded_at": RECORDED.date().isoformat()}, "source": [],
                        },
                    ],
                    "cases": [{"key": "covid-19~an~2021-05-04", "onset": "2021-05-04", "disease": "covid-19",
                               "registered_at": RECORDED.date().isoformat()}],
                    "events": [{"key": "test~an~x", "kind": "test", "since": "2021-05-04",
                                "recorded_at": RECORDED.date().isoformat()}],
                    "meetings": [{"key": "met~an~hoa~2021-05-03", "since": "2021-05-03", "until": "2021-05-03",
                                  "recorded_at": RECORDED.date().isoformat()}],
                    "joins": [{"type": "SAME_AS", "other": "an2",
                               "fact": {"decided_at": RECORDED.date().isoformat()}}],
                    "suggestions": 1,
                    "housemates": 1,
                }
            ]
        },
    ),
    ("rights/looked", {"subjects": ["abc"]}, {"entries": ['{"subject":"abc"}']}),
    ("rights/looked", {"subjects": ["ab"]}, {"entries": []}),
    ("rights/reports", {"texts": ["x", "An Nguyễn"]}, {"reports": [["i", '"An Nguyễn"']]}),
    ("rights/reports", {"texts": []}, {"reports": []}),
]  # fmt: skip

WRITES: list[tuple[str, dict[str, Any], dict[str, Any], str, list[Any]]] = [
    (
        "rights/correct",
        {"key": "an", "properties": {"phone": None, "sex": "female"}},
        {"count": 1},
        "MATCH (p {key: 'an'}) RETURN p.phone, p.sex",
        [[None, "female"]],
    ),
    (
        "rights/pseudonymise",
        {"old": "an", "new": "xoa_1", "properties": {"name": "-", "phone": None}},
        {"count": 1},
        """MATCH (p:Person {key: 'xoa_1'}) RETURN p.name, p.phone, COLLECT { MATCH (p)<-[:OF]-(n) RETURN n.key ORDER BY
           n.key}, COLLECT { MATCH (p)-[m:MET]-() RETURN m.key }, COLLECT { MATCH (p)-[:LIVES_IN]->(g) RETURN g.key },
           COLLECT { MATCH ()-[m:LIVES_IN]->() WHERE m.named_by IS NOT NULL RETURN m.named_by },
           COUNT { MATCH (:Suggestion) }, COUNT { (p)-[:SAME_AS]-() }, COUNT { (p)-[:WORKS_IN]->() }""",
        [["-", None, ["covid-19~xoa_1~2021-05-04", "test~xoa_1~x"], ["met~xoa_1~hoa~2021-05-03"],
          ["noi_o~cua_xoa_1"], ["xoa_1"], 0, 1, 1]],
    ),
    (
        "rights/erase",
        {"key": "an", "new": "xoa_1"},
        {"events": 3, "count": 1},
        OF_AN,
        [["an2", "an2", None], ["hoa", "hoa", None]],
    ),
    (
        "rights/write_report",
        {"key": "i", "report": "x"},
        {"count": 1},
        "MATCH (i:Import) RETURN i.report",
        [["x"]],
    ),
    (
        "rights/write_list",
        {"key": "l", "question": "x", "contacts": "y"},
        {"count": 1},
        "MATCH (l:IssuedList) RETURN l.question, l.contacts, l.erased",
        [["x", "y", 1]],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "params", "answer"), READS, ids=[row[0] for row in READS])
def test_an_answer(drawn: Database, name: str, params: dict[str, Any], answer: dict[str, Any]) -> None:
    assert plain(drawn.ask(name, **params)) == plain(answer)


@pytest.mark.parametrize(("name", "params", "answer", "look", "expected"), WRITES, ids=[row[0] for row in WRITES])
def test_a_change_and_what_is_then_there(
    drawn: Database, name: str, params: dict[str, Any], answer: dict[str, Any], look: str, expected: list[Any]
) -> None:
    assert plain(drawn.write(lambda transaction: transaction.one(name, **params))) == answer
    assert [[plain(value) for value in row.values()] for row in run(drawn, look)] == expected


def test_nothing_of_somebody_erased_is_left(drawn: Database) -> None:
    drawn.write(lambda transaction: transaction.one("rights/erase", key="an", new="xoa_1"))
    assert run(drawn, "MATCH (n:Case|Event|Suggestion) RETURN count(n)")[0][0] == 0
    assert run(drawn, "MATCH ()-[m:MET|WORKS_IN]-() RETURN count(m)")[0][0] == 0
    homes = run(drawn, "MATCH (:Person)-[m:LIVES_IN]->(g) RETURN m.named_by, g.key")
    assert [row.values() for row in homes] == [["xoa_1", "noi_o~cua_xoa_1"]]
