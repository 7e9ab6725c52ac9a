"""Transmission pairs: drawn chains for each doubt, and random worlds against the oracle."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.analysis.infected import Infected, Outbreak, View, outbreak, view_of
from graph.analysis.links import links, whereabouts
from graph.analysis.transmission_pairs import Pair, generation_weights, serial_weights, transmission_pairs
from graph.database import Database, Transaction
from tests.drawing import day, draw
from tests.graph.tracing.worlds import TODAY, make_rules, make_world, maybe, moment, write
from tests.oracles import pairs as oracle
from tests.oracles.trace import Sick


def pairs_of(database: Database, view: View) -> dict[tuple[str, str], Pair]:
    def work(tx: Transaction) -> tuple[Outbreak, list[Pair]]:
        found = outbreak(tx, view)
        return found, transmission_pairs(found, links(view, found, whereabouts(tx, view, found)))

    _, found = database.read(work)
    return {(pair.source.key, pair.target.key): pair for pair in found}


def rooms(database: Database, *stays: tuple[str, str, str | None, str | None], **cases: dict[str, date]) -> None:
    """Draw people in rooms from one day to another, and their cases."""
    draw(
        database,
        groups=[(room, "room", None) for room in sorted({room for _, room, _, _ in stays})],
        people=[{"key": key, "company": "c"} for key in sorted({person for person, _, _, _ in stays})],
        memberships=[
            {"person": person, "group": room, "since": since and day(since), "until": until and day(until)}
            for person, room, since, until in stays
        ],
        cases=[{"key": key, "person": key, **dates} for key, dates in cases.items()],
    )


def test_one_source_several_sources_and_none(database: Database) -> None:
    """An is with Bình and Chi; Chi with Bình too. Bình has one source, Chi two, An none."""
    rooms(
        database, ("an", "r", None, None), ("binh", "r", None, None), ("chi", "r", None, None),
        an={"onset": day("3"), "isolated": day("5")}, binh={"onset": day("8"), "isolated": day("9")},
        chi={"sampled": day("14"), "isolated": day("14")},
    )  # fmt: skip
    found = pairs_of(database, view_of(as_of=day("20"), rules="vn-3638-2021"))
    told = {key: (pair.sources, pair.certain, pair.serial_interval, pair.generation) for key, pair in found.items()}
    assert told == {
        # An: ill 3 May, infected 19 April to 1 May; with Bình in his window 30 April to 5 May, both days included.
        ("an", "binh"): (1, True, 5, (0, 16)),
        ("an", "chi"): (2, False, None, (0, 16)),
        # Bình was infected by An, 30 April to 5 May; his own window is 5 to 9 May.
        ("binh", "chi"): (2, False, None, (0, 9)),
    }
    assert all(not pair.impossible and not pair.either_way for pair in found.values())
    assert serial_weights([found["an", "binh"]]) == {5: 1.0}
    assert serial_weights([found["an", "chi"], found["binh", "chi"]]) == {}


def test_of_two_who_can_have_infected_each_other_the_earlier_is_the_source(database: Database) -> None:
    rooms(
        database, ("an", "r", None, None), ("binh", "r", None, None),
        an={"onset": day("10"), "isolated": day("11")}, binh={"onset": day("9"), "isolated": day("11")},
    )  # fmt: skip
    [(keys, pair)] = pairs_of(database, view_of(as_of=day("20"), rules="vn-3638-2021")).items()
    assert (keys, pair.either_way, pair.certain, pair.serial_interval) == (("binh", "an"), True, True, 1)


def test_a_negative_interval_that_can_only_be_that_way(database: Database) -> None:
    """Bình was away when An could have been infected by him."""
    rooms(
        database, ("an", "r", None, None), ("binh", "r", "7", "7"),
        an={"onset": day("10"), "isolated": day("20")}, binh={"onset": day("9"), "isolated": date(2021, 5, 6)},
    )  # fmt: skip
    [(keys, pair)] = pairs_of(database, view_of(as_of=day("20"), rules="vn-3638-2021")).items()
    assert (keys, pair.either_way, pair.certain, pair.serial_interval) == (("an", "binh"), False, True, -1)


def test_a_source_that_was_not_infected_yet(database: Database) -> None:
    """Bình met An, his only source, on 10 May, and Chi on 9 May alone: he cannot have infected Chi by what is known.
    Dũng, with Bình on 12 May, is possible."""
    rooms(
        database, ("an", "r", "10", "10"), ("binh", "r", "10", "10"), ("binh", "q", "9", "9"), ("chi", "q", None, None),
        ("binh", "p", "12", "12"), ("dung", "p", None, None),
        an={"onset": day("9"), "isolated": day("13")}, binh={"onset": day("12"), "isolated": day("14")},
        chi={"onset": day("15")}, dung={"onset": day("16")},
    )  # fmt: skip
    found = pairs_of(database, view_of(as_of=day("20"), rules="vn-3638-2021"))
    assert {key: (pair.impossible, pair.sources, pair.certain, pair.generation) for key, pair in found.items()} == {
        ("an", "binh"): ((), 1, True, (3, 15)),
        ("binh", "chi"): (("not-yet-infected",), 0, False, None),
        ("binh", "dung"): ((), 1, True, (2, 2)),
    }
    assert serial_weights([found["binh", "chi"]]) == {}
    assert generation_weights([found["binh", "chi"]], "covid-19") == ({}, {})


@pytest.mark.parametrize(("onset", "why"), [("10", ("before-infectious",)), ("11", ())])
def test_ill_before_the_source_can_have_infected(database: Database, onset: str, why: tuple[str, ...]) -> None:
    """By a rule set that goes by the sample, the onset can lie before all that: An's window begins on 9 May, so whom
    he infected was ill from 11 May on."""
    rooms(
        database, ("an", "r", None, None), ("binh", "r", None, None),
        an={"sampled": day("12"), "isolated": day("13")},
        binh={"sampled": day("16"), "onset": day(onset), "isolated": day("16")},
    )  # fmt: skip
    seen = view_of(as_of=day("20"), rules="vn-3638-2021")
    by_sample = View(rules=replace(seen.rules, anchors=("sampled", "onset")), as_of=seen.as_of)
    assert pairs_of(database, by_sample)["an", "binh"].impossible == why


def case(key: str, *, onset: int | None, anchor: int) -> Infected:
    from graph.tracing.windows import CaseDates

    dates = CaseDates(onset=None if onset is None else date.fromordinal(onset))
    return Infected(
        key=key, person=key, record=key, anchor=anchor, window=(anchor - 3, anchor + 3),
        infection=(anchor - 14, anchor - 2), dates=dates,
    )  # fmt: skip


@pytest.mark.parametrize("disease", ["covid-19", "mers"])
@pytest.mark.parametrize(("first", "second"), [(100, 105), (None, 105), (100, None)])
def test_generation_times_by_days(disease: str, first: int | None, second: int | None) -> None:
    source, target = case("a", onset=first, anchor=100), case("b", onset=second, anchor=105)
    pair = Pair(
        source=source, target=target, days=((97, 98), (101, 103)), source_infected=((92, 95), (97, 98)),
        sources=1, either_way=False, impossible=(),
    )  # fmt: skip
    other = replace(pair, source=case("c", onset=first, anchor=99), days=((99, 99),), source_infected=((85, 97),))
    onset, also = (first, second) if disease == "covid-19" else (None, None)
    all_of_target = set(range(91, 104))
    one = oracle.generation(({92, 93, 94, 95, 97, 98}, onset), ({97, 98, 101, 102, 103}, also), all_of_target)
    two = oracle.generation((set(range(85, 98)), onset), ({99}, also), all_of_target)
    told, seen = generation_weights([pair], disease)
    assert told == pytest.approx(one)
    # It would have been seen had the infection fallen on any infectious day of the source, 97 to 103.
    window = oracle.generation(({92, 93, 94, 95, 97, 98}, onset), (set(range(97, 104)), None), {97})
    assert seen == pytest.approx(window)
    both = {days: (one.get(days, 0) + two.get(days, 0)) / 2 for days in one.keys() | two.keys()}
    told, seen = generation_weights([pair, other], disease)
    assert told == pytest.approx(both)
    assert sum(seen.values()) <= 7
    # Together with what is left out they are at most one: the target was infected on one day.
    assert sum(one.values()) < 1


@given(st.randoms(use_true_random=False))
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_pairs_are_the_oracles(prepared: Database, chance: Random) -> None:
    world = make_world(chance)
    rules, plain_rules = make_rules(chance)
    if chance.random() < 0.5:  # infectious so early that many were not infected yet
        before = dict.fromkeys(("onset", "sampled", "confirmed"), 12)
        rules, plain_rules = replace(rules, before=before), replace(plain_rules, before=before)
    for number, person in enumerate(sorted(world.people)):
        if chance.random() < 0.6:
            ill = TODAY - chance.randint(0, 12)
            world.cases.append(Sick(f"more-{number}", person, onset=ill, isolated=maybe(chance, ill + 2, 0.5)))
    write(prepared, world)
    known_at = maybe(chance, chance.randint(0, 12), 0.3)
    as_of = TODAY - chance.randint(-3, 12)
    seen = View(rules=rules, as_of=date.fromordinal(as_of), known_at=None if known_at is None else moment(known_at))
    found = {
        key: (days_of(pair.days), days_of(pair.source_infected), pair.sources, pair.either_way, set(pair.impossible))
        for key, pair in pairs_of(prepared, seen).items()
    }
    assert found == oracle.pairs(world, plain_rules, as_of, known_at)


def days_of(days: tuple[tuple[int, int], ...]) -> set[int]:
    return {one for first, last in days for one in range(first, last + 1)}
