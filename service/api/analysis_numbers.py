"""Analyses in numbers: serial intervals, offspring."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from graph.analysis.offspring import offspring_document
from graph.analysis.serial_interval import intervals_document
from graph.tracing.steady import read_steadily
from service.api.common import Graph, Limit, Offset, answer
from service.api.views import Seen

router = APIRouter(prefix="/analysis", tags=["analysis"])


@router.get("/intervals", summary="Serial interval and generation time of the transmission pairs, with fits")
def show_intervals(
    graph: Graph,
    view: Seen,
    flagged: Annotated[bool, Query(description="only pairs that are likely impossible")] = False,
    limit: Limit = 200,
    offset: Offset = 0,
) -> Response:
    """By maximum likelihood on whole days; each pair with its possible sources, days and doubts."""
    return answer(
        read_steadily(graph, lambda tx, _: intervals_document(tx, view, flagged=flagged, limit=limit, offset=offset))
    )


@router.get("/offspring", summary="How many others each case infected: R, k, and who causes most")
def show_offspring(graph: Graph, view: Seen, limit: Limit = 200, offset: Offset = 0) -> Response:
    """A negative binomial fit, over the cases of one possible source and over all, each possible source alike."""
    return answer(read_steadily(graph, lambda tx, _: offspring_document(tx, view, limit=limit, offset=offset)))
