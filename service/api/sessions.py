"""Signing in and out with a browser, and the first administrator."""

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from graph.errors import Invalid
from service.accounts.first_start import first_start
from service.accounts.roles import Permission
from service.accounts.sessions import COOKIE, Opened, end_session
from service.accounts.signing_in import sign_in
from service.api.access import OPEN, SignedIn, needs, same_origin
from service.api.common import Configured, Graph, answer
from service.settings import Settings

router = APIRouter(tags=["accounts"])

Password = SecretStr


class Credentials(BaseModel):
    """A name and a password."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)
    name: str = Field(min_length=1, max_length=80)
    password: Password = Field(min_length=1, max_length=1000)


class FirstAdministrator(Credentials):
    """Name and password that the first administrator is to have, and the secret that the service printed."""

    secret: SecretStr = Field(min_length=1, max_length=200)


def client_address(request: Request) -> str:
    """Return where a request came from; behind a trusted proxy what that tells."""
    return request.client.host if request.client else ""


def with_cookie(response: Response, request: Request, settings: Settings, opened: Opened) -> Response:
    """Set a session's cookie: for no script, for no other site, and over TLS unless the service is local."""
    response.set_cookie(
        COOKIE,
        opened.cookie,
        max_age=settings.session_hours * 3600,
        path="/",
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https" or not settings.on_loopback(),
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@router.post("/session", dependencies=[OPEN, Depends(same_origin)], status_code=201, summary="Sign in")
def open_(graph: Graph, settings: Configured, request: Request, body: Credentials) -> Response:
    """Sets the cookie `truyvet_session`. Requests with it that change something send `csrf` as X-CSRF-Token."""
    opened = sign_in(graph, settings, body.name, body.password.get_secret_value(), address=client_address(request))
    return with_cookie(answer({"csrf": opened.csrf}, 201), request, settings, opened)


@router.delete(
    "/session", dependencies=[needs(Permission.SELF, before_change=True)], status_code=204, summary="Sign out"
)
def close(graph: Graph, principal: SignedIn) -> Response:
    """The session ends on every replica at once. A bearer token has none."""
    if principal.session is None:
        raise Invalid("A token has no session to end.", "Mã truy cập không có phiên để kết thúc.", field="session")
    end_session(graph, principal.session)
    response = Response(status_code=204)
    response.delete_cookie(COOKIE, path="/")
    return response


@router.post(
    "/first-start",
    dependencies=[OPEN, Depends(same_origin)],
    status_code=201,
    summary="Make the first administrator, by the secret that `truyvet serve` printed",
)
def first(graph: Graph, settings: Configured, request: Request, body: FirstAdministrator) -> Response:
    """Signs in as it. The secret is valid for an hour and used once."""
    opened = first_start(graph, settings, body.secret.get_secret_value(), body.name, body.password.get_secret_value())
    return with_cookie(answer({"csrf": opened.csrf}, 201), request, settings, opened)
