"""The API asked in process, as whoever looks at a page: the same permissions, masks, log and limits as from outside."""

import re
from collections.abc import Mapping
from typing import Any

from httpx2 import ASGITransport, AsyncClient, Response
from starlette.types import ASGIApp

from service.accounts.sessions import COOKIE, CSRF_HEADER, csrf_token


class Refused(Exception):
    """The API's problem document: ``code``, ``status``, and a sentence in both languages."""

    def __init__(self, status: int, document: Mapping[str, Any]) -> None:
        super().__init__(document.get("code", ""))
        self.status = status
        self.document = document

    @property
    def code(self) -> str:
        """Its stable code."""
        return str(self.document.get("code", "internal"))

    def sentence(self, lang: str) -> str:
        """Return what went wrong and what to do."""
        return str(self.document.get(lang) or self.document.get("detail") or self.code)


#: Keys and what stands around them: an address of a page that holds anything else asks for nothing.
_PATH = re.compile(r"(/(?!\.+(/|$))[A-Za-z0-9._~%-]+)+")
_NOTHING = {
    "code": "not-found",
    "vi": "Không có gì ở địa chỉ này.",
    "en": "There is nothing at this address.",
}


class Api:
    """The routes under /api, with the session of one browser."""

    def __init__(self, app: ASGIApp, *, cookie: str | None, address: tuple[str, int], scheme: str = "http") -> None:
        self._client = AsyncClient(
            transport=ASGITransport(app=app, raise_app_exceptions=False, client=address),
            base_url=f"{scheme}://localhost/api",
            cookies={COOKIE: cookie} if cookie else None,
            headers={CSRF_HEADER: csrf_token(cookie)} if cookie else None,
        )

    async def get(self, path: str, /, **query: Any) -> Any:
        """Return the document at a path. Raises Refused."""
        return await self.ask("GET", path, query=query)

    async def post(self, path: str, body: Any, /, **query: Any) -> Any:
        """Send a document, return the answer. Raises Refused."""
        return await self.ask("POST", path, body=body, query=query)

    async def ask(
        self, method: str, path: str, /, *, body: Any = None, query: Mapping[str, Any] | None = None, prefer: str = ""
    ) -> Any:
        """Return the answer's document, None where it has none. Raises Refused.

        A parameter that is None is not sent; ``from_`` is sent as ``from``. ``prefer`` is the header of that name.
        """
        if not _PATH.fullmatch(path):
            raise Refused(404, _NOTHING)
        asked = {name.rstrip("_"): value for name, value in (query or {}).items() if value is not None}
        response = await self._client.request(
            method,
            path,
            params=asked,
            headers={"Prefer": prefer} if prefer else None,
            **({} if body is None else {"json": body}),
        )
        return _document(response)


def _document(response: Response) -> Any:
    if response.is_success:
        return response.json() if response.content else None
    try:
        document = response.json()
    except ValueError:
        document = {}
    raise Refused(response.status_code, document if isinstance(document, dict) else {})
