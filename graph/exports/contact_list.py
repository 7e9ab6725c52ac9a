"""The list of contacts as .csv: one row a contact, stable columns. The workbook is contact_book's."""

from collections.abc import Iterator, Mapping
from typing import Any

from graph.exports.cells import csv_lines
from graph.exports.contact_rows import COLUMNS, contact_row, flat


def contacts_csv(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of a .csv of a trace's document."""
    rows = (contact_row(contact) for contact in document["contacts"])
    return csv_lines(COLUMNS, ({name: flat(value) for name, value in row.items()} for row in rows))
