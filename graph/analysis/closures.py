"""What if these workshops were closed, this bus stopped, this team split? Contacts, components and expected secondary
cases on the days to come, before and after, by simulation over the roster.

Measures begin the day after the view's day. Who works in what is stopped stays away from all work there but is still
at home; who lives in a house that is emptied, or rides a bus that is stopped, is no longer there and goes on elsewhere
alone. Known cases are taken to be isolated from the day after the view's day on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from graph.analysis.ahead import DAYS_BACK, Situation, risk, situation
from graph.analysis.infected import View
from graph.analysis.meetings import Bools, Day, Measures, Meetings, under
from graph.analysis.natural_history import NaturalHistory
from graph.analysis.spread import Outcome, simulate
from graph.analysis.units import unit_names
from graph.database import Database, Transaction
from graph.errors import Invalid, NotFound
from graph.progress import Told
from graph.search import companies_meant
from graph.tracing.employment import WORK
from graph.tracing.steady import read_steadily

#: Rows of people whose contacts are counted at a time.
ROWS = 2_000
#: Further than this the roster of today says little.
MOST_DAYS = 60
MOST_RUNS = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """What is asked: keys of groups to stop and to split, for how many days, by how many runs from which seed."""

    stop: Sequence[str] = ()
    split: Sequence[str] = ()
    days: int = 14
    runs: int = 200
    seed: int = 1


def what_if_document(
    database: Database,
    view: View,
    asked: WhatIf,
    history: NaturalHistory,
    *,
    company: str | None = None,
    progress: Told | None = None,
) -> dict[str, Any]:
    """Read the situation of a firm (key or part of its name; of several all) or of everybody, and answer what if.

    Raises NotFound for an unknown company and what ``what_if`` raises.
    """
    check(asked)

    def read(tx: Transaction, _: int) -> tuple[Situation, dict[str, str], list[str] | None]:
        companies = companies_meant(tx, company)
        found = situation(tx, view, days=asked.days, companies=companies)
        keys = {*asked.stop, *asked.split}
        names = unit_names(tx, (group for group in found.roster.groups if group[1] in keys))
        return found, names, companies

    found, names, companies = read_steadily(database, read)
    return what_if(found, asked, history, names, companies=companies, progress=progress)


def what_if(
    found: Situation,
    asked: WhatIf,
    history: NaturalHistory,
    names: Mapping[str, str],
    *,
    companies: Sequence[str] | None = None,
    progress: Told | None = None,
) -> dict[str, Any]:
    """Return the document of measures, before and after. ``names`` are of the groups asked about.

    Raises NotFound for a key that is not in the roster, Invalid without any measure.
    """
    measures = measures_of(found, asked)
    before = found.meetings()
    after = found.meetings(measures=measures)
    outcome = simulate(
        before,
        (before, after),
        found.known,
        history,
        as_of=found.as_of,
        days_back=DAYS_BACK,
        days=asked.days,
        runs=asked.runs,
        seed=asked.seed,
        progress=progress,
    )
    away = found.away(found.as_of + 1)
    at_risk = (risk(found, before, history).total() > 0) & ~away
    averted = outcome.new[0].sum(axis=1) - outcome.new[1].sum(axis=1)
    return {
        **found.view.to_document(),
        "from": date.fromordinal(found.as_of + 1).isoformat(),
        "to": date.fromordinal(found.as_of + asked.days).isoformat(),
        "companies": None if companies is None else list(companies),
        "people": len(found.roster.people),
        "measures": [_measure(found, number, "stop", names) for number in measures.stopped]
        + [_measure(found, number, "split", names) for number in measures.split],
        "idled": _idled(found, measures),
        "assumptions": {**history.to_document(), "daily_rates": found.view.rules.rates, "days_back": DAYS_BACK},
        "runs": asked.runs,
        "seed": asked.seed,
        "at_risk": int(at_risk.sum()),
        "hidden": _summary(outcome.hidden),
        "before": _side(found, before, at_risk, away, outcome, 0),
        "after": _side(found, after, at_risk, away, outcome, 1),
        "averted": _summary(averted),
    }


def check(asked: WhatIf) -> None:
    """Raise Invalid for what cannot be asked."""
    if not asked.stop and not asked.split:
        raise Invalid(
            "Name at least one group to stop or to split.",
            "Hãy nêu ít nhất một nhóm cần dừng hoặc chia.",
            field="stop",
        )
    for field, value, most in (("days", asked.days, MOST_DAYS), ("runs", asked.runs, MOST_RUNS)):
        if not 1 <= value <= most:
            raise Invalid(
                f"{field} lies between 1 and {most}.",
                f"{field} cần nằm giữa 1 và {most}.",
                field=field,
            )


def measures_of(found: Situation, asked: WhatIf) -> Measures:
    """Return the groups asked about by number. Raises NotFound for one that the roster does not have."""
    check(asked)
    number = {key: place for place, (_, key) in enumerate(found.roster.groups)}
    for field, keys in (("stop", asked.stop), ("split", asked.split)):
        for key in keys:
            if key not in number:
                raise NotFound(
                    f"Nobody here is in a group with the key {key}.",
                    f"Ở đây không ai thuộc nhóm mang khóa {key}.",
                    field=field,
                )
    return Measures(
        stopped=tuple(number[key] for key in dict.fromkeys(asked.stop)),
        split=tuple(number[key] for key in dict.fromkeys(asked.split) if key not in asked.stop),
    )


def _measure(found: Situation, group: int, measure: str, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "measure": measure,
        "group": found.group(group, names),
        "setting": found.roster.groups[group][0],
        "people": len(_people(found, under(found.roster, [group]))),
    }


def _idled(found: Situation, measures: Measures) -> int:
    """Return how many people, neither cases nor isolated, have no work on the first day because of what is stopped."""
    work = found.roster.of_settings(WORK)[found.roster.group]
    stopped = under(found.roster, measures.stopped)
    idle, busy = _people(found, work & stopped), _people(found, work & ~stopped)
    return int((~found.away(found.as_of + 1)[np.setdiff1d(idle, busy)]).sum())


def _people(found: Situation, stays: Bools) -> NDArray[Any]:
    """Return the people of some stays on the first day of the measures."""
    day, roster = found.as_of + 1, found.roster
    return np.unique(roster.person[stays & (roster.first <= day) & (roster.last >= day)])


def _side(
    found: Situation, there: Meetings, at_risk: Bools, away: Bools, outcome: Outcome, scenario: int
) -> dict[str, Any]:
    """Return contacts and components of the first day, in settings that count at level 1, and what the runs gave."""
    day = there.day(found.as_of + 1).of_settings(found.view.rules.counted(1))
    new = outcome.new[scenario]
    total = new.sum(axis=1)
    return {
        "contacts": _contacts(day, np.flatnonzero(at_risk), ~away),
        "components": _components(day, at_risk, ~away),
        "secondary_cases": {**_summary(total), "none": round(float((total == 0).mean()), 4)},
        "curve": [round(float(mean), 3) for mean in new.mean(axis=0)],
    }


def _contacts(day: Day, at_risk: NDArray[np.intp], counted: Bools) -> dict[str, Any]:
    """Return how many others those at risk meet on a day, on average and in all, and on average by setting."""
    by_setting = {}
    for setting in sorted(set(day.setting.tolist())):
        pairs, _ = _met(day.of_settings([setting]), at_risk, counted)
        by_setting[setting] = _mean(pairs, len(at_risk))
    pairs, people = _met(day, at_risk, counted)
    return {"mean": _mean(pairs, len(at_risk)), "people": people, "by_setting": by_setting}


def _met(day: Day, at_risk: NDArray[np.intp], counted: Bools) -> tuple[int, int]:
    """Return the pairs of somebody at risk and another, and how many different others there are."""
    here = csr_array(day.at * counted[:, None])
    theirs = csr_array((day.hazard > 0) @ here.T)
    met = np.zeros(len(counted), dtype=np.bool_)
    pairs = 0
    for start in range(0, len(at_risk), ROWS):
        rows = at_risk[start : start + ROWS]
        # A person in no cell of the day meets nobody, not himself either.
        both = (here[rows] @ theirs).tocoo()
        others = (both.data > 0) & (rows[both.row] != both.col)
        pairs += int(others.sum())
        met[both.col[others]] = True
    return pairs, int(met.sum())


def _components(day: Day, at_risk: Bools, counted: Bools) -> dict[str, int]:
    """Return how people hang together: components of two or more, the largest, those with somebody at risk."""
    here = csr_array(day.at * counted[:, None])
    # People and cells as vertices: two people hang together through a cell, or through two cells that meet.
    people, cells = here.shape
    rows, columns = here.nonzero()
    one, other = day.hazard.nonzero()
    ends = np.concatenate([rows, people + one]), np.concatenate([people + columns, people + other])
    size = people + cells
    graph = csr_array(coo_array((np.ones(len(ends[0])), ends), shape=(size, size)))
    _, label = connected_components(graph, directed=False)
    sizes = np.bincount(label[: len(counted)][counted], minlength=label.max(initial=0) + 1)
    several = np.flatnonzero(sizes > 1)
    reached = np.intersect1d(several, label[: len(counted)][at_risk])
    return {
        "total": len(several),
        "largest": int(sizes.max(initial=0)),
        "at_risk": len(reached),
        "people_at_risk": int(sizes[reached].sum()),
    }


def _summary(values: NDArray[np.int64]) -> dict[str, float]:
    """Return mean, standard error of the mean, and the middle 95 % of the runs."""
    low, high = np.percentile(values, [2.5, 97.5])
    error = float(values.std(ddof=1) / np.sqrt(len(values))) if len(values) > 1 else 0.0
    return {
        "mean": round(float(values.mean()), 3),
        "error": round(error, 3),
        "low": round(float(low), 1),
        "high": round(float(high), 1),
    }


def _mean(total: int, over: int) -> float | None:
    return round(total / over, 2) if over else None
