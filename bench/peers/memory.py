"""networkx: people and groups as the two sides of a graph in memory, searched level by level in Python."""

from typing import Any

import networkx as nx

from bench.peers.engine import Asked, Found, LevelRules, Memberships, by_level
from graph.tracing.rules import RuleSet

#: The days of those who lead on in one group: first by (last, shift). Who came first stands for the others.
Places = dict[int, dict[tuple[int, int], int]]


class Networkx:
    """A person is its number, a group the number's complement; an edge lists its spells (since, until, shift)."""

    name = f"networkx {nx.__version__}"

    def __init__(self, rules: RuleSet) -> None:
        self._rules, self._levels = rules, by_level(rules)
        self._graph: nx.Graph[int] = nx.Graph()
        self._settings: list[str] = []

    def load(self, memberships: Memberships) -> None:
        self._settings = memberships.settings
        add, has = self._graph.add_edge, self._graph.has_edge
        for person, group, since, until, shift in memberships.rows():
            spell = (since, until, shift)
            if has(person, ~group):
                self._graph.edges[person, ~group]["spells"].append(spell)
            else:
                add(person, ~group, spells=[spell])

    def trace(self, asked: Asked) -> Any:
        first, last = asked.window(self._rules)
        leading = {asked.person: (first.toordinal(), last.toordinal())}
        reached: Found = {asked.person: (0, 0)}
        as_of = asked.as_of.toordinal()
        for level, rules in enumerate(self._levels[: asked.depth], start=1):
            exposed, near = self._exposed(self._places(leading, rules), reached)
            reached |= {person: (level, day) for person, day in exposed.items()}
            leading = {person: (exposed[person], as_of) for person in near}
        del reached[asked.person]
        return reached

    def _places(self, leading: dict[int, tuple[int, int]], rules: LevelRules) -> Places:
        """Where those who lead on were, and on which days of their windows."""
        places: Places = {}
        for person, (first, last) in leading.items():
            if person not in self._graph:
                continue
            for group, edge in self._graph[person].items():
                if self._settings[~group] not in rules:
                    continue
                for since, until, shift in edge["spells"]:
                    start, end = max(since, first), min(until, last)
                    if start <= end:
                        spans = places.setdefault(group, {})
                        spans[end, shift] = min(start, spans.get((end, shift), start))
        return places

    def _exposed(self, places: Places, reached: Found) -> tuple[dict[int, int], set[int]]:
        """Who else was there on those days and is new: the first day of each, and who is near."""
        exposed: dict[int, int] = {}
        near: set[int] = set()
        for group, spans in places.items():
            is_near = self._near(group)
            for person, edge in self._graph[group].items():
                if person in reached:
                    continue
                for since, until, shift in edge["spells"]:
                    for (end, other), start in spans.items():
                        day = max(since, start)
                        if day <= min(until, end) and (shift == other or not shift or not other):
                            exposed[person] = min(day, exposed.get(person, day))
                            if is_near:
                                near.add(person)
        return exposed, near

    def _near(self, group: int) -> bool:
        return self._rules.settings[self._settings[~group]].grade == "near"

    def found(self, answer: Found) -> Found:
        return answer

    def close(self) -> None:
        self._graph.clear()
