"""Up, ready and measures: outside of /api, without a token, telling nothing of anybody."""

import shutil
from ipaddress import ip_address

from anyio import CapacityLimiter, move_on_after, to_thread
from fastapi import APIRouter, HTTPException, Request, Response

from graph.errors import GraphError
from service.api.common import answer, get_database, get_settings
from service.api.problems import problem
from service.audit import Audit
from service.metrics import CONTENT_TYPE, Metrics
from service.watch import Watch

#: A graph that takes longer is not ready.
_LOOK_SECONDS = 2.0

router = APIRouter(tags=["health"])


def _watch(request: Request) -> Watch:
    watch: Watch = request.app.state.watch
    return watch


@router.get("/health", summary="Up or not; no token needed")
async def health(request: Request) -> Response:
    """Says what is known of the graph and asks nobody, so it is answered when everything else waits."""
    if error := _watch(request).problem():
        return problem(503, error.code, "The graph does not answer.", "Đồ thị không trả lời.")
    return answer({"status": "up"})


@router.get("/ready", summary="Whether requests can be answered now; no token needed")
async def ready(request: Request) -> Response:
    """The graph answers and has its schema, the log can be written, the disk has room: what is not so is listed."""
    watch = _watch(request)
    if watch.problem() is not None:
        return _checked({"graph": False})
    found = {"graph": False}
    with move_on_after(_LOOK_SECONDS):
        found = await to_thread.run_sync(_look, request, limiter=_threads(request), abandon_on_cancel=True)
    return _checked(found)


def _threads(request: Request) -> CapacityLimiter:
    """Threads of their own: those of other requests may all wait for the graph."""
    state = request.app.state
    if not hasattr(state, "health_threads"):
        state.health_threads = CapacityLimiter(4)
    limiter: CapacityLimiter = state.health_threads
    return limiter


def _look(request: Request) -> dict[str, bool]:
    graph, settings = get_database(request), get_settings(request)
    audit: Audit = request.app.state.audit
    try:
        found = {"graph": True, "schema": graph.is_prepared()}
    except GraphError:
        found = {"graph": False}
    free = shutil.disk_usage(settings.data_dir).free
    return {**found, "log": audit.writable(), "disk": free >= settings.disk_floor_megabytes * 1024**2}


def _checked(found: dict[str, bool]) -> Response:
    if all(found.values()):
        return answer({"status": "ready", "checks": found})
    wrong = ", ".join(sorted(name for name, good in found.items() if not good))
    return problem(
        503, "not-ready", f"Not ready: {wrong}.", f"Chưa sẵn sàng: {wrong}.", extra={"checks": found}
    )  # fmt: skip


@router.get("/metrics", summary="Measures for Prometheus; no token needed")
async def measures(request: Request) -> Response:
    """By TRUYVET_METRICS to this machine only, to all or to nobody: how much is asked may be told to whom it serves."""
    who = request.app.state.settings.metrics
    if who == "off" or (who == "loopback" and not _from_here(request)):
        raise HTTPException(404)
    metrics: Metrics = request.app.state.metrics
    return Response(await to_thread.run_sync(metrics.text, limiter=_threads(request)), media_type=CONTENT_TYPE)


def _from_here(request: Request) -> bool:
    try:
        return request.client is None or ip_address(request.client.host).is_loopback
    except ValueError:
        return True  # a socket without a network address
