"""The FastAPI app: every /api route says who may use it, /health, /ready and /metrics beside them need no token."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import APIRouter, Depends, FastAPI

from graph.database import Database
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
    health,
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
from service.api.bodies import Bodies
from service.api.common import known_parameters, well_formed
from service.api.documents import tell_answers
from service.api.guarded import Guarded
from service.api.headers import Protected
from service.api.problems import install
from service.api.requests import Requests
from service.audit import Audit
from service.connect import revived
from service.imports import Imports
from service.jobs import Jobs
from service.metrics import Metrics
from service.settings import Settings
from service.watch import Watch

_ABOUT = """
Who shared a team, a workshop, a room or a bus with a case, and with those.

Send `Authorization: Bearer <token>` (`truyvet account token NAME`), or sign in: POST /api/session.
Errors are problem details (RFC 9457) with a stable `code` and a sentence in Vietnamese and English.
"""


def create_app(database: Database, settings: Settings) -> FastAPI:
    """Return the app over an open graph; the queue of uploads starts and stops with it."""

    silent = settings.graph_silent_seconds
    watch = Watch(database, silent_seconds=silent, revived=lambda: revived(settings))
    metrics = Metrics()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with database.observed(watch.heard), database.observed(metrics.query):
            watch.start()
            app.state.imports.start()
            app.state.audit.start()
            yield
            app.state.jobs.cancel_all()
            app.state.imports.stop(settings.shutdown_import_seconds)
            app.state.jobs.stop()
            app.state.audit.stop()
            watch.stop()

    app = FastAPI(
        title="truyvet",
        version=version("truyvet"),
        description=_ABOUT,
        lifespan=lifespan,
        docs_url=None,  # these pages load scripts from elsewhere; /openapi.json is for everybody, as the source is
        redoc_url=None,
    )
    app.state.database = database
    app.state.settings = settings
    app.state.imports = Imports(database, settings.data_dir / "uploads", settings.upload_megabytes)
    app.state.jobs = Jobs()
    app.state.audit = Audit(database, settings.data_dir / "audit")
    app.state.watch, app.state.metrics = watch, metrics
    metrics.states(
        graph_up=lambda: watch.problem() is None,
        imports=app.state.imports.states,
        jobs=app.state.jobs.states,
        audit_waiting=app.state.audit.waiting,
    )
    # The last one is the outermost.
    app.add_middleware(Bodies, settings=settings)
    app.add_middleware(Audited, audit=app.state.audit, secret=settings.secret("audit"))
    app.add_middleware(Guarded, watch=watch, metrics=metrics)
    app.add_middleware(Requests, metrics=metrics, at_once=settings.requests_at_once)
    app.add_middleware(Protected)
    install(app)
    api = APIRouter(prefix="/api", dependencies=[Depends(admitted), Depends(known_parameters), Depends(well_formed)])
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

    app.include_router(health.router)
    tell_answers(app)
    return app
