"""python -m bench.backup [WORKERS] [--keep FOLDER]: backup, restore and hash as commands, into docs/benchmarks.md.

The graph is that of bench.peers, kept in the same folder; it is read, and restored into one of its own.
"""

import argparse
import json
import shutil
import sys
from pathlib import Path

from bench.__main__ import write
from bench.peers.__main__ import graph_of, kept
from bench.running import Results, truyvet, watched
from graph.local.process import stop

COMMAND = "make bench-backup"


def main(arguments: list[str]) -> int:
    """Measure one size."""
    parser = argparse.ArgumentParser(prog="python -m bench.backup", description=__doc__)
    parser.add_argument("workers", nargs="?", type=int, default=269_000)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="hold sample and graph here")
    asked = parser.parse_args(arguments)
    with kept(asked.keep, asked.workers) as folder:
        graph_of(asked.workers, folder)
        try:
            write([measure(folder, asked.workers)], COMMAND)
        finally:
            stop(folder / "restored")
            for made in ("clear", "sealed", "key"):
                (folder / made).unlink(missing_ok=True)
            shutil.rmtree(folder / "restored", ignore_errors=True)
    return 0


def measure(folder: Path, workers: int) -> Results:
    """Back up in the clear and encrypted, restore, and compare what two commands say of two graphs."""
    results = Results(f"Backup: {workers:,} workers")
    data, clear, sealed, key = folder / "data", folder / "clear", folder / "sealed", folder / "key"
    key.unlink(missing_ok=True)
    recipient = truyvet("backup-key", str(key), folder=data).stdout.strip()
    for what, file, options in (("", clear, ()), (", encrypted", sealed, ("--recipient", recipient))):
        seconds, memory, _ = watched("backup", str(file), *options, folder=data)
        size = file.stat().st_size / 1e6
        results.add(f"backup{what} (aim 90 s, 300 MB)", f"{seconds:.1f} s, {size:.1f} MB, {memory} MiB of memory")
    stop(data)  # one graph at a time
    truyvet("graph", "start", folder=folder / "restored")
    seconds, memory, _ = watched("restore", str(sealed), "--identity", str(key), folder=folder / "restored")
    results.add("restore of it, checked (aim 240 s)", f"{seconds:.1f} s, {memory} MiB of memory")
    restored = json.loads(truyvet("graph", "hash", "--json", folder=folder / "restored").stdout)
    stop(folder / "restored")
    seconds, memory, _ = watched("graph", "hash", folder=data)
    results.add("hash of the graph, which is started for it", f"{seconds:.1f} s, {memory} MiB of memory")
    first = json.loads(truyvet("graph", "hash", "--json", folder=data).stdout)
    results.add("in it", f"{first['nodes']:,} nodes, {first['relationships']:,} relationships")
    results.add("hashes", "equal" if first == restored else "**they differ**")
    return results


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
