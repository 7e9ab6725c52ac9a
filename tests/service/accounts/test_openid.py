"""Signing in at a real small provider on loopback, and everything that it may not get wrong."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from joserfc.jwk import RSAKey

from graph.database import Database
from graph.errors import Invalid
from service.accounts.accounts import add_account, disable, get_account
from service.accounts.openid import provider as provider_of
from service.accounts.roles import Role
from service.api import create_app
from service.settings import Settings
from tests.provider import SECRET, Provider, serving

ROLES = {"truy-vet": "analyst", "dich-te": "epidemiologist"}


@pytest.fixture
def provider() -> Iterator[Provider]:
    with serving(Provider()) as found:
        yield found


@pytest.fixture
def browser(firm: Database, provider: Provider, tmp_path: Path) -> TestClient:
    secret = tmp_path / "secret"
    secret.write_text(f"{SECRET}\n", encoding="utf-8")
    settings = Settings(
        data_dir=tmp_path / "data", oidc_issuer=provider.issuer, oidc_client_secret_file=secret, oidc_roles=ROLES
    )
    return TestClient(create_app(firm, settings), follow_redirects=False)


def signed_in(browser: TestClient, provider: Provider, **changed: str) -> Response:
    """Go to the provider, sign in there, and come back."""
    start = browser.get("/api/session/openid")
    assert start.status_code == 302, start.text
    back = {**provider.authorize(start.headers["location"]), "session_state": "x", **changed}
    return browser.get("/api/session/openid/callback", params=back)


def test_from_the_first_sign_in_to_another_role(browser: TestClient, provider: Provider, firm: Database) -> None:
    start = browser.get("/api/session/openid")
    cookie = start.headers["set-cookie"].lower()
    assert all(part in cookie for part in ("httponly", "samesite=lax", "path=/api/session"))
    back = signed_in(browser, provider)
    assert (back.status_code, "url=/" in back.text) == (200, True)
    assert "samesite=strict" in back.headers["set-cookie"].lower()
    me = browser.get("/api/me").json()
    assert (me["name"], me["role"]) == ("lan", "analyst")
    assert get_account(firm, "lan")["openid"]
    assert not get_account(firm, "lan")["password"]
    provider.claims = {"roles": "dich-te", "preferred_username": "renamed"}
    assert signed_in(browser, provider).status_code == 200
    me = browser.get("/api/me").json()
    assert (me["name"], me["role"]) == ("lan", "epidemiologist"), "the subject is the account"


def nothing(_: Provider) -> None:
    """Everything is as it should be."""


def claims(**changed: Any) -> Callable[[Provider], None]:
    return lambda provider: provider.claims.update(changed)


def another_key(provider: Provider) -> None:
    provider.published = RSAKey.generate_key(2048, {"kid": "1"})


NOW = int(time.time())


@pytest.mark.parametrize(
    ("wrong", "back"),
    [
        (claims(nonce="another"), {}),
        (claims(nonce=None), {}),
        (claims(aud="another"), {}),
        (claims(aud=["truyvet", "another"]), {}),
        (claims(azp="another"), {}),
        (claims(iss="https://evil.example"), {}),
        (claims(exp=NOW - 3600, iat=NOW - 7200), {}),
        (claims(exp=None), {}),
        (claims(sub=None), {}),
        (claims(roles=["cleaner"]), {}),
        (claims(roles=None), {}),
        (another_key, {}),
        (nothing, {"state": "another"}),
        (nothing, {"code": "code-99"}),
        (nothing, {"code": ""}),
        (nothing, {"error": "access_denied"}),
        (nothing, {"iss": "https://evil.example"}),
    ],
)
def test_what_does_not_fit_opens_nothing(
    browser: TestClient, provider: Provider, firm: Database, wrong: Callable[[Provider], None], back: dict[str, str]
) -> None:
    wrong(provider)
    answer = signed_in(browser, provider, **back)
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized")
    assert "truyvet_session" not in browser.cookies
    assert firm.ask("service/accounts", key=None, skip=0, limit=9)["total"] == 0


def test_an_answer_to_another_browser_and_an_answer_twice_open_nothing(browser: TestClient, provider: Provider) -> None:
    location = browser.get("/api/session/openid").headers["location"]
    back = provider.authorize(location)
    other = TestClient(browser.app, follow_redirects=False)
    assert other.get("/api/session/openid/callback", params=back).status_code == 401, "no cookie"
    other.get("/api/session/openid")
    assert other.get("/api/session/openid/callback", params=back).status_code == 401, "another cookie"
    cookie = {"Cookie": f"truyvet_openid={browser.cookies['truyvet_openid']}"}
    assert browser.get("/api/session/openid/callback", params=back).status_code == 200
    assert other.get("/api/session/openid/callback", params=back, headers=cookie).status_code == 401, "a used code"


def test_names_are_not_taken_over_and_the_disabled_stay_out(
    browser: TestClient, provider: Provider, firm: Database
) -> None:
    add_account(firm, "Lan", Role.ANALYST)
    assert signed_in(browser, provider).status_code == 409
    provider.claims = {"preferred_username": "mai"}
    assert signed_in(browser, provider).status_code == 200
    disable(firm, "mai")
    assert signed_in(browser, provider).status_code == 401


@pytest.mark.parametrize("discovered", [{"issuer": "https://evil.example"}, {"jwks_uri": None}])
def test_a_provider_that_answers_wrongly_is_told(
    browser: TestClient, provider: Provider, discovered: dict[str, Any]
) -> None:
    provider.discovered = discovered
    answer = browser.get("/api/session/openid")
    assert (answer.status_code, answer.json()["code"]) == (502, "openid-provider")


def test_a_provider_that_does_not_answer_is_told(firm: Database, tmp_path: Path) -> None:
    from tests.ports import closed_port

    settings = Settings(data_dir=tmp_path, oidc_issuer=f"http://127.0.0.1:{closed_port()}", oidc_roles=ROLES)
    answer = TestClient(create_app(firm, settings)).get("/api/session/openid")
    assert (answer.status_code, answer.json()["code"]) == (502, "openid-provider")


def test_settings_that_cannot_be_used_are_said(tmp_path: Path) -> None:
    assert provider_of(Settings()) is None
    for roles, file in (({}, None), ({"x": "king"}, None), ({"x": "firm"}, None), (ROLES, tmp_path / "none")):
        with pytest.raises(Invalid, match="TRUYVET_OIDC"):
            provider_of(Settings(oidc_issuer="https://id.example", oidc_roles=roles, oidc_client_secret_file=file))
    file = tmp_path / "secret"
    file.write_text(SECRET, encoding="utf-8")
    known = provider_of(Settings(oidc_issuer="https://id.example/", oidc_roles=ROLES, oidc_client_secret_file=file))
    assert SECRET not in repr(known)
