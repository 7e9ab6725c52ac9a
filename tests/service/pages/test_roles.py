"""Every page as every role and as nobody, held against a table that is written down here a second time."""

import time
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from nicegui import app

from graph.database import Database
from service.accounts.roles import Role
from service.accounts.sessions import COOKIE
from service.pages.mounting import register
from tests.drawing import draw, wipe
from tests.service.pages.conftest import session

_ROLES = {
    "A": Role.ADMIN, "S": Role.STEWARD, "N": Role.ANALYST, "E": Role.EPIDEMIOLOGIST, "F": Role.FIRM, "U": Role.AUDITOR
}  # fmt: skip
#: Path, and who may: A admin, S steward, N analyst, E epidemiologist, F firm, U auditor; * also nobody.
WHO = """
/ *
/sign-in *
/first-start *
/language/{language} *
/password ASNEFU
/purpose ASNEFU
/me ASNEFU
/find NF
/trace N
/picture N
/people/{key} NF
/people/{key}/same/{setting} N
/today N
/cases N
/cases/{key} N
/lists NF
/lists/{key} NF
/rules SNE
/rules/{id} SNE
/companies SNEF
/companies/{key} SNEF
/imports SF
/imports/{key} SF
/identity S
/analyses NE
/analyses/clusters N
/analyses/clusters/{key} N
/analyses/attack-rates NE
/analyses/common-source N
/analyses/bridges N
/analyses/leaks NE
/analyses/closures NE
/analyses/intervals N
/analyses/offspring N
/analyses/coverage NE
/analyses/indicators NE
/administration ASNEFU
/administration/accounts A
/administration/accounts/{name} A
/administration/log U
/administration/retention S
/administration/persons S
"""
TABLE = dict(line.split() for line in WHO.strip().splitlines())
_NOT_OURS = ("/_nicegui", "/static", "/favicon", "/openapi", "/docs", "/redoc")


@pytest.fixture(scope="module")
def cookies(prepared: Database) -> dict[Role, str]:
    """A session of each role."""
    wipe(prepared)
    draw(prepared, groups=[("abc", "company", None)])
    return {
        role: session(prepared, role, str(role), companies=("abc",) if role is Role.FIRM else (), purpose="ổ dịch thử")
        for role in Role
    }


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=address, timeout=60) as found:
        yield found


def filled(path: str) -> str:
    return path.replace("{language}", "vi").replace("{setting}", "team").replace("{", "").replace("}", "")


def test_the_table_is_of_all_pages() -> None:
    register()
    paths = {str(getattr(route, "path", "")) for route in app.routes}
    assert {path for path in paths if path and not path.startswith(_NOT_OURS)} == set(TABLE)


@pytest.mark.parametrize("path", TABLE)
def test_who_may_see_a_page(client: httpx2.Client, cookies: dict[Role, str], path: str) -> None:
    may = TABLE[path]
    for letter, role in _ROLES.items():
        answer = client.get(filled(path), headers={"Cookie": f"{COOKIE}={cookies[role]}"})
        allowed = may == "*" or letter in may
        assert (answer.status_code == 403) is not allowed, (role, answer.status_code)
        assert answer.status_code < 500
    nobody = client.get(filled(path))
    sent_away = nobody.status_code == 303 and nobody.headers["location"].startswith("/sign-in")
    assert sent_away is (may != "*" or path == "/")
    assert nobody.status_code in (200, 303)


@pytest.mark.parametrize("path", ["/find", "/trace", "/people/x"])
def test_who_reads_persons_states_a_purpose_first(client: httpx2.Client, prepared: Database, path: str) -> None:
    cookie = session(prepared, Role.ANALYST, "voi", companies=(), purpose=None)
    answer = client.get(path, headers={"Cookie": f"{COOKIE}={cookie}"})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/purpose?next=")


def test_what_a_page_reads_is_in_the_log(client: httpx2.Client, cookies: dict[Role, str], prepared: Database) -> None:
    cookie = session(prepared, Role.ANALYST, "lan", companies=(), purpose="ổ dịch Quang Châu")
    client.get("/people/khong-co", headers={"Cookie": f"{COOKIE}={cookie}"})
    auditor = {"Cookie": f"{COOKIE}={cookies[Role.AUDITOR]}"}
    deadline = time.monotonic() + 30
    entries: list[dict[str, Any]] = []
    while not entries and time.monotonic() < deadline:  # entries reach the graph within a second or two
        entries = client.get("/api/audit?actor=lan", headers=auditor).json()["entries"]
    assert [(entry["action"], entry["purpose"], entry["outcome"]) for entry in entries] == [
        ("GET /api/workers/{key}", "ổ dịch Quang Châu", "refused")
    ]
