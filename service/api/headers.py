"""What every answer tells a browser: run nothing, show it in no frame, keep nothing, tell nobody where one was."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Nothing of an answer of the API is to be run, loaded or framed (https://www.w3.org/TR/CSP3/).
_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
#: A page runs its own scripts and no others, and asks this service alone. Vue compiles its templates in the browser.
_PAGE = (
    "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'"
)
#: Where a page leaves the nonce of its scripts in the request's scope.
NONCE = "truyvet.nonce"
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # for browsers that do not know frame-ancestors
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
#: A year, as browsers count it (RFC 6797). Told over TLS only: elsewhere it must be ignored.
_TLS = "max-age=31536000"


def content_policy(scope: Scope) -> str:
    """Return the Content-Security-Policy of the answer to a request."""
    nonce = scope.get(NONCE)
    return _NOTHING if nonce is None else _PAGE.format(nonce=nonce)


def protect(headers: MutableHeaders, scope: Scope) -> None:
    """Add what an answer to this request tells a browser."""
    for name, value in _ALWAYS.items():
        headers[name] = value
    headers["Content-Security-Policy"] = content_policy(scope)
    if scope["path"].startswith("/api"):
        headers["Cache-Control"] = "no-store"
    if scope["scheme"] == "https":
        headers["Strict-Transport-Security"] = _TLS


class Protected:
    """Middleware: every answer goes through ``protect``."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                protect(MutableHeaders(scope=message), scope)
            await send(message)

        await self._app(scope, receive, protected)
