"""Who looks at a page, in which language, and what they may: what every page is given."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request

from service.accounts.roles import Permission
from service.accounts.sessions import COOKIE
from service.messages import PAGES, text, word
from service.pages.asking import Api, Refused
from service.pages.languages import language_of


@dataclass(frozen=True)
class Visit:
    """One page in one browser. ``me`` is the document of /api/me, empty for who is not signed in."""

    lang: str
    path: str
    keys: Mapping[str, str]
    query: Mapping[str, str]
    lists: Mapping[str, list[str]]
    api: Api = field(repr=False)
    me: Mapping[str, Any] = field(default_factory=dict)
    cookie: str | None = field(default=None, repr=False)
    refused: Refused | None = None

    def say(self, message: str, /, **values: object) -> str:
        """Return a message of the page's catalogue."""
        return text(self.lang, message, **values)

    def template(self, message: str) -> str:
        """Return a message whose places the browser itself fills."""
        return PAGES[message][self.lang == "en"]

    def word(self, name: str | None) -> str:
        """Return a word of tables and documents; nothing for None."""
        return "" if name is None else word(self.lang, name)

    def heading(self, name: str) -> str:
        """Return a word as it begins a line or a column."""
        found = self.word(name)
        return found[:1].upper() + found[1:]

    def both(self, sentence: Mapping[str, Any]) -> Any:
        """Return what a document says in both languages in the one of the page."""
        return sentence[self.lang]

    def may(self, *permissions: Permission) -> bool:
        """Tell whether the caller's role has any of some permissions."""
        return any(permission in self.me.get("permissions", ()) for permission in permissions)

    def address(self, path: str | None = None, /, **query: Any) -> str:
        """Return the address of a page with a query; None leaves a parameter out, ``from_`` is ``from``."""
        asked = {name.rstrip("_"): value for name, value in query.items() if value not in (None, "", [])}
        return (path or self.path) + (f"?{urlencode(asked, doseq=True)}" if asked else "")

    @property
    def here(self) -> str:
        """The address of this page as it was opened."""
        return self.address(None, **self.lists)


async def visit_of(request: Request) -> Visit:
    """Return who asks for a page: with an empty ``me`` where nobody is signed in, or nobody can be told apart.

    ``refused`` is then why the API does not tell who it is, as while the graph is gone.
    """
    cookie = request.cookies.get(COOKIE)
    client = request.client
    api = Api(
        request.scope["truyvet.api"],
        cookie=cookie,
        address=(client.host, client.port) if client else ("", 0),
        scheme=request.url.scheme,
    )
    query = request.query_params
    lists = {name: query.getlist(name) for name in query}
    visit = Visit(
        language_of(request.scope), request.url.path, request.path_params, dict(query), lists, api, cookie=cookie
    )
    if cookie is None:
        return visit
    try:
        return replace(visit, me=await api.get("/me"))
    except Refused as refused:
        if refused.code == "password-change":
            return replace(visit, me={"must_change_password": True})
        return visit if refused.status == 401 else replace(visit, refused=refused)
