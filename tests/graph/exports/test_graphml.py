"""GraphML, read back by networkx."""

import io
from pathlib import Path
from xml.etree import ElementTree

import igraph
import networkx as nx
import pytest

from graph.exports import graphml
from graph.exports.network import Network
from graph.exports.pseudonyms import pseudonymised
from tests.networks import KEY, contact, drawn, network, person


def read(plain: Network) -> "nx.MultiDiGraph[str]":
    return nx.read_graphml(io.BytesIO(graphml.pack_files(plain)["network.graphml"]), force_multigraph=True)


def test_the_drawn_network() -> None:
    found = read(drawn())
    assert dict(found.nodes(data=True)) == {
        "an": {
            "label": "Lê Thị An", "onset_date": "2021-05-10", "confirmed_date": "2021-05-12", "outcome": "recovered",
            "is_case": True, "level": 0, "kind": "worker", "sex": "female", "age_band": "30-39", "vaccine_doses": 1,
            "company": "ABC", "workshop": "MAY", "team": "TO1", "residence": "P1", "infectious_from": "2021-05-07",
            "infectious_to": "2021-05-12", "full_name": "Lê Thị An", "code": "=1+1", "phone": "0912345678",
            "birth_year": 1985,
        },
        "binh": {
            "label": "Vũ Văn Bình", "sampled_date": "2021-05-14", "is_case": True, "level": 1, "kind": "worker",
            "grade": "near", "score": 0.25, "sex": "male", "age_band": "30-39", "vaccine_doses": 0, "company": "ABC",
            "workshop": "MAY", "team": "TO1", "full_name": "Vũ Văn Bình", "code": "B2", "birth_year": 1990,
        },
        "chi": {
            "label": "Hồ <Chi> & con", "is_case": False, "level": 1, "kind": "cohabitant", "grade": "near",
            "score": 1.0, "residence": "P1", "full_name": "Hồ <Chi> & con",
        },
    }  # fmt: skip
    edges = {(u, v, key): data for u, v, key, data in found.edges(data=True, keys=True)}
    assert edges == {
        ("an", "binh", "c0"): {
            "setting": "team", "group_id": "to1", "group_name": "TO1", "first_exposure": "2021-05-07",
            "last_exposure": "2021-05-12", "exposure_days": 5, "spells": "2021-05-07/2021-05-08; 2021-05-10/2021-05-12",
            "weight": 5.0,
        },
        ("binh", "an", "c1"): {
            "setting": "vehicle", "group_id": "xe", "group_name": "XE", "first_exposure": "2021-05-09",
            "last_exposure": "2021-05-09", "exposure_days": 1, "spells": "2021-05-09/2021-05-09", "weight": 1.0,
        },
        ("an", "chi", "c2"): {
            "setting": "room", "group_id": "p1", "group_name": "P1", "first_exposure": "2021-05-07",
            "last_exposure": "2021-05-12", "exposure_days": 6, "spells": "2021-05-07/2021-05-12", "weight": 6.0,
        },
    }  # fmt: skip


def test_a_property_has_one_type() -> None:
    text = graphml.pack_files(drawn())["network.graphml"]
    keys = ElementTree.fromstring(text).findall("{*}key")
    names = [(key.get("for"), key.get("attr.name")) for key in keys]
    assert len(set(names)) == len(names)
    assert {key.get("attr.type") for key in keys} == {"string", "boolean", "long", "double"}


def test_pseudonyms_and_nobody() -> None:
    found = read(pseudonymised(drawn(), key=KEY))
    assert {data["label"] for _, data in found.nodes(data=True)} == set(found)
    assert not {"full_name", "code", "phone", "birth_year"} & {
        name for _, data in found.nodes(data=True) for name in data
    }
    assert len(read(network())) == 0


@pytest.mark.parametrize("name", ["a\x00b\x1f", "]]>", "\ufffe", "Đỗ 𠮷"])
def test_any_name_makes_legal_xml(name: str) -> None:
    plain = network(people=(person("a", name=name), person("b")), contacts=(contact("a", "b", "met", "\x01m"),))
    assert read(plain).nodes["a"]["full_name"] == name.replace("\x00", "").replace("\x1f", "").replace("\ufffe", "")


def test_igraph_reads_the_same(tmp_path: Path) -> None:
    path = tmp_path / "network.graphml"
    path.write_bytes(graphml.pack_files(drawn())["network.graphml"])
    found = igraph.Graph.Read_GraphML(str(path))
    assert (found.is_directed(), found.vs["id"], found.vs["full_name"][2]) == (
        True, ["an", "binh", "chi"], "Hồ <Chi> & con",
    )  # fmt: skip
    ends = [(found.vs[edge.source]["id"], found.vs[edge.target]["id"], edge["setting"]) for edge in found.es]
    assert sorted(ends) == [("an", "binh", "team"), ("an", "chi", "room"), ("binh", "an", "vehicle")]
    assert found.vs["is_case"] == [True, True, False]
