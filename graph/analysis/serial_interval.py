"""Serial interval and generation time of the transmission pairs, fitted; and the pairs that are likely none.

Two fits of each: over the cases with a single possible source, and over all cases, each of n possible sources alike
(graph.analysis.delay_fits tells how). The serial interval is from onset to onset, so of pairs with both onsets; the
generation time from infection to infection, of which only the days are known that were possible, and which is seen only
where it falls into the source's infectious window: both are counted. Pairs that are likely impossible are in no fit.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.analysis.delay_families import FAMILIES, Family
from graph.analysis.delay_fits import CENTRAL, LEAST, RESAMPLES, Delays, Fit, fits_of, intervals, means_within
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
#: A generation time is told where its likely means reach from one value to no more than so many times as much.
DETERMINED = 2.0
#: The targets that are fitted to: those with one possible source, and all.
WHICH = ("certain", "all")
FLAGS = (BEFORE_INFECTIOUS, NOT_YET_INFECTED, OUTSIDE_FIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """The delays of some cases with what was fitted to them, the best first, and the intervals of the best.

    ``determined``: None without a fit; False where the data leave the mean open (means from one value to more than
    DETERMINED times as much are within the likelihood's 95 % interval), so that no fit is told.
    """

    delays: Delays
    fits: tuple[Fit, ...]
    intervals: Mapping[str, Sequence[float]] | None
    determined: bool | None

    @classmethod
    def to(cls, delays: Delays, families: Sequence[Family] = FAMILIES) -> "Fitted":
        """Return the fits of families to delays; those of which only some are seen may be left open."""
        fits = tuple(fits_of(delays, families))
        if not fits:
            return cls(delays=delays, fits=(), intervals=None, determined=None)
        if delays.seen is not None:
            low, high = means_within(delays, fits[0])
            if high > DETERMINED * low:
                return cls(delays=delays, fits=(), intervals=None, determined=False)
        return cls(delays=delays, fits=fits, intervals=intervals(delays, fits[0]), determined=True)

    def to_document(self) -> dict[str, Any]:
        """Return the number of cases, the fits, and of the best one intervals and the middle; else none."""
        central = self.fits[0].central() if self.fits else None
        return {
            "cases": int(self.delays.counts.sum()),
            "least": LEAST,
            "determined": self.determined,
            "resamples": RESAMPLES,
            "fits": [fit.to_document() for fit in self.fits],
            "intervals": self.intervals and dict(self.intervals),
            "central": central and {"share": CENTRAL, "from": central[0], "to": central[1]},
        }


def intervals_document(
    transaction: Transaction, view: View, *, flagged: bool = False, limit: int, offset: int
) -> dict[str, Any]:
    """Return the intervals of a view with their fits, and a page of the pairs; ``flagged``: only of doubtful ones."""
    found = outbreak(transaction, view)
    pairs = transmission_pairs(found, links(view, found, whereabouts(transaction, view, found)))
    by_target = _by_target(pairs)
    serial = {which: serial_fit(targets_of(by_target, which)) for which in WHICH}
    generation = {which: generation_fit(targets_of(by_target, which), view.disease) for which in WHICH}
    central = central_of(serial)
    flags = {id(pair): flags_of(pair, central) for pair in pairs}
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


def targets_of(by_target: Iterable[Sequence[Pair]], which: str) -> list[Sequence[Pair]]:
    """Return the pairs of all targets, or of those with one possible source (certain)."""
    return [pairs for pairs in by_target if which == "all" or any(pair.certain for pair in pairs)]


def serial_fit(by_target: Iterable[Sequence[Pair]]) -> Fitted:
    """Return the fits to the serial intervals of some targets."""
    return Fitted.to(Delays.of([weights for pairs in by_target if (weights := serial_weights(pairs))]))


def generation_fit(by_target: Iterable[Sequence[Pair]], disease: str) -> Fitted:
    """Return the fits to the generation times of some targets: of those families that know no negative one."""
    told = [both for pairs in by_target if (both := generation_weights(pairs, disease))[0]]
    delays = Delays.of([weights for weights, _ in told], [seen for _, seen in told])
    return Fitted.to(delays, [family for family in FAMILIES if family.positive])


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
