"""Where a finding stands: the title of the column as the firm wrote it, or the form's where it has none."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from loaders.findings import Finding, Note, finding
from loaders.form import title_of
from loaders.rows import WorkerRow


@dataclass(frozen=True, slots=True)
class Placing:
    """The titles of a workbook's columns by field."""

    columns: Mapping[str, str] = field(default_factory=dict)

    def finding(self, row: WorkerRow, column: str | None, note: Note) -> Finding:
        """Place a note in a field of a row."""
        return finding(note, sheet=row.sheet, row=row.row, column=self.title(column))

    def of_sheet(self, sheet: str, column: str | None, note: Note) -> Finding:
        """Place a note on a whole sheet or file."""
        return finding(note, sheet=sheet, column=self.title(column))

    def title(self, column: str | None) -> str | None:
        """Return the title of a field."""
        return None if column is None else self.columns.get(column) or title_of(column)
