"""GEXF with spells, read back by networkx, and by its elements where networkx reads more than a file may hold."""

import io
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given

from graph.exports import gexf
from graph.exports.network import Network
from graph.exports.pseudonyms import pseudonymised
from tests.graph.exports.gexf_rules import broken
from tests.networks import KEY, contact, day, drawn, member, network, networks, person

#: As networkx reads an end that is not there.
OPEN = "None"


def read(plain: Network) -> "nx.MultiDiGraph[str]":
    return nx.read_gexf(io.BytesIO(gexf.pack_files(plain)["network.gexf"]), version=gexf.VERSION)


def tree(plain: Network) -> ElementTree.Element:
    return ElementTree.fromstring(gexf.pack_files(plain)["network.gexf"])


def test_the_drawn_network() -> None:
    found = read(drawn())
    assert {node: data["node_type"] for node, data in found.nodes(data=True)} == {
        "an": "person", "binh": "person", "chi": "person", "group~nha": "group", "group~abc": "group",
        "group~to1": "group", "group~p1": "group", "group~xe": "group",
    }  # fmt: skip
    assert found.nodes["group~p1"] == {"label": "P1", "node_type": "group", "setting": "room"}
    assert {name: found.nodes["an"][name] for name in ("label", "level", "is_case", "onset_date")} == {
        "label": "Lê Thị An", "level": 0, "is_case": True, "onset_date": "2021-05-10",
    }  # fmt: skip
    edges = {
        (u, v, data["relation"], data.get("setting"), *data.get("spells", ())) for u, v, data in found.edges(data=True)
    }
    assert edges == {
        ("an", "binh", "contact", "team", ("2021-05-07", "2021-05-08"), ("2021-05-10", "2021-05-12")),
        ("binh", "an", "contact", "vehicle", ("2021-05-09", "2021-05-09")),
        ("an", "chi", "contact", "room", ("2021-05-07", "2021-05-12")),
        ("an", "group~abc", "member", "company"),
        ("an", "group~to1", "member", "team", ("2021-05-01", "2021-05-08"), ("2021-05-10", OPEN)),
        ("binh", "group~to1", "member", "team"),
        ("an", "group~p1", "member", "room", ("2021-05-02", OPEN)),
        ("chi", "group~p1", "member", "room"),
        ("binh", "group~xe", "member", "vehicle", (OPEN, "2021-05-09")),
        ("group~to1", "group~abc", "part_of", None),
        ("group~p1", "group~nha", "part_of", None),
    }


def test_an_unknown_end_is_not_written() -> None:
    spells = [dict(one.attrib) for one in tree(drawn()).iterfind(".//{*}spell")]
    assert {"start": "2021-05-02"} in spells
    assert {"end": "2021-05-09"} in spells
    assert b"None" not in gexf.pack_files(drawn())["network.gexf"]


def test_it_is_dynamic_by_days_and_does_not_tell_when_it_was_written() -> None:
    for plain in (drawn(), network()):
        root = tree(plain)
        graph = root.find("{*}graph")
        assert graph is not None
        assert (graph.get("mode"), graph.get("timeformat"), graph.get("defaultedgetype")) == (
            "dynamic", "date", "directed",
        )  # fmt: skip
        meta = root.find("{*}meta")
        assert meta is not None
        assert meta.get("lastmodifieddate") == "2021-05-20"
    assert {one.get("title") for one in tree(drawn()).iterfind(".//{*}attribute")} & {"networkx_key", "spells"} == set()


@given(networks())
def test_any_network_keeps_gephis_rules(plain: Network) -> None:
    for one in (plain, pseudonymised(plain, key=KEY)):
        assert broken(tree(one)) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('<graph name=""/>', "graph has no name"),
        ("<graph><nodes><node/></nodes></graph>", "node needs id"),
        (
            '<graph><edges><edge id="1" source="a" target="b" weight="x"/></edges></graph>',
            "weight of edge cannot be 'x'",
        ),
        ('<graph><nodes><node id="a"><spells/></node></nodes></graph>', "spells needs a spell"),
        ('<graph><nodes><edge id="1" source="a" target="b"/></nodes></graph>', "nodes holds edge"),
        ("<graph/><meta/>", "gexf holds ['graph', 'meta']"),
        ("<graph><x/></graph>", "x is no element"),
    ],
)
def test_the_rules_find_what_breaks_them(text: str, what: str) -> None:
    assert what in broken(
        ElementTree.fromstring(f'<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">{text}</gexf>')
    )


def test_edges_have_ids_of_their_own_and_declared_attributes() -> None:
    root = tree(drawn())
    ids = [edge.get("id") for edge in root.iterfind(".//{*}edge")]
    assert len(set(ids)) == len(ids) == 11
    declared = {(group.get("class"), one.get("id")) for group in root.iterfind(".//{*}attributes") for one in group}
    for kind in ("node", "edge"):
        used = {(kind, one.get("for")) for one in root.iterfind(f".//{{*}}{kind}/{{*}}attvalues/{{*}}attvalue")}
        assert used <= declared


def test_a_membership_without_ends_is_always_whatever_else_is_known() -> None:
    memberships = (member("a", "team", "t", since=day(1)), member("a", "team", "t"))
    plain = network(people=(person("a"),), memberships=memberships)
    assert [data.get("spells") for _, _, data in read(plain).edges(data=True)] == [None]


def test_pseudonyms_and_a_contact_without_days() -> None:
    hidden = pseudonymised(drawn(), key=KEY)
    assert {data["label"] for _, data in read(hidden).nodes(data=True)} == {
        node.removeprefix("group~") for node in read(hidden)
    }
    plain = network(people=(person("a"), person("b")), contacts=(contact("a", "b", "met", "m"),))
    assert [data.get("spells") for _, _, data in read(plain).edges(data=True)] == [None]
