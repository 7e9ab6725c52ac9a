"""Read a file in a process of its own, with so much memory and time: a hostile one ends that process and no other.

Those processes are forked from one that has read all modules but does nothing else, in some milliseconds each.
"""

import multiprocessing
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path
from typing import Literal

from graph.clock import today
from graph.errors import TruyvetError
from loaders.errors import missing_file, too_much_memory, too_slow, unreadable_file
from loaders.options import Options
from loaders.parse import parse
from loaders.reading.sheets import Workbook
from loaders.reading.workbook import ROW_BY_ROW, check_file, read_workbook
from loaders.recognising.mapping import Remembered
from loaders.rows import Roster

#: What one file may take in memory: 43,000 rows (5 MB) need 300 MB.
MEGABYTES = 370
#: What it may take of a processor's time to be read, and row by row: those 43,000 rows need 1.3 s, and 9 s.
_SECONDS, _SECONDS_PER_MEGABYTE, _MOST_SECONDS = 3.0, 0.75, 7.0
_ROW_BY_ROW, _ROW_BY_ROW_PER_MEGABYTE, _MOST_ROW_BY_ROW = 3.0, 2.0, 12.0
#: A larger file that needs too much memory has too much in it, and not one cell far away.
_MOST_TWICE = 12
#: What is then made of its rows takes by their number: 43,000 need 8 s, on a machine twice as slow 16.
_SECONDS_PER_ROW, _MOST_PARSING = 0.0004, 18.0
#: A busy machine gives a process a part of its time; one that waits for so many times longer is stuck.
_PATIENCE = 4
_OUT_OF_MEMORY = 3
Limit = Literal["memory", "time"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How files are to be read: as they are sent, with what is remembered of their firms' titles."""

    options: Options = field(default_factory=Options)
    remembered: Sequence[Remembered] = ()


def read_roster(path: Path, asked: Asked, *, name: str | None = None, sparse: bool = False) -> Roster | TruyvetError:
    """Read and parse a file in this process; return why where it is refused.

    A limit of time that holds while it is read is then one for its rows.
    """
    options = asked.options
    try:
        book = read_workbook(path, name=name, sparse=sparse)
        if is_time_limited():
            limit_time(seconds_to_parse(sum(len(sheet.rows) for sheet in book.sheets)))
        return parse(
            book,
            as_of=options.as_of,
            today=today(),
            company=options.company,
            mapping=options.mapping,
            remembered=asked.remembered,
        )
    except TruyvetError as error:
        return error


def read_guarded(path: Path, asked: Asked, *, name: str | None = None) -> Roster | TruyvetError:
    """Read and parse a file in a process of its own; return why where it is refused.

    One that needs too much memory is read once more, row by row, where its format has that.
    """
    shown = name or path.name
    try:
        check_file(path, shown)
    except TruyvetError as error:
        return error
    found = _within_limits(path, asked, shown)
    assert not isinstance(found, Workbook)  # noqa: S101 - tells mypy
    return found


def read_sheets_guarded(path: Path, *, name: str | None = None) -> Workbook:
    """Read a file's cells in a process of its own, without taking it for a roster. Raises Refused."""
    shown = name or path.name
    check_file(path, shown)
    found = _within_limits(path, None, shown)
    if isinstance(found, TruyvetError):
        raise found
    assert isinstance(found, Workbook)  # noqa: S101 - tells mypy
    return found


def _within_limits(path: Path, asked: Asked | None, shown: str) -> Roster | Workbook | TruyvetError:
    """Read a file as a roster, or where nothing is asked of it only its cells; return why where it takes too much."""
    seconds = seconds_to_read(path)
    found = _in_a_process(path, asked, shown, seconds, sparse=False)
    if found == "memory" and Path(shown).suffix.lower() in ROW_BY_ROW and _is_small(path):
        seconds = seconds_to_read(path, sparse=True)
        found = _in_a_process(path, asked, shown, seconds, sparse=True)
    if found == "memory":
        return too_much_memory(shown, MEGABYTES)
    return too_slow(shown, round(seconds)) if found == "time" else found


def _is_small(path: Path) -> bool:
    with suppress(OSError):
        return path.stat().st_size <= _MOST_TWICE * 1024**2
    return False


def seconds_to_read(path: Path, *, sparse: bool = False) -> float:
    """Return how long a file of this size may be read, at once or row by row: the larger, the longer."""
    least, more, most = (
        (_ROW_BY_ROW, _ROW_BY_ROW_PER_MEGABYTE, _MOST_ROW_BY_ROW)
        if sparse
        else (_SECONDS, _SECONDS_PER_MEGABYTE, _MOST_SECONDS)
    )
    with suppress(OSError):
        return min(least + more * path.stat().st_size / 1024**2, most)
    return least


def seconds_to_parse(rows: int) -> float:
    """Return how long so many rows may be worked on."""
    return min(_SECONDS + _SECONDS_PER_ROW * rows, _MOST_PARSING)


@cache
def processes() -> ForkServerContext | SpawnContext:
    """Return how processes that read files are started; Windows has no forks."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["loaders.guarded"])
    return context


def _in_a_process(
    path: Path, asked: Asked | None, shown: str, seconds: float, *, sparse: bool
) -> Roster | Workbook | TruyvetError | Limit:
    receiver, sender = processes().Pipe(duplex=False)
    process = processes().Process(target=_answer, args=(sender, path, asked, shown, seconds, sparse), daemon=True)
    process.start()
    sender.close()
    answer: Roster | Workbook | TruyvetError | None = None
    with receiver, suppress(EOFError, OSError):
        if not receiver.poll((seconds + _MOST_PARSING) * _PATIENCE):
            process.kill()
            process.join()
            return "time"
        answer = receiver.recv()
    process.join()
    if answer is not None:
        return answer
    if hasattr(signal, "SIGPROF") and process.exitcode == -signal.SIGPROF:
        return "time"
    # Killed by its limits: Python has no memory left, Rust aborts, the kernel kills. Anything else is a damaged file.
    if process.exitcode in (_OUT_OF_MEMORY, -signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV):
        return "memory"
    return missing_file(str(path)) if not path.exists() else unreadable_file(shown)


def limit_memory(megabytes: int = MEGABYTES) -> None:
    """Let this process have no more memory than this, where the system can limit it (Windows cannot)."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1024**2, megabytes * 1024**2))


def is_time_limited() -> bool:
    """Tell whether a limit of time holds for this process."""
    return hasattr(signal, "setitimer") and signal.getitimer(signal.ITIMER_PROF)[0] > 0


def limit_time(seconds: float) -> None:
    """Let this process end after so much more of a processor's time, whatever it does then; 0 takes that back."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _answer(
    sender: Connection,
    path: Path,
    asked: Asked | None,
    name: str,
    seconds: float,
    sparse: bool,  # noqa: FBT001
) -> None:
    """Read what is asked, and send it; what libraries print of it is nobody's business."""
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stderr.fileno())
    limit_memory()
    limit_time(seconds)
    try:
        if asked is not None:
            sender.send(read_roster(path, asked, name=name, sparse=sparse))
        else:
            sender.send(read_workbook(path, name=name, sparse=sparse))
    except TruyvetError as error:
        sender.send(error)
    except MemoryError:
        sys.exit(_OUT_OF_MEMORY)
