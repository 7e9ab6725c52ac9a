"""Analyses in numbers: serial intervals, offspring, coverage of vaccination, indicators of tracing."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from graph.analysis.coverage import coverage
from graph.analysis.indicators import DAYS, MOST_DAYS, indicators
from graph.analysis.offspring import offspring_document
from graph.analysis.serial_interval import intervals_document
from graph.search import companies_meant
from service.accounts.roles import Permission
from service.api.access import needs
from service.api.common import Limit, Offset
from service.api.jobs import Analysing
from service.api.views import Seen

router = APIRouter(prefix="/analysis", tags=["analysis"])

Unit = Literal["company", "workshop", "team", "room", "house", "vehicle"]


@router.get(
    "/intervals",
    dependencies=[needs(Permission.NAMED_ANALYSES)],
    summary="Serial interval and generation time of the transmission pairs, with fits",
)
def show_intervals(
    analyse: Analysing,
    view: Seen,
    flagged: Annotated[bool, Query(description="only pairs that are likely impossible")] = False,
    limit: Limit = 200,
    offset: Offset = 0,
) -> Response:
    """By maximum likelihood on whole days; each pair with its possible sources, days and doubts."""
    return analyse(lambda tx: intervals_document(tx, view, flagged=flagged, limit=limit, offset=offset))


@router.get(
    "/offspring",
    dependencies=[needs(Permission.NAMED_ANALYSES)],
    summary="How many others each case infected: R, k, and who causes most",
)
def show_offspring(analyse: Analysing, view: Seen, limit: Limit = 200, offset: Offset = 0) -> Response:
    """A negative binomial fit, over the cases of one possible source and over all, each possible source alike."""
    return analyse(lambda tx: offspring_document(tx, view, limit=limit, offset=offset))


@router.get(
    "/coverage",
    dependencies=[needs(Permission.ANALYSES)],
    summary="Doses of vaccine by unit, the lowest coverage first",
)
def show_coverage(
    analyse: Analysing,
    view: Seen,
    by: Unit,
    company: Annotated[str | None, Query(description="of one firm's workers")] = None,
    limit: Limit = 200,
    offset: Offset = 0,
) -> Response:
    """People of each unit on the day by doses by then, with Wilson's intervals of one dose and of two."""
    return analyse(
        lambda tx: coverage(tx, view, by, companies=companies_meant(tx, company), limit=limit, offset=offset)
    )


@router.get(
    "/indicators",
    dependencies=[needs(Permission.ANALYSES)],
    summary="How well tracing keeps up: known contacts, hours to the list, isolation, losses",
)
def show_indicators(
    analyse: Analysing,
    view: Seen,
    days: Annotated[int, Query(ge=1, le=MOST_DAYS, description="of the cases of the last so many days")] = DAYS,
) -> Response:
    """From kept lists, isolations and losses on file, with Wilson's intervals and by day."""
    return analyse(lambda tx: indicators(tx, view, days=days))
