"""Findings: everything a person should know about what a workbook held and what was done with it.

``CODES`` is the one table of them; the docs' table is made from it. A finding of severity ``error`` rejects its row,
a ``warning`` keeps it, ``info`` tells of a repair that needs no answer.
"""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A kind of finding: what it means (``{value}`` and ``{detail}`` stand for what was found) and what was done."""

    code: str
    severity: Severity
    message: Text
    done: Text


@dataclass(frozen=True, slots=True)
class Note:
    """What a value's reader noticed, before anyone knows in which cell: a code of ``CODES``, the value, a detail."""

    code: str
    value: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A note with its place. ``row`` counts as the spreadsheet does; None stands for the whole sheet or file.

    ``column`` is the title as written in the file, or the form's title where the file has no such column.
    """

    sheet: str
    row: int | None
    column: str | None
    code: str
    severity: Severity
    value: str
    done: Text
    message: Text


def _code(code: str, severity: Severity, *, vi: str, en: str, done_vi: str, done_en: str) -> tuple[str, Code]:
    return code, Code(code=code, severity=severity, message=Text(vi, en), done=Text(done_vi, done_en))


CODES: dict[str, Code] = dict(
    (
        _code(
            "code-missing",
            "error",
            vi="Dòng này không có mã số công nhân.",
            en="This row has no worker code.",
            done_vi="Bỏ cả dòng; điền mã rồi gửi lại.",
            done_en="The row was rejected; fill the code in and send it again.",
        ),
        _code(
            "citizen-id-length",
            "warning",
            vi="Số CCCD/CMND «{value}» không đủ 12 hoặc 9 chữ số.",
            en="The citizen ID «{value}» has neither 12 nor 9 digits.",
            done_vi="Giữ dòng, bỏ số giấy tờ.",
            done_en="The row was kept without the ID.",
        ),
    )
)


def finding(note: Note, *, sheet: str, row: int | None = None, column: str | None = None) -> Finding:
    """Place a note in a cell and give it its sentences. Raises KeyError for a code that ``CODES`` does not hold."""
    code = CODES[note.code]

    def say(text: Text) -> Text:
        return Text(*(t.format(value=note.value, detail=note.detail) for t in (text.vi, text.en)))

    return Finding(
        sheet=sheet,
        row=row,
        column=column,
        code=note.code,
        severity=code.severity,
        value=note.value,
        done=say(code.done),
        message=say(code.message),
    )
