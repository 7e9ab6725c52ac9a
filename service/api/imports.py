"""Imports: send a workbook, follow its progress, read its report."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Query, Request, Response, UploadFile
from fastapi.responses import FileResponse

from graph.people import iso_day
from loaders.options import Options
from loaders.recognising.mapping import read_mapping
from service.accounts.roles import Permission
from service.api.access import Scoped, needs
from service.api.common import XLSX, Graph, Limit, Offset, Queue, answer, refuse_unknown
from service.days import read_day

router = APIRouter(prefix="/imports", tags=["imports"], dependencies=[needs(Permission.IMPORTS)])


_FIELDS = (
    "file", "company", "as_of", "mode", "partial", "correction", "confirm_leavers", "afresh", "map"
)  # fmt: skip


async def known_fields(request: Request) -> None:
    """Refuse a field that an import does not have: a misspelt ``partial`` would make a firm's people leave."""
    sent = await request.form()
    refuse_unknown([name for name in sent if name not in _FIELDS], _FIELDS)


@router.post(
    "",
    dependencies=[Depends(known_fields)],
    status_code=202,
    summary="Send a workbook; it is imported in the background",
)
def send(
    queue: Queue,
    scope: Scoped,
    file: UploadFile,
    company: Annotated[str | None, Form(max_length=300)] = None,
    as_of: Annotated[str | None, Form()] = None,
    mode: Annotated[Literal["check", "apply"], Form()] = "apply",
    partial: Annotated[bool, Form()] = False,
    correction: Annotated[bool, Form()] = False,
    confirm_leavers: Annotated[bool, Form()] = False,
    afresh: Annotated[bool, Form()] = False,
    mapping: Annotated[list[str] | None, Form(alias="map", max_length=100)] = None,
) -> Response:
    """Returns the import's key at once; GET /api/imports/{key} tells how it goes. `check` writes nothing.

    `map` may come several times and says what a column is: `Tên CN=name`.
    """
    options = Options(
        company=scope.own(company or None),
        as_of=read_day(as_of, field="as_of"),
        check=mode == "check",
        partial=partial,
        correction=correction,
        confirm_leavers=confirm_leavers,
        afresh=afresh,
        mapping=read_mapping(mapping or ()),
    )
    key = queue.take(file.file, name=file.filename or "workbook.xlsx", options=options)
    return answer({"key": key, "state": "queued"}, 202, Location=f"/api/imports/{key}")


@router.get("", summary="All imports, the latest first")
def list_all(
    graph: Graph,
    scope: Scoped,
    company: Annotated[str | None, Query(max_length=300, description="a company's key")] = None,
    limit: Limit = 200,
    offset: Offset = 0,
) -> Response:
    """State, file and company of each, and how many findings it left."""
    companies = scope.narrowed([company] if company else None)
    found = graph.ask("service/imports", companies=companies, skip=offset, limit=limit)
    entries = [
        {**entry, "as_of": iso_day(entry["as_of"]), "started_at": entry["started_at"].iso_format()}
        for entry in found["imports"]
    ]
    return answer({"total": found["total"], "limit": limit, "offset": offset, "imports": entries})


@router.get("/{key}", summary="One import: state, progress, report")
def show(
    queue: Queue,
    scope: Scoped,
    key: str,
    severity: Annotated[Literal["error", "warning"] | None, Query(description="of the findings")] = None,
    code: Annotated[str | None, Query(max_length=100, description="of the findings")] = None,
    column: Annotated[str | None, Query(max_length=1000, description="of the findings")] = None,
    limit: Limit = 200,
    offset: Offset = 0,
) -> Response:
    """`limit` and `offset` page the findings, which may be narrowed; `kinds` counts all of them."""
    asked = {"severity": severity, "code": code, "column": column}
    only = {name: value for name, value in asked.items() if value is not None}
    return answer(queue.document(key, scope, only=only, limit=limit, offset=offset))


@router.get("/{key}/workbook", summary="The firm's file again, with what to mend")
def workbook(queue: Queue, scope: Scoped, key: str) -> Response:
    """Coloured cells, comments, a column of messages and a first sheet that sums up; kept for seven days."""
    path = queue.error_workbook(key, scope)
    return FileResponse(path, media_type=XLSX, filename=f"can-sua-{key}.xlsx")
