"""The outermost ring of a request: its id, how many there are at once, how long it took.

A line of the log and a measure have the route's template, never the address: that holds keys and what was typed.
"""

import logging
import re
from time import perf_counter
from uuid import uuid4

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.problems import problem
from service.logs import request_id
from service.metrics import Metrics

log = logging.getLogger("service.access")
HEADER = b"x-request-id"
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
#: An id that a proxy gave is kept, as far as it is one.
_ID = re.compile(rb"[A-Za-z0-9_-]{8,64}")
#: These are asked every few seconds, and must be answered when nothing else is.
WATCHED = frozenset({"/health", "/ready", "/metrics"})


class Requests:
    """Middleware; beyond ``at_once`` a request is turned away before anything is done for it."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics, at_once: int) -> None:
        self._app, self._metrics, self._at_once = app, metrics, at_once
        self._in_hand = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status = perf_counter(), 500
        given = next((value for name, value in scope["headers"] if name == HEADER), b"")
        own = given if _ID.fullmatch(given) else uuid4().hex.encode()

        async def named(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": [*message.get("headers", ()), (HEADER, own)]}
            await send(message)

        token = request_id.set(own.decode())
        self._in_hand += 1
        self._metrics.in_hand.inc()
        try:
            if self._in_hand > self._at_once and scope["path"] not in WATCHED:
                self._metrics.turned_away("busy")
                await _busy()(scope, receive, named)
            else:
                await self._app(scope, receive, named)
        finally:
            self._in_hand -= 1
            self._metrics.in_hand.dec()
            self._told(scope, status, perf_counter() - started)
            request_id.reset(token)

    def _told(self, scope: Scope, status: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in _METHODS else "other"
        route = route_of(scope)
        self._metrics.request(method=method, route=route, status=status, seconds=seconds)
        if route not in WATCHED:
            about = {"method": method, "route": route, "status": status, "milliseconds": round(seconds * 1000)}
            log.info("answered", extra=about)


def route_of(scope: Scope) -> str:
    """Return the template of the route that took a request."""
    path = getattr(scope.get("route"), "path", None)
    if path is None:
        return "unknown"
    # A router's route does not know what the router is mounted under.
    return f"/api{path.removeprefix('/api')}" if scope["path"].startswith("/api/") else str(path)


def _busy() -> ASGIApp:
    return problem(
        503,
        "busy",
        "The service has too many requests in hand; try again in a few seconds.",
        "Dịch vụ đang nhận quá nhiều yêu cầu; hãy thử lại sau vài giây.",
    )
