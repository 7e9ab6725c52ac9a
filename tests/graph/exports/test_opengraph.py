"""BloodHound OpenGraph: the whole payload of the drawn network, the rules as a JSON schema, and what goes with it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from graph.exports import opengraph
from graph.exports.network import Network
from graph.exports.opengraph_definition import custom_icons, definition, edge_kind, group_label, kind, membership_kind
from graph.exports.pseudonyms import pseudonymised
from graph.model.schema import EDGES, NODES
from tests.networks import KEY, day, drawn, member, network, networks, person

SCHEMA = json.loads((Path(opengraph.__file__).parent / "schemas" / "opengraph.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def edges(plain: Network) -> dict[tuple[str, str, str], dict[str, Any]]:
    return {
        (edge["kind"], edge["start"]["value"], edge["end"]["value"]): edge["properties"]
        for edge in opengraph.payload(plain)["graph"]["edges"]
    }


def test_the_drawn_networks_nodes() -> None:
    nodes = opengraph.payload(drawn())["graph"]["nodes"]
    assert [(node["id"], node["kinds"], node["properties"]["name"]) for node in nodes] == [
        ("PARK-PERSON-an", ["Park_Case", "Park_Worker"], "Lê Thị An"),
        ("PARK-PERSON-binh", ["Park_Case", "Park_Worker"], "Vũ Văn Bình"),
        ("PARK-PERSON-chi", ["Park_Cohabitant"], "Hồ <Chi> & con"),
        ("PARK-GROUP-nha", ["Park_Residence"], "NHA"),
        ("PARK-GROUP-abc", ["Park_Company"], "ABC"),
        ("PARK-GROUP-to1", ["Park_Team"], "TO1"),
        ("PARK-GROUP-p1", ["Park_Residence"], "P1"),
        ("PARK-GROUP-xe", ["Park_Vehicle"], "XE"),
    ]
    assert nodes[2]["properties"] == {
        "key": "chi", "name": "Hồ <Chi> & con", "displayname": "Hồ <Chi> & con", "is_case": False, "level": 1,
        "kind": "cohabitant", "grade": "near", "score": 1.0, "residence": "P1", "full_name": "Hồ <Chi> & con",
    }  # fmt: skip


def test_the_drawn_networks_edges() -> None:
    an, binh, chi = (f"PARK-PERSON-{key}" for key in ("an", "binh", "chi"))
    abc, to1, p1, xe = (f"PARK-GROUP-{key}" for key in ("abc", "to1", "p1", "xe"))
    assert edges(drawn()) == {
        ("Park_ContactOf", binh, an): {
            "settings": ["team"], "group_ids": ["to1"], "group_names": ["TO1"], "first_exposure": "2021-05-07",
            "last_exposure": "2021-05-12", "exposure_days": 5,
            "spells": ["2021-05-07/2021-05-08", "2021-05-10/2021-05-12"],
        },
        ("Park_ContactOf", an, binh): {
            "settings": ["vehicle"], "group_ids": ["xe"], "group_names": ["XE"], "first_exposure": "2021-05-09",
            "last_exposure": "2021-05-09", "exposure_days": 1, "spells": ["2021-05-09/2021-05-09"],
        },
        ("Park_ContactOf", chi, an): {
            "settings": ["room"], "group_ids": ["p1"], "group_names": ["P1"], "first_exposure": "2021-05-07",
            "last_exposure": "2021-05-12", "exposure_days": 6, "spells": ["2021-05-07/2021-05-12"],
        },
        ("Park_WorksIn", an, abc): {"setting": "company", "periods": ["../.."]},
        ("Park_WorksIn", an, to1): {
            "setting": "team", "since": "2021-05-01", "periods": ["2021-05-01/2021-05-08", "2021-05-10/.."],
        },
        ("Park_WorksIn", binh, to1): {"setting": "team", "periods": ["../.."]},
        ("Park_LivesIn", an, p1): {"setting": "room", "since": "2021-05-02", "periods": ["2021-05-02/.."]},
        ("Park_LivesIn", chi, p1): {"setting": "room", "periods": ["../.."]},
        ("Park_Rides", binh, xe): {"setting": "vehicle", "until": "2021-05-09", "periods": ["../2021-05-09"]},
        ("Park_PartOf", to1, abc): {},
        # The house has no member of its own; the village around it is not known.
        ("Park_PartOf", p1, "PARK-GROUP-nha"): {},
    }  # fmt: skip


@given(networks())
def test_any_network_keeps_the_rules(plain: Network) -> None:
    for one in (plain, pseudonymised(plain, key=KEY)):
        payload = opengraph.payload(one)
        assert [error.message for error in VALIDATOR.iter_errors(payload)] == []
        nodes, found = payload["graph"]["nodes"], payload["graph"]["edges"]
        ids = {node["id"] for node in nodes}
        assert len(ids) == len(nodes)
        ends = [(edge["kind"], edge["start"]["value"], edge["end"]["value"]) for edge in found]
        assert len(set(ends)) == len(ends)
        assert {end for _, *both in ends for end in both} <= ids


@pytest.mark.parametrize(
    "broken",
    [
        {"id": "a:b"}, {"kinds": []}, {"kinds": ["A", "B", "C", "D"]}, {"kinds": ["Tag_A"]}, {"kinds": ["A b"]},
        {"properties": {"name": "a", "displayname": None}},
        {"properties": {"name": "a", "displayname": "a", "Upper": 1}},
        {"properties": {"name": "a", "displayname": "a", "objectid": "1"}}, {"properties": {"name": "a"}},
        {"properties": {"name": "a", "displayname": "a", "mixed": [1, "a"]}},
        {"properties": {"name": "a", "displayname": "a", "nested": {}}},
    ],
)  # fmt: skip
def test_the_schema_refuses_what_bloodhound_does(broken: dict[str, Any]) -> None:
    node = {"id": "a", "kinds": ["Park_Worker"], "properties": {"name": "a", "displayname": "a"}}
    payload = {"metadata": {"source_kind": "Park"}, "graph": {"nodes": [node], "edges": []}}
    assert VALIDATOR.is_valid(payload)
    payload["graph"]["nodes"] = [node | broken]  # type: ignore[index]
    assert not VALIDATOR.is_valid(payload)


def test_a_person_and_a_group_of_one_key_and_a_key_with_a_colon() -> None:
    plain = network(people=(person("x:/%"),), memberships=(member("x:/%", "room", "x:/%", until=day(3)),))
    assert [node["id"] for node in opengraph.payload(plain)["graph"]["nodes"]] == [
        "PARK-PERSON-x%3A%2F%25", "PARK-GROUP-x%3A%2F%25",
    ]  # fmt: skip


def test_the_definition_is_the_schemas() -> None:
    text = definition()
    names = [one["name"] for one in text["node_kinds"]]
    assert set(names) == {
        f"Park_{node.label}" for node in NODES if node.family in ("Person", "Group", "Case")
    } == set(custom_icons()["custom_types"])  # fmt: skip
    assert [one["name"] for one in text["relationship_kinds"]] == [
        "Park_WorksIn", "Park_LivesIn", "Park_Rides", "Park_PartOf", "Park_ContactOf",
    ]  # fmt: skip
    every = names + [one["name"] for one in text["relationship_kinds"]]
    assert len(set(every)) == len(every)
    assert all(name.startswith(text["schema"]["namespace"] + "_") for name in every)
    assert re.fullmatch(r"v\d+\.\d+\.\d+", text["schema"]["version"])
    assert all(re.fullmatch("#[0-9A-F]{6}", one["color"]) and "fa-" not in one["icon"] for one in text["node_kinds"])


def test_kinds_of_what_packs_do_not_hold() -> None:
    assert edge_kind(next(edge for edge in EDGES if edge.type == "SAME_AS")) == "Park_SameAs"
    with pytest.raises(ValueError, match="Token"):
        kind("Token")
    with pytest.raises(ValueError, match="met"):
        group_label("met")
    assert membership_kind("Cohabitant", "Vehicle") == "Park_Rides"


def test_queries_name_kinds_that_exist_and_use_what_bloodhound_translates() -> None:
    queries = {name: json.loads(text) for name, text in opengraph.pack_files(drawn()).items() if "queries/" in name}
    assert len(queries) == 8
    text = definition()
    nodes = {one["name"] for one in text["node_kinds"]}
    relationships = {one["name"] for one in text["relationship_kinds"]}
    properties = {name for node in opengraph.payload(drawn())["graph"]["nodes"] for name in node["properties"]}
    for query in queries.values():
        assert set(query) == {"name", "query", "description"}
        cypher = query["query"]
        assert set(re.findall(r"\(\w*:(\w+)", cypher)) <= nodes
        assert set(re.findall(r"\[\w*:(\w+)", cypher)) <= relationships
        assert set(re.findall(r"\b[a-z]\.(\w+)", cypher)) <= properties
        assert not re.search(r"\b(MERGE|CASE|EXISTS|XOR|CREATE|SET|DELETE|CALL|WITH|UNWIND)\b", cypher)
        assert re.search(r"RETURN \w LIMIT 1000$", cypher)
    assert len({query["name"] for query in queries.values()}) == 8


def test_files() -> None:
    files = opengraph.pack_files(drawn())
    assert [name for name in files if "queries" not in name] == [
        "graph.json",
        "definition.json",
        "icons.json",
        "upload.py",
    ]
    assert json.loads(files["graph.json"])["metadata"] == {"source_kind": "Park"}
