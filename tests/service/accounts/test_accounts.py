"""Accounts by route and by command: the same documents, the same refusals; and the first start."""

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph.database import Database
from service.accounts.accounts import add_account, get_account
from service.accounts.first_start import make_first_start
from service.accounts.passwords import password_fits
from service.accounts.roles import Role
from service.cli.accounts import ROLES
from tests.drawing import run as cypher
from tests.service.conftest import PASSWORD, PREFIX, Run, account_token

NEW = {"name": "Lan", "role": "analyst"}


@pytest.fixture
def root(stranger: TestClient, firm: Database) -> TestClient:
    """The API as an administrator called root."""
    stranger.headers["Authorization"] = f"Bearer {account_token(firm, Role.ADMIN, 'root')}"
    return stranger


def test_by_route(root: TestClient, firm: Database) -> None:
    made = root.post("/api/accounts", json={**NEW, "password": PASSWORD})
    assert made.status_code == 201
    assert {name: made.json()[name] for name in ("name", "role", "companies", "password", "must_change_password")} == {
        "name": "Lan", "role": "analyst", "companies": [], "password": True, "must_change_password": True,
    }  # fmt: skip
    assert "password_hash" not in made.json()
    listed = root.get("/api/accounts", params={"limit": 1}).json()
    assert (listed["total"], [one["name"] for one in listed["accounts"]]) == (2, ["Lan"])
    token = root.post("/api/accounts/lan/tokens", json={"days": 7}).json()
    assert [one["id"] for one in root.get("/api/accounts/lan/tokens").json()["tokens"]] == [token["id"]]
    assert root.delete(f"/api/accounts/lan/tokens/{token['id']}").status_code == 204
    assert root.delete(f"/api/accounts/lan/tokens/{token['id']}").status_code == 404
    firms = root.patch("/api/accounts/LAN", json={"role": "firm", "companies": [PREFIX]}).json()
    assert (firms["role"], firms["companies"]) == ("firm", [PREFIX])
    assert root.patch("/api/accounts/lan", json={"disabled": True}).json()["disabled_at"] is not None
    assert root.patch("/api/accounts/lan", json={"disabled": False}).json()["disabled_at"] is None
    other = "một mật khẩu khác hẳn"
    assert root.patch("/api/accounts/lan", json={"password": other}).status_code == 200
    [[kept]] = cypher(firm, "MATCH (a:Account {key: 'lan'}) RETURN a.password_hash")
    assert password_fits(kept, other)


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "field"),
    [
        ("POST", "", {"name": "ROOT", "role": "admin"}, 409, "name"),
        ("POST", "", {"name": "lan o'neil", "role": "admin"}, 422, "name"),
        ("POST", "", {"name": "lan\n", "role": "admin"}, 422, "name"),
        ("POST", "", {"name": "lan", "role": "king"}, 422, "role"),
        ("POST", "", {"name": "lan", "role": "firm"}, 422, "companies"),
        ("POST", "", {"name": "lan", "role": "firm", "companies": ["none"]}, 404, "companies"),
        ("POST", "", {"name": "lan", "role": "firm", "companies": [f"{PREFIX}~may-1"]}, 404, "companies"),
        ("POST", "", {"name": "lan", "role": "admin", "companies": [PREFIX]}, 422, "companies"),
        ("POST", "", {"name": "lan", "role": "admin", "password": "short"}, 422, "password"),
        ("PATCH", "/nobody", {"role": "admin"}, 404, "name"),
        ("PATCH", "/nobody", {"disabled": True}, 404, "name"),
        ("PATCH", "/nobody", {"password": PASSWORD}, 404, "name"),
        ("PATCH", "/nobody", {}, 404, "name"),
        ("PATCH", "/root", {"disabled": True}, 409, "name"),
        ("PATCH", "/root", {"role": "analyst"}, 409, "name"),
        ("POST", "/nobody/tokens", {}, 404, "name"),
        ("POST", "/root/tokens", {"days": 367}, 422, "days"),
        ("GET", "/nobody/tokens", None, 404, "name"),
    ],
)
def test_bad_input_by_route(
    root: TestClient, method: str, path: str, body: dict[str, Any] | None, status: int, field: str
) -> None:
    answer = root.request(method, f"/api/accounts{path}", json=body)
    assert (answer.status_code, answer.json()["field"]) == (status, field)
    assert "short" not in answer.text
    assert root.get("/api/accounts").json()["total"] == 1


def test_by_command(run: Run, firm: Database, tmp_path: Path) -> None:
    assert json.loads(run("account", "add", "Lan", "--role", "analyst", "--json").stdout) == get_account(firm, "lan")
    added = run("account", "add", "abc", "--role", "firm", "--company", "abc")
    assert "Account abc (firm) was made" in added.stdout
    assert get_account(firm, "abc")["companies"] == [PREFIX]
    file = tmp_path / "password"
    file.write_text(f"{PASSWORD}\n", encoding="utf-8")
    assert run("account", "password", "lan", "--file", file).exit_code == 0
    [[kept]] = cypher(firm, "MATCH (a:Account {key: 'lan'}) RETURN a.password_hash")
    assert password_fits(kept, PASSWORD)
    assert get_account(firm, "lan")["must_change_password"]
    token = json.loads(run("account", "token", "lan", "--days", "3", "--json").stdout)
    assert token["token"] not in run("account", "tokens", "lan").stdout
    assert [one["id"] for one in json.loads(run("account", "tokens", "lan", "--json").stdout)["tokens"]] == [
        token["id"]
    ]
    assert token["id"] in run("account", "revoke", "lan", token["id"]).stdout
    listed = run("account", "list").stdout
    assert "analyst" in listed
    assert "enabled" in listed
    assert "sessions and tokens ended" in run("account", "disable", "lan").stdout
    assert "disabled" in run("account", "list").stdout
    assert run("account", "enable", "lan").exit_code == 0
    document = json.loads(run("account", "list", "--json").stdout)
    assert [(one["name"], one["disabled_at"]) for one in document["accounts"]] == [("abc", None), ("Lan", None)]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("add", "lan", "--role", "king"), 2),
        (("add", "lan"), 2),
        (("add", "lan", "--role", "firm"), 1),
        (("add", "lan", "--role", "firm", "--company", "none"), 1),
        (("password", "nobody", "--file", "-"), 1),
        (("password", "root", "--file", "/none"), 1),
        (("disable", "root"), 1),
        (("disable", "nobody"), 1),
        (("enable", "nobody"), 1),
        (("token", "nobody"), 1),
        (("tokens", "nobody"), 1),
        (("revoke", "root", "none"), 1),
        (("token", "root", "--days", "400"), 2),
    ],
)
def test_bad_input_by_command(run: Run, firm: Database, arguments: tuple[str, ...], code: int) -> None:
    add_account(firm, "root", Role.ADMIN)
    found = run("account", *arguments)
    assert (found.exit_code, found.stdout) == (code, "")
    assert found.stderr.count("\n") >= 1


def test_a_company_that_is_meant_must_be_one(run: Run, firm: Database) -> None:
    cypher(firm, "CREATE (:Group:Company {key: 'cong-ty-abcd', name: 'abcd', setting: 'company'})")
    found = run("account", "add", "abc", "--role", "firm", "--company", "abc")
    assert (found.exit_code, "Several companies fit abc" in found.stderr) == (1, True)


def test_commands_name_the_roles_there_are() -> None:
    assert tuple(Role) == ROLES


def test_the_first_start(stranger: TestClient, firm: Database) -> None:
    secret = make_first_start(firm)
    assert secret is not None
    assert secret not in str(cypher(firm, "MATCH (n) RETURN collect(properties(n))"))
    body = {"secret": secret, "name": "Root", "password": PASSWORD}

    def first(**other: str) -> tuple[int, str | None]:
        answer = stranger.post("/api/first-start", json={**body, **other})
        return answer.status_code, answer.json().get("code")

    assert first(secret="truyvet_first_wrong") == (401, "unauthorized")
    assert first(password="short") == (422, "invalid")
    assert first(name="no spaces") == (422, "invalid")
    add_account(firm, "lan", Role.ANALYST)
    assert first(name="lan") == (409, "conflict")
    assert first() == (201, None)
    assert stranger.get("/api/me").json()["role"] == "admin"
    assert stranger.get("/api/accounts").json()["total"] == 2
    assert first(name="second") == (401, "unauthorized")
    assert make_first_start(firm) is None


def test_a_first_start_is_over_after_an_hour(stranger: TestClient, firm: Database) -> None:
    secret = make_first_start(firm)
    cypher(firm, "MATCH (f:FirstStart) SET f.expires_at = f.expires_at - duration('PT61M')")
    answer = stranger.post("/api/first-start", json={"secret": secret, "name": "root", "password": PASSWORD})
    assert answer.status_code == 401
    assert cypher(firm, "MATCH (a:Account) RETURN a") == []
