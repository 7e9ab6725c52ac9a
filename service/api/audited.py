"""Every request under /api becomes an entry of the log, on disk before its answer begins."""

import hashlib
import hmac
import re
from typing import Any
from urllib.parse import parse_qsl

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.audit.entry import Entry, Outcome
from graph.clock import now
from service.accounts.purpose import HEADER, stated
from service.api.problems import problem
from service.audit import Access, Audit, Unlogged, hold

#: Parameters of a query that name no person and are kept as asked.
KEPT = frozenset(
    "as_of known_at rules depth settings on by between days share units limit offset format sort from to order disease "
    "flagged reverse state".split()
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.+Z-]{1,30})?|[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}")
_WORD = re.compile(r"[a-z0-9.-]{1,40}")
#: How a parameter that is kept must read: of a path `from` and `to` are people, not days.
_READS = {**dict.fromkeys(KEPT, _WORD), **dict.fromkeys(("as_of", "known_at", "on", "from", "to"), _DAY)}
#: What is asked all the time and tells nothing of anybody.
UNLOGGED = frozenset({"/rules", "/rules/{id}", "/template", "/me"})


class Audited:
    """Middleware: who, what, for which purpose, how it ended, how many persons; never whom or what was typed."""

    def __init__(self, app: ASGIApp, audit: Audit, secret: bytes) -> None:
        self._app, self._audit, self._secret = app, audit, secret

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request and log it."""
        if scope["type"] != "http" or not scope["path"].startswith("/api"):
            await self._app(scope, receive, send)
            return
        try:
            self._audit.check()
        except Unlogged as error:
            await _unlogged(error)(scope, receive, send)
            return
        with hold() as found:
            recorded, unlogged = False, False

            async def watched(message: Message) -> None:
                nonlocal recorded, unlogged
                if message["type"] == "http.response.start" and not recorded:
                    recorded = True
                    try:
                        self._record(scope, found, message["status"])
                    except Unlogged as error:
                        unlogged = True
                        await _unlogged(error)(scope, receive, send)
                if not unlogged:
                    await send(message)

            await self._app(scope, receive, watched)

    def _record(self, scope: Scope, found: Access, status: int) -> None:
        route = scope.get("route")
        path = str(getattr(route, "path", "")).removeprefix("/api")
        if path in UNLOGGED and status < 400:
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        key = scope.get("path_params", {}).get("key")
        self._audit.record(
            Entry(
                at=now(),
                actor=found.actor or "-",
                action=f"{scope['method']} /api{path}" if path else f"{scope['method']} unknown",
                outcome=_outcome(status),
                persons=found.persons if status < 400 else None,
                purpose=found.purpose or stated(headers.get(HEADER.lower())),
                question=_question(scope, found) or None,
                subject=None if key is None else subject_of(self._secret, str(key)),
                address=(scope.get("client") or ("-",))[0],
            )
        )


def _unlogged(error: Unlogged) -> ASGIApp:
    return problem(error.status, error.code, error.en, error.vi)


def subject_of(secret: bytes, key: str) -> str:
    """Return a record's key as it stands in the log."""
    return hmac.digest(secret, key.encode(), hashlib.sha256).hex()[:32]


def _outcome(status: int) -> Outcome:
    return "done" if status < 400 else "refused" if status < 500 else "failed"


def _question(scope: Scope, found: Access) -> dict[str, Any]:
    asked = parse_qsl(scope["query_string"].decode("latin-1"))
    kept = {name: value for name, value in asked if name in KEPT and _READS[name].fullmatch(value)}
    return {**kept, **found.question}
