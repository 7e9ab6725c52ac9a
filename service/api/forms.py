"""The forms besides the roster: blank ones, and filled ones that come back."""

import io
import tempfile
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Response, UploadFile

from graph.cases import DEFAULT_DISEASE
from loaders.forms.columns import FORMS
from loaders.forms.importing import import_form
from loaders.forms.writing import write_form
from service.accounts.roles import Permission
from service.api.access import Caller, needs
from service.api.common import XLSX, Graph, answer
from service.imports import TooLarge

router = APIRouter(prefix="/forms", tags=["forms"])

Kind = Literal["line-list", "interview", "follow-up"]
#: A form has hundreds of rows, not hundreds of thousands.
MOST_MEGABYTES = 10


@router.get(
    "/{form}",
    dependencies=[needs(Permission.TEMPLATE)],
    summary="A blank form, as .xlsx: line-list, interview or follow-up",
)
def blank(form: Kind) -> Response:
    """Titles in both languages, lists to choose from."""
    out = io.BytesIO()
    write_form(FORMS[form], out)
    return Response(
        out.getvalue(), media_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{form}.xlsx"'}
    )


@router.post(
    "/{form}",
    dependencies=[needs(Permission.FORMS)],
    summary="A filled form: what is certain is recorded, what is doubtful is listed",
)
def filled(
    graph: Graph,
    caller: Caller,
    form: Kind,
    file: UploadFile,
    disease: Annotated[str, Form(pattern=r"^[a-z0-9-]{1,40}$")] = DEFAULT_DISEASE,
    check: Annotated[bool, Form()] = False,
) -> Response:
    """`check` writes nothing. Each row is recorded, unchanged, doubtful (with who may be meant) or rejected."""
    content = file.file.read(MOST_MEGABYTES * 1024**2 + 1)
    if len(content) > MOST_MEGABYTES * 1024**2:
        raise TooLarge(
            f"The form is larger than {MOST_MEGABYTES} MB; send fewer rows.",
            f"Tệp lớn hơn {MOST_MEGABYTES} MB; hãy gửi ít dòng hơn.",
            field="file",
        )
    with tempfile.TemporaryDirectory(prefix="truyvet-form-") as folder:
        path = Path(folder) / "form"
        path.write_bytes(content)
        name = Path(file.filename or "form.xlsx").name
        return answer(import_form(graph, path, form, by=caller, disease=disease, check=check, name=name))
