"""Bridges: the workers, rooms, houses and vehicles by which workshops (or firms) are joined, and what each would part.

Betweenness is the share of the pairs of joined workshops, each counted by the share of its shortest chains, that lead
through a vertex (Brandes 2008, betweenness of subsets; from a sample of the workshops where there are more than
MOST_SOURCES). A vertex separates where without it two workshops that were joined are joined no more (a cut vertex).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np
from scipy.sparse.csgraph import connected_components

from graph.analysis.betweenness import betweenness, cuts, pieces
from graph.analysis.bridge_graph import Between, Network, network_of
from graph.analysis.coverage import counted_people, coverage_of_people
from graph.analysis.infected import View, outbreak
from graph.analysis.roster import roster
from graph.database import Transaction
from graph.people import Card, brief, cards
from graph.progress import Told
from graph.tracing.people import People, shown_records

#: So many days before the view's day are looked at: the longest incubation of COVID-19.
DAYS = 14
#: From more units than this, betweenness is of a sample.
MOST_SOURCES = 256
SEED = 6
#: So many of the units beside a bridge, and of those that it cuts off, are named.
UNITS_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """One vertex between units: the share of the joined pairs of units that it carries, and whether it separates."""

    vertex: int
    share: float
    separates: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridges:
    """All bridges of a network, those that separate first, then by share; the units in groups that are joined."""

    bridges: tuple[Bridge, ...]
    groups: tuple[tuple[int, ...], ...]
    sources: int


def bridges_document(
    transaction: Transaction,
    view: View,
    *,
    between: Between,
    companies: Sequence[str] | None = None,
    limit: int,
    offset: int,
    progress: Told | None = None,
) -> dict[str, Any]:
    """Return the bridges between workshops or firms, of these firms' workers or of all."""
    first = view.as_of - timedelta(days=DAYS)
    found = roster(transaction, view, first=first, last=view.as_of, companies=companies)
    network = network_of(found, view.rules.counted(1), between)
    bridges = find_bridges(network, progress=progress)
    page = bridges.bridges[offset : offset + limit]
    told = _Told.of(transaction, view, network, page)
    return {
        **view.to_document(),
        "from": first.isoformat(),
        "between": between,
        "people": int(found.own.sum()),
        "units": len(network.units),
        "groups": [{"units": len(group), "named": told.named(group)} for group in bridges.groups[:limit]],
        "groups_total": len(bridges.groups),
        "sources": bridges.sources,
        "coverage": counted_people(told.doses.values()).to_document(),
        "total": len(bridges.bridges),
        "limit": limit,
        "offset": offset,
        "bridges": [told.bridge(bridge) for bridge in page],
    }


def find_bridges(network: Network, *, progress: Told | None = None) -> Bridges:
    """Return the bridges of a network: what lies on a shortest chain between two units, or separates some."""
    units, graph = network.units, network.graph
    _, group_of = connected_components(graph, directed=False)
    groups: dict[int, list[int]] = {}
    for unit in units.tolist():
        groups.setdefault(int(group_of[unit]), []).append(unit)
    pairs = sum(len(some) * (len(some) - 1) for some in groups.values())
    sources = units
    if len(units) > MOST_SOURCES:
        sources = np.sort(np.random.default_rng(SEED).choice(units, MOST_SOURCES, replace=False))
    carried = betweenness(graph, units, sources, progress=progress) * (
        len(units) / len(sources) if len(sources) else 1.0
    )
    separates = cuts(graph, units)
    is_unit = np.zeros(graph.shape[0], dtype=np.bool_)
    is_unit[units] = True
    between = np.flatnonzero((separates | (carried > 0)) & ~is_unit)
    found = [
        Bridge(vertex=v, share=min(1.0, float(carried[v]) / pairs), separates=bool(separates[v]))
        for v in between.tolist()
    ]
    return Bridges(
        bridges=tuple(
            sorted(found, key=lambda one: (not one.separates, -round(one.share, 9), network.key[one.vertex]))
        ),
        groups=tuple(
            sorted(
                (network.by_key(some) for some in groups.values()), key=lambda some: (-len(some), network.key[some[0]])
            )
        ),
        sources=len(sources),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What a page says of its vertices: ``people`` are shown by person, with their ``doses`` by the view's day (None:
    unknown), ``names`` are those of groups."""

    network: Network
    people: Mapping[str, Card]
    names: Mapping[str, str]
    ill: frozenset[str]
    doses: Mapping[str, int | None]

    @classmethod
    def of(cls, transaction: Transaction, view: View, network: Network, page: Sequence[Bridge]) -> "_Told":
        wanted = {network.key[one.vertex] for one in page if network.kind[one.vertex] == "worker"}
        people = People(known_at=view.known_at)
        people.learn(transaction, wanted)
        shown = shown_records(transaction, people, wanted, as_of=view.as_of, known_at=view.known_at)
        by_key = cards(transaction, shown.values(), day=view.as_of, known_at=view.known_at)
        groups = {network.key[one.vertex] for one in page if network.kind[one.vertex] != "worker"}
        groups |= {network.key[unit] for unit in network.units}
        return cls(
            network=network,
            people={person: by_key[record] for person, record in shown.items()},
            names=dict(transaction.one("tracing/names", people=[], groups=sorted(groups))["groups"]),
            ill=frozenset(case.person for case in outbreak(transaction, view).cases),
            doses=coverage_of_people(transaction, view, sorted(wanted)),
        )

    def group(self, vertex: int) -> dict[str, Any]:
        """Return a unit or a place with its name."""
        key = self.network.key[vertex]
        return {"key": key, "name": self.names[key]}

    def bridge(self, bridge: Bridge) -> dict[str, Any]:
        """Return a bridge: a worker or a place, the units that it joins, and those that it parts."""
        network, vertex = self.network, bridge.vertex
        kind, key = network.kind[vertex], network.key[vertex]
        worker = kind == "worker"
        parted = pieces(network.graph, network.units, vertex) if bridge.separates else []
        beside = self._units_beside(vertex)
        return {
            "kind": kind,
            "person": brief(self.people[key].to_document()) if worker else None,
            "case": key in self.ill if worker else None,
            "doses": self.doses[key] if worker else None,
            "group": None if worker else self.group(vertex),
            "betweenness": round(bridge.share, 6),
            "units": self.named(beside),
            "units_total": len(beside),
            "separates": [{"units": len(some), "named": self.named(some)} for some in parted],
        }

    def named(self, units: Iterable[int]) -> list[dict[str, Any]]:
        """Return the first few of some units."""
        return [self.group(unit) for unit in self.network.by_key(units)[:UNITS_NAMED]]

    def _units_beside(self, vertex: int) -> list[int]:
        """Return the units of a worker, or of the people of a place; a house's live in its rooms."""
        network, kinds = self.network, self.network.kind
        people, places, seen = set[int](), [vertex], {vertex}
        while places:
            place = places.pop()
            if kinds[place] == "worker":
                people.add(place)
                continue
            below = [other for other in network.neighbours(place) if other not in seen]
            seen.update(below)
            # A house is beside its rooms, a room beside its house: one goes down from a house, never up from a room.
            places += [other for other in below if kinds[other] == "worker" or kinds[place] == "house"]
        units = set(network.units.tolist())
        return sorted({unit for person in people for unit in network.neighbours(person)} & units)
