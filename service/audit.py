"""The service's way into the log: an entry is on disk before the answer leaves, and in the chain soon after.

Waiting for the chain would cost every request a write of the graph. So entries go to a spool file of this process (a
process that is killed loses none, only a machine that loses power may) and a thread carries them over, a batch a
transaction; what an earlier process left in its spool is carried over at the next start. What is in the chain is also
written as JSON lines, a file a day, for a collector to take away.
"""

import errno
import logging
import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import orjson
import psutil

from graph.audit.chain import append
from graph.audit.entry import Entry, Link, canonical
from graph.database import Database
from graph.errors import TruyvetError

log = logging.getLogger(__name__)
#: The thread looks for new entries so often, in seconds.
EVERY = 0.5
#: So many entries are one transaction.
BATCH = 500
#: No entry is longer than that.
_ROOM = 8192


class Unlogged(TruyvetError):
    """What was asked cannot be logged, so it is not answered."""

    code = "log-unwritable"
    status = 503

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "The log cannot be written (is the disk full?), so nothing is shown. If this was a change, look whether it "
            "was made before you send it again.",
            "Không ghi được nhật ký (ổ đĩa đầy?) nên không hiển thị gì. Nếu đây là thay đổi, hãy xem đã được ghi chưa "
            "trước khi gửi lại.",
        )


@dataclass(slots=True)
class Access:
    """What a request does, as far as it is known: filled in on the way, logged at its end.

    ``masked``: numbers that identify or reach a person are not shown whole. ``refused``: a command ended with an error.
    """

    actor: str | None = None
    purpose: str | None = None
    persons: int | None = None
    question: dict[str, Any] = field(default_factory=dict)
    subject: str | None = None
    masked: bool = False
    refused: bool = False


_access: ContextVar[Access | None] = ContextVar("access", default=None)


@contextmanager
def hold() -> Iterator[Access]:
    """Hold what is known of the request or command in hand."""
    found = Access()
    token = _access.set(found)
    try:
        yield found
    finally:
        _access.reset(token)


def current() -> Access:
    """Return the request in hand; one that nobody logs where there is none."""
    return _access.get() or Access()


#: Lists of a document whose entries are persons, or have one.
_LISTS = (
    "contacts",
    "people",
    "cases",
    "workers",
    "housemates",
    "pairs",
    "bridges",
    "sources",
    "suggestions",
    "entries",
)


def persons_in(document: Any) -> int | None:
    """Return how many persons a document shows; None where it shows none."""
    if not isinstance(document, dict):
        return None
    own = int(isinstance(document.get("person"), dict))
    listed = 0
    for name in _LISTS:
        some = document.get(name)
        if isinstance(some, list) and some and isinstance(some[0], dict) and ("person" in some[0] or "code" in some[0]):
            listed += len(some)
    return own + listed or None


class Audit:
    """The log of one process: ``record`` from any thread, ``start`` and ``stop`` around it."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database, self._folder = database, folder
        self._lock = threading.Lock()
        self._carrying = threading.Lock()
        self._path: Path | None = None  #: the spool in hand, once something is in it
        self._full = False  #: an entry could not be written
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Carry over what earlier processes left, and from now on what is recorded."""
        self._thread = threading.Thread(target=self._work, name="audit", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Carry over what is left; what cannot be now waits on disk for the next start."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(timeout=60)
            if self._thread.is_alive():
                return  # it waits for the graph
        self.carry()

    def waiting(self) -> int:
        """Return how many entries are on disk and not in the chain."""
        count = 0
        for spool in self._folder.glob("*.spool"):
            with suppress(FileNotFoundError):  # carried over meanwhile
                count += spool.read_bytes().count(b"\n")
        return count

    def writable(self) -> bool:
        """Tell whether an entry could be written now, by writing as much as one is."""
        try:
            self._make_folder()
            with tempfile.TemporaryFile(dir=self._folder, buffering=0) as file:
                return file.write(bytes(_ROOM)) == _ROOM
        except OSError:
            return False

    def check(self) -> None:
        """Raise Unlogged where an entry could not be written the last time, and cannot be yet."""
        if self._full and not self.writable():
            raise Unlogged
        self._full = False

    def _make_folder(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._folder.chmod(0o700)

    def record(self, entry: Entry) -> None:
        """Write an entry to the spool. Raises Unlogged where that cannot be: what it is of must not be shown."""
        try:
            self._write(entry)
        except OSError as error:
            self._full = True
            log.error("the log cannot be written: %s", errno.errorcode.get(error.errno or 0, type(error).__name__))
            raise Unlogged from error

    def _write(self, entry: Entry) -> None:
        line = canonical(entry.to_document()).encode() + b"\n"
        with self._lock:
            if self._path is None:
                self._make_folder()
                # Its name is the batch's, so that nothing is added twice.
                self._path = self._folder / f"{uuid4().hex}.{os.getpid()}.spool"
            descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                start = os.fstat(descriptor).st_size
                if os.write(descriptor, line) != len(line):
                    # Half a line would spoil the next one.
                    os.ftruncate(descriptor, start)
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            finally:
                os.close(descriptor)

    def _work(self) -> None:
        while not self._stopping.wait(EVERY):
            self.carry()

    def carry(self) -> None:
        """Lay the spool in hand aside and carry over all that are; one at a time does so."""
        with self._carrying:
            self._carry()

    def _carry(self) -> None:
        with self._lock:
            self._path = None
        for spool in sorted(self._folder.glob("*.spool"), key=lambda path: (path.stat().st_mtime_ns, path.name)):
            if spool == self._path or not self._is_left(spool):
                continue
            try:
                self._carry_one(spool)
            except Exception as error:
                # Nothing may end the thread: what waits is carried over when the graph or the disk is back, or when a
                # graph that somebody emptied meanwhile has a beginning again.
                log.error("the log waits on disk: %s", getattr(error, "code", type(error).__name__))
                return

    def _is_left(self, spool: Path) -> bool:
        """Tell whether nobody writes to a spool any more: it is ours, or its process is gone."""
        owner = int(spool.name.split(".")[1])
        return owner == os.getpid() or not psutil.pid_exists(owner)

    def _carry_one(self, spool: Path) -> None:
        # A line that a dying process did not finish is no entry: its answer never left.
        texts = [line.decode() for line in spool.read_bytes().split(b"\n")[:-1]]
        for start in range(0, len(texts), BATCH):
            some, batch = texts[start : start + BATCH], f"{spool.name}:{start}"
            links = self._database.write(lambda tx, some=some, batch=batch: append(tx, some, batch=batch))  # type: ignore[misc]
            self._ship(links)
        spool.unlink()

    def _ship(self, links: list[Link]) -> None:
        by_day: dict[str, list[bytes]] = {}
        for link in links:
            document = link.to_document()
            by_day.setdefault(document["entry"]["at"][:10], []).append(orjson.dumps(document) + b"\n")
        for day, lines in by_day.items():
            descriptor = os.open(self._folder / f"{day}.jsonl", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(descriptor, "ab") as file:
                file.writelines(lines)
