"""The trace as one SQL statement, as one would write it: a materialised CTE for each half of a level."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.peers.engine import SETTINGS, LevelRules

#: Settings as small numbers, in the tables as in the statements.
NUMBERS = {setting: number for number, setting in enumerate(SETTINGS)}


@dataclass(frozen=True, slots=True)
class Dialect:
    """What two databases write differently."""

    later: str
    earlier: str
    any: str
    start: str
    as_of: str


POSTGRES = Dialect(
    "greatest",
    "least",
    "bool_or",
    "SELECT %(person)s::integer AS person, %(first)s::date AS first, %(last)s::date AS last, true AS near",
    "%(as_of)s::date",
)
SQLITE = Dialect("max", "min", "max", "SELECT :person AS person, :first AS first, :last AS last, 1 AS near", ":as_of")


def statement(rules: Sequence[LevelRules], depth: int, dialect: Dialect) -> str:
    """Return the statement that answers with (person, level, first exposure) up to a depth.

    Of the sources that leave a group on one day, the one that came first stands for all: the days of the others lie
    within.
    """
    parts = [f"level_0 AS MATERIALIZED ({dialect.start})"]
    for level in range(1, depth + 1):
        parts += [_places(level, rules[level - 1], dialect), _reached(level, rules[level - 1], dialect)]
    answer = " UNION ALL ".join(f"SELECT person, {n} AS level, first FROM level_{n}" for n in range(1, depth + 1))
    return f"WITH {', '.join(parts)} {answer}"


def _places(level: int, rules: LevelRules, dialect: Dialect) -> str:
    """Where those who lead on were, and on which days of their windows."""
    return f"""
places_{level} AS MATERIALIZED (
  SELECT m.grp, m.shift, {dialect.earlier}(m.until, s.last) AS last, min({dialect.later}(m.since, s.first)) AS first
  FROM level_{level - 1} s JOIN membership m ON m.person = s.person AND m.since <= s.last AND m.until >= s.first
  WHERE s.near AND m.setting IN ({_numbers(rules)})
  GROUP BY 1, 2, 3)"""


def _reached(level: int, rules: LevelRules, dialect: Dialect) -> str:
    """Who else was there on those days and is new."""
    known = " ".join(
        f"AND NOT EXISTS (SELECT 1 FROM level_{n} WHERE level_{n}.person = m.person)" for n in range(level)
    )
    near = _numbers({name: True for name, is_near in rules.items() if is_near})
    return f"""
level_{level} AS MATERIALIZED (
  SELECT m.person, min({dialect.later}(m.since, p.first)) AS first, {dialect.as_of} AS last,
    {dialect.any}(m.setting IN ({near})) AS near
  FROM places_{level} p JOIN membership m ON m.grp = p.grp AND m.since <= p.last AND m.until >= p.first
    AND (m.shift = p.shift OR m.shift IS NULL OR p.shift IS NULL)
  WHERE true {known}
  GROUP BY m.person)"""


def _numbers(rules: LevelRules) -> str:
    return ", ".join(str(NUMBERS[name]) for name in rules)
