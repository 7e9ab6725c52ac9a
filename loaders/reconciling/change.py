"""What applying a workbook would write: the outcome of reconciling, the input of loading, the basis of the report."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from loaders.findings import Finding
from loaders.history.spells import Held, Spell
from loaders.places import Place
from loaders.reconciling.differences import Difference

#: So many leaving days are no misread column, however small the firm.
FEW = 4
Outcome = Literal["created", "changed", "unchanged"]
Membership = Literal["work", "homes", "rides"]


@dataclass(slots=True, kw_only=True)  # not frozen: see loaders/rows.py
class Recording:
    """A membership to record, and where in the workbook it comes from (None: from someone's absence)."""

    membership: Membership
    person: str
    spell: Spell
    sheet: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Two records that are one person, and why."""

    worker: str
    other: str
    basis: str


@dataclass(slots=True, kw_only=True)
class Change:
    """All that a workbook changes. ``outcomes`` has one entry a kept row, in the order of the rows."""

    company: str
    name: str
    tax_code: str | None
    as_of: date
    outcomes: list[Outcome] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    workers: list[dict[str, Any]] = field(default_factory=list)
    cohabitants: list[dict[str, Any]] = field(default_factory=list)
    updates: list[dict[str, Any]] = field(default_factory=list)
    positions: list[dict[str, Any]] = field(default_factory=list)
    retracted: list[Held] = field(default_factory=list)
    recorded: list[Recording] = field(default_factory=list)
    joins: list[Join] = field(default_factory=list)
    parts: list[Join] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    moved: int = 0
    left: int = 0
    absent: int = 0
    dated: int = 0
    present_before: int = 0

    @property
    def too_many_leave(self) -> bool:
        """Whether more than a fifth of the firm's workers would leave (workbook.md, "History").

        Those who are missing count, and those whose rows give a last day that is over; of a few such rows each was
        written by a person, but a column of dates that is read wrongly ends the work of everyone.
        """
        dated = self.dated if self.dated > FEW else 0
        return (self.absent + dated) * 5 > self.present_before
