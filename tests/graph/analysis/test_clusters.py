"""Links between cases and the clusters they make: a drawn outbreak, and the oracle on random worlds."""

from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.analysis.clusters import cluster_document, clusters_document
from graph.analysis.infected import View, outbreak, view_of
from graph.analysis.links import links, whereabouts
from graph.database import Database
from graph.errors import NotFound
from tests.drawing import day, draw
from tests.graph.tracing.worlds import TODAY, make_rules, make_world, maybe, moment, write
from tests.oracles import links as oracle
from tests.oracles.trace import Sick


@pytest.fixture
def drawn(database: Database) -> Database:
    """An infects Bình in the team, Bình Chi in a room; Dũng comes to the workshop after all that; Em has no date."""
    draw(
        database,
        groups=[
            ("abc", "company", None), ("w", "workshop", "abc"), ("t", "team", "w"), ("t2", "team", "w"),
            ("r", "room", None), ("xyz", "company", None),
        ],
        people=[
            {"key": key, "code": key, "company": firm}
            for key, firm in (("an", "abc"), ("binh", "abc"), ("chi", "xyz"), ("dung", "abc"), ("em", "xyz"))
        ],
        memberships=[
            {"person": "an", "group": "t"}, {"person": "binh", "group": "t"}, {"person": "binh", "group": "r"},
            {"person": "chi", "group": "r"}, {"person": "dung", "group": "t2", "since": day("20")},
            {"person": "chi", "group": "xyz"}, {"person": "em", "group": "xyz", "since": day("18")},
        ],
        cases=[
            {"key": "c-an", "person": "an", "onset": day("3"), "isolated": day("5")},
            {"key": "c-binh", "person": "binh", "onset": day("8"), "isolated": day("10")},
            {"key": "c-chi", "person": "chi", "sampled": day("14"), "isolated": day("14")},
            {"key": "c-dung", "person": "dung", "onset": day("24"), "isolated": day("24")},
            {"key": "c-em", "person": "em"},
        ],
    )  # fmt: skip
    return database


def view(on: str) -> View:
    return view_of(as_of=day(on), rules="vn-3638-2021")


def test_a_cluster_and_its_facts(drawn: Database) -> None:
    found = drawn.read(lambda tx: clusters_document(tx, view("20"), limit=10, offset=0))
    [cluster] = found.pop("clusters")
    assert found == {
        "disease": "covid-19", "rules": "vn-3638-2021", "as_of": "2021-05-20", "known_at": None,
        "cases": 3, "undated": 1, "alone": 0, "total": 1, "limit": 10, "offset": 0,
    }  # fmt: skip
    assert cluster == {
        "key": "c-an",
        "name": "r · abc",
        "size": 3,
        "active": True,
        "first": "2021-05-03",
        "last": "2021-05-14",
        "growth": {"days": 7, "last": 1, "before": 1},
        "curve": [{"on": f"2021-05-{number}", "cases": 1} for number in ("03", "08", "14")],
        "companies": [{"company": "abc", "cases": 2}, {"company": "xyz", "cases": 1}],
        "groups": [
            {"setting": setting, "key": key, "name": key, "cases": 2}
            for setting, key in (("room", "r"), ("team", "t"), ("workshop", "w"))
        ],
        "links": 2,
        "index": {
            "key": "c-an",
            "person": {"key": "an", "code": "an", "name": "an", "company": "abc"},
            "on": "2021-05-03",
        },
    }


def test_a_cluster_whole_by_any_of_its_cases(drawn: Database) -> None:
    found = drawn.read(lambda tx: cluster_document(tx, view("28"), "c-chi"))
    assert found["active"] is False
    assert [(case["key"], case["links_in"], case["links_out"]) for case in found["cases"]] == [
        ("c-an", 0, 1), ("c-binh", 1, 1), ("c-chi", 1, 0),
    ]  # fmt: skip
    # An's window is 30 April to 5 May, the team-mate can have been infected from 24 April to 6 May.
    assert [(link["from"], link["to"], link["days"]) for link in found["links"]] == [
        ("c-an", "c-binh", 6), ("c-binh", "c-chi", 6),
    ]  # fmt: skip
    assert found["links"][1]["shared"] == [
        {
            "setting": "room", "group": {"key": "r", "name": "r"}, "from": "2021-05-05", "to": "2021-05-10", "days": 6,
        }
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["c-dung", "none"])
def test_no_cluster_of_that_case(drawn: Database, key: str) -> None:
    with pytest.raises(NotFound):
        drawn.read(lambda tx: cluster_document(tx, view("28"), key))


@given(st.randoms(use_true_random=False))
@settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_links_are_the_oracles(prepared: Database, chance: Random) -> None:
    world = make_world(chance)
    rules, plain_rules = make_rules(chance)
    for number, person in enumerate(sorted(world.people)):  # enough cases for links
        if chance.random() < 0.6:
            ill = TODAY - chance.randint(0, 12)
            world.cases.append(Sick(f"more-{number}", person, onset=ill, isolated=maybe(chance, ill + 2, 0.5)))
    write(prepared, world)
    known_at = maybe(chance, chance.randint(0, 12), 0.3)
    as_of = TODAY - chance.randint(-3, 12)
    seen = View(rules=rules, as_of=date.fromordinal(as_of), known_at=None if known_at is None else moment(known_at))
    with_cases = prepared.read(lambda tx: _links(tx, seen))
    assert with_cases == oracle.links(world, plain_rules, as_of, known_at)


def _links(tx: object, seen: View) -> dict[tuple[str, str], dict[tuple[str, str], set[int]]]:
    found = outbreak(tx, seen)  # type: ignore[arg-type]
    return {
        (link.source, link.target): {
            (one.setting, one.group): {day for first, last in one.days for day in range(first, last + 1)}
            for one in link.shared
        }
        for link in links(seen, found, whereabouts(tx, seen, found))  # type: ignore[arg-type]
    }
