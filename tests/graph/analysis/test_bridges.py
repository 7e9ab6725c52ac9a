"""Bridges: a drawn firm with its whole answer, and random worlds against a graph drawn by networkx."""

from datetime import date
from random import Random
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.analysis import bridges
from graph.analysis.bridge_graph import PLACES, Between
from graph.analysis.bridges import bridges_document
from graph.analysis.infected import View, view_of
from graph.database import Database, Transaction
from tests.drawing import day, draw
from tests.graph.tracing.worlds import TODAY, make_rules, make_world, maybe, moment, write
from tests.oracles.trace import Rules, World, chain, counts_now, persons


def test_a_worker_a_room_and_a_bus_between_workshops(database: Database) -> None:
    """An moved from W1 to W2; Bình (W2) and Chi (W3) share a room; Dũng (W4) took Chi's bus only after she had left."""
    draw(
        database,
        groups=[
            ("abc", "company", None), ("w1", "workshop", "abc"), ("t1", "team", "w1"), ("w2", "workshop", "abc"),
            ("w3", "workshop", "abc"), ("w4", "workshop", "abc"), ("h", "house", None), ("r", "room", "h"),
            ("bus", "vehicle", None),
        ],
        people=[
            {"key": key, "code": key, "company": "abc", **doses}
            for key, doses in (
                ("an", {"dose_1_date": day("1"), "dose_2_date": day("20")}), ("binh", {"dose_1_vaccine": "Moderna"}),
                ("chi", {}), ("dung", {}), ("em", {}),
            )
        ],
        memberships=[
            {"person": "an", "group": "t1", "until": day("11")}, {"person": "an", "group": "w2", "since": day("12")},
            {"person": "binh", "group": "w2"}, {"person": "binh", "group": "r"},
            {"person": "chi", "group": "w3"}, {"person": "chi", "group": "r"},
            {"person": "chi", "group": "bus", "until": day("12")},
            {"person": "dung", "group": "w4"}, {"person": "dung", "group": "bus", "since": day("13")},
            {"person": "em", "group": "w1", "until": day("1")}, {"person": "em", "group": "w4", "until": day("1")},
        ],
        cases=[{"key": "c-an", "person": "an", "onset": day("10")}],
    )  # fmt: skip
    view = view_of(as_of=day("20"), rules="vn-3638-2021")
    found = database.read(
        lambda tx: bridges_document(tx, view, between="workshop", companies=["abc"], limit=9, offset=0)
    )

    def unit(key: str) -> dict[str, str]:
        return {"key": key, "name": key}

    def person(key: str) -> dict[str, str]:
        return {"key": key, "code": key, "name": key, "company": "abc"}

    def parts(one: list[str], other: list[str]) -> list[dict[str, Any]]:
        return [{"units": len(some), "named": [unit(key) for key in some]} for some in (one, other)]

    w1_from_both, w3_from_both = parts(["w2", "w3"], ["w1"]), parts(["w1", "w2"], ["w3"])
    nobody: dict[str, Any] = {"person": None, "case": None, "doses": None, "group": None}
    assert found == {
        "disease": "covid-19", "rules": "vn-3638-2021", "as_of": "2021-05-20", "known_at": None,
        "from": "2021-05-06", "between": "workshop", "people": 4, "units": 4,
        "groups": [{"units": 3, "named": [unit("w1"), unit("w2"), unit("w3")]}, {"units": 1, "named": [unit("w4")]}],
        "groups_total": 2, "sources": 4, "total": 4, "limit": 9, "offset": 0,
        # Of the three workers An had two doses by that day, Bình one without a day, Chi none.
        "coverage": {
            "people": 3, "doses": {"0": 1, "1": 0, "2": 1, "unknown": 1},
            "at_least_one": {"people": 1, "of": 2, "share": 0.5, "low": 0.094531, "high": 0.905469},
            "at_least_two": {"people": 1, "of": 2, "share": 0.5, "low": 0.094531, "high": 0.905469},
        },
        "bridges": [
            {
                **nobody, "kind": "worker", "person": person("an"), "case": True, "doses": 2, "betweenness": 0.666667,
                "units": [unit("w1"), unit("w2")], "units_total": 2, "separates": w1_from_both,
            },
            {
                **nobody, "kind": "worker", "person": person("binh"), "case": False, "betweenness": 0.666667,
                "units": [unit("w2")], "units_total": 1, "separates": w3_from_both,
            },
            {
                **nobody, "kind": "worker", "person": person("chi"), "case": False, "doses": 0, "betweenness": 0.666667,
                "units": [unit("w3")], "units_total": 1, "separates": w3_from_both,
            },
            {
                **nobody, "kind": "room", "group": unit("r"), "betweenness": 0.666667,
                "units": [unit("w2"), unit("w3")], "units_total": 2, "separates": w3_from_both,
            },
        ],
    }  # fmt: skip


def test_a_house_is_named_with_the_units_of_its_rooms(database: Database) -> None:
    draw(
        database,
        groups=[("a", "company", None), ("b", "company", None), ("h", "house", None), ("r1", "room", "h"),
                ("r2", "room", "h")],
        people=[{"key": "an", "company": "a"}, {"key": "binh", "company": "b"}],
        memberships=[
            {"person": "an", "group": "a"}, {"person": "an", "group": "r1"},
            {"person": "binh", "group": "b"}, {"person": "binh", "group": "r2"},
        ],
    )  # fmt: skip
    view = view_of(as_of=day("20"), rules="vn-3638-2021")
    found = database.read(lambda tx: bridges_document(tx, view, between="company", limit=9, offset=0))
    told = {(one["group"] or one["person"])["key"]: [unit["key"] for unit in one["units"]] for one in found["bridges"]}
    assert told == {"an": ["a"], "binh": ["b"], "h": ["a", "b"], "r1": ["a"], "r2": ["b"]}
    assert {one["betweenness"] for one in found["bridges"]} == {1.0}


def test_a_sample_of_units_is_scaled_to_all(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Six workshops around one bus: from two of them, as from all, every chain leads through the bus."""
    monkeypatch.setattr(bridges, "MOST_SOURCES", 2)
    firms = [f"w{number}" for number in range(6)]
    draw(
        database,
        groups=[("abc", "company", None), ("bus", "vehicle", None), *((key, "workshop", "abc") for key in firms)],
        people=[{"key": f"p-{key}", "company": "abc"} for key in firms],
        memberships=[{"person": f"p-{key}", "group": group} for key in firms for group in (key, "bus")],
    )
    view = view_of(as_of=day("20"), rules="vn-3638-2021")
    found = database.read(
        lambda tx: bridges_document(tx, view, between="workshop", companies=["abc"], limit=1, offset=0)
    )
    assert (found["units"], found["sources"], found["total"]) == (6, 2, 7)
    [bus] = found["bridges"]
    assert (bus["kind"], bus["betweenness"], len(bus["separates"])) == ("vehicle", 1.0, 6)


def test_nobody_is_between_nothing(database: Database) -> None:
    view = view_of(as_of=day("20"), rules="vn-3638-2021")
    found = database.read(lambda tx: bridges_document(tx, view, between="workshop", limit=9, offset=0))
    assert (found["people"], found["units"], found["groups"], found["bridges"]) == (0, 0, [], [])


@given(st.randoms(use_true_random=False))
@settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_bridges_are_those_of_a_graph_drawn_by_hand(prepared: Database, chance: Random) -> None:
    world = make_world(chance)
    rules, plain = make_rules(chance)
    write(prepared, world)
    known_at = maybe(chance, chance.randint(0, 12), 0.3)
    firm = maybe(chance, "c1", 0.4)
    between: Between = chance.choice(("workshop", "company"))
    view = View(rules=rules, as_of=date.fromordinal(TODAY), known_at=None if known_at is None else moment(known_at))

    def work(tx: Transaction) -> dict[str, Any]:
        companies = None if firm is None else [firm]
        return bridges_document(tx, view, between=between, companies=companies, limit=99, offset=0)

    found = prepared.read(work)
    graph = by_hand(world, plain, known_at, firm, between)
    units = [vertex for vertex in graph if vertex[0] == "unit"]
    pairs = sum(nx.has_path(graph, a, b) for a in units for b in units if a != b)
    expected = []
    shares = nx.betweenness_centrality_subset(graph, units, units, normalized=False)
    for vertex in graph:
        joined = nx.node_connected_component(graph, vertex) - {vertex}
        sides = [set(part) & set(units) for part in nx.connected_components(graph.subgraph(joined))]
        parts = sorted((len(side) for side in sides if side), reverse=True)
        separates = parts if len(parts) > 1 else []
        if vertex[0] != "unit" and (separates or shares[vertex] > 1e-12):
            expected.append((vertex[0], vertex[1], round(2 * shares[vertex] / pairs, 5), separates))
    told = [
        (
            "worker" if one["person"] else "place",
            one["person"]["key"] if one["person"] else one["group"]["key"],
            round(one["betweenness"], 5),
            [part["units"] for part in one["separates"]],
        )
        for one in found["bridges"]
    ]
    assert sorted((kind, *rest) for kind, key, *rest in told) == sorted((kind, *rest) for kind, key, *rest in expected)
    # Workers are told by the record that a list shows; places by their key.
    assert sorted(one for one in told if one[0] == "place") == sorted(one for one in expected if one[0] == "place")
    assert sorted((part["units"] for part in found["groups"]), reverse=True) == sorted(
        (len(set(part) & set(units)) for part in nx.connected_components(graph) if set(part) & set(units)),
        reverse=True,
    )


def by_hand(world: World, rules: Rules, known_at: int | None, firm: str | None, between: str) -> nx.Graph:
    """Vertices ("worker", person), ("place", key, day on which the stretch began), ("unit", key)."""
    person = persons(world, known_at)
    first, last = TODAY - bridges.DAYS, TODAY
    counted = {name for name, (levels, _, _) in rules.settings.items() if 1 in levels}
    mine = [
        member
        for member in world.members
        if counts_now(member, known_at)
        and world.groups[member.group][0] != "village"
        and (member.since is None or member.since <= last)
        and (member.until is None or member.until >= first)
    ]
    own = {person[m.person] for m in mine if firm is None or world.people[m.person] == firm}
    if firm is not None:  # only what the firm's workers are in is read; of that, only the own people's part
        read = {m.group for m in mine if world.people[m.person] == firm}
        houses = {world.groups[key][1] for key in read if world.groups[key][0] == "room"}
        houses |= {key for key in read if world.groups[key][0] == "house"}
        read |= {key for key in houses if key is not None and world.groups[key][0] == "house"}
        read |= {k for k, (s, larger) in world.groups.items()
                 if s == "room" and larger in houses and larger and world.groups[larger][0] == "house"}  # fmt: skip
        mine = [member for member in mine if member.group in read]
    graph = nx.Graph()
    there: dict[str, set[int]] = {}
    stays: list[tuple[str, str, int, int, bool, Any]] = []
    for member in mine:
        who = person[member.person]
        if who not in own:
            continue
        graph.add_node(("worker", who))
        days = max(member.since or 0, first), min(10**7 if member.until is None else member.until, last)
        for group in chain(world, member.group):
            setting = world.groups[group][0]
            if setting == between:
                graph.add_edge(("worker", who), ("unit", group))
            elif setting in counted & set(PLACES):
                there.setdefault(group, set()).update(range(days[0], days[1] + 1))
                below = member.group if group != member.group else None
                stays.append((who, group, *days, group == member.group, below))
    for who, group, start, end, direct, below in stays:
        place = ("place", group, stretch(stays, group, start, end))
        if direct:
            graph.add_edge(("worker", who), place)
        elif world.groups[below][0] in counted:
            graph.add_edge(("place", below, stretch(stays, below, start, end)), place)
    for met in world.met if "met" in counted else ():
        a, b = person[met.a], person[met.b]
        if counts_now(met, known_at) and met.since <= last and met.until >= first and a != b:
            known = {member.person for member in mine}
            ends = {met.a, met.b}
            workers = {record for record in known & ends if world.people[record] == firm}
            if firm is None or ({a, b} <= own and (ends <= known or workers)):
                graph.add_edge(("worker", a), ("worker", b))
    return graph


def stretch(stays: list[tuple[str, str, int, int, bool, Any]], group: str, first: int, last: int) -> int:
    """The first day of the stretch of a place in which a stay lies: stays that overlap, one after another."""
    while True:
        touching = [(a, b) for _, key, a, b, _, _ in stays if key == group and a <= last and b >= first]
        wider = min(a for a, _ in touching), max(b for _, b in touching)
        if wider == (first, last):
            return first
        first, last = wider
