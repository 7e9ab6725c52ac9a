"""A perspective for Bloom (Explore): categories, relationships, captions and search phrases.

No schema of the file is published. The keys are those of perspectives of version 2.6.0 that others made, with the sizes
that later ones have. Bloom itself was not at hand to import it.
"""

from collections.abc import Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from graph.exports.browser.saved import browser_queries
from graph.model.schema import EDGES, FAMILY_INDEXES, NODES, EdgeType, NodeType, Property
from graph.model.styles import OWN, STYLES, edge_color, style
from graph.queries import Query

VERSION = "2.6.0"
_NAME = "truyvet"
#: No moment of making: a pack whose days are shifted must not tell one.
_CREATED = 315_532_800_000
_TYPES = {
    "STRING": "string", "INTEGER": "bigint", "FLOAT": "number", "BOOLEAN": "boolean", "LIST<STRING>": "array",
    "DATE": "date", "ZONED DATETIME": "datetime",
}  # fmt: skip
#: Where Bloom looks for what to suggest for a parameter.
_SUGGESTED = {
    "who": "Case", "person": "Worker", "one": "Worker", "other": "Worker", "workshop": "Workshop", "company": "Company",
    "group": "Team",
}  # fmt: skip


def perspective() -> dict[str, Any]:
    """Return the perspective of the schema; what the service keeps for itself is hidden."""
    categories = [_other(), *(_category(number, node) for number, node in enumerate(NODES, start=1))]
    return {
        "name": _NAME,
        "id": str(uuid5(NAMESPACE_URL, _NAME)),
        "version": VERSION,
        "createdAt": _CREATED,
        "lastEditedAt": _CREATED,
        "isAuto": False,
        "parentPerspectiveId": None,
        "categories": categories,
        "categoryIndex": len(NODES),
        "labels": {node.label: [_property(prop, node.label) for prop in node.properties] for node in NODES},
        "relationshipTypes": [_relationship(edge) for edge in EDGES],
        "palette": {"colors": [own.color for own in (*STYLES.values(), OWN)], "currentIndex": 0},
        "templates": list(_phrases()),
        "sceneActions": [],
        "hiddenRelationshipTypes": [edge.type for edge in EDGES if _hidden(edge)],
        "hiddenCategories": [category["id"] for category in categories if category["name"] in _own()],
        "hideUncategorisedData": False,
        "metadata": {
            "pathSegments": [
                {"source": start, "relationshipType": edge.type, "target": end}
                for edge in EDGES
                for start in edge.start
                for end in edge.end
            ],
            "indexes": [_index(node) for node in NODES],
            "stats": {"labels": {}, "relationshipTypes": {}},
        },
    }


def _own() -> set[str]:
    return {node.label for node in NODES if node.label not in STYLES}


def _hidden(edge: EdgeType) -> bool:
    return not set(edge.start) - _own()


def _other() -> dict[str, Any]:
    """Return the category of what has none, which is the first in every perspective."""
    return _described(0, "Other", [], OWN.color, OWN.size) | {"properties": [], "captionKeys": []}


def _category(number: int, node: NodeType) -> dict[str, Any]:
    own = style(node.label)
    return _described(number, node.label, [node.label], own.color, own.size) | {
        "properties": [
            {"name": prop.name, "exclude": False, "isCaption": prop.name == own.caption, "dataType": _TYPES[prop.type]}
            for prop in node.properties
        ],
        "captionKeys": [own.caption],
    }


def _described(number: int, name: str, labels: list[str], color: str, size: int) -> dict[str, Any]:
    return {
        "id": number,
        "name": name,
        "labels": labels,
        "hiddenLabels": [],
        "color": color,
        "size": size / 50,  # Bloom's 1 is a common node
        "icon": "no-icon",
        "styleRules": [],
        "createdAt": _CREATED,
        "lastEditedAt": _CREATED,
    }


def _property(prop: Property, owner: str) -> dict[str, str]:
    return {"propertyKey": prop.name, "type": owner, "dataType": _TYPES[prop.type]}


def _relationship(edge: EdgeType) -> dict[str, Any]:
    return {
        "id": edge.type,
        "name": edge.type,
        "color": edge_color(edge.type),
        "size": 1,
        "properties": [_property(prop, edge.type) for prop in edge.properties],
        "captionKeys": ["0_REL_TYPE_CAPTION_KEY"],
        "styleRules": [],
    }


def _index(node: NodeType) -> dict[str, Any]:
    # The family's constraint and indexes serve its labels.
    wider = [name for family, name in FAMILY_INDEXES if family == node.family]
    keys = [name for name in ("key", *node.indexed, *wider) if any(name == prop.name for prop in node.properties)]
    return {
        "label": node.label,
        "type": "native",
        "propertyKeys": [{"key": key, "metadataProp": False} for key in keys],
    }


def _phrases() -> Iterator[dict[str, Any]]:
    """Yield a search phrase a query and language: its title, then its parameters."""
    number = _CREATED
    for query in browser_queries():
        for title in query.title.split(" / "):
            number += 1
            yield _phrase(query, title, number)


def _phrase(query: Query, title: str, number: int) -> dict[str, Any]:
    return {
        "name": title,
        "id": f"tmpl:{number}",
        "createdAt": number,
        "text": " ".join([title, *(f"${name}" for name in query.params)]),
        # A scene takes nodes, relationships and paths; a number would be no part of it.
        "cypher": f"CALL () {{\n{query.text}\n}}\nRETURN path",
        "params": [_parameter(name, kind) for name, kind in zip(query.params, query.types, strict=True)],
        "isUpdateQuery": None,
        "hasCypherErrors": False,
    }


def _parameter(name: str, kind: str) -> dict[str, Any]:
    return {
        "name": f"${name}",
        "dataType": "String",
        "collapsed": False,
        "suggestionLabel": _SUGGESTED[name] if kind == "key" else None,
        "suggestionProp": "key" if kind == "key" else None,
        "suggestionBoolean": False,
        "cypher": None,
    }
