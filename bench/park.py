"""A park in memory: who was a member of which group when, as it was and as it was recorded.

The people, firms, rooms and buses are the sample's. What the sample leaves unsaid (where a third of the people live) is
filled in here, as an outbreak does not care what a file says.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from graph.tracing.days import ALWAYS, STILL
from loaders.sample.dice import Dice
from loaders.sample.world import Worker, World

FIRST_DAY = date(2021, 4, 1)
ROSTERS = 10
ROSTER_DAYS = 3
#: The day of onset that every simulated case has: the rosters go on for nine days after it.
ONSET = FIRST_DAY.toordinal() + 21


@dataclass(frozen=True, slots=True)
class Stay:
    """One membership with known or open ends; ``chain`` is its group and the larger ones, each with its setting."""

    person: str
    chain: tuple[tuple[str, str], ...]
    since: int
    until: int
    shift: str | None

    @property
    def at_home(self) -> bool:
        return self.chain[0][1] == "room"


@dataclass(frozen=True)
class Register:
    """Memberships by person and by group, those of smaller groups carried up; ``last_file`` by firm where it is old."""

    stays: tuple[Stay, ...]
    last_file: dict[str, int] = field(default_factory=dict)

    @cached_property
    def of_person(self) -> dict[str, list[Stay]]:
        found: dict[str, list[Stay]] = defaultdict(list)
        for stay in self.stays:
            found[stay.person].append(stay)
        return found

    @cached_property
    def of_group(self) -> dict[str, list[Stay]]:
        found: dict[str, list[Stay]] = defaultdict(list)
        for stay in self.stays:
            for group, _ in stay.chain:
                found[group].append(stay)
        return found

    @cached_property
    def sizes(self) -> dict[str, int]:
        """How many people each group had at the onset."""
        return {
            group: len({stay.person for stay in stays if stay.since <= ONSET <= stay.until})
            for group, stays in self.of_group.items()
        }

    @cached_property
    def with_shifts(self) -> frozenset[str]:
        """The groups in which at least two shifts are known: there an unknown one may be another."""
        known = {group: {s.shift for s in stays if s.shift is not None} for group, stays in self.of_group.items()}
        return frozenset(group for group, shifts in known.items() if len(shifts) > 1)


def make_park(seed: int, *, workers: int, companies: int) -> Register:
    """Return the park as it was: everyone lives somewhere, and a tenth of each firm moves or leaves in a month."""
    world = World(workers=workers, companies=companies, seed=seed, as_of=FIRST_DAY)
    for firm in world.firms:
        firm.with_residence = 1.0
    for worker in world.workers:
        if worker.residence is None:
            world._settle(worker, since=None)
    for number in range(1, ROSTERS + 1):
        world.go_on(FIRST_DAY + timedelta(days=number * ROSTER_DAYS))
    keys: dict[int, str] = {}
    for worker in world.workers:
        key = f"{worker.firm.number}~{worker.code}"
        keys[worker.person] = min(key, keys.get(worker.person, key))
    return Register(tuple(stay for worker in world.workers for stay in _stays(worker, keys[worker.person])))


def _stays(worker: Worker, key: str) -> Iterable[Stay]:
    for membership in worker.memberships:
        if membership.setting == "village":
            continue
        yield Stay(
            key,
            _chain(membership.setting, membership.group),
            ALWAYS if membership.since is None else membership.since.toordinal(),
            STILL if membership.until is None else membership.until.toordinal(),
            membership.shift,
        )


def _chain(setting: str, group: str) -> tuple[tuple[str, str], ...]:
    """Return a group and its larger ones: the sample's names tell them."""
    if setting == "team":
        firm, workshop, _ = group.removeprefix("team:").split("/")
        return (group, "team"), (f"workshop:{firm}/{workshop}", "workshop"), (f"company:{firm}", "company")
    if setting == "room":
        return (group, "room"), (f"house:{group.removeprefix('room:').rsplit('/', 1)[0]}", "house")
    return ((group, setting),)


def recorded(truth: Register, seed: int, *, homes_unknown: float, shifts_unknown: float, oldest: int) -> Register:
    """Return what the files say: homes and shifts missing, and each firm's last file up to ``oldest`` days old.

    What began after a firm's last file is not known, and what ended after it seems to go on.
    """
    dice = Dice(seed, "recorded")
    people = sorted(truth.of_person)
    no_home = {person for person in people if dice.chance(homes_unknown)}
    no_shift = {person for person in people if dice.chance(shifts_unknown)}
    firms = sorted({person.split("~")[0] for person in people})
    last_file = {firm: ONSET + 7 - dice.between(0, oldest) for firm in firms}
    stays = []
    for stay in truth.stays:
        last = last_file[stay.person.split("~")[0]]
        if stay.since > last or (stay.at_home and stay.person in no_home):
            continue
        stays.append(
            replace(
                stay,
                until=STILL if stay.until >= last else stay.until,
                shift=None if stay.person in no_shift else stay.shift,
            )
        )
    return Register(tuple(stays), last_file)
