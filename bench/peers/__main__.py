"""python -m bench.peers [7000|269000|1000000 ...] [--keep FOLDER]: compare with the peers, write docs/benchmarks.md.

Each size is one run: the sample, its import, its memberships out of the graph into each peer in turn, the API last.
--keep holds samples and graphs for a later run, which then skips making them.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.__main__ import COMPANIES, own_rules, put, when, write
from bench.peers.api import measure_api
from bench.peers.compare import Comparison, measure, table
from bench.peers.engine import Engine, peer_rules
from bench.peers.export import export
from bench.peers.memory import Networkx
from bench.peers.ours import Ours
from bench.peers.pairwise import Pairwise
from bench.peers.postgres import Postgres
from bench.peers.sets import Sets
from bench.peers.sqlite import Sqlite
from bench.running import Results, truyvet
from graph.database import Connection
from graph.local.process import ensure, stop
from graph.tracing.rules import RuleSet

COMMAND = "make bench-peers"
SIZES = ("7000", "269000", "1000000")
#: Where the issue gives an aim: milliseconds of the API for traces of up to 1,000 contacts.
AIMS = {269_000: 120, 1_000_000: 200}
#: The pairwise model explodes: at 7,000 workers it is half a million edges.
PAIRWISE_UP_TO = 10_000
ABOUT = """
Who was reached, at which level and from which day on, by one rule set (room, team and vehicle near at every level,
workshop and house distant at level 1, near contacts lead on), for people and onsets by chance. **Bold: how many times
ours, p50 / p95**; below 1 is faster than ours. The peers are given what helps them: numbers for keys, records of one
person joined beforehand, team and room carried up to workshop and house, one table with an index by person and one by
group.
"""


def main(arguments: Sequence[str]) -> int:
    """Measure the sizes asked for. Returns 1 where any answer differs."""
    parser = argparse.ArgumentParser(prog="python -m bench.peers", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[int(size) for size in SIZES])
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="hold samples and graphs here")
    asked = parser.parse_args(arguments)
    differing = 0
    for workers in asked.sizes:
        with kept(asked.keep, workers) as folder:
            differing += _measure_size(workers, folder)
    return 1 if differing else 0


@contextmanager
def kept(keep: Path | None, workers: int) -> Iterator[Path]:
    """A folder for one size: kept, or gone with what was started in it."""
    folder = keep / str(workers) if keep else Path(tempfile.mkdtemp(prefix="truyvet-peers-"))
    try:
        yield folder
    finally:
        stop(folder / "data")
        shutil.rmtree(folder / "peers", ignore_errors=True)
        if keep is None:
            shutil.rmtree(folder, ignore_errors=True)


def _measure_size(workers: int, folder: Path) -> int:
    """Measure one size and write its sections. Returns how many answers differ."""
    connection = graph_of(workers, folder)
    comparison = _compare(workers, connection, folder / "peers")
    title = f"Beside its peers: {workers:,} workers"
    put({title: "\n".join([title, "", when(COMMAND), ABOUT, *table(comparison), "", _verdict(comparison)])})
    results = Results(f"Long traces through the API: {workers:,} workers")
    own_rules(folder / "rules")
    measure_api(folder / "sample", folder / "data", results, aim=AIMS.get(workers))
    write([results], COMMAND)
    return comparison.differing


def graph_of(workers: int, folder: Path) -> Connection:
    """Return the running graph of a sample, made unless an earlier run kept it."""
    sample, data, done = folder / "sample", folder / "data", folder / "imported"
    if not done.exists():
        folder.mkdir(parents=True, exist_ok=True)
        companies = COMPANIES.get(workers) or max(1, workers // 72)
        size = ["--workers", str(workers), "--companies", str(companies), "--seed", "1", "-o", str(sample)]
        truyvet("sample", *size, folder=data)
        truyvet("import", str(sample), folder=data)
        done.touch()
    return ensure(data)


def _compare(workers: int, connection: Connection, folder: Path) -> Comparison:
    """Ask every engine, one after another: only one at a time holds memory."""
    rules = peer_rules(folder / "rules")
    memberships = export(connection)
    print(f"{workers:,} workers: {len(memberships.keys):,} people, {len(memberships):,} memberships", flush=True)
    comparison = Comparison()
    for start in _engines(workers, connection, folder, rules):
        measure(comparison, start, memberships)
    return comparison


def _engines(workers: int, connection: Connection, folder: Path, rules: RuleSet) -> list[Callable[[], Engine]]:
    engines: list[Callable[[], Engine]] = [
        lambda: Ours(connection, rules),
        lambda: Sets(connection, rules),
        lambda: Postgres(rules),
        lambda: Sqlite(folder / "sqlite", rules),
        lambda: Networkx(rules),
    ]
    if workers <= PAIRWISE_UP_TO:
        engines.append(lambda: Pairwise(folder / "pairwise", rules))
    return engines


def _verdict(comparison: Comparison) -> str:
    answers = sum(len(times) for m in comparison.measured[1:] for times in m.times.values())
    if not comparison.differing:
        return f"All {answers:,} answers of the peers are ours: the same people, levels and first exposures."
    return f"**{comparison.differing} of {answers:,} answers of the peers differ from ours.**"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
