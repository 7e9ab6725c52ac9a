"""The trace against the naive oracle, on hundreds of random small worlds in a real Neo4j."""

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.database import Database
from tests.graph.tracing.worlds import SETTINGS, TODAY, make_rules, make_world, maybe, product_answer, write
from tests.oracles import trace as oracle


@given(st.randoms(use_true_random=False))
@settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_product_and_the_oracle_agree(prepared: Database, chance: Random) -> None:
    world = make_world(chance)
    rules, plain_rules = make_rules(chance)
    write(prepared, world)
    standing = [case.key for case in world.cases if case.retracted is None]
    if not standing:
        return
    ask = oracle.Ask(
        named=chance.sample(standing, chance.randint(1, len(standing))),
        as_of=TODAY - chance.randint(-3, 12),
        known_at=maybe(chance, chance.randint(0, 12), 0.3),
        depth=maybe(chance, chance.randint(1, 3), 0.4),
        only=maybe(chance, set(chance.sample(SETTINGS, 3)), 0.2),
    )
    assert product_answer(prepared, world, rules, ask) == oracle.answer(world, plain_rules, ask)
