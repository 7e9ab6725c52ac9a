"""Simulated spread over the meetings of a roster, up to a day and on from it under measures or without.

Every person of a run has a resistance drawn from an exponential distribution and is infected on the day on which the
hazard met so far exceeds it (Sellke 1983, doi 10.2307/3213811); a level drawn with it sets the days until isolation.
Both are drawn once, so that the same run under other measures differs by the measures alone, and, while nobody changes
groups, never has more infections with a group stopped or split than without.

Known cases infect others on their known days and on no others. Up to the view's day nobody else was found: an infection
of day d counts only if its isolation would come after that day, so its hazard is thinned by that chance, and the time
to isolation is drawn under that condition. Who is isolated neither infects nor is infected.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from graph.analysis.meetings import Day, Meetings
from graph.analysis.natural_history import NaturalHistory
from graph.progress import Told

#: Runs are simulated so many at a time.
BATCH = 16
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spells:
    """Spans of days of people, by numbers of the roster; both ends included."""

    person: Ints
    first: Ints
    last: Ints

    def on(self, day: int) -> Ints:
        """Return the people with a span that holds the day."""
        return self.person[(self.first <= day) & (self.last >= day)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known on the view's day: who is or was a case, on which days they infect others and are in treatment,
    and who is isolated when."""

    ill: Ints
    infectious: Spells
    treated: Spells
    isolated: Spells

    def cases_on(self, day: int, people: int) -> csr_array[Any]:
        """Return people x 1: 1 for the known cases who infect others on a day."""
        cases = np.unique(self.infectious.on(day))
        column = np.zeros(len(cases), dtype=np.int32)
        return csr_array(coo_array((np.ones(len(cases)), (cases, column)), shape=(people, 1)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The infections of each run: those that nobody knows on the view's day, and new ones by scenario, run and day."""

    hidden: NDArray[np.int64]
    new: NDArray[np.int64]


def simulate(
    past: Meetings,
    ahead: Sequence[Meetings],
    known: Known,
    history: NaturalHistory,
    *,
    as_of: int,
    days_back: int,
    days: int,
    runs: int,
    seed: int,
    progress: Told | None = None,
) -> Outcome:
    """Return the infections of ``runs`` runs, from ``days_back`` days before ``as_of`` (an ordinal) to ``days`` after.

    ``ahead`` has one scenario each: who meets whom after ``as_of``.
    """
    hidden = np.zeros(runs, dtype=np.int64)
    new = np.zeros((len(ahead), runs, days), dtype=np.int64)
    before = list(past.days(as_of - days_back, as_of))
    after = [list(meetings.days(as_of + 1, as_of + days)) for meetings in ahead]
    for batch, start in enumerate(range(0, runs, BATCH)):
        size = min(BATCH, runs - start)
        state = _State.draw(past.people, size, known, np.random.default_rng([seed, batch]))
        for day, there in before:
            hidden[start : start + size] += state.step(day, there, known, history, as_of)
        for number, scenario in enumerate(after):
            mine = state.copy()
            for day, there in scenario:
                found = mine.step(day, there, known, history, as_of)
                new[number, start : start + size, day - as_of - 1] = found
            if progress is not None:
                progress((start + size * (number + 1) / len(after)) / runs)
    return Outcome(hidden=hidden, new=new)


@dataclass(slots=True)
class _State:
    """People x runs: the hazard met so far and the resistance; the infected, one entry each, with their days."""

    left: NDArray[np.float32]  #: resistance less the hazard met; infinite for who is infected or was
    level: NDArray[np.float32]
    person: NDArray[np.intp]
    run: NDArray[np.intp]
    first: Ints
    last: Ints

    @classmethod
    def draw(cls, people: int, runs: int, known: Known, chance: np.random.Generator) -> "_State":
        left = chance.standard_exponential((people, runs), dtype=np.float32)
        left[known.ill] = np.inf
        nobody = np.zeros(0, dtype=np.intp)
        none = np.zeros(0, dtype=np.int32)
        level = chance.random((people, runs), dtype=np.float32)
        return cls(left=left, level=level, person=nobody, run=nobody, first=none, last=none)

    def copy(self) -> "_State":
        return _State(
            left=self.left.copy(), level=self.level, person=self.person, run=self.run, first=self.first, last=self.last
        )

    def step(self, day: int, there: Day, known: Known, history: NaturalHistory, as_of: int) -> NDArray[np.int64]:
        """Let a day pass; return how many were infected in each run."""
        isolated = np.zeros(len(self.left), dtype=np.bool_)
        isolated[known.isolated.on(day)] = True
        people, hazard = there.hazards(self._infectious(day, known, isolated))
        open_to = ~isolated[people]
        people, hazard = people[open_to], hazard[open_to]
        ago = max(0, as_of - day)
        unseen = float(history.later[ago]) if ago else 1.0
        self.left[people] -= (hazard * unseen).astype(np.float32)
        row, run = np.nonzero(self.left[people] < 0)
        person = people[row]
        self.left[person, run] = np.inf
        until = history.until_isolation(self.level[person, run] * unseen)
        self.person = np.concatenate([self.person, person])
        self.run = np.concatenate([self.run, run])
        self.first = np.concatenate([self.first, np.full(len(row), day + history.latent_days, dtype=np.int32)])
        self.last = np.concatenate([self.last, (day + until).astype(np.int32)])
        return np.bincount(run, minlength=self.left.shape[1])

    def _infectious(self, day: int, known: Known, isolated: NDArray[np.bool_]) -> csr_array[Any]:
        """Return people x runs: 1 for who infects others."""
        shape = self.left.shape
        mine = (self.first <= day) & (self.last >= day) & ~isolated[self.person]
        cases = np.unique(known.infectious.on(day)).astype(np.intp)
        person = np.concatenate([self.person[mine], np.repeat(cases, shape[1])])
        run = np.concatenate([self.run[mine], np.tile(np.arange(shape[1]), len(cases))])
        return csr_array(coo_array((np.ones(len(person)), (person, run)), shape=shape))
