"""Pictures of graphs: valid SVG that shows all there is, never two nodes on one spot, the same each time."""

import xml.etree.ElementTree as ET
from random import Random
from xml.etree.ElementTree import Element

from hypothesis import given
from hypothesis import strategies as st

from docs.drawing import Edge, Node, graph_of, picture
from graph.model.styles import STYLES, edge_color

_SVG = "{http://www.w3.org/2000/svg}"
AN, BINH, TO1, ABC = (
    Node("an", "Worker", "Lê <An> & con"),
    Node("binh", "Worker", "Bình"),
    Node("to1", "Team", "Tổ 1"),
    Node("abc", "Company", "ABC"),
)
EDGES = [Edge("an", "WORKS_IN", "to1"), Edge("binh", "WORKS_IN", "to1")]


def nodes_of(root: Element) -> list[tuple[int, int, str]]:
    return [(int(one.get("cx", "")), int(one.get("cy", "")), str(one.get("fill"))) for one in root if big(one)]


def big(one: Element) -> bool:
    """Whether it is a node, and not the legend's mark."""
    return one.tag == f"{_SVG}circle" and one.get("stroke") is not None


def test_columns_lead_away_from_the_first_node_and_parts_stand_apart() -> None:
    root = ET.fromstring(picture("A & B", [AN, TO1, BINH, ABC], EDGES))
    worker, team, company = (STYLES[label].color for label in ("Worker", "Team", "Company"))
    assert nodes_of(root) == [(60, 60, worker), (200, 60, team), (340, 60, worker), (60, 138, company)]
    texts = [one.text for one in root.iter(f"{_SVG}text")]
    assert texts == ["Lê <An> & con", "Tổ 1", "Bình", "ABC", "Worker", "Team", "Company", "WORKS_IN"]
    paths = [(one.get("d"), one.get("stroke")) for one in root.iter(f"{_SVG}path")]
    assert paths == [("M 60 60 L 200 60", edge_color("WORKS_IN")), ("M 340 60 L 200 60", edge_color("WORKS_IN"))]
    assert (root[0].text, root.get("width")) == ("A & B", "400")


def test_columns_are_ordered_so_that_lines_do_not_cross() -> None:
    first, *rest = [Node(key, "Team", key) for key in ("r", "a", "b", "x", "y")]
    edges = [Edge("r", "PART_OF", "a"), Edge("r", "PART_OF", "b"), Edge("a", "PART_OF", "y"), Edge("b", "PART_OF", "x")]
    found = nodes_of(ET.fromstring(picture("t", [first, *rest], edges)))
    rows = {node.key: y for node, (_, y, _) in zip([first, *rest], found, strict=True)}
    assert (rows["a"] < rows["b"]) == (rows["y"] < rows["x"])


def test_a_line_within_a_column_is_bent() -> None:
    edges = [*EDGES, Edge("an", "MET", "binh")]
    root = ET.fromstring(picture("t", [TO1, AN, BINH], edges))
    assert [one.get("d") for one in root.iter(f"{_SVG}path")][2] == f"M 200 60 Q {200 + 30 + 13} 99 200 138"


def test_the_same_node_or_relationship_is_drawn_once() -> None:
    assert graph_of(iter([([AN, TO1], EDGES[:1]), ([BINH, TO1], EDGES), ([AN], [])])) == ([AN, TO1, BINH], EDGES)


@given(st.randoms(use_true_random=False))
def test_any_graph_is_drawn_whole_and_the_same_again(chance: Random) -> None:
    labels = sorted(STYLES)
    nodes = [Node(f"n{number}", chance.choice(labels), "Đ&<") for number in range(chance.randint(0, 20))]
    pairs = [chance.sample(nodes, 2) for _ in range(chance.randint(0, 30))] if len(nodes) > 1 else []
    edges = list(dict.fromkeys(Edge(one.key, "MET", two.key) for one, two in pairs))
    text = picture("t", nodes, edges)
    assert text == picture("t", nodes, edges)
    root = ET.fromstring(text)
    places = [(x, y) for x, y, _ in nodes_of(root)]
    assert len(set(places)) == len(places) == len(nodes)
    assert len(list(root.iter(f"{_SVG}path"))) == len(edges)
    width, height = int(root.get("width", "")), int(root.get("height", ""))
    assert all(0 < x < width and 0 < y < height for x, y in places)
