"""The shortest chain of shared groups between two people."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from graph.clock import today
from graph.tracing.path import path_document
from graph.tracing.steady import read_steadily
from service.accounts.roles import Permission
from service.api.access import needs
from service.api.common import Graph, answer
from service.days import read_day

router = APIRouter(prefix="/path", tags=["path"], dependencies=[needs(Permission.CONTACTS)])


@router.get("", summary="The shortest chain of shared groups between two people on a day")
def show(
    graph: Graph,
    one: Annotated[str, Query(alias="from", min_length=1, max_length=300)],
    other: Annotated[str, Query(alias="to", min_length=1, max_length=300)],
    on: Annotated[str | None, Query(description="the day; today unless given")] = None,
    company: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """`length` counts the groups; null where no chain of at most four groups joins them."""
    day = read_day(on, field="on") or today()
    return answer(read_steadily(graph, lambda tx, _: path_document(tx, one, other, day=day, company=company)))
