"""Ours: the product's own trace through the driver. Cards and JSON are left out, reasons and scores are not."""

from typing import Any

from bench.peers.engine import Asked, Found, Memberships
from graph.database import Connection, Database
from graph.tracing.question import Question, TracedCase
from graph.tracing.rules import RuleSet
from graph.tracing.trace import Trace, trace
from graph.tracing.windows import CaseDates


class Ours:
    """The graph that the memberships come from; nothing is loaded."""

    name = "truyvet, with days, reasons and scores"

    def __init__(self, connection: Connection, rules: RuleSet) -> None:
        self._database, self._rules = Database(connection), rules
        self._keys: list[str] = []
        self._numbers: dict[str, int] = {}

    def load(self, memberships: Memberships) -> None:
        self._keys = memberships.keys
        self._numbers = {key: number for number, key in enumerate(memberships.keys)}

    def trace(self, asked: Asked) -> Any:
        dates = CaseDates(onset=asked.onset, isolated=asked.isolated)
        case = TracedCase(key=None, record=self._keys[asked.person], dates=dates)
        question = Question(cases=(case,), rules=self._rules, as_of=asked.as_of, depth=asked.depth)
        return self._database.read(lambda transaction: trace(transaction, question))

    def found(self, answer: Trace) -> Found:
        return {self._numbers[c.person]: (c.level, c.days[0][0]) for c in answer.contacts}

    def close(self) -> None:
        self._database.close()
