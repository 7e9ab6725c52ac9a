"""Analyses of the cases: clusters, attack rates, common sources."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from graph.analysis.attack_rates import attack_rates
from graph.analysis.clusters import cluster_document, clusters_document
from graph.analysis.common_source import common_sources
from graph.analysis.leaks import leaks_document
from graph.cases import DEFAULT_DISEASE
from graph.search import companies_meant
from service.accounts.roles import Permission
from service.api.access import needs
from service.api.common import MOST, MOST_OFFSET, Configured, Limit, Offset
from service.api.jobs import Analysing
from service.api.views import Seen
from service.days import read_day
from service.views import view_asked

router = APIRouter(prefix="/analysis", tags=["analysis"])

By = Literal["setting", "room", "house", "team", "workshop", "company", "vehicle", "shift", "vaccination", "age", "sex"]


@router.get(
    "/clusters", dependencies=[needs(Permission.NAMED_ANALYSES)], summary="Clusters of cases, the largest first"
)
def list_clusters(analyse: Analysing, view: Seen, limit: Limit = 200, offset: Offset = 0) -> Response:
    """Cases linked through shared groups on days on which one can have infected the other."""
    return analyse(lambda tx: clusters_document(tx, view, limit=limit, offset=offset))


@router.get(
    "/clusters/{key}",
    dependencies=[needs(Permission.NAMED_ANALYSES)],
    summary="One cluster, named by any of its cases: its facts, cases and links",
)
def show_cluster(analyse: Analysing, view: Seen, key: str) -> Response:
    """Each link with what the two shared, and when."""
    return analyse(lambda tx: cluster_document(tx, view, key))


@router.get(
    "/attack-rates", dependencies=[needs(Permission.ANALYSES)], summary="Cases over people exposed, by unit or by trait"
)
def show_attack_rates(
    analyse: Analysing,
    view: Seen,
    by: By,
    first: Annotated[str | None, Query(alias="from", description="first day; that of the first case")] = None,
    last: Annotated[str | None, Query(alias="to", description="last day; the day seen from")] = None,
    company: Annotated[str | None, Query(description="of one firm's workers")] = None,
    limit: Limit = 200,
    offset: Offset = 0,
) -> Response:
    """With Wilson's interval and the risk ratio against the rest."""
    start, end = read_day(first, field="from"), read_day(last, field="to")
    return analyse(
        lambda tx: attack_rates(
            tx,
            view,
            by,
            first=start,
            last=end,
            companies=companies_meant(tx, company),
            limit=limit,
            offset=offset,
        )
    )


@router.get(
    "/leaks",
    dependencies=[needs(Permission.ANALYSES)],
    summary="By what firms are joined, and which clean ones are next to infected ones",
)
def show_leaks(analyse: Analysing, view: Seen, limit: Limit = 200, offset: Offset = 0) -> Response:
    """Shared rooms, houses, vehicles and people on two rosters, of the last fourteen days."""
    return analyse(lambda tx: leaks_document(tx, view, limit=limit, offset=offset))


class CommonSourceRequest(BaseModel):
    """Which cases, and from where one looks."""

    model_config = ConfigDict(extra="forbid")
    cases: list[str] = Field(min_length=2, max_length=500, description="keys of registered cases")
    disease: str = Field(default=DEFAULT_DISEASE, max_length=100)
    as_of: str | None = None
    known_at: str | None = None
    rules: str | None = None
    limit: int = Field(default=200, ge=1, le=MOST)
    offset: int = Field(default=0, ge=0, le=MOST_OFFSET)


@router.post(
    "/common-source",
    dependencies=[needs(Permission.NAMED_ANALYSES)],
    summary="Where cases were together while they can have been infected",
)
def show_common_source(analyse: Analysing, settings: Configured, body: CommonSourceRequest) -> Response:
    """Each setting held against chance, and the smallest set that explains most."""
    view = view_asked(settings, body.disease, body.as_of, body.known_at, body.rules)
    return analyse(lambda tx: common_sources(tx, view, body.cases, limit=body.limit, offset=body.offset))
