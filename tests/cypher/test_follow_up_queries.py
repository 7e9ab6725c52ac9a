"""Every query on meetings, events and issued lists, on one small drawn graph, with its whole answer."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from graph.database import Database
from tests.cypher.answers import plain
from tests.drawing import day, draw, run

NOW = datetime(2021, 5, 20, 8, tzinfo=UTC)
EARLY = datetime(2021, 5, 11, tzinfo=UTC)


@pytest.fixture
def drawn(database: Database) -> Database:
    """An and Bình of a team met; An was isolated, then it was corrected; Chi was An until somebody parted them."""
    draw(
        database,
        groups=[
            ("c", "company", None), ("w", "workshop", "c"), ("t", "team", "w"), ("v", "village", None),
            ("r", "room", "v"),
        ],
        people=[
            {"key": "an", "company": "c", "dose_1_date": date(2021, 5, 1)}, {"key": "binh", "company": "c"},
            {"key": "chi", "kind": "cohabitant"},
        ],
        memberships=[
            {"person": "an", "group": "t", "recorded_at": EARLY, "sheet": "DS", "row": 7},
            {"person": "binh", "group": "t"},
            {"person": "an", "group": "r"},
            {"person": "chi", "group": "r", "retracted_at": NOW},
        ],
        met=[
            {"a": "an", "b": "binh", "key": "m1", "since": day("9"), "until": day("10"), "setting": "ăn cưới"},
            {"a": "an", "b": "binh", "key": "m0", "since": day("9"), "until": day("9"), "retracted_at": NOW},
        ],
        events=[
            {"key": "e0", "person": "an", "kind": "isolation", "since": day("9"), "retracted_at": NOW},
            {"key": "e1", "person": "an", "kind": "isolation", "since": day("9"), "until": day("19"),
             "recorded_at": NOW,
             "place": "Trạm"},
            {"key": "e2", "person": "an", "kind": "test", "since": day("12"), "result": "negative"},
        ],
    )  # fmt: skip
    run(
        database,
        """MATCH (a:Person {key: 'an'}), (b:Person {key: 'chi'})
           CREATE (a)-[:WAS_SAME_AS {decided_at: $early, retracted_at: $now, basis: 'decided'}]->(b)
           CREATE (:IssuedList {key: 'l1', companies: ['abc', 'xyz'], question: '{}', contacts: 'packed', total: 3,
             hash: 'h', issued_at: $early, issued_by: 'lan'})
           CREATE (:IssuedList {key: 'l2', question: '{}', contacts: 'other', total: 4, hash: 'i', issued_at: $now,
             issued_by: 'lan'})""",
        early=EARLY,
        now=NOW,
    )
    return database


def listed(key: str, total: int, digest: str, on: str) -> dict[str, Any]:
    return {"hash": digest, "issued_at": on, "issued_by": "lan", "key": key, "question": "{}", "total": total}


_EVENT = {"method": None, "person": "an", "place": None, "recorded_by": None, "result": None}
_LATEST = {
    **_EVENT, "key": "e1", "kind": "isolation", "since": "2021-05-09", "until": "2021-05-19", "place": "Trạm",
}  # fmt: skip
READS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    (
        "follow_up/events",
        {"people": ["an", "binh"], "kind": "isolation", "known_at": None},
        {"events": [_LATEST]},
    ),
    (
        "analysis/isolated",
        {"since": day("19"), "known_at": None},
        {"isolations": [["an", "2021-05-09", "2021-05-19"]]},
    ),
    ("analysis/isolated", {"since": day("20"), "known_at": None}, {"isolations": []}),
    (
        "follow_up/areas",
        {"people": ["an", "chi"], "day": day("12"), "known_at": None},
        {"people": [["v", ["an"]]]},
    ),
    (
        "follow_up/people",
        {"people": ["an", "chi"], "known_at": None},
        {
            "people": [
                [
                    "an",
                    ["2021-05-01", None, None],
                    [
                        ["test", "2021-05-12", None, "negative", None, "e2"],
                        ["isolation", "2021-05-09", "2021-05-19", None, "Trạm", "e1"],
                    ],
                ],
                ["chi", [None, None, None], []],
            ]
        },
    ),
    ("lists/contacts", {"key": "l1"}, {"contacts": "packed"}),
    ("lists/contacts", {"key": "none"}, {"contacts": None}),
    (
        "lists/between",
        {"first": EARLY, "last": datetime(2021, 5, 20, tzinfo=UTC)},
        {
            "lists": [
                {
                    "contacts": "packed",
                    "hash": "h",
                    "issued_at": "2021-05-11",
                    "issued_by": "lan",
                    "key": "l1",
                    "question": "{}",
                }
            ]
        },
    ),
    ("lists/between", {"first": datetime(2021, 5, 21, tzinfo=UTC), "last": NOW}, {"lists": []}),
    (
        "lists/issued",
        {"key": None, "companies": None, "skip": 0, "limit": 1},
        {"total": 2, "lists": [listed("l2", 4, "i", "2021-05-20")]},
    ),
    (
        "lists/issued",
        {"key": "l1", "companies": None, "skip": 0, "limit": 9},
        {"total": 1, "lists": [listed("l1", 3, "h", "2021-05-11")]},
    ),
    (
        "lists/issued",
        {"key": None, "companies": ["abc"], "skip": 0, "limit": 9},
        {"total": 1, "lists": [listed("l1", 3, "h", "2021-05-11")]},
    ),
    ("lists/issued", {"key": "l2", "companies": ["abc"], "skip": 0, "limit": 9}, {"total": 0, "lists": []}),
    (
        "lists/recorded_since",
        {"people": ["an", "binh", "chi"], "groups": ["w", "r"], "moment": datetime(2021, 5, 10, tzinfo=UTC)},
        {
            "memberships": [["an", "t", ["w"], True, "DS", 7], ["chi", "r", ["r"], False, None, None]],
            "events": [["an", "2021-05-09", False], ["an", "2021-05-09", True]],
            "joins": [["an", "chi", False], ["chi", "an", False]],
        },
    ),
    (
        "meetings/of_pair",
        {"a": "binh", "b": "an"},
        {
            "meetings": [
                {"declared_by": None, "key": "m1", "setting": "ăn cưới", "since": "2021-05-09", "until": "2021-05-10"}
            ]
        },
    ),
    ("meetings/of_pair", {"a": "chi", "b": "an"}, {"meetings": []}),
    (
        "tracing/memberships",
        {"people": ["binh"], "first": day("9"), "last": day("12"), "known_at": None},
        {
            "groups": [
                {
                    "key": "t",
                    "larger": "w",
                    "larger_setting": "workshop",
                    "largest": "c",
                    "largest_setting": "company",
                    "setting": "team",
                    "spans": [[None, None, None, ["binh"]]],
                }
            ],
            "meetings": [["m1", "ăn cưới", "2021-05-09", "2021-05-10", "binh", "an"]],
        },
    ),
    (
        "tracing/records",
        {"people": ["an"], "known_at": EARLY, "companies": None},
        {
            "people": [
                {"cases": [], "isolations": [["2021-05-09", None]], "key": "an", "same": ["chi"]},
                {"cases": [], "isolations": [], "key": "chi", "same": ["an"]},
            ]
        },
    ),
]

#: A query, its parameters, its answer, a look at the graph afterwards and what is then there.
WRITES: list[tuple[str, dict[str, Any], dict[str, Any], str, list[Any]]] = [
    (
        "follow_up/record",
        {"events": [{"person": "binh", "properties": {"key": "e9", "kind": "lost", "since": day("9")}}]},
        {"count": 1},
        "MATCH (e:Event {key: 'e9'})-[:OF]->(p) RETURN p.key, e.kind, e.since",
        [["binh", "lost", "2021-05-09"]],
    ),
    (
        "follow_up/retract",
        {"keys": ["e2", "none"], "now": NOW},
        {"count": 1},
        "MATCH (e:Event {key: 'e2'}) RETURN e.retracted_at",
        [["2021-05-20"]],
    ),
    (
        "lists/issue",
        {"key": "l3", "properties": {"total": 5, "issued_by": "mai"}},
        {"key": "l3"},
        "MATCH (l:IssuedList {key: 'l3'}) RETURN l.total, l.issued_by",
        [[5, "mai"]],
    ),
    (
        "meetings/record",
        {"meetings": [{"a": "an", "b": "chi", "properties": {"key": "m9", "since": day("9"), "until": day("9")}}]},
        {"count": 1},
        "MATCH (a)-[m:MET {key: 'm9'}]->(b) RETURN a.key, b.key, m.since",
        [["an", "chi", "2021-05-09"]],
    ),
    (
        "meetings/retract",
        {"a": "binh", "b": "an", "keys": ["m1", "m0"], "now": NOW},
        {"count": 1},
        "MATCH ()-[m:MET]->() WHERE m.retracted_at IS NULL RETURN count(m)",
        [[0]],
    ),
]


@pytest.mark.parametrize(("name", "params", "answer"), READS)
def test_an_answer(drawn: Database, name: str, params: dict[str, Any], answer: dict[str, Any]) -> None:
    assert plain(drawn.ask(name, **params)) == plain(answer)


@pytest.mark.parametrize(("name", "params", "answer", "look", "expected"), WRITES, ids=[row[0] for row in WRITES])
def test_a_change_and_what_is_then_there(
    drawn: Database, name: str, params: dict[str, Any], answer: dict[str, Any], look: str, expected: list[Any]
) -> None:
    assert drawn.write(lambda transaction: transaction.one(name, **params)) == answer
    assert [[plain(value) for value in row.values()] for row in run(drawn, look)] == expected
