"""What is around a worker or a case, folded up by groups: for the page's picture."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from graph.tracing.around import MOST_DRAWN, AskedAround
from graph.tracing.neighbourhood import neighbourhood
from service.accounts.roles import Permission
from service.api.access import needs
from service.api.common import MOST, Configured, Graph, answer
from service.days import read_day, read_moment

router = APIRouter(tags=["neighbourhood"], dependencies=[needs(Permission.CONTACTS)])


def _asked(
    first: Annotated[str | None, Query(alias="from", description="with `to`; else the case's infectious days")] = None,
    last: Annotated[str | None, Query(alias="to")] = None,
    as_of: Annotated[str | None, Query(description="seen from this day; today unless given")] = None,
    known_at: Annotated[str | None, Query(description="as known at this moment")] = None,
    rules: Annotated[str | None, Query(max_length=100, description="a rule set's id")] = None,
    open_: Annotated[
        list[str] | None, Query(alias="open", max_length=1000, description="keys of groups to open into people")
    ] = None,
    limit: Annotated[
        int, Query(ge=1, le=MOST, description="people drawn at most, with the one asked about")
    ] = MOST_DRAWN,
) -> AskedAround:
    return AskedAround(
        who="",
        first=read_day(first, field="from"),
        last=read_day(last, field="to"),
        as_of=read_day(as_of, field="as_of"),
        known_at=read_moment(known_at, field="known_at"),
        rules=rules,
        open=open_ or (),
        limit=limit,
    )


Asked = Annotated[AskedAround, Depends(_asked)]


@router.get("/workers/{key}/neighbourhood", summary="A person's groups on some days, with how many were there")
def around_worker(graph: Graph, settings: Configured, key: str, asked: Asked) -> Response:
    """Of the person's latest case without `from` and `to`. `left_out` counts the people who are not drawn."""
    return answer(neighbourhood(graph, replace(asked, who=key), own_rules=settings.rules_dir))


@router.get("/cases/{key}/neighbourhood", summary="A case's groups on infectious days, with how many were there")
def around_case(graph: Graph, settings: Configured, key: str, asked: Asked) -> Response:
    """On other days with `from` and `to`. `left_out` counts the people who are not drawn."""
    return answer(neighbourhood(graph, replace(asked, who=key), own_rules=settings.rules_dir))
