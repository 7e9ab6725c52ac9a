"""Serial interval and generation time of the transmission pairs, fitted; and the pairs that are likely none.

Two fits of each: over the cases with a single possible source, and over all cases, each of n possible sources alike
(graph.analysis.delay_fits tells how). The serial interval is from onset to onset, so of pairs with both onsets; the
generation time from infection to infection, of which only the days are known that were possible. Pairs that are likely
impossible are in no fit.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.analysis.delay_fits import CENTRAL, LEAST, RESAMPLES, Delays, Fit, fits_of, intervals
from graph.analysis.infected import View, outbreak
from graph.analysis.links import links, whereabouts
from graph.analysis.transmission_pairs import (
    BEFORE_INFECTIOUS,
    NOT_YET_INFECTED,
    Pair,
    generation_weights,
    serial_weights,
    transmission_pairs,
)
from graph.database import Transaction
from graph.people import Card, brief, cards
from graph.tracing.days import count, iso

#: The serial interval is one that the best fit holds for unlikely.
OUTSIDE_FIT = "outside-fit"
FLAGS = (BEFORE_INFECTIOUS, NOT_YET_INFECTED, OUTSIDE_FIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """The delays of some cases with what was fitted to them, the best first."""

    delays: Delays
    fits: tuple[Fit, ...]

    def to_document(self) -> dict[str, Any]:
        """Return the number of cases, the fits, and of the best one intervals and the middle; else none."""
        best = self.fits[0] if self.fits else None
        central = best and best.central()
        return {
            "cases": int(self.delays.counts.sum()),
            "least": LEAST,
            "resamples": RESAMPLES,
            "fits": [fit.to_document() for fit in self.fits],
            "intervals": best and intervals(self.delays, best),
            "central": central and {"share": CENTRAL, "from": central[0], "to": central[1]},
        }


def intervals_document(
    transaction: Transaction, view: View, *, flagged: bool = False, limit: int, offset: int
) -> dict[str, Any]:
    """Return the intervals of a view with their fits, and a page of the pairs; ``flagged``: only of doubtful ones."""
    found = outbreak(transaction, view)
    pairs = transmission_pairs(found, links(view, found, whereabouts(transaction, view, found)))
    by_target = _by_target(pairs)
    serial = {which: fitted(by_target, serial_weights, only=which) for which in ("certain", "all")}
    generation = {
        which: fitted(by_target, lambda some: generation_weights(some, view.disease), only=which)
        for which in ("certain", "all")
    }
    flags = {id(pair): flags_of(pair, central_of(serial)) for pair in pairs}
    listed = [pair for pair in pairs if flags[id(pair)]] if flagged else pairs
    page = listed[offset : offset + limit]
    people = cards(
        transaction,
        {case.record for pair in page for case in (pair.source, pair.target)},
        day=view.as_of,
        known_at=view.known_at,
    )
    counted = Counter(flag for some in flags.values() for flag in some)
    return {
        **view.to_document(),
        "cases": len(found.cases),
        "with_sources": len(by_target),
        "certain": sum(pair.certain for pair in pairs),
        "either_way": sum(pair.either_way for pair in pairs),
        "flagged": {flag: counted[flag] for flag in FLAGS},
        "serial_interval": {
            "observed": observed(pairs),
            **{which: one.to_document() for which, one in serial.items()},
        },
        "generation_time": {which: one.to_document() for which, one in generation.items()},
        "total": len(listed),
        "limit": limit,
        "offset": offset,
        "pairs": [_pair(pair, flags[id(pair)], people) for pair in page],
    }


def _by_target(pairs: Iterable[Pair]) -> list[list[Pair]]:
    found: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        found[pair.target.key].append(pair)
    return list(found.values())


def fitted(
    by_target: Iterable[Sequence[Pair]], weigh: Callable[[Sequence[Pair]], Mapping[int, float]], *, only: str
) -> Fitted:
    """Return the fits to what each target's pairs weigh; ``only`` certain: to targets with one possible source."""
    chosen = (pairs for pairs in by_target if only == "all" or any(pair.certain for pair in pairs))
    delays = Delays.of([weights for pairs in chosen if (weights := weigh(pairs))])
    return Fitted(delays=delays, fits=tuple(fits_of(delays)))


def central_of(serial: Mapping[str, Fitted]) -> tuple[int, int] | None:
    """Return the serial intervals that are not unlikely: by the certain pairs, else by all; None without a fit."""
    best = next((one.fits[0] for one in (serial["certain"], serial["all"]) if one.fits), None)
    return None if best is None else best.central()


def flags_of(pair: Pair, central: tuple[int, int] | None) -> tuple[str, ...]:
    """Return why a pair is doubtful."""
    days = pair.serial_interval
    outside = days is not None and central is not None and not central[0] <= days <= central[1]
    return (*pair.impossible, *((OUTSIDE_FIT,) if outside else ()))


def observed(pairs: Iterable[Pair]) -> dict[str, Any]:
    """Return the serial intervals of the certain pairs as they are: how many of so many days, and the middle ones."""
    known = sorted(days for pair in pairs if pair.certain and (days := pair.serial_interval) is not None)
    number = len(known)
    mean = sum(known) / number if number else None
    spread = sum((days - mean) ** 2 for days in known) if mean is not None else 0.0
    return {
        "pairs": number,
        "mean": mean if mean is None else round(mean, 3),
        "sd": round((spread / (number - 1)) ** 0.5, 3) if number > 1 else None,
        "median": (known[(number - 1) // 2] + known[number // 2]) / 2 if number else None,
        "negative": sum(days < 0 for days in known),
        "days": [{"days": days, "pairs": times} for days, times in sorted(Counter(known).items())],
    }


def _pair(pair: Pair, flags: Sequence[str], people: Mapping[str, Card]) -> dict[str, Any]:
    generation = pair.generation
    return {
        **{
            name: {
                "key": case.key,
                "person": brief(people[case.record].to_document()),
                "onset": case.dates.onset and case.dates.onset.isoformat(),
            }
            for name, case in (("source", pair.source), ("target", pair.target))
        },
        "sources": pair.sources,
        "certain": pair.certain,
        "either_way": pair.either_way,
        "shared": {"from": iso(pair.days[0][0]), "to": iso(pair.days[-1][1]), "days": count(pair.days)},
        "serial_interval": pair.serial_interval,
        "generation_time": generation and {"from": generation[0], "to": generation[1]},
        "flags": list(flags),
    }
