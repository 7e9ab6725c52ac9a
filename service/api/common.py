"""What the routers share: the graph, the settings, pages, and fast JSON."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Any

import orjson
from fastapi import Depends, Query, Request, Response
from fastapi.dependencies.models import Dependant

from graph.database import Database
from graph.errors import Invalid
from service.accounts.purpose import masked
from service.audit import current, persons_in
from service.imports import Imports
from service.settings import Settings

MOST = 50_000
#: Lists of the graph are cut at 32-bit numbers; no list is that long.
MOST_OFFSET = 1_000_000_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Limit = Annotated[int, Query(ge=1, le=MOST, description="how many entries")]
Offset = Annotated[int, Query(ge=0, le=MOST_OFFSET, description="how many entries to leave out first")]


def get_database(request: Request) -> Database:
    """Return the app's graph."""
    database: Database = request.app.state.database
    return database


def get_settings(request: Request) -> Settings:
    """Return the app's settings."""
    settings: Settings = request.app.state.settings
    return settings


def get_imports(request: Request) -> Imports:
    """Return the app's queue of uploads."""
    imports: Imports = request.app.state.imports
    return imports


Graph = Annotated[Database, Depends(get_database)]
Configured = Annotated[Settings, Depends(get_settings)]
Queue = Annotated[Imports, Depends(get_imports)]


def known_parameters(request: Request) -> None:
    """Refuse a query parameter that the route does not have: a misspelt one would be ignored in silence."""
    known = set(_parameters(request.scope["route"].dependant))
    refuse_unknown([name for name in request.query_params if name not in known], known)


async def well_formed(request: Request) -> None:
    r"""Refuse JSON with half a character (``\ud800`` alone), which Python reads and nothing can write again.

    Raises Invalid. NaN and Infinity are no JSON either.
    """
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        body = await request.body()  # FastAPI has read it already
        try:
            orjson.loads(body or b"null")
        except orjson.JSONDecodeError:
            raise Invalid("The body is no JSON.", "Nội dung gửi lên không phải JSON.", field="body") from None


def _parameters(dependant: Dependant) -> Iterator[str]:
    """Yield the query parameters of a route and of all that it depends on."""
    yield from (field.alias for field in dependant.query_params)
    for part in dependant.dependencies:
        yield from _parameters(part)


def refuse_unknown(unknown: Sequence[str], known: Iterable[str]) -> None:
    """Raise Invalid for the first of some unknown names, with those that are known."""
    if unknown:
        names = ", ".join(sorted(known)) or "-"
        raise Invalid(
            f"There is no parameter {unknown[0][:40]}; there are: {names}.",
            f"Không có tham số {unknown[0][:40]}; hiện có: {names}.",
            field=unknown[0][:40],
        )


def shown(document: Any) -> Any:
    """Return a document as the caller may see it; the log is told how many persons it shows."""
    current().persons = persons_in(document)
    return masked(document) if current().masked else document


def answer(document: Any, status: int = 200, **headers: str) -> Response:
    """Return a document as JSON, as far as the caller may see it; the log is told how many persons it shows."""
    document = shown(document)
    if current().masked:
        headers["X-Numbers"] = "masked; state a purpose (X-Purpose)"
    return Response(orjson.dumps(document), status, headers=headers, media_type="application/json")
