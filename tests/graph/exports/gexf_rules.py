"""What Gephi's schema of GEXF 1.2 (gexf.xsd, data.xsd, dynamics.xsd of gephi/gexf) allows, as a table of ours.

Only what has to do with graphs, attributes and time: no colours, positions or nested graphs.
"""

import re
from xml.etree.ElementTree import Element

_DAY = r"-?\d{4}-\d\d-\d\d"
_NUMBER = r"-?\d+(\.\d+)?([eE][-+]?\d+)?"
_TIME = dict.fromkeys(("start", "startopen", "end", "endopen"), _DAY)
_ANY = r"(?s).*"
#: Of each element: attributes with what they may be, those that must be there, elements inside in any order.
RULES: dict[str, tuple[dict[str, str], set[str], set[str]]] = {
    "gexf": ({"version": r"1\.2", "variant": _ANY}, {"version"}, {"meta", "graph"}),
    "meta": ({"lastmodifieddate": _DAY}, set(), {"creator", "keywords", "description"}),
    "creator": ({}, set(), set()),
    "keywords": ({}, set(), set()),
    "description": ({}, set(), set()),
    "graph": (
        {**_TIME, "timeformat": "integer|double|date|dateTime", "defaultedgetype": "directed|undirected|mutual",
         "idtype": "integer|string", "mode": "static|dynamic"},
        set(), {"attributes", "nodes", "edges"},
    ),
    "attributes": ({**_TIME, "class": "node|edge", "mode": "static|dynamic"}, {"class"}, {"attribute"}),
    "attribute": (
        {"id": _ANY, "title": _ANY, "type": "integer|long|double|float|boolean|liststring|string|anyURI"},
        {"id", "title", "type"}, {"default", "options"},
    ),
    "default": ({}, set(), set()),
    "options": ({}, set(), set()),
    "nodes": ({"count": r"\d+"}, set(), {"node"}),
    "node": ({**_TIME, "id": _ANY, "pid": _ANY, "label": _ANY}, {"id"}, {"attvalues", "spells"}),
    "edges": ({"count": r"\d+"}, set(), {"edge"}),
    "edge": (
        {**_TIME, "id": _ANY, "type": "directed|undirected|mutual", "label": _ANY, "source": _ANY, "target": _ANY,
         "weight": _NUMBER},
        {"id", "source", "target"}, {"attvalues", "spells"},
    ),
    "attvalues": ({}, set(), {"attvalue"}),
    "attvalue": ({**_TIME, "for": _ANY, "value": _ANY}, {"for", "value"}, set()),
    "spells": ({}, set(), {"spell"}),
    "spell": (_TIME, set(), set()),
}  # fmt: skip
_SCHEMA_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"


def broken(root: Element) -> list[str]:
    """Return what breaks the rules, in words."""
    found = []
    for one in root.iter():
        name = one.tag.partition("}")[2]
        if name not in RULES:
            found.append(f"{name} is no element")
            continue
        attributes, needed, inside = RULES[name]
        for key, value in one.attrib.items():
            if key == _SCHEMA_LOCATION and one is root:
                continue
            if key not in attributes:
                found.append(f"{name} has no {key}")
            elif not re.fullmatch(attributes[key], value):
                found.append(f"{key} of {name} cannot be {value!r}")
        found += [f"{name} needs {key}" for key in sorted(needed - one.attrib.keys())]
        found += [f"{name} holds {tag}" for child in one if (tag := child.tag.partition("}")[2]) not in inside]
        if name == "spells" and not len(one):
            found.append("spells needs a spell")
    order = [child.tag.partition("}")[2] for child in root]
    if order not in (["meta", "graph"], ["graph"]):
        found.append(f"gexf holds {order}")
    return found
