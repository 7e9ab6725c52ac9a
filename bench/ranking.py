"""python -m bench.ranking: does the list put the truly infected first? Writes "Ranking" into docs/benchmarks.md.

Outbreaks are simulated on sample parks by rates that the tracer does not know. For one case with known onset and
isolation, the trace lists F1 and F2; the truly infected are those whom the case infected directly or through one other.
Training seeds give the exposures for re-estimated rates and the choice of variants; all figures are of other seeds.
"""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bench.__main__ import machine
from bench.park import make_park
from bench.running import ROOT
from bench.scoring import Order, Way, by_chance, by_settings, by_workshop, ordered
from bench.trials import CITED, SCENARIOS, Scenario, Traced, exposures, outbreaks
from graph.tracing.attack_rates import Rate, re_estimate

FIRST = (10, 20, 50, 100)
TRAINING, HELD_OUT = range(1, 5), range(201, 209)
OUTBREAKS, WORKERS, COMPANIES = 20, 7000, 5
FEW = 5
PAGE = "the page's order (level, grade, score), cited rates"


@dataclass(slots=True)
class Figures:
    """Recall in the first 10, 20, 50, 100 and the mean rank fraction over the outbreaks of one seed."""

    found: dict[int, float]
    rank: float

    @property
    def recall(self) -> float:
        """The mean of the four recalls: what variants are chosen by."""
        return statistics.mean(self.found.values())


def figures(traced: Sequence[Traced], order: Order) -> Figures:
    """Return how well an order puts the truly infected first; who is not in it stands behind it, in any order."""
    found, ranks, everyone = dict.fromkeys(FIRST, 0), 0.0, 0
    for one in traced:
        listed = order(one.contacts, one.case, one.park)
        place = {person: n for n, person in enumerate(listed, 1)}
        behind = (len(listed) + 1 + len(one.contacts)) / 2
        for person in one.to_find:
            everyone += 1
            ranks += place.get(person, behind) / len(one.contacts)
            for first in FIRST:
                found[first] += place.get(person, first + 1) <= first
    return Figures({first: number / everyone for first, number in found.items()}, ranks / everyone)


def at_random(traced: Sequence[Traced]) -> Figures:
    """Return what a random order is expected to give."""
    weights = [(len(one.to_find), len(one.contacts)) for one in traced]
    everyone = sum(number for number, _ in weights)
    found = {f: sum(n * min(1.0, f / size) for n, size in weights) / everyone for f in FIRST}
    return Figures(found, sum(n * (size + 1) / 2 / size for n, size in weights) / everyone)


def by_way(way: Way) -> Order:
    return lambda found, case, park: ordered(found, case, park, way)


#: Variants of the re-estimated score; the last two only say something where data are missing.
VARIANTS: Mapping[str, Callable[[Mapping[str, float]], Way]] = {
    "page's order, with infection among F1s": lambda rates: Way(rates, among=True, latent=3),
    "score alone": lambda rates: Way(rates, by=()),
    "score alone, size of group (power 0.5)": lambda rates: Way(rates, by=(), size_power=0.5),
    "score alone, F1s infect after 3 days": lambda rates: Way(rates, by=(), latent=3),
    "score alone, after 3 days, among F1s": lambda rates: Way(rates, by=(), latent=3, among=True),
    "... and size of group (power 0.25)": lambda rates: Way(rates, by=(), latent=3, among=True, size_power=0.25),
    "... and sources' scores to the power 1.2": lambda rates: Way(rates, by=(), latent=3, among=True, source_power=1.2),
    "... and unknown shifts at 0.4": lambda rates: Way(rates, by=(), latent=3, among=True, other_shift=0.4),
    "... and 2 % lost per day of a file's age": lambda rates: Way(rates, by=(), latent=3, among=True, daily_loss=0.02),
}


@dataclass(slots=True)
class Trial:
    """One scenario's figures by order, one for each held-out seed; ``trained`` are the variants' on training seeds."""

    scenario: Scenario
    contacts: float
    on_list: float
    rates: Mapping[str, Rate]
    held: dict[str, list[Figures]] = field(default_factory=dict)
    trained: dict[str, float] = field(default_factory=dict)


def run(scenario: Scenario, training: Sequence[Sequence[Traced]], held: Sequence[Sequence[Traced]]) -> Trial:
    """Estimate on the training seeds, rank on the others."""
    found = re_estimate([exposure for traced in training for one in traced for exposure in exposures(one)], CITED)
    few = re_estimate([exposure for one in training[0][:FEW] for exposure in exposures(one)], CITED)
    everyone = [one for traced in held for one in traced]
    infected = sum(1 <= i.links <= 2 for one in everyone for i in one.infected.values())
    contacts = statistics.median(len(one.contacts) for one in everyone)
    trial = Trial(scenario, contacts, sum(len(one.to_find) for one in everyone) / infected, found)
    rates = daily(found)
    trial.held["random order"] = [at_random(traced) for traced in held]
    for name, order in orders(rates, daily(few)).items():
        trial.held[name] = [figures(traced, order) for traced in held]
    for name, variant in VARIANTS.items():
        trial.trained[name] = statistics.mean(figures(traced, by_way(variant(rates))).recall for traced in training)
    return trial


def daily(found: Mapping[str, Rate]) -> dict[str, float]:
    return {setting: rate.daily_rate for setting, rate in found.items()}


def orders(rates: Mapping[str, float], few: Mapping[str, float]) -> dict[str, Order]:
    """Return all orders that are compared: without a score, by cited rates, by re-estimated ones, and variants."""
    return {
        "the case's workshop in code order": by_workshop,
        "number of settings shared": by_settings,
        PAGE: by_way(Way(CITED)),
        "score alone, cited rates": by_way(Way(CITED, by=())),
        "page's order, with infection among F1s, cited rates": by_way(Way(CITED, latent=3, among=True)),
        "by chance (--order chance), cited rates": by_chance(CITED),
        f"page's order, re-estimated from {FEW} outbreaks": by_way(Way(few)),
        "page's order, re-estimated (--rates region)": by_way(Way(rates)),
        "by chance, re-estimated (both options)": by_chance(rates),
        **{f"re-estimated: {name}": by_way(variant(rates)) for name, variant in VARIANTS.items()},
    }


def row(name: str, found: Sequence[Figures], page: Sequence[Figures]) -> str:
    """Return a line of the table: mean and standard deviation over seeds, and the paired difference to the page."""

    def spread(values: Sequence[float], digits: int) -> str:
        return f"{statistics.mean(values):.{digits}f} ± {statistics.stdev(values):.{digits}f}"

    cells = [spread([100 * f.found[first] for f in found], 1) for first in FIRST]
    apart = [100 * (f.recall - p.recall) for f, p in zip(found, page, strict=True)]
    better = f"{statistics.mean(apart):+.1f} ± {statistics.stdev(apart):.1f}, {sum(d > 0 for d in apart)}/{len(apart)}"
    return f"| {name} | {' | '.join(cells)} | {spread([f.rank for f in found], 3)} | {better} |"


def table(trial: Trial) -> list[str]:
    """Return one scenario's heading, rates and table."""
    rates = ", ".join(
        f"{rate.setting} {rate.daily_rate:.4f} ({rate.low:.4f} to {rate.high:.4f}; {rate.infected:.0f} infected)"
        for rate in trial.rates.values()
        if rate.exposed
    )
    return [
        f"### {trial.scenario.name[0].upper()}{trial.scenario.name[1:]}",
        "",
        f"Contacts on a list: median {trial.contacts:.0f}; of the infected, {100 * trial.on_list:.0f} % are on it. "
        f"Re-estimated: {rates}.",
        "",
        f"| order | {' | '.join(f'first {first}, %' for first in FIRST)} | mean rank | mean recall against the page |",
        "|---|" + "---|" * (len(FIRST) + 2),
        *(row(name, found, trial.held[PAGE]) for name, found in trial.held.items()),
        "",
    ]


def summary(trials: Sequence[Trial]) -> list[str]:
    """Return what the training seeds chose, and every order's mean over all scenarios of the held-out seeds."""
    trained = {name: statistics.mean(trial.trained[name] for trial in trials) for name in VARIANTS}
    chosen = max(trained, key=lambda name: trained[name])
    lines = [
        f'Over all scenarios the training seeds choose "{chosen}". Means over all scenarios, seed by seed:',
        "",
        f"| order | {' | '.join(f'first {first}, %' for first in FIRST)} | mean rank | mean recall against the page |",
        "|---|" + "---|" * (len(FIRST) + 2),
    ]
    means = {name: _over_scenarios([trial.held[name] for trial in trials]) for name in trials[0].held}
    return [*lines, *(row(name, found, means[PAGE]) for name, found in means.items()), ""]


def _over_scenarios(found: Sequence[Sequence[Figures]]) -> list[Figures]:
    return [
        Figures(
            {first: statistics.mean(f.found[first] for f in same) for first in FIRST},
            statistics.mean(f.rank for f in same),
        )
        for same in zip(*found, strict=True)
    ]


def write_section(title: str, text: str) -> None:
    """Write a section of docs/benchmarks.md in place of the earlier one."""
    path = ROOT / "docs/benchmarks.md"
    intro, *sections = path.read_text(encoding="utf-8").split("\n## ")
    texts = {section.split("\n", 1)[0]: section.rstrip() for section in sections}
    texts[title] = f"{title}\n\n{text.rstrip()}"
    path.write_text("\n\n## ".join([intro.rstrip(), *texts.values()]) + "\n", encoding="utf-8")


def introduction(seconds: float) -> str:
    return (
        f"Measured {date.today().isoformat()} on {machine()}, by `make bench-ranking` in {seconds:.0f} s of one core: "
        f"{len(HELD_OUT)} parks of {WORKERS:,} workers, {OUTBREAKS} outbreaks each;\n"
        f"rates and variants from {len(TRAINING)} other parks. A case is isolated 2 days after onset, traced 7 after.\n"
        "Shares of the truly infected on the list (by the case or through one other) that are in its first 10 to 100, "
        "and\ntheir mean place as a fraction of the list (0 first); mean ± standard deviation over the parks. The last "
        "column:\ndifference of the mean of the four shares to the page's order, and in how many parks it was better.\n"
    )


def main() -> None:
    started = time.process_time()
    parks = {seed: make_park(seed, workers=WORKERS, companies=COMPANIES) for seed in (*TRAINING, *HELD_OUT)}
    trials = []
    for scenario in SCENARIOS:
        training, held = (
            [list(outbreaks(seed, parks[seed], scenario, OUTBREAKS)) for seed in seeds]
            for seeds in (TRAINING, HELD_OUT)
        )
        trials.append(run(scenario, training, held))
        print(*table(trials[-1]), sep="\n", flush=True)
    tables = [line for trial in trials for line in table(trial)]
    print(*summary(trials), sep="\n")
    write_section("Ranking", "\n".join([introduction(time.process_time() - started), *summary(trials), *tables]))


if __name__ == "__main__":
    main()
