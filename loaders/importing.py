"""Import a file or a folder of files: read, parse, reconcile, load, report."""

import secrets
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.clock import now, today
from graph.database import Database
from graph.errors import TruyvetError
from loaders.applying import apply, apply_many
from loaders.errors import missing_file
from loaders.opening import Sent
from loaders.options import Options, Progress, untold
from loaders.parse import parse
from loaders.read import ENDINGS, read_workbook
from loaders.report import Report
from loaders.rows import Roster


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


def read_roster(path: Path, *, options: Options, name: str | None = None) -> Roster | TruyvetError:
    """Read and parse a file, without the graph; return why where it is refused."""
    try:
        return parse(read_workbook(path, name=name), as_of=options.as_of, today=today())
    except TruyvetError as error:
        return error


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
    roster = read_roster(path, options=options, name=name)
    sent = Sent(key=key or new_import_key(), file=name or path.name, roster=roster, path=path)
    report = apply(database, [sent], options=options, progress=progress)[0]
    report.seconds = time.perf_counter() - started
    return report


def import_files(
    database: Database, paths: Sequence[Path], *, options: Options, progress: Progress = untold
) -> Iterator[Report]:
    """Import many files in the order of their dates, then names. One report a file, as soon as it is done."""
    from loaders.many import read_in_order

    sent = (
        Sent(key=new_import_key(), file=path.name, roster=roster, path=path)
        for path, roster in read_in_order(paths, options=options, progress=progress)
    )
    yield from apply_many(database, sent, options=options, progress=progress)
