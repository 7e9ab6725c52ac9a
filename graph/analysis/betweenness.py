"""What lies between some vertices of a graph: the share of their shortest chains through each other one, and the cuts.

Graphs are symmetric sparse matrices of ones; ``units`` are the vertices between which one asks. Betweenness counts
chains between units only (betweenness centrality of subsets, Brandes 2008), from all units or from a sample of them.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import rustworkx as rx
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from graph.progress import Told

#: So many searches run side by side: more need more memory, fewer more time.
BATCH = 16

Numbers = NDArray[np.intp]
Adjacency = csr_array[Any]


def betweenness(
    graph: Adjacency, units: Numbers, sources: Numbers, *, progress: Told | None = None
) -> NDArray[np.float64]:
    """Return for each vertex the sum, over ordered pairs (source, other unit), of the share of their shortest chains
    that lead through it; the ends of a chain are not on it. ``progress`` is told how far it is, from 0 to 1."""
    target = np.zeros(graph.shape[0])
    target[units] = 1.0
    found = np.zeros(graph.shape[0])
    for start in range(0, len(sources), BATCH):
        found += _from(graph, sources[start : start + BATCH], target)
        if progress is not None:
            progress(min(1.0, (start + BATCH) / len(sources)))
    return found


def _from(graph: Adjacency, sources: Numbers, target: NDArray[np.float64]) -> NDArray[np.float64]:
    """Search from some sources side by side, one column each (Brandes 2001): forward by level, then back."""
    size, columns = graph.shape[0], np.arange(len(sources))
    level = np.full((size, len(sources)), -1, dtype=np.int16)
    chains = np.zeros((size, len(sources)))
    level[sources, columns] = 0
    chains[sources, columns] = 1.0
    reached, depth = chains.copy(), 0
    while reached.any():
        depth += 1
        reached = graph @ reached
        reached[level >= 0] = 0.0
        fresh = reached > 0
        level[fresh] = depth
        chains[fresh] = reached[fresh]
    beyond = np.zeros_like(chains)  # chains to targets beyond a vertex, as shares
    ends = np.repeat(target[:, None], len(sources), axis=1)
    for back in range(depth - 1, 0, -1):
        there = level == back
        given = np.zeros_like(chains)
        given[there] = (ends[there] + beyond[there]) / chains[there]
        nearer = level == back - 1
        beyond[nearer] += (graph @ given)[nearer] * chains[nearer]
    beyond[sources, columns] = 0.0
    return np.asarray(beyond.sum(axis=1))


def without_dead_ends(graph: Adjacency, units: Numbers) -> NDArray[np.bool_]:
    """Return which vertices are left when those with one neighbour are cut away again and again; units stay.

    Nothing that is cut away lies between two units.
    """
    left = np.ones(graph.shape[0], dtype=np.bool_)
    kept = np.zeros(graph.shape[0], dtype=np.bool_)
    kept[units] = True
    while True:
        neighbours = graph @ left.astype(np.float64)
        ending = left & ~kept & (neighbours < 2)
        if not ending.any():
            return left
        left &= ~ending


def cuts(graph: Adjacency, units: Numbers) -> NDArray[np.bool_]:
    """Return which vertices are cut vertices that separate units: without such a vertex, at least two units that a
    chain joins are no longer joined. Units themselves are not told."""
    size = graph.shape[0]
    ends = graph.tocoo().coords
    pairs = [(a, b) for a, b in zip(ends[0].tolist(), ends[1].tolist(), strict=True) if a < b]
    network: Any = rx.PyGraph(multigraph=False)
    network.add_nodes_from(range(size))
    network.extend_from_edge_list(pairs)
    blocks: dict[int, set[int]] = {}
    for (one, other), block in rx.biconnected_components(network).items():
        blocks.setdefault(block, set()).update((one, other))
    return _separating(size, list(blocks.values()), set(units.tolist()))


def _separating(size: int, blocks: Sequence[set[int]], units: set[int]) -> NDArray[np.bool_]:
    """Count the units on each side of every cut vertex, over the tree of blocks and cut vertices."""
    of_vertex: dict[int, list[int]] = {}
    for number, block in enumerate(blocks):
        for vertex in block:
            of_vertex.setdefault(vertex, []).append(number)
    separating = np.zeros(size, dtype=np.bool_)
    seen: set[int] = set()
    for root in range(len(blocks)):
        if root not in seen:
            _count(root, blocks, of_vertex, units, seen, separating)
    return separating


def _count(
    root: int,
    blocks: Sequence[set[int]],
    of_vertex: dict[int, list[int]],
    units: set[int],
    seen: set[int],
    separating: NDArray[np.bool_],
) -> None:
    """Walk one tree from a block: first down, noting the order, then up, adding what hangs below."""
    seen.add(root)
    order: list[tuple[int, int]] = [(root, -1)]  # block, the cut vertex by which it was reached
    for block, above in order:
        for vertex in blocks[block]:
            if vertex != above and len(of_vertex[vertex]) > 1:
                below = [other for other in of_vertex[vertex] if other != block]
                seen.update(below)
                order += [(other, vertex) for other in below]
    total = len(set().union(*(blocks[block] for block, _ in order)) & units)
    under: dict[int, int] = {}  # of a cut vertex: units in the blocks below it, itself not counted
    sides: dict[int, list[int]] = {}
    for block, above in reversed(order):
        mine = len((blocks[block] & units) - {above})
        mine += sum(under.get(vertex, 0) for vertex in blocks[block] if vertex != above)
        if above >= 0:
            under[above] = under.get(above, 0) + mine
            sides.setdefault(above, []).append(mine)
    for vertex, some in sides.items():
        rest = total - sum(some) - (vertex in units)
        separating[vertex] = vertex not in units and sum(side > 0 for side in (*some, rest)) > 1


def pieces(graph: Adjacency, units: Numbers, vertex: int) -> list[list[int]]:
    """Return the groups of units that stay joined without a vertex, of those that it joins; the largest first."""
    _, before = connected_components(graph, directed=False)
    left = np.ones(graph.shape[0], dtype=np.bool_)
    left[vertex] = False
    _, after = connected_components(graph[left][:, left], directed=False)
    place = np.cumsum(left) - 1
    groups: dict[int, list[int]] = {}
    for unit in units.tolist():
        if unit != vertex and before[unit] == before[vertex]:
            groups.setdefault(int(after[place[unit]]), []).append(unit)
    return sorted(groups.values(), key=lambda some: (-len(some), some))
