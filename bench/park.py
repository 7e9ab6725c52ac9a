"""A park in memory: who was a member of which group when, as it was and as it was recorded.

The people, firms, rooms and buses are the sample's. What the sample leaves unsaid (where a third of the people live) is
filled in here, as an outbreak does not care what a file says.
"""

from dataclasses import replace
from datetime import date, timedelta

from graph.tracing.days import STILL
from loaders.sample.dice import Dice
from loaders.sample.register import Register, register_of
from loaders.sample.world import World

FIRST_DAY = date(2021, 4, 1)
ROSTERS = 10
ROSTER_DAYS = 3
#: The day of onset that every simulated case has: the rosters go on for nine days after it.
ONSET = FIRST_DAY.toordinal() + 21
#: The index case is isolated, and the list of its contacts is made.
ISOLATED, AS_OF = ONSET + 2, ONSET + 7


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
    return register_of(world, ONSET)


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
    return Register(tuple(stays), ONSET, last_file)
