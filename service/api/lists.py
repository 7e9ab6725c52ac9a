"""Lists of contacts that were handed out."""

from typing import Any

from fastapi import APIRouter, Response

from graph.clock import today
from graph.database import Transaction
from graph.tracing.issued import issued_document, issued_list, issued_lists, issued_people, own_document
from service.accounts.roles import Permission
from service.api.access import Scoped, needs
from service.api.common import Graph, Limit, Offset, answer

router = APIRouter(prefix="/lists", tags=["lists"], dependencies=[needs(Permission.LISTS)])


@router.get("", summary="Issued lists, the latest first")
def list_all(graph: Graph, scope: Scoped, limit: Limit = 200, offset: Offset = 0) -> Response:
    """Made by POST /api/trace with `keep`; a firm's account sees those on which somebody of its own is."""
    return answer(graph.read(lambda tx: issued_lists(tx, companies=scope.narrowed(), limit=limit, offset=offset)))


@router.get("/{key}", summary="One issued list: what was asked, who was on it and why, its hash")
def show(graph: Graph, scope: Scoped, key: str) -> Response:
    """By keys, as it was issued; a firm's account sees its own people, and of all others a number."""

    def work(transaction: Transaction) -> dict[str, Any]:
        if scope.companies is not None:
            return own_document(transaction, key, scope.companies)
        return issued_document(issued_list(transaction, key))

    return answer(graph.read(work))


@router.get(
    "/{key}/people",
    dependencies=[needs(Permission.PERSONS)],
    summary="Who was on an issued list, as they are on file today",
)
def people(graph: Graph, scope: Scoped, key: str, limit: Limit = 200, offset: Offset = 0) -> Response:
    """In the list's order; `person` is null for who is on file no more. A firm's account sees its own people."""
    return answer(
        graph.read(
            lambda transaction: issued_people(
                transaction, key, companies=scope.companies, day=today(), limit=limit, offset=offset
            )
        )
    )
