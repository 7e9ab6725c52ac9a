"""The bench's trace in memory against the independent oracle, and its figures on orders that can be counted."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bench.listing import Listed, list_contacts, source_days
from bench.park import AS_OF, ISOLATED, ONSET, make_park, recorded
from bench.ranking import at_random, figures
from bench.scoring import Way, by_workshop, likely, ordered, scores
from bench.trials import CITED, SCENARIOS, exposures, infect, outbreaks
from graph.tracing.attack_rates import re_estimate
from graph.tracing.days import ALWAYS, STILL, count
from graph.tracing.rules import rule_set
from loaders.sample.dice import Dice
from loaders.sample.outbreak import hazards
from loaders.sample.register import Register
from tests.oracles import trace as oracle

RULES = rule_set("vn-3638-2021")
PLAIN = oracle.Rules(
    before=dict(RULES.before),
    after={},
    latent=0,
    max_level=2,
    expand="near",
    settings={name: (tuple(s.levels), s.grade, s.daily_rate) for name, s in RULES.settings.items()},
)


@pytest.fixture(scope="module")
def park() -> Register:
    return make_park(3, workers=260, companies=2)


def as_oracle(park: Register, case: str) -> oracle.World:
    world = oracle.World(people=dict.fromkeys(park.of_person, "firm"))
    for stay in park.stays:
        for (group, setting), larger in zip(stay.chain, [*stay.chain[1:], None], strict=True):
            world.groups[group] = (setting, larger and larger[0])
        since, until = (None if day in (ALWAYS, STILL) else day for day in (stay.since, stay.until))
        world.members.append(oracle.Member(stay.person, stay.chain[0][0], since, until, stay.shift))
    world.cases.append(oracle.Sick("case", case, onset=ONSET, isolated=ISOLATED))
    return world


def test_the_products_chance_is_the_variant_that_was_chosen(park: Register) -> None:
    case = sorted(park.of_person)[90]
    found = list_contacts(park, case, (ONSET - 3, ISOLATED), rules=RULES, as_of=AS_OF)
    assert likely(found, CITED) == pytest.approx(scores(found, case, park, Way(CITED, by=(), latent=3, among=True)))


@pytest.mark.parametrize("missing", [False, True])
@pytest.mark.parametrize("number", [0, 90, 200])
def test_the_list_and_its_order_are_the_oracles(park: Register, number: int, missing: bool) -> None:  # noqa: FBT001
    seen = recorded(park, 3, homes_unknown=0.44, shifts_unknown=0.4, oldest=21) if missing else park
    case = sorted(seen.of_person)[number]
    found = list_contacts(seen, case, (ONSET - 3, ISOLATED), rules=RULES, as_of=AS_OF)
    expected = oracle.answer(as_oracle(seen, case), PLAIN, oracle.Ask(["case"], AS_OF))["contacts"]
    score = scores(found, case, seen, Way(CITED))
    assert len(found) > 20
    assert {
        c.person: (c.level, "near" if c.near else "distant", round(score[c.person], 4), count(c.days)) for c in found
    } == {c["key"]: (c["level"], c["grade"], pytest.approx(c["score"], abs=1.1e-4), c["days"]) for c in expected}
    assert ordered(found, case, seen, Way(CITED)) == [c["key"] for c in expected]


def test_a_source_counts_once_it_can_be_infectious(park: Register) -> None:
    case = sorted(park.of_person)[0]
    found = list_contacts(park, case, (ONSET - 3, ISOLATED), rules=RULES, as_of=AS_OF)
    plain, late, never, among = (
        scores(found, case, park, way)
        for way in (
            Way(CITED),
            Way(CITED, latent=3),
            Way(CITED, latent=99),
            Way(CITED, latent=3, among=True),
        )
    )
    for contact in found:
        person = contact.person
        if contact.level == 1:
            assert plain[person] == late[person] == never[person] <= among[person]
        else:
            assert never[person] == 0 <= late[person] <= plain[person]
            assert among[person] == late[person]
    assert sum(late.values()) < sum(plain.values()) < sum(late.values()) + sum(among.values())


def test_an_infection_spreads_within_groups_only(park: Register) -> None:
    case = sorted(park.of_person)[0]
    infected = infect(park, case, hazards({"room": 0.9}), Dice(1, "test"))
    homes = {stay.chain[0][0] for stay in park.of_person[case] if stay.chain[0][1] == "room"}
    for one in infected.values():
        if one.links == 1:
            assert homes & {stay.chain[0][0] for stay in park.of_person[one.person]}
    assert infect(park, case, hazards({}), Dice(1, "test")).keys() == {case}
    again = infect(park, case, hazards({"room": 0.9}), Dice(1, "test"))
    assert again == infected


def in_key_order(found: Sequence[Listed], case: str, park: Register) -> list[str]:
    return sorted(contact.person for contact in found)


def empty(found: Sequence[Listed], case: str, park: Register) -> list[str]:
    return []


def test_figures_of_known_orders(park: Register) -> None:
    traced = list(outbreaks(5, park, SCENARIOS[0], 3))
    first = figures(traced, in_key_order)
    perfect = [replace(one, contacts=[c for c in one.contacts if c.person in one.to_find]) for one in traced]
    best = figures(perfect, in_key_order)
    assert best.found[100] == 1
    assert 0 <= first.found[10] <= first.found[20] <= first.found[50] <= first.found[100] <= 1
    nobody = figures(traced, empty)
    assert nobody.rank == pytest.approx(at_random(traced).rank)
    assert set(nobody.found.values()) == {0}
    assert figures(traced, by_workshop).rank < 1


def test_followed_up_contacts_teach_the_rates(park: Register) -> None:
    traced = list(outbreaks(6, park, SCENARIOS[0], 10))
    found = re_estimate([e for one in traced for e in exposures(one)], CITED)
    assert sum(rate.infected for rate in found.values()) > 20
    assert found["workshop"].daily_rate < found["room"].daily_rate
    assert found["met"].daily_rate == CITED["met"]


def test_source_days_count_each_pair_once(park: Register) -> None:
    case = sorted(park.of_person)[0]
    found = list_contacts(park, case, (ONSET - 3, ISOLATED), rules=RULES, as_of=AS_OF)
    for shared in source_days([c for c in found if c.level == 1]).values():
        assert {source for _, source in shared} == {case}
        assert all(1 <= count(days) <= 6 for days in shared.values())
