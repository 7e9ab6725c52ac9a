"""Sign-in, cookies, what another site may not do, expiry, password change, back-off, and the gate before argon2."""

import logging
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from graph.database import Database
from graph.errors import Invalid
from service.accounts import passwords, signing_in
from service.accounts.accounts import add_account, disable, set_password
from service.accounts.backoff import FREE_FROM_ADDRESS, FREE_TO_ACCOUNT, LONGEST, origin, seconds_to_wait
from service.accounts.errors import TooMany
from service.accounts.passwords import Gate, check_password, password_fits, password_hash, rehashed
from service.accounts.roles import Role
from service.api import create_app
from service.settings import Settings
from tests.drawing import run as cypher
from tests.service.conftest import PASSWORD, account_token

OTHER = "chín con trâu dưới đồng"


@pytest.fixture
def lan(stranger: TestClient, firm: Database) -> TestClient:
    """The API, for an analyst with a password of her own, not signed in."""
    add_account(firm, "Lan", Role.ANALYST)
    set_password(firm, "lan", PASSWORD, must_change=False)
    return stranger


def signed_in(client: TestClient, name: str = "lan", password: str = PASSWORD) -> dict[str, str]:
    """Sign in and return the headers of what changes something."""
    answer = client.post("/api/session", json={"name": name, "password": password})
    assert answer.status_code == 201, answer.text
    return {"X-CSRF-Token": answer.json()["csrf"]}


def test_a_session_from_sign_in_to_sign_out(lan: TestClient, firm: Database) -> None:
    answer = lan.post("/api/session", json={"name": "LAN", "password": PASSWORD})
    kinds = {part.strip().split("=")[0].lower() for part in answer.headers["set-cookie"].split(";")}
    assert kinds == {"truyvet_session", "httponly", "samesite", "path", "max-age"}
    assert "samesite=strict" in answer.headers["set-cookie"].lower()
    assert answer.headers["cache-control"] == "no-store"
    me = lan.get("/api/me").json()
    assert (me["name"], me["role"], me["csrf"]) == ("Lan", "analyst", answer.json()["csrf"])
    cookie = lan.cookies["truyvet_session"]
    assert cookie not in str(cypher(firm, "MATCH (n) RETURN collect(properties(n))"))
    headers = {"X-CSRF-Token": me["csrf"]}
    assert lan.delete("/api/session", headers=headers).status_code == 204
    assert "truyvet_session" not in lan.cookies
    assert lan.get("/api/me", headers={"Cookie": f"truyvet_session={cookie}"}).status_code == 401
    assert cypher(firm, "MATCH (s:Session) RETURN s") == []


@pytest.mark.parametrize(
    ("host", "secure"),
    [("127.0.0.1", False), ("::1", False), ("localhost", False), ("0.0.0.0", True), ("10.1.2.3", True)],
)
def test_the_cookie_goes_over_tls_only_unless_the_service_is_local(
    firm: Database, tmp_path: Path, host: str, *, secure: bool
) -> None:
    add_account(firm, "lan", Role.ANALYST)
    set_password(firm, "lan", PASSWORD, must_change=False)
    body = {"name": "lan", "password": PASSWORD}
    app = create_app(firm, Settings(data_dir=tmp_path / "data", host=host))
    client, by_tls = TestClient(app), TestClient(app, base_url="https://truyvet.example")
    assert ("; secure" in client.post("/api/session", json=body).headers["set-cookie"].lower()) is secure
    assert "; secure" in by_tls.post("/api/session", json=body).headers["set-cookie"].lower()


def test_what_changes_something_comes_from_the_page_itself(lan: TestClient) -> None:
    csrf = {**signed_in(lan), "X-Purpose": "ca 12"}
    body = {"worker": "w1", "onset": "2021-05-10"}
    foreign: list[dict[str, str]] = [
        {},
        {"X-CSRF-Token": "wrong"},
        {"X-CSRF-Token": lan.cookies["truyvet_session"]},
        {**csrf, "Origin": "https://evil.example"},
        {**csrf, "Origin": "null"},
        {**csrf, "Origin": "http://testserver.evil.example"},
    ]
    for headers in foreign:
        answer = lan.post("/api/cases", json=body, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "foreign-request"), headers
    assert lan.get("/api/cases", headers={"Origin": "https://evil.example", "X-Purpose": "ca 12"}).json()["total"] == 0
    assert lan.post("/api/cases", json=body, headers=csrf).status_code == 201
    assert lan.post("/api/cases", json=body, headers={**csrf, "Origin": "http://testserver"}).status_code == 201
    sign_in = {"name": "lan", "password": PASSWORD}
    assert lan.post("/api/session", json=sign_in, headers={"Origin": "https://evil.example"}).status_code == 403


def test_a_token_needs_no_csrf_token(lan: TestClient, firm: Database) -> None:
    headers = {
        "Authorization": f"Bearer {account_token(firm, Role.ANALYST, 'robot')}",
        "Origin": "https://else.example",
    }
    assert lan.post("/api/cases", json={"worker": "w1", "onset": "2021-05-10"}, headers=headers).status_code == 201


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ("SET s.last_used_at = datetime() - duration('PT59M')", 200),
        ("SET s.last_used_at = datetime() - duration('PT61M')", 401),
        ("SET s.expires_at = datetime() - duration('PT1S')", 401),
        ("WITH s MATCH (a:Account {key: s.account}) SET a.disabled_at = datetime()", 401),
        ("WITH s MATCH (a:Account {key: s.account}) DELETE a", 401),
    ],
)
def test_a_session_ends(lan: TestClient, firm: Database, change: str, status: int) -> None:
    signed_in(lan)
    cypher(firm, f"MATCH (s:Session) {change}")
    assert lan.get("/api/me").status_code == status


def test_a_session_that_is_used_goes_on(lan: TestClient, firm: Database) -> None:
    signed_in(lan)
    cypher(firm, "MATCH (s:Session) SET s.last_used_at = datetime() - duration('PT50M')")
    assert lan.get("/api/me").status_code == 200
    [[fresh]] = cypher(firm, "MATCH (s:Session) RETURN s.last_used_at > datetime() - duration('PT1M')")
    assert fresh


def test_a_password_that_somebody_else_chose_is_changed_first(lan: TestClient, firm: Database) -> None:
    set_password(firm, "lan", PASSWORD, must_change=True)
    csrf = signed_in(lan)
    asked = [lan.get("/api/me"), lan.get("/api/workers", params={"q": "an"}), lan.get("/api/accounts")]
    assert [(answer.status_code, answer.json()["code"]) for answer in asked] == [(403, "password-change")] * 3
    body = {"old": PASSWORD, "new": OTHER}
    assert lan.put("/api/me/password", json=body).json()["code"] == "foreign-request"
    wrong = lan.put("/api/me/password", json={**body, "old": OTHER}, headers=csrf)
    assert (wrong.status_code, wrong.json()["code"]) == (401, "wrong-sign-in")
    assert lan.put("/api/me/password", json={**body, "new": "short"}, headers=csrf).status_code == 422
    changed = lan.put("/api/me/password", json=body, headers=csrf)
    assert (changed.status_code, changed.json()["changed"]) == (200, True)
    assert lan.get("/api/me").json()["csrf"] == changed.json()["csrf"] != csrf["X-CSRF-Token"]
    assert lan.post("/api/session", json={"name": "lan", "password": PASSWORD}).status_code == 401
    signed_in(lan, password=OTHER)


def test_a_changed_password_ends_the_other_sessions(lan: TestClient, firm: Database, tmp_path: Path) -> None:
    csrf = signed_in(lan)
    elsewhere = TestClient(create_app(firm, Settings(data_dir=tmp_path / "other")))
    signed_in(elsewhere)
    assert elsewhere.get("/api/me").status_code == 200
    assert lan.put("/api/me/password", json={"old": PASSWORD, "new": OTHER}, headers=csrf).status_code == 200
    assert elsewhere.get("/api/me").status_code == 401
    assert lan.get("/api/me").status_code == 200


def test_who_is_not_known_is_answered_as_a_wrong_password_is(
    lan: TestClient, firm: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_account(firm, "robot", Role.ANALYST)
    add_account(firm, "gone", Role.ANALYST, password=PASSWORD)
    disable(firm, "gone")
    asked: list[str] = []
    checks: list[str | None] = []
    ask, write = firm.ask, firm.write

    def counted_check(kept: str | None, password: str) -> bool:
        checks.append(kept)
        return password_fits(kept, password)

    monkeypatch.setattr(signing_in, "password_fits", counted_check)
    monkeypatch.setattr(firm, "ask", lambda name, **params: asked.append(name) or ask(name, **params))

    def counted_write(work: Any) -> Any:
        if threading.current_thread().name != "audit":  # the log is carried over beside
            asked.append("write")
        return write(work)

    monkeypatch.setattr(firm, "write", counted_write)
    seen = []
    for name, password in (("lan", OTHER), ("nobody", PASSWORD), ("robot", PASSWORD), ("gone", PASSWORD)):
        asked.clear()
        checks.clear()
        answer = lan.post("/api/session", json={"name": name, "password": password})
        seen.append((answer.status_code, answer.text, tuple(asked), len(checks)))
    assert seen[0][0] == 401
    assert seen[0][2:] == (("service/sign_in", "write"), 1)
    assert len(set(seen)) == 1


def test_failures_are_slowed_down_by_address_and_account(lan: TestClient, firm: Database) -> None:
    wrong = {"name": "lan", "password": OTHER}
    for _ in range(FREE_TO_ACCOUNT):
        assert lan.post("/api/session", json=wrong).status_code == 401
    right = lan.post("/api/session", json={"name": "lan", "password": PASSWORD})
    assert (right.status_code, right.json()["code"], right.headers["retry-after"]) == (429, "too-many", "1")
    add_account(firm, "mai", Role.ANALYST)
    set_password(firm, "mai", PASSWORD, must_change=False)
    signed_in(lan, "mai")
    stored = str(cypher(firm, "MATCH (f:FailedSignIn) RETURN properties(f)"))
    assert "testclient" not in stored
    assert "lan" not in stored
    signed_in(TestClient(lan.app, client=("10.9.8.7", 1)))  # from elsewhere she is not locked out by a stranger
    cypher(firm, "MATCH (f:FailedSignIn) SET f.last_at = datetime() - duration('PT2S')")
    signed_in(lan)
    assert [row[0] for row in cypher(firm, "MATCH (f:FailedSignIn) RETURN f.count")] == [FREE_TO_ACCOUNT], (
        "those of the account from here are forgiven, those of the address stay"
    )


def test_failures_of_one_address_are_slowed_down_whatever_the_name(lan: TestClient, firm: Database) -> None:
    key = origin("testclient", "lan").address
    cypher(
        firm,
        "CREATE (:FailedSignIn {key: $key, count: $count, last_at: datetime()})",
        key=key,
        count=FREE_FROM_ADDRESS + 3,
    )
    answer = lan.post("/api/session", json={"name": "lan", "password": PASSWORD})
    assert answer.status_code == 429
    assert 6 <= int(answer.headers["retry-after"]) <= 8


class Moment:
    """A moment as the driver gives it."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def to_native(self) -> datetime:
        return self.moment


NOW = datetime(2021, 5, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("count", "since", "wait"),
    [
        (0, 0, 0),
        (4, 0, 0),
        (5, 0, 1),
        (5, 1, 0),
        (6, 0, 2),
        (10, 0, 32),
        (10, 31, 1),
        (14, 0, 512),
        (15, 0, 900),
        (99_999, 0, 900),
        (99_999, 901, 0),
    ],
)
def test_the_wait_doubles_up_to_a_quarter_of_an_hour(count: int, since: int, wait: int) -> None:
    failed = {"count": count, "last_at": Moment(NOW - timedelta(seconds=since))}
    assert seconds_to_wait(failed, None, NOW) == wait
    of_address = {**failed, "count": count + FREE_FROM_ADDRESS - FREE_TO_ACCOUNT}
    assert seconds_to_wait(None, of_address, NOW) == wait
    assert seconds_to_wait(None, None, NOW) == 0
    assert timedelta(minutes=15) == LONGEST


def test_an_address_of_the_next_generation_counts_by_its_network() -> None:
    assert origin("2001:db8::1", "lan") == origin("2001:db8::ffff:2", "lan")
    assert origin("2001:db8::1", "lan") != origin("2001:db8:0:1::1", "lan")
    assert origin("::ffff:10.0.0.1", "lan") == origin("10.0.0.1", "lan") != origin("10.0.0.2", "lan")
    assert origin("10.0.0.1", "lan").address == origin("10.0.0.1", "mai").address
    assert origin("10.0.0.1", "lan").pair != origin("10.0.0.1", "mai").pair


@pytest.fixture
def full() -> Iterator[Gate]:
    """A gate of one place and one to wait, both taken."""
    gate = Gate(running=1, waiting=1)
    free, inside = threading.Event(), threading.Event()

    def stay() -> None:
        with gate.passed():
            inside.set()
            free.wait(30)

    threads = [threading.Thread(target=stay) for _ in range(2)]
    for thread in threads:
        thread.start()
    assert inside.wait(30)
    while gate._places.acquire(blocking=False):  # the second one has not come to its place yet
        gate._places.release()
    yield gate
    free.set()
    for thread in threads:
        thread.join()
    with gate.passed():
        pass


def test_a_flood_of_sign_ins_is_sent_away_and_traces_go_on(
    lan: TestClient, firm: Database, full: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing_in, "gate", full)
    answer = lan.post("/api/session", json={"name": "lan", "password": PASSWORD})
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "1")
    with pytest.raises(TooMany), full.passed():
        pass
    token = account_token(firm, Role.ANALYST, "robot")
    assert lan.get("/api/cases", headers={"Authorization": f"Bearer {token}"}).status_code == 200


@given(st.text(min_size=1, max_size=40), st.text(max_size=40))
def test_a_hash_fits_its_password_only(password: str, other: str) -> None:
    import unicodedata

    quick = passwords.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    kept = quick.hash(unicodedata.normalize("NFC", password))
    same = unicodedata.normalize("NFC", password) == unicodedata.normalize("NFC", other)
    assert password_fits(kept, unicodedata.normalize("NFD", password))
    assert password_fits(kept, other) is same


def test_the_parameters_are_those_of_owasp() -> None:
    kept = password_hash(PASSWORD)
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert kept != password_hash(PASSWORD), "salted"
    assert rehashed(kept, PASSWORD) is None
    assert not password_fits(None, PASSWORD)
    assert not password_fits("not a hash", PASSWORD)


def test_a_weaker_hash_is_made_stronger_at_sign_in(lan: TestClient, firm: Database) -> None:
    weak = passwords.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    cypher(firm, "MATCH (a:Account {key: 'lan'}) SET a.password_hash = $weak", weak=weak)
    signed_in(lan)
    [[kept]] = cypher(firm, "MATCH (a:Account {key: 'lan'}) RETURN a.password_hash")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    signed_in(lan)


@pytest.mark.parametrize(
    "password", ["", "elevenchars", "aaaaaaaaaaaaaaaa", "ababababababab", "my name is Lan!!", "x1y2z" * 41]
)
def test_a_weak_password_is_refused(password: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_password(password, name="lan")
    assert refused.value.field == "password"


def test_no_secret_is_logged_or_shown(lan: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="service")
    caplog.set_level(logging.DEBUG, logger="graph")
    csrf = signed_in(lan)["X-CSRF-Token"]
    cookie = lan.cookies["truyvet_session"]
    refused: list[Any] = [
        lan.post("/api/session", json={"name": "lan", "password": OTHER}),
        lan.post("/api/session", json={"name": "lan", "password": [OTHER]}),
        lan.post("/api/session", json={"name": "lan", "password": OTHER * 99}),
        lan.get("/api/me", headers={"Cookie": f"truyvet_session=x{cookie}"}),
    ]
    assert [answer.status_code for answer in refused] == [401, 422, 422, 401]
    from service.accounts.recognising import by_cookie

    database = lan.app.state.database  # type: ignore[attr-defined]
    texts = [caplog.text, repr(by_cookie(database, cookie, idle=timedelta(hours=1))), *(a.text for a in refused)]
    for secret in (PASSWORD, OTHER, cookie, csrf):
        assert all(secret not in text for text in texts)
