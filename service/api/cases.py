"""Cases: register, list, show, change, retract."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from graph import cases
from graph.clock import now, today
from graph.database import Transaction
from graph.search import meant
from service.accounts.roles import Permission
from service.api.access import needs
from service.api.common import Graph, Limit, Offset, answer
from service.days import read_day

router = APIRouter(prefix="/cases", tags=["cases"], dependencies=[needs(Permission.CASES)])


class CaseDates(BaseModel):
    """Days as ISO or dd/mm/yyyy."""

    model_config = ConfigDict(extra="forbid")
    onset: str | None = Field(default=None, examples=["2021-05-10"])
    sampled: str | None = None
    confirmed: str | None = None
    isolated: str | None = Field(default=None, examples=["2021-05-12"])
    outcome: str | None = Field(default=None, description=", ".join(cases.OUTCOMES))

    def dates(self) -> cases.Dates:
        """Return the days. Raises Invalid."""
        names = ("onset", "sampled", "confirmed", "isolated")
        return cases.Dates(**{name: read_day(getattr(self, name), field=name) for name in names})


class NewCase(CaseDates):
    """A case to register."""

    worker: str = Field(min_length=1, max_length=300, description="a key, code, citizen ID, phone or name")
    company: str | None = Field(default=None, max_length=300)
    disease: str = Field(default=cases.DEFAULT_DISEASE, pattern=r"^[a-z0-9-]{1,40}$")


@router.post("", status_code=201, summary="Register a case")
def add(graph: Graph, body: NewCase) -> Response:
    """The same again changes nothing and gives the same key."""
    dates = body.dates()
    cases.check_dates(dates, today=today())

    def work(transaction: Transaction) -> dict[str, Any]:
        person = meant(transaction, body.worker, day=today(), company=body.company)
        return cases.register(
            transaction, person, dates, disease=body.disease, outcome=body.outcome, today=today(), now=now()
        )

    return answer(graph.write(work), 201)


@router.get("", summary="Registered cases, the latest first")
def list_all(
    graph: Graph, disease: Annotated[str | None, Query()] = None, limit: Limit = 200, offset: Offset = 0
) -> Response:
    """Retracted ones are marked."""
    return answer(
        graph.read(
            lambda transaction: cases.list_cases(
                transaction, disease=disease, today=today(), limit=limit, offset=offset
            )
        )
    )


@router.get("/{key}", summary="One case")
def show(graph: Graph, key: str) -> Response:
    """The case with this key."""
    return answer(graph.read(lambda transaction: cases.get_case(transaction, key, today=today())))


@router.patch("/{key}", summary="Change a case's dates")
def update(graph: Graph, key: str, body: CaseDates) -> Response:
    """Only what is given is changed; null empties it."""
    dates = body.dates()
    clear = [name for name in body.model_fields_set if getattr(body, name) is None]

    def work(tx: Transaction) -> dict[str, Any]:
        return cases.update(tx, key, dates, outcome=body.outcome, clear=clear, today=today(), now=now())

    return answer(graph.write(work))


@router.delete("/{key}", summary="Retract a case, with a reason")
def retract(
    graph: Graph, key: str, reason: Annotated[str, Query(min_length=1, max_length=500, description="why")]
) -> Response:
    """It stays on file and counts no more."""
    return answer(
        graph.write(lambda transaction: cases.retract(transaction, key, reason=reason, today=today(), now=now()))
    )
