"""Packs for other programs: a trace, a cluster or chosen cases, pseudonymised unless a reason is given."""

import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from graph.cases import DEFAULT_DISEASE, get_case
from graph.clock import today
from graph.database import Transaction
from graph.errors import Invalid
from graph.exports.network import Network
from graph.exports.networks import network_of_cases, network_of_cluster, network_of_trace
from graph.exports.pack import write_pack
from graph.tracing.question import AskedGroup
from service.accounts.errors import Forbidden
from service.accounts.principal import Principal
from service.accounts.roles import Permission
from service.api.access import SignedIn, needs
from service.api.common import Configured, Graph
from service.api.trace import TraceRequest
from service.views import view_asked

router = APIRouter(prefix="/exports", tags=["exports"], dependencies=[needs(Permission.PACKS)])

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
    """Cases by their keys, all that stand on the day where none is named, and the format."""

    cases: list[str] | None = Field(default=None, min_length=1, max_length=1000)


@router.post("/trace", summary="A trace's cases and contacts as a pack", response_class=Response)
def export_trace(graph: Graph, settings: Configured, principal: SignedIn, body: TracePack) -> Response:
    """A .zip with a manifest."""
    _check_named(body, principal)
    asked = body.asked()
    if isinstance(asked, AskedGroup):
        raise Invalid("Name a case, not a group.", "Hãy nêu ca bệnh, không phải nhóm.", field="group")
    if not principal.may(Permission.PERSONS):
        graph.read(lambda tx: _check_keys(tx, body))
    return _packed(network_of_trace(graph, asked, own_rules=settings.rules_dir), body, principal)


@router.post("/cluster", summary="A cluster and the links among its cases as a pack", response_class=Response)
def export_cluster(graph: Graph, settings: Configured, principal: SignedIn, body: ClusterPack) -> Response:
    """A .zip with a manifest."""
    _check_named(body, principal)
    view = view_asked(settings, body.disease, body.as_of, body.known_at, body.rules)
    return _packed(network_of_cluster(graph, view, body.cluster), body, principal)


@router.post("/cases", summary="Chosen cases, or all, and the links among them as a pack", response_class=Response)
def export_cases(graph: Graph, settings: Configured, principal: SignedIn, body: CasesPack) -> Response:
    """A .zip with a manifest."""
    _check_named(body, principal)
    view = view_asked(settings, body.disease, body.as_of, body.known_at, body.rules)
    return _packed(network_of_cases(graph, view, body.cases), body, principal)


def _check_named(body: _Pack, principal: Principal) -> None:
    """Refuse names to who may have packs without them only."""
    if body.identified and not principal.may(Permission.NAMED_PACKS):
        raise Forbidden(
            "Your role may have packs without names only: leave `identified` out.",
            "Vai trò của bạn chỉ được lấy gói không có tên: hãy bỏ `identified`.",
        )


def _check_keys(transaction: Transaction, body: TracePack) -> None:
    """Let who may not search for people name cases by their keys only: an answer would tell who is on file.

    Raises Forbidden for persons, NotFound for what is no case's key.
    """
    if body.persons:
        raise Forbidden(
            "Your role may not search for people: give `cases` by their keys, no `persons`.",
            "Vai trò của bạn không được tìm người: hãy cho `cases` bằng khóa, không dùng `persons`.",
        )
    for key in body.cases:
        get_case(transaction, key, today=today())


def _packed(network: Network, body: _Pack, principal: Principal) -> Response:
    with tempfile.TemporaryDirectory(prefix="truyvet-pack-") as folder:
        path = write_pack(
            network,
            body.format,
            Path(folder) / "pack.zip",
            version=version("truyvet"),
            identified=body.identified,
            reason=body.reason,
            made_by=principal.name,
            shift_days=body.shift_days,
        )
        content = path.read_bytes()
    name = f"truyvet-{network.what}-{body.format}.zip"
    return Response(content, media_type=ZIP, headers={"Content-Disposition": f'attachment; filename="{name}"'})
