"""Import a filled form: read it, find the people, record what is certain, list what is not. One transaction a file."""

from pathlib import Path
from typing import Any

from graph.cases import DEFAULT_DISEASE
from graph.clock import now, today
from graph.database import Database, Transaction
from loaders.forms.columns import FOLLOW_UP, FORMS, INTERVIEW, LINE_LIST
from loaders.forms.follow_up import record_row
from loaders.forms.interview import declare_row
from loaders.forms.line_list import register_row
from loaders.forms.reading import FormRow, read_form
from loaders.forms.report import Outcome, report
from loaders.guarded import read_sheets_guarded


def import_form(
    database: Database,
    path: Path,
    form: str,
    *,
    by: str,
    disease: str = DEFAULT_DISEASE,
    check: bool = False,
    name: str | None = None,
) -> dict[str, Any]:
    """Import a line list, an interview or a follow-up workbook; ``check`` writes nothing.

    Returns the report. Raises Refused for a file that cannot be read or is no such form. Rows of doubt are reported
    with the people who may be meant, and nothing is guessed.
    """
    shown, moment, day = name or path.name, now(), today()
    rows = read_form(read_sheets_guarded(path, name=shown), FORMS[form], today=day)

    def one(tx: Transaction, row: FormRow) -> Outcome | None:
        if form == LINE_LIST.id:
            return register_row(tx, row, disease=disease, today=day, now=moment, check=check)
        if form == INTERVIEW.id:
            return declare_row(tx, row, by=by, today=day, now=moment, check=check)
        assert form == FOLLOW_UP.id  # noqa: S101 - there are three forms
        return record_row(tx, row, disease=disease, by=by, today=day, now=moment, check=check)

    def work(tx: Transaction) -> list[Outcome]:
        return [outcome for row in rows if (outcome := one(tx, row)) is not None]

    outcomes = database.read(work) if check else database.write(work)
    return report(shown, form, outcomes, check=check)
