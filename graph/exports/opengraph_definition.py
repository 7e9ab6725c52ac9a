"""What BloodHound is told of our kinds: names, meanings, icons; taken from the graph's schema.

A payload alone can be searched; with this definition installed BloodHound finds paths too.
"""

from typing import Any

from graph.model.schema import EDGES, NODES, EdgeType
from graph.model.styles import style

NAMESPACE = "Park"
SOURCE = "Park"  #: the kind that BloodHound adds to every node, by which it can delete them again
#: Of the definition, not of the program: a new number where kinds change.
VERSION = "v1.0.0"

#: Group label by setting, which is finer: rooms, houses and villages are residences.
_LABELS = {
    "team": "Team",
    "workshop": "Workshop",
    "company": "Company",
    "room": "Residence",
    "house": "Residence",
    "village": "Residence",
    "vehicle": "Vehicle",
}
_NODES = tuple(node for node in NODES if node.family in ("Person", "Group", "Case"))
_GROUPS = frozenset(node.label for node in NODES if node.family == "Group")
#: Relationships that lead into groups: who is where, and which group is a part of which.
_EDGES = tuple(edge for edge in EDGES if _GROUPS.issuperset(edge.end))


def kind(label: str) -> str:
    """Return the kind of a label of the schema. Raises ValueError for one that packs do not hold.

    >>> kind("Worker")
    'Park_Worker'
    """
    if all(node.label != label for node in _NODES):
        raise ValueError(f"{label} is no label of people, groups or cases")
    return f"{NAMESPACE}_{label}"


def edge_kind(edge: EdgeType) -> str:
    """Return the kind of a relationship type: WORKS_IN is Park_WorksIn."""
    return f"{NAMESPACE}_" + "".join(word.capitalize() for word in edge.type.split("_"))


def group_label(setting: str) -> str:
    """Return the label of groups of a setting. Raises ValueError for a setting without groups, as met is."""
    if setting not in _LABELS:
        raise ValueError(f"{setting} is no setting of groups")
    return _LABELS[setting]


def membership_kind(person: str, group: str) -> str:
    """Return the kind of the edge from a person's label to a group's, as the schema has it.

    A cohabitant's group that the schema does not foresee is tied by the way in which workers are tied to it.
    """
    found = [edge for edge in _EDGES if group in edge.end and {"Worker", "Cohabitant"} & {*edge.start}]
    return edge_kind(next((edge for edge in found if person in edge.start), found[0]))


PART_OF = next(edge_kind(edge) for edge in _EDGES if _GROUPS.issuperset(edge.start))
#: Not in the graph, where contacts are worked out from groups: a contact, and whose.
CONTACT_OF = f"{NAMESPACE}_ContactOf"


def definition() -> dict[str, Any]:
    """Return the extension's definition, for PUT /api/v2/extensions."""
    relationships = [(edge_kind(edge), edge.meaning) for edge in _EDGES]
    relationships.append((CONTACT_OF, "The person shared a setting with the other on infectious days."))
    return {
        "schema": {
            "name": "Truyvet",
            "display_name": "Truyvet contact tracing",
            "version": VERSION,
            "namespace": NAMESPACE,
        },
        "node_kinds": [
            {
                "name": kind(node.label),
                "display_name": node.label,
                "description": node.meaning,
                "is_display_kind": True,
                "icon": style(node.label).icon,
                "color": style(node.label).color,
            }
            for node in _NODES
        ],
        "relationship_kinds": [
            {"name": name, "description": meaning, "is_traversable": True} for name, meaning in relationships
        ],
        "environments": [],
        "relationship_findings": [],
    }


def custom_icons() -> dict[str, Any]:
    """Return the icons, for POST /api/v2/custom-nodes: all that a BloodHound without definitions takes."""
    return {
        "custom_types": {
            kind(node.label): {
                "icon": {"type": "font-awesome", "name": style(node.label).icon, "color": style(node.label).color}
            }
            for node in _NODES
        }
    }
