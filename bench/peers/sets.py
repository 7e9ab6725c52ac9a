"""The graph that the product uses, asked by one Cypher statement a question: sets only, as the SQL peers answer.

What it leaves out of a trace: isolations and cases on the way, declared meetings, known_at, days, reasons and scores.
"""

from collections.abc import Sequence
from typing import Any

from neo4j import GraphDatabase, NotificationMinimumSeverity, Session

from bench.peers.engine import Asked, Found, LevelRules, Memberships, by_level
from graph.database import Connection
from graph.tracing.expand import BY_SHIFT
from graph.tracing.rules import RuleSet

_START = """
MATCH (case:Person {key: $key})
WITH [case] + [(case)-[:SAME_AS*1..4]-(o:Person) | o] AS records
WITH reduce(least = head(records), o IN records | CASE WHEN o.key < least.key THEN o ELSE least END) AS case, records
WITH [case] AS known_0, [[records, $first, $last]] AS sources_0
"""
_LEVEL = """
CALL (sources_{before}, known_{before}) {{
  UNWIND sources_{before} AS source
  WITH source[1] AS first, source[2] AS last, source[0] AS records
  UNWIND records AS p
  MATCH (p)-[m:WORKS_IN|LIVES_IN|RIDES]->(:Group)-[:PART_OF*0..2]->(g:Group)
  WHERE m.retracted_at IS NULL AND (m.since IS NULL OR m.since <= last) AND (m.until IS NULL OR m.until >= first)
    AND g.setting IN {settings}
  WITH g, CASE WHEN g.setting IN {by_shift} THEN m.shift_key END AS shift,
    CASE WHEN m.until < last THEN m.until ELSE last END AS until,
    min(CASE WHEN m.since > first THEN m.since ELSE first END) AS since
  MATCH (g)<-[:PART_OF*0..2]-(:Group)<-[m:WORKS_IN|LIVES_IN|RIDES]-(q:Person)
  WHERE m.retracted_at IS NULL AND (m.since IS NULL OR m.since <= until) AND (m.until IS NULL OR m.until >= since)
    AND (shift IS NULL OR m.shift_key IS NULL OR m.shift_key = shift)
  WITH q, min(CASE WHEN m.since > since THEN m.since ELSE since END) AS first,
    max(CASE WHEN g.setting IN {near} THEN 1 ELSE 0 END) AS near
  WITH first, near, [q] + [(q)-[:SAME_AS*1..4]-(o:Person) | o] AS records
  WITH reduce(least = head(records), o IN records | CASE WHEN o.key < least.key THEN o ELSE least END) AS person,
    min(first) AS first, max(near) AS near, head(collect(records)) AS records
  WHERE NOT person IN known_{before}
  RETURN collect([person, first, near, records]) AS found_{level}
}}
WITH *, [f IN found_{level} WHERE f[2] = 1 | [f[3], f[1], $as_of]] AS sources_{level},
  known_{before} + [f IN found_{level} | f[0]] AS known_{level}
"""


class Sets:
    """One statement a depth over the product's own graph; nothing is loaded."""

    name = "Neo4j, one statement, sets only"

    def __init__(self, connection: Connection, rules: RuleSet) -> None:
        self._rules = rules
        self._driver = GraphDatabase.driver(
            connection.uri,
            auth=(connection.username, connection.password),
            notifications_min_severity=NotificationMinimumSeverity.OFF,
        )
        self._session: Session = self._driver.session(database=connection.database)
        levels = by_level(rules)
        self._statements = {depth: statement(levels, depth) for depth in range(1, len(levels) + 1)}
        self._keys: list[str] = []
        self._numbers: dict[str, int] = {}

    def load(self, memberships: Memberships) -> None:
        self._keys = memberships.keys
        self._numbers = {key: number for number, key in enumerate(memberships.keys)}

    def trace(self, asked: Asked) -> Any:
        first, last = asked.window(self._rules)
        values = {"key": self._keys[asked.person], "first": first, "last": last, "as_of": asked.as_of}
        record = self._session.run(self._statements[asked.depth], values).single(strict=True)
        return record["found"]

    def found(self, answer: Any) -> Found:
        return {self._numbers[key]: (level, first.to_ordinal()) for key, level, first in answer}

    def close(self) -> None:
        self._session.close()
        self._driver.close()


def statement(levels: Sequence[LevelRules], depth: int) -> str:
    """Return the statement that answers with (key, level, first exposure) up to a depth."""
    parts = [_START]
    for level, rules in enumerate(levels[:depth], start=1):
        near = [name for name, is_near in rules.items() if is_near]
        parts.append(
            _LEVEL.format(level=level, before=level - 1, settings=list(rules), near=near, by_shift=sorted(BY_SHIFT))
        )
    answer = " + ".join(f"[f IN found_{n} | [f[0].key, {n}, f[1]]]" for n in range(1, depth + 1))
    return f"{''.join(parts)} RETURN {answer} AS found"
