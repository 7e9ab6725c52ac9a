"""The shortest chain of shared groups on a day, also against a plain breadth-first search on random worlds."""

from datetime import date
from random import Random
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.database import Database
from graph.errors import NotFound
from graph.tracing.path import LONGEST, path_document
from tests.drawing import day, draw
from tests.graph.tracing.worlds import TODAY, make_world, write
from tests.oracles import trace as oracle


@pytest.fixture
def drawn(database: Database) -> Database:
    draw(
        database,
        groups=[
            ("c", "company", None), ("w", "workshop", "c"), ("t", "team", "w"), ("h", "house", None),
            ("r1", "room", "h"), ("r2", "room", "h"), ("d", "company", None), ("v", "village", None),
        ],
        people=[
            {"key": key, "code": key, "name": key.title(), "company": "c"}
            for key in ("an", "binh", "chi", "dung", "em", "lan", "xa")
        ],
        memberships=[
            {"person": "an", "group": "t"}, {"person": "binh", "group": "t"},
            {"person": "binh", "group": "r1", "since": day("5")}, {"person": "chi", "group": "r2"},
            {"person": "dung", "group": "d"}, {"person": "em", "group": "v"}, {"person": "lan", "group": "v"},
        ],
        met=[{"a": "chi", "b": "dung", "key": "m", "since": day("9"), "until": day("10"), "setting": None}],
    )  # fmt: skip
    return database


def path(database: Database, a: str, b: str, on: str = "10") -> dict[str, Any]:
    return database.read(lambda tx: path_document(tx, a, b, day=day(on)))


def steps(document: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(s["person"]["key"], s["group"]["key"], s["next"]["key"]) for s in document["chain"]]


def test_through_the_closest_settings(drawn: Database) -> None:
    found = path(drawn, "an", "dung")
    assert found["length"] == 3
    assert steps(found) == [("an", "t", "binh"), ("binh", "h", "chi"), ("chi", "m", "dung")]
    assert found["sentences"]["vi"] == [
        "An – tổ t – Binh", "Binh – nhà trọ hoặc ký túc xá h – Chi", "Chi – cuộc gặp đã khai – Dung",
    ]  # fmt: skip


def test_only_what_holds_on_the_day(drawn: Database) -> None:
    assert path(drawn, "an", "chi", "4")["length"] is None
    assert path(drawn, "chi", "dung", "11")["length"] is None
    assert "Không có chuỗi nào" in path(drawn, "an", "chi", "4")["sentences"]["vi"][0]


def test_nobody_a_village_and_oneself(drawn: Database) -> None:
    assert path(drawn, "em", "lan")["length"] is None  # a village is no setting
    assert path(drawn, "an", "an")["length"] == 0
    with pytest.raises(NotFound):
        path(drawn, "an", "nobody")


@given(st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_as_long_as_a_plain_search_says(prepared: Database, chance: Random) -> None:
    world = make_world(chance)
    write(prepared, world)
    a, b = chance.sample(sorted(world.people), 2)
    found = prepared.read(lambda tx: path_document(tx, a, b, day=date.fromordinal(TODAY)))
    assert found["length"] == plain_length(world, a, b)


def plain_length(world: oracle.World, a: str, b: str) -> int | None:
    person = oracle.persons(world)
    graph = nx.Graph()
    graph.add_nodes_from(person.values())
    for member in world.members:
        if oracle.counts_now(member, None) and oracle.covers(member, TODAY):
            graph.add_edges_from((person[member.person], ("group", g)) for g in oracle.chain(world, member.group))
    for met in world.met:
        if oracle.counts_now(met, None) and met.since <= TODAY <= met.until:
            graph.add_edges_from((person[end], ("met", met.key)) for end in (met.a, met.b))
    try:
        length = nx.shortest_path_length(graph, person[a], person[b]) // 2
    except nx.NetworkXNoPath:
        return None
    return int(length) if length <= LONGEST else None
