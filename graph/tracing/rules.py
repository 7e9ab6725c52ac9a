"""Rule sets: which days and which settings count, by which source (shared/tracing.md, "Rule sets to ship").

A rule set is a JSON file as ``truyvet rules ID --json`` prints it. The shipped ones lie in ``rules/``; a folder named
by TRUYVET_RULES_DIR adds the user's own.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from graph.errors import Invalid, NotFound
from graph.tracing.expand import BY_SHIFT

SHIPPED = Path(__file__).parent / "rules"
#: Where no rule set of its disease is in force on the day.
DEFAULT = {"covid-19": "vn-3638-2021"}
DEFAULT_DISEASE = "covid-19"

Setting = Literal["room", "house", "team", "workshop", "company", "vehicle", "met"]
Anchor = Literal["onset", "sampled", "confirmed"]
Grade = Literal["near", "distant"]
Level = Literal[1, 2, 3, 4]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Bilingual(_Strict):
    """One text in both languages."""

    vi: str
    en: str


class InForce(_Strict):
    """The days on which the source was in force; null ends are open."""

    from_: date | None = Field(alias="from")
    to: date | None

    def covers(self, day: date) -> bool:
        """Tell whether the source was in force on the day."""
        return (self.from_ or date.min) <= day <= (self.to or date.max)


class SettingRule(_Strict):
    """How one setting counts: at which levels, as which grade, with which daily rate of infection."""

    levels: tuple[Level, ...]
    grade: Grade
    daily_rate: float = Field(gt=0, lt=1)


class Regimen(_Strict):
    """What a contact keeps to, counted in days after the last exposure."""

    days: int = Field(ge=0, le=365)
    place: Literal["facility", "home", "none"]
    tests: tuple[int, ...] = Field(default=(), description="days of the tests, counted as ``days``")

    @model_validator(mode="after")
    def _tests_in_order(self) -> "Regimen":
        if list(self.tests) != sorted(set(self.tests)) or any(day < 0 for day in self.tests):
            raise ValueError("tests are days in rising order")
        return self


class FollowUpRule(Regimen):
    """A regimen, and the lighter one of those vaccinated: two doses, the last fourteen days before (762/BYT-DP)."""

    vaccinated: Regimen | None = None


class RuleDocument(_Strict):
    """A rule set's file, checked. ``disease`` null: that of the cases named. ``by_default``: taken in force unasked."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    title: Bilingual
    source: str
    in_force: InForce
    by_default: bool = False
    disease: str | None
    anchors: tuple[Anchor, ...] = Field(min_length=1)
    before: dict[Anchor, Annotated[int, Field(ge=0, le=3650)]]
    after: dict[Anchor, Annotated[int, Field(ge=0, le=3650)]]
    latent_days: int = Field(ge=0)
    max_level: Level
    expand: Literal["near", "all"]
    shifts: Literal["apart", "ignored"] = "apart"
    settings: dict[Setting, SettingRule] = Field(min_length=1)
    follow_up: dict[Grade, dict[Literal["1", "2", "3", "4"], FollowUpRule]]
    assumptions: tuple[str, ...]
    assumptions_vi: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _anchors_have_days(self) -> "RuleDocument":
        if missing := [anchor for anchor in self.anchors if anchor not in self.before]:
            raise ValueError(f"before lacks {missing[0]}")
        if beyond := [n for n, s in self.settings.items() if any(level > self.max_level for level in s.levels)]:
            raise ValueError(f"settings.{beyond[0]} counts beyond max_level")
        return self


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A rule set ready for use; ``document`` is its file as it stands."""

    id: str
    disease: str | None
    in_force: InForce
    by_default: bool
    anchors: tuple[str, ...]
    before: Mapping[str, int]
    after: Mapping[str, int]
    latent_days: int
    max_level: int
    expand: Literal["near", "all"]
    shifts: Literal["apart", "ignored"]
    settings: Mapping[str, SettingRule]
    follow_up: Mapping[tuple[str, int], FollowUpRule]
    document: dict[str, Any] = field(repr=False)

    @property
    def rates(self) -> dict[str, float]:
        """Daily rates of infection by setting, whatever the levels at which it counts."""
        return {name: rule.daily_rate for name, rule in self.settings.items()}

    @property
    def by_shift(self) -> frozenset[str]:
        """The settings in which people of different known shifts do not meet."""
        return BY_SHIFT if self.shifts == "apart" else frozenset()

    def counted(self, level: int, *, only: frozenset[str] | None = None) -> frozenset[str]:
        """Return the settings that count at this level; ``only`` narrows them."""
        settings = frozenset(name for name, rule in self.settings.items() if level in rule.levels)
        return settings if only is None else settings & only


def read_rules(path: Path) -> RuleSet:
    """Read one rule set's file. Raises Invalid, naming the file and the value, where it breaks the schema."""
    try:
        written = path.stat()
    except OSError as error:
        raise _unusable(path, error) from error
    return _read(path, written.st_mtime_ns, written.st_size)


@lru_cache(maxsize=256)
def _read(path: Path, _changed: int, _size: int) -> RuleSet:
    """Read a file as it was last written: every trace asks for the rules, and reading them all takes 4 ms."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        checked = RuleDocument.model_validate(raw)
    except (ValueError, OSError) as error:
        raise _unusable(path, error) from error
    return RuleSet(
        id=checked.id,
        disease=checked.disease,
        in_force=checked.in_force,
        by_default=checked.by_default,
        anchors=checked.anchors,
        before={str(name): days for name, days in checked.before.items()},
        after={str(name): days for name, days in checked.after.items()},
        latent_days=checked.latent_days,
        max_level=checked.max_level,
        expand=checked.expand,
        shifts=checked.shifts,
        settings={str(name): rule for name, rule in checked.settings.items()},
        follow_up={
            (str(grade), int(level)): rule
            for grade, by_level in checked.follow_up.items()
            for level, rule in by_level.items()
        },
        document=raw,
    )


def _unusable(path: Path, error: Exception) -> Invalid:
    where = _first_problem(error)
    return Invalid(
        f"The rule set file {path.name} cannot be used: {where}.",
        f"Không dùng được tệp bộ quy tắc {path.name}: {where}.",
        field="rules",
    )


def _first_problem(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
    return str(error)


def all_rules(own: Path | None = None) -> dict[str, RuleSet]:
    """Return every rule set by id, the shipped ones and those of the user's own folder, which win."""
    paths = sorted(SHIPPED.glob("*.json"))
    if own is not None:
        if not own.is_dir():
            raise Invalid(
                f"The folder of rule sets {own} does not exist; check TRUYVET_RULES_DIR.",
                f"Không có thư mục bộ quy tắc {own}; kiểm tra TRUYVET_RULES_DIR.",
                field="TRUYVET_RULES_DIR",
            )
        paths += sorted(own.glob("*.json"))
    found = (read_rules(path) for path in paths)
    return {rules.id: rules for rules in found}


def rule_set(id: str, *, own: Path | None = None) -> RuleSet:
    """Return the rule set of that id. Raises NotFound, naming those that exist."""
    known = all_rules(own)
    if id not in known:
        names = ", ".join(sorted(known))
        raise NotFound(
            f"There is no rule set {id}; there are: {names}.",
            f"Không có bộ quy tắc {id}; hiện có: {names}.",
            field="rules",
        )
    return known[id]


def rules_in_force(disease: str, day: date, *, own: Path | None = None) -> RuleSet:
    """Return the rule set that holds for a disease on a day when none is named.

    Of those in force the latest; for COVID-19 before and after all of them 3638/QĐ-BYT. Raises Invalid for a disease
    without any, naming the rule sets that could be asked for.
    """
    known = all_rules(own)
    mine = [rules for rules in known.values() if rules.by_default and rules.disease == disease]
    holding = [rules for rules in mine if rules.in_force.covers(day)]
    if holding:
        return max(holding, key=lambda rules: rules.in_force.from_ or date.min)
    if disease in DEFAULT and DEFAULT[disease] in known:
        return known[DEFAULT[disease]]
    names = ", ".join(sorted(known))
    raise Invalid(
        f"No rule set for {disease} is in force on {day:%d/%m/%Y}; name one of: {names}.",
        f"Không có bộ quy tắc nào cho {disease} có hiệu lực ngày {day:%d/%m/%Y}; hãy nêu một bộ: {names}.",
        field="rules",
    )
