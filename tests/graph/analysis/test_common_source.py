"""Common sources: a bus that three of four cases took, and the sets and chances by brute force."""

from itertools import combinations
from random import Random

import pytest

from graph.analysis.common_source import Source, at_least, common_sources, smallest_set
from graph.analysis.infected import view_of
from graph.database import Database
from graph.errors import Invalid, NotFound
from tests.drawing import day, draw


@pytest.fixture
def drawn(database: Database) -> Database:
    """Three cases rode a bus of four people; two of them and the fourth work in a workshop of eight."""
    workers = [f"a{number}" for number in range(8)]
    draw(
        database,
        groups=[("abc", "company", None), ("w", "workshop", "abc"), ("bus", "vehicle", None), ("v", "village", None)],
        people=[
            *({"key": key, "code": key, "company": "abc"} for key in workers),
            {"key": "x1", "code": "x1"}, {"key": "x2", "code": "x2"},
        ],
        memberships=[
            *({"person": key, "group": "w"} for key in workers),
            *({"person": key, "group": "bus"} for key in ("a0", "a1", "x1", "x2")),
            *({"person": key, "group": "v"} for key in (*workers, "x1")),
            {"person": "a2", "group": "bus", "since": day("15")},
        ],
        cases=[
            {"key": "c0", "person": "a0", "onset": day("10")},
            {"key": "c1", "person": "a1", "onset": day("11")},
            {"key": "c2", "person": "a2", "onset": day("12")},
            {"key": "c3", "person": "x1", "onset": day("13")},
            {"key": "c4", "person": "x2", "onset": day("13"), "retracted_at": "2021-05-14T00:00:00Z"},
        ],
    )  # fmt: skip
    return database


def test_what_cases_have_in_common(drawn: Database) -> None:
    view = view_of(as_of=day("20"), rules="vn-3638-2021")
    found = drawn.read(lambda tx: common_sources(tx, view, ["c0", "c1", "c2", "c3"], limit=10, offset=0))
    # Days of infection: from 14 to 2 days before the onset. The company has the same people as the workshop.
    assert [
        (one["group"]["key"], one["keys"], one["people"], round(one["chance"], 4), one["from"], one["to"])
        for one in found["sources"]
    ] == [
        ("bus", ["c0", "c1", "c3"], 4, 0.1190, "2021-04-26", "2021-05-11"),
        ("abc", ["c0", "c1", "c2"], 8, 0.8667, "2021-04-26", "2021-05-10"),
        ("w", ["c0", "c1", "c2"], 8, 0.8667, "2021-04-26", "2021-05-10"),
    ]
    assert (found["people"], found["total"]) == (10, 3)
    assert found["smallest_set"]["cases"] == 4
    assert [one["group"]["key"] for one in found["smallest_set"]["sources"]] == ["bus", "abc"]
    assert found["cases"][3]["infected"] == {"from": "2021-04-29", "to": "2021-05-11"}


def test_cases_that_fell_ill_after_the_day_have_nothing_in_common(drawn: Database) -> None:
    view = view_of(as_of=day("05"), rules="vn-3638-2021")
    found = drawn.read(lambda tx: common_sources(tx, view, ["c0", "c1"], limit=10, offset=0))
    assert (found["cases"], found["people"], found["sources"]) == ([], 0, [])
    assert found["smallest_set"] == {"cases": 0, "sources": []}


@pytest.mark.parametrize(("keys", "error"), [(["c0"], Invalid), (["c0", "c4"], NotFound), (["c0", "none"], NotFound)])
def test_what_is_refused(drawn: Database, keys: list[str], error: type[Exception]) -> None:
    view = view_of(as_of=day("20"), rules="vn-3638-2021")
    with pytest.raises(error):
        drawn.read(lambda tx: common_sources(tx, view, keys, limit=10, offset=0))


def test_the_chance_is_what_counting_gives() -> None:
    for total, members, drawn, seen in ((6, 3, 2, 1), (7, 2, 4, 2), (8, 5, 3, 0), (5, 5, 2, 2)):
        hits = [len(set(some) & set(range(members))) >= seen for some in combinations(range(total), drawn)]
        assert at_least(seen, total=total, members=members, drawn=drawn) == pytest.approx(sum(hits) / len(hits))


def test_the_smallest_set_is_what_trying_all_gives() -> None:
    dice = Random(7)
    for _ in range(60):
        sources = [
            Source(
                setting="team",
                group=f"g{number}",
                cases=frozenset(dice.sample(range(6), dice.randint(1, 4))),
                days=((1, 2),),
                people=dice.randint(2, 50),
                chance=0.1,
            )
            for number in range(dice.randint(1, 7))
        ]
        found = smallest_set(sources, 6)
        covered = len(frozenset[int]().union(*(one.cases for one in found)))
        some = [one for number in (1, 2, 3) for one in combinations(sources, number)]
        best = max(len(frozenset[int]().union(*(one.cases for one in each))) for each in some)
        alike = [each for each in some if len(frozenset[int]().union(*(one.cases for one in each))) == best]
        fewest = min(len(each) for each in alike)
        least = min(sum(one.people for one in each) for each in alike if len(each) == fewest)
        assert (covered, len(found), sum(one.people for one in found)) == (best, fewest, least)
