"""The trace: from persons or cases to their contacts, level by level."""

import io
from typing import Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field, model_validator

from graph.cases import Dates
from graph.clock import now
from graph.errors import Invalid
from graph.exports.contact_book import contacts_xlsx
from graph.exports.contact_list import contacts_csv
from graph.tracing.asking import answer as ask
from graph.tracing.question import Asked, AskedGroup
from graph.tracing.why import why
from service.accounts.roles import Permission
from service.api.access import Caller, needs
from service.api.common import MOST, MOST_OFFSET, XLSX, Configured, Graph, answer, shown
from service.days import read_day, read_moment, required_day

router = APIRouter(prefix="/trace", tags=["trace"], dependencies=[needs(Permission.TRACE)])


class TraceRequest(BaseModel):
    """What to trace. Days are ISO or dd/mm/yyyy."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"persons": ["cong-ty-tnhh-abc~w0123"], "onset": "2021-05-10"}]},
        populate_by_name=True,
    )
    persons: list[str] = Field(default_factory=list, max_length=1000, description="keys, codes, IDs or names")
    cases: list[str] = Field(default_factory=list, max_length=1000, description="keys of registered cases")
    company: str | None = Field(default=None, description="narrows who is meant")
    onset: str | None = None
    sampled: str | None = None
    confirmed: str | None = None
    isolated: str | None = None
    as_of: str | None = Field(default=None, description="seen from this day; today unless given")
    known_at: str | None = Field(default=None, description="as known at this moment")
    rules: str | None = Field(default=None, description="a rule set's id")
    depth: int | None = Field(default=None, ge=1, le=10)
    settings: list[str] | None = Field(default=None, description="narrows the settings at every level")
    rates: Literal["cited", "region"] = Field(
        default="cited", description="region: the score's daily rates re-estimated from the region's own cases"
    )
    order: Literal["list", "chance"] = Field(
        default="list",
        description="chance: the likely infected first, of all levels, instead of by level, grade and score",
    )
    group: str | None = Field(default=None, description="instead of persons and cases: who was in this group")
    first: str | None = Field(default=None, alias="from")
    last: str | None = Field(default=None, alias="to")
    keep: bool = Field(default=False, description="keep this list as issued: its key and hash stand under `list`")
    since: str | None = Field(default=None, max_length=200, description="an issued list's key: what changed since")
    limit: int = Field(default=200, ge=1, le=MOST)
    offset: int = Field(default=0, ge=0, le=MOST_OFFSET)

    @model_validator(mode="after")
    def _one_kind(self) -> "TraceRequest":
        if self.group is not None and (self.persons or self.cases):
            raise ValueError("give persons and cases, or a group")
        if self.group is not None and not (self.first and self.last):
            raise ValueError("a group needs from and to")
        return self

    def asked(self) -> Asked | AskedGroup:
        """Return the question. Raises Invalid."""
        known_at = read_moment(self.known_at, field="known_at")
        if self.group is not None:
            first, last = required_day(self.first or "", field="from"), required_day(self.last or "", field="to")
            return AskedGroup(group=self.group, first=first, last=last, known_at=known_at)
        names = ("onset", "sampled", "confirmed", "isolated")
        return Asked(
            who=[*self.persons, *self.cases],
            company=self.company,
            dates=Dates(**{name: read_day(getattr(self, name), field=name) for name in names}),
            as_of=read_day(self.as_of, field="as_of"),
            known_at=known_at,
            rules=self.rules,
            depth=self.depth,
            settings=self.settings,
            rates=self.rates,
            order=self.order,
        )


class WhyRequest(TraceRequest):
    """A trace, and the person of whom one asks."""

    person: str = Field(min_length=1, max_length=300, description="a key, code, citizen ID, phone or name")


@router.post("/why", summary="Why somebody is on the list of a trace: the chain back to the case")
def show_why(graph: Graph, settings: Configured, body: WhyRequest) -> Response:
    """Groups, days and sentences; also for somebody who is not on it."""
    asked = body.asked()
    if isinstance(asked, AskedGroup):
        raise Invalid("Name a case, not a group.", "Hãy nêu ca bệnh, không phải nhóm.", field="group")
    return answer(why(graph, asked, body.person, own_rules=settings.rules_dir))


@router.post("", summary="Who shared a setting with these cases, and with those (F1, F2, F3)")
def trace(graph: Graph, settings: Configured, caller: Caller, request: Request, body: TraceRequest) -> Response:
    """JSON, or by the Accept header text/csv or .xlsx (these hold all contacts, whatever the limit)."""
    accept = request.headers.get("accept", "")
    as_csv, as_xlsx = "text/csv" in accept, XLSX in accept
    whole = as_csv or as_xlsx
    limit, offset = (MOST, 0) if whole else (body.limit, body.offset)
    document = ask(
        graph,
        body.asked(),
        limit=limit,
        offset=offset,
        own_rules=settings.rules_dir,
        since=body.since,
        issue_by=caller if body.keep else None,
        hashed=whole,
    )
    if whole:
        document = {**shown(document), "made_by": caller}
    if as_csv:
        lines = (line.encode() for line in contacts_csv(document))
        return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=_file(caller, "csv"))
    if as_xlsx:
        out = io.BytesIO()
        contacts_xlsx(document, out)
        return Response(out.getvalue(), media_type=XLSX, headers=_file(caller, "xlsx"))
    return answer(document)


def _file(caller: str, ending: str) -> dict[str, str]:
    """Return the header that names a file by who asked for it and when: a .csv has no other place for that."""
    name = f"truyvet-{now():%Y%m%d-%H%M}-{caller}.{ending}"
    return {"Content-Disposition": f'attachment; filename="{name}"'}
