"""A clock that jumps by a year, either way: nobody is let in who should not be, nobody is kept out for long."""

import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from graph import clock
from graph.audit.chain import page, verify
from graph.database import Database
from service.accounts.accounts import add_account, set_password
from service.accounts.roles import Role
from tests.drawing import run as cypher
from tests.service.conftest import PASSWORD, PREFIX
from tests.service.test_api import finished

YEAR = timedelta(days=365)
REAL = clock.now


@pytest.fixture
def jump(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Put every module's clock forward or back."""

    def jumped(by: timedelta) -> None:
        def now() -> datetime:
            return REAL() + by

        for name, module in list(sys.modules.items()):
            if name.split(".")[0] in ("graph", "loaders", "service") and "now" in vars(module):
                monkeypatch.setattr(module, "now", now)

    return jumped


def sign_in(client: TestClient, password: str = PASSWORD) -> int:
    answer = client.post("/api/session", json={"name": "lan", "password": password}, auth=None)
    return answer.status_code


@pytest.fixture
def lan(api: TestClient, firm: Database) -> TestClient:
    """The API with an account that signs in by password."""
    add_account(firm, "lan", Role.ANALYST)
    set_password(firm, "lan", PASSWORD, must_change=False)
    return api


@pytest.mark.parametrize("by", [YEAR, -YEAR], ids=["forward", "back"])
def test_a_session_ends_and_another_can_be_opened(lan: TestClient, jump, by: timedelta) -> None:  # type: ignore[no-untyped-def]
    lan.auth = None
    assert sign_in(lan) < 300
    assert lan.get("/api/me").status_code == 200
    jump(by)
    assert lan.get("/api/me").status_code == 401, "of a session nobody can say how old it is"
    lan.cookies.clear()
    assert sign_in(lan) < 300
    assert lan.get("/api/me").status_code == 200


def test_a_token_ends_by_its_date(api: TestClient, jump) -> None:  # type: ignore[no-untyped-def]
    jump(-YEAR)
    assert api.get("/api/workers", params={"q": "x"}).status_code == 200
    jump(YEAR)
    assert api.get("/api/workers", params={"q": "x"}).status_code == 401
    jump(timedelta())
    assert api.get("/api/workers", params={"q": "x"}).status_code == 200


def test_who_failed_before_the_clock_was_put_back_does_not_wait_for_a_year(lan: TestClient, jump) -> None:  # type: ignore[no-untyped-def]
    lan.auth = None
    for _ in range(7):
        last = sign_in(lan, "sai mật khẩu này")
    assert last == 429
    jump(-YEAR)
    assert sign_in(lan, "sai mật khẩu này") == 401, "it is looked at"
    assert sign_in(lan, "sai mật khẩu này") == 429, "and what was counted still holds"
    jump(YEAR)
    assert sign_in(lan) < 300


def test_the_log_and_imports_go_on(api: TestClient, firm: Database, jump, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    content = (tmp_path / "abc.xlsx").read_bytes()
    for by in (timedelta(), YEAR, -YEAR):
        if by <= timedelta():
            jump(by)  # a year ahead the tokens have ended
        key = api.post("/api/imports", files={"file": ("a.xlsx", content)}).json()["key"]
        assert finished(api, key)["state"] == "done"
        assert api.get(f"/api/workers/{PREFIX}~w1").status_code == 200
    jump(YEAR)
    assert api.get(f"/api/workers/{PREFIX}~w1").status_code == 401
    app = api.app
    assert isinstance(app, FastAPI)
    app.state.audit.carry()
    assert verify(firm).problem is None
    assert page(firm, limit=1, offset=0)["entries"][0]["at"] > (REAL() + YEAR / 2).isoformat()
    assert cypher(firm, "MATCH (w:Worker) RETURN count(w) AS n")[0]["n"] == 4
