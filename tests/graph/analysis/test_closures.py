"""What-if and the adviser: a drawn firm, each with its whole document, and what is refused."""

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from graph.analysis.adviser import advise
from graph.analysis.ahead import situation
from graph.analysis.closures import WhatIf, what_if
from graph.analysis.infected import view_of
from graph.analysis.natural_history import NaturalHistory, natural_history
from graph.database import Database
from graph.errors import Invalid, NotFound
from tests.drawing import day, draw

HISTORY = natural_history("covid-19")
ASSUMED = {
    "latent_days": 3, "incubation_median": 5.06, "incubation_sigma": 0.418, "delay_days": 2.0,
    "source": "Lauer 2020 doi 10.7326/M20-0504 (incubation); latent days and delay assumed",
    "daily_rates": {"room": 0.0234, "team": 0.0061, "vehicle": 0.0061, "met": 0.0061, "workshop": 0.0012,
                    "house": 0.0012},
    "days_back": 14,
}  # fmt: skip
VIEW = {"disease": "covid-19", "rules": "vn-3638-2021", "as_of": "2021-05-20", "known_at": None}


@pytest.fixture
def firm(database: Database) -> Database:
    """Workshop w1 with teams t1 (the case and two) and t2 (three), w2 (two); a bus; a room; one of t1 is isolated."""
    draw(
        database,
        groups=[
            ("abc", "company", None), ("abc~w1", "workshop", "abc"), ("abc~w2", "workshop", "abc"),
            ("abc~w1~t1", "team", "abc~w1"), ("abc~w1~t2", "team", "abc~w1"), ("bus", "vehicle", None),
            ("h", "house", None), ("r", "room", "h"), ("xyz", "company", None),
        ],
        people=[
            *({"key": key, "company": "abc"} for key in ("an", "binh", "chi", "dung", "em", "giang", "hoa", "khanh")),
            {"key": "lan", "company": "xyz"},
        ],
        memberships=[
            *({"person": key, "group": "abc~w1~t1"} for key in ("an", "binh", "chi")),
            *({"person": key, "group": "abc~w1~t2"} for key in ("dung", "em", "giang")),
            *({"person": key, "group": "abc~w2"} for key in ("hoa", "khanh")),
            {"person": "binh", "group": "bus"}, {"person": "hoa", "group": "bus"},
            {"person": "binh", "group": "r"}, {"person": "lan", "group": "r"}, {"person": "lan", "group": "xyz"},
        ],
        cases=[{"key": "c", "person": "an", "onset": day("18"), "isolated": day("20")}],
        events=[{"key": "e", "person": "chi", "kind": "isolation", "since": day("20")}],
    )  # fmt: skip
    return database


def asked(
    firm: Database, what: WhatIf, history: NaturalHistory = HISTORY, rate: float | None = None, **options: Any
) -> dict[str, Any]:
    view = view_of(as_of=day("20"), rules="vn-3638-2021")
    if rate is not None:
        rules = {name: rule.model_copy(update={"daily_rate": rate}) for name, rule in view.rules.settings.items()}
        view = replace(view, rules=replace(view.rules, settings=rules))
    found = firm.read(lambda tx: situation(tx, view, days=what.days, **options))
    return what_if(found, what, history, {"bus": "Xe 5"}, **options)


def test_what_if_a_team_and_a_bus_are_stopped(firm: Database) -> None:
    found = asked(firm, WhatIf(stop=["abc~w1~t1", "bus"], days=7, runs=20, seed=4))
    before, after = found.pop("before"), found.pop("after")
    simulated = [found.pop(name) for name in ("hidden", "averted")]
    assert found == {
        **VIEW, "from": "2021-05-21", "to": "2021-05-27", "companies": None, "people": 9,
        "measures": [
            {"measure": "stop", "group": {"key": "abc~w1~t1", "name": "abc~w1~t1"}, "setting": "team", "people": 3},
            {"measure": "stop", "group": {"key": "bus", "name": "Xe 5"}, "setting": "vehicle", "people": 2},
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


def test_more_runs_make_the_answer_surer(firm: Database) -> None:
    """With what spreads easily: a closure of the site leaves the room alone."""
    strong = NaturalHistory(latent_days=1, incubation_median=9.0)
    few, many = (
        asked(firm, WhatIf(stop=["abc"], days=14, runs=runs), strong, 0.1)["before"]["secondary_cases"]["error"]
        for runs in (50, 800)
    )
    assert 0 < many < few
    found = asked(firm, WhatIf(stop=["abc", "bus"], runs=200), strong, 0.1)
    assert found["idled"] == 6
    assert found["averted"]["low"] >= 0
    assert found["after"]["secondary_cases"]["mean"] < found["before"]["secondary_cases"]["mean"]
    assert set(found["after"]["contacts"]["by_setting"]) == {"house", "room"}


def test_what_if_a_workshop_is_split_and_a_house_emptied(firm: Database) -> None:
    found = asked(firm, WhatIf(split=["abc~w1"], stop=["h"], days=3, runs=2))
    assert [(one["measure"], one["setting"], one["people"]) for one in found["measures"]] == [
        ("stop", "house", 2),
        ("split", "workshop", 6),
    ]
    assert found["idled"] == 0
    # The halves are the teams: Bình is alone in his (An and Chi are away), t2 stays together.
    assert found["after"]["contacts"]["by_setting"] == {"team": 1.5, "vehicle": 0.25, "workshop": 1.5}


def test_what_if_a_team_is_split(firm: Database) -> None:
    """Dũng and Giang are of one half of t2, Em of the other; they still meet in the workshop, which is not split."""
    found = asked(firm, WhatIf(split=["abc~w1~t2"], days=3, runs=2))
    assert found["after"]["contacts"]["by_setting"]["team"] == 0.5
    assert found["after"]["contacts"]["by_setting"]["workshop"] == 3.0


def test_of_a_firm_only_its_people_and_those_beside_them(firm: Database) -> None:
    found = asked(firm, WhatIf(stop=["h"], days=3, runs=2), companies=["xyz"])
    assert (found["companies"], found["people"]) == (["xyz"], 2)


def test_what_cannot_be_asked(firm: Database) -> None:
    with pytest.raises(NotFound) as missing:
        asked(firm, WhatIf(stop=["abc~w9"]))
    assert (missing.value.field, "abc~w9" in missing.value.vi) == ("stop", True)
    with pytest.raises(Invalid):
        asked(firm, WhatIf())


def advice(firm: Database, **options: Any) -> dict[str, Any]:
    view = view_of(as_of=day("20"), rules="vn-3638-2021")
    found = firm.read(lambda tx: situation(tx, view, days=14, companies=["abc"]))
    return advise(found, HISTORY, {"abc": "ABC"}, company="abc", **{"limit": 9, "offset": 0, **options})


def test_the_adviser_stops_the_team_of_the_case(firm: Database) -> None:
    found = advice(firm)
    units, told = found.pop("units"), found.pop("advice")
    risk = found.pop("risk")
    assert found == {
        **VIEW, "company": {"key": "abc", "name": "ABC"}, "source": "2787/QĐ-BYT, 05/06/2021", "from": "2021-05-21",
        "to": "2021-06-03", "assumptions": ASSUMED, "workers": 6, "at_risk": 4, "share": 0.8,
        "total": 5, "limit": 9, "offset": 0,
    }  # fmt: skip
    by_key = {unit["group"]["key"]: unit for unit in units}
    assert [unit["workers"] for unit in (by_key[key] for key in named("", "~w1", "~w1~t1", "~w1~t2", "~w2"))] == [
        6, 4, 1, 3, 2,
    ]  # fmt: skip
    expected = by_hand()
    assert risk == pytest.approx(expected["binh"] + 3 * expected["dung"], rel=1e-3)
    assert by_key["abc~w1~t1"]["risk"] == pytest.approx(expected["binh"], rel=1e-3, abs=2e-6)
    assert by_key["abc~w1~t2"]["risk"] == pytest.approx(3 * expected["dung"], rel=1e-3, abs=2e-6)
    assert by_key["abc~w2"]["risk"] == 0.0
    # Both teams are needed for four fifths of the risk, and that is the workshop.
    assert (told["workers_idled"], told["workers_at_least"], told["exact"], told["reached"]) == (4, 4, True, True)
    assert (told["share"], told["at_most_times_the_fewest"]) == (1.0, 1.0)
    half = advice(firm, share=0.2)["advice"]
    assert [unit["group"]["key"] for unit in half["stop"]] == ["abc~w1~t1"]
    assert half["workers_idled"] == 1


def named(*endings: str) -> Iterable[str]:
    return [f"abc{ending}" for ending in endings]


def by_hand() -> dict[str, float]:
    """The risk of Bình (team and workshop of the case) and of Dũng (workshop): infected day by day, then infecting."""
    later = HISTORY.later
    team, workshop = 0.0061, 0.0012
    hazard = {"binh": -math.log1p(-team) - math.log1p(-workshop), "dung": -math.log1p(-workshop)}
    # Those they infect at work: Bình the three of t2 (workshop); Dũng Em and Giang (both), Bình (workshop).
    gives = {"binh": -3 * math.log1p(-workshop),
             "dung": -2 * (math.log1p(-team) + math.log1p(-workshop)) - math.log1p(-workshop)}  # fmt: skip
    found = {}
    for who in ("binh", "dung"):
        total, spared = 0.0, 1.0
        for ago in range(5, -1, -1):  # the window is from the 15th to the 20th
            unseen = later[ago] if ago else 1.0
            chance = spared * -math.expm1(-hazard[who] * unseen)
            spared -= chance
            for ahead in range(1, 15):
                since = ago + ahead
                if since >= 3:
                    total += chance * later[since - 1] / unseen * gives[who]
        found[who] = total
    return found


def test_only_what_may_be_stopped_is_stopped(firm: Database) -> None:
    site = advice(firm, settings=("company",), share=0.5)
    assert (site["total"], site["advice"]["workers_idled"]) == (1, 6)
    teams = advice(firm, settings=("team",), share=1.0)
    assert [unit["group"]["key"] for unit in teams["advice"]["stop"]] == ["abc~w1~t2", "abc~w1~t1"]
    first = advice(firm, limit=1, offset=1)
    assert (first["total"], len(first["units"])) == (5, 1)
    with pytest.raises(Invalid) as error:
        advice(firm, share=1.5)
    assert error.value.field == "share"


def test_without_a_case_there_is_nothing_to_stop(firm: Database) -> None:
    view = view_of(as_of=day("10"), rules="vn-3638-2021")
    found = firm.read(lambda tx: situation(tx, view, days=14, companies=["abc"]))
    told = advise(found, HISTORY, {}, company="abc", limit=9, offset=0)
    assert (told["risk"], told["advice"]["stop"], told["advice"]["workers_idled"]) == (0.0, [], 0)
    assert (told["advice"]["share"], told["advice"]["reached"]) == (None, True)
