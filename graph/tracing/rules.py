"""Rule sets: which days and which settings count, by which source (shared/tracing.md, "Rule sets to ship").

A rule set is a JSON file as ``truyvet rules ID --json`` prints it. The shipped ones lie in ``rules/``; a folder named
by TRUYVET_RULES_DIR adds the user's own.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from graph.errors import Invalid, NotFound

SHIPPED = Path(__file__).parent / "rules"
DEFAULT = "vn-3638-2021"

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


class SettingRule(_Strict):
    """How one setting counts: at which levels, as which grade, with which daily rate of infection."""

    levels: tuple[Level, ...]
    grade: Grade
    daily_rate: float = Field(gt=0, lt=1)


class RuleDocument(_Strict):
    """A rule set's file, checked."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    title: Bilingual
    source: str
    in_force: InForce
    disease: str
    anchors: tuple[Anchor, ...] = Field(min_length=1)
    before: dict[Anchor, int]
    after: dict[Anchor, int]
    latent_days: int = Field(ge=0)
    max_level: Level
    expand: Literal["near", "all"]
    settings: dict[Setting, SettingRule] = Field(min_length=1)
    follow_up: dict[str, Any]
    assumptions: tuple[str, ...]

    @model_validator(mode="after")
    def _anchors_have_days(self) -> "RuleDocument":
        if missing := [anchor for anchor in self.anchors if anchor not in self.before]:
            raise ValueError(f"before lacks {missing[0]}")
        return self


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A rule set ready for use; ``document`` is its file as it stands."""

    id: str
    disease: str
    anchors: tuple[str, ...]
    before: Mapping[str, int]
    after: Mapping[str, int]
    latent_days: int
    max_level: int
    expand: Literal["near", "all"]
    settings: Mapping[str, SettingRule]
    document: dict[str, Any] = field(repr=False)

    def counted(self, level: int, *, only: frozenset[str] | None = None) -> frozenset[str]:
        """Return the settings that count at this level; ``only`` narrows them."""
        settings = frozenset(name for name, rule in self.settings.items() if level in rule.levels)
        return settings if only is None else settings & only


def read_rules(path: Path) -> RuleSet:
    """Read one rule set's file. Raises Invalid, naming the file and the value, where it breaks the schema."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        checked = RuleDocument.model_validate(raw)
    except (ValueError, OSError) as error:
        where = _first_problem(error)
        raise Invalid(
            f"The rule set file {path.name} cannot be used: {where}.",
            f"Không dùng được tệp bộ quy tắc {path.name}: {where}.",
            field="rules",
        ) from error
    return RuleSet(
        id=checked.id,
        disease=checked.disease,
        anchors=checked.anchors,
        before={str(name): days for name, days in checked.before.items()},
        after={str(name): days for name, days in checked.after.items()},
        latent_days=checked.latent_days,
        max_level=checked.max_level,
        expand=checked.expand,
        settings={str(name): rule for name, rule in checked.settings.items()},
        document=raw,
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


def rule_set(id: str | None = None, *, own: Path | None = None) -> RuleSet:
    """Return the rule set of that id, else the default one. Raises NotFound, naming those that exist."""
    known = all_rules(own)
    wanted = id or DEFAULT
    if wanted not in known:
        names = ", ".join(sorted(known))
        raise NotFound(
            f"There is no rule set {wanted}; there are: {names}.",
            f"Không có bộ quy tắc {wanted}; hiện có: {names}.",
            field="rules",
        )
    return known[wanted]
