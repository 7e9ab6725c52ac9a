"""Files that were applied before, just as they are sent now: nothing of them is done again.

So a folder whose import was cut off goes on where it stood, and a firm that sends the same file twice gets its report
at once. Only a firm's last applied file counts ("A, then B, then A again ends as A"), and of many files together also
those that a newer one of their firm has followed.
"""

import time
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

import orjson

from graph.clock import today
from graph.database import Database, batches
from graph.errors import TruyvetError
from loaders.guarded import Asked
from loaders.options import Options
from loaders.reading.workbook import check_file, content_hash
from loaders.report import Report, read_report

_BATCH = 500
#: What makes no difference to how a file is applied.
_ASIDE = ("check", "afresh")


def way(options: Options) -> str:
    """Return what tells one way of sending a file from others: all options, and the program's version."""
    asked = {name: value for name, value in asdict(options).items() if name not in _ASIDE}
    return orjson.dumps({**asked, "version": version("truyvet")}, option=orjson.OPT_SORT_KEYS).decode()


def repeated(database: Database, paths: Sequence[Path], asked: Asked) -> list[Report]:
    """Return the reports of those files that were applied before in the same way; each has that run's key still."""
    if asked.options.check or asked.options.afresh:
        return []
    hashes: dict[Path, str] = {}
    started = time.perf_counter()
    for path in paths:
        try:
            check_file(path, path.name)
            hashes[path] = content_hash(path)
        except (TruyvetError, OSError):
            continue  # whoever reads it says why
    remembered = {one.key for one in asked.remembered}
    known = {}
    for some in batches(sorted(set(hashes.values())), _BATCH):
        answer = database.ask("loading/applied", hashes=list(some), options=way(asked.options))["imports"]
        for run in answer:
            # A file without a date is of the day on which it is sent; one read by a mapping needs that mapping still.
            same_day = run["dated"] or run["as_of"].to_native() == today()
            if same_day and set(run["recalled"] or ()) <= remembered and (run["last"] or len(paths) > 1):
                known[run["content_hash"]] = run["report"]
    found = [_unchanged(known[its], path, its) for path, its in hashes.items() if its in known]
    for report in found:
        report.seconds = (time.perf_counter() - started) / len(found)
    return found


def _unchanged(document: str, path: Path, its_hash: str) -> Report:
    """Return the report of a run that changes nothing: who was kept is unchanged, the findings are those of then."""
    report = read_report(orjson.loads(document))
    report.repeats = report.repeats or report.key
    report.file, report.path, report.content_hash = path.name, path, its_hash
    kept = sum(report.rows[name] for name in ("created", "changed", "unchanged"))
    report.rows = {**report.rows, "created": 0, "changed": 0, "unchanged": kept}
    report.left = report.moved = 0
    return report
