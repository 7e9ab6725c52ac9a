"""The roster as arrays: every stay of a random world, counted by days, as an oracle that walks the world counts it."""

from collections import Counter
from datetime import date
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.analysis.infected import View
from graph.analysis.roster import Roster, roster
from graph.database import Database
from graph.tracing.rules import rule_set
from tests.graph.tracing.worlds import TODAY, make_world, maybe, moment, write
from tests.oracles.trace import World, chain, counts_now, persons

Stay = tuple[str, str, str, int, int, str | None]


@given(st.randoms(use_true_random=False))
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_stays_are_the_oracles(prepared: Database, chance: Random) -> None:
    world = make_world(chance)
    write(prepared, world)
    known_at = maybe(chance, chance.randint(0, 12), 0.3)
    first, last = TODAY - chance.randint(5, 20), maybe(chance, TODAY - chance.randint(0, 4), 0.7)
    firm = maybe(chance, "c1", 0.5)
    view = View(
        rules=rule_set("vn-3638-2021"),
        as_of=date.fromordinal(TODAY),
        known_at=None if known_at is None else moment(known_at),
    )
    found = prepared.read(
        lambda tx: roster(
            tx,
            view,
            first=date.fromordinal(first),
            last=last and date.fromordinal(last),
            companies=None if firm is None else [firm],
        )
    )
    stays, own = expected(world, first, date.max.toordinal() + 1 if last is None else last, known_at, firm)
    assert Counter(told(found)) == stays
    assert {found.people[n] for n, mine in enumerate(found.own) if mine} == own


def told(found: Roster) -> list[Stay]:
    """The stays, each told with the stay that it was carried up from."""
    rows = []
    for n, (person, group) in enumerate(zip(found.person, found.group, strict=True)):
        setting, key = found.groups[group]
        shift = None if found.shift[n] < 0 else found.shifts[found.shift[n]]
        rows.append((found.people[person], setting, key, int(found.first[n]), int(found.last[n]), shift))
        if found.direct[n]:
            assert found.source[n] == n
        else:
            below = found.source[n]
            assert (found.person[below], found.larger[found.group[below]]) == (person, group)
    return rows


def expected(
    world: World, first: int, last: int, known_at: int | None, firm: str | None
) -> tuple[Counter[Stay], set[str]]:
    person = persons(world, known_at)
    counted = [
        member
        for member in world.members
        if counts_now(member, known_at)
        and world.groups[member.group][0] != "village"
        and (member.since is None or member.since <= last)
        and (member.until is None or member.until >= first)
    ]
    mine = [member for member in counted if firm is None or world.people[member.person] == firm]
    own = {person[member.person] for member in mine}
    if firm is not None:
        houses = {world.groups[m.group][1] for m in mine if world.groups[m.group][0] == "room"}
        houses |= {m.group for m in mine if world.groups[m.group][0] == "house"}
        houses = {key for key in houses if key is not None and world.groups[key][0] == "house"}
        near = (
            {m.group for m in mine}
            | houses
            | {
                key
                for key, (setting, larger) in world.groups.items()
                if setting == "room" and larger in houses and larger is not None and world.groups[larger][0] == "house"
            }
        )
        counted = [member for member in counted if member.group in near]
    stays: Counter[Stay] = Counter()
    known = {member.person for member in counted}
    for member in counted:
        for group in chain(world, member.group):
            if world.groups[group][0] != "village":
                since = max(member.since or 0, first)
                until = min(last, date.max.toordinal() + 1 if member.until is None else member.until)
                setting = world.groups[group][0]
                stays[person[member.person], setting, group, since, until, member.shift] += 1
    for met in world.met:
        near_by = firm is None or {met.a, met.b} <= known or {met.a, met.b} & {member.person for member in mine}
        together = near_by and counts_now(met, known_at)
        if together and met.since <= last and met.until >= first:
            for one in (met.a, met.b):
                stays[person[one], "met", met.key, max(met.since, first), min(met.until, last), None] += 1
                own |= {person[one]} if firm is None else set()
    return stays, own
