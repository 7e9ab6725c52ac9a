"""What every answer tells a browser, whatever it is an answer to; who is believed to be a proxy."""

import asyncio
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import ValidationError

from service.api.jobs import get_jobs
from service.cli.serving import configured
from service.settings import Settings

W1 = "cong-ty-tnhh-abc~w1"
POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
TRACE = {"persons": [W1], "onset": "2021-05-10", "as_of": "2021-05-20"}


@pytest.mark.parametrize(
    ("method", "path", "status", "request_"),
    [
        ("GET", "/health", 200, {}),
        ("GET", "/openapi.json", 200, {}),
        ("GET", "/nothing", 404, {}),
        ("GET", "/docs", 404, {}),
        ("GET", "/redoc", 404, {}),
        ("GET", "/api/me", 200, {}),
        ("GET", "/api/me", 401, {"headers": {"Authorization": "Bearer wrong"}}),
        ("GET", "/api/accounts", 403, {}),
        ("GET", "/api/workers", 422, {}),
        ("GET", "/api/nothing", 404, {}),
        ("PUT", "/api/cases", 405, {}),
        ("GET", "/api/template", 200, {}),
        ("POST", "/api/trace", 200, {"json": TRACE, "headers": {"Accept": "text/csv"}}),
        ("GET", "/api/jobs", 500, {}),
    ],
)
def test_every_answer(
    api: TestClient, monkeypatch: pytest.MonkeyPatch, method: str, path: str, status: int, request_: dict[str, Any]
) -> None:
    app = api.app
    assert isinstance(app, FastAPI)
    monkeypatch.setattr(api._transport, "raise_server_exceptions", False)
    if status == 500:
        monkeypatch.setitem(app.dependency_overrides, get_jobs, lambda: None)
    answer = api.request(method, path, **request_)
    assert answer.status_code == status
    headers = answer.headers
    assert headers["content-security-policy"] == POLICY
    assert (headers["x-content-type-options"], headers["x-frame-options"]) == ("nosniff", "DENY")
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert headers.get_list("cache-control") == (["no-store"] if path.startswith("/api") else [])
    assert not headers.keys() & {"strict-transport-security", "access-control-allow-origin", "server"}


def test_tls_is_told_over_tls_only(api: TestClient) -> None:
    assert "strict-transport-security" not in api.get("/health").headers
    assert api.get("https://testserver/health").headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize(
    ("trusted", "peer", "seen"),
    [
        ("", "127.0.0.1", ("127.0.0.1", "http")),
        ("10.9.0.2", "10.9.0.2", ("203.0.113.7", "https")),
        ("10.9.0.2", "10.9.0.3", ("10.9.0.3", "http")),
        ("10.9.0.0/24, ::1", "10.9.0.3", ("203.0.113.7", "https")),
        ("10.9.0.0/24, ::1", "::1", ("203.0.113.7", "https")),
    ],
)
def test_a_proxy_is_believed_only_where_it_is_named(trusted: str, peer: str, seen: tuple[str, str]) -> None:
    found: list[tuple[str, str]] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        found.append((scope["client"][0], scope["scheme"]))

    config = configured(app, Settings(trusted_proxies=trusted))  # type: ignore[arg-type]
    config.load()
    # The first address is what a client made up: the proxy adds the one that it saw behind it.
    forwarded = [(b"x-forwarded-for", b"1.2.3.4, 203.0.113.7"), (b"x-forwarded-proto", b"https")]
    scope = {"type": "http", "scheme": "http", "client": (peer, 5), "headers": forwarded}
    asyncio.run(config.loaded_app(scope, None, None))  # type: ignore[arg-type]
    assert found == [seen]
    assert config.server_header is False


@pytest.mark.parametrize("wrong", ["*", "0.0.0.0/0", "::/0", "proxy"])
def test_everybody_is_no_proxy(wrong: str) -> None:
    with pytest.raises(ValidationError):
        Settings(trusted_proxies=wrong)
