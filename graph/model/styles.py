"""How graph browsers draw the schema: one colour, size, caption and icon a label, one colour a relationship.

Neo4j Browser's GraSS, Bloom's perspective, BloodHound's icons and the pictures in the docs come from here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.model.schema import NODES


@dataclass(frozen=True, slots=True)
class Style:
    """Of a label: colours as #RRGGBB, ``size`` as a diameter in pixels, ``caption`` a property of the schema.

    ``icon`` is a free solid one of Font Awesome.
    """

    color: str
    border: str
    text: str
    size: int
    caption: str
    icon: str


_DARK, _LIGHT = "#1F2933", "#FFFFFF"

#: Colours that stay apart on white and on black. People are round the middle, places larger, a case stands out.
STYLES: Mapping[str, Style] = {
    "Worker": Style("#4C8EDA", "#2870C2", _LIGHT, 50, "name", "user"),
    "Cohabitant": Style("#8DCC93", "#5DB665", _DARK, 50, "name", "house-user"),
    "Case": Style("#D9372C", "#A82A21", _LIGHT, 50, "disease", "virus"),
    "Company": Style("#7B6FB0", "#574C8C", _LIGHT, 80, "name", "industry"),
    "Workshop": Style("#A58ACB", "#7F5FB3", _DARK, 65, "name", "warehouse"),
    "Team": Style("#C990C0", "#B261A5", _DARK, 65, "name", "people-group"),
    "Residence": Style("#F79767", "#F36924", _DARK, 65, "name", "bed"),
    "Vehicle": Style("#E0B400", "#AD8B00", _DARK, 65, "name", "bus"),
    "Event": Style("#57C7E3", "#23B3D7", _DARK, 40, "kind", "calendar-day"),
}
#: Of labels that are the service's own: never drawn by the queries of cypher/browser.
OWN = Style("#A5ABB6", "#9AA1AC", _DARK, 30, "key", "gear")

#: Relationships that are not drawn in grey.
EDGE_COLORS: Mapping[str, str] = {
    "WORKS_IN": "#7F5FB3",
    "LIVES_IN": "#F36924",
    "RIDES": "#AD8B00",
    "MET": "#D9372C",
    "OF": "#A82A21",
    "SAME_AS": "#2870C2",
}
GREY = "#A5ABB6"


def style(label: str) -> Style:
    """Return the style of a label of the schema. Raises ValueError for another.

    >>> style("Team").caption, style("Token").caption
    ('name', 'key')
    """
    if all(node.label != label for node in NODES):
        raise ValueError(f"{label} is no label of the schema")
    return STYLES.get(label, OWN)


def edge_color(name: str) -> str:
    """Return the colour of a relationship type."""
    return EDGE_COLORS.get(name, GREY)
