"""How good the data is: complete, recent, mended, plausible."""

import io
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

from graph.clock import today
from graph.errors import NotFound
from graph.exports.quality_list import quality_csv, quality_xlsx
from graph.quality import SORTS, quality
from service.accounts.roles import Permission
from service.accounts.scope import companies_meant
from service.api.access import Scoped, needs
from service.api.common import XLSX, Graph, Limit, Offset, answer

router = APIRouter(tags=["quality"])

Sort = Annotated[str, Query(description=f"one of {', '.join(SORTS)}; the worst first")]
Reverse = Annotated[bool, Query(description="the best first")]


@router.get(
    "/quality",
    dependencies=[needs(Permission.QUALITY)],
    summary="How complete, recent and plausible the data of each company is",
)
def show_quality(
    graph: Graph,
    scope: Scoped,
    request: Request,
    company: Annotated[str | None, Query(description="key or part of the name")] = None,
    sort: Sort = "residence",
    reverse: Reverse = False,
    limit: Limit = 200,
    offset: Offset = 0,
) -> Response:
    """JSON, or by the Accept header text/csv or .xlsx (these hold all companies, whatever the limit)."""
    accept = request.headers.get("accept", "")
    as_csv, as_xlsx = "text/csv" in accept, XLSX in accept
    keys = graph.read(lambda transaction: companies_meant(transaction, scope, company))
    page: dict[str, Any] = {} if as_csv or as_xlsx else {"limit": limit, "offset": offset}
    document = quality(graph, day=today(), companies=keys, sort=sort, reverse=reverse, **page)
    if as_csv:
        lines = (line.encode() for line in quality_csv(document))
        return StreamingResponse(lines, media_type="text/csv; charset=utf-8")
    if as_xlsx:
        out = io.BytesIO()
        quality_xlsx(document, out)
        return Response(out.getvalue(), media_type=XLSX)
    return answer(document)


@router.get("/companies", dependencies=[needs(Permission.COMPANIES)], summary="All companies", tags=["companies"])
def list_companies(
    graph: Graph, scope: Scoped, sort: Sort = "name", reverse: Reverse = False, limit: Limit = 200, offset: Offset = 0
) -> Response:
    """Workers at work today, the date of the last file, and how good the data is."""
    document = quality(
        graph, day=today(), companies=scope.narrowed(), sort=sort, reverse=reverse, limit=limit, offset=offset
    )
    return answer({name: document[name] for name in ("total", "limit", "offset", "companies")})


@router.get("/companies/{key}", dependencies=[needs(Permission.COMPANIES)], summary="One company", tags=["companies"])
def show_company(graph: Graph, scope: Scoped, key: str) -> Response:
    """The company with this key."""
    found = quality(graph, day=today(), companies=scope.narrowed([key]))["companies"]
    if not found:
        raise NotFound(f"No company has the key {key}.", f"Không có công ty nào mang khóa {key}.", field="key")
    return answer(found[0])
