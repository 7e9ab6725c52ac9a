"""python -m bench.analyses [WORKERS] [--keep FOLDER]: the analyses on 500 cases, into docs/benchmarks.md.

The cases are of a disease of their own: 25 workers by chance, each with 19 of the workers whom a trace finds, who fall
ill in the two weeks after. The graph is that of bench.peers, kept in the same folder.
"""

import argparse
import random
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.__main__ import figure, key_of, people, timed, write
from bench.ahead import measure_ahead, measure_peers
from bench.exports import measure_exports
from bench.peers.__main__ import graph_of, kept
from bench.running import Results
from graph.analysis.attack_rates import TRAITS, UNITS, attack_rates
from graph.analysis.clusters import cluster_document, clusters_document
from graph.analysis.common_source import common_sources
from graph.analysis.coverage import coverage
from graph.analysis.indicators import indicators
from graph.analysis.infected import view_of
from graph.analysis.leaks import leaks_document
from graph.analysis.offspring import offspring_document
from graph.analysis.serial_interval import intervals_document
from graph.cases import Dates, find_cases, register
from graph.clock import now
from graph.database import Database, Transaction
from graph.tracing.asking import answer
from graph.tracing.question import Asked

COMMAND = "make bench-analyses"
DISEASE, RULES = "bench-outbreak", "vn-3638-2021"
SEEDS, FOLLOWING = 25, 19
FIRST, AS_OF = date(2021, 5, 1), date(2021, 5, 25)


def main(arguments: list[str]) -> int:
    """Measure one size."""
    parser = argparse.ArgumentParser(prog="python -m bench.analyses", description=__doc__)
    parser.add_argument("workers", nargs="?", type=int, default=269_000)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="hold sample and graph here")
    asked = parser.parse_args(arguments)
    with kept(asked.keep, asked.workers) as folder, Database(graph_of(asked.workers, folder)) as database:
        keys = outbreak_of(database, folder / "sample")
        write([measure(database, keys, asked.workers)], COMMAND)
    return 0


def outbreak_of(database: Database, sample: Path) -> list[str]:
    """Register the cases, unless an earlier run did, and return their keys."""
    known = database.read(lambda tx: find_cases(tx, disease=DISEASE, limit=10_000))[1]
    if known:
        return [case["key"] for case in known]
    dice = random.Random(6)
    keys: list[str] = []
    for seed in people(sample, SEEDS):
        worker, onset = key_of(seed["records"][0]), FIRST + timedelta(dice.randrange(5))
        question = Asked(who=[worker], dates=Dates(onset=onset), as_of=onset + timedelta(3), rules=RULES)
        contacts = answer(database, question, limit=200, offset=0)["contacts"]
        ill = [contact["person"]["key"] for contact in dice.sample(contacts, min(FOLLOWING, len(contacts)))]
        dates = {worker: onset, **{person: onset + timedelta(dice.randint(4, 15)) for person in ill}}
        keys += [_register(database, person, day) for person, day in dates.items()]
    return keys


def _register(database: Database, person: str, onset: date) -> str:
    dates = Dates(onset=onset, isolated=onset + timedelta(2))

    def work(transaction: Transaction) -> str:
        return str(register(transaction, person, dates, disease=DISEASE, today=AS_OF, now=now())["key"])

    return database.write(work)


def measure(database: Database, keys: list[str], workers: int) -> Results:
    """Ask every analysis, each several times."""
    results = Results(f"Analyses: {workers:,} workers, {len(keys)} cases")
    view = view_of(disease=DISEASE, as_of=AS_OF, rules=RULES)

    def add(what: str, ask: Callable[[Transaction], Any], *, times: int = 5) -> dict[str, Any]:
        took, answers = timed(lambda _: database.read(ask), range(times), warm=1)
        results.add(what, figure(took))
        found: dict[str, Any] = answers[0]
        return found

    found = add("clusters (aim 5 s)", lambda tx: clusters_document(tx, view, limit=200, offset=0))
    results.add("clusters found", f"{found['total']}, the largest of {found['clusters'][0]['size']} cases")
    key = found["clusters"][0]["key"]
    add("the largest cluster whole", lambda tx: cluster_document(tx, view, key))
    for by in (*UNITS, *TRAITS):
        what = f"attack rates by {by}, the whole province (aim 5 s)"
        add(what, lambda tx, by=by: attack_rates(tx, view, by, limit=200, offset=0), times=3)  # type: ignore[misc]
    add("leak map of all firms", lambda tx: leaks_document(tx, view, limit=200, offset=0))
    found = add("intervals, pairs and fits", lambda tx: intervals_document(tx, view, limit=200, offset=0), times=3)
    results.add("pairs", f"{found['total']}, {found['certain']} of them certain")
    add("offspring, R and k", lambda tx: offspring_document(tx, view, limit=200, offset=0), times=3)
    for by in ("room", "team", "company"):
        what = f"coverage by {by}, the whole province"
        add(what, lambda tx, by=by: coverage(tx, view, by, limit=200, offset=0), times=3)  # type: ignore[misc]
    add("indicators of 30 days", lambda tx: indicators(tx, view, days=30))
    some = sorted(keys)[:20]
    add("common source of 20 cases (aim 3 s)", lambda tx: common_sources(tx, view, some, limit=200, offset=0))
    measure_ahead(database, view, results)
    measure_peers(database, view, results)
    measure_exports(database, view, keys, results)
    return results


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
