"""The FastAPI app: every /api route says who may use it, /health beside them is for everybody."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import APIRouter, Depends, FastAPI, Response

from graph.database import Database
from graph.errors import GraphError
from service.api import (
    accounts,
    analysis,
    analysis_numbers,
    audit,
    bridges,
    cases,
    closures,
    exports,
    follow_up,
    forms,
    identity,
    imports,
    jobs,
    lists,
    mappings,
    me,
    neighbourhood,
    openid,
    path,
    persons,
    quality,
    retention,
    rules,
    sessions,
    template,
    trace,
    workers,
)
from service.api.access import admitted
from service.api.audited import Audited
from service.api.common import Graph, answer, known_parameters
from service.api.problems import install, problem
from service.audit import Audit
from service.imports import Imports
from service.jobs import Jobs
from service.settings import Settings

_ABOUT = """
Who shared a team, a workshop, a room or a bus with a case, and with those.

Send `Authorization: Bearer <token>` (`truyvet account token NAME`), or sign in: POST /api/session.
Errors are problem details (RFC 9457) with a stable `code` and a sentence in Vietnamese and English.
"""


def create_app(database: Database, settings: Settings) -> FastAPI:
    """Return the app over an open graph; the queue of uploads starts and stops with it."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.imports.start()
        app.state.audit.start()
        yield
        app.state.imports.stop()
        app.state.jobs.stop()
        app.state.audit.stop()

    app = FastAPI(title="truyvet", version=version("truyvet"), description=_ABOUT, lifespan=lifespan)
    app.state.database = database
    app.state.settings = settings
    app.state.imports = Imports(database, settings.data_dir / "uploads", settings.upload_megabytes)
    app.state.jobs = Jobs()
    app.state.audit = Audit(database, settings.data_dir / "audit")
    app.add_middleware(Audited, audit=app.state.audit, secret=settings.secret("audit"))
    install(app)
    api = APIRouter(prefix="/api", dependencies=[Depends(admitted), Depends(known_parameters)])
    nouns = (
        workers,
        trace,
        path,
        neighbourhood,
        cases,
        lists,
        follow_up,
        forms,
        imports,
        mappings,
        identity,
        template,
        rules,
        quality,
        analysis,
        bridges,
        closures,
        jobs,
        analysis_numbers,
        exports,
        audit,
        retention,
        persons,
        accounts,
        sessions,
        openid,
        me,
    )
    for noun in nouns:
        api.include_router(noun.router)
    app.include_router(api)

    @app.get("/health", tags=["health"], summary="Up or not; no token needed")
    def health(graph: Graph) -> Response:
        try:
            graph.ask("tracing/revision")
        except GraphError as error:
            return problem(503, error.code, "The graph does not answer.", "Đồ thị không trả lời.")
        return answer({"status": "up"})

    return app
