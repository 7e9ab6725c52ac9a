"""The offspring distribution: how many others each case infected, with R, k and who causes most of it.

Numbers of secondary cases are counted in two ways over the transmission pairs: ``certain``, of cases that have one
possible source; and ``expected``, where each of n possible sources infected the case with the chance 1/n, so that a
case's number has a distribution (of a sum of coins) and the frequencies are expected ones. Only cases whose follow-up
is complete count as sources: everybody whom they can have infected has fallen ill by the view's day, if ever. What is
fitted is the negative binomial distribution (Lloyd-Smith et al. 2005, doi 10.1038/nature04153).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from graph.analysis.infected import Infected, View, outbreak
from graph.analysis.links import links, whereabouts
from graph.analysis.negative_binomial import Floats, distribution, fit, share_causing
from graph.analysis.transmission_pairs import Pair, transmission_pairs
from graph.database import Transaction
from graph.people import brief, cards
from graph.tracing.days import iso
from graph.tracing.incubation import longest_incubation

#: Of fewer cases there is no fit.
LEAST = 10
#: The part of all secondary cases whose causes are counted.
PART = 0.8
#: Chances smaller than this are not worth a number of their own.
_NEGLIGIBLE = 1e-9


def offspring_document(transaction: Transaction, view: View, *, limit: int, offset: int) -> dict[str, Any]:
    """Return the offspring distribution of a view's cases, and a page of the sources, those of most cases first."""
    found = outbreak(transaction, view)
    pairs = transmission_pairs(found, links(view, found, whereabouts(transaction, view, found)))
    possible = [pair for pair in pairs if not pair.impossible]
    caused = secondary_chances(possible)
    complete = [case for case in found.cases if is_complete(case, view)]
    certain = certain_frequencies(complete, possible)
    expected = expected_frequencies([caused.get(case.key, []) for case in complete])
    sources = sorted(
        (case for case in found.cases if case.key in caused), key=lambda case: (-sum(caused[case.key]), case.key)
    )
    page = sources[offset : offset + limit]
    people = cards(transaction, {case.record for case in page}, day=view.as_of, known_at=view.known_at)
    done = {case.key for case in complete}
    several = {pair.target.key for pair in possible if pair.sources > 1}
    single = {pair.target.key for pair in possible if pair.certain}
    return {
        **view.to_document(),
        "cases": len(found.cases),
        "complete": len(complete),
        "pending": len(found.cases) - len(complete),
        "with_one_source": len(single),
        "with_several_sources": len(several),
        "without_source": len(found.cases) - len(single | several),
        "certain": _counted(certain),
        "expected": _counted(expected),
        "total": len(sources),
        "limit": limit,
        "offset": offset,
        "sources": [
            {
                "key": case.key,
                "person": brief(people[case.record].to_document()),
                "anchor": iso(case.anchor),
                "certain": sum(chance == 1 for chance in caused[case.key]),
                "expected": round(sum(caused[case.key]), 4),
                "complete": case.key in done,
            }
            for case in page
        ],
    }


def is_complete(case: Infected, view: View) -> bool:
    """Tell whether all whom a case can have infected have fallen ill, if ever: its window and the longest incubation
    after it are over."""
    return case.window is None or case.window[1] + longest_incubation(view.disease) < view.as_of.toordinal()


def secondary_chances(pairs: Iterable[Pair]) -> dict[str, list[float]]:
    """Return, by source, the chance with which it infected each of the cases whose possible source it is."""
    found: dict[str, list[float]] = defaultdict(list)
    for pair in pairs:
        found[pair.source.key].append(1 / pair.sources)
    return dict(found)


def certain_frequencies(complete: Sequence[Infected], pairs: Iterable[Pair]) -> Floats:
    """Return how many of the complete cases are the only possible source of 0, 1, 2, ... cases."""
    numbers = dict.fromkeys((case.key for case in complete), 0)
    for pair in pairs:
        if pair.certain and pair.source.key in numbers:
            numbers[pair.source.key] += 1
    return np.bincount(list(numbers.values()), minlength=1).astype(np.float64)


def expected_frequencies(chances_of_cases: Iterable[Sequence[float]]) -> Floats:
    """Return how many cases are expected to have infected 0, 1, 2, ... others, from the chances of each."""
    total = np.zeros(1)
    for chances in chances_of_cases:
        one = np.ones(1)
        for chance in chances:
            one = np.convolve(one, (1 - chance, chance))
        longer, shorter = (one, total) if len(one) > len(total) else (total, one)
        total = longer.copy()
        total[: len(shorter)] += shorter
    kept = np.flatnonzero(total > _NEGLIGIBLE)
    return total[: int(kept[-1]) + 1] if len(kept) else total


def _counted(frequencies: Floats) -> dict[str, Any]:
    """Return the frequencies, and where there are cases enough the fit and who causes most."""
    found = fit(frequencies) if frequencies.sum() >= LEAST - 1e-6 else None
    fitted = None if found is None else share_causing(distribution(found.mean, found.k), PART)
    return {
        "secondary": round(float(frequencies @ np.arange(len(frequencies))), 4),
        "numbers": _numbers(frequencies),
        "least": LEAST,
        "fit": found and found.to_document(),
        "most": {
            "part": PART,
            "observed": _rounded(share_causing(frequencies, PART)),
            "fitted": _rounded(fitted),
        },
    }


def _numbers(frequencies: Floats) -> list[Mapping[str, float]]:
    return [
        {"secondary": number, "cases": round(times, 4)}
        for number, times in enumerate(frequencies.tolist())
        if times > 0
    ]


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
