"""How long data is kept: the clocks with what is due, and the purge with its proof."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict

from graph.retention.purge import purge_documents
from service import retention
from service.accounts.roles import Permission
from service.api.access import Caller, needs
from service.api.common import Configured, Graph, Limit, Offset, answer
from service.days import read_day

router = APIRouter(prefix="/retention", tags=["retention"], dependencies=[needs(Permission.RETENTION)])


class Purged(BaseModel):
    """A purge as asked for."""

    model_config = ConfigDict(extra="forbid")
    as_of: str | None = None
    hashed: bool = False


@router.get("", summary="The clocks, and how many records of each kind are due")
def show(
    graph: Graph,
    settings: Configured,
    as_of: Annotated[str | None, Query(description="the day; today unless given")] = None,
) -> Response:
    """What an open case holds back is not due."""
    return answer(retention.show(graph, settings, as_of=read_day(as_of, field="as_of")))


@router.post("/purge", summary="Remove what is due; the answer is the proof")
def purge(graph: Graph, settings: Configured, caller: Caller, request: Request, body: Purged) -> Response:
    """`hashed` adds the graph's hash before and after. Cut off, it goes on when asked again."""
    day = read_day(body.as_of, field="as_of")
    audit: Any = request.app.state.audit
    return answer(retention.purge(graph, settings, audit, as_of=day, by=caller, hashed=body.hashed))


@router.get("/purges", summary="The purges with their proofs, the latest first")
def purges(graph: Graph, limit: Limit = 50, offset: Offset = 0) -> Response:
    """One without an end goes on, or was cut off; its transactions are proven all the same."""
    return answer(purge_documents(graph, limit=limit, offset=offset))
