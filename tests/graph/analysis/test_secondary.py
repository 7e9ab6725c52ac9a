"""Secondary attack rates: a drawn workshop by hand, and the oracle on random worlds."""

from datetime import date
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.analysis.attack_rates import attack_rates
from graph.analysis.infected import View, outbreak, view_of
from graph.analysis.links import whereabouts
from graph.analysis.secondary import Secondary, secondary
from graph.database import Database, Transaction
from tests.drawing import day, draw
from tests.graph.tracing.worlds import TODAY, make_rules, make_world, maybe, write
from tests.oracles import secondary as oracle
from tests.oracles.trace import Sick


def test_by_hand(database: Database) -> None:
    """An infects Bình of the team and not Chi, nor Dũng of the workshop; Em was ill before, and so was An."""
    draw(
        database,
        groups=[("abc", "company", None), ("w", "workshop", "abc"), ("t", "team", "w"), ("r", "room", None)],
        people=[
            *({"key": key, "company": "abc"} for key in ("an", "binh", "chi", "dung", "em")),
            {"key": "mother", "kind": "cohabitant"},
        ],
        memberships=[
            *({"person": key, "group": "t"} for key in ("an", "binh", "chi", "em")),
            {"person": "dung", "group": "w"}, {"person": "binh", "group": "r"}, {"person": "mother", "group": "r"},
        ],
        cases=[
            {"key": "c1", "person": "an", "onset": day("4"), "isolated": day("5")},
            {"key": "c2", "person": "binh", "onset": day("9"), "isolated": day("10")},
            {"key": "c3", "person": "em", "onset": day("1"), "isolated": date(2021, 4, 20)},
        ],
    )  # fmt: skip
    view = view_of(as_of=day("24"), rules="vn-3638-2021")
    found = database.read(lambda tx: attack_rates(tx, view, "setting", limit=9, offset=0))
    # Bình's own window, 6 to 10 May, exposes team and workshop again: until 24 May their incubation is not over. Bình
    # was exposed until the 5th.
    assert (found["pending"], found["ill_before"]) == (3, 2)
    assert [(one["value"], one["cases"], one["people"]) for one in found["rates"]] == [
        ("team", 1, 1), ("workshop", 1, 1),
    ]  # fmt: skip
    early = database.read(
        lambda tx: attack_rates(tx, view_of(as_of=day("19"), rules="vn-3638-2021"), "setting", limit=9, offset=0)
    )
    # Nobody's incubation is over, so that Bình, who is ill, does not count alone.
    assert (early["pending"], early["ill_before"], early["rates"]) == (4, 2, [])
    later = database.read(
        lambda tx: attack_rates(tx, view_of(as_of=day("25"), rules="vn-3638-2021"), "setting", limit=9, offset=0)
    )
    assert (later["pending"], later["ill_before"]) == (0, 2)
    assert [
        (one["value"], one["cases"], one["people"], one["rest"]["cases"], one["rest"]["people"])
        for one in later["rates"]
    ] == [("team", 1, 2, 0, 2), ("workshop", 1, 3, 0, 1), ("room", 0, 1, 1, 3)]


@given(st.randoms(use_true_random=False))
@settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_rates_are_the_oracles(prepared: Database, chance: Random) -> None:
    world = make_world(chance)
    rules, plain_rules = make_rules(chance)
    for number, person in enumerate(sorted(world.people)):
        if chance.random() < 0.4:
            ill = TODAY - chance.randint(0, 12)
            world.cases.append(Sick(f"more-{number}", person, onset=ill, isolated=maybe(chance, ill + 2, 0.5)))
    write(prepared, world)
    as_of = TODAY + chance.randint(-5, 25)
    view = View(rules=rules, as_of=date.fromordinal(as_of))

    def work(transaction: Transaction) -> Secondary:
        found = outbreak(transaction, view)
        return secondary(transaction, view, found, whereabouts(transaction, view, found))

    found = prepared.read(work)
    rates = {one.value or "": (one.cases, one.people) for one in found.rates}
    assert (rates, found.pending, found.ill_before) == oracle.secondary(world, plain_rules, as_of)
