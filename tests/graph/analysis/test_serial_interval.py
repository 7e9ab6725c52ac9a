"""The document of intervals: a drawn row of pairs with all that is said of it, what is said of few; and generation
times of simulated infections."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from graph.analysis.delay_fits import Delays, fits_of
from graph.analysis.infected import Infected, view_of
from graph.analysis.serial_interval import generation_fit, intervals_document
from graph.analysis.transmission_pairs import Pair, generation_weights
from graph.database import Database
from graph.tracing.windows import CaseDates
from tests.drawing import day, draw

DELAYS = (2, 3, 3, 4, 4, 4, 5, 5, 6, 7, 4, 5)


def rooms_of_two(database: Database, delays: tuple[int, ...]) -> None:
    """Draw one room a delay: An falls ill on 3 May, Bình of the same room so many days later."""
    rooms = [f"r{number:02d}" for number in range(len(delays))]
    draw(
        database,
        groups=[(room, "room", None) for room in rooms],
        people=[{"key": f"{who}-{room}", "company": "c"} for room in rooms for who in ("a", "b")],
        memberships=[{"person": f"{who}-{room}", "group": room} for room in rooms for who in ("a", "b")],
        cases=[
            {
                "key": f"{who}-{room}",
                "person": f"{who}-{room}",
                "onset": day("3") + timedelta(days=later),
                "isolated": day("5") + timedelta(days=later),
            }
            for room, delay in zip(rooms, delays, strict=True)
            for who, later in (("a", 0), ("b", delay))
        ],
    )


def ask(database: Database, **more: Any) -> dict[str, Any]:
    view = view_of(as_of=day("31"), rules="vn-3638-2021")
    more = {"limit": 99, "offset": 0, **more}
    return database.read(lambda tx: intervals_document(tx, view, **more))


def test_pairs_and_fits(database: Database) -> None:
    rooms_of_two(database, DELAYS)
    found = ask(database, limit=1)
    assert {name: found[name] for name in ("cases", "with_sources", "certain", "either_way", "flagged", "total")} == {
        "cases": 24, "with_sources": 12, "certain": 12, "either_way": 0, "total": 12,
        "flagged": {"before-infectious": 0, "not-yet-infected": 0, "outside-fit": 0},
    }  # fmt: skip
    serial = found["serial_interval"]
    assert serial["observed"] == {
        "pairs": 12,
        "mean": round(float(np.mean(DELAYS)), 3),
        "sd": round(float(np.std(DELAYS, ddof=1)), 3),
        "median": 4.0,
        "negative": 0,
        "days": [{"days": days, "pairs": pairs} for days, pairs in ((2, 1), (3, 2), (4, 4), (5, 3), (6, 1), (7, 1))],
    }
    # Every case has one source, so both fits are to the same.
    assert serial["certain"] == serial["all"]
    assert serial["certain"]["cases"] == 12
    assert {fit["distribution"] for fit in serial["certain"]["fits"]} == {"normal", "gamma", "lognormal", "weibull"}
    aics = [fit["aic"] for fit in serial["certain"]["fits"]]
    assert aics == sorted(aics)
    for fit in serial["certain"]["fits"]:
        assert fit["mean"] == pytest.approx(np.mean(DELAYS), abs=0.15)
        # Without the sixth that two whole days add to the variance.
        assert fit["sd"] == pytest.approx((np.var(DELAYS) - 1 / 6) ** 0.5, abs=0.15)
    low, high = serial["certain"]["intervals"]["mean"]
    assert low < np.mean(DELAYS) < high
    assert serial["certain"]["central"]["share"] == 0.99
    # Sources isolated two days after their onset show too little of the generation times.
    generation = found["generation_time"]["certain"]
    assert (generation["cases"], generation["determined"], generation["fits"]) == (12, False, [])
    assert [pair["source"]["person"]["key"] for pair in found["pairs"]] == ["a-r00"]
    assert found["pairs"][0] == {
        "source": {
            "key": "a-r00",
            "person": {"key": "a-r00", "code": None, "name": "a-r00", "company": None},
            "onset": "2021-05-03",
        },
        "target": {
            "key": "b-r00",
            "person": {"key": "b-r00", "code": None, "name": "b-r00", "company": None},
            "onset": "2021-05-05",
        },
        "sources": 1,
        "certain": True,
        "either_way": False,
        "shared": {"from": "2021-04-30", "to": "2021-05-03", "days": 4},
        "serial_interval": 2,
        # An was infected from 19 April to 1 May.
        "generation_time": {"from": 0, "to": 14},
        "flags": [],
    }


def test_an_interval_outside_the_fit_is_flagged(database: Database) -> None:
    rooms_of_two(database, (*DELAYS, *DELAYS, 15))
    found = ask(database, flagged=True)
    assert found["flagged"]["outside-fit"] == found["total"] == 1
    [pair] = found["pairs"]
    assert (pair["target"]["key"], pair["serial_interval"], pair["flags"]) == ("b-r24", 15, ["outside-fit"])
    central = found["serial_interval"]["certain"]["central"]
    assert central["from"] <= 2
    assert 7 <= central["to"] < 15


def test_few_pairs_are_given_without_a_fit(database: Database) -> None:
    rooms_of_two(database, DELAYS[:9])
    found = ask(database)
    assert (found["total"], len(found["pairs"])) == (9, 9)
    for name in ("serial_interval", "generation_time"):
        for which in ("certain", "all"):
            assert found[name][which] == {
                "cases": 9, "least": 10, "determined": None, "resamples": 500, "fits": [], "intervals": None,
                "central": None,
            }  # fmt: skip


def test_no_cases(database: Database) -> None:
    found = ask(database)
    assert (found["cases"], found["total"], found["pairs"]) == (0, 0, [])
    assert found["serial_interval"]["observed"] == {
        "pairs": 0, "mean": None, "sd": None, "median": None, "negative": 0, "days": [],
    }  # fmt: skip


def simulated(number: int, *, before: int, after: int, seed: int) -> list[Pair]:
    """Infections with generation times of Ganyani 2020 (gamma, mean 5.2, sd 1.7 days) and incubations of Lauer 2020,
    seen where they fall into the source's window, from ``before`` days before to ``after`` days after the onset."""
    chance = np.random.default_rng(seed)
    found: list[Pair] = []
    while len(found) < number:
        infected = 1000 + chance.random()
        onset = infected + chance.lognormal(1.621, 0.418)
        infection = infected + chance.gamma((5.2 / 1.7) ** 2, 1.7**2 / 5.2)
        ill = infection + chance.lognormal(1.621, 0.418)
        source, target = (case(int(moment), before=before, after=after) for moment in (onset, ill))
        assert source.window is not None
        days = max(source.window[0], target.infection[0]), min(source.window[1], target.infection[1])
        if days[0] <= int(infection) <= days[1] and 2 <= int(onset) - 1000 <= 14:
            found.append(
                Pair(
                    source=source, target=target, days=(days,), source_infected=(source.infection,), sources=1,
                    either_way=False, impossible=(),
                )
            )  # fmt: skip
    return found


def case(onset: int, *, before: int, after: int) -> Infected:
    return Infected(
        key="", person="", record="", anchor=onset, window=(onset - before, onset + after),
        infection=(onset - 14, onset - 2), dates=CaseDates(onset=date.fromordinal(onset)),
    )  # fmt: skip


@pytest.mark.parametrize("before", [14, 3])
def test_generation_times_are_found_again(before: int) -> None:
    pairs = simulated(400, before=before, after=30, seed=5)
    found = generation_fit([[pair] for pair in pairs], "covid-19")
    document = found.to_document()
    assert (document["cases"], document["determined"]) == (400, True)
    assert document["fits"][0]["mean"] == pytest.approx(5.2, abs=0.5)
    assert document["fits"][0]["sd"] == pytest.approx(1.7, abs=0.7)
    assert document["intervals"]["mean"][0] < 5.2 < document["intervals"]["mean"][1]
    assert {fit["distribution"] for fit in document["fits"]} == {"gamma", "lognormal", "weibull"}
    # As if all were seen, the late infections of a window that begins late would be taken for all.
    plain = fits_of(Delays.of([generation_weights([pair], "covid-19")[0] for pair in pairs]))[0].to_document()
    assert (plain["mean"] > 5.6) == (before == 3)


def test_generation_times_that_the_data_leave_open() -> None:
    """Where sources are isolated soon, only the middle of the distribution is seen."""
    found = generation_fit([[pair] for pair in simulated(40, before=3, after=2, seed=5)], "covid-19")
    assert (found.determined, found.fits, found.intervals) == (False, (), None)
    assert found.to_document()["cases"] == 40
