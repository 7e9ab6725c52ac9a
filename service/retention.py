"""The clocks as this service has them set, and a purge that the log and the data folder know of.

The data folder keeps ``purges.jsonl``, a line a purge, because the graph cannot: a backup that is restored has no
proof of what was purged after it.
"""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import orjson

from graph.audit.entry import Entry
from graph.clock import now, today
from graph.database import Database
from graph.retention.clocks import Days, read_clocks
from graph.retention.due import View
from graph.retention.freezing import Frozen
from graph.retention.purge import Asked, checked_day, purge_documents, shown
from graph.retention.purge import purge as run_purge
from graph.rights.erasing import erase
from graph.tracing.rules import RuleSet, all_rules
from service.audit import Audit
from service.settings import Settings


def clocks(settings: Settings) -> Days:
    """Return the days by kind. Raises Invalid for a file of one's own that cannot be used."""
    return read_clocks(settings.retention_file)


def rules(settings: Settings) -> Sequence[RuleSet]:
    """Return all rule sets, by which it is seen what a trace of an open case can reach."""
    return list(all_rules(settings.rules_dir).values())


def show(database: Database, settings: Settings, *, as_of: date | None) -> dict[str, Any]:
    """Return the document of the clocks on a day, with the files that are due. Raises Invalid."""
    day, days = checked_day(database, as_of, today=today()), clocks(settings)
    document = shown(database, day=day, days=days, rules=rules(settings))
    files = len(old_uploads(settings, day=day, days=days))
    for clock in document["clocks"]:
        if clock["kind"] == "uploads":
            clock["due"] = files
    document["total"] += files
    return document


def purge(
    database: Database, settings: Settings, audit: Audit, *, as_of: date | None, by: str, hashed: bool = False
) -> dict[str, Any]:
    """Remove what is due and return the proof; the log has an entry of the beginning and one of the end.

    Raises Invalid for a day that cannot be and for clocks that cannot be used, before anything is removed.
    """
    day, days = checked_day(database, as_of, today=today()), clocks(settings)
    asked = Asked(day=day, days=days, rules=rules(settings), by=by)
    _note(audit, by, "retention purge begins", {"as_of": day.isoformat()})
    document = run_purge(database, asked, secret=settings.secret("audit"), hashed=hashed, files=_files(settings, asked))
    _note(audit, by, "retention purge", {name: document[name] for name in ("key", "as_of", "counts", "digest")})
    journal(settings, document)
    return document


def _files(settings: Settings, asked: Asked) -> Any:
    def remove() -> int:
        gone = old_uploads(settings, day=asked.day, days=asked.days)
        for path in gone:
            path.unlink(missing_ok=True)
        return len(gone)

    return remove


def old_uploads(settings: Settings, *, day: date, days: Days) -> list[Path]:
    """Return the files in the folder of uploads that are due: workbooks of runs that were cut off, files to mend."""
    oldest = View(day, days, Frozen()).moment("uploads").timestamp()
    folder = settings.data_dir / "uploads"
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [path for path in found if path.is_file() and path.stat().st_mtime < oldest]


def _note(audit: Audit, by: str, action: str, question: dict[str, Any]) -> None:
    audit.record(Entry(at=now(), actor=by, action=action, outcome="done", question=question))


def journal(settings: Settings, document: dict[str, Any]) -> None:
    """Note a purge in the data folder."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with (settings.data_dir / "purges.jsonl").open("ab") as file:
        file.write(orjson.dumps(document) + b"\n")


def purges_since(settings: Settings, moment: datetime) -> list[dict[str, Any]]:
    """Return the purges that ended after a moment, as the data folder has them."""
    path = settings.data_dir / "purges.jsonl"
    lines = path.read_bytes().splitlines() if path.exists() else []
    found = [orjson.loads(line) for line in lines]
    return [one for one in found if datetime.fromisoformat(one["finished_at"]) > moment]


def erase_person(database: Database, settings: Settings, audit: Audit, key: str, *, asked: Asked) -> dict[str, Any]:
    """Erase a person and note it in the log and the data folder, by its proof; the reason stands in the graph alone."""
    secret = settings.secret("audit")
    document = database.write(lambda transaction: erase(transaction, key, asked=asked, secret=secret))
    _note(audit, asked.by, "erasure", {"key": document["proof"]})
    journal(settings, purge_documents(database, limit=1, key=document["proof"])["purges"][0])
    return document
