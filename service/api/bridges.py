"""Bridges: what joins workshops or firms."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from graph.analysis.bridge_graph import Between
from graph.analysis.bridges import bridges_document
from graph.search import companies_meant
from graph.tracing.steady import read_steadily
from service.accounts.roles import Permission
from service.api.access import needs
from service.api.common import Graph, Limit, Offset
from service.api.jobs import Computing
from service.api.views import Seen

router = APIRouter(prefix="/analysis", tags=["analysis"])


@router.get(
    "/bridges",
    dependencies=[needs(Permission.NAMED_ANALYSES)],
    summary="Workers, rooms, houses and vehicles that join workshops or firms",
)
def show_bridges(
    graph: Graph,
    compute: Computing,
    view: Seen,
    between: Between = "workshop",
    company: Annotated[str | None, Query(description="of one firm's workers")] = None,
    limit: Limit = 200,
    offset: Offset = 0,
) -> Response:
    """Those without which some would be apart come first, then by betweenness; of the last fourteen days."""
    return compute(
        lambda progress: read_steadily(
            graph,
            lambda tx, _: bridges_document(
                tx,
                view,
                between=between,
                companies=companies_meant(tx, company),
                limit=limit,
                offset=offset,
                progress=progress,
            ),
        )
    )
