"""One graph a data folder: attach to the one that runs, start it, stop it, say how it is.

The folder holds ``graph/`` (Neo4j's home) and ``graph.json`` (port, password, process), readable by its owner only.
"""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psutil
from filelock import FileLock, Timeout

from graph.database import Connection
from graph.local.errors import FolderInUse, FolderUnusable, StartFailed
from graph.local.jars import classpath

START_SECONDS = 120.0
STOP_SECONDS = 60.0
#: A start that finds its port taken in between tries another one.
PORT_TRIES = 3
#: Neo4j itself, without heap and page cache, and what the machine needs beside it.
NEEDED_MEMORY = 700 * 1024**2
NEEDED_DISK = 300 * 1024**2


@dataclass(frozen=True, slots=True)
class Running:
    """What graph.json holds of a running graph. ``started`` tells this process from a later one of the same number."""

    port: int
    pid: int
    started: float
    password: str = field(repr=False)

    def connection(self) -> Connection:
        """Return where it listens."""
        return Connection(f"bolt://127.0.0.1:{self.port}", "neo4j", self.password)

    def alive(self) -> bool:
        """Tell whether the process of the file still runs."""
        try:
            process = psutil.Process(self.pid)
            return abs(process.create_time() - self.started) < 1 and process.status() != psutil.STATUS_ZOMBIE
        except psutil.Error:
            return False


@dataclass(frozen=True, slots=True)
class Status:
    """How the graph of a folder is: not running (all None), or its address, process, age in seconds, memory, bytes."""

    folder: Path
    uri: str | None = None
    pid: int | None = None
    seconds: float | None = None
    memory: int | None = None


def running(folder: Path) -> Running | None:
    """Return the running graph of a data folder, or None."""
    try:
        found = Running(**json.loads((folder / "graph.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return found if found.alive() else None


def ensure(folder: Path, *, seconds: float = START_SECONDS) -> Connection:
    """Attach to the graph of a data folder, or start it. Raises a LocalGraphError that says what to do."""
    if found := running(folder):
        return found.connection()
    classpath()  # fetched before the lock is taken: a download may take minutes
    _prepare(folder)
    with _held(folder, seconds):
        if found := running(folder):
            return found.connection()
        return _start(folder, seconds).connection()


def revive(folder: Path) -> Connection | None:
    """Return where the graph of a data folder runs, and start it again where it died; None where it was stopped.

    Whoever stops it takes graph.json away, which one that died leaves. Raises a LocalGraphError.
    """
    return ensure(folder) if (folder / "graph.json").exists() else None


def stop(folder: Path) -> bool:
    """Stop the graph of a data folder cleanly; returns whether one was running. Raises StartFailed if it will not."""
    found = running(folder)
    if found is None:
        return False
    process = psutil.Process(found.pid)
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except psutil.TimeoutExpired:
        raise StartFailed(
            f"The graph (process {found.pid}) has not stopped after {STOP_SECONDS:.0f} s; try again, or end it.",
            f"Đồ thị (tiến trình {found.pid}) chưa dừng sau {STOP_SECONDS:.0f} giây; hãy thử lại hoặc kết thúc nó.",
        ) from None
    (folder / "graph.json").unlink(missing_ok=True)
    return True


def status(folder: Path) -> Status:
    """Return how the graph of a data folder is."""
    found = running(folder)
    if found is None:
        return Status(folder)
    process = psutil.Process(found.pid)
    memory = int(process.memory_info().rss)
    return Status(folder, found.connection().uri, found.pid, time.time() - found.started, memory)


def _prepare(folder: Path) -> None:
    """Make the folder, readable by its owner only, and see that the machine has room."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        (folder / "graph").mkdir(exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass  # it can be written
    except OSError as error:
        raise FolderUnusable(
            f"The data folder {folder} cannot be written ({error.strerror}); set TRUYVET_DATA_DIR to another one.",
            f"Không ghi được thư mục dữ liệu {folder} ({error.strerror}); hãy đặt TRUYVET_DATA_DIR sang nơi khác.",
        ) from error
    free = psutil.disk_usage(str(folder)).free
    if free < NEEDED_DISK:
        raise FolderUnusable(
            f"The disk of {folder} has only {free // 1024**2} MB free; the graph needs {NEEDED_DISK // 1024**2} MB.",
            f"Ổ đĩa chứa {folder} chỉ còn {free // 1024**2} MB; đồ thị cần {NEEDED_DISK // 1024**2} MB.",
        )


@contextmanager
def _held(folder: Path, seconds: float) -> Iterator[None]:
    lock = FileLock(folder / "graph.lock", timeout=seconds)
    try:
        lock.acquire()
    except Timeout:
        raise FolderInUse(
            f"Another program has been starting the graph of {folder} for {seconds:.0f} s; end it and try again.",
            f"Một chương trình khác đang khởi động đồ thị ở {folder} đã {seconds:.0f} giây; hãy dừng nó rồi thử lại.",
        ) from None
    try:
        yield
    finally:
        lock.release()


def memory_sizes() -> tuple[str, str]:
    """Return heap and page cache: TRUYVET_GRAPH_HEAP and TRUYVET_GRAPH_PAGECACHE, else by the machine's memory.

    Raises StartFailed where the free memory is too little for either.
    """
    total, free = psutil.virtual_memory().total, psutil.virtual_memory().available
    heap = os.environ.get("TRUYVET_GRAPH_HEAP") or f"{min(max(total // 4, 1 << 30), 4 << 30) // 1024**2}m"
    cache = os.environ.get("TRUYVET_GRAPH_PAGECACHE") or f"{min(max(total // 8, 256 << 20), 2 << 30) // 1024**2}m"
    if free < NEEDED_MEMORY:
        raise StartFailed(
            f"Only {free // 1024**2} MB of memory are free; the graph needs {NEEDED_MEMORY // 1024**2} MB to start.",
            f"Chỉ còn trống {free // 1024**2} MB bộ nhớ; đồ thị cần {NEEDED_MEMORY // 1024**2} MB để khởi động.",
        )
    return heap, cache


def _start(folder: Path, seconds: float) -> Running:
    heap, cache = memory_sizes()
    password = secrets.token_urlsafe(24)
    log = folder / "graph.log"
    for attempt in range(PORT_TRIES):
        port = free_port()
        process = _spawn(folder / "graph", port, heap, cache, password, log)
        if _ready(process, seconds):
            process.returncode = 0  # it is not ours to wait for any more: it serves later commands too
            found = Running(port, process.pid, psutil.Process(process.pid).create_time(), password)
            _write_private(folder / "graph.json", json.dumps(asdict(found)))
            return found
        if attempt + 1 < PORT_TRIES and "Address already in use" in _tail(log):
            continue
        break
    raise _failed(process, log, seconds)


def free_port() -> int:
    """Ask the system for a port on loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _spawn(home: Path, port: int, heap: str, cache: str, password: str, log: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "graph.local", str(home), str(port), heap, cache]
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=output,
            cwd=Path(__file__).resolve().parents[2],
            start_new_session=True,  # it outlives this command, and Ctrl-C here is not meant for it
        )
    log.chmod(0o600)
    assert process.stdin is not None  # noqa: S101 - tells mypy
    try:
        process.stdin.write(password.encode() + b"\n")
        process.stdin.close()
    except BrokenPipeError:
        pass  # it died at once; the log says why
    return process


def _ready(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Wait until the child says that it is ready; returns False as soon as it dies, or when time is up."""
    timer = threading.Timer(seconds, process.kill)
    timer.start()
    try:
        assert process.stdout is not None  # noqa: S101 - tells mypy
        with process.stdout as answers:
            return any(line.strip() == b"ready" for line in iter(answers.readline, b""))
    finally:
        timer.cancel()


def _write_private(path: Path, text: str) -> None:
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    part.replace(path)


def _tail(log: Path) -> str:
    try:
        return log.read_text(encoding="utf-8", errors="replace")[-4000:]
    except OSError:
        return ""


_CAUSES = (
    ("OutOfMemory", "memory ran out", "hết bộ nhớ", "lower TRUYVET_GRAPH_HEAP", "giảm TRUYVET_GRAPH_HEAP"),
    ("Could not reserve", "memory ran out", "hết bộ nhớ", "lower TRUYVET_GRAPH_HEAP", "giảm TRUYVET_GRAPH_HEAP"),
    ("heap size", "the heap cannot be that large", "bộ nhớ heap không thể lớn như vậy", "lower TRUYVET_GRAPH_HEAP",
     "giảm TRUYVET_GRAPH_HEAP"),
    ("No space left", "the disk is full", "ổ đĩa đầy", "free some space", "giải phóng ổ đĩa"),
    ("Address already in use", "the port was taken", "cổng đã bị chiếm", "try again", "thử lại"),
    ("lock file has been locked", "another program uses the folder", "chương trình khác đang dùng thư mục",
     "end the other process", "dừng tiến trình kia"),
)  # fmt: skip


def _failed(process: subprocess.Popen[bytes], log: Path, seconds: float) -> StartFailed:
    text = _tail(log)
    process.wait()
    for mark, en, vi, do_en, do_vi in _CAUSES:
        if mark in text:
            return StartFailed(
                f"The graph could not start: {en}; {do_en} (details: {log}).",
                f"Không khởi động được đồ thị: {vi}; hãy {do_vi} (chi tiết: {log}).",
            )
    return StartFailed(
        f"The graph did not start within {seconds:.0f} s or stopped by itself; {log} says why.",
        f"Đồ thị không khởi động được trong {seconds:.0f} giây hoặc đã tự dừng; xem {log}.",
    )
