"""The other graph model: an edge between every two people who share a group, with the days on which they do.

One workshop of 1,500 is a million edges, so this is for the smallest size only.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import neo4j

from bench.peers.engine import SETTINGS, Asked, Found, LevelRules, Memberships, by_level
from graph.database import batches
from graph.local.process import ensure, stop
from graph.tracing.days import ALWAYS, STILL
from graph.tracing.rules import RuleSet

BATCH = 20_000

_LEVEL = """
UNWIND $leading AS source
MATCH (:Person {{id: source[0]}})-[m:{types}]-(p:Person)
WHERE m.since <= source[2] AND m.until >= source[1]
WITH p.id AS person, min(CASE WHEN m.since > source[1] THEN m.since ELSE source[1] END) AS first,
  max(type(m) IN $near) AS near
RETURN collect([person, first, near]) AS people
"""


class Pairwise:
    """A Neo4j of its own. One relationship type a setting, so that a level walks only those that count."""

    name = "Neo4j, an edge a pair"

    def __init__(self, folder: Path, rules: RuleSet) -> None:
        self._folder, self._rules, self._levels = folder, rules, by_level(rules)
        connection = ensure(folder)
        self._driver = neo4j.GraphDatabase.driver(connection.uri, auth=(connection.username, connection.password))
        self.edges = 0

    def load(self, memberships: Memberships) -> None:
        with self._driver.session() as session:
            session.run("CREATE CONSTRAINT person_id FOR (p:Person) REQUIRE p.id IS UNIQUE").consume()
            ids = sorted(set(memberships.person))
            session.run("UNWIND $ids AS id CREATE (:Person {id: id})", ids=ids).consume()
            for setting in SETTINGS:
                text = (
                    "UNWIND $pairs AS pair MATCH (a:Person {id: pair[0]}), (b:Person {id: pair[1]}) "
                    f"CREATE (a)-[:{setting.upper()} {{since: pair[2], until: pair[3]}}]->(b)"
                )
                pairs = list(_pairs(memberships, setting))
                self.edges += len(pairs)
                for some in batches(pairs, BATCH):
                    session.run(text, pairs=some).consume()
        self.name = f"Neo4j, an edge a pair ({self.edges:,})"

    def trace(self, asked: Asked) -> Any:
        leading = [[asked.person, *asked.window(self._rules)]]
        reached: dict[int, tuple[int, Any]] = {asked.person: (0, None)}
        with self._driver.session(default_access_mode=neo4j.READ_ACCESS) as session, session.begin_transaction() as tx:
            for level, rules in enumerate(self._levels[: asked.depth], start=1):
                found = [one for one in self._level(tx, leading, rules) if one[0] not in reached]
                reached |= {person: (level, first) for person, first, _ in found}
                leading = [[person, first, asked.as_of] for person, first, near in found if near]
        del reached[asked.person]
        return reached

    def _level(self, tx: neo4j.Transaction, leading: list[list[Any]], rules: LevelRules) -> Any:
        text = _LEVEL.format(types="|".join(name.upper() for name in rules))
        near = [name.upper() for name, is_near in rules.items() if is_near]
        record = tx.run(text, leading=leading, near=near).single(strict=True)
        return record["people"]

    def found(self, answer: dict[int, tuple[int, Any]]) -> Found:
        return {person: (level, first.to_native().toordinal()) for person, (level, first) in answer.items()}

    def close(self) -> None:
        self._driver.close()
        stop(self._folder)


def _pairs(memberships: Memberships, setting: str) -> Iterator[list[Any]]:
    """Give every two people who share a group of this setting: (one, other, first shared day, last)."""
    members: dict[int, list[tuple[int, int, int, int]]] = defaultdict(list)
    for person, group, since, until, shift in memberships.rows():
        if memberships.settings[group] == setting:
            members[group].append((person, since, until, shift))
    for some in members.values():
        for (one, since, until, shift), (other, start, end, its) in combinations(some, 2):
            first, last = max(since, start), min(until, end)
            if one != other and first <= last and (shift == its or not shift or not its):
                yield [one, other, _day(first), _day(last)]


def _day(number: int) -> date:
    return {ALWAYS: date.min, STILL: date.max}.get(number) or date.fromordinal(number)
