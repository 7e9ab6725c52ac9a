"""Workers: find them, one person's document, who shares a setting with one."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from graph.clock import today
from graph.database import Transaction
from graph.people import person_document
from graph.same import same_setting
from graph.search import Matches, find
from service.accounts.roles import Permission
from service.accounts.scope import companies_meant
from service.api.access import Scoped, needs
from service.api.common import Graph, Limit, Offset, answer
from service.days import read_day

router = APIRouter(prefix="/workers", tags=["workers"])


@router.get("", dependencies=[needs(Permission.PERSONS)], summary="Find people by name, code, citizen ID or phone")
def search(
    graph: Graph,
    scope: Scoped,
    q: Annotated[str, Query(min_length=1, max_length=200, description="part of a name, a code, an ID or a phone")],
    company: Annotated[str | None, Query(max_length=200, description="a company's key or part of its name")] = None,
    limit: Limit = 200,
    offset: Offset = 0,
) -> Response:
    """Accents and case do not count, any word of the name may be given; the best matches come first."""

    def work(transaction: Transaction) -> Matches:
        companies = companies_meant(transaction, scope, company)
        return find(
            transaction,
            q,
            day=today(),
            companies=companies,
            scoped=scope.companies is not None,
            limit=limit,
            offset=offset,
        )

    return answer(graph.read(work).to_document(limit=limit, offset=offset))


@router.get(
    "/{key}",
    dependencies=[needs(Permission.PERSONS)],
    summary="One person: memberships with days, doses, housemates, gaps, cases",
)
def show(graph: Graph, scope: Scoped, key: str) -> Response:
    """The person with this key."""
    return answer(
        graph.read(lambda transaction: person_document(transaction, key, day=today(), companies=scope.companies))
    )


@router.get(
    "/{key}/same/{setting}",
    dependencies=[needs(Permission.CONTACTS)],
    summary="Who shares the team, workshop, company, room, house or vehicle",
)
def same(
    graph: Graph,
    key: str,
    setting: str,
    on: Annotated[str | None, Query(description="the day; today unless given")] = None,
    limit: Limit = 200,
    offset: Offset = 0,
) -> Response:
    """Whatever their shift, on the day asked, without the person asked about."""
    day = read_day(on, field="on") or today()
    return answer(
        graph.read(lambda transaction: same_setting(transaction, key, setting, day=day, limit=limit, offset=offset))
    )
