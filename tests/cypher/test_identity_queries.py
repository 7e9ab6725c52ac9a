"""Every query on who is who, on one small drawn graph, with its whole answer."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from graph.database import Database
from tests.cypher.answers import plain
from tests.drawing import day, draw, run

NOW = datetime(2021, 5, 20, 8, tzinfo=UTC)
BORN = date(1995, 3, 8)


@pytest.fixture
def drawn(database: Database) -> Database:
    """A room with Đào of one firm, Đào of another, and a housemate Đào whom An named; and pairs in every state."""
    draw(
        database,
        groups=[("abc", "company", None), ("xyz", "company", None), ("r", "room", None), ("q", "room", None)],
        people=[
            {"key": "abc~dao", "name": "Đặng Thị Đào", "company": "abc", "citizen_id": "024195000123",
             "phone": "0912345678", "birth_date": BORN, "birth_year": 1995, "sex": "female"},
            {"key": "xyz~dao", "name": "Đặng Thị Đạo", "company": "xyz", "citizen_id": "024195000123",
             "birth_date": BORN, "birth_year": 1995},
            {"key": "abc~an", "name": "Lê Văn An", "company": "abc", "phone": "0912345678"},
            {"key": "abc~an2", "name": "Lê An", "company": "abc"},
            {"key": "r~dao", "name": "Đào", "kind": "cohabitant", "phone": "0987654321"},
            {"key": "q~dao", "name": "Đào", "kind": "cohabitant", "phone": "0987654321"},
        ],
        memberships=[
            {"person": "abc~dao", "group": "r"},
            {"person": "xyz~dao", "group": "r", "until": day("12")},
            {"person": "abc~an", "group": "r"},
            {"person": "abc~an2", "group": "r"},
            {"person": "r~dao", "group": "r", "named_by": "abc~an"},
            {"person": "q~dao", "group": "r", "until": day("10")},
            {"person": "q~dao", "group": "q", "since": day("15"), "named_by": "abc~an2"},
        ],
        same_as=[("abc~an", "abc~an2")],
    )  # fmt: skip
    run(
        database,
        """MATCH ()-[j:SAME_AS]->() SET j.basis = 'citizen-id', j.decided_by = 'rule', j.decided_at = $now
           WITH count(*) AS joins UNWIND [['open', 'abc~dao', 'xyz~dao'], ['rejected', 'r~dao', 'q~dao'],
             ['stale', 'abc~an', 'r~dao']] AS row
           MATCH (a:Person {key: row[1]}), (b:Person {key: row[2]})
           CREATE (s:Suggestion {key: row[0], score: 0.5, reasons: ['phone'], found_at: $now, searched: 6,
             state: CASE row[0] WHEN 'rejected' THEN 'rejected' ELSE 'open' END})
           CREATE (s)-[:ABOUT]->(a), (s)-[:ABOUT]->(b)
           SET s.decided_by = CASE row[0] WHEN 'rejected' THEN 'lan' END""",
        now=NOW,
    )
    run(database, "MERGE (l:Ledger {key: 'ledger'}) SET l.revision = 7, l.searched = 6")
    return database


def shown(one: str, other: str, **known: Any) -> dict[str, Any]:
    """Return a pair of a list."""
    empty = {"score": None, "reasons": ["phone"], "found_at": None, "decided_by": None, "decided_at": None}
    return {"people": [one, other], **empty, **known}


def record(key: str, name: str, **known: Any) -> dict[str, Any]:
    """Return a record as asked for comparing."""
    empty = dict.fromkeys(("company", "birth_date", "birth_year", "sex", "citizen_id", "phone"))
    return {"key": key, "kind": "worker", "folded_name": name, **empty, "namers": [], **known}


OPEN = [
    shown("abc~an", "r~dao", score=0.5, found_at="2021-05-20"),
    shown("abc~dao", "xyz~dao", score=0.5, found_at="2021-05-20"),
]

READS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("identity/searched", {}, {"revision": 7, "searched": 6}),
    ("identity/same_citizen_id", {"most": 2}, {"groups": [["abc~dao", "xyz~dao"]]}),
    ("identity/same_citizen_id", {"most": 1}, {"groups": []}),
    ("identity/same_birthday", {"most": 2}, {"groups": [["abc~dao", "xyz~dao"]]}),
    ("identity/same_phone", {"most": 2}, {"groups": [["abc~an", "abc~dao"], ["q~dao", "r~dao"]]}),
    # An and An are of one roster; the Đào who moved out on the 10th is no longer there.
    ("identity/same_room", {"most": 9, "day": day("11")}, {"groups": [["abc~dao", "r~dao", "xyz~dao"]]}),
    ("identity/same_room", {"most": 9, "day": day("13")}, {"groups": [["abc~dao", "r~dao"]]}),
    ("identity/same_room", {"most": 4, "day": day("11")}, {"groups": []}),
    (
        "identity/records",
        {"people": ["abc~dao", "r~dao", "nobody"]},
        {
            "records": [
                record(
                    "abc~dao",
                    "dang thi dao",
                    company="abc",
                    birth_date="1995-03-08",
                    birth_year=1995,
                    sex="female",
                    citizen_id="024195000123",
                    phone="0912345678",
                ),
                record("r~dao", "dao", kind="cohabitant", phone="0987654321", namers=["abc~an"]),
            ]
        },
    ),
    (
        "identity/namesakes",
        {"names": ["dang thi dao", "dao", "le an"]},
        {"namesakes": [["dang thi dao", 2], ["le an", 1]]},
    ),
    ("identity/joins", {}, {"pairs": [{"people": ["abc~an", "abc~an2"], "decided_by": "rule"}]}),
    (
        "identity/joined",
        {"companies": ["abc"], "skip": 0, "limit": 5},
        {
            "total": 1,
            "pairs": [
                shown("abc~an", "abc~an2", reasons=["citizen-id"], decided_by="rule", decided_at="2021-05-20"),
            ],
        },
    ),
    ("identity/joined", {"companies": ["xyz"], "skip": 0, "limit": 5}, {"total": 0, "pairs": []}),
    (
        "identity/suggestions",
        {"state": "open", "companies": None, "skip": 0, "limit": 5},
        {"total": 2, "pairs": OPEN},
    ),
    (
        "identity/suggestions",
        {"state": "open", "companies": None, "skip": 0, "limit": 1},
        {"total": 2, "pairs": OPEN[:1]},
    ),
    (
        "identity/suggestions",
        {"state": "open", "companies": ["xyz"], "skip": 0, "limit": 5},
        {"total": 1, "pairs": OPEN[1:]},
    ),
    ("identity/suggestion", {"key": "none"}, {"suggestion": None}),
    ("identity/suggestion", {"key": "stale"}, {"suggestion": {"state": "open", "people": ["abc~an", "r~dao"]}}),
]


@pytest.mark.parametrize(("name", "params", "expected"), READS)
def test_a_question_and_its_answer(
    drawn: Database, name: str, params: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert plain(drawn.ask(name, **params)) == plain(expected)


ABOUT = """MATCH (a)<-[:ABOUT]-(s:Suggestion)-[:ABOUT]->(b) WHERE a.key < b.key
  RETURN s.key, s.state, s.decided_by, s.score, a.key, b.key ORDER BY s.key"""
JOINED = "MATCH (a)-[s:SAME_AS]->(b) RETURN a.key, b.key, s.basis, s.decided_by ORDER BY a.key, b.key"
OPENED = ["open", "open", None, 0.5, "abc~dao", "xyz~dao"]
REJECTED = ["rejected", "rejected", "lan", 0.5, "q~dao", "r~dao"]
STALE = ["stale", "open", None, 0.5, "abc~an", "r~dao"]
PAIR = {"score": 0.9, "reasons": ["room"]}

WRITES: list[tuple[str, dict[str, Any], dict[str, Any], str, list[Any]]] = [
    (
        "identity/mark_searched",
        {"revision": 7},
        {"revision": 7},
        "MATCH (l:Ledger) RETURN l.revision, l.searched",
        [[7, 7]],
    ),
    (
        "identity/write_suggestions",
        {
            "suggestions": [
                {"key": "open", "one": "abc~dao", "other": "xyz~dao", **PAIR},
                {"key": "rejected", "one": "q~dao", "other": "r~dao", **PAIR},
                {"key": "joined", "one": "abc~an", "other": "abc~an2", **PAIR},
                {"key": "new", "one": "abc~dao", "other": "r~dao", **PAIR},
                {"key": "gone", "one": "abc~dao", "other": "nobody", **PAIR},
            ],
            "revision": 7,
            "now": NOW,
        },
        {"count": 2},
        ABOUT,
        [["new", "open", None, 0.9, "abc~dao", "r~dao"], [*OPENED[:3], 0.9, *OPENED[4:]], REJECTED, STALE],
    ),
    ("identity/forget_suggestions", {"revision": 6}, {"count": 0}, ABOUT, [OPENED, REJECTED, STALE]),
    ("identity/forget_suggestions", {"revision": 7}, {"count": 2}, ABOUT, [REJECTED]),
    (
        "identity/accept",
        {"key": "stale", "people": ["r~dao", "abc~an"], "by": "lan", "now": NOW},
        {"count": 1},
        JOINED,
        [["abc~an", "abc~an2", "citizen-id", "rule"], ["abc~an", "r~dao", "decided", "lan"]],
    ),
    (
        "identity/accept",
        {"key": "none", "people": ["abc~an2", "abc~an"], "by": "lan", "now": NOW},
        {"count": 1},
        JOINED,
        [["abc~an", "abc~an2", "decided", "lan"]],
    ),
    ("identity/part", {"people": ["abc~an2", "abc~an"], "now": NOW}, {"count": 1}, JOINED, []),
    (
        "identity/reject",
        {"key": "open", "people": ["abc~dao", "xyz~dao"], "by": "lan", "now": NOW},
        {"count": 1},
        ABOUT,
        [["open", "rejected", "lan", 0.5, "abc~dao", "xyz~dao"], REJECTED, STALE],
    ),
    (
        "identity/reopen",
        {"key": "rejected", "people": ["q~dao", "r~dao"], "now": NOW},
        {"count": 1},
        ABOUT,
        [OPENED, ["rejected", "open", None, 0.5, "q~dao", "r~dao"], STALE],
    ),
    # The loaders' rules do not join what a person took apart.
    (
        "loading/join",
        {
            "pairs": [
                {"worker": "r~dao", "other": "q~dao", "basis": "housemate"},
                {"worker": "abc~dao", "other": "xyz~dao", "basis": "citizen-id"},
            ],
            "now": NOW,
        },
        {"count": 1},
        JOINED,
        [["abc~an", "abc~an2", "citizen-id", "rule"], ["abc~dao", "xyz~dao", "citizen-id", "rule"]],
    ),
]


@pytest.mark.parametrize(("name", "params", "answer", "look", "expected"), WRITES)
def test_a_change_and_what_is_then_there(
    drawn: Database, name: str, params: dict[str, Any], answer: dict[str, Any], look: str, expected: list[Any]
) -> None:
    assert drawn.write(lambda transaction: transaction.one(name, **params)) == answer
    assert [row.values() for row in run(drawn, look)] == expected
