"""Who asks for a page, as the API tells it; what it cannot tell is no error of the page's."""

import asyncio
from typing import Any

import orjson
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from service.accounts.sessions import COOKIE
from service.pages.visit import Visit, visit_of


def answering(status: int, document: Any) -> ASGIApp:
    return Response(orjson.dumps(document), status, media_type="application/json")


def visit(api: ASGIApp, cookies: str) -> Visit:
    scope = {
        "type": "http", "method": "GET", "scheme": "http", "path": "/find", "query_string": b"q=dao", "path_params": {},
        "headers": [(b"host", b"localhost"), (b"cookie", cookies.encode())], "server": ("localhost", 80),
        "client": ("127.0.0.1", 5), "truyvet.api": api,
    }  # fmt: skip
    return asyncio.run(visit_of(Request(scope)))


def test_while_the_graph_is_gone_the_reason_is_kept_and_nobody_is_signed_in() -> None:
    api = answering(503, {"code": "graph-unavailable", "vi": "Đồ thị không trả lời.", "en": "The graph is gone."})
    found = visit(api, f"{COOKIE}=x; truyvet_language=en")
    assert found.me == {}
    assert found.refused is not None
    assert (found.refused.status, found.refused.sentence(found.lang)) == (503, "The graph is gone.")


@pytest.mark.parametrize(
    ("status", "code", "me"), [(401, "unauthorized", {}), (403, "password-change", {"must_change_password": True})]
)
def test_who_is_not_in_yet_is_no_failure(status: int, code: str, me: dict[str, bool]) -> None:
    found = visit(answering(status, {"code": code}), f"{COOKIE}=x")
    assert (found.me, found.refused, found.here) == (me, None, "/find?q=dao")


def test_without_a_session_the_api_is_not_asked() -> None:
    assert visit(answering(500, {}), "a=b").refused is None
