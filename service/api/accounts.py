"""Accounts and their tokens."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from service.accounts.accounts import (
    add_account,
    change_role,
    disable,
    enable,
    get_account,
    list_accounts,
    set_password,
)
from service.accounts.purpose import LONGEST
from service.accounts.roles import Permission, Role
from service.accounts.tokens import DAYS, MOST_DAYS, list_tokens, make_token, revoke_token
from service.api.access import needs
from service.api.common import Graph, Limit, Offset, answer

router = APIRouter(prefix="/accounts", tags=["accounts"], dependencies=[needs(Permission.ACCOUNTS)])

Name = Annotated[str, Path(max_length=80)]
Companies = Annotated[list[str], Field(max_length=100, description="keys of companies, of the role firm only")]


class NewAccount(BaseModel):
    """An account to make. Without a password it can only be used by tokens."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)
    name: str = Field(min_length=1, max_length=80)
    role: Role
    companies: Companies = []
    password: SecretStr | None = Field(default=None, description="to be changed at the first sign-in")


class AccountChange(BaseModel):
    """What to change; what is not given stays. ``companies`` go with ``role``."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)
    role: Role | None = None
    companies: Companies = []
    disabled: bool | None = Field(default=None, description="true ends its sessions and tokens at once")
    password: SecretStr | None = Field(default=None, description="to be changed at the next sign-in")


class NewToken(BaseModel):
    """How long a token is to be valid, and what for."""

    model_config = ConfigDict(extra="forbid")
    days: int = Field(default=DAYS, ge=1, le=MOST_DAYS)
    purpose: str | None = Field(
        default=None, max_length=LONGEST, description="without it persons' numbers are masked, unless X-Purpose is sent"
    )


@router.get("", summary="All accounts, by name")
def list_all(graph: Graph, limit: Limit = 200, offset: Offset = 0) -> Response:
    """Role, companies, last sign-in, and whether it is disabled."""
    return answer(list_accounts(graph, limit=limit, offset=offset))


@router.post("", status_code=201, summary="Make an account")
def add(graph: Graph, body: NewAccount) -> Response:
    """Names are compared without case."""
    password = body.password.get_secret_value() if body.password else None
    return answer(add_account(graph, body.name, body.role, companies=body.companies, password=password), 201)


@router.patch("/{name}", summary="Give an account another role, disable or enable it, give it a password")
def change(graph: Graph, name: Name, body: AccountChange) -> Response:
    """All of it holds from the account's next request on."""
    if body.role is not None:
        change_role(graph, name, body.role, companies=body.companies)
    if body.password is not None:
        set_password(graph, name, body.password.get_secret_value(), must_change=True)
    if body.disabled is not None:
        (disable if body.disabled else enable)(graph, name)
    return answer(get_account(graph, name))


@router.get("/{name}/tokens", summary="An account's tokens, the latest first")
def tokens(graph: Graph, name: Name, limit: Limit = 200, offset: Offset = 0) -> Response:
    """When each was made, last used, and when it ends."""
    return answer(list_tokens(graph, name, limit=limit, offset=offset))


@router.post("/{name}/tokens", status_code=201, summary="Make a token, which is shown this once")
def add_token(graph: Graph, name: Name, body: NewToken) -> Response:
    """It may what its account may."""
    return answer(make_token(graph, name, days=body.days, purpose=body.purpose), 201, **{"Cache-Control": "no-store"})


@router.delete("/{name}/tokens/{id}", status_code=204, summary="Revoke a token")
def revoke(graph: Graph, name: Name, id: Annotated[str, Path(max_length=80)]) -> Response:
    """It opens nothing from now on."""
    revoke_token(graph, name, id)
    return Response(status_code=204)
