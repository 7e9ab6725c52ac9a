"""Suggestions over a graph: found, decided, taken back, and kept out of the rules' way."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from graph.database import Database
from graph.errors import Invalid, NotFound
from graph.identity.likeness import pair_key
from graph.identity.suggestions import Decision, decide, list_pairs, refresh
from tests.drawing import draw, run

NOW = datetime(2021, 5, 20, 8, tzinfo=UTC)
TODAY = date(2021, 5, 20)
PAIR = pair_key("abc~dao", "xyz~dao")


@pytest.fixture
def drawn(database: Database) -> Database:
    """Đào of two firms with one phone and one day of birth; An, joined with himself through a third record."""
    born = {"birth_date": date(1995, 3, 8), "birth_year": 1995}
    an = {"name": "Lê Văn An", "phone": "0987654321"}
    draw(
        database,
        groups=[("abc", "company", None), ("xyz", "company", None)],
        people=[
            {"key": "abc~dao", "name": "Đặng Thị Đào", "company": "abc", "phone": "0912345678", **born},
            {"key": "xyz~dao", "name": "Đặng Thị Đào", "company": "xyz", "phone": "0912345678", **born},
            {"key": "abc~an", "company": "abc", **an},
            {"key": "xyz~an", "company": "xyz", **an},
            {"key": "r~an", "kind": "cohabitant", "name": "An", "phone": "0911111111"},
        ],
        same_as=[("abc~an", "r~an"), ("xyz~an", "r~an")],
    )
    run(database, "MATCH ()-[s:SAME_AS]->() SET s.basis = 'citizen-id', s.decided_by = 'rule'")
    run(database, "MERGE (l:Ledger {key: 'ledger'}) SET l.revision = 1")
    return database


def pairs(database: Database, state: str = "open", **asked: Any) -> list[tuple[str, Any]]:
    """Search again, and return the keys in that state with what is said of them."""
    refresh(database, day=TODAY, now=NOW)
    document = list_pairs(database, state=state, day=TODAY, limit=10, offset=0, **asked)
    assert document["total"] == len(document["pairs"])
    return [(pair["key"], pair["decided_by"] or pair["score"]) for pair in document["pairs"]]


def say(database: Database, decision: Decision, key: str = PAIR) -> str:
    return str(decide(database, key, decision, by="lan", now=NOW)["state"])


def test_a_pair_has_both_people_in_full(drawn: Database) -> None:
    refresh(drawn, day=TODAY, now=NOW)
    (pair,) = list_pairs(drawn, day=TODAY, limit=10, offset=0)["pairs"]
    people = pair.pop("people")
    assert pair == {
        "key": PAIR,
        "state": "open",
        "score": 0.9,
        "reasons": ["name-and-birth-date", "phone"],
        "found_at": "2021-05-20T08:00:00.000000000+00:00",
        "decided_by": None,
        "decided_at": None,
    }
    assert [person["key"] for person in people] == ["abc~dao", "xyz~dao"]
    assert {"citizen_id", "home_address", "phone", "birth_date"} <= people[0].keys()


def test_accepted_and_taken_back(drawn: Database) -> None:
    assert pairs(drawn) == [(PAIR, 0.9)]
    assert say(drawn, "accept") == "accepted"
    assert pairs(drawn) == []
    assert (PAIR, "lan") in pairs(drawn, "accepted")
    assert len(pairs(drawn, "accepted", companies=["abc"])) == 2
    assert say(drawn, "undo") == "open"
    assert pairs(drawn) == [(PAIR, 0.9)]
    assert (PAIR, "lan") not in pairs(drawn, "accepted")


def test_rejected_and_taken_back(drawn: Database) -> None:
    pairs(drawn)
    assert say(drawn, "reject") == "rejected"
    run(drawn, "MATCH (l:Ledger) SET l.revision = l.revision + 1")
    assert pairs(drawn) == []
    assert pairs(drawn, "rejected") == [(PAIR, "lan")]
    assert pairs(drawn, "rejected", companies=["other"]) == []
    assert say(drawn, "undo") == "open"
    assert pairs(drawn, "rejected") == []
    assert pairs(drawn) == [(PAIR, 0.9)]
    say(drawn, "reject")
    assert say(drawn, "accept") == "accepted"
    assert pairs(drawn, "rejected") == []


def test_what_a_rule_joined_is_taken_apart_for_good(drawn: Database) -> None:
    key = pair_key("xyz~an", "r~an")
    assert say(drawn, "undo", key) == "rejected"
    assert (key, "lan") in pairs(drawn, "rejected")
    assert [found for found, _ in pairs(drawn, "accepted")] == [pair_key("abc~an", "r~an")]
    # Now that An of one firm is no longer An of the other through a third record, they are asked about.
    assert [found for found, _ in pairs(drawn)] == [PAIR, pair_key("abc~an", "xyz~an")]


def test_what_no_longer_looks_alike_is_forgotten(drawn: Database) -> None:
    assert pairs(drawn) == [(PAIR, 0.9)]
    run(drawn, "MATCH (p {key: 'xyz~dao'}) SET p.phone = null, p.birth_date = date('1996-01-01')")
    assert pairs(drawn) == [(PAIR, 0.9)], "nobody looked again: the ledger did not move"
    run(drawn, "MATCH (l:Ledger) SET l.revision = l.revision + 1")
    assert pairs(drawn) == []


def test_what_cannot_be_decided(drawn: Database) -> None:
    pairs(drawn)
    with pytest.raises(NotFound):
        say(drawn, "accept", "none")
    with pytest.raises(NotFound):
        say(drawn, "undo")
    with pytest.raises(Invalid):
        list_pairs(drawn, state="new", day=TODAY, limit=1, offset=0)
    assert pairs(drawn) == [(PAIR, 0.9)]
