"""Read a form: find its titles on any sheet, and give its rows as values with what was wrong in them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from graph.identity.matching import Named
from loaders.errors import Refused
from loaders.forms.columns import Form
from loaders.reading.sheets import Sheet, Workbook
from loaders.recognising.titles import title_key
from loaders.values.citizen_id import read_citizen_id
from loaders.values.codes import read_code
from loaders.values.days import read_birth, read_day
from loaders.values.names import read_name
from loaders.values.phones import phone_number
from loaders.values.text import Cell, cell_text, is_empty

#: Titles stand within so many rows.
DEEPEST = 60


@dataclass(slots=True)
class FormRow:
    """One row: who is meant, its other cells as text or days, and the fields that could not be read."""

    sheet: str
    row: int
    named: Named
    texts: dict[str, str] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    bad: dict[str, str] = field(default_factory=dict)


def read_form(book: Workbook, form: Form, *, today: date) -> list[FormRow]:
    """Return the rows of all sheets that hold the form's titles. Raises Refused where none does."""
    rows: list[FormRow] = []
    known = False
    for sheet in book.sheets:
        found = _titles(sheet, form)
        if found is not None:
            known = True
            rows += _rows(sheet, found[0], found[1], form, today)
    if not known:
        raise _no_titles(book.name, form)
    return rows


def _no_titles(name: str, form: Form) -> Refused:
    titles = {each.name: each.title for each in form.fields}
    needs = ", ".join("/".join(titles[name] for name in group if name in titles) for group in form.needs)
    return Refused(
        "no-titles",
        f"{name} has no row of titles with {needs}; take the blank form (template) and fill it.",
        f"{name} không có dòng tiêu đề với {needs}; hãy dùng biểu mẫu trống (template).",
    )


@cache
def _known(form: Form) -> Mapping[str, str]:
    known: dict[str, str] = {}
    for each in form.fields:
        for title in (each.title, each.english, *each.titles):
            known.setdefault(title_key(title), each.name)
    return known


def _titles(sheet: Sheet, form: Form) -> tuple[int, dict[str, int]] | None:
    """Return the row of titles and the columns by field; None where the sheet lacks what the form needs."""
    known = _known(form)
    for index, row in enumerate(sheet.rows[:DEEPEST]):
        columns: dict[str, int] = {}
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                name = known.get(title_key(cell)) or known.get(title_key(cell.split("\n")[0]))
                if name:
                    columns.setdefault(name, column)
        if all(any(name in columns for name in group) for group in form.needs):
            return index, columns
    return None


def _rows(sheet: Sheet, titles: int, columns: Mapping[str, int], form: Form, today: date) -> Iterator[FormRow]:
    for index, row in enumerate(sheet.rows[titles + 1 :], start=titles + 1):
        cells = {name: row[column] for name, column in columns.items() if column < len(row)}
        filled = {name: cell for name, cell in cells.items() if not is_empty(cell)}
        if filled and not _is_numbering(row):
            yield _read_row(sheet.name, sheet.top + index, filled, form, today)


def _is_numbering(row: Sequence[Cell]) -> bool:
    """Tell whether a row numbers the columns: (1) (2) (3)."""
    texts = [cell_text(cell).strip("()") for cell in row if not is_empty(cell)]
    return len(texts) >= 3 and texts == [str(number) for number in range(1, len(texts) + 1)]


def _read_row(sheet: str, number: int, filled: Mapping[str, Cell], form: Form, today: date) -> FormRow:
    found = FormRow(sheet=sheet, row=number, named=Named())
    for each in form.fields:
        if each.name in filled and each.day:
            day = read_day(filled[each.name], as_of=today).value
            if day is None:
                found.bad[each.name] = cell_text(filled[each.name])
            else:
                found.days[each.name] = day
        elif each.name in filled:
            found.texts[each.name] = cell_text(filled[each.name])
    found.named = _named(filled, found, today)
    return found


def _named(filled: Mapping[str, Cell], found: FormRow, today: date) -> Named:
    """Return what the cells say of the person, each read as in a roster."""
    said: dict[str, Any] = {}
    if "citizen_id" in filled:
        said["citizen_id"] = read_citizen_id(filled["citizen_id"], birth_year=None, sex=None).value
        if said["citizen_id"] is None:
            found.bad["citizen_id"] = cell_text(filled["citizen_id"])
    if "birth" in filled:
        said["birth_date"], said["birth_year"] = read_birth(filled["birth"], as_of=today).value
    if "code" in filled:
        said["code"] = read_code(filled["code"]).value
    if "name" in filled:
        said["name"] = read_name(filled["name"]).value
    if "phone" in filled:
        said["phone"] = phone_number(cell_text(filled["phone"]))
    for name in ("who", "company"):
        if name in filled:
            said[name] = cell_text(filled[name])
    return Named(**said)
