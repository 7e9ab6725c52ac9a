"""What must hold between two traces of worlds that differ in one thing (issue 5: metamorphic laws).

Adding and narrowing are tried under the shipped rule sets. Where settings count at some levels only and distant
contacts do not lead on, a new membership can move somebody to a lower level at which less counts; down to F2 it cannot.
"""

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.database import Database
from graph.tracing.rules import rule_set
from tests.graph.tracing.worlds import TODAY, add_memberships, make_rules, make_world, product_answer, write
from tests.oracles import trace as oracle

LAW = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
CHANCE = st.randoms(use_true_random=False)


def question(chance: Random, world: oracle.World) -> oracle.Ask | None:
    standing = [case.key for case in world.cases if case.retracted is None]
    if not standing:
        return None
    return oracle.Ask(named=chance.sample(standing, chance.randint(1, len(standing))), as_of=TODAY)


def reached(answer: dict[str, Any]) -> set[str]:
    return {key for contact in answer["contacts"] for key in (contact["key"], *contact["same_as"])}


def shipped(chance: Random) -> Any:
    return rule_set(chance.choice(("vn-3638-2021", "vn-5053-2020", "who-2021", "explore")))


def without_releases(world: oracle.World) -> None:
    """Nobody is released: who was exposed while isolated, by two contradicting sources, is no subject of a law."""
    world.isolations = [replace(one, until=None) for one in world.isolations]


@given(CHANCE)
@LAW
def test_adding_a_membership_never_removes_a_contact(prepared: Database, chance: Random) -> None:
    world, rules = make_world(chance), shipped(chance)
    without_releases(world)
    if (ask := question(chance, world)) is None:
        return
    write(prepared, world)
    before = reached(product_answer(prepared, world, rules, ask))
    person = chance.choice(sorted(world.people))
    known = len(world.members)
    add_memberships(chance, world, person, world.people[person])
    world.members[known:] = [replace(member, retracted=None) for member in world.members[known:]]
    write(prepared, world)
    assert before <= reached(product_answer(prepared, world, rules, ask))


@given(CHANCE)
@LAW
def test_narrowing_a_window_never_adds_a_contact(prepared: Database, chance: Random) -> None:
    world, rules = make_world(chance), shipped(chance)
    without_releases(world)
    if (ask := question(chance, world)) is None:
        return
    write(prepared, world)
    before = reached(product_answer(prepared, world, rules, ask))
    narrower = replace(rules, before={name: max(0, days - chance.randint(0, 3)) for name, days in rules.before.items()})
    asked = replace(ask, as_of=ask.as_of - chance.randint(0, 6))
    assert reached(product_answer(prepared, world, narrower, asked)) <= before


@given(CHANCE)
@LAW
def test_splitting_a_membership_at_a_day_changes_nothing(prepared: Database, chance: Random) -> None:
    world, (rules, _) = make_world(chance), make_rules(chance)
    if (ask := question(chance, world)) is None:
        return
    write(prepared, world)
    before = product_answer(prepared, world, rules, ask)
    world.members = [part for member in world.members for part in split(chance, member)]
    write(prepared, world)
    after = product_answer(prepared, world, rules, ask)
    # Which record of one person a list shows depends on the latest since, which splitting moves.
    if not world.same:
        assert after == before
    assert reached(after) == reached(before)


def split(chance: Random, member: oracle.Member) -> Iterator[oracle.Member]:
    first = TODAY - 40 if member.since is None else member.since
    last = TODAY + 5 if member.until is None else member.until
    if last <= first or chance.random() < 0.5:
        yield member
        return
    day = chance.randint(first, last - 1)
    yield replace(member, until=day)
    yield replace(member, since=day + 1)


@given(CHANCE)
@LAW
def test_renaming_keys_changes_nothing(prepared: Database, chance: Random) -> None:
    world, (rules, _) = make_world(chance), make_rules(chance)
    if (ask := question(chance, world)) is None:
        return
    write(prepared, world)
    before = product_answer(prepared, world, rules, ask)
    write(prepared, renamed(world))
    after = product_answer(prepared, renamed(world), rules, ask)
    assert plainly(after) == plainly(before)


def renamed(world: oracle.World) -> oracle.World:
    """Every person and group gets a longer key, in the same order."""
    return oracle.World(
        people={f"z-{key}": company and f"z-{company}" for key, company in world.people.items()},
        groups={f"z-{key}": (kind, larger and f"z-{larger}") for key, (kind, larger) in world.groups.items()},
        members=[replace(m, person=f"z-{m.person}", group=f"z-{m.group}") for m in world.members],
        same=[replace(s, a=f"z-{s.a}", b=f"z-{s.b}") for s in world.same],
        cases=[replace(c, person=f"z-{c.person}") for c in world.cases],
        met=[replace(m, a=f"z-{m.a}", b=f"z-{m.b}") for m in world.met],
        isolations=[replace(i, person=f"z-{i.person}") for i in world.isolations],
    )


def plainly(value: Any) -> Any:
    """Take the longer keys' beginning away, wherever it stands."""
    if isinstance(value, dict):
        return {plainly(key): plainly(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(plainly(one) for one in value)
    return value.removeprefix("z-") if isinstance(value, str) else value


@given(CHANCE)
@LAW
def test_two_joined_records_give_what_one_would(prepared: Database, chance: Random) -> None:
    world, (rules, _) = make_world(chance), make_rules(chance)
    world.same = []
    if (ask := question(chance, world)) is None:
        return
    person = chance.choice(sorted(world.people))
    write(prepared, world)
    one = product_answer(prepared, world, rules, ask)
    other = f"{person}-b"
    world.people[other] = world.people[person]
    world.same = [oracle.Same(person, other)]
    world.members = [
        replace(m, person=other) if m.person == person and chance.random() < 0.5 else m for m in world.members
    ]
    world.met = [replace(m, a=other) if m.a == person and chance.random() < 0.5 else m for m in world.met]
    write(prepared, world)
    two = product_answer(prepared, world, rules, ask)
    assert said(two, {other: person}) == said(one, {})


def said(answer: dict[str, Any], name: dict[str, str]) -> list[Any]:
    """Who is reached how, whatever the record by which each is shown."""
    found = []
    for contact in answer["contacts"]:
        reasons = {
            place: (sorted(name.get(key, key) for key in sources), *rest)
            for place, (sources, *rest) in contact["reasons"].items()
        }
        key = name.get(contact["key"], contact["key"])
        kept = {
            field: contact[field] for field in ("level", "grade", "score", "first", "last", "days", "case", "nearest")
        }
        found.append((key, kept, {p: (r if r[1] <= 5 else r[1:]) for p, r in reasons.items()}))
    return sorted(found, key=lambda one: one[0])


@given(CHANCE)
@LAW
def test_the_order_of_recording_changes_nothing(prepared: Database, chance: Random) -> None:
    world, (rules, _) = make_world(chance), make_rules(chance)
    if (ask := question(chance, world)) is None:
        return
    write(prepared, world)
    before = product_answer(prepared, world, rules, ask)
    for facts in (world.members, world.same, world.cases, world.met, world.isolations):
        chance.shuffle(facts)
    world.people = dict(chance.sample(sorted(world.people.items()), len(world.people)))
    write(prepared, world)
    after = product_answer(prepared, world, rules, ask)
    # Windows come in the order in which the cases are named, which was shuffled too.
    assert sorted(after.pop("windows"), key=str) == sorted(before.pop("windows"), key=str)
    assert after == before
