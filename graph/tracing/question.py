"""A question to the trace: as people type it, and as it is then worked on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from graph.cases import Dates
from graph.tracing.rules import RuleSet
from graph.tracing.windows import CaseDates


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A trace as asked for. ``who`` are workers (key, code, ID, phone or name) or cases' keys.

    ``dates`` go with one person only: they make an ad hoc case, or take the place of those of a registered one.
    ``rates`` region: the score's daily rates are re-estimated from the region's own cases (regional_rates).
    ``order`` chance: the likely infected first, of all levels (chances), instead of in the order of shared/tracing.md.
    """

    who: Sequence[str]
    company: str | None = None
    dates: Dates = field(default_factory=Dates)
    as_of: date | None = None
    known_at: datetime | None = None
    rules: str | None = None
    depth: int | None = None
    settings: Sequence[str] | None = None
    rates: Literal["cited", "region"] = "cited"
    order: Literal["list", "chance"] = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedGroup:
    """A question without a case: who was in a group from one day to another."""

    group: str
    first: date
    last: date
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedCase:
    """A case that the trace names: the record it is registered on and its dates. ``key`` is None for an ad hoc one."""

    key: str | None
    record: str
    dates: CaseDates
    disease: str | None = None  #: of a registered one


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: which cases, by which rules, seen from which day, as known at which moment."""

    cases: tuple[TracedCase, ...]
    rules: RuleSet
    as_of: date
    known_at: datetime | None = None
    depth: int | None = None
    settings: frozenset[str] | None = None
    disease: str | None = None  #: of which cases met on the way are marked; None: the rule set's
    order: Literal["list", "chance"] = "list"

    @property
    def marked(self) -> str | None:
        """The disease of which other cases are marked."""
        return self.disease or self.rules.disease

    @property
    def levels(self) -> int:
        """The depth that holds: the rule set's, or the smaller one asked for."""
        return min(self.rules.max_level, self.depth or self.rules.max_level)
