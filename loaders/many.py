"""Read many files ahead of the writer: their order is that of their dates, then names."""

import gc
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from graph.clock import today
from graph.errors import TruyvetError
from loaders.heading import read_heading
from loaders.importing import read_roster
from loaders.options import Options, Progress
from loaders.read import read_workbook
from loaders.recognise import DEEPEST, find_table
from loaders.rows import Roster

#: A few small files are read faster here than a process starts.
FEW = 24
#: So many bytes of workbooks are read ahead of the writer, so that memory stays bounded and the writer never waits.
AHEAD_BYTES = 4 << 20


def read_in_order(
    paths: Sequence[Path], *, options: Options, progress: Progress
) -> Iterator[tuple[str, Roster | TruyvetError]]:
    """Yield each file's name with its roster, or with why it was refused, in the order of the files' dates."""
    if len(paths) < FEW:
        read = {path: read_roster(path, options=options) for path in paths}
        for path in sorted(paths, key=lambda path: (_day(read[path], options), path.name, str(path))):
            yield path.name, read[path]
        return
    with ProcessPoolExecutor(max_workers=2, mp_context=get_context("spawn"), initializer=collect_seldom) as pool:
        ordered = paths if options.as_of else _by_date(pool, paths, progress)
        ahead, size = deque[tuple[Path, int, Future[Roster | TruyvetError]]](), 0
        for path in ordered:
            bytes_ = path.stat().st_size if path.exists() else 0
            while ahead and size + bytes_ > AHEAD_BYTES:
                first, taken, future = ahead.popleft()
                size -= taken
                yield first.name, future.result()
            ahead.append((path, bytes_, pool.submit(partial(read_roster, path, options=options))))
            size += bytes_
        for first, _, future in ahead:
            yield first.name, future.result()


def collect_seldom() -> None:
    """Let Python look for cycles seldom: rows by the hundred thousand have none, and the search costs a tenth."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


def _day(read: Roster | TruyvetError, options: Options) -> date:
    return options.as_of or (read.as_of if isinstance(read, Roster) else None) or today()


def _by_date(pool: ProcessPoolExecutor, paths: Sequence[Path], progress: Progress) -> list[Path]:
    """Return the files in the order of the dates in their headings."""
    days = []
    for count, day in enumerate(pool.map(heading_day, paths, chunksize=32)):
        days.append(day)
        progress("order", count + 1, len(paths))
    return [path for _, _, path in sorted(zip(days, [str(p) for p in paths], paths, strict=True))]


def heading_day(path: Path) -> date:
    """Return the date in a file's heading; today where it has none or cannot be read."""
    try:
        sheets = read_workbook(path, most_rows=DEEPEST + 2).sheets
    except TruyvetError:
        return today()
    found = []
    for sheet in sheets:
        table = find_table(sheet)
        if table is not None and (day := read_heading(sheet, table.header, today=today()).as_of):
            found.append(day)
    return max(found, default=today())
