"""Which teams and workshops of a firm to stop: the fewest workers idled for a given share of the risk.

2787/QĐ-BYT (05/06/2021) lets a firm with a case stop the site, or only a workshop, a line or a team. The risk of a
worker is how many others he is expected to infect at work on the days to come: the chance that a known case has
infected him in the last fourteen days and nobody has found him, day by day, times the hazard that he then gives to
those whom he meets in his teams and workshops. Stopping any unit in which he works takes it away.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.analysis.ahead import DAYS_BACK, Situation, risk, situation
from graph.analysis.covering import Cover, Kind, cover, kinds
from graph.analysis.infected import View
from graph.analysis.natural_history import NaturalHistory
from graph.analysis.units import unit_names
from graph.database import Database, Transaction
from graph.errors import Invalid
from graph.search import company_keys
from graph.tracing.employment import WORK
from graph.tracing.steady import read_steadily

SOURCE = "2787/QĐ-BYT, 05/06/2021"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Risk at work by person of the roster, and of those at work in the firm on the first day their units (groups)."""

    risk: NDArray[np.float64]
    units: dict[int, frozenset[int]]

    def kinds(self, allowed: NDArray[np.bool_]) -> list[Kind]:
        """Return the kinds of workers by those of their units that may be stopped."""
        mine = ((units, float(self.risk[person])) for person, units in sorted(self.units.items()))
        return kinds((frozenset(unit for unit in units if allowed[unit]), weight) for units, weight in mine)


def advice_document(
    database: Database, view: View, history: NaturalHistory, *, company: str, days: int = 14, **asked: Any
) -> dict[str, Any]:
    """Read the situation of a firm (key or part of its name) and advise; ``asked`` is what ``advise`` takes.

    Where several firms fit, all of them are looked at as one. Raises NotFound for an unknown company.
    """

    def read(tx: Transaction, _: int) -> tuple[Situation, dict[str, str], list[str]]:
        companies = company_keys(tx, company)
        found = situation(tx, view, days=days, companies=companies)
        units = [group for group in found.roster.groups if group[0] in WORK]
        return found, unit_names(tx, [*units, *(("company", key) for key in companies)]), companies

    found, names, companies = read_steadily(database, read)
    return advise(found, history, names, companies=companies, days=days, **asked)


def advise(
    found: Situation,
    history: NaturalHistory,
    names: Mapping[str, str],
    *,
    companies: Sequence[str],
    share: float = 0.8,
    days: int = 14,
    settings: Sequence[str] = ("team", "workshop", "company"),
    limit: int,
    offset: int,
) -> dict[str, Any]:
    """Return the document of advice: which units to stop, and every unit's risk, the most risk first.

    ``settings`` may be stopped. ``names`` are of the firms' units. Raises Invalid for a share outside 0 to 1.
    """
    if not 0 < share <= 1:
        raise Invalid(
            "The share of the risk lies between 0 and 1, like 0.8.",
            "Tỷ lệ nguy cơ cần nằm giữa 0 và 1, ví dụ 0.8.",
            field="share",
        )
    standing = standing_of(found, history, companies=companies, days=days)
    allowed = found.roster.of_settings(settings)
    some = standing.kinds(allowed)
    whole = float(sum(standing.risk[person] for person in standing.units))
    units = _Units(found, some, whole, names)
    order = sorted(units.people, key=lambda unit: (-units.risk[unit], units.people[unit], units.key(unit)))
    page = order[offset : offset + limit]
    return {
        **found.view.to_document(),
        "companies": [{"key": key, "name": names.get(key, key)} for key in companies],
        "source": SOURCE,
        "from": date.fromordinal(found.as_of + 1).isoformat(),
        "to": date.fromordinal(found.as_of + days).isoformat(),
        "assumptions": {**history.to_document(), "daily_rates": found.view.rules.rates, "days_back": DAYS_BACK},
        "workers": len(standing.units),
        "at_risk": sum(bool(standing.risk[person] > 0) for person in standing.units),
        "risk": round(whole, 6),
        "share": share,
        "advice": units.advice(cover(some, share * whole), share),
        "total": len(order),
        "limit": limit,
        "offset": offset,
        "units": [units.unit(unit) for unit in page],
    }


def standing_of(found: Situation, history: NaturalHistory, *, companies: Collection[str], days: int) -> Standing:
    """Return the risk at work of everybody, and the units of these firms' workers on the first day."""
    infected = risk(found, found.meetings(), history)
    total = np.zeros(len(found.roster.people))
    for day, at_work in found.meetings(only=WORK).days(found.as_of + 1, found.as_of + days):
        here = ~found.away(day)
        total += here * infected.infectious(day - found.as_of, history) * at_work.given(here)
    return Standing(risk=total, units=_units(found, companies))


def _units(found: Situation, companies: Collection[str]) -> dict[int, frozenset[int]]:
    """Return the teams, workshops and the firm itself in which each worker who comes works on the first day."""
    roster, day = found.roster, found.as_of + 1
    firms = set(companies)
    own = [key.split("~")[0] in firms for _, key in roster.groups]
    unit = np.array(own, dtype=np.bool_) & roster.of_settings(WORK)
    rows = unit[roster.group] & (roster.first <= day) & (roster.last >= day) & ~found.away(day)[roster.person]
    units: dict[int, set[int]] = {}
    for person, group in zip(roster.person[rows].tolist(), roster.group[rows].tolist(), strict=True):
        units.setdefault(person, set()).add(group)
    return {person: frozenset(mine) for person, mine in units.items()}


class _Units:
    """The units that may be stopped, with the people and risk of each."""

    def __init__(self, found: Situation, some: Sequence[Kind], whole: float, names: Mapping[str, str]) -> None:
        self._found, self._names, self._whole = found, names, whole
        self.people: dict[int, int] = {}
        self.risk: dict[int, float] = {}
        for kind in some:
            for unit in kind.units:
                self.people[unit] = self.people.get(unit, 0) + kind.people
                self.risk[unit] = self.risk.get(unit, 0.0) + kind.weight

    def key(self, unit: int) -> str:
        return self._found.roster.groups[unit][1]

    def unit(self, unit: int) -> dict[str, Any]:
        """Return a unit with its workers and its share of the risk."""
        return {
            "setting": self._found.roster.groups[unit][0],
            "group": self._found.group(unit, self._names),
            "workers": self.people[unit],
            "risk": round(self.risk[unit], 6),
            "share": self._share(self.risk[unit]),
        }

    def advice(self, found: Cover, share: float) -> dict[str, Any]:
        """Return which units to stop, whom that idles, what it covers, and how sure it is that fewer do not do."""
        return {
            "stop": [self.unit(unit) for unit in sorted(found.units, key=lambda one: (-self.risk[one], self.key(one)))],
            "workers_idled": found.people,
            "share": self._share(found.weight),
            "reached": found.weight >= (share - 1e-6) * self._whole,
            "exact": found.exact,
            "workers_at_least": found.at_least,
            "at_most_times_the_fewest": round(found.factor, 3),
        }

    def _share(self, risk: float) -> float | None:
        return round(risk / self._whole, 6) if self._whole > 0 else None
