"""Findings: everything a person should know about what a workbook held and what was done with it.

The kinds of findings are in :mod:`loaders.codes`.
"""

from dataclasses import dataclass

from loaders.codes import CODES, Severity, Text
from loaders.showing import VALUE, shown


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


def finding(note: Note, *, sheet: str, row: int | None = None, column: str | None = None) -> Finding:
    """Place a note in a cell and give it its sentences. Raises KeyError for a code that ``CODES`` does not hold."""
    code = CODES[note.code]
    value, detail = shown(note.value, VALUE), shown(note.detail, VALUE)

    def say(text: Text) -> Text:
        return Text(*(t.format(value=value, detail=detail) for t in (text.vi, text.en)))

    return Finding(
        sheet=sheet,
        row=row,
        column=column,
        code=note.code,
        severity=code.severity,
        value=value,
        done=say(code.done),
        message=say(code.message),
    )
