"""Lists of contacts that were handed out."""

from fastapi import APIRouter, Response

from graph.tracing.issued import issued_document, issued_list, issued_lists
from service.accounts.roles import Permission
from service.api.access import needs
from service.api.common import Graph, Limit, Offset, answer

router = APIRouter(prefix="/lists", tags=["lists"], dependencies=[needs(Permission.LISTS)])


@router.get("", summary="Issued lists, the latest first")
def list_all(graph: Graph, limit: Limit = 200, offset: Offset = 0) -> Response:
    """Made by POST /api/trace with `keep`."""
    return answer(graph.read(lambda tx: issued_lists(tx, limit=limit, offset=offset)))


@router.get("/{key}", summary="One issued list: what was asked, who was on it and why, its hash")
def show(graph: Graph, key: str) -> Response:
    """By keys, as it was issued."""
    return answer(graph.read(lambda tx: issued_document(issued_list(tx, key))))
