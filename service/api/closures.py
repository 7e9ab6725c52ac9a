"""Closures: what if these were stopped or split, and which teams and workshops of a firm to stop."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from graph.analysis.adviser import advice_document
from graph.analysis.closures import MOST_DAYS, MOST_RUNS, WhatIf, what_if_document
from graph.analysis.natural_history import natural_history
from graph.cases import DEFAULT_DISEASE
from service.accounts.roles import Permission
from service.api.access import needs
from service.api.common import Configured, Graph, Limit, Offset
from service.api.jobs import Computing
from service.api.views import Seen
from service.views import view_asked

router = APIRouter(prefix="/analysis/closures", tags=["analysis"], dependencies=[needs(Permission.ANALYSES)])

Unit = Literal["team", "workshop", "company"]
LatentDays = Annotated[int | None, Field(ge=0, le=60, description="days from infection to infecting others")]
Incubation = Annotated[float | None, Field(gt=0, le=60, description="median incubation in days")]
Delay = Annotated[float | None, Field(ge=0, le=60, description="days from onset to isolation; 2 unless given")]


class WhatIfRequest(BaseModel):
    """Which groups to stop and to split, and how to simulate."""

    model_config = ConfigDict(extra="forbid")
    stop: list[str] = Field(default=[], max_length=500, description="keys of groups: workshops, teams, vehicles, rooms")
    split: list[str] = Field(default=[], max_length=500, description="keys of groups that come in two halves")
    company: str | None = Field(default=None, max_length=200, description="among one firm's workers; everybody")
    days: int = Field(default=14, ge=1, le=MOST_DAYS)
    runs: int = Field(default=200, ge=1, le=MOST_RUNS)
    seed: int = Field(default=1, ge=0, le=2**32)
    latent_days: LatentDays = None
    incubation_median: Incubation = None
    delay_days: Delay = None
    disease: str = Field(default=DEFAULT_DISEASE, max_length=100)
    as_of: str | None = None
    known_at: str | None = None
    rules: str | None = None


@router.post("/what-if", summary="Contacts, components, expected secondary cases before and after measures")
def show_what_if(graph: Graph, settings: Configured, compute: Computing, body: WhatIfRequest) -> Response:
    """By simulation over the roster from the day after ``as_of``; takes long for everybody: prefer respond-async."""
    view = view_asked(settings, body.disease, body.as_of, body.known_at, body.rules)
    history = natural_history(
        view.disease,
        latent_days=body.latent_days,
        incubation_median=body.incubation_median,
        delay_days=body.delay_days,
    )
    asked = WhatIf(stop=body.stop, split=body.split, days=body.days, runs=body.runs, seed=body.seed)
    return compute(
        lambda progress: what_if_document(graph, view, asked, history, company=body.company, progress=progress)
    )


@router.get("/advise", summary="The fewest workers of a firm to stop for a share of the risk")
def show_advice(
    graph: Graph,
    view: Seen,
    compute: Computing,
    company: Annotated[str, Query(max_length=200, description="key or part of the name of a firm; of several all")],
    share: Annotated[float, Query(gt=0, le=1, description="share of the risk to cover")] = 0.8,
    units: Annotated[list[Unit] | None, Query(description="what may be stopped; all")] = None,
    days: Annotated[int, Query(ge=1, le=MOST_DAYS)] = 14,
    latent_days: Annotated[int | None, Query(ge=0, le=60)] = None,
    incubation_median: Annotated[float | None, Query(gt=0, le=60)] = None,
    delay_days: Annotated[float | None, Query(ge=0, le=60)] = None,
    limit: Limit = 200,
    offset: Offset = 0,
) -> Response:
    """Which teams, workshops or the site (2787/QĐ-BYT), with the workers idled and how far from the fewest."""
    history = natural_history(
        view.disease, latent_days=latent_days, incubation_median=incubation_median, delay_days=delay_days
    )
    settings = tuple(units or ("team", "workshop", "company"))
    return compute(
        lambda _: advice_document(
            graph,
            view,
            history,
            company=company,
            days=days,
            share=share,
            settings=settings,
            limit=limit,
            offset=offset,
        )
    )
