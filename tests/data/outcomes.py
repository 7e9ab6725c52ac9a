"""The outcome of an import as lines that a person can read: the report, and what the graph says."""

from collections.abc import Iterator
from typing import Any

from graph.database import Database
from loaders.report import Report
from tests.drawing import run

_PERSON = (
    "name", "birth_date", "birth_year", "sex", "citizen_id", "phone", "travel",
    *(f"dose_{number}_{part}" for number in (1, 2, 3) for part in ("date", "vaccine")),
)  # fmt: skip


def report_lines(report: Report) -> Iterator[str]:
    """Yield a report: what became of the file and its rows, each finding, each difference."""
    yield f"== {report.file}: {report.state}; {report.company or '-'}; {report.as_of or '-'}"
    if report.error is not None:
        yield f"error {report.error.vi}"
        return
    counts = " ".join(f"{name} {count}" for name, count in report.rows.items())
    yield f"rows {counts}; moved {report.moved} left {report.left}"
    for column in report.columns:
        yield f"column {column.title!r} = {column.field or '-'} ({column.source})"
    for row in report.skipped:
        yield f"skipped {row.sheet} {row.row}: {row.why}"
    for finding in report.findings:
        place = f"{finding.sheet} {finding.row or '-'} {finding.column or '-'}".replace("\n", " ")
        yield f"{finding.severity} {place}: {finding.code} «{finding.value or ''}» {finding.message.vi}"
    for difference in report.differences:
        yield f"difference {difference.sentence().vi}"


def graph_lines(database: Database) -> Iterator[str]:
    """Yield every person with his or her own facts, and below each membership that counts."""
    yield "== graph"
    people = run(
        database,
        """MATCH (p:Person) OPTIONAL MATCH (p)-[s:SAME_AS]-(o:Person)
           RETURN p, labels(p) AS labels, collect(o.key) AS same ORDER BY p.key""",
    )
    for row in people:
        person = dict(row["p"])
        facts = [f"{name}={person[name]}" for name in _PERSON if person.get(name) is not None]
        joined = [f"same_as={key}" for key in sorted(row["same"])]
        yield " ".join([f"{'~' if 'Cohabitant' in row['labels'] else ''}{person['key']}:", *facts, *joined])
        for kind in ("WORKS_IN", "LIVES_IN", "RIDES"):
            yield from _memberships(database, person["key"], kind)


def _memberships(database: Database, key: str, kind: str) -> Iterator[str]:
    rows = run(
        database,
        """MATCH (:Person {key: $key})-[m]->(g) WHERE type(m) = $kind AND m.retracted_at IS NULL
           OPTIONAL MATCH (g)-[:PART_OF]->(w:Workshop)
           RETURN g.name AS name, w.name AS workshop, m.since AS since, m.until AS until, m.shift AS shift
           ORDER BY m.since, m.until, g.key""",
        key=key,
        kind=kind,
    )
    for row in rows:
        place = ", ".join(part for part in (row["name"], row["workshop"]) if part)
        shift = f" shift {row['shift']}" if row["shift"] else ""
        yield f"  {kind} {place}: {_day(row['since'])} to {_day(row['until'])}{shift}"


def _day(day: Any) -> str:
    return "?" if day is None else str(day.iso_format())
