"""Write a form as .xlsx: blank, or with rows to go on with. Printed on A4, landscape."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, BinaryIO

import xlsxwriter

from graph.exports.cells import BOOK
from loaders.forms.columns import Form

#: So many rows of a blank form have lists to choose from.
ROWS = 2_000
_TITLES = 3


def write_form(
    form: Form, out: BinaryIO, rows: Iterable[Mapping[str, Any]] = (), *, made: datetime | None = None
) -> None:
    """Write a form with rows of values by field; days as ``date``. Text stays text whatever it begins with.

    ``made`` is the moment that the file says it was made at: now unless given.
    """
    with xlsxwriter.Workbook(out, {**BOOK, "in_memory": True}) as book:
        if made is not None:
            book.set_properties({"created": made})
        bold = book.add_format({"bold": True, "font_size": 14})
        grey = book.add_format({"italic": True, "font_color": "#595959"})
        title = book.add_format(
            {
                "bold": True,
                "text_wrap": True,
                "bg_color": "#DDEBF7",
                "border": 1,
                "align": "center",
                "valign": "vcenter",
            }
        )
        text = book.add_format({"num_format": "@", "border": 1, "border_color": "#BFBFBF"})
        day = book.add_format({"num_format": "dd/mm/yyyy", "border": 1, "border_color": "#BFBFBF"})
        sheet = book.add_worksheet("Danh sách")
        sheet.write_string(0, 0, form.heading, bold)
        sheet.write_string(1, 0, form.guide, grey)
        sheet.set_row(_TITLES, 32)
        for column, each in enumerate(form.fields):
            sheet.set_column(column, column, each.width, day if each.day else text)
            sheet.write_string(_TITLES, column, f"{each.title}\n{each.english}", title)
            if each.choices:
                sheet.data_validation(
                    _TITLES + 1, column, _TITLES + ROWS, column, {"validate": "list", "source": list(each.choices)}
                )
        for number, row in enumerate(rows, start=_TITLES + 1):
            for column, each in enumerate(form.fields):
                value = row.get(each.name)
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                elif value is not None:
                    sheet.write_string(number, column, str(value), text)
        sheet.freeze_panes(_TITLES + 1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_TITLES)
