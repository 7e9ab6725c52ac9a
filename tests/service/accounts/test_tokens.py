"""Tokens: whose, until when, last used, revoked; disabled at once on every replica; what a check costs."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph.database import Connection, Database
from graph.errors import Conflict, NotFound
from service.accounts.accounts import change_role, disable, enable
from service.accounts.roles import Role
from service.accounts.secret import secret_hash
from service.accounts.tokens import list_tokens, make_token, revoke_token
from service.api import create_app
from service.settings import Settings
from tests.drawing import run as cypher
from tests.service.conftest import account_token


def status(client: TestClient, token: str, path: str = "/api/me") -> int:
    return client.get(path, headers={"Authorization": f"Bearer {token}"}).status_code


def test_a_token_is_kept_as_a_hash_only(firm: Database) -> None:
    token = account_token(firm, Role.ANALYST, "lan")
    assert token not in str(cypher(firm, "MATCH (n) RETURN collect(properties(n))"))
    assert [row[0] for row in cypher(firm, "MATCH (t:Token) RETURN t.key")] == [secret_hash(token)]


def test_a_token_has_an_end(stranger: TestClient, firm: Database) -> None:
    token = account_token(firm, Role.ANALYST, "lan")
    [[days]] = cypher(firm, "MATCH (t:Token) RETURN duration.inDays(t.created_at, t.expires_at).days")
    assert days == 90
    assert status(stranger, token) == 200
    cypher(firm, "MATCH (t:Token) SET t.expires_at = datetime() - duration('PT1S')")
    assert status(stranger, token) == 401


def test_last_use_is_written_at_most_once_a_minute_and_a_check_is_one_query(
    stranger: TestClient, firm: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = account_token(firm, Role.ANALYST, "lan")
    asked: list[str] = []
    ask, write = firm.ask, firm.write
    monkeypatch.setattr(firm, "ask", lambda name, **params: asked.append(name) or ask(name, **params))
    monkeypatch.setattr(firm, "write", lambda work: asked.append("write") or write(work))
    for _ in range(3):
        assert status(stranger, token) == 200
    assert asked == ["service/token", "write", "service/token", "service/token"]
    [[used]] = cypher(firm, "MATCH (t:Token) RETURN t.last_used_at > datetime() - duration('PT1M')")
    assert used
    cypher(firm, "MATCH (t:Token) SET t.last_used_at = datetime() - duration('PT61S')")
    asked.clear()
    assert status(stranger, token) == 200
    assert asked == ["service/token", "write"]


def test_a_disabled_account_is_out_at_once_on_every_replica(
    firm: Database, connection: Connection, tmp_path: Path
) -> None:
    token = account_token(firm, Role.ANALYST, "lan")
    with Database(connection) as other:
        first, second = (create_app(one, Settings(data_dir=tmp_path / "data")) for one in (firm, other))
        one, two = TestClient(first), TestClient(second)
        assert (status(one, token), status(two, token)) == (200, 200)
        disable(firm, "lan")
        assert (status(one, token), status(two, token)) == (401, 401)
        enable(firm, "lan")
        assert (status(one, token), status(two, token)) == (401, 401), "its tokens are gone"
        assert list_tokens(firm, "lan", limit=9)["total"] == 0
        again = make_token(firm, "lan")["token"]
        assert status(two, again, "/api/cases") == 200
        change_role(firm, "lan", Role.AUDITOR)
        assert (status(two, again), status(two, again, "/api/cases")) == (200, 403)


def test_a_token_from_before_accounts_is_told_so(stranger: TestClient, firm: Database) -> None:
    cypher(
        firm, "CREATE (:Token {key: $key, name: 'first start', created_at: datetime()})", key=secret_hash("truyvet_old")
    )
    answer = stranger.get("/api/me", headers={"Authorization": "Bearer truyvet_old"})
    problem: dict[str, Any] = answer.json()
    assert (answer.status_code, problem["code"]) == (401, "token-without-account")
    assert "truyvet account token" in problem["en"]
    assert "truyvet account token" in problem["vi"]


def test_tokens_are_listed_and_revoked(stranger: TestClient, firm: Database) -> None:
    token = account_token(firm, Role.ANALYST, "lan")
    other = make_token(firm, "LAN", days=1)
    listed = list_tokens(firm, "lan", limit=9)
    assert [entry["id"] for entry in listed["tokens"]] == [other["id"], secret_hash(token)[:12]]
    assert all(one not in str(listed) for one in (token, other["token"]))
    revoke_token(firm, "lan", other["id"])
    assert (status(stranger, token), status(stranger, other["token"])) == (200, 401)
    for name, id in (("lan", other["id"]), ("lan", ""), ("nobody", secret_hash(token)[:12])):
        with pytest.raises(NotFound):
            revoke_token(firm, name, id)
    with pytest.raises(NotFound):
        make_token(firm, "nobody")
    with pytest.raises(NotFound):
        list_tokens(firm, "nobody", limit=1)
    disable(firm, "lan")
    with pytest.raises(Conflict):
        make_token(firm, "lan")


def test_a_cookie_is_no_token_and_a_token_no_cookie(stranger: TestClient, firm: Database) -> None:
    token = account_token(firm, Role.ANALYST, "lan")
    assert stranger.get("/api/me", headers={"Cookie": f"truyvet_session={token}"}).status_code == 401
    cypher(
        firm,
        """CREATE (:Session {key: $key, account: 'lan', last_used_at: datetime(),
             expires_at: datetime() + duration('PT1H')})""",
        key=secret_hash("cookie"),
    )
    assert stranger.get("/api/me", headers={"Cookie": "truyvet_session=cookie"}).status_code == 200
    assert status(stranger, "cookie") == 401
