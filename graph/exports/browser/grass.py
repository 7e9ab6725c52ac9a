"""Neo4j Browser's style sheet (GraSS), which its legacy version reads; the newer one is styled by hand.

Grammar: neo4j-browser, src/shared/modules/grass/grassTestData.ts.
"""

from collections.abc import Iterator, Mapping

from graph.model.schema import EDGES, NODES
from graph.model.styles import GREY, OWN, edge_color, style


def style_sheet() -> str:
    """Return a rule a label and a rule a relationship type, after those for all others."""
    return "".join(_rule(selector, values) for selector, values in _rules())


def _rules() -> Iterator[tuple[str, Mapping[str, str]]]:
    yield "node", _node(OWN.color, OWN.border, OWN.text, OWN.size) | {"font-size": "10px"}
    yield (
        "relationship",
        {
            "color": GREY,
            "shaft-width": "1px",
            "font-size": "8px",
            "padding": "3px",
            "text-color-external": "#000000",
            "text-color-internal": "#FFFFFF",
            "caption": "'<type>'",
        },
    )
    for node in NODES:
        own = style(node.label)
        caption = {"caption": f"'{{{own.caption}}}'"}
        yield f"node.{node.label}", _node(own.color, own.border, own.text, own.size) | caption
    for edge in EDGES:
        yield f"relationship.{edge.type}", {"color": edge_color(edge.type), "caption": "'<type>'"}


def _node(color: str, border: str, text: str, size: int) -> dict[str, str]:
    return {
        "diameter": f"{size}px",
        "color": color,
        "border-color": border,
        "border-width": "2px",
        "text-color-internal": text,
    }


def _rule(selector: str, values: Mapping[str, str]) -> str:
    lines = "".join(f"  {name}: {value};\n" for name, value in values.items())
    return f"{selector} {{\n{lines}}}\n"
