"""Import a file or a folder of files: read, parse, reconcile, load, report."""

import secrets
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from graph.clock import now
from graph.database import Database, batches
from loaders.applying import apply, apply_many, note
from loaders.errors import missing_file
from loaders.guarded import Asked, read_guarded
from loaders.many import read_in_order
from loaders.mappings import read_mappings
from loaders.opening import Sent
from loaders.options import Options, Progress, untold
from loaders.reading.workbook import ENDINGS
from loaders.repeating import repeated
from loaders.report import Report

#: So many runs are noted in one transaction.
_TOGETHER = 500


def new_import_key() -> str:
    """Return a key for a run: its moment and a random part, so that keys sort by time."""
    return f"{now():%Y%m%d-%H%M%S}-{secrets.token_hex(4)}"


def files_of(path: Path) -> list[Path]:
    """Return a file itself, or all spreadsheets of a folder by name. Raises Refused where nothing is there."""
    if path.is_dir():
        found = sorted(
            file
            for file in path.rglob("*")
            if file.suffix.lower() in ENDINGS and not file.name.startswith(("~$", ".")) and file.is_file()
        )
        if not found:
            raise missing_file(f"{path}/*.xlsx")
        return found
    if not path.exists():
        raise missing_file(str(path))
    return [path]


def asked(database: Database, options: Options) -> Asked:
    """Return how files sent with these options are to be read."""
    return Asked(options=options, remembered=read_mappings(database))


def import_file(
    database: Database,
    path: Path,
    *,
    options: Options,
    key: str | None = None,
    name: str | None = None,
    progress: Progress = untold,
) -> Report:
    """Import one file. A refused file is a report with state ``refused`` and its error; graph errors are raised."""
    started = time.perf_counter()
    progress("read", 0, 1)
    how = asked(database, options)
    for one in _note_repeated(database, [path], how, key=key):
        one.file = name or path.name
        return one
    roster = read_guarded(path, how, name=name)
    sent = Sent(key=key or new_import_key(), file=name or path.name, roster=roster, path=path)
    report = apply(database, [sent], options=options, progress=progress)[0]
    report.seconds = time.perf_counter() - started
    return report


def import_files(
    database: Database, paths: Sequence[Path], *, options: Options, progress: Progress = untold
) -> Iterator[Report]:
    """Import many files in the order of their dates, then names. One report a file, as soon as it is done.

    First come those that were applied before, as if an import of them had been cut off.
    """
    how = asked(database, options)
    done = set[Path]()
    for report in _note_repeated(database, paths, how):
        if report.path is not None:
            done.add(report.path)
        yield report
    sent = (
        Sent(key=new_import_key(), file=path.name, roster=roster, path=path)
        for path, roster in read_in_order([p for p in paths if p not in done], asked=how, progress=progress)
    )
    yield from apply_many(database, sent, options=options, progress=progress)


def _note_repeated(database: Database, paths: Sequence[Path], how: Asked, key: str | None = None) -> Iterator[Report]:
    """Give the reports of the files that were applied before, each kept as a run of its own."""
    for reports in batches(repeated(database, paths, how), _TOGETHER):
        for report in reports:
            report.key = key or new_import_key()
        database.write(partial(note, reports=reports, options=how.options))
        yield from reports
