"""GraphML, for Cytoscape, igraph, yEd and Gephi: people, and an edge a contact and group.

One type a property; days are text, for GraphML has no dates; what is unknown is left out. Who was in which group when
is in the .gexf, whose readers can play time.
"""

import io

import networkx as nx

from graph.exports.attributes import contact_attributes, known, person_attributes
from graph.exports.network import Network
from graph.exports.xml_text import legal


def pack_files(network: Network) -> dict[str, bytes]:
    """Return network.graphml."""
    out = io.BytesIO()
    nx.write_graphml_xml(contact_graph(network), out, prettyprint=False)
    return {"network.graphml": out.getvalue()}


def contact_graph(network: Network) -> "nx.MultiDiGraph[str]":
    """Return people and contacts as a graph: from source to contact, weighted by the days shared."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for person in network.people:
        attributes = known(person_attributes(person, network))
        key = legal(str(attributes.pop("id")))
        label = {"label": legal(person.name or person.key)}
        graph.add_node(key, **label, **{name: legal(value) for name, value in attributes.items()})
    for number, contact in enumerate(network.contacts):
        attributes = known(contact_attributes(contact))
        graph.add_edge(
            legal(contact.source),
            legal(contact.target),
            key=f"c{number}",
            **{name: legal(value) for name, value in attributes.items()},
            weight=float(attributes["exposure_days"]),
        )
    return graph
