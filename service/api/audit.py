"""The log: who read or changed what, and whether it is whole."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from graph.audit.chain import page, verify
from service.accounts.roles import Permission
from service.api.access import needs
from service.api.common import Graph, Limit, Offset, answer

router = APIRouter(prefix="/audit", tags=["audit"], dependencies=[needs(Permission.LOG)])


@router.get("", summary="What was done, the latest first")
def list_entries(
    graph: Graph,
    actor: Annotated[str | None, Query(max_length=200, description="by whom")] = None,
    limit: Limit = 200,
    offset: Offset = 0,
) -> Response:
    """Entries are in the chain within a second of their answer."""
    return answer(page(graph, limit=limit, offset=offset, actor=actor))


@router.get("/verify", summary="Whether the log is whole: no entry missing, edited or cut off")
def verify_log(graph: Graph) -> Response:
    """Every hash from the first entry to the end."""
    found = verify(graph)
    return answer(
        {
            "whole": found.problem is None,
            "entries": found.entries,
            "head": found.head,
            "problem": found.problem,
            "number": found.number,
        }
    )
