"""Signing in at the organisation's OpenID Connect provider."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from graph.errors import NotFound
from service.accounts.errors import Unauthorized
from service.accounts.openid import COOKIE, Provider, authorization_url, provider, signed_in_person
from service.accounts.openid_accounts import open_for
from service.accounts.secret import new_secret
from service.api.access import OPEN
from service.api.common import Configured, Graph
from service.api.sessions import with_cookie
from service.settings import Settings

router = APIRouter(prefix="/session/openid", tags=["accounts"], dependencies=[OPEN])

#: The provider sends the browser back from another site: on that navigation a strict cookie is not sent. The next one
#: comes from here.
_ON = '<!doctype html><meta http-equiv="refresh" content="0;url=/"><title>truyvet</title>'
#: So long one may take at the provider.
_SECONDS = 600


def _known(settings: Settings) -> Provider:
    known = provider(settings)
    if known is None:
        raise NotFound(
            "No OpenID Connect provider is set up (TRUYVET_OIDC_ISSUER).",
            "Chưa thiết lập nhà cung cấp OpenID Connect (TRUYVET_OIDC_ISSUER).",
        )
    return known


def _redirect(request: Request) -> str:
    return str(request.base_url).rstrip("/") + "/api/session/openid/callback"


@router.get("", summary="Go to the organisation's sign-in", status_code=302, response_class=RedirectResponse)
def start(settings: Configured, request: Request) -> Response:
    """Authorization code flow with PKCE. Its cookie is SameSite=Lax: it must come back from the provider's site."""
    cookie = new_secret()
    response = RedirectResponse(authorization_url(_known(settings), cookie, _redirect(request)), status_code=302)
    secure = request.url.scheme == "https" or not settings.on_loopback()
    response.set_cookie(
        COOKIE, cookie, max_age=_SECONDS, path="/api/session", httponly=True, samesite="lax", secure=secure
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@router.get("/callback", summary="Come back from the organisation's sign-in", response_class=HTMLResponse)
def callback(
    graph: Graph,
    settings: Configured,
    request: Request,
    code: Annotated[str, Query(max_length=4096)] = "",
    state: Annotated[str, Query(max_length=200)] = "",
    iss: Annotated[str | None, Query(max_length=1000, description="RFC 9207")] = None,
    session_state: Annotated[str | None, Query(max_length=1000, include_in_schema=False)] = None,  # noqa: ARG001
    error: Annotated[str | None, Query(max_length=1000, description="it was refused there")] = None,
    error_description: Annotated[str | None, Query(max_length=4000, include_in_schema=False)] = None,  # noqa: ARG001
) -> Response:
    """Sets the session's cookie and goes on to the page; a first sign-in makes the account."""
    known = _known(settings)
    cookie = request.cookies.get(COOKIE)
    if not cookie or not code or error or (iss is not None and iss.rstrip("/") != known.issuer):
        raise Unauthorized
    person = signed_in_person(known, cookie, state=state, code=code, redirect=_redirect(request))
    response = with_cookie(HTMLResponse(_ON), request, settings, open_for(graph, settings, person))
    response.delete_cookie(COOKIE, path="/api/session")
    return response
