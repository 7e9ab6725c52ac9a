"""Who was a member of which group when, in a sample: the truth that its files tell, by person and by group."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from graph.tracing.days import ALWAYS, STILL
from loaders.sample.world import Worker, World


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
    """Memberships by person and by group, those of smaller groups carried up; ``last_file`` by firm where it is old.

    ``sizes`` are those of ``day``.
    """

    stays: tuple[Stay, ...]
    day: int
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
        """How many people each group had on the day."""
        return {
            group: len({stay.person for stay in stays if stay.since <= self.day <= stay.until})
            for group, stays in self.of_group.items()
        }

    @cached_property
    def with_shifts(self) -> frozenset[str]:
        """The groups in which at least two shifts are known: there an unknown one may be another."""
        known = {group: {s.shift for s in stays if s.shift is not None} for group, stays in self.of_group.items()}
        return frozenset(group for group, shifts in known.items() if len(shifts) > 1)


def register_of(world: World, day: int) -> Register:
    """Return who is where in a park; ``day`` is the ordinal of the day whose sizes count. Villages are left out."""
    keys: dict[int, str] = {}
    for worker in world.workers:
        key = key_of(worker)
        keys[worker.person] = min(key, keys.get(worker.person, key))
    stays = (stay for worker in world.workers for stay in _stays(worker, keys[worker.person]))
    return Register(tuple(stays), day)


def key_of(worker: Worker) -> str:
    """Return the key of a record; a person with several is known by the smallest."""
    return f"{worker.firm.number}~{worker.code}"


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
