"""Who is calling."""

from fastapi import APIRouter, Response

from service.api.common import Caller, answer

router = APIRouter(prefix="/me", tags=["accounts"])


@router.get("", summary="Whose token this is")
def me(name: Caller) -> Response:
    """The name that the token was made for."""
    return answer({"name": name})
