"""Workbooks of tests: rows by field, written under the form's titles; and what stands in the graph afterwards."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from graph.database import Database
from loaders.form import title_of
from loaders.importing import import_file
from loaders.options import Options
from loaders.report import Report
from tests.drawing import run

ABC = "Công ty TNHH ABC"


def write_workbook(
    path: Path,
    rows: Sequence[Mapping[str, Any]],
    *,
    company: str | None = ABC,
    as_of: date | None = None,
    titles: Mapping[str, str] | None = None,
    above: Sequence[str] = (),
    below: Sequence[Sequence[Any]] = (),
    sheet: str = "Danh sách",
) -> Path:
    """Write one workbook. Columns are the fields of the rows in the order of their first appearance."""
    fields = list(dict.fromkeys(name for row in rows for name in row))
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet(sheet)
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        lines = [*above, *([f"Tên công ty: {company}"] if company else [])]
        lines += [f"Ngày lập: {as_of:%d/%m/%Y}"] if as_of else []
        for number, line in enumerate(lines):
            page.write_string(number, 0, line)
        top = len(lines) + (1 if lines else 0)
        for column, name in enumerate(fields):
            page.write_string(top, column, (titles or {}).get(name) or title_of(name))
        values = [[row.get(name) for name in fields] for row in rows]
        for number, cells in enumerate([*values, *below], start=top + 1):
            for column, value in enumerate(cells):
                if isinstance(value, date):
                    page.write_datetime(number, column, datetime(value.year, value.month, value.day), day)
                elif isinstance(value, int | float):
                    page.write_number(number, column, value)
                elif value is not None:
                    page.write_string(number, column, value)
    return path


def send(database: Database, path: Path, rows: Sequence[Mapping[str, Any]], as_of: str, **more: Any) -> Report:
    """Write a roster of a day (ISO) and import it; ``more`` are Options, and ``company`` of the heading."""
    company = more.pop("heading", ABC)
    write_workbook(path, rows, company=company, as_of=date.fromisoformat(as_of))
    return import_file(database, path, options=Options(**{"afresh": True, **more}))


def memberships(database: Database, *, person: str | None = None, kind: str | None = None) -> set[tuple[Any, ...]]:
    """Return what counts now: (person's key after the firm's, group's name, since, until) with days as mm-dd."""
    rows = run(
        database,
        """MATCH (p:Person)-[m:WORKS_IN|LIVES_IN|RIDES]->(g:Group) WHERE m.retracted_at IS NULL
           AND ($person IS NULL OR p.key ENDS WITH $person) AND ($kind IS NULL OR type(m) = $kind)
           RETURN p.key, g.name, m.since, m.until""",
        person=person,
        kind=kind,
    )
    return {(row[0].rsplit("~", 1)[-1], row[1], _short(row[2]), _short(row[3])) for row in rows}


def _short(day: Any) -> str | None:
    return None if day is None else day.iso_format()[5:]


def everything(database: Database) -> set[str]:
    """Return all that the graph says, without what differs from run to run: moments, keys of imports and edges."""
    volatile = {"recorded_at", "retracted_at", "import", "started_at", "report", "decided_at", "revision", "last_run"}
    nodes = run(database, "MATCH (n) WHERE NOT n:Import AND NOT n:Ledger RETURN labels(n), properties(n)")
    edges = run(
        database,
        "MATCH (a)-[m]->(b) RETURN a.key, type(m), b.key, properties(m), m.retracted_at IS NOT NULL",
    )

    def steady(properties: Mapping[str, Any]) -> list[tuple[str, str]]:
        return sorted((name, str(value)) for name, value in properties.items() if name not in volatile)

    found = {repr((sorted(row[0]), steady(row[1]))) for row in nodes}
    return found | {repr((row[0], row[1], row[2], steady(row[3]), row[4])) for row in edges}


def codes(report: Report) -> list[str]:
    """Return the codes of a report's findings."""
    return [finding.code for finding in report.findings]
