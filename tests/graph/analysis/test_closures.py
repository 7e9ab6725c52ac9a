"""What if: a drawn firm with the whole document, and what is refused."""

from dataclasses import replace
from typing import Any

import pytest

from graph.analysis.ahead import situation
from graph.analysis.closures import WhatIf, what_if
from graph.analysis.infected import view_of
from graph.analysis.natural_history import NaturalHistory
from graph.database import Database
from graph.errors import Invalid, NotFound
from tests.drawing import day, run
from tests.graph.analysis.closing import ASSUMED, HISTORY, VIEW


def asked(
    infected_firm: Database, what: WhatIf, history: NaturalHistory = HISTORY, rate: float | None = None, **options: Any
) -> dict[str, Any]:
    view = view_of(as_of=day("20"), rules="vn-3638-2021")
    if rate is not None:
        rules = {name: rule.model_copy(update={"daily_rate": rate}) for name, rule in view.rules.settings.items()}
        view = replace(view, rules=replace(view.rules, settings=rules))
    found = infected_firm.read(lambda tx: situation(tx, view, days=what.days, **options))
    return what_if(found, what, history, {"bus": "Xe 5"}, **options)


def test_what_if_a_team_and_a_bus_are_stopped(infected_firm: Database) -> None:
    found = asked(infected_firm, WhatIf(stop=["abc~w1~t1", "bus"], days=7, runs=20, seed=4))
    before, after = found.pop("before"), found.pop("after")
    simulated = [found.pop(name) for name in ("hidden", "averted")]
    assert found == {
        **VIEW, "from": "2021-05-21", "to": "2021-05-27", "companies": None, "people": 9,
        "measures": [
            {"measure": "stop", "setting": "team", "people": 3,
             "group": {"key": "abc~w1~t1", "name": "abc~w1~t1", "in": ["abc~w1", "abc"]}},
            {"measure": "stop", "setting": "vehicle", "people": 2,
             "group": {"key": "bus", "name": "Xe 5", "in": []}},
        ],
        # An is a case and Chi isolated: only Bình is without work.
        "idled": 1, "assumptions": ASSUMED, "runs": 20, "seed": 4,
        # Bình of the team, Dũng, Em and Giang of the workshop; Chi is isolated.
        "at_risk": 4,
    }  # fmt: skip
    # Bình meets three in the workshop, Hoa on the bus, Lan in room and house; the three of t2 each other and Bình.
    assert before["contacts"] == {
        "mean": (3 + 1 + 1 + 3 * 3) / 4, "people": 6,
        "by_setting": {"house": 0.25, "room": 0.25, "team": 1.5, "vehicle": 0.25, "workshop": 3.0},
    }  # fmt: skip
    assert before["components"] == {"total": 1, "largest": 7, "at_risk": 1, "people_at_risk": 7}
    # Bình meets Lan; the three of t2 each other; Hoa and Khánh are apart from all that.
    assert after["contacts"] == {
        "mean": (1 + 3 * 2) / 4, "people": 4,
        "by_setting": {"house": 0.25, "room": 0.25, "team": 1.5, "workshop": 1.5},
    }  # fmt: skip
    assert after["components"] == {"total": 3, "largest": 3, "at_risk": 2, "people_at_risk": 5}
    for side in (before, after):
        assert len(side["curve"]) == 7
        assert sum(side["curve"]) == pytest.approx(side["secondary_cases"]["mean"], abs=0.01)
    assert all(one["low"] <= one["mean"] <= one["high"] for one in simulated)


def test_more_runs_make_the_answer_surer(infected_firm: Database) -> None:
    """With what spreads easily: a closure of the site leaves the room alone."""
    strong = NaturalHistory(latent_days=1, incubation_median=9.0)
    few, many = (
        asked(infected_firm, WhatIf(stop=["abc"], days=14, runs=runs), strong, 0.1)["before"]["secondary_cases"][
            "error"
        ]
        for runs in (50, 800)
    )
    assert 0 < many < few
    found = asked(infected_firm, WhatIf(stop=["abc", "bus"], runs=200), strong, 0.1)
    assert found["idled"] == 6
    assert found["averted"]["low"] >= 0
    assert found["after"]["secondary_cases"]["mean"] < found["before"]["secondary_cases"]["mean"]
    assert set(found["after"]["contacts"]["by_setting"]) == {"house", "room"}


def test_what_if_a_workshop_is_split_and_a_house_emptied(infected_firm: Database) -> None:
    found = asked(infected_firm, WhatIf(split=["abc~w1"], stop=["h"], days=3, runs=2))
    assert [(one["measure"], one["setting"], one["people"]) for one in found["measures"]] == [
        ("stop", "house", 2),
        ("split", "workshop", 6),
    ]
    assert found["idled"] == 0
    # The halves are the teams: Bình is alone in his (An and Chi are away), t2 stays together.
    assert found["after"]["contacts"]["by_setting"] == {"team": 1.5, "vehicle": 0.25, "workshop": 1.5}


def test_what_if_a_team_is_split(infected_firm: Database) -> None:
    """Dũng and Giang are of one half of t2, Em of the other; they still meet in the workshop, which is not split."""
    found = asked(infected_firm, WhatIf(split=["abc~w1~t2"], days=3, runs=2))
    assert found["after"]["contacts"]["by_setting"]["team"] == 0.5
    assert found["after"]["contacts"]["by_setting"]["workshop"] == 3.0


def test_a_seed_gives_the_same_whatever_order_the_graph_gives_people_in(infected_firm: Database) -> None:
    """The same graph again, its nodes and relationships made the other way round."""
    strong = NaturalHistory(latent_days=1, incubation_median=9.0)
    asks = WhatIf(stop=["bus"], split=["abc~w1"], days=14, runs=20, seed=9)
    before = asked(infected_firm, asks, strong, 0.1)
    people = run(
        infected_firm, "MATCH (p:Person) RETURN labels(p) AS labels, properties(p) AS properties ORDER BY p.key DESC"
    )
    edges = run(
        infected_firm,
        "MATCH (p:Person)-[m]->(g:Group) RETURN p.key AS person, type(m) AS type, g.key AS group, properties(m) AS "
        "properties ORDER BY p.key DESC, g.key DESC",
    )
    events = run(infected_firm, "MATCH (e:Case|Event)-[:OF]->(p) RETURN e.key AS event, p.key AS person")
    run(infected_firm, "MATCH (p:Person) DETACH DELETE p")
    for row in people:
        run(infected_firm, f"CREATE (p:{':'.join(row['labels'])}) SET p = $properties", properties=row["properties"])
    for row in edges:
        run(
            infected_firm,
            f"MATCH (p:Person {{key: $person}}), (g:Group {{key: $group}}) CREATE (p)-[m:{row['type']}]->(g) "
            "SET m = $properties",
            **row,
        )
    for row in events:
        run(infected_firm, "MATCH (e {key: $event}), (p:Person {key: $person}) CREATE (e)-[:OF]->(p)", **row)
    assert asked(infected_firm, asks, strong, 0.1) == before


def test_of_a_firm_only_its_people_and_those_beside_them(infected_firm: Database) -> None:
    found = asked(infected_firm, WhatIf(stop=["h"], days=3, runs=2), companies=["xyz"])
    assert (found["companies"], found["people"]) == (["xyz"], 2)


def test_what_cannot_be_asked(infected_firm: Database) -> None:
    with pytest.raises(NotFound) as missing:
        asked(infected_firm, WhatIf(stop=["abc~w9"]))
    assert (missing.value.field, "abc~w9" in missing.value.vi) == ("stop", True)
    with pytest.raises(Invalid):
        asked(infected_firm, WhatIf())
