"""Vietnamese or English: a cookie of the browser's, changed by the switch on every page."""

from typing import Literal

from fastapi import Request
from fastapi.responses import RedirectResponse
from nicegui import app
from starlette.requests import HTTPConnection
from starlette.types import Scope

#: The first one unless somebody chose.
LANGUAGES: tuple[Literal["vi"], Literal["en-US"]] = ("vi", "en-US")
_COOKIE = "truyvet_language"
_YEAR = 365 * 24 * 3600


def language_of(scope: Scope) -> str:
    """Return the language that a browser asked for: vi or en."""
    return "en" if HTTPConnection(scope).cookies.get(_COOKIE) == "en" else "vi"


def local(address: str | None) -> str:
    """Return an address of this site, the first page for any other: links to elsewhere are not followed.

    >>> local("/trace?who=x"), local("//evil.example"), local("https://evil.example"), local(None)
    ('/trace?who=x', '/', '/', '/')
    """
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return "/"
    return "".join(sign for sign in address if sign.isprintable())


@app.get("/language/{language}")
def choose(request: Request, language: Literal["vi", "en"], to: str = "/") -> RedirectResponse:
    """Show the page in this language from now on, and go back to where one was."""
    response = RedirectResponse(local(to), status_code=303)
    response.set_cookie(
        _COOKIE, language, max_age=_YEAR, path="/", httponly=True, samesite="lax", secure=request.url.scheme == "https"
    )
    return response
