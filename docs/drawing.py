"""Pictures of graphs as SVG: the same graph always gives the same picture, byte by byte.

Nodes stand in columns by their distance from the first one (breadth-first), each column ordered by where its
neighbours stand (barycentre heuristic; Sugiyama et al. 1981, doi 10.1109/TSMC.1981.4308636). Colours are the model's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

import networkx as nx

from graph.model.styles import edge_color, style

_COLUMN, _ROW, _MARGIN = 140, 78, 60
_SWEEPS = 8
_LETTER = 7.6  #: width of a letter of the legend, near enough
_LEGEND_ROW = 22


@dataclass(frozen=True, slots=True)
class Node:
    """A node as it is drawn."""

    key: str
    label: str
    caption: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A relationship as it is drawn, from key to key."""

    start: str
    type: str
    end: str


def picture(title: str, nodes: Sequence[Node], edges: Sequence[Edge]) -> str:
    """Return the graph as SVG; columns lead away from the first node (of each part that hangs together)."""
    places = _places([node.key for node in nodes], edges)
    width = max((x for x, _ in places.values()), default=0) + _MARGIN
    height = max((y for _, y in places.values()), default=0) + _MARGIN
    legend, rows = _legend(nodes, edges, width, height)
    total = height + rows * _LEGEND_ROW
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {total}" width="{width}" height="{total}" '
            'font-family="Helvetica, Arial, DejaVu Sans, sans-serif" font-size="12" role="img">',
            f"<title>{escape(title)}</title>",
            f'<rect width="{width}" height="{total}" rx="8" fill="#FFFFFF"/>',
            *(_edge(edge, places) for edge in edges),
            *(_node(node, places[node.key]) for node in nodes),
            *legend,
            "</svg>\n",
        ]
    )


def _places(keys: Sequence[str], edges: Sequence[Edge]) -> dict[str, tuple[int, int]]:
    """Return where each node stands: parts that do not hang together stand below one another."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(keys)
    graph.add_edges_from((edge.start, edge.end) for edge in edges)
    places: dict[str, tuple[int, int]] = {}
    top = _MARGIN
    for key in keys:
        if key in places:
            continue
        columns = _ordered(graph, [sorted(layer, key=keys.index) for layer in nx.bfs_layers(graph, key)])
        tallest = max(map(len, columns))
        for number, column in enumerate(columns):
            first = top + (tallest - len(column)) * _ROW // 2
            for row, one in enumerate(column):
                places[one] = (_MARGIN + number * _COLUMN, first + row * _ROW)
        top += tallest * _ROW
    return places


def _ordered(graph: "nx.Graph[str]", columns: list[list[str]]) -> list[list[str]]:
    """Order columns by the mean place of their neighbours in the column before, then after, some times over."""
    for sweep in range(_SWEEPS):
        steps = range(1, len(columns)) if sweep % 2 == 0 else range(len(columns) - 2, -1, -1)
        for number in steps:
            beside = columns[number - 1 if sweep % 2 == 0 else number + 1]
            # Columns are centred, so places are counted from the middle.
            middle = {key: 2 * row - len(beside) for row, key in enumerate(beside)}
            columns[number] = sorted(columns[number], key=lambda key: _mean(graph, key, middle))
    return columns


def _mean(graph: "nx.Graph[str]", key: str, middle: dict[str, int]) -> float:
    found = [middle[one] for one in graph[key] if one in middle]
    return sum(found) / len(found) if found else 0.0


def _edge(edge: Edge, places: dict[str, tuple[int, int]]) -> str:
    (x, y), (to_x, to_y) = places[edge.start], places[edge.end]
    if x == to_x:  # within a column: around what stands between
        bend = x + 30 + abs(to_y - y) // 6
        path = f"M {x} {y} Q {bend} {(y + to_y) // 2} {to_x} {to_y}"
    else:
        path = f"M {x} {y} L {to_x} {to_y}"
    return f'<path d="{path}" fill="none" stroke="{edge_color(edge.type)}" stroke-width="2"/>'


def _node(node: Node, place: tuple[int, int]) -> str:
    x, y = place
    own = style(node.label)
    return (
        f'<circle cx="{x}" cy="{y}" r="{own.size // 4 + 4}" fill="{own.color}" stroke="{own.border}" '
        f'stroke-width="2"/><text x="{x}" y="{y + own.size // 4 + 20}" text-anchor="middle" fill="#1F2933" '
        f'stroke="#FFFFFF" stroke-width="3" paint-order="stroke">{escape(node.caption)}</text>'
    )


def _legend(nodes: Sequence[Node], edges: Sequence[Edge], width: int, top: int) -> tuple[list[str], int]:
    """Return what stands below the picture, labels and relationships, and how many rows it takes."""
    entries = [(name, style(name).color, True) for name in dict.fromkeys(node.label for node in nodes)]
    entries += [(name, edge_color(name), False) for name in dict.fromkeys(edge.type for edge in edges)]
    found, x, row = [], 16, 0
    for name, colour, round_ in entries:
        needed = 36 + int(len(name) * _LETTER)
        if x > 16 and x + needed > width:
            x, row = 16, row + 1
        y = top + row * _LEGEND_ROW
        mark = f'<circle cx="{x + 6}" cy="{y}" r="6"' if round_ else f'<rect x="{x}" y="{y - 2}" width="14" height="4"'
        found.append(f'{mark} fill="{colour}"/><text x="{x + 19}" y="{y + 4}" fill="#52606D">{escape(name)}</text>')
        x += needed
    return found, row + 1


def graph_of(records: Iterator[tuple[Sequence[Node], Sequence[Edge]]]) -> tuple[list[Node], list[Edge]]:
    """Return the distinct nodes and relationships of several paths, in the order in which they are first drawn."""
    nodes: dict[Node, None] = {}
    edges: dict[Edge, None] = {}
    for some, joins in records:
        nodes |= dict.fromkeys(some)
        edges |= dict.fromkeys(joins)
    return list(nodes), list(edges)
