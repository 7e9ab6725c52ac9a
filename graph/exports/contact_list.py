"""The list of contacts as .csv: one row a contact, stable columns. The workbook is contact_book's."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from graph.exports.cells import safe
from graph.exports.contact_rows import COLUMNS, contact_row, flat


def contacts_csv(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of a .csv of a trace's document, in UTF-8 with a byte order mark for Excel."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    buffer.write("\ufeff")
    writer.writerow(COLUMNS)
    for contact in document["contacts"]:
        row = contact_row(contact)
        writer.writerow([safe(flat(row[column])) for column in COLUMNS])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()
