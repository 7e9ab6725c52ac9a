"""Nodes and links, read as MicrobeTrace reads them: by file name, titles, and ends in either order."""

import csv
import io

from graph.exports import microbetrace
from tests.networks import contact, drawn, network, person


def rows(text: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.decode(), newline="")))


def test_the_drawn_network() -> None:
    files = microbetrace.pack_files(drawn())
    nodes, links = rows(files["nodes.csv"]), rows(files["links.csv"])
    assert [one["id"] for one in nodes] == ["an", "binh", "chi"]
    assert links == [
        {
            "source": "an", "target": "binh", "distance": "0", "both_ways": "True", "settings": "team, vehicle",
            "group_ids": "to1, xe", "group_names": "TO1, XE", "exposures": "3", "first_exposure": "2021-05-07",
            "last_exposure": "2021-05-12", "exposure_days": "6", "spells": "2021-05-07/2021-05-12",
        },
        {
            "source": "an", "target": "chi", "distance": "0", "both_ways": "False", "settings": "room",
            "group_ids": "p1", "group_names": "P1", "exposures": "1", "first_exposure": "2021-05-07",
            "last_exposure": "2021-05-12", "exposure_days": "6", "spells": "2021-05-07/2021-05-12",
        },
    ]  # fmt: skip


def test_one_file_is_taken_for_nodes_and_its_first_title_is_known() -> None:
    files = microbetrace.pack_files(drawn())
    assert [name for name in files if "node" in name.lower()] == ["nodes.csv"]
    assert files["nodes.csv"].startswith(b"id,")
    assert files["links.csv"].startswith(b"source,target,distance,")


def test_a_pair_is_one_link_from_its_first_source_and_nobody_links_to_himself() -> None:
    contacts = (
        contact("b", "a", "room", "r", (1, 2)), contact("a", "a", "room", "r", (1, 2)),
        contact("b", "a", "team", "t", (5, 5)),
    )  # fmt: skip
    files = microbetrace.pack_files(network(people=(person("a"), person("b")), contacts=contacts))
    found = rows(files["links.csv"])
    assert [(one["source"], one["target"], one["both_ways"], one["exposure_days"]) for one in found] == [
        ("b", "a", "False", "3")
    ]


def test_nobody() -> None:
    files = microbetrace.pack_files(network())
    assert [rows(content) for content in files.values()] == [[], []]
