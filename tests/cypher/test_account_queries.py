"""Every query on accounts, with its whole answer and what is then there."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from graph.database import Database
from tests.cypher.answers import plain
from tests.drawing import run

NOW = datetime(2021, 5, 20, 8, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
DAY = "2021-05-20"


@pytest.fixture
def drawn(database: Database) -> Database:
    """An administrator, an analyst, a firm; a session and a token each of two of them; one that was disabled."""
    run(
        database,
        """CREATE (:Account {key: 'root', name: 'Root', role: 'admin', password_hash: 'r', created_at: $now}),
             (:Account {key: 'lan', name: 'Lan', role: 'analyst', companies: [], password_hash: 'h', created_at: $now,
               must_change_password: true}),
             (:Account {key: 'abc', name: 'abc', role: 'firm', companies: ['abc'], subject: 'i s', created_at: $now}),
             (:Account {key: 'old', name: 'old', role: 'admin', disabled_at: $now, created_at: $now}),
             (:Session {key: 's', account: 'lan', last_used_at: $now, expires_at: $later}),
             (:Session {key: 'past', account: 'root', last_used_at: $past, expires_at: $past}),
             (:Token {key: 'hash', account: 'lan', created_at: $now, expires_at: $later}),
             (:Token {key: 'hush', account: 'lan', created_at: $later, expires_at: $later, last_used_at: $now}),
             (:Token {key: 'before', name: 'night desk', created_at: $now}),
             (:FailedSignIn {key: 'pair', count: 3, last_at: $now}),
             (:FailedSignIn {key: 'stale', count: 9, last_at: $past})""",
        now=NOW,
        later=LATER,
        past=NOW - timedelta(days=2),
    )
    return database


def account(key: str, name: str, role: str, companies: list[str] | None, **known: Any) -> dict[str, Any]:
    return {
        "key": key, "name": name, "role": role, "companies": companies, "disabled_at": None,
        "must_change_password": None, **known,
    }  # fmt: skip


#: Of a token or session that is used for nothing in particular.
USED = {"expires_at": DAY, "last_used_at": DAY, "purpose": None}
LAN = account("lan", "Lan", "analyst", [], must_change_password=True)

READS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    (
        "service/token",
        {"key": "hash"},
        {"used": {"key": "hash", "account": "lan", **USED, "last_used_at": None}, "account": LAN},
    ),
    (
        "service/token",
        {"key": "before"},
        {"used": {"key": "before", "account": None, **USED, "expires_at": None, "last_used_at": None}, "account": None},
    ),
    ("service/token", {"key": "s"}, {"used": None, "account": None}),
    (
        "service/session",
        {"key": "s"},
        {"used": {"key": "s", "account": "lan", **USED}, "account": LAN},
    ),
    ("service/session", {"key": "hash"}, {"used": None, "account": None}),
    (
        "service/tokens",
        {"account": "lan", "skip": 1, "limit": 5},
        {
            "found": True,
            "total": 2,
            "tokens": [{"key": "hash", "created_at": DAY, **USED, "last_used_at": None}],
        },
    ),
    ("service/tokens", {"account": "nobody", "skip": 0, "limit": 5}, {"found": False, "total": 0, "tokens": []}),
    (
        "service/accounts",
        {"key": None, "skip": 0, "limit": 1},
        {
            "total": 4,
            "accounts": [
                {
                    "name": "abc",
                    "role": "firm",
                    "companies": ["abc"],
                    "created_at": DAY,
                    "disabled_at": None,
                    "must_change_password": None,
                    "last_sign_in": None,
                    "password": False,
                    "openid": True,
                }
            ],
        },
    ),
    ("service/accounts", {"key": "nobody", "skip": 0, "limit": 1}, {"total": 0, "accounts": []}),
    (
        "service/sign_in",
        {"key": "lan", "pair": "pair", "address": "none"},
        {
            "account": {"key": "lan", "name": "Lan", "password_hash": "h", "disabled_at": None},
            "pair": {"count": 3, "last_at": DAY},
            "address": None,
        },
    ),
    (
        "service/sign_in",
        {"key": "nobody", "pair": "none", "address": "stale"},
        {"account": None, "pair": None, "address": {"count": 9, "last_at": "2021-05-18"}},
    ),
    ("service/first_start_open", {"key": "none", "now": NOW}, {"open": False}),
    (
        "service/openid_account",
        {"subject": "i s", "key": "lan"},
        {"account": {"key": "abc", "name": "abc", "role": "firm", "disabled_at": None}, "named": True},
    ),
    ("service/openid_account", {"subject": "i t", "key": "mai"}, {"account": None, "named": False}),
]


@pytest.mark.parametrize(("name", "params", "expected"), READS, ids=[name for name, _, _ in READS])
def test_a_question_and_its_answer(
    drawn: Database, name: str, params: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert plain(drawn.ask(name, **params)) == plain(expected)


_ENDS = "MATCH (n:Session|Token) WHERE n.account IS NOT NULL RETURN n.key ORDER BY n.key"
_LAN = "MATCH (a:Account {key: 'lan'}) RETURN a.role, a.disabled_at"
_ADMINS = "MATCH (a:Account {role: 'admin'}) WHERE a.disabled_at IS NULL RETURN a.key ORDER BY a.key"
_SESSION = {
    "account": "lan", "checked": "h", "rehashed": None, "key": "new", "pair": "pair", "now": NOW, "expires_at": LATER,
}  # fmt: skip
_OPENED = """MATCH (a:Account {key: 'lan'}) OPTIONAL MATCH (s:Session)
             WITH a, s ORDER BY s.key WITH a, collect(s.key) AS sessions
             RETURN sessions, a.password_hash, a.last_sign_in, COUNT { (:FailedSignIn {key: 'pair'}) }"""

#: A query that writes, its parameters, what it answers, and a look at the graph with what is then there.
WRITES: list[tuple[str, dict[str, Any], dict[str, Any], str, list[Any]]] = [
    (
        "service/touch",
        {"key": "s", "now": LATER},
        {"count": 1},
        "MATCH (s:Session {key: 's'}) RETURN s.last_used_at = datetime('2021-05-20T09:00Z')",
        [[True]],
    ),
    (
        "service/touch",
        {"key": "hash", "now": LATER},
        {"count": 1},
        "MATCH (t:Token) WHERE t.last_used_at = datetime('2021-05-20T09:00Z') RETURN t.key",
        [["hash"]],
    ),
    ("service/touch", {"key": "none", "now": NOW}, {"count": 0}, "MATCH (t:Token) RETURN count(t)", [[3]]),
    (
        "service/make_token",
        {"key": "new", "account": "lan", "purpose": "ổ dịch", "now": NOW, "expires_at": LATER},
        {"found": True, "made": True},
        "MATCH (t:Token {key: 'new'}) RETURN t.account, t.created_at, t.expires_at, t.last_used_at, t.purpose",
        [["lan", DAY, DAY, None, "ổ dịch"]],
    ),
    (
        "service/make_token",
        {"key": "new", "account": "old", "purpose": None, "now": NOW, "expires_at": LATER},
        {"found": True, "made": False},
        "MATCH (t:Token {key: 'new'}) RETURN count(t)",
        [[0]],
    ),
    (
        "service/make_token",
        {"key": "new", "account": "nobody", "purpose": None, "now": NOW, "expires_at": LATER},
        {"found": False, "made": False},
        "MATCH (t:Token {key: 'new'}) RETURN count(t)",
        [[0]],
    ),
    (
        "service/state_purpose",
        {"key": "s", "purpose": "ổ dịch"},
        {"count": 1},
        "MATCH (s:Session) WHERE s.purpose IS NOT NULL RETURN s.key, s.purpose",
        [["s", "ổ dịch"]],
    ),
    (
        "service/state_purpose",
        {"key": "none", "purpose": "ổ dịch"},
        {"count": 0},
        "MATCH (s:Session) WHERE s.purpose IS NOT NULL RETURN count(s)",
        [[0]],
    ),
    ("service/revoke_token", {"account": "lan", "id": "has"}, {"count": 1}, _ENDS, [["hush"], ["past"], ["s"]]),
    (
        "service/revoke_token",
        {"account": "root", "id": "has"},
        {"count": 0},
        _ENDS,
        [["hash"], ["hush"], ["past"], ["s"]],
    ),
    (
        "service/add_account",
        {"key": "mai", "properties": {"name": "Mai", "role": "steward"}, "now": NOW},
        {"made": True},
        "MATCH (a:Account {key: 'mai'}) RETURN a.name, a.role, a.created_at",
        [["Mai", "steward", DAY]],
    ),
    (
        "service/add_account",
        {"key": "lan", "properties": {"name": "LAN", "role": "admin"}, "now": LATER},
        {"made": False},
        "MATCH (a:Account {key: 'lan'}) RETURN a.name, a.role",
        [["Lan", "analyst"]],
    ),
    (
        "service/change_account",
        {"key": "lan", "properties": {"disabled_at": NOW}, "leaves": True, "ends": True},
        {"found": True, "last": False},
        _ENDS,
        [["past"]],
    ),
    (
        "service/change_account",
        {"key": "lan", "properties": {"role": "steward"}, "leaves": True, "ends": False},
        {"found": True, "last": False},
        _LAN,
        [["steward", None]],
    ),
    (
        "service/change_account",
        {"key": "root", "properties": {"disabled_at": NOW}, "leaves": True, "ends": True},
        {"found": True, "last": True},
        _ADMINS,
        [["root"]],
    ),
    (
        "service/change_account",
        {"key": "root", "properties": {"disabled_at": NOW}, "leaves": True, "ends": True},
        {"found": True, "last": True},
        _ENDS,
        [["hash"], ["hush"], ["past"], ["s"]],
    ),
    (
        "service/change_account",
        {"key": "nobody", "properties": {"role": "admin"}, "leaves": False, "ends": False},
        {"found": False, "last": False},
        _ADMINS,
        [["root"]],
    ),
    (
        "service/set_password",
        {"key": "lan", "password_hash": "g", "must_change": False},
        {"found": True},
        "MATCH (a:Account {key: 'lan'}) RETURN a.password_hash, a.must_change_password, COUNT { (:Session) }",
        [["g", False, 1]],
    ),
    (
        "service/set_password",
        {"key": "nobody", "password_hash": "g", "must_change": False},
        {"found": False},
        "MATCH (s:Session) RETURN count(s)",
        [[2]],
    ),
    (
        "service/failed_sign_in",
        {"keys": ["pair", "new"], "now": NOW, "oldest": NOW - timedelta(days=1)},
        {"counts": [4, 1]},
        "MATCH (f:FailedSignIn) RETURN f.key, f.count, f.last_at ORDER BY f.key",
        [["new", 1, DAY], ["pair", 4, DAY]],
    ),
    ("service/open_session", _SESSION, {"opened": True}, _OPENED, [[["new", "s"], "h", DAY, 0]]),
    (
        "service/open_session",
        {**_SESSION, "rehashed": "stronger"},
        {"opened": True},
        _OPENED,
        [[["new", "s"], "stronger", DAY, 0]],
    ),
    (
        "service/open_session",
        {**_SESSION, "checked": "another"},
        {"opened": False},
        _OPENED,
        [[["s"], "h", None, 1]],
    ),
    (
        "service/open_session",
        {**_SESSION, "account": "old", "checked": None},
        {"opened": False},
        _OPENED,
        [[["s"], "h", None, 1]],
    ),
    ("service/end_session", {"key": "s"}, {"count": 1}, "MATCH (s:Session) RETURN s.key", [["past"]]),
    ("service/end_session", {"key": "none"}, {"count": 0}, "MATCH (s:Session) RETURN count(s)", [[2]]),
    (
        "service/make_first_start",
        {"key": "f", "now": NOW, "expires_at": LATER},
        {"made": False},
        "MATCH (f:FirstStart) RETURN count(f)",
        [[0]],
    ),
]


@pytest.mark.parametrize(("name", "params", "answer", "look", "expected"), WRITES, ids=[row[0] for row in WRITES])
def test_a_change_and_what_is_then_there(
    drawn: Database, name: str, params: dict[str, Any], answer: dict[str, Any], look: str, expected: list[Any]
) -> None:
    assert drawn.write(lambda transaction: transaction.one(name, **params)) == answer
    assert [[plain(value) for value in row.values()] for row in run(drawn, look)] == expected


FIRST = {"account": "mai", "properties": {"name": "Mai", "role": "admin"}, "now": NOW}


def test_the_first_administrator_is_made_once(drawn: Database) -> None:
    def first(key: str, **asked: Any) -> list[dict[str, Any]]:
        return drawn.write(lambda tx: tx.run("service/first_start", key=key, **{**FIRST, **asked}))

    def made(key: str, now: datetime = NOW) -> bool:
        expires = now + timedelta(hours=1)
        return bool(
            drawn.write(lambda tx: tx.one("service/make_first_start", key=key, now=now, expires_at=expires))["made"]
        )

    run(drawn, "MATCH (a:Account {key: 'root'}) SET a.disabled_at = $now", now=NOW)
    assert made("f")
    assert made("g")
    assert first("none") == []
    assert first("f", now=NOW + timedelta(hours=2)) == [], "too late"
    assert first("f", account="lan") == [{"open": True, "taken": True}]
    assert drawn.ask("service/first_start_open", key="f", now=NOW) == {"open": True}
    assert first("f") == [{"open": True, "taken": False}]
    for key in ("f", "g"):
        assert first(key, account="another") == [{"open": False, "taken": False}]
        assert drawn.ask("service/first_start_open", key=key, now=NOW) == {"open": False}
    assert [row[0] for row in run(drawn, _ADMINS)] == ["mai"]
    assert not made("h", NOW + timedelta(days=1))
    assert [row[0] for row in run(drawn, "MATCH (f:FirstStart) RETURN count(f)")] == [0], "old ones go"


#: Tried above, step by step.
STEPS = ("service/first_start",)
