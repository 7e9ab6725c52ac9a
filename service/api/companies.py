"""Companies whose workers are on file."""

from typing import Any

from fastapi import APIRouter, Response

from graph.clock import today
from graph.errors import NotFound
from graph.people import iso_day
from service.api.common import Graph, Limit, Offset, answer

router = APIRouter(prefix="/companies", tags=["companies"])


def _shown(entry: dict[str, Any]) -> dict[str, Any]:
    return {**entry, "last_import": iso_day(entry["last_import"])}


@router.get("", summary="All companies")
def list_all(graph: Graph, limit: Limit = 200, offset: Offset = 0) -> Response:
    """Workers at work today, and the date of the last file."""
    found = graph.ask("service/companies", key=None, day=today())["companies"]
    page = [_shown(entry) for entry in found[offset : offset + limit]]
    return answer({"total": len(found), "limit": limit, "offset": offset, "companies": page})


@router.get("/{key}", summary="One company")
def show(graph: Graph, key: str) -> Response:
    """The company with this key."""
    found = graph.ask("service/companies", key=key, day=today())["companies"]
    if not found:
        raise NotFound(f"No company has the key {key}.", f"Không có công ty nào mang khóa {key}.", field="key")
    return answer(_shown(found[0]))
