"""Read many files by several processes: their order is that of their dates, then names."""

import gc
import pickle
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from graph.clock import today
from graph.errors import TruyvetError
from loaders.importing import read_roster
from loaders.options import Options, Progress
from loaders.rows import Roster

#: A few small files are read faster here than a process starts.
FEW = 24


def read_in_order(
    paths: Sequence[Path], *, options: Options, progress: Progress
) -> Iterator[tuple[Path, Roster | TruyvetError]]:
    """Yield each file with its roster, or with why it was refused, in the order of the files' dates.

    All are read before the first is yielded, because the last one may be the oldest. What waits is kept pickled,
    about 300 bytes a worker.
    """
    read = partial(_packed, options=options)
    found: list[tuple[date, str, Path, bytes]] = []
    if len(paths) < FEW:
        found = [(day, path.name, path, packed) for path in paths for day, packed in [read(path)]]
    else:
        with ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=collect_seldom) as pool:
            for path, (day, packed) in zip(paths, pool.map(read, paths, chunksize=8), strict=True):
                found.append((day, path.name, path, packed))
                progress("read", len(found), len(paths))
    found.sort(key=lambda one: (one[0], one[1], str(one[2])), reverse=True)
    while found:
        _, _, path, packed = found.pop()
        yield path, pickle.loads(packed)


def _packed(path: Path, *, options: Options) -> tuple[date, bytes]:
    """Read a file; return the day by which it is ordered, and its roster pickled by this very program."""
    roster = read_roster(path, options=options)
    day = options.as_of or (roster.as_of if isinstance(roster, Roster) else None) or today()
    return day, pickle.dumps(roster)


def collect_seldom() -> None:
    """Let Python look for cycles seldom: rows by the hundred thousand have none, and the search costs a tenth."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
