"""SQLite, in a file of its own, from Python's own module."""

import sqlite3
from pathlib import Path
from typing import Any

from bench.peers.engine import Asked, Found, Memberships, by_level
from bench.peers.sql import NUMBERS, SQLITE, statement
from graph.tracing.rules import RuleSet


class Sqlite:
    """Days are ordinals. The cache holds the whole file: nobody waits for a disk here."""

    name = f"SQLite {sqlite3.sqlite_version}"

    def __init__(self, folder: Path, rules: RuleSet) -> None:
        self._rules = rules
        folder.mkdir(parents=True)
        self._connection = sqlite3.connect(folder / "memberships.sqlite", isolation_level=None, cached_statements=16)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -1000000", "temp_store = MEMORY"):
            self._connection.execute(f"PRAGMA {pragma}")
        levels = by_level(rules)
        self._statements = {n: statement(levels, n, SQLITE) for n in range(1, len(levels) + 1)}

    def load(self, memberships: Memberships) -> None:
        kinds, shifts = [NUMBERS[name] for name in memberships.settings], [None, *memberships.shifts[1:]]
        run = self._connection.execute
        run("CREATE TABLE membership (person INT, grp INT, setting INT, since INT, until INT, shift TEXT)")
        run("BEGIN")
        self._connection.executemany(
            "INSERT INTO membership VALUES (?, ?, ?, ?, ?, ?)",
            ((p, g, kinds[g], since, until, shifts[shift]) for p, g, since, until, shift in memberships.rows()),
        )
        run("CREATE INDEX by_person ON membership (person)")
        run("CREATE INDEX by_group ON membership (grp)")
        run("COMMIT")
        run("ANALYZE")

    def trace(self, asked: Asked) -> Any:
        first, last = asked.window(self._rules)
        days = {"first": first.toordinal(), "last": last.toordinal(), "as_of": asked.as_of.toordinal()}
        return self._connection.execute(self._statements[asked.depth], {"person": asked.person, **days}).fetchall()

    def found(self, answer: list[tuple[int, int, int]]) -> Found:
        return {person: (level, first) for person, level, first in answer}

    def close(self) -> None:
        self._connection.close()
