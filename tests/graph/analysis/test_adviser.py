"""Which units to stop: a drawn firm with the whole document, its risks worked out by hand."""

import math
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from graph.analysis.adviser import advise
from graph.analysis.ahead import situation
from graph.analysis.infected import view_of
from graph.database import Database
from graph.errors import Invalid
from tests.drawing import day
from tests.graph.analysis.closing import ASSUMED, HISTORY, VIEW


def advice(infected_firm: Database, **options: Any) -> dict[str, Any]:
    view = view_of(as_of=day("20"), rules="vn-3638-2021")
    found = infected_firm.read(lambda tx: situation(tx, view, days=14, companies=["abc"]))
    return advise(found, HISTORY, {"abc": "ABC"}, companies=["abc"], **{"limit": 9, "offset": 0, **options})


def test_the_adviser_stops_the_team_of_the_case(infected_firm: Database) -> None:
    found = advice(infected_firm)
    units, told = found.pop("units"), found.pop("advice")
    risk = found.pop("risk")
    assert found == {
        **VIEW, "companies": [{"key": "abc", "name": "ABC"}], "source": "2787/QĐ-BYT, 05/06/2021", "from": "2021-05-21",
        "to": "2021-06-03", "assumptions": ASSUMED, "workers": 6, "at_risk": 4, "share": 0.8,
        "total": 5, "limit": 9, "offset": 0,
    }  # fmt: skip
    by_key = {unit["group"]["key"]: unit for unit in units}
    assert [unit["workers"] for unit in (by_key[key] for key in named("", "~w1", "~w1~t1", "~w1~t2", "~w2"))] == [
        6, 4, 1, 3, 2,
    ]  # fmt: skip
    assert by_key["abc~w1~t1"]["group"]["in"] == ["abc~w1", "ABC"]
    expected = by_hand()
    assert risk == pytest.approx(expected["binh"] + 3 * expected["dung"], rel=1e-3)
    assert by_key["abc~w1~t1"]["risk"] == pytest.approx(expected["binh"], rel=1e-3, abs=2e-6)
    assert by_key["abc~w1~t2"]["risk"] == pytest.approx(3 * expected["dung"], rel=1e-3, abs=2e-6)
    assert by_key["abc~w2"]["risk"] == 0.0
    # Both teams are needed for four fifths of the risk, and that is the workshop.
    assert (told["workers_idled"], told["workers_at_least"], told["exact"], told["reached"]) == (4, 4, True, True)
    assert (told["share"], told["at_most_times_the_fewest"]) == (1.0, 1.0)
    half = advice(infected_firm, share=0.2)["advice"]
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


def test_only_what_may_be_stopped_is_stopped(infected_firm: Database) -> None:
    site = advice(infected_firm, settings=("company",), share=0.5)
    assert (site["total"], site["advice"]["workers_idled"]) == (1, 6)
    teams = advice(infected_firm, settings=("team",), share=1.0)
    assert [unit["group"]["key"] for unit in teams["advice"]["stop"]] == ["abc~w1~t2", "abc~w1~t1"]
    first = advice(infected_firm, limit=1, offset=1)
    assert (first["total"], len(first["units"])) == (5, 1)
    with pytest.raises(Invalid) as error:
        advice(infected_firm, share=1.5)
    assert error.value.field == "share"


def test_who_is_well_again_is_at_work(infected_firm: Database) -> None:
    """28 days after the onset An, of the first team, is back; nobody isolated him since."""
    for on, workers in ((date(2021, 6, 14), 6), (date(2021, 6, 15), 7)):
        view = view_of(as_of=on, rules="vn-3638-2021")
        found = infected_firm.read(lambda tx, view=view: situation(tx, view, days=14, companies=["abc"]))  # type: ignore[misc]
        assert advise(found, HISTORY, {}, companies=["abc"], limit=9, offset=0)["workers"] == workers


def test_without_a_case_there_is_nothing_to_stop(infected_firm: Database) -> None:
    view = view_of(as_of=day("10"), rules="vn-3638-2021")
    found = infected_firm.read(lambda tx: situation(tx, view, days=14, companies=["abc"]))
    told = advise(found, HISTORY, {}, companies=["abc"], limit=9, offset=0)
    assert (told["risk"], told["advice"]["stop"], told["advice"]["workers_idled"]) == (0.0, [], 0)
    assert (told["advice"]["share"], told["advice"]["reached"]) == (None, True)
