"""What all engines have in common: the memberships, the rules, a question, an answer."""

import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Protocol

from graph.tracing.rules import RuleSet, read_rules

#: Level and first exposure (as an ordinal) by person.
Found = dict[int, tuple[int, int]]
#: Settings that count at a level, and whether each is near.
LevelRules = dict[str, bool]

DEPTHS = (1, 2, 3, 4)
SETTINGS = ("room", "team", "vehicle", "workshop", "house")
DAYS_TO_ISOLATION, DAYS_TO_AS_OF = 2, 10


@dataclass(slots=True)
class Memberships:
    """Dated memberships as columns: a million workers have four million of them.

    People and groups are numbers; records joined by SAME_AS are one person. A member of a team is also listed under
    its workshop, a member of a room under its house, so that no peer has to climb. Unknown days are ALWAYS and STILL,
    shift 0 is the unknown one.
    """

    keys: list[str] = field(default_factory=list)
    settings: list[str] = field(default_factory=list)
    shifts: list[str] = field(default_factory=lambda: [""])
    person: "array[int]" = field(default_factory=lambda: array("i"))
    group: "array[int]" = field(default_factory=lambda: array("i"))
    since: "array[int]" = field(default_factory=lambda: array("i"))
    until: "array[int]" = field(default_factory=lambda: array("i"))
    shift: "array[int]" = field(default_factory=lambda: array("b"))

    def __len__(self) -> int:
        return len(self.person)

    def rows(self) -> Iterator[tuple[int, int, int, int, int]]:
        """Give (person, group, since, until, shift) of each."""
        return zip(self.person, self.group, self.since, self.until, self.shift, strict=True)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: a person, the days of the case, how far to go."""

    person: int
    onset: date
    depth: int

    @property
    def isolated(self) -> date:
        return self.onset + timedelta(DAYS_TO_ISOLATION)

    @property
    def as_of(self) -> date:
        return self.onset + timedelta(DAYS_TO_AS_OF)

    def window(self, rules: RuleSet) -> tuple[date, date]:
        """Return the first and last infectious day of the case."""
        return self.onset - timedelta(rules.before["onset"]), min(self.isolated, self.as_of)


class Engine(Protocol):
    """One engine. ``trace`` is timed, up to Python values of the engine's own kind; ``found`` is not."""

    name: str

    def load(self, memberships: Memberships) -> None:
        """Take the memberships in, with indexes and statistics."""

    def trace(self, asked: Asked) -> Any:
        """Answer a question."""

    def found(self, answer: Any) -> Found:
        """Return an answer in the terms of all engines, the case itself left out."""

    def close(self) -> None:
        """Stop what was started and give the memory back."""


def peer_rules(folder: Path) -> RuleSet:
    """Return the shipped rules of 3638/QĐ-BYT, carried on to level 4, over the settings that the sample has.

    A disease of its own: cases that another measurement has registered change nothing here.
    """
    from bench.running import ROOT

    shipped = json.loads((ROOT / "graph/tracing/rules/vn-3638-2021.json").read_text(encoding="utf-8"))
    settings = {
        name: {**rule, "levels": list(DEPTHS) if rule["grade"] == "near" else [1]}
        for name, rule in shipped["settings"].items()
        if name in SETTINGS
    }
    folder.mkdir(parents=True, exist_ok=True)
    document = {**shipped, "id": "peers", "disease": "peers", "max_level": max(DEPTHS), "settings": settings}
    path = folder / "peers.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return read_rules(path)


def by_level(rules: RuleSet) -> Sequence[LevelRules]:
    """Return the settings that count at level 1, 2, ... and whether they are near."""
    return [
        {name: rules.settings[name].grade == "near" for name in sorted(rules.counted(level))}
        for level in range(1, rules.max_level + 1)
    ]
