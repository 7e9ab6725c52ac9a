"""One person's rights: what is held, corrected, erased."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from graph.clock import now, today
from graph.retention.purge import Asked
from graph.rights.correcting import correct
from graph.rights.showing import person_data
from loaders.correcting import read_fields
from service import retention
from service.accounts.roles import Permission
from service.api.access import Caller, SignedIn, needs
from service.api.common import Configured, Graph, answer
from service.audit import current

router = APIRouter(prefix="/persons", tags=["persons"], dependencies=[needs(Permission.RIGHTS)])


def _of_one(document: dict[str, Any]) -> Response:
    """Return a document that is about one person, and tell the log so."""
    response = answer(document)
    current().persons = 1
    return response


class Corrected(BaseModel):
    """What is corrected: fields with their values as people write them; an empty one empties the field."""

    model_config = ConfigDict(extra="forbid")
    set: dict[str, str] = Field(default_factory=dict)
    release: list[str] = Field(default_factory=list)
    reason: str = Field(max_length=500)


class Erased(BaseModel):
    """Why a person is erased."""

    model_config = ConfigDict(extra="forbid")
    reason: str = Field(max_length=500)


@router.get("/{key}/data", summary="Everything that is held of one person, to hand to that person")
def data(graph: Graph, settings: Configured, principal: SignedIn, key: str) -> Response:
    """Each fact with file, sheet and row; other people are not named. Who looked: for who may read the log."""
    secret, log = settings.secret("audit"), principal.may(Permission.LOG)
    return _of_one(graph.read(lambda transaction: person_data(transaction, key, secret=secret, log=log)))


@router.patch("/{key}", summary="Correct fields of identity and contact")
def correct_person(graph: Graph, caller: Caller, key: str, body: Corrected) -> Response:
    """The next file does not undo it: its report tells where it differs, until `release` names the field."""
    values = read_fields(body.set, today=today())

    def work(transaction: Any) -> dict[str, Any]:
        return correct(transaction, key, values, release=body.release, reason=body.reason, by=caller, now=now())

    return _of_one(graph.write(work))


@router.delete("/{key}", summary="Erase a person, but for what must be kept")
def erase_person(
    graph: Graph,
    settings: Configured,
    caller: Caller,
    request: Request,
    key: str,
    body: Annotated[Erased, Body()],
) -> Response:
    """The answer says what went, what is kept and why, and what is not reached."""
    asked = Asked(
        day=today(),
        days=retention.clocks(settings),
        rules=retention.rules(settings),
        by=caller,
        reason=body.reason,
    )
    document = retention.erase_person(graph, settings, request.app.state.audit, key, asked=asked)
    return _of_one(document)
