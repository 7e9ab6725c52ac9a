"""Betweenness, cut vertices and what they part, held against networkx and against taking each vertex away."""

from random import Random

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.analysis.betweenness import Adjacency, betweenness, cuts, pieces, without_dead_ends


def drawn(chance: Random) -> tuple[nx.Graph, Adjacency, NDArray[np.intp]]:
    """A random graph, sparse enough to have bridges, and some of its vertices as units."""
    size = chance.randint(2, 25)
    graph = nx.Graph()
    graph.add_nodes_from(range(size))
    for _ in range(chance.randint(0, 35)):
        graph.add_edge(*chance.sample(range(size), 2))
    units = np.array(sorted(chance.sample(range(size), chance.randint(1, min(size, 6)))))
    return graph, csr_array(nx.to_scipy_sparse_array(graph, dtype=float, nodelist=range(size))), units


@given(st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_betweenness_is_that_of_networkx(chance: Random) -> None:
    graph, adjacency, units = drawn(chance)
    ours = betweenness(adjacency, units, units)
    theirs = nx.betweenness_centrality_subset(graph, units.tolist(), units.tolist(), normalized=False)
    # We count each pair of units both ways, networkx once.
    assert ours / 2 == pytest.approx([theirs[vertex] for vertex in range(len(graph))])


@given(st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_what_separates_is_what_parts_units_when_taken_away(chance: Random) -> None:
    graph, adjacency, units = drawn(chance)
    mine = set(units.tolist())
    separating, left = cuts(adjacency, units), without_dead_ends(adjacency, units)
    for vertex in graph:
        joined = nx.node_connected_component(graph, vertex) - {vertex}
        sides = [part & mine for part in nx.connected_components(graph.subgraph(joined))]
        parts = sorted((sorted(side) for side in sides if side), key=lambda some: (-len(some), some))
        assert separating[vertex] == (vertex not in mine and len(parts) > 1)
        assert pieces(adjacency, units, vertex) == parts
        assert left[vertex] or not separating[vertex]


@given(st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_without_dead_ends_nothing_between_units_is_lost(chance: Random) -> None:
    _, adjacency, units = drawn(chance)
    left = without_dead_ends(adjacency, units)
    whole = betweenness(adjacency, units, units)
    place = np.cumsum(left) - 1
    smaller = betweenness(csr_array(adjacency[left][:, left]), place[units], place[units])
    assert left[units].all()
    assert whole[left] == pytest.approx(smaller)
    assert not whole[~left].any()


def test_a_graph_without_vertices() -> None:
    nothing, units = csr_array((0, 0)), np.array([], dtype=np.intp)
    assert not len(betweenness(nothing, units, units))
    assert not len(cuts(nothing, units))
