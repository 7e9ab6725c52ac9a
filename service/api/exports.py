"""Packs for other programs: a trace, a cluster or chosen cases, pseudonymised unless a reason is given."""

import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from graph.cases import DEFAULT_DISEASE
from graph.errors import Invalid
from graph.exports.network import Network
from graph.exports.networks import network_of_cases, network_of_cluster, network_of_trace
from graph.exports.pack import write_pack
from graph.tracing.question import AskedGroup
from service.api.common import Caller, Configured, Graph
from service.api.trace import TraceRequest
from service.views import view_asked

router = APIRouter(prefix="/exports", tags=["exports"])

ZIP = "application/zip"
Format = Literal["xlsx", "csv", "epicontacts", "outbreaker2", "microbetrace", "graphml", "gexf", "opengraph", "browser"]


class _Pack(BaseModel):
    """How a pack is written."""

    format: Format
    identified: bool = Field(default=False, description="with names; needs a reason")
    reason: str | None = Field(default=None, max_length=500)
    shift_days: int = Field(default=0, ge=-3650, le=3650, description="moves all days of a pseudonymised pack")


class TracePack(_Pack, TraceRequest):
    """A trace, as for POST /api/trace, and the format."""


class _View(_Pack):
    model_config = {"extra": "forbid"}
    disease: str = Field(default=DEFAULT_DISEASE, max_length=100)
    as_of: str | None = None
    known_at: str | None = None
    rules: str | None = None


class ClusterPack(_View):
    """A cluster, named by any of its cases, and the format."""

    cluster: str = Field(min_length=1, max_length=300)


class CasesPack(_View):
    """Cases by their keys, and the format."""

    cases: list[str] = Field(min_length=1, max_length=1000)


@router.post("/trace", summary="A trace's cases and contacts as a pack", response_class=Response)
def export_trace(graph: Graph, settings: Configured, caller: Caller, body: TracePack) -> Response:
    """A .zip with a manifest."""
    asked = body.asked()
    if isinstance(asked, AskedGroup):
        raise Invalid("Name a case, not a group.", "Hãy nêu ca bệnh, không phải nhóm.", field="group")
    return _packed(network_of_trace(graph, asked, own_rules=settings.rules_dir), body, caller)


@router.post("/cluster", summary="A cluster and the links among its cases as a pack", response_class=Response)
def export_cluster(graph: Graph, settings: Configured, caller: Caller, body: ClusterPack) -> Response:
    """A .zip with a manifest."""
    view = view_asked(settings, body.disease, body.as_of, body.known_at, body.rules)
    return _packed(network_of_cluster(graph, view, body.cluster), body, caller)


@router.post("/cases", summary="Chosen cases and the links among them as a pack", response_class=Response)
def export_cases(graph: Graph, settings: Configured, caller: Caller, body: CasesPack) -> Response:
    """A .zip with a manifest."""
    view = view_asked(settings, body.disease, body.as_of, body.known_at, body.rules)
    return _packed(network_of_cases(graph, view, body.cases), body, caller)


def _packed(network: Network, body: _Pack, caller: str) -> Response:
    with tempfile.TemporaryDirectory(prefix="truyvet-pack-") as folder:
        path = write_pack(
            network,
            body.format,
            Path(folder) / "pack.zip",
            version=version("truyvet"),
            identified=body.identified,
            reason=body.reason,
            made_by=caller,
            shift_days=body.shift_days,
        )
        content = path.read_bytes()
    name = f"truyvet-{network.what}-{body.format}.zip"
    return Response(content, media_type=ZIP, headers={"Content-Disposition": f'attachment; filename="{name}"'})
