"""The pack for graph browsers: what each file says, every query in it run, and that only links can name anybody."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from docs.example import ASKED, draw_example
from graph.analysis.infected import View
from graph.database import Database
from graph.exports.browser import links as linking
from graph.exports.browser.files import pack_files
from graph.exports.browser.grass import style_sheet
from graph.exports.browser.guide import guide
from graph.exports.browser.perspective import perspective
from graph.exports.browser.saved import browser_queries, filled, prompt, stem
from graph.exports.network import Network
from graph.exports.networks import network_of_cases, network_of_trace
from graph.exports.pseudonyms import pseudonymised
from graph.model.schema import EDGES, NODES
from graph.model.styles import STYLES, style
from graph.queries import query
from graph.tracing.question import Asked
from graph.tracing.rules import rule_set
from tests.drawing import day, draw, run
from tests.networks import KEY, drawn, network, person

STEMS = sorted(ASKED)
FILES = {
    "README.md", "style.grass", "saved-queries.csv", "guide.html", "links.html", "bloom-perspective.json",
    *(f"queries/{name}.cypher" for name in STEMS),
}  # fmt: skip


@pytest.fixture
def park(database: Database) -> Database:
    draw_example(database)
    return database


def edges(database: Database, text: str, **params: Any) -> set[tuple[str, str, str]]:
    """Return what a text draws."""
    return {
        (edge.start_node["key"], edge.type, edge.end_node["key"])
        for row in run(database, text, **params)
        for edge in row["path"].relationships
    }


def opened(page: str) -> Iterator[tuple[str, str]]:
    """Yield the text of each link of the page and what it puts into the editor."""
    for anchor in ET.fromstring(page.removeprefix("<!DOCTYPE html>\n")).iter("a"):
        address = urlsplit(anchor.get("href", ""))
        assert address._replace(query="").geturl() == "http://localhost:7474/browser/"
        asked = parse_qs(address.query, strict_parsing=True)
        text = asked.pop("arg")[0]
        assert asked == {"dbms": ["neo4j://neo4j@localhost:7687"], "db": ["neo4j"], "cmd": ["edit"]}
        yield anchor.text or "", text


def test_the_files_and_that_only_links_name_anybody() -> None:
    named, hidden = pack_files(drawn()), pack_files(pseudonymised(drawn(), key=KEY))
    assert set(named) == set(hidden) == FILES
    assert {name for name in FILES if named[name] != hidden[name]} == {"links.html"}
    assert {name for name in FILES if "An" in re.findall(r"\w+", named[name].decode())} == {"links.html"}
    assert hidden["links.html"] == pack_files(network())["links.html"]
    assert not re.findall(r"\b\d{4}-\d\d|P-[0-9A-Z]{12}", hidden["links.html"].decode())


# --- links


def test_a_link_to_each_case_and_two_to_each_question() -> None:
    found = list(opened(pack_files(drawn())["links.html"].decode()))
    assert [label for label, _ in found[:2]] == [
        "Lê Thị An (07/05/2021 – 12/05/2021): Quanh một ca bệnh hoặc một người / Around a case or a person",
        "Vũ Văn Bình: Các nhóm của một người / A person's memberships",
    ]
    assert "date('2021-05-07') AS first" in found[0][1]
    assert "MATCH (:Person {key: 'binh'})" in found[1][1]
    assert len(found) == 2 + 2 * len(STEMS)
    assert [text for label, text in found if label.startswith("1.")] == [prompt(one) for one in browser_queries()]
    asked = [text for label, text in found if label.startswith("2.")]
    assert all(text.endswith(one.text + "\n") for text, one in zip(asked, browser_queries(), strict=True))


def test_the_links_of_a_trace_draw_the_neighbourhood_of_its_case(park: Database) -> None:
    key = ASKED["neighbourhood"]["who"]
    unit = network_of_trace(park, Asked(who=[key], as_of=day("20"), rules="vn-3638-2021"))
    found = {label.partition(" (")[0]: text for label, text in opened(linking.links(unit)) if "(" in label}
    assert set(found) == {"An"}
    # 3638: from three days before onset to isolation, which is what the example asks.
    expected = edges(park, query("browser/neighbourhood").text, **ASKED["neighbourhood"])
    assert edges(park, found["An"]) == expected
    assert ("abc~binh", "WORKS_IN", "abc~may~1") in expected


def test_the_links_of_chosen_cases_draw_each(park: Database) -> None:
    view = View(disease="covid-19", as_of=day("20"), known_at=None, rules=rule_set("vn-3638-2021"))
    unit = network_of_cases(park, view, [ASKED["neighbourhood"]["who"], "covid-19~abc~chi~2021-05-15"])
    found = [(label, text) for label, text in opened(linking.links(unit)) if "(" in label]
    assert [label.partition(")")[0] for label, _ in found] == [
        "An (07/05/2021 – 12/05/2021", "Chi (12/05/2021 – 20/05/2021",
    ]  # fmt: skip
    assert ("covid-19~abc~chi~2021-05-15", "OF", "abc~chi") in edges(park, found[1][1])


@pytest.mark.parametrize(
    "key", ["it's", "a\\", "\\u0041", '"', "a b&c=d+e%20#f", "Đặng ☃ 𝛂", "$who", "}) DETACH DELETE"]
)
def test_a_key_is_one_text_whatever_is_in_it(key: str, database: Database) -> None:
    draw(database, groups=[("t", "team", None)], people=[{"key": key}], memberships=[{"person": key, "group": "t"}])
    page = linking.links(network(people=(person(key, level=0, name="<b>\x02&</b>"),)))
    label, text = next(opened(page))
    assert label.startswith("<b>&</b>: ")
    assert edges(database, text) == {(key, "WORKS_IN", "t")}


def test_a_parameter_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="last"):
        filled(query("browser/neighbourhood"), {"who": "a", "first": "2021-05-01"})


def test_addresses_are_not_cut_by_browsers() -> None:
    # Chrome opens 2 MB, Firefox 1 MB, proxies often no more than 8 KB.
    assert max(len(linking.link(text)) for _, text in opened(linking.links(drawn()))) < 8000


# --- saved queries


def test_every_saved_query_runs_and_draws_what_its_file_draws(park: Database) -> None:
    files = pack_files(drawn())
    table = {row["name"]: row["query"] for row in csv.DictReader(io.StringIO(files["saved-queries.csv"].decode()))}
    for name, asked in ASKED.items():
        text = files[f"queries/{name}.cypher"].decode()
        first, second, third, params, *_ = text.split("\n")
        known = query(f"browser/{name}")
        assert (first, second, third) == (f"// {known.title}", f"// {known.vi}", f"// {known.question}")
        assert params == f"// {prompt(known)}"
        expected = edges(park, known.text, **asked)
        assert expected
        assert edges(park, text, **asked) == edges(park, table[known.title], **asked) == expected
        assert edges(park, filled(known, asked)) == expected
    assert list(table) == [one.title for one in browser_queries()]
    assert stem(browser_queries()[0]) == "neighbourhood"


# --- guide


def test_the_guide_has_a_slide_a_question_with_its_text() -> None:
    root = ET.fromstring(guide())
    assert (root.tag, root.get("class"), root[0].tag) == ("article", "guide", "carousel")
    slides = list(root[0])
    assert len(slides) == 1 + len(STEMS)
    for slide, known in zip(slides[1:], browser_queries(), strict=True):
        runnable = [pre.text for pre in slide.iter("pre") if "runnable" in pre.get("class", "")]
        assert runnable == [prompt(known), known.text]
        assert known.title == " / ".join(slide.find("div")[number].text or "" for number in (0, 1))  # type: ignore[index]


# --- style sheet

_RULE = re.compile(r"(node|relationship)(?:\.(\w+))? \{\n((?:  [\w-]+: [^;{}]+;\n|  caption: '[^';]+';\n)+)\}\n")
#: The properties and values of grassTestData.ts in neo4j-browser.
_VALUES = {
    "diameter": r"\d+px", "color": "#[0-9A-F]{6}", "border-color": "#[0-9A-F]{6}", "border-width": r"\d+px",
    "text-color-internal": "#[0-9A-F]{6}", "text-color-external": "#[0-9A-F]{6}", "font-size": r"\d+px",
    "shaft-width": r"\d+px", "padding": r"\d+px", "caption": r"'(\{\w+\}|<type>)'",
}  # fmt: skip


def rules(text: str) -> dict[tuple[str, str], dict[str, str]]:
    """Read a style sheet by its grammar; nothing may be left over."""
    assert "".join(match[0] for match in _RULE.finditer(text)) == text
    return {
        (match[1], match[2] or ""): dict(
            line.strip().removesuffix(";").split(": ", 1) for line in match[3].splitlines()
        )
        for match in _RULE.finditer(text)
    }


def test_the_style_sheet_keeps_the_grammar_and_has_all_labels_and_types() -> None:
    found = rules(style_sheet())
    assert {name for kind, name in found if kind == "node"} == {"", *(node.label for node in NODES)}
    assert {name for kind, name in found if kind == "relationship"} == {"", *(edge.type for edge in EDGES)}
    for values in found.values():
        assert all(re.fullmatch(_VALUES[name], value) for name, value in values.items())
    assert found["node", "Worker"] == {
        "diameter": "50px", "color": "#4C8EDA", "border-color": "#2870C2", "border-width": "2px",
        "text-color-internal": "#FFFFFF", "caption": "'{name}'",
    }  # fmt: skip
    assert found["relationship", "LIVES_IN"] == {"color": "#F36924", "caption": "'<type>'"}


# --- perspective


def test_the_perspectives_labels_and_types_are_the_models() -> None:
    found = perspective()
    json.dumps(found)
    nodes = {node.label: node for node in NODES}
    categories = {one["name"]: one for one in found["categories"]}
    assert list(categories) == ["Other", *nodes]
    assert [one["id"] for one in found["categories"]] == list(range(len(nodes) + 1))
    assert set(found["labels"]) == set(nodes)
    for label, node in nodes.items():
        own = categories[label]
        assert (own["labels"], own["color"], own["captionKeys"]) == (
            [label],
            style(label).color,
            [style(label).caption],
        )
        assert [one["name"] for one in own["properties"]] == [prop.name for prop in node.properties]
        assert [one["name"] for one in own["properties"] if one["isCaption"]] == [style(label).caption]
        assert [one["propertyKey"] for one in found["labels"][label]] == [prop.name for prop in node.properties]
    assert [one["name"] for one in found["relationshipTypes"]] == [edge.type for edge in EDGES]
    assert {one["size"] for one in found["relationshipTypes"]} == {1}
    hidden = {one["name"] for one in found["categories"] if one["id"] in found["hiddenCategories"]}
    assert hidden == set(nodes) - set(STYLES)
    assert found["hiddenRelationshipTypes"] == ["ABOUT"]


def test_the_perspective_has_the_keys_of_its_version() -> None:
    found = perspective()
    assert set(found) == {
        "name", "id", "version", "createdAt", "lastEditedAt", "isAuto", "parentPerspectiveId", "categories",
        "categoryIndex", "labels", "relationshipTypes", "palette", "templates", "sceneActions",
        "hiddenRelationshipTypes", "hiddenCategories", "hideUncategorisedData", "metadata",
    }  # fmt: skip
    assert found["version"] == "2.6.0"
    assert set(found["metadata"]) == {"pathSegments", "indexes", "stats"}
    assert {"source": "Worker", "relationshipType": "RIDES", "target": "Vehicle"} in found["metadata"]["pathSegments"]


def test_indexes_of_the_perspective_are_there(prepared: Database) -> None:
    there = {
        (row["labels"][0], row["properties"][0])
        for row in run(prepared, "SHOW INDEXES YIELD labelsOrTypes AS labels, properties, type WHERE type = 'RANGE'")
    }
    families = {node.label: node.family for node in NODES}
    for index in perspective()["metadata"]["indexes"]:
        for key in index["propertyKeys"]:
            label = index["label"]
            assert {(label, key["key"]), (families[label], key["key"])} & there


def test_each_search_phrase_runs_and_draws_what_its_query_draws(park: Database) -> None:
    phrases = perspective()["templates"]
    assert len({one["id"] for one in phrases}) == len({one["text"] for one in phrases}) == 2 * len(STEMS)
    titles = {title: stem(known) for known in browser_queries() for title in known.title.split(" / ")}
    labels = {node.label for node in NODES}
    for phrase in phrases:
        name = titles[phrase["name"]]
        names = [one["name"].removeprefix("$") for one in phrase["params"]]
        assert phrase["text"] == " ".join([phrase["name"], *(f"${one}" for one in names)])
        assert {one["dataType"] for one in phrase["params"]} == {"String"}
        assert {one["suggestionLabel"] for one in phrase["params"]} <= {None, *labels}
        assert set(names) == set(ASKED[name])
        rows = run(park, phrase["cypher"], **ASKED[name])
        assert list(rows[0].keys()) == ["path"]
        assert edges(park, phrase["cypher"], **ASKED[name]) == edges(park, query(f"browser/{name}").text, **ASKED[name])


# --- README and docs


def test_the_readme_and_the_docs_name_every_file() -> None:
    readme = pack_files(drawn())["README.md"].decode()
    docs = (Path(__file__).parents[3] / "docs" / "exports.md").read_text(encoding="utf-8")
    for text in (readme, docs):
        named = set(re.findall(r"`([\w./*-]+)`", text))
        assert {name for name in FILES if "/" not in name} - {"README.md"} | {"queries/*.cypher"} <= named
    assert ("## Tiếng Việt" in readme, "## English" in readme, "Not tried" in readme) == (True, True, True)
    assert quote("localhost:7687", safe="") in readme
    assert quote("localhost:7687", safe="") in unescape(pack_files(drawn())["links.html"].decode())


def test_a_network_without_cases_has_no_heading_for_them() -> None:
    alone: Network = replace(drawn(), people=(person("chi", name="Chi"),), contacts=(), memberships=())
    assert "Ca bệnh / Cases" not in linking.links(alone)
    assert "Ca bệnh / Cases" in linking.links(drawn())
