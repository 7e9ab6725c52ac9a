"""Packs of 5,000 people, in every format: from the graph to the file, and of a made-up network the file alone."""

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.running import Results
from graph.analysis.infected import View
from graph.database import Database
from graph.exports.network import Network
from graph.exports.networks import network_of_trace
from graph.exports.pack import FORMATS, write_pack
from graph.tracing.question import Asked
from tests.networks import large

PEOPLE = 5_000
#: Of any disease, that of the bench too.
RULES = "explore"


def measure_exports(database: Database, view: View, keys: Sequence[str], results: Results) -> None:
    """Trace as many cases as make a network of 5,000, and write it in every format, pseudonymised."""
    number = 1
    while True:
        started = time.perf_counter()
        asked = Asked(who=list(keys[:number]), as_of=view.as_of, rules=RULES, depth=1)
        network = network_of_trace(database, asked)
        seconds = time.perf_counter() - started
        if len(network.people) >= PEOPLE or number >= len(keys):
            break
        number = min(len(keys), max(number + 1, number * PEOPLE // max(1, len(network.people))))
    results.add(
        f"network of {len(network.people):,} people from the graph",
        f"{seconds:.1f} s: {number} cases, {len(network.contacts):,} contacts, {len(network.memberships):,} stays",
    )
    made_up = large(PEOPLE)
    for format in FORMATS:
        figures = f"{_written(network, format):.1f} s; made-up network {_written(made_up, format):.1f} s"
        results.add(f"pack {format} of it (aim 10 s)", figures)


def _written(network: Network, format: str) -> float:
    with tempfile.TemporaryDirectory(prefix="truyvet-bench-") as folder:
        started = time.perf_counter()
        out = Path(folder) / "pack.zip"
        write_pack(network, format, out, version="bench", identified=False, reason=None, made_by="bench")
        return time.perf_counter() - started
