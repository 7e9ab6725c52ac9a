"""The outbreak of a sample: what spreads from its index case, and the line list that a department would have of it."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from loaders.forms.columns import LINE_LIST
from loaders.forms.writing import write_form
from loaders.sample.dice import Dice
from loaders.sample.outbreak import Infection, hazards, spread
from loaders.sample.register import key_of, register_of
from loaders.sample.world import Worker, World

#: Rates of a day shared with a case at its usual strength: a spread through homes, buses and lines.
RATES = {"room": 0.04, "house": 0.003, "vehicle": 0.012, "team": 0.012, "workshop": 0.0008, "company": 0.00002}
#: So long after the index case's onset the line list is written.
DAYS = 21
#: Of those infected this share never falls ill, and is found by a test.
WITHOUT_SYMPTOMS = 0.15


def write_line_list(path: Path, world: World, *, onset: date) -> int:
    """Write the line list of an outbreak that the index case began; return the number of cases known by its day."""
    rows = list(_rows(world, onset))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        # The same bytes from the same seed: the file says that it was made on the list's last day.
        write_form(LINE_LIST, file, rows, made=datetime.combine(onset + timedelta(days=DAYS), time()))
    return len(rows)


def _rows(world: World, onset: date) -> Iterator[dict[str, Any]]:
    dice = Dice(world.seed, "outbreak")
    first, until = onset.toordinal(), onset.toordinal() + DAYS
    park = register_of(world, first)
    workers: dict[str, Worker] = {key_of(worker): worker for worker in world.workers}
    people: dict[int, str] = {}
    for key, worker in workers.items():
        people[worker.person] = min(key, people.get(worker.person, key))
    infected = spread(
        park,
        people[world.index.person],
        hazards(RATES),
        dice,
        onset=first,
        until=until,
        isolated=lambda one: one.onset + 2,
    )
    for one in sorted(infected.values(), key=lambda one: (one.onset, one.person)):
        row = _row(one, workers[one.person], dice)
        if row["confirmed"] <= date.fromordinal(until):
            yield row


def _row(one: Infection, worker: Worker, dice: Dice) -> dict[str, Any]:
    """Return a row of the line list: tested on one of the three days from onset on, isolated with the sample."""
    began = date.fromordinal(one.onset)
    sampled = began + timedelta(days=dice.between(0, 2))
    ill = one.links == 0 or not dice.chance(WITHOUT_SYMPTOMS)
    return {
        "code": worker.code,
        "citizen_id": worker.citizen_id,
        "name": worker.name,
        "birth": worker.birth_date,
        "phone": worker.phone,
        "company": worker.firm.name,
        "onset": began if ill else None,
        "sampled": sampled,
        "confirmed": sampled + timedelta(days=1),
        "isolated": sampled,
    }
