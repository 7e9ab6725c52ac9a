"""What each route answers, for the OpenAPI document: status, media types, the first level of the JSON, the problems.

Routes return ready bytes: to check each document against a model on its way out would cost more than to make it. So the
answers are told here, in one table, and tests hold every answer against it (tests/service/hostile/test_contract.py).
Names may be added to an answer without notice; none goes.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from fastapi import FastAPI

from service.api.common import XLSX
from service.api.problems import MEDIA_TYPE

_CSV, _ZIP, _HTML, _JSON = "text/csv", "application/zip", "text/html", "application/json"
_MEDIA: Mapping[str, str] = MappingProxyType(
    {"csv": _CSV, "xlsx": XLSX, "zip": _ZIP, "html": _HTML, "text": "text/plain"}
)

#: What the end of a name tells: its type; nothing: text. A ``?`` behind it: or null.
_TYPES: Mapping[str, dict[str, Any]] = MappingProxyType(
    {
        "[]": {"type": "array"},
        "{}": {"type": "object"},
        "#": {"type": "integer", "minimum": 0},
        "%": {"type": "number"},
        "!": {"type": "boolean"},
    }
)
_PAGE = "total# limit# offset#"
_VIEW = "disease as_of known_at? rules"
_CASE = "key disease onset? sampled? confirmed? isolated? outcome? retracted! reason? person{}"
_AROUND = "centre{} rules as_of known_at? people# cases# limit# drawn# left_out# groups[] persons[] edges[]"
_EVENT = "key kind person on until? result? method? place? recorded_by"
_ACCOUNT = "name role companies[] password! openid! must_change_password! created_at last_sign_in? disabled_at?"
_JOB = "key what state progress% seconds% error{}?"
_WHAT_IF = f"{_VIEW} from to people# measures[] idled{{}} runs# seed# at_risk# before{{}} after{{}} averted{{}}"
#: Method and path, then the status of success, the names of its JSON, and /media types in its place or beside it.
_TABLE = f"""
GET /health 200 status
GET /ready 200 status checks{{}}
GET /metrics 200 /text
GET /api/workers 200 {_PAGE} people[]
GET /api/workers/* 200 person{{}} memberships[] housemates[] vaccinations[] gaps[] cases[] same_as[]
GET /api/workers/*/same/* 200 {_PAGE} setting on group{{}}? people[]
GET /api/workers/*/neighbourhood 200 {_AROUND}
GET /api/cases/*/neighbourhood 200 {_AROUND}
POST /api/trace/why 200 question{{}} rules person{{}} level#? grade? score%? case{{}}? chain[] sentences{{}}
POST /api/trace 200 {_PAGE} question{{}} rules as_of depth# cases[] counts{{}} contacts[] missing[] /csv /xlsx
GET /api/path 200 from{{}} to{{}} on length#? chain[] sentences{{}}
POST /api/cases 201 {_CASE}
GET /api/cases 200 {_PAGE} cases[]
GET /api/cases/* 200 {_CASE}
PATCH /api/cases/* 200 {_CASE}
DELETE /api/cases/* 200 {_CASE}
GET /api/lists 200 {_PAGE} lists[]
GET /api/lists/* 200 key issued_at total# contacts[]
GET /api/lists/*/people 200 {_PAGE} people[]
GET /api/follow-up 200 {_PAGE} on disease rules cases# counts{{}} people[] companies[] areas[] load[]
POST /api/met 201 key people[] on until? setting? declared_by
POST /api/isolations 201 {_EVENT}
POST /api/tests 201 {_EVENT} case{{}}?
POST /api/follow-up/events 201 {_EVENT}
DELETE /api/follow-up/events/* 200 key retracted!
GET /api/forms/* 200 /xlsx
POST /api/forms/* 200 file form check! rows{{}} entries[]
POST /api/imports 202 key state
GET /api/imports 200 {_PAGE} imports[]
GET /api/imports/* 200 key state
GET /api/imports/*/workbook 200 /xlsx
GET /api/mappings 200 {_PAGE} mappings[]
DELETE /api/mappings/* 200 key forgotten!
GET /api/identity 200 {_PAGE} state pairs[]
POST /api/identity/* 200 key state
GET /api/template 200 /xlsx
GET /api/rules 200 total# default rules[]
GET /api/rules/* 200 id title{{}} source in_force{{}} disease settings{{}} before{{}} after{{}} max_level# expand
GET /api/quality 200 {_PAGE} as_of sort summary{{}} companies[] /csv /xlsx
GET /api/companies 200 {_PAGE} companies[]
GET /api/companies/* 200 key name tax_code? workers# last_import? overdue! completeness{{}} findings{{}}
GET /api/analysis/clusters 200 {_PAGE} {_VIEW} cases# alone# undated# clusters[]
GET /api/analysis/clusters/* 200 {_VIEW} key name size# active! first last growth{{}} curve[] links[] index{{}} cases[]
GET /api/analysis/attack-rates 200 {_PAGE} {_VIEW} by from to rates[] curve[]
GET /api/analysis/leaks 200 {_PAGE} {_VIEW} from infected[] clean[] clean_total{{}} pairs[]
POST /api/analysis/common-source 200 {_PAGE} {_VIEW} cases[] people# sources[] smallest_set{{}}
GET /api/analysis/bridges 200 {_PAGE} {_VIEW} between from people# units# groups[] groups_total# bridges[] coverage{{}}
POST /api/analysis/closures/what-if 200 {_WHAT_IF}
GET /api/analysis/closures/advise 200 {_PAGE} {_VIEW} from to workers# at_risk# risk% share% units[] advice{{}}
GET /api/analysis/intervals 200 {_PAGE} {_VIEW} cases# certain# pairs[] serial_interval{{}} generation_time{{}}
GET /api/analysis/offspring 200 {_PAGE} {_VIEW} cases# complete# pending# certain{{}} expected{{}} sources[]
GET /api/analysis/coverage 200 {_PAGE} {_VIEW} by everyone{{}} units[]
GET /api/analysis/indicators 200 {_VIEW} from to days# cases# contacts# lists# by_day[]
GET /api/jobs 200 jobs[]
GET /api/jobs/* 200 {_JOB} result{{}}?
DELETE /api/jobs/* 204
POST /api/exports/trace 200 /zip
POST /api/exports/cluster 200 /zip
POST /api/exports/cases 200 /zip
GET /api/audit 200 {_PAGE} entries[]
GET /api/audit/verify 200 whole! entries# head problem? number#?
GET /api/accounts 200 {_PAGE} accounts[]
POST /api/accounts 201 {_ACCOUNT}
PATCH /api/accounts/* 200 {_ACCOUNT}
GET /api/accounts/*/tokens 200 {_PAGE} tokens[]
POST /api/accounts/*/tokens 201 id token expires_at
DELETE /api/accounts/*/tokens/* 204
POST /api/session 201 csrf
DELETE /api/session 204
POST /api/first-start 201 csrf
GET /api/session/openid 302
GET /api/session/openid/callback 200 /html
GET /api/me 200 name role companies[] permissions[]
PUT /api/me/password 200 changed!
PUT /api/me/purpose 200 purpose?
GET /api/retention 200 as_of total# frozen# clocks[] open_cases[]
POST /api/retention/purge 200 key as_of counts{{}} digest
GET /api/retention/purges 200 {_PAGE} purges[]
GET /api/persons/*/data 200 person records[] lists[] left_out{{}}
PATCH /api/persons/* 200 record corrected[] released[] corrections[]
DELETE /api/persons/* 200 records# deleted! pseudonyms[] kept[] lists# reports# proof{{}} not_reached[]
"""


def tell_answers(app: FastAPI) -> None:
    """Let the app's OpenAPI document tell what its routes answer."""
    made = app.openapi

    def told() -> dict[str, Any]:
        if app.openapi_schema is None:
            _amend(made())
        return made()

    app.openapi = told  # type: ignore[method-assign]


def _amend(document: dict[str, Any]) -> None:
    """Put what the table tells into a document of FastAPI's."""
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas["Problem"] = _object("type title status# code field? detail en vi")
    schemas["Job"] = _object(f"{_JOB} result{{}}?")
    table = answers()
    for path, item in document["paths"].items():
        for method, operation in item.items():
            status, content = table.get(f"{method.upper()} {plain(path)}", (None, {}))
            if status is not None:
                operation["responses"] = {status: _response("Done.", content)}
            operation["responses"] |= dict(_others(path, operation))


def answers() -> dict[str, tuple[str, dict[str, Any]]]:
    """Return for each method and path, with ``*`` for a parameter, the status of success and what it holds."""
    found = {}
    for line in _TABLE.strip().splitlines():
        method, path, status, *names = line.split()
        content: dict[str, Any] = {_MEDIA[name[1:]]: {} for name in names if name.startswith("/")}
        if told := " ".join(name for name in names if not name.startswith("/")):
            content = {_JSON: {"schema": _object(told)}, **content}
        found[f"{method} {path}"] = (status, content)
    return found


def plain(path: str) -> str:
    """Return a path with ``*`` for each parameter, as the table has it."""
    return "/".join("*" if part.startswith("{") else part for part in path.split("/"))


def _object(names: str) -> dict[str, Any]:
    listed = names.split()
    properties = {name.rstrip("?#%!{}[]"): _type(name) for name in listed}
    return {"type": "object", "required": list(properties), "properties": properties}


def _type(name: str) -> dict[str, Any]:
    sure = name.removesuffix("?")
    ending = next((ending for ending in _TYPES if sure.endswith(ending)), "")
    found = dict(_TYPES.get(ending, {"type": "string"}))
    return {"anyOf": [found, {"type": "null"}]} if name.endswith("?") else found


def _response(description: str, content: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, **({"content": content} if content else {})}


def _others(path: str, operation: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what else a route may answer: a job where the caller does not want to wait, and the problems."""
    if any(parameter["name"] == "prefer" for parameter in operation.get("parameters", ())):
        schema = {"$ref": "#/components/schemas/Job"}
        yield "202", _response("Taken as a job: `Prefer: respond-async`.", {_JSON: {"schema": schema}})
    bodies = operation.get("requestBody", {}).get("content", {})
    kinds = {"everywhere", "bodies" if bodies else "", "uploads" if "multipart/form-data" in bodies else ""}
    for status, (description, where) in _PROBLEMS.items():
        if where in kinds or path.startswith(where):
            schema = {"$ref": "#/components/schemas/Problem"}
            yield str(status), _response(description, {MEDIA_TYPE: {"schema": schema}})


#: What can go wrong, and where: everywhere, under a path, with a body, with an upload.
_PROBLEMS = {
    400: ("What was sent cannot be read.", "bodies"),
    401: ("Nobody is signed in, or what was sent opens nothing.", "/api"),
    403: ("The account may not.", "/api"),
    404: ("What is named is not there.", "/api"),
    408: ("What was to be sent did not come in time.", "bodies"),
    409: ("Several fit, or it contradicts what is on file.", "/api"),
    413: ("The body or the file is too large.", "bodies"),
    422: ("A value cannot be used; `field` names it.", "/api"),
    429: ("Too many tries; `Retry-After` says when to try again.", "/api"),
    500: ("An error of the service's own.", "everywhere"),
    502: ("The organisation's sign-in does not answer as it should.", "/api/session/openid"),
    503: ("The graph does not answer, or took too long; or there are too many requests at once.", "everywhere"),
    507: ("The disk is full.", "/api"),
}
