"""python -m docs.pictures: draw docs/browser/*.svg, each the answer of a real Neo4j to a query of cypher/browser.

A test draws them anew and fails where one is not up to date.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import neo4j.graph

from docs.drawing import Edge, Node, graph_of, picture
from docs.example import ASKED, draw_example
from docs.graph import own_graph
from graph.database import Database
from graph.model.styles import STYLES
from graph.queries import query

FOLDER = Path(__file__).parent / "browser"


def pictures(database: Database) -> Mapping[str, str]:
    """Return each picture by file name. ``database`` is empty; afterwards it holds the example."""
    draw_example(database)
    return {f"{name}.svg": _drawn(database, name, asked) for name, asked in ASKED.items()}


def _drawn(database: Database, name: str, asked: Mapping[str, str]) -> str:
    paths = [row["path"] for row in database.rows(f"browser/{name}", **asked)]
    nodes, edges = graph_of(_parts(path) for path in paths)
    return picture(query(f"browser/{name}").title, nodes, edges)


def _parts(path: neo4j.graph.Path) -> tuple[Sequence[Node], Sequence[Edge]]:
    edges = [Edge(edge.start_node["key"], edge.type, edge.end_node["key"]) for edge in path.relationships]  # type: ignore[union-attr]
    return [_node(node) for node in path.nodes], edges


def _node(node: neo4j.graph.Node) -> Node:
    label = next(label for label in STYLES if label in node.labels)
    return Node(node["key"], label, str(node[STYLES[label].caption]))


def main() -> None:
    """Draw the pictures with a Neo4j of their own."""
    with own_graph() as (connection, _), Database(connection) as database:
        found = pictures(database)
    FOLDER.mkdir(exist_ok=True)
    for file, text in found.items():
        (FOLDER / file).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
