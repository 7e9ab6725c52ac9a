"""Persons are read for a purpose: asked of who signs in, said of a token; without one numbers are masked."""

from types import SimpleNamespace
from urllib.parse import quote

import orjson
import pytest
from fastapi import Request
from fastapi.testclient import TestClient

from graph.database import Database
from service.accounts.accounts import add_account, set_password
from service.accounts.principal import Principal
from service.accounts.purpose import LONGEST, masked, stated
from service.accounts.roles import Role
from service.api.jobs import computing
from service.audit import hold
from service.jobs import Jobs
from tests.drawing import run as cypher
from tests.service.accounts.test_roles import TABLE, filled
from tests.service.conftest import PASSWORD, PREFIX, account_token

W1 = f"{PREFIX}~w1"
#: What an analyst may and that shows or changes no person.
FREE = (
    "/api/me/", "/api/session", "/api/template", "/api/companies", "/api/rules", "/api/jobs", "/api/exports",
    "/api/analysis/attack-rates", "/api/analysis/leaks", "/api/analysis/closures", "/api/analysis/coverage",
    "/api/analysis/indicators",
)  # fmt: skip
WHOLE, MASKED = ("0912345678", "024195000123"), ("•••••••678", "••••••••0123")


@pytest.fixture
def lan(stranger: TestClient, firm: Database) -> TestClient:
    """Lan, an analyst, signed in with a browser."""
    add_account(firm, "lan", Role.ANALYST)
    set_password(firm, "lan", PASSWORD, must_change=False)
    csrf = stranger.post("/api/session", json={"name": "lan", "password": PASSWORD}).json()["csrf"]
    stranger.headers["X-CSRF-Token"] = csrf
    return stranger


def test_who_signs_in_is_asked_on_every_route_that_shows_persons(lan: TestClient) -> None:
    for (method, path), who in TABLE.items():
        if "N" not in who or path in ("/api/session", "/api/me", "/api/me/password") or who == "*":
            continue
        answer = lan.request(method, filled(path), json={} if method in ("POST", "PUT", "PATCH") else None)
        blank = (method, path) == ("GET", "/api/forms/{form}")
        asked = answer.status_code == 403 and answer.json()["code"] == "purpose-needed"
        # A case that the address names is what it is for.
        assert asked == (not blank and not path.startswith((*FREE, "/api/cases/{key}"))), (method, path, answer.text)
    assert "X-Purpose" in lan.get(f"/api/workers/{W1}").json()["vi"]


def test_a_session_holds_its_purpose_and_the_header_goes_before_it(lan: TestClient, firm: Database) -> None:
    assert lan.get("/api/me").json()["purpose"] is None
    assert lan.get(f"/api/workers/{W1}", headers={"X-Purpose": quote("ổ dịch")}).status_code == 200
    assert lan.get(f"/api/workers/{W1}").status_code == 403, "the header held for one request"
    assert lan.put("/api/me/purpose", json={"purpose": "  ca   12 "}).json() == {"purpose": "ca 12"}
    assert lan.get("/api/me").json()["purpose"] == "ca 12"
    answer = lan.get(f"/api/workers/{W1}")
    person = answer.json()["person"]
    assert (person["phone"], person["citizen_id"], answer.headers.get("x-numbers")) == (*WHOLE, None)
    assert lan.get(f"/api/workers/{W1}", headers={"X-Purpose": quote("ổ dịch")}).status_code == 200
    assert lan.put("/api/me/purpose", json={"purpose": None}).json() == {"purpose": None}
    assert lan.get(f"/api/workers/{W1}").status_code == 403
    lan.app.state.audit.carry()  # type: ignore[attr-defined]
    logged = cypher(firm, "MATCH (e:AuditEntry) RETURN e.text ORDER BY e.number")
    purposes = [row[0].split('"purpose":')[1].split(",")[0] for row in logged if "/api/workers/{key}" in row[0]]
    assert purposes == ['"ổ dịch"', "null", '"ca 12"', '"ổ dịch"', "null"]


def test_a_token_without_a_purpose_reads_masked_numbers(stranger: TestClient, firm: Database) -> None:
    token = account_token(firm, Role.ANALYST, "robot", purpose=None)
    stranger.headers["Authorization"] = f"Bearer {token}"
    answer = stranger.get(f"/api/workers/{W1}")
    person = answer.json()["person"]
    assert (person["phone"], person["citizen_id"], person["name"]) == (*MASKED, "Đặng Thị Đào")
    assert "X-Purpose" in answer.headers["x-numbers"]
    body = {"persons": [f"{PREFIX}~w2"], "onset": "2021-05-10"}
    for accept in ("application/json", "text/csv"):
        text = stranger.post("/api/trace", json=body, headers={"Accept": accept}).text
        assert (MASKED[0] in text, WHOLE[0] in text) == (True, False), accept
    several = stranger.post("/api/trace", json={"persons": ["Thị"], "onset": "2021-05-10"}).text
    assert (MASKED[0] in several, WHOLE[0] in several) == (True, False), "those who may be meant"
    steward = {"Authorization": f"Bearer {account_token(firm, Role.STEWARD, 'binh', purpose=None)}"}
    refused = stranger.get(f"/api/persons/{W1}/data", headers=steward)
    assert (refused.status_code, refused.json()["code"]) == (403, "purpose-needed"), "what is handed to the person"
    whole = stranger.get(f"/api/workers/{W1}", headers={"X-Purpose": "ca 12"}).json()["person"]
    assert (whole["phone"], whole["citizen_id"]) == WHOLE
    refused = stranger.put("/api/me/purpose", json={"purpose": "x"})
    assert (refused.status_code, refused.json()["field"]) == (422, "session")


def test_a_job_hides_what_its_request_would() -> None:
    request = Request({"type": "http", "route": SimpleNamespace(path="/api/x")})
    jobs, principal = Jobs(), Principal(name="robot", role=Role.ANALYST)
    with hold() as found:
        found.masked = True
        key = orjson.loads(computing(request, jobs, principal, "respond-async")(lambda _: {"phone": WHOLE[0]}).body)[
            "key"
        ]
    jobs.stop()
    assert jobs.document(key, owner=principal.desk)["result"] == {"phone": MASKED[0]}


def test_what_is_no_number_is_not_masked() -> None:
    document = [{"phone": None, "citizen_id": ""}, {"phone": "12"}, {"phone": 3}]
    assert masked(document) == document


def test_a_firm_reads_its_own_for_no_other_purpose(stranger: TestClient, firm: Database) -> None:
    token = account_token(firm, Role.FIRM, "abc", companies=[PREFIX], purpose=None)
    answer = stranger.get(f"/api/workers/{W1}", headers={"Authorization": f"Bearer {token}"})
    assert answer.json()["person"]["phone"] == WHOLE[0]


def test_a_purpose_is_one_line() -> None:
    assert stated(quote("ổ dịch\r\nQuang Châu")) == "ổ dịch Quang Châu"
    assert len(stated("a" * 999) or "") == LONGEST
    assert [stated(text) for text in (None, "", " ", "%20")] == [None] * 4
