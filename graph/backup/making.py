"""A backup of a graph that is in use, as one file: all of it is there under its name, or nothing is."""

import glob
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import psutil

from graph.backup.container import packed
from graph.backup.content import Summary, lines_of, unknown_to_schema
from graph.backup.reading import State, of_one_state
from graph.backup.sealing import NO_KEY, Key, write_sealed
from graph.database import Database
from graph.errors import Invalid
from graph.model.schema import SCHEMA_VERSION


def backup(database: Database, path: Path, *, key: Key = NO_KEY, program: str, now: datetime) -> dict[str, Any]:
    """Write the graph into a file that its owner alone can read; one of that name is replaced when all is written.

    Returns what is in it. Raises Invalid where the file cannot be written or a property cannot be held, a GraphError
    where the graph cannot be read.
    """
    started = time.monotonic()
    with _replacing(path) as file:

        def work(state: State) -> dict[str, Any]:
            file.seek(0)
            file.truncate()
            summary = Summary()
            head = {"program": program, "made_at": now.isoformat(), "revision": state.revision}
            write_sealed(packed(lines_of(head, state.batches(), summary)), file, key)
            return {**head, "schema": SCHEMA_VERSION, **summary.document(), "held": state.held}

        made = of_one_state(database, work)
        size = file.tell()
    return {
        "file": str(path),
        "bytes": size,
        "encrypted": key.given,
        "unknown": unknown_to_schema(made),
        **made,
        "seconds": round(time.monotonic() - started, 1),
    }


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """A file beside ``path`` that takes its place when the block ends well, and is gone when it does not."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        _sweep(path)
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise Invalid(
            f"{path} cannot be written ({error.strerror}); nothing was left there.",
            f"Không ghi được {path} ({error.strerror}); không để lại gì.",
            field="file",
        ) from error
    finally:
        part.unlink(missing_ok=True)


def _sweep(path: Path) -> None:
    """Delete what backups that were killed left beside the file."""
    for left in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
        process = left.name.removesuffix(".part").rpartition(".")[2]
        if process.isdigit() and not psutil.pid_exists(int(process)):
            left.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make the new name last, where the system knows how."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
