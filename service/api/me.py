"""Who is calling, and one's own password."""

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from graph.errors import Invalid
from service.accounts.purpose import LONGEST, stated
from service.accounts.roles import Permission
from service.accounts.sessions import csrf_token, state_purpose
from service.accounts.signing_in import change_password
from service.api.access import SignedIn, needs
from service.api.common import Configured, Graph, answer
from service.api.sessions import client_address, with_cookie

router = APIRouter(prefix="/me", tags=["accounts"])


class PasswordChange(BaseModel):
    """The password as it is, and as it is to be."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)
    old: SecretStr = Field(min_length=1, max_length=1000)
    new: SecretStr = Field(min_length=1, max_length=1000)


@router.get("", dependencies=[needs(Permission.SELF)], summary="Who is signed in, and what the role may")
def me(principal: SignedIn) -> Response:
    """With a session also the `csrf` that requests which change something send as X-CSRF-Token."""
    document = {
        "name": principal.name,
        "role": principal.role,
        "companies": list(principal.companies),
        "permissions": sorted(principal.permissions),
        "purpose": principal.purpose,
    }
    if principal.session is not None:
        document["csrf"] = csrf_token(principal.session)
    return answer(document, 200, **{"Cache-Control": "no-store"})


class Purpose(BaseModel):
    """What persons are read for: an outbreak, a case's number."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)
    purpose: str | None = Field(max_length=LONGEST, description="null: none any more")


@router.put("/purpose", dependencies=[needs(Permission.SELF)], summary="Say what persons are read for in this session")
def purpose(graph: Graph, principal: SignedIn, body: Purpose) -> Response:
    """Holds until the session ends; the header X-Purpose goes before it. A token's purpose is said when it is made."""
    if principal.session is None:
        raise Invalid(
            "A token has no session; send the header X-Purpose, or make a token with a purpose.",
            "Mã truy cập không có phiên; hãy gửi tiêu đề X-Purpose, hoặc tạo mã truy cập có mục đích.",
            field="session",
        )
    said = stated(body.purpose)
    state_purpose(graph, principal.session, said)
    return answer({"purpose": said})


@router.put("/password", dependencies=[needs(Permission.SELF, before_change=True)], summary="Change one's password")
def password(
    graph: Graph, settings: Configured, principal: SignedIn, request: Request, body: PasswordChange
) -> Response:
    """All of one's sessions end; this one goes on under a new cookie and a new `csrf`."""
    opened = change_password(
        graph,
        settings,
        principal.name,
        body.old.get_secret_value(),
        body.new.get_secret_value(),
        address=client_address(request),
        session=principal.session is not None,
    )
    if opened is None:
        return answer({"changed": True})
    return with_cookie(answer({"changed": True, "csrf": opened.csrf}), request, settings, opened)
