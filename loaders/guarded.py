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

from graph.clock import today
from graph.errors import TruyvetError
from loaders.errors import missing_file, too_large, unreadable_file
from loaders.options import Options
from loaders.parse import parse
from loaders.reading.sheets import Workbook
from loaders.reading.workbook import ROW_BY_ROW, check_file, read_workbook
from loaders.recognising.mapping import Remembered
from loaders.rows import Roster

#: What one file may take: 43,000 rows need 300 MB and 10 s, also on a slow machine.
MEGABYTES = 420
SECONDS = 60
_OUT_OF_MEMORY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How files are to be read: as they are sent, with what is remembered of their firms' titles."""

    options: Options = field(default_factory=Options)
    remembered: Sequence[Remembered] = ()


def read_roster(path: Path, asked: Asked, *, name: str | None = None, sparse: bool = False) -> Roster | TruyvetError:
    """Read and parse a file in this process; return why where it is refused."""
    options = asked.options
    try:
        return parse(
            read_workbook(path, name=name, sparse=sparse),
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
    found = _in_a_process(path, asked, shown, sparse=False)
    if found is None and Path(shown).suffix.lower() in ROW_BY_ROW:
        found = _in_a_process(path, asked, shown, sparse=True)
    assert not isinstance(found, Workbook)
    return found if found is not None else too_large(shown, MEGABYTES)


def read_sheets_guarded(path: Path, *, name: str | None = None) -> Workbook:
    """Read a file's cells in a process of its own, without taking it for a roster. Raises Refused."""
    shown = name or path.name
    check_file(path, shown)
    found = _in_a_process(path, None, shown, sparse=False)
    if found is None and Path(shown).suffix.lower() in ROW_BY_ROW:
        found = _in_a_process(path, None, shown, sparse=True)
    if found is None:
        raise too_large(shown, MEGABYTES)
    if isinstance(found, TruyvetError):
        raise found
    assert isinstance(found, Workbook)
    return found


@cache
def processes() -> ForkServerContext | SpawnContext:
    """Return how processes that read files are started; Windows has no forks."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["loaders.guarded"])
    return context


def _in_a_process(
    path: Path, asked: Asked | None, shown: str, *, sparse: bool
) -> Roster | Workbook | TruyvetError | None:
    """Read a file as a roster, or where nothing is asked of it only its cells; None where it needs too much."""
    receiver, sender = processes().Pipe(duplex=False)
    process = processes().Process(target=_answer, args=(sender, path, asked, shown, sparse), daemon=True)
    process.start()
    sender.close()
    answer: Roster | Workbook | TruyvetError | None = None
    with receiver, suppress(EOFError, OSError):
        answer = receiver.recv()
    process.join()
    if answer is not None:
        return answer
    # Killed by its limits: Python has no memory left, Rust aborts, the kernel kills. Anything else is a damaged file.
    if process.exitcode in (_OUT_OF_MEMORY, -signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV, -signal.SIGALRM):
        return None
    return missing_file(str(path)) if not path.exists() else unreadable_file(shown)


def limit_memory(megabytes: int = MEGABYTES) -> None:
    """Let this process have no more memory than this, where the system can limit it (Windows cannot)."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1024**2, megabytes * 1024**2))


def limit_time(seconds: int) -> None:
    """Let this process end in so many seconds, whatever it does then; 0 takes that back."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _answer(sender: Connection, path: Path, asked: Asked | None, name: str, sparse: bool) -> None:  # noqa: FBT001
    """Read what is asked, and send it; what libraries print of it is nobody's business."""
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stderr.fileno())
    limit_memory()
    limit_time(SECONDS)
    try:
        if asked is not None:
            sender.send(read_roster(path, asked, name=name, sparse=sparse))
        else:
            sender.send(read_workbook(path, name=name, sparse=sparse))
    except TruyvetError as error:
        sender.send(error)
    except MemoryError:
        sys.exit(_OUT_OF_MEMORY)
