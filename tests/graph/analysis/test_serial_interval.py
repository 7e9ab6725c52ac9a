"""The document of intervals: a drawn row of pairs with all that is said of it, and what is said of few."""

from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from graph.analysis.infected import view_of
from graph.analysis.serial_interval import intervals_document
from graph.database import Database
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
    generation = found["generation_time"]["certain"]
    assert generation["cases"] == 12
    # Infection is seen through the incubation only: less sharply, but around the same mean.
    assert generation["fits"][0]["mean"] == pytest.approx(np.mean(DELAYS), abs=1.5)
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
                "cases": 9, "least": 10, "resamples": 500, "fits": [], "intervals": None, "central": None,
            }  # fmt: skip


def test_no_cases(database: Database) -> None:
    found = ask(database)
    assert (found["cases"], found["total"], found["pairs"]) == (0, 0, [])
    assert found["serial_interval"]["observed"] == {
        "pairs": 0, "mean": None, "sd": None, "median": None, "negative": 0, "days": [],
    }  # fmt: skip
