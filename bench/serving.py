"""python -m bench.serving [WORKERS] [--keep FOLDER] [--minutes N]: what the log costs, and a department at work.

The price of the log and of the token's check; then fifty analysts for some minutes, and fifty traces
at one moment. The graph is that of bench.peers, kept in the same folder.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from fastapi.testclient import TestClient

from bench.__main__ import CALLS, figure, key_of, people, timed, write
from bench.load import ANALYSTS, at_work, burst
from bench.peers.__main__ import graph_of, kept
from bench.running import Results
from bench.server import serving, token_of
from graph.database import Database
from service.accounts.recognising import by_token
from service.accounts.roles import Role
from service.api import create_app
from service.api.audited import Audited
from service.settings import Settings

COMMAND = "make bench-serving"


def main(arguments: list[str]) -> int:
    """Measure one size."""
    parser = argparse.ArgumentParser(prog="python -m bench.serving", description=__doc__)
    parser.add_argument("workers", nargs="?", type=int, default=269_000)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="hold sample and graph here")
    parser.add_argument("--minutes", type=float, default=5)
    asked = parser.parse_args(arguments)
    with kept(asked.keep, asked.workers) as folder, Database(graph_of(asked.workers, folder)) as database:
        database.prepare()
        results = Results(f"Serving: {asked.workers:,} workers")
        keys = [key_of(person["records"][0]) for person in people(folder / "sample", 1000)]
        measure_log(database, keys[:CALLS], results)
        tokens = [token_of(database, f"bench-{number}", Role.ANALYST) for number in range(ANALYSTS)]
        with serving(folder / "data") as (address, process):
            asyncio.run(at_work(address, tokens, keys, asked.minutes * 60, process, results))
            asyncio.run(burst(address, tokens, keys, results))
        write([results], COMMAND)
    return 0


def measure_log(database: Database, keys: Sequence[str], results: Results) -> None:
    """Ask an app that logs and one that does not, in turn; and look a token up."""
    token = token_of(database, "bench-analyst", Role.ANALYST)
    took: dict[bool, list[float]] = {True: [], False: []}
    with TemporaryDirectory() as folder:
        logging, silent = (create_app(database, Settings(data_dir=Path(folder) / name)) for name in ("logs", "not"))
        silent.user_middleware = [one for one in silent.user_middleware if one.cls is not Audited]
        headers = {"Authorization": f"Bearer {token}"}
        with TestClient(logging, headers=headers) as first, TestClient(silent, headers=headers) as second:
            for number, key in enumerate([*keys[:20], *keys, *keys]):
                for logs, client in ((True, first), (False, second)):
                    started = time.perf_counter()
                    assert client.get(f"/api/workers/{key}").is_success
                    if number >= 20:  # those before are to warm up
                        took[logs].append((time.perf_counter() - started) * 1000)
    results.add("a worker's document with the log", figure(took[True]))
    more = median(took[True]) - median(took[False])
    results.add("the same without it (the log: aim 5 ms)", f"{figure(took[False])}; the log adds {more:.2f} ms")
    times, _ = timed(lambda _: by_token(database, token), range(CALLS))
    results.add("a token looked up (aim 2 ms)", figure(times))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
