"""What is recorded of contacts and cases by hand: declared meetings, isolations, tests, moves and losses."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from graph.cases import DEFAULT_DISEASE
from graph.clock import now, today
from graph.database import Transaction
from graph.follow_up.events import Happening, record, record_test, retract_event
from graph.follow_up.work_list import TODO, work_list
from graph.meetings import Said, declare
from graph.search import meant
from service.accounts.roles import Permission
from service.api.access import Caller, needs
from service.api.common import Configured, Graph, Limit, Offset, answer
from service.days import read_day, required_day

router = APIRouter(tags=["follow-up"], dependencies=[needs(Permission.FOLLOW_UP)])


class _OnDay(BaseModel):
    model_config = ConfigDict(extra="forbid")
    on: str = Field(description="first day, or the day; ISO or dd/mm/yyyy", examples=["2021-05-12"])
    company: str | None = Field(default=None, max_length=300, description="narrows who is meant")


class _OfWorker(_OnDay):
    worker: str = Field(min_length=1, max_length=300, description="a key, code, citizen ID, phone or name")


class Meeting(_OnDay):
    """Two people who met."""

    a: str = Field(min_length=1, max_length=300)
    b: str = Field(min_length=1, max_length=300)
    until: str | None = None
    setting: str | None = Field(default=None, max_length=300, description="where, on what occasion")


class Isolation(_OfWorker):
    """A contact's or a case's isolation; without ``until`` it lasts."""

    until: str | None = None
    place: str | None = Field(default=None, max_length=300)


class Test(_OfWorker):
    """A test with its result; a positive one becomes a case."""

    result: Literal["positive", "negative"]
    method: str | None = Field(default=None, max_length=40)
    disease: str = Field(default=DEFAULT_DISEASE, pattern=r"^[a-z0-9-]{1,40}$")


class Notice(_OfWorker):
    """A contact who moved elsewhere, or was lost to follow-up (``until``: the day before found again)."""

    kind: Literal["moved", "lost"]
    until: str | None = None
    place: str | None = Field(default=None, max_length=300)


@router.get("/follow-up", summary="The day's work: whom to isolate, test, find, release; the load of the days to come")
def work(
    graph: Graph,
    settings: Configured,
    on: Annotated[str | None, Query(description="the day; today unless given")] = None,
    disease: Annotated[str, Query(pattern=r"^[a-z0-9-]{1,40}$")] = DEFAULT_DISEASE,
    rules: str | None = None,
    company: Annotated[str | None, Query(max_length=200)] = None,
    todo: Annotated[list[str] | None, Query(description=", ".join(TODO))] = None,
    limit: Limit = 200,
    offset: Offset = 0,
) -> Response:
    """Worked out from a trace of all standing cases as of that day."""
    day = read_day(on, field="on") or today()
    return answer(
        work_list(
            graph,
            day=day,
            disease=disease,
            rules=rules,
            company=company,
            todo=todo or (),
            limit=limit,
            offset=offset,
            own_rules=settings.rules_dir,
        )
    )


@router.post("/met", status_code=201, summary="Declare that two people met")
def meet(graph: Graph, caller: Caller, body: Meeting) -> Response:
    """The same again changes nothing."""
    since = required_day(body.on, field="on")
    until = required_day(body.until, field="until") if body.until else since
    said = Said(since=since, until=until, occasion=body.setting)

    def work(tx: Transaction) -> object:
        a, b = (meant(tx, text, day=today(), company=body.company) for text in (body.a, body.b))
        return declare(tx, a, b, said, by=caller, today=today(), now=now())

    return answer(graph.write(work), 201)


@router.post("/isolations", status_code=201, summary="Record an isolation: it closes the window in the next trace")
def isolate(graph: Graph, caller: Caller, body: Isolation) -> Response:
    """With the same first day again, the last day or the place is corrected."""
    until = required_day(body.until, field="until") if body.until else None
    said = Happening(kind="isolation", since=required_day(body.on, field="on"), until=until, place=body.place)
    return answer(_recorded(graph, body, said, caller), 201)


@router.post("/tests", status_code=201, summary="Record a test; a positive one becomes a case")
def test(graph: Graph, caller: Caller, body: Test) -> Response:
    """The answer holds the case."""
    said = Happening(kind="test", since=required_day(body.on, field="on"), result=body.result, method=body.method)

    def work(tx: Transaction) -> object:
        person = meant(tx, body.worker, day=today(), company=body.company)
        return record_test(tx, person, said, disease=body.disease, by=caller, today=today(), now=now())

    return answer(graph.write(work), 201)


@router.post("/follow-up/events", status_code=201, summary="Record that a contact moved or was lost to follow-up")
def notice(graph: Graph, caller: Caller, body: Notice) -> Response:
    """With the same day again, it is corrected."""
    until = required_day(body.until, field="until") if body.until else None
    said = Happening(kind=body.kind, since=required_day(body.on, field="on"), until=until, place=body.place)
    return answer(_recorded(graph, body, said, caller), 201)


@router.delete("/follow-up/events/{key}", summary="Withdraw an isolation, a test, a move or a loss")
def withdraw(graph: Graph, key: str) -> Response:
    """It stays on file and counts no more."""
    return answer(graph.write(lambda tx: retract_event(tx, key, now=now())))


def _recorded(graph: Graph, body: _OfWorker, said: Happening, caller: str) -> object:
    def work(tx: Transaction) -> object:
        person = meant(tx, body.worker, day=today(), company=body.company)
        return record(tx, person, said, by=caller, today=today(), now=now())

    return graph.write(work)
