"""What closures are judged on: the roster of the last days and of those to come, the known cases, who is isolated."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.analysis.infected import Infected, Outbreak, View, outbreak
from graph.analysis.meetings import Measures, Meetings, meetings
from graph.analysis.natural_history import NaturalHistory
from graph.analysis.roster import Roster, roster
from graph.analysis.spread import Known, Spells
from graph.analysis.units import larger_keys
from graph.database import Transaction
from graph.tracing.days import ALWAYS, STILL, Span, ordinal

#: So many days before the view's day are gone through: the longest incubation of COVID-19.
DAYS_BACK = 14
#: A case is away for so many days: two weeks in hospital and two at home, as in 2021.
DAYS_AWAY = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """An outbreak on the view's day: ``known`` are its cases and the isolated, by numbers of the roster."""

    view: View
    roster: Roster
    known: Known
    cases: Outbreak

    @property
    def as_of(self) -> int:
        """The view's day as an ordinal."""
        return self.view.as_of.toordinal()

    def group(self, number: int, names: Mapping[str, str]) -> dict[str, Any]:
        """Return a group with its name and, of a team or workshop, those of its larger ones: many are "Tổ 1"."""
        setting, key = self.roster.groups[number]
        larger = larger_keys(key, setting)
        return {"key": key, "name": names.get(key, key), "in": [names.get(part, part) for part in larger]}

    def away(self, day: int) -> NDArray[np.bool_]:
        """Return who is in treatment or isolated on a day from the view's day on."""
        away = np.zeros(len(self.roster.people), dtype=np.bool_)
        away[self.known.treated.on(day)] = True
        away[self.known.isolated.on(day)] = True
        return away

    def meetings(self, *, only: Collection[str] | None = None, measures: Measures | None = None) -> Meetings:
        """Return who meets whom, in all settings or some, under measures or without."""
        rules = self.view.rules
        rates = {setting: rate for setting, rate in rules.rates.items() if only is None or setting in only}
        return meetings(self.roster, rates=rates, by_shift=rules.by_shift, measures=measures)


def situation(transaction: Transaction, view: View, *, days: int, companies: Sequence[str] | None = None) -> Situation:
    """Return the situation of these firms' workers and all who share a group with them, or of everybody."""
    first, last = view.as_of - timedelta(days=DAYS_BACK), view.as_of + timedelta(days=days)
    found = roster(transaction, view, first=first, last=last, companies=companies)
    cases = outbreak(transaction, view)
    isolations = transaction.one("analysis/isolated", since=first, known_at=view.known_at)["isolations"]
    return Situation(view=view, roster=found, cases=cases, known=_known(found, cases, isolations))


def _known(found: Roster, cases: Outbreak, isolations: Iterable[tuple[str, date | None, date | None]]) -> Known:
    ill = [(number, case) for case in cases.cases if (number := _number(found, cases, case.person)) is not None]
    spells = [
        # On the day of isolation one still counts, as in a trace.
        (found.number[record], (ordinal(since, unknown=ALWAYS) + 1, ordinal(until, unknown=STILL)))
        for record, since, until in isolations
        if record in found.number
    ]
    return Known(
        ill=np.array(sorted({number for number, _ in ill}), dtype=np.int32),
        infectious=_spells((number, case.window) for number, case in ill if case.window is not None),
        treated=_spells((number, _treated(case)) for number, case in ill),
        isolated=_spells(spells),
    )


def _treated(case: Infected) -> Span:
    """Return from when to when a case is away; who has died comes back never."""
    return case.anchor, STILL if case.outcome == "died" else case.anchor + DAYS_AWAY


def _number(found: Roster, cases: Outbreak, person: str) -> int | None:
    """Return the number of a case's person in the roster; None who is not in it."""
    records = cases.people.records(person)
    return next((found.number[record] for record in records if record in found.number), None)


def _spells(of: Iterable[tuple[int, Span]]) -> Spells:
    rows = np.array([(number, *span) for number, span in of], dtype=np.int32).reshape(-1, 3)
    return Spells(person=rows[:, 0], first=rows[:, 1], last=rows[:, 2])


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """What the known cases alone have done up to the view's day, by person of the roster.

    ``infected`` (people x days back, the first first) is the chance of having been infected on that day by a known
    case and not being found by the view's day.
    """

    infected: NDArray[np.float64]

    def total(self) -> NDArray[np.float64]:
        """Return the chance that each person is infected and nobody knows."""
        return np.asarray(self.infected.sum(axis=1))

    def infectious(self, ahead: int, history: NaturalHistory) -> NDArray[np.float64]:
        """Return the chance that each person infects others ``ahead`` days after the view's day (1: the next)."""
        back = self.infected.shape[1]
        ago = np.arange(back - 1, -1, -1)  # days from infection to the view's day
        since = ago + ahead
        later = np.concatenate([[1.0], history.later])  # T > since - 1: the day of isolation counts
        chance = np.where(since >= history.latent_days, later[np.minimum(since, len(later) - 1)], 0.0)
        return np.asarray(self.infected @ (chance / np.where(ago, history.later[ago], 1.0)))


def risk(found: Situation, there: Meetings, history: NaturalHistory) -> Risk:
    """Return what the known cases have done: the first generation only, who was isolated on a day left out."""
    people, days = len(found.roster.people), range(found.as_of - DAYS_BACK, found.as_of + 1)
    infected = np.zeros((people, len(days)))
    spared = np.ones(people)
    spared[found.known.ill] = 0.0
    for place, (day, at) in enumerate(there.days(days[0], days[-1])):
        isolated = np.zeros(people, dtype=np.bool_)
        isolated[found.known.isolated.on(day)] = True
        met, hazard = at.hazards(found.known.cases_on(day, people))
        ago = found.as_of - day
        unseen = float(history.later[ago]) if ago else 1.0
        chance = np.where(isolated[met], 0.0, -np.expm1(-hazard[:, 0] * unseen))
        infected[met, place] = spared[met] * chance
        spared[met] *= 1.0 - chance
    return Risk(infected=infected)
