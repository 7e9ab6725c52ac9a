"""Ask all engines the same, hold their answers against each other, and put their times side by side."""

import gc
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

from bench.peers.engine import DEPTHS, Asked, Engine, Found, Memberships

#: How many questions at each depth, and how many of them go first to warm up.
QUESTIONS = {1: 200, 2: 200, 3: 100, 4: 50}
WARM = {1: 40, 2: 40, 3: 20, 4: 5}
#: An engine's questions at one depth end after so many seconds, but not before so many questions.
SECONDS, FEWEST = 60.0, 20
LAST_ONSET, ONSETS = date(2021, 5, 10), 90


@dataclass
class Measured:
    """One engine: seconds to load, and by depth the milliseconds and the number of answers equal to the first's."""

    name: str
    loaded: float
    times: dict[int, list[float]] = field(default_factory=dict)
    equal: dict[int, int] = field(default_factory=dict)


@dataclass
class Comparison:
    """All engines, the first being ours; the answers that theirs are held against, by depth."""

    measured: list[Measured] = field(default_factory=list)
    answers: dict[int, list[Found]] = field(default_factory=dict)

    @property
    def differing(self) -> int:
        """The number of answers, over all engines and depths, that are not ours."""
        return sum(len(m.times[depth]) - m.equal[depth] for m in self.measured for depth in m.times)


def questions(memberships: Memberships) -> dict[int, list[Asked]]:
    """Return by depth who is asked about: people by chance, with an onset by chance in three months."""
    dice = random.Random(1)
    people = dice.sample(range(len(memberships.keys)), max(QUESTIONS.values()))
    onsets = [LAST_ONSET - timedelta(dice.randrange(ONSETS)) for _ in people]
    return {
        depth: [Asked(person, onset, depth) for person, onset in zip(people, onsets, strict=True)][: QUESTIONS[depth]]
        for depth in DEPTHS
    }


def measure(comparison: Comparison, start: Callable[[], Engine], memberships: Memberships) -> None:
    """Start an engine, load it, ask it everything, stop it."""
    with closing(start()) as engine:
        started = time.perf_counter()
        engine.load(memberships)
        measured = Measured(engine.name, time.perf_counter() - started)
        comparison.measured.append(measured)
        print(f"{engine.name}: loaded in {measured.loaded:.1f} s", flush=True)
        gc.collect()
        gc.freeze()  # what was loaded is not searched for garbage in the middle of a question
        for depth, asked in questions(memberships).items():
            _ask(comparison, measured, engine, depth, asked)
        gc.unfreeze()


@contextmanager
def closing(engine: Engine) -> Iterator[Engine]:
    """Close an engine whatever happens."""
    try:
        yield engine
    finally:
        engine.close()


def _ask(comparison: Comparison, measured: Measured, engine: Engine, depth: int, asked: Sequence[Asked]) -> None:
    for question in asked[: WARM[depth]]:
        engine.trace(question)
    times: list[float] = []
    found: list[Found] = []
    for question in asked:
        if sum(times) > SECONDS * 1000 and len(times) >= FEWEST:
            break
        started = time.perf_counter()
        answer = engine.trace(question)
        times.append((time.perf_counter() - started) * 1000)
        found.append(engine.found(answer))
    ours = comparison.answers.setdefault(depth, found)
    same = [one == other for one, other in zip(found, ours, strict=False)]
    measured.times[depth], measured.equal[depth] = times, sum(same)
    print(
        f"{engine.name}: depth {depth}: {p50(times):.1f} ms, p95 {p95(times):.1f} ms, "
        f"{sum(same)} of {len(times)} answers equal",
        flush=True,
    )
    if not all(same):
        where = same.index(False)
        _tell(asked[where], found[where], ours[where])


def _tell(asked: Asked, found: Found, ours: Found) -> None:
    """Say how an answer differs, by the numbers of the people."""
    more, fewer = found.keys() - ours.keys(), ours.keys() - found.keys()
    other = {person: (found[person], ours[person]) for person in found.keys() & ours.keys()}
    changed = {person: both for person, both in other.items() if both[0] != both[1]}
    print(f"  {asked}: {len(more)} more {sorted(more)[:3]}, {len(fewer)} fewer {sorted(fewer)[:3]}, {len(changed)} ")
    print(f"  otherwise {dict(list(changed.items())[:3])}", flush=True)


def table(comparison: Comparison) -> list[str]:
    """Return the table of a size: p50 / p95, and beneath how many times ours."""
    ours = comparison.measured[0]
    lines = [f"| engine | loaded | {' | '.join(f'depth {depth}' for depth in DEPTHS)} |", "|---|---|" + "---|" * 4]
    sizes = {depth: [len(answer) for answer in answers] for depth, answers in comparison.answers.items()}
    contacts = [f"{statistics.median(found):.0f}, most {max(found)}" for found in sizes.values()]
    lines.append(f"| contacts: median | | {' | '.join(contacts)} |")
    for measured in comparison.measured:
        cells = [_cell(measured, ours, depth) for depth in DEPTHS]
        loaded = f"{measured.loaded:.0f} s" if measured is not ours and measured.loaded >= 1 else ""
        lines.append(f"| {measured.name} | {loaded} | {' | '.join(cells)} |")
    return lines


def _cell(measured: Measured, ours: Measured, depth: int) -> str:
    times, own = measured.times[depth], ours.times[depth]
    ratios = f"{p50(times) / p50(own):.2f} / {p95(times) / p95(own):.2f}"
    return f"**{ratios}** ({p50(times):.1f} / {p95(times):.1f} ms, n={len(times)})"


def p50(times: Sequence[float]) -> float:
    return statistics.median(times)


def p95(times: Sequence[float]) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
