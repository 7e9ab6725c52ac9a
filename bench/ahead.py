"""Bridges and closures on the graph of bench.analyses: of the largest firm, of the three largest as one, of everybody.

networkx answers beside them from the same arrays, without the time to read them: its betweenness of subsets, and its
connected components of cases and places.
"""

import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import networkx as nx
import numpy as np

from bench.__main__ import figure, timed
from bench.running import Results
from graph.analysis.adviser import advise
from graph.analysis.ahead import Situation, situation
from graph.analysis.bridge_graph import Between, network_of
from graph.analysis.bridges import DAYS, bridges_document, find_bridges
from graph.analysis.closures import WhatIf, what_if
from graph.analysis.clusters import clusters_document
from graph.analysis.infected import View, outbreak
from graph.analysis.links import links, whereabouts
from graph.analysis.natural_history import KNOWN
from graph.analysis.roster import roster
from graph.analysis.units import unit_names
from graph.database import Database, Transaction
from graph.quality import quality
from graph.tracing.employment import WORK

HISTORY = KNOWN["covid-19"]
#: 72 runs of 14 days are a thousand simulated days.
RUNS, DAYS_AHEAD = 72, 14


def measure_ahead(database: Database, view: View, results: Results) -> None:
    """Ask for bridges, advice and what if, each scope anew from the graph."""
    firms = [one["key"] for one in quality(database, day=view.as_of, sort="workers", limit=3, offset=0)["companies"]]
    scopes: list[tuple[str, Sequence[str] | None]] = [
        ("the largest firm", firms[:1]),
        ("the three largest as one", firms),
    ]
    for name, companies in scopes:
        told = _add(results, f"bridges of {name} (aim 30 s)", lambda some=companies: _bridges(database, view, some))
        results.add(f"{name}", f"{told['people']:,} workers, {told['units']} workshops, {told['total']} bridges")
        told = _add(results, f"advice for {name} (aim 10 s)", lambda some=companies: _advice(database, view, some))
        advice = told["advice"]
        results.add(
            f"advice for {name}",
            f"{advice['workers_idled']:,} of {told['workers']:,} idled for {advice['share']:.0%} of the risk, "
            f"{'proved fewest' if advice['exact'] else 'not proved'}",
        )
    stop = [unit["group"]["key"] for unit in advice["stop"]]
    for name, companies in [*scopes[1:], ("everybody", None)]:
        told = _add(
            results,
            f"what if, 1,008 simulated days, {name} (aim 30 s)",
            lambda some=companies: _what_if(database, view, stop, some),
            times=1,
        )
        sides = [told[side]["secondary_cases"] for side in ("before", "after")]
        results.add(
            f"secondary cases, {name}",
            f"{told['people']:,} people; {sides[0]['mean']} as it is, {sides[1]['mean']} with {told['idled']:,} idled",
        )
    told = _add(results, "bridges between all firms", lambda: _bridges(database, view, None, "company"), times=1)
    results.add("between all firms", f"{told['people']:,} workers, {told['units']:,} firms, {told['total']:,} bridges")


def _add(results: Results, what: str, ask: Callable[[], dict[str, Any]], *, times: int = 3) -> dict[str, Any]:
    took, answers = timed(lambda _: ask(), range(times), warm=0)
    results.add(what, figure(took))
    found: dict[str, Any] = answers[0]
    return found


def _bridges(
    database: Database, view: View, companies: Sequence[str] | None, between: Between = "workshop"
) -> dict[str, Any]:
    return database.read(
        lambda tx: bridges_document(tx, view, between=between, companies=companies, limit=20, offset=0)
    )


def _situation(database: Database, view: View, companies: Sequence[str] | None) -> tuple[Situation, dict[str, str]]:
    def read(tx: Transaction) -> tuple[Situation, dict[str, str]]:
        found = situation(tx, view, days=DAYS_AHEAD, companies=companies)
        return found, unit_names(tx, (group for group in found.roster.groups if group[0] in WORK))

    return database.read(read)


def _advice(database: Database, view: View, companies: Sequence[str]) -> dict[str, Any]:
    found, names = _situation(database, view, companies)
    return advise(found, HISTORY, names, companies=companies, days=DAYS_AHEAD, limit=20, offset=0)


def _what_if(database: Database, view: View, stop: Sequence[str], companies: Sequence[str] | None) -> dict[str, Any]:
    found, names = _situation(database, view, companies)
    return what_if(found, WhatIf(stop=stop, days=DAYS_AHEAD, runs=RUNS), HISTORY, names)


def measure_peers(database: Database, view: View, results: Results) -> None:
    """Ask networkx the same of the same, and hold the answers against ours."""
    firms = [one["key"] for one in quality(database, day=view.as_of, sort="workers", limit=1, offset=0)["companies"]]
    first = view.as_of - timedelta(days=DAYS)
    found = database.read(lambda tx: roster(tx, view, first=first, last=view.as_of, companies=firms))
    network = network_of(found, view.rules.counted(1), "workshop")
    started = time.perf_counter()
    ours = find_bridges(network)
    own = time.perf_counter() - started
    graph = nx.from_scipy_sparse_array(network.graph)
    units = network.units.tolist()
    started = time.perf_counter()
    theirs = nx.betweenness_centrality_subset(graph, units, units, normalized=False)
    list(nx.articulation_points(graph))
    took = time.perf_counter() - started
    pairs = sum(len(group) * (len(group) - 1) for group in ours.groups)
    same = all(np.isclose(one.share, 2 * theirs[one.vertex] / pairs, atol=1e-9) for one in ours.bridges)
    results.add("betweenness and cut vertices of the largest firm: ours", f"{own:.2f} s")
    results.add("the same by networkx", f"{took:.2f} s, {'equal' if same else 'NOT EQUAL'}")
    cases = database.read(lambda tx: outbreak(tx, view))
    where = database.read(lambda tx: whereabouts(tx, view, cases))
    started = time.perf_counter()
    linked = links(view, cases, where)
    own = time.perf_counter() - started
    started = time.perf_counter()
    by_place: nx.Graph = nx.Graph()
    for place, stays in where.stays.items():
        by_place.add_edges_from((("person", stay.person), place) for stay in stays)
    pieces = list(nx.connected_components(by_place))
    took = time.perf_counter() - started
    clusters = database.read(lambda tx: clusters_document(tx, view, limit=1, offset=0))
    results.add("links between cases, days and order counted: ours", f"{own:.2f} s, {len(linked):,} links")
    results.add(
        "networkx's components of people and places, neither counted",
        f"{took:.2f} s, {len(pieces)} components for our {clusters['total']} clusters and {clusters['alone']} alone",
    )
