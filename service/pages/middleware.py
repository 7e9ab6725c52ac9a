"""What of a request is a page, and what a page tells the browser: which scripts are ours.

Each page gets a nonce: a script that somebody smuggles into it does not run. NiceGUI's Vue compiles its templates in
the browser, which needs ``unsafe-eval``; styles stand in the page (``unsafe-inline``).
"""

import re
import secrets
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.headers import NONCE

#: What is the API's; all else is a page.
_API = ("/api/", "/health", "/ready", "/metrics", "/openapi.json")
#: A page's line is a WebSocket and nothing else: what asks for another one, from any site, is not ours.
_LINE = "/_nicegui_ws"
#: Smaller answers are not worth packing; 5 packs nearly as small as 9 and three times as fast.
_PACK_BYTES, _PACK_LEVEL = 1000, 5
#: NiceGUI escapes every < of what a page shows, so that these are its own.
_SCRIPT = re.compile(rb"<script(?=[ >])")


def is_page(path: str) -> bool:
    """Tell whether a path is one of the page's, and not of the API's.

    >>> is_page("/trace"), is_page("/api/trace"), is_page("/api"), is_page("/healthy")
    (True, False, False, True)
    """
    return not any(path == one.rstrip("/") or (one.endswith("/") and path.startswith(one)) for one in _API)


class Pages:
    """Middleware: sends what is no route of the API's to the pages."""

    def __init__(self, app: ASGIApp, *, pages: ASGIApp) -> None:
        self._app = app
        self._pages = GZipMiddleware(_Nonced(pages), minimum_size=_PACK_BYTES, compresslevel=_PACK_LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hold a page's line."""
        if scope["type"] == "websocket" and not _from_here(scope):
            await send({"type": "websocket.close", "code": 1008})
        elif scope["type"] == "http" and scope["path"].startswith(_LINE):
            await PlainTextResponse("WebSocket", 426)(scope, receive, send)
        elif scope["type"] in ("http", "websocket") and is_page(scope["path"]):
            scope["truyvet.api"] = scope["app"]  # what is asked in process, with all that is around it
            await self._pages(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _from_here(scope: Scope) -> bool:
    """Tell whether a line was opened by our own page: a browser says of which site a page is, and only it has one."""
    headers = Headers(scope=scope)
    return urlsplit(headers.get("origin", "")).netloc == headers.get("host")


class _Nonced:
    """Middleware: writes the nonce into each page; it keeps nothing of a page in the browser."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start: Message | None = None
        body = b""

        async def rewritten(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                if not Headers(raw=message["headers"]).get("content-type", "").startswith("text/html"):
                    await send(message)
                    return
                start = message
            elif start is None:
                await send(message)
            else:
                body += message.get("body", b"")
                if not message.get("more_body", False):
                    await send(start)
                    await send({"type": "http.response.body", "body": _written(scope, start, body)})

        await self._app(scope, receive, rewritten)


def _written(scope: Scope, start: Message, body: bytes) -> bytes:
    nonce = secrets.token_urlsafe(16)
    scope[NONCE] = nonce  # the policy is told by service/api/headers.py
    body = _SCRIPT.sub(f'<script nonce="{nonce}"'.encode(), body)
    headers = MutableHeaders(scope=start)
    headers["Content-Length"] = str(len(body))
    headers["Cache-Control"] = "no-store"
    return body
