"""One import's report (shared/interfaces.md): what became of every row, what was found, what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from graph.errors import TruyvetError
from loaders.codes import INWARD, Text
from loaders.findings import Finding
from loaders.reconciling.change import Change
from loaders.reconciling.differences import Difference
from loaders.rows import ColumnRead, Roster, SkippedRow, WorkerRow

COUNTS = ("read", "created", "changed", "unchanged", "rejected")
FIELDS = ("citizen_id", "team", "residence", "vehicle")


@dataclass(slots=True, kw_only=True)
class Report:
    """The outcome of one file. ``error`` is set where the file was refused or the run failed; ``repeats`` is
    the key of the run that applied this very file before. No part of the document are ``path``, for whoever imports a
    folder, ``dated`` (the file or its sender says its day) and ``recalled`` (the keys of the mappings it was read by).
    """

    key: str
    state: str
    file: str
    mode: str = "apply"
    company: str | None = None
    company_key: str | None = None
    as_of: date | None = None
    skipped: Sequence[SkippedRow] = ()
    rows: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTS, 0))
    left: int = 0
    moved: int = 0
    completeness: dict[str, float] = field(default_factory=dict)
    columns: Sequence[ColumnRead] = ()
    findings: Sequence[Finding] = ()
    differences: Sequence[Difference] = ()
    seconds: float = 0.0
    error: TruyvetError | None = None
    content_hash: str | None = None
    path: Path | None = None
    repeats: str | None = None
    dated: bool = True
    recalled: Sequence[str] = ()

    @property
    def to_mend(self) -> list[Finding]:
        """The findings that the firm itself may know and can mend."""
        return [finding for finding in self.findings if finding.code not in INWARD]

    @property
    def severities(self) -> dict[str, int]:
        """How many findings to mend reject their row, and how many do not."""
        errors = sum(finding.severity == "error" for finding in self.to_mend)
        return {"errors": errors, "warnings": len(self.to_mend) - errors}

    def to_document(self, *, limit: int | None = None, offset: int = 0) -> dict[str, Any]:
        """Return the report's document with one page of its findings and differences, or all."""
        until = None if limit is None else offset + limit
        found = {
            "key": self.key,
            "state": self.state,
            "mode": self.mode,
            "file": self.file,
            "company": self.company,
            "company_key": self.company_key,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "skipped": [{"sheet": row.sheet, "row": row.row, "why": row.why} for row in self.skipped],
            "rows": self.rows,
            "left": self.left,
            "moved": self.moved,
            "completeness": self.completeness,
            "columns": [asdict(column) for column in self.columns],
            "findings": [finding_document(finding) for finding in self.findings[offset:until]],
            "findings_total": len(self.findings),
            "differences": [difference_document(one) for one in self.differences[offset:until]],
            "differences_total": len(self.differences),
            "seconds": round(self.seconds, 2),
        }
        if self.repeats is not None:
            found["repeats"] = self.repeats
        if self.error is not None:
            found["error"] = {"code": self.error.code, "vi": self.error.vi, "en": self.error.en, **self.error.extra}
        return found


def read_report(document: Mapping[str, Any]) -> Report:
    """Return the report of a run that was done, from its document with all findings."""
    return Report(
        key=document["key"],
        state=document["state"],
        mode=document["mode"],
        file=document["file"],
        company=document["company"],
        company_key=document["company_key"],
        as_of=date.fromisoformat(document["as_of"]) if document["as_of"] else None,
        skipped=[SkippedRow(**row) for row in document["skipped"]],
        rows=dict(document["rows"]),
        left=document["left"],
        moved=document["moved"],
        completeness=document["completeness"],
        columns=[ColumnRead(**column) for column in document["columns"]],
        findings=[
            Finding(**{**one, "done": Text(**one["done"]), "message": Text(**one["message"])})
            for one in document["findings"]
        ],
        seconds=document["seconds"],
        repeats=document.get("repeats"),
    )


def for_firm(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a whole report's document as the firm that sent the file may read it."""
    findings = [finding for finding in document.get("findings", ()) if finding["code"] not in INWARD]
    return {**document, **({"findings": findings, "findings_total": len(findings)} if "findings" in document else {})}


def finding_document(finding: Finding) -> dict[str, Any]:
    """Return one finding as the report lists it."""
    return {
        "sheet": finding.sheet,
        "row": finding.row,
        "column": finding.column,
        "code": finding.code,
        "severity": finding.severity,
        "value": finding.value,
        "done": {"vi": finding.done.vi, "en": finding.done.en},
        "message": {"vi": finding.message.vi, "en": finding.message.en},
    }


def difference_document(difference: Difference) -> dict[str, Any]:
    """Return one difference as the report lists it."""
    text = difference.sentence()
    return {
        "kind": difference.kind,
        "person": difference.person,
        "code": difference.code,
        "name": difference.name,
        "field": difference.field,
        "before": difference.before,
        "after": difference.after,
        "since": difference.since.isoformat() if difference.since else None,
        "until": difference.until.isoformat() if difference.until else None,
        "sheet": difference.sheet,
        "row": difference.row,
        "message": {"vi": text.vi, "en": text.en},
    }


def fill(report: Report, roster: Roster, change: Change) -> None:
    """Write into a report what reconciling found."""
    counts = dict.fromkeys(COUNTS, 0)
    for outcome in change.outcomes:
        counts[outcome] += 1
    counts["rejected"] = len(roster.rejected)
    counts["read"] = len(roster.rows) + len(roster.rejected)
    report.rows = counts
    report.left = change.left
    report.moved = change.moved
    report.completeness = completeness(roster.rows)
    report.columns = roster.read
    report.differences = change.differences
    report.findings = sorted(
        [*roster.findings, *change.findings], key=lambda f: (f.sheet, f.row or 0, f.column or "", f.code)
    )


def completeness(rows: Sequence[WorkerRow]) -> dict[str, float]:
    """Return the share of the kept rows in which each field is known."""
    if not rows:
        return dict.fromkeys(FIELDS, 0.0)
    known = {
        "citizen_id": sum(row.citizen_id is not None for row in rows),
        "team": sum(row.team is not None for row in rows),
        "residence": sum(row.residence is not None for row in rows),
        "vehicle": sum(row.travel is not None for row in rows),
    }
    return {name: round(count / len(rows), 4) for name, count in known.items()}
