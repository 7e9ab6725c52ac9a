"""Long analyses in the background, and the way to ask for any analysis so."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Request, Response

from graph.database import Transaction
from graph.progress import Told
from graph.tracing.steady import read_steadily
from service.accounts.purpose import masked
from service.accounts.roles import Permission
from service.api.access import SignedIn, needs
from service.api.common import Graph, answer
from service.audit import current
from service.jobs import Jobs

router = APIRouter(prefix="/jobs", tags=["jobs"], dependencies=[needs(Permission.ANALYSES)])


def get_jobs(request: Request) -> Jobs:
    """Return the app's jobs."""
    jobs: Jobs = request.app.state.jobs
    return jobs


Background = Annotated[Jobs, Depends(get_jobs)]
Compute = Callable[[Callable[[Told], dict[str, Any]]], Response]


def computing(
    request: Request,
    jobs: Background,
    principal: SignedIn,
    prefer: Annotated[str | None, Header(description="respond-async: answer 202 at once, see /api/jobs")] = None,
) -> Compute:
    """Return how a document is made: at once, or as a job where the caller prefers not to wait (RFC 7240)."""
    wanted = {part.split(";")[0].strip().lower() for part in (prefer or "").split(",")}
    if "respond-async" not in wanted:
        return lambda work: answer(work(lambda _: None))
    path = f"/api{request.scope['route'].path.removeprefix('/api')}"  # the template: keys name people

    def later(work: Callable[[Told], dict[str, Any]]) -> Response:
        hidden = current().masked  # asked here: the job runs beside the request
        key = jobs.start(lambda told: masked(work(told)) if hidden else work(told), owner=principal.desk, what=path)
        headers = {"Location": f"/api/jobs/{key}", "Preference-Applied": "respond-async"}
        return answer(jobs.document(key, owner=principal.desk), 202, **headers)

    return later


Computing = Annotated[Compute, Depends(computing)]
Analyse = Callable[[Callable[[Transaction], dict[str, Any]]], Response]


def analysing(graph: Graph, compute: Computing) -> Analyse:
    """Return how a document is made of one state of the graph, at once or as a job."""
    return lambda work: compute(lambda _: read_steadily(graph, lambda tx, _: work(tx)))


Analysing = Annotated[Analyse, Depends(analysing)]


@router.get("", summary="One's own jobs, the latest first")
def list_jobs(jobs: Background, principal: SignedIn) -> Response:
    """Without their results."""
    return answer({"jobs": jobs.documents(owner=principal.desk)})


@router.get("/{key}", summary="How far a job is, and its result")
def show_job(jobs: Background, principal: SignedIn, key: str) -> Response:
    """``state`` is queued, running, done or failed; ``result`` is the document that was asked for."""
    return answer(jobs.document(key, owner=principal.desk))


@router.delete("/{key}", summary="Cancel and forget a job", status_code=204)
def cancel_job(jobs: Background, principal: SignedIn, key: str) -> Response:
    """What runs ends when it next tells how far it is."""
    jobs.cancel(key, owner=principal.desk)
    return Response(status_code=204)
