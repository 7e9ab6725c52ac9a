"""Who is calling, and what each route needs: the one place through which every request goes.

A route says which permission it needs by ``needs(Permission.X)``, on itself or its router; one that says nothing is
refused to everybody. Routes for who is not signed in say ``OPEN``.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import Depends, Request
from fastapi.dependencies.models import Dependant
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from graph.database import Database
from service.accounts.errors import Forbidden, ForeignRequest, PasswordChange, Unauthorized
from service.accounts.principal import Principal
from service.accounts.purpose import HEADER, is_masked, stated
from service.accounts.recognising import by_cookie, by_token
from service.accounts.roles import Permission
from service.accounts.scope import Scope
from service.accounts.sessions import COOKIE, CSRF_HEADER, csrf_fits
from service.api.common import Configured, Graph
from service.audit import current
from service.settings import Settings

_bearer = HTTPBearer(auto_error=False, description="A token of an account: truyvet account token NAME")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Needs:
    """Says what a route needs; ``permission`` None: nothing, not even an account. ``admitted`` holds to it."""

    def __init__(self, permission: Permission | None, *, before_change: bool = False) -> None:
        self.permission = permission
        self.before_change = before_change

    def __call__(self) -> None:
        """Do nothing: a dependency so that routes and routers can carry it."""

    def check(self, principal: Principal) -> None:
        """Raise Forbidden where the caller's role may not, PasswordChange where the password is not one's own yet."""
        if principal.must_change_password and not self.before_change:
            raise PasswordChange
        if self.permission is not None and not principal.may(self.permission):
            raise Forbidden


def needs(permission: Permission, *, before_change: bool = False) -> Any:
    """Return the dependency of a route or router that needs a permission.

    ``before_change``: also while a password that somebody else chose is not changed yet.
    """
    return Depends(Needs(permission, before_change=before_change))


OPEN: Any = Depends(Needs(None))


def needed(dependant: Dependant) -> Iterator[Needs]:
    """Yield what a route says that it needs."""
    for part in dependant.dependencies:
        if isinstance(part.call, Needs):
            yield part.call
        yield from needed(part)


def admitted(
    request: Request,
    graph: Graph,
    settings: Configured,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> None:
    """Let through who may: before anything else of a request is looked at.

    A route that says nothing is refused: forgetting it must not open it. Raises Unauthorized and Forbidden.
    """
    wanted = list(needed(request.scope["route"].dependant))
    if not wanted:
        raise Forbidden
    if all(need.permission is None for need in wanted):
        return
    principal = _recognised(request, graph, settings, credentials)
    current().actor = principal.name  # the log also tells who was refused
    for need in wanted:
        need.check(principal)
    request.state.principal = principal
    found = current()
    found.purpose = _purpose(request, principal)
    for need in wanted:
        if need.permission is not None and is_masked(principal, need.permission, found.purpose):
            found.masked = True


def _purpose(request: Request, principal: Principal) -> str | None:
    """Return what persons are read for: as stated; else the case that the address names."""
    said = stated(request.headers.get(HEADER)) or principal.purpose
    if said is None and "/cases/{key}" in request.scope["route"].path:
        return "case"  # which one the entry's subject tells
    return said


def signed_in(request: Request) -> Principal:
    """Return who calls, as ``admitted`` found out. Raises Unauthorized on a route that is open to all."""
    principal: Principal | None = getattr(request.state, "principal", None)
    if principal is None:
        raise Unauthorized
    return principal


def _recognised(
    request: Request, graph: Database, settings: Settings, credentials: HTTPAuthorizationCredentials | None
) -> Principal:
    """Return who calls, by bearer token, else by the session's cookie. Raises Unauthorized and ForeignRequest."""
    if credentials is not None:
        return by_token(graph, credentials.credentials)
    cookie = request.cookies.get(COOKIE)
    if not cookie or "authorization" in request.headers:
        raise Unauthorized
    principal = by_cookie(graph, cookie, idle=timedelta(minutes=settings.session_idle_minutes))
    if request.method not in _SAFE:
        same_origin(request)
        if not csrf_fits(cookie, request.headers.get(CSRF_HEADER)):
            raise ForeignRequest
    return principal


def same_origin(request: Request) -> None:
    """Refuse what the page of another site sends. A client that is no browser sends no Origin."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise ForeignRequest


SignedIn = Annotated[Principal, Depends(signed_in)]


def caller(principal: SignedIn) -> str:
    """Return the name of who calls."""
    return principal.name


def scope(principal: SignedIn) -> Scope:
    """Return what the caller may see."""
    return principal.scope


Caller = Annotated[str, Depends(caller)]
Scoped = Annotated[Scope, Depends(scope)]
