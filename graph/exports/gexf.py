"""GEXF 1.2, for Gephi with its timeline: people and groups, contacts and memberships with the days on which they hold.

1.2 and not 1.3, whose namespaces networkx misspells. A spell's ends are both included, as ours are. Gephi shows
contacts alone, or groups with their members, by filtering edges on ``relation``: contact, member or part_of.
"""

from collections import defaultdict
from datetime import date
from xml.etree.ElementTree import tostring

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from graph.exports.graphml import contact_graph
from graph.exports.network import Network, NetworkMembership
from graph.exports.xml_text import legal

VERSION = "1.2draft"
_GROUP = "group~"  #: before a group's key, which may be a person's too


def pack_files(network: Network) -> dict[str, bytes]:
    """Return network.gexf."""
    writer = GEXFWriter(version=VERSION, prettyprint=False)
    writer.add_graph(_graph(network))
    graph = writer.graph_element
    graph.set("mode", "dynamic")
    graph.set("timeformat", "date")
    graph.attrib.pop("name", None)  # networkx writes it; Gephi's schema knows none
    # networkx writes the day of writing, which would say by how much the days of a shifted pack were moved.
    writer.xml.find("meta").set("lastmodifieddate", network.as_of.isoformat())
    _drop_keys(writer)
    return {"network.gexf": b"<?xml version='1.0' encoding='utf-8'?>\n" + tostring(writer.xml, "unicode").encode()}


def _graph(network: Network) -> "nx.MultiDiGraph[str]":
    graph = contact_graph(network)
    for node in graph:
        graph.nodes[node]["node_type"] = "person"
    for number, contact in enumerate(network.contacts):
        edge = graph.edges[legal(contact.source), legal(contact.target), f"c{number}"]
        edge["relation"] = "contact"
        edge["spells"] = [(first.isoformat(), last.isoformat()) for first, last in contact.spells]
    _add_groups(graph, network)
    return graph


def _add_groups(graph: "nx.MultiDiGraph[str]", network: Network) -> None:
    """Add groups, who was in them when, and of which larger group they are a part."""
    spells: dict[tuple[str, str], list[NetworkMembership]] = defaultdict(list)
    larger: dict[str, str] = {}
    for key, whole in network.groups().items():
        group = _GROUP + legal(key)
        graph.add_node(group, label=legal(whole.group_name), node_type="group", setting=whole.setting)
        if whole.larger is not None:
            larger[group] = _GROUP + legal(whole.larger)
    for one in network.memberships:
        spells[legal(one.person), _GROUP + legal(one.group)].append(one)
    for number, ((person, group), found) in enumerate(spells.items()):
        always = any(one.since is None and one.until is None for one in found)
        days = [] if always else [(_iso(one.since), _iso(one.until)) for one in found]
        graph.add_edge(person, group, key=f"m{number}", relation="member", setting=found[0].setting, spells=days)
    for number, (group, around) in enumerate(larger.items()):
        if around in graph:
            graph.add_edge(group, around, key=f"p{number}", relation="part_of")


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _drop_keys(writer: GEXFWriter) -> None:
    """Take out networkx's own column of edges, their keys, which are the edges' ids already."""
    column = writer.attr["edge"]["static"].get("networkx_key")
    for attributes in writer.graph_element.findall("attributes"):
        for attribute in attributes.findall("attribute[@title='networkx_key']"):
            attributes.remove(attribute)
    for values in writer.graph_element.iterfind("edges/edge/attvalues"):
        for value in values.findall(f"attvalue[@for='{column}']"):
            values.remove(value)
