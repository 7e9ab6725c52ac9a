"""Who is who: pairs of records that may be one person, and what is decided of them."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict

from graph.clock import now, today
from graph.identity.suggestions import decide, list_pairs, refresh
from graph.search import company_keys
from service.accounts.roles import Permission
from service.api.access import Caller, needs
from service.api.common import Graph, Limit, Offset, answer

router = APIRouter(prefix="/identity", tags=["identity"], dependencies=[needs(Permission.IDENTITY)])


class Decided(BaseModel):
    """What a person decides of a pair."""

    model_config = ConfigDict(extra="forbid")
    decision: Literal["accept", "reject", "undo"]


@router.get("", summary="Pairs of records that may be one person, the likeliest first")
def list_all(
    graph: Graph,
    state: Annotated[str, Query(description="open, accepted or rejected")] = "open",
    company: str | None = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Response:
    """The graph is searched again where it has changed. `accepted` shows also what the rules joined."""
    keys = graph.read(lambda transaction: company_keys(transaction, company)) if company else None
    refresh(graph, day=today(), now=now())
    return answer(list_pairs(graph, state=state, companies=keys, day=today(), limit=limit, offset=offset))


@router.post("/{key}", summary="Accept or reject a pair, or take the decision back")
def decide_pair(graph: Graph, caller: Caller, key: str, body: Decided) -> Response:
    """Accepted records count as one person in every trace; rejected ones are never joined again by a rule."""
    return answer(decide(graph, key, body.decision, by=caller, now=now()))
