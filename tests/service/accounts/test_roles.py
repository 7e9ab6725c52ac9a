"""Every route as every role and as nobody, held against a table that is written down here a second time."""

from pathlib import Path

import pytest
from fastapi import APIRouter, Depends, FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from graph.database import Database
from service.accounts.roles import MEANINGS, ROLES, Permission, Role
from service.api.access import admitted
from service.api.problems import install
from service.settings import Settings
from tests.service.conftest import PREFIX, account_token

_ROLES = {
    "A": Role.ADMIN, "S": Role.STEWARD, "N": Role.ANALYST, "E": Role.EPIDEMIOLOGIST, "F": Role.FIRM, "U": Role.AUDITOR
}  # fmt: skip
EVERYBODY = "ASNEFU"
#: Method, path, and who may: A admin, S steward, N analyst, E epidemiologist, F firm, U auditor; * also nobody.
WHO = """
GET /api/workers NF
GET /api/workers/{key} NF
GET /api/workers/{key}/same/{setting} N
POST /api/trace/why N
POST /api/trace N
GET /api/path N
GET /api/workers/{key}/neighbourhood N
GET /api/cases/{key}/neighbourhood N
POST /api/cases N
GET /api/cases N
GET /api/cases/{key} N
PATCH /api/cases/{key} N
DELETE /api/cases/{key} N
GET /api/retention S
POST /api/retention/purge S
GET /api/retention/purges S
GET /api/persons/{key}/data S
PATCH /api/persons/{key} S
DELETE /api/persons/{key} S
GET /api/audit U
GET /api/audit/verify U
GET /api/lists NF
GET /api/lists/{key} NF
GET /api/lists/{key}/people NF
GET /api/follow-up N
POST /api/met N
POST /api/isolations N
POST /api/tests N
POST /api/follow-up/events N
DELETE /api/follow-up/events/{key} N
GET /api/forms/{form} SNF
POST /api/forms/{form} N
POST /api/imports SF
GET /api/imports SF
GET /api/imports/{key} SF
GET /api/imports/{key}/workbook SF
GET /api/mappings S
DELETE /api/mappings/{key} S
GET /api/identity S
POST /api/identity/{key} S
GET /api/template SNF
GET /api/rules SNE
GET /api/rules/{id} SNE
GET /api/quality SF
GET /api/companies SNEF
GET /api/companies/{key} SNEF
GET /api/analysis/clusters N
GET /api/analysis/clusters/{key} N
GET /api/analysis/attack-rates NE
GET /api/analysis/leaks NE
POST /api/analysis/common-source N
GET /api/analysis/bridges N
POST /api/analysis/closures/what-if NE
GET /api/analysis/closures/advise NE
GET /api/jobs NE
GET /api/jobs/{key} NE
DELETE /api/jobs/{key} NE
GET /api/analysis/intervals N
GET /api/analysis/offspring N
GET /api/analysis/coverage NE
GET /api/analysis/indicators NE
POST /api/exports/trace NE
POST /api/exports/cluster NE
POST /api/exports/cases NE
GET /api/accounts A
POST /api/accounts A
PATCH /api/accounts/{name} A
GET /api/accounts/{name}/tokens A
POST /api/accounts/{name}/tokens A
DELETE /api/accounts/{name}/tokens/{id} A
POST /api/session *
POST /api/first-start *
DELETE /api/session ASNEFU
GET /api/me ASNEFU
PUT /api/me/password ASNEFU
PUT /api/me/purpose ASNEFU
GET /api/session/openid *
GET /api/session/openid/callback *
"""
TABLE = {(method, path): who for method, path, who in (line.split() for line in WHO.strip().splitlines())}
PROBLEM = {"type", "title", "status", "code", "field", "detail", "vi", "en"}


def routes(app: FastAPI) -> set[tuple[str, str]]:
    """Return every (method, path) under /api, however deep the routers stand."""
    paths = app.openapi()["paths"]
    return {(method.upper(), path) for path, item in paths.items() for method in item if path.startswith("/api")}


def filled(path: str) -> str:
    """Return a path whose keys are nobody's."""
    return path.replace("{form}", "line-list").replace("{", "").replace("}", "")


def test_the_table_is_of_all_routes(stranger: TestClient) -> None:
    app = stranger.app
    assert isinstance(app, FastAPI)
    assert routes(app) == set(TABLE)
    assert {path for path in app.openapi()["paths"] if not path.startswith("/api")} == {"/health", "/ready", "/metrics"}
    assert [route.path for route in app.routes if isinstance(route, APIRoute)] == [], "all stand in routers"


def test_nobody_gets_nothing(stranger: TestClient) -> None:
    wrong = (
        {},
        {"Authorization": "Bearer truyvet_wrong"},
        {"Authorization": "Basic dXNlcjpwYXNz"},
        {"Cookie": "truyvet_session=wrong"},
    )
    for (method, path), who in TABLE.items():
        for headers in wrong:
            answer = stranger.request(method, filled(path), headers=headers, params={"misspelt": "1"})
            if who == "*":
                assert answer.status_code in (404, 422), (method, path)
                continue
            assert answer.status_code == 401, (method, path)
            assert answer.json()["code"] == "unauthorized"
            assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("letter", _ROLES)
def test_every_route_as_every_role(stranger: TestClient, firm: Database, letter: str) -> None:
    role = _ROLES[letter]
    token = account_token(firm, role, "who", companies=[PREFIX] if role is Role.FIRM else [])
    headers = {"Authorization": f"Bearer {token}"}
    for (method, path), who in TABLE.items():
        body = {"json": {}} if method in ("POST", "PUT", "PATCH") else {}
        answer = stranger.request(method, filled(path), headers=headers, **body)
        if letter in who or who == "*":
            assert answer.status_code not in (401, 403), (method, path, answer.text)
            assert answer.status_code < 500, (method, path, answer.text)
        else:
            assert answer.status_code == 403, (method, path)
            document = answer.json()
            assert (document["code"], document.keys() >= PROBLEM) == ("forbidden", True)
            assert document["vi"] != document["en"]


def test_a_route_that_says_nothing_is_refused_to_everybody(firm: Database, tmp_path: Path) -> None:
    app = FastAPI()
    app.state.database, app.state.settings = firm, Settings(data_dir=tmp_path)
    install(app)
    router = APIRouter(prefix="/api", dependencies=[Depends(admitted)])
    router.get("/forgotten")(lambda: {"open": True})
    app.include_router(router)
    token = account_token(firm, Role.ANALYST, "lan")
    with TestClient(app) as client:
        answer = client.get("/api/forgotten", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


def test_the_roles_are_told() -> None:
    assert set(MEANINGS) == set(Permission) == set().union(*ROLES.values())
    assert set(ROLES) == set(Role)


def test_an_epidemiologist_reads_no_name(stranger: TestClient, api: TestClient, firm: Database) -> None:
    key = api.post("/api/cases", json={"worker": "w1", "onset": "2021-05-10"}).json()["key"]
    assert api.post("/api/cases", json={"worker": "w2", "onset": "2021-05-14", "company": PREFIX}).status_code == 201
    headers = {"Authorization": f"Bearer {account_token(firm, Role.EPIDEMIOLOGIST, 'mai')}"}
    view = {"as_of": "2021-05-20"}
    read = []
    for (method, path), who in TABLE.items():
        if "E" in who and method == "GET":
            needed = {"by": "team"} if path.endswith(("attack-rates", "coverage")) else {}
            needed |= {"company": "abc"} if path.endswith("advise") else {}
            asked = {**view, **needed} if path.startswith("/api/analysis") else {}
            read.append(stranger.get(filled(path).replace("/key", f"/{PREFIX}"), params=asked, headers=headers))
    assert [answer.status_code for answer in read].count(200) >= 9
    pack = {"format": "csv", "cases": [key], **view}
    read.append(stranger.post("/api/exports/trace", json=pack, headers=headers))
    read.append(stranger.post("/api/exports/cases", json=pack, headers=headers))
    assert [answer.status_code for answer in read[-2:]] == [200, 200]
    refused = [
        stranger.post("/api/exports/trace", json={**pack, "identified": True, "reason": "x"}, headers=headers),
        stranger.post("/api/exports/trace", json={**pack, "persons": ["Trần Văn An"]}, headers=headers),
        stranger.post(
            "/api/exports/cluster",
            json={**view, "format": "csv", "cluster": key, "identified": True, "reason": "x"},
            headers=headers,
        ),
    ]
    assert [(answer.status_code, answer.json()["code"]) for answer in refused] == [(403, "forbidden")] * 3
    by_name = stranger.post("/api/exports/trace", json={**pack, "cases": ["Trần Văn An"]}, headers=headers)
    assert (by_name.status_code, "people" in by_name.json()) == (404, False)
    for answer in (*read, *refused):
        for name in ("Đào", "Trần Văn An", "Trần Thị An", "0912345678", "024195000123"):
            assert name not in answer.text, (answer.request.url, name)
