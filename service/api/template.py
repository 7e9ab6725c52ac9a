"""The form that firms fill in."""

import io

from fastapi import APIRouter, Response

from loaders.template import write_template
from service.accounts.roles import Permission
from service.api.access import needs
from service.api.common import XLSX

router = APIRouter(prefix="/template", tags=["imports"], dependencies=[needs(Permission.TEMPLATE)])


@router.get("", summary="The blank form, as .xlsx")
def form() -> Response:
    """One row a worker; lists and date checks; a sheet explains each column."""
    out = io.BytesIO()
    write_template(out)
    headers = {"Content-Disposition": 'attachment; filename="mau-danh-sach-cong-nhan.xlsx"'}
    return Response(out.getvalue(), media_type=XLSX, headers=headers)
