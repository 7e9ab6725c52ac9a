"""What was confirmed of the titles of firms' files."""

from fastapi import APIRouter, Response

from loaders.mappings import forget_mapping, list_mappings
from service.accounts.roles import Permission
from service.api.access import needs
from service.api.common import Graph, Limit, Offset, answer

router = APIRouter(prefix="/mappings", tags=["imports"], dependencies=[needs(Permission.MAPPINGS)])


@router.get("", summary="Which readings of titles are remembered")
def list_all(graph: Graph, company: str | None = None, limit: Limit = 200, offset: Offset = 0) -> Response:
    """`company` is a company's key. A file of that firm with the same titles is read in the same way."""
    found = list_mappings(graph, company)
    page = found[offset : offset + limit]
    return answer({"total": len(found), "limit": limit, "offset": offset, "mappings": page})


@router.delete("/{key}", summary="Forget one")
def forget(graph: Graph, key: str) -> Response:
    """The next file with these titles is asked about again."""
    forget_mapping(graph, key)
    return answer({"key": key, "forgotten": True})
