"""Read many files by several processes: their order is that of their dates, then names."""

import gc
import multiprocessing
import os
import pickle
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from functools import partial
from pathlib import Path

from graph.clock import today
from graph.errors import TruyvetError
from loaders.guarded import Asked, limit_memory, limit_time, processes, read_guarded, read_roster, seconds_to_read
from loaders.options import Progress
from loaders.rows import Roster

#: So many files are handed to a process at once.
TOGETHER = 8
_Ordered = tuple[date, str, Path, bytes]


def read_in_order(
    paths: Sequence[Path], *, asked: Asked, progress: Progress
) -> Iterator[tuple[Path, Roster | TruyvetError]]:
    """Yield each file with its roster, or with why it was refused, in the order of the files' dates.

    All are read before the first is yielded, because the last one may be the oldest. What waits is kept pickled,
    about 300 bytes a worker.
    """
    found: list[_Ordered] = []
    for path, (day, packed) in _read_all(paths, asked):
        found.append((day, path.name, path, packed))
        progress("read", len(found), len(paths))
    found.sort(key=lambda one: (one[0], one[1], str(one[2])), reverse=True)
    while found:
        _, _, path, packed = found.pop()
        yield path, pickle.loads(packed)  # noqa: S301 - pickled by _pack, not by the file


def _read_all(paths: Sequence[Path], asked: Asked) -> Iterator[tuple[Path, tuple[date, bytes]]]:
    """Yield each file with its day and its roster pickled, by all cores."""
    if len(paths) == 1:
        yield paths[0], _pack(read_guarded(paths[0], asked), asked)
        return
    rest = list(paths)
    read = partial(_read, asked=asked)
    while rest:
        done = 0
        together = min(TOGETHER, max(1, len(rest) // 8))
        try:
            with ProcessPoolExecutor(mp_context=processes(), initializer=_prepare) as pool:
                workers: int = pool._max_workers  # type: ignore[attr-defined]
                for path, packed in zip(rest, pool.map(read, rest, chunksize=together), strict=True):
                    done += 1
                    yield path, packed
        except BrokenProcessPool:
            # One of the files in hand ended its process: each of those alone, then on with the others.
            in_hand = rest[done : done + together * workers]
            for path in in_hand:
                done += 1
                yield path, _pack(read_guarded(path, asked), asked)
        rest = rest[done:]


def _prepare() -> None:
    _end_with_parent()
    collect_seldom()
    limit_memory()


def _end_with_parent() -> None:
    """Let this process end when the one that reads the folder does: killed, it tells nobody, and work never comes."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, name="parent", daemon=True).start()


def _read(path: Path, *, asked: Asked) -> tuple[date, bytes]:
    limit_time(seconds_to_read(path))
    try:
        return _pack(read_roster(path, asked), asked)
    finally:
        limit_time(0)


def _pack(roster: Roster | TruyvetError, asked: Asked) -> tuple[date, bytes]:
    """Return the day by which a file is ordered, and its roster pickled by this very program."""
    day = asked.options.as_of or (roster.as_of if isinstance(roster, Roster) else None) or today()
    return day, pickle.dumps(roster)


def collect_seldom() -> None:
    """Let Python look for cycles seldom: rows by the hundred thousand have none, and the search costs a tenth."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
