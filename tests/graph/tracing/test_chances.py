"""The order by the chance of infection: a small case by hand, and the oracle on random worlds."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.database import Database
from graph.tracing.chances import Exposed, chances, infectious_days
from graph.tracing.expand import Meeting
from tests.graph.tracing.worlds import SETTINGS, TODAY, make_rules, make_world, maybe, product_document, write
from tests.oracles import trace as oracle


def test_contacts_infect_later_and_each_other() -> None:
    """Bình and Chi share days 1 to 2 with the case; from day 4 they share a room, and Chi one with Dũng on day 5."""
    with_case = Meeting("team", "t", {"case": ((1, 2),)})
    together = Meeting("room", "r", {"binh": ((4, 4),), "chi": ((4, 4),)})
    found = {
        "binh": Exposed(level=1, days=((1, 2),), meetings=[with_case], among=[together]),
        "chi": Exposed(level=1, days=((1, 2),), meetings=[with_case], among=[together]),
        "dung": Exposed(level=2, days=((5, 5),), meetings=[Meeting("room", "r2", {"chi": ((5, 5),)})]),
    }
    direct = 1 - 0.9**2
    # On day 4 only an infection of day 1 infects, so half; on day 5 both do.
    expected = 1 - (1 - direct) * (1 - direct * 0.2) ** 0.5
    assert chances(found, rates={"team": 0.1, "room": 0.2}) == pytest.approx(
        {"binh": expected, "chi": expected, "dung": direct * 0.2}
    )


def test_nobody_infects_within_the_latent_days() -> None:
    assert infectious_days(((8, 10),), ((8, 8),)) == 0
    assert infectious_days(((8, 11), (20, 20)), ((8, 8),)) == 2


@given(st.randoms(use_true_random=False))
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_product_and_the_oracle_agree(prepared: Database, chance: Random) -> None:
    world = make_world(chance)
    rules, plain_rules = make_rules(chance)
    standing = [case.key for case in world.cases if case.retracted is None]
    if not standing:
        return
    write(prepared, world)
    ask = oracle.Ask(
        named=chance.sample(standing, chance.randint(1, len(standing))),
        as_of=TODAY - chance.randint(-3, 12),
        depth=maybe(chance, chance.randint(1, 3), 0.4),
        only=maybe(chance, set(chance.sample(SETTINGS, 3)), 0.2),
        chance=True,
    )
    found = product_document(prepared, world, rules, ask)
    contacts = [(one["person"]["key"], one["chance"]) for one in found["contacts"]]
    assert found["order"] == "chance"
    assert dict(contacts) == pytest.approx(oracle.answer(world, plain_rules, ask)["chances"], abs=1.1e-4)
    assert contacts == sorted(contacts, key=lambda one: (-one[1], one[0]))
