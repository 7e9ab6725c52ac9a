"""Errors as problem details (RFC 9457): a stable code, the field, and a sentence in both languages.

Nothing of what a client sent is logged: it may hold a name or a number.
"""

import logging
from http import HTTPStatus
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from graph.errors import TruyvetError
from service.accounts.purpose import masked
from service.api.headers import protect
from service.audit import current
from service.disk import DiskFull, is_full
from service.logs import request_id

log = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"

_SENTENCES = {
    404: ("There is nothing at this address.", "Không có gì ở địa chỉ này."),
    405: ("This address does not take this method.", "Địa chỉ này không nhận phương thức này."),
}
_CODES = {401: "unauthorized", 404: "not-found", 405: "method-not-allowed", 422: "invalid"}


#: Pydantic's kinds of errors in Vietnamese; what it says in English is its own. ``{}`` is filled with its context.
_INVALID = {
    "missing": "thiếu giá trị",
    "extra_forbidden": "tên này không có ở đây",
    "string_too_short": "cần ít nhất {min_length} ký tự",
    "string_too_long": "dài quá {max_length} ký tự",
    "string_pattern_mismatch": "không đúng dạng {pattern}",
    "string_type": "phải là chữ",
    "int_parsing": "phải là số nguyên",
    "int_type": "phải là số nguyên",
    "int_from_float": "phải là số nguyên",
    "bool_parsing": "phải là true hoặc false",
    "bool_type": "phải là true hoặc false",
    "literal_error": "phải là {expected}",
    "greater_than_equal": "phải từ {ge} trở lên",
    "less_than_equal": "phải từ {le} trở xuống",
    "too_long": "quá nhiều phần tử (tối đa {max_length})",
    "list_type": "phải là danh sách",
    "json_invalid": "không phải JSON",
    "model_attributes_type": "phải là đối tượng JSON",
    "dict_type": "phải là đối tượng JSON",
}


def problem(
    status: int, code: str, en: str, vi: str, *, field: str | None = None, extra: dict[str, Any] | None = None
) -> Response:
    """Return one problem document."""
    body = {
        **(extra or {}),
        "type": f"urn:truyvet:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "field": field,
        "detail": en,
        "en": en,
        "vi": vi,
    }
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    if status in (500, 503):
        body["request"] = request_id.get()
    if status == 503:
        headers["Retry-After"] = "5"
    if extra and "retry_after" in extra:
        headers["Retry-After"] = str(extra["retry_after"])
    return Response(orjson.dumps(body), status, headers=headers, media_type=MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Let every error leave as a problem document."""

    @app.exception_handler(TruyvetError)
    def known(_: Request, error: TruyvetError) -> Response:
        return _shown(error)

    @app.exception_handler(RequestValidationError)
    def invalid(_: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:]) or str(first["loc"][0])
        return problem(
            422,
            "invalid",
            f"The value of {where} cannot be used: {first['msg']}.",
            f"Giá trị của {where} không dùng được: {_in_vietnamese(first)}.",
            field=where,
        )

    @app.exception_handler(HTTPException)
    def http(_: Request, error: HTTPException) -> Response:
        if is_full(error.__cause__):  # an upload is spooled before anything of ours sees it
            return _shown(DiskFull())
        en, vi = _SENTENCES.get(error.status_code, (str(error.detail), "Không đọc được yêu cầu; hãy kiểm tra lại."))
        return problem(error.status_code, _CODES.get(error.status_code, "http-error"), en, vi)

    app.add_exception_handler(Exception, unexpected)


async def unexpected(request: Request, error: Exception) -> Response:
    """Return what is said of an error that nobody foresaw; the log has its kind and the request's id."""
    if is_full(error):
        return _shown(DiskFull())
    log.error("unexpected %s at %s", type(error).__name__, getattr(request.scope.get("route"), "path", "unknown"))
    answer = problem(
        500,
        "internal",
        "The service met an error of its own; try again, and report it if it stays.",
        "Dịch vụ gặp lỗi; hãy thử lại, và báo lại nếu vẫn lỗi.",
    )
    protect(answer.headers, request.scope)  # it may be made outside of all middleware
    return answer


def _shown(error: TruyvetError) -> Response:
    extra = masked(error.extra) if current().masked else error.extra
    return problem(error.status, error.code, error.en, error.vi, field=error.field, extra=extra)


def _in_vietnamese(error: dict[str, Any]) -> str:
    text = _INVALID.get(error["type"], "giá trị không hợp lệ")
    return text.format_map(_Unknown(error.get("ctx", {})))


class _Unknown(dict[str, Any]):
    """What a sentence needs and the error does not tell."""

    def __missing__(self, name: str) -> str:
        return "…"
