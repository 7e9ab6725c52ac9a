"""Import a file or a folder of files: read, parse, reconcile, load, report.

A workbook is one transaction: the ledger is taken first, so that changes queue; then the firm's state is read, held
against the rows, and the difference written. Killed at any moment, nothing of it stands, and the next run does it all.
"""

import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import orjson

from graph.clock import now, today
from graph.database import Database, Transaction
from graph.errors import TruyvetError
from loaders.errors import future_file, missing_file, no_company, older_file
from loaders.findings import Note, finding
from loaders.firm import find_company, read_firm, read_surroundings
from loaders.history.spells import Arrival
from loaders.load import Source, load
from loaders.parse import parse
from loaders.read import ENDINGS, read_workbook
from loaders.reconciling.change import Change
from loaders.reconciling.plan import Plan, plan
from loaders.reconciling.reconcile import Sending, reconcile
from loaders.report import Report, fill
from loaders.rows import Roster
from loaders.values.companies import company_name, company_slug

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a file is sent. ``check`` writes nothing; ``partial`` means that who is missing has not left."""

    company: str | None = None
    as_of: date | None = None
    check: bool = False
    partial: bool = False
    correction: bool = False
    confirm_leavers: bool = False


def untold(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody of the progress."""


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


def read_roster(path: Path, *, options: Options, name: str | None = None) -> Roster:
    """Read and parse a file, without the graph. Raises Refused."""
    return parse(read_workbook(path, name=name), as_of=options.as_of, today=today())


def import_file(
    database: Database,
    path: Path,
    *,
    options: Options,
    key: str | None = None,
    name: str | None = None,
    progress: Progress | None = None,
) -> Report:
    """Import one file. A refused file is a report with state ``refused`` and its error; graph errors are raised."""
    started = time.perf_counter()
    told = progress or untold
    told("read", 0, 1)
    try:
        roster: Roster | TruyvetError = read_roster(path, options=options, name=name)
    except TruyvetError as error:
        roster = error
    return import_roster(
        database, roster, file=name or path.name, options=options, key=key, progress=told, started=started
    )


def import_roster(
    database: Database,
    roster: Roster | TruyvetError,
    *,
    file: str,
    options: Options,
    key: str | None = None,
    progress: Progress | None = None,
    started: float | None = None,
) -> Report:
    """Import what has been read and parsed elsewhere, or note why it could not be."""
    began = time.perf_counter() if started is None else started
    run = _Run(key or new_import_key(), now(), file, options, progress or untold)
    try:
        if isinstance(roster, TruyvetError):
            raise roster
        report = run.apply(database, roster)
    except TruyvetError as error:
        if error.code != "file-refused":
            raise
        report = Report(key=run.key, state="refused", file=file, mode=run.mode, error=error)
    report.seconds = time.perf_counter() - began
    if report.state != "done" or options.check:
        database.write(lambda transaction: run.note(transaction, report))
    return report


def import_files(
    database: Database, paths: Sequence[Path], *, options: Options, progress: Progress | None = None
) -> Iterator[Report]:
    """Import many files in the order of their dates, then names. One report a file, as soon as it is done."""
    from loaders.many import read_in_order

    for file, roster in read_in_order(paths, options=options, progress=progress):
        yield import_roster(database, roster, file=file, options=options, progress=progress)


@dataclass(slots=True)
class _Run:
    """One run of one file."""

    key: str
    moment: datetime
    file: str
    options: Options
    progress: Progress

    @property
    def mode(self) -> str:
        """What the run does with the graph."""
        return "check" if self.options.check else "apply"

    def apply(self, database: Database, roster: Roster) -> Report:
        """Hold the roster against the graph, and write the difference unless only asked to check."""
        work = self._check if self.options.check else self._write
        return (
            database.read(lambda tx: work(tx, roster))
            if self.options.check
            else database.write(lambda tx: work(tx, roster))
        )

    def _check(self, transaction: Transaction, roster: Roster) -> Report:
        return self._reconciled(transaction, roster)[0]

    def _write(self, transaction: Transaction, roster: Roster) -> Report:
        transaction.run("loading/ledger")
        report, change = self._reconciled(transaction, roster)
        if report.state == "done":
            self.progress("write", 0, len(roster.rows))
            load(transaction, change, source=Source(key=self.key, now=self.moment))
            self.note(transaction, report)
            self.progress("write", len(roster.rows), len(roster.rows))
        return report

    def _reconciled(self, transaction: Transaction, roster: Roster) -> tuple[Report, Change]:
        day = self.options.as_of or roster.as_of or today()
        if day > today():
            raise future_file(self.file, day=f"{day:%d/%m/%Y}")
        change, last, roster = self._company(transaction, roster, day)
        if last is not None and day < last:
            raise older_file(self.file, day=f"{day:%d/%m/%Y}", last=f"{last:%d/%m/%Y}")
        self.progress("check", 0, len(roster.rows))
        plans = [plan(row, change.company) for row in roster.rows]
        firm = read_firm(transaction, change.company)
        around = read_surroundings(transaction, **_wanted(plans, firm.workers), day=day)
        arrival = Arrival(day=day, first=last is None, correction=self.options.correction)
        sending = Sending(arrival=arrival, partial=self.options.partial)
        reconcile(roster, plans, firm=firm, around=around, sending=sending, change=change)
        report = Report(
            key=self.key,
            state="held" if change.too_many_leave and not self.options.confirm_leavers else "done",
            file=self.file,
            mode=self.mode,
            company=change.name,
            company_key=change.company,
            as_of=day,
            skipped=roster.skipped,
            content_hash=roster.content_hash,
        )
        fill(report, roster, change)
        return report, change

    def _company(self, transaction: Transaction, roster: Roster, day: date) -> tuple[Change, date | None, Roster]:
        """See which company the file is of: ``--company``, else a known tax code, else the name."""
        written = roster.company
        name = company_name(self.options.company) if self.options.company else written
        if name is None and roster.tax_code is None:
            raise no_company(self.file)
        slug = company_slug(name) if name else "-"
        by_tax_code, by_key = find_company(transaction, tax_code=roster.tax_code, key=slug)
        if by_key is None and self.options.company:
            by_key = find_company(transaction, tax_code=None, key=self.options.company.strip())[1]
        known = by_key if self.options.company else by_tax_code
        if known is None and by_key is not None:
            # Two firms of one name, each with its own tax code, are two firms.
            same = roster.tax_code is None or by_key.tax_code in (None, roster.tax_code)
            known = by_key if same else None
            slug = slug if same else f"{slug}-{roster.tax_code}"
        if known is None and name is None:
            raise no_company(self.file)
        if self.options.company and written and company_slug(written) not in (slug, known.key if known else slug):
            note = Note("company-differs", written, name or "")
            place = finding(note, sheet=roster.rows[0].sheet if roster.rows else "")
            roster = replace(roster, findings=(place, *roster.findings))
        change = Change(
            company=known.key if known else slug,
            name=known.name if known else str(name),
            tax_code=roster.tax_code,
            as_of=day,
        )
        return change, known.last_as_of if known else None, roster

    def note(self, transaction: Transaction, report: Report) -> None:
        """Keep the run and its report."""
        properties: dict[str, Any] = {
            "file": report.file,
            "content_hash": report.content_hash,
            "company": report.company_key,
            "as_of": report.as_of,
            "state": report.state,
            "mode": report.mode,
            "started_at": self.moment,
            "report": orjson.dumps(report.to_document()).decode(),
        }
        transaction.run("loading/write_import", key=self.key, properties=properties)


def _wanted(plans: Sequence[Plan], known: Any) -> dict[str, list[str]]:
    """Return the numbers and rooms by which the rows may concern other records."""
    ids = {plan.row.citizen_id for plan in plans} | {m.citizen_id for plan in plans for m in plan.row.housemates}
    phones = {plan.row.phone for plan in plans} | {m.phone for plan in plans for m in plan.row.housemates}
    rooms = {plan.room.key for plan in plans if plan.room}
    rooms |= {home.group for worker in known.values() for home in worker.homes if "~cua_" in home.group}
    rooms |= {home.group for worker in known.values() for home in worker.homes}
    return {
        "citizen_ids": sorted(filter(None, ids)),
        "phones": sorted(filter(None, phones)),
        "rooms": sorted(rooms),
    }
