"""Apply files that have been read: the ledger first, so that changes queue; then read, reconcile, write.

A workbook is one transaction of meaning: killed at any moment, nothing of it stands, and the next run does it all.
Several small workbooks share a transaction, because a province has thousands of firms with a few dozen workers. Within
it they are taken in runs: the files of a run are held against the graph as it was before all of them, which gives what
one after another would give as long as none reads what an earlier one writes. That is tested before anything is
written, and the run ends before the first file of which it is not so.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import orjson

from graph.clock import now, today
from graph.database import Database, Transaction
from graph.errors import TruyvetError
from loaders.errors import future_file, no_company, older_file
from loaders.findings import Note, finding
from loaders.firm import Company, Firm, Surroundings, find_companies, read_firms, read_surroundings
from loaders.history.spells import Arrival
from loaders.load import Source, load
from loaders.options import Options, Progress, untold
from loaders.places import is_room
from loaders.reconciling.change import Change
from loaders.reconciling.plan import Plan, plan
from loaders.reconciling.reconcile import Sending, reconcile
from loaders.report import Report, fill
from loaders.rows import Housemate, Roster, WorkerRow
from loaders.values.companies import company_name, company_slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A file on its way: the key of its run, its name, and what was read of it or why it could not be."""

    key: str
    file: str
    roster: Roster | TruyvetError


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file whose company is clear: its rows with their keys, and the change that is to be filled.

    ``known`` tells that the graph has the company, ``first`` that no file of it has been applied yet.
    """

    sent: Sent
    roster: Roster
    change: Change
    known: bool
    first: bool
    plans: Sequence[Plan]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """By what a file's people are looked up: citizen IDs, phones, and keys of rooms."""

    citizen_ids: frozenset[str]
    phones: frozenset[str]
    rooms: frozenset[str]

    def __or__(self, other: "Marks") -> "Marks":
        return Marks(
            citizen_ids=self.citizen_ids | other.citizen_ids,
            phones=self.phones | other.phones,
            rooms=self.rooms | other.rooms,
        )

    def meet(self, other: "Marks") -> bool:
        """Tell whether one mark at least is in both."""
        return not (
            self.citizen_ids.isdisjoint(other.citizen_ids)
            and self.phones.isdisjoint(other.phones)
            and self.rooms.isdisjoint(other.rooms)
        )


def apply(database: Database, sent: Sequence[Sent], *, options: Options, progress: Progress = untold) -> list[Report]:
    """Apply files in one transaction, in their order; one report each."""
    started = time.perf_counter()

    def work(transaction: Transaction) -> list[Report]:
        if not options.check:
            transaction.run("loading/ledger")
        moment = now()
        reports: list[Report] = []
        while len(reports) < len(sent):
            done = _reconciled(transaction, sent[len(reports) :], options, progress)
            reports += [report for report, _ in done]
            if not options.check:
                _write(transaction, done, moment, progress)
        _share(reports, time.perf_counter() - started)
        if not options.check:
            _note(transaction, reports)
        return reports

    if not options.check:
        return database.write(work)
    reports = database.read(work)
    database.write(lambda transaction: _note(transaction, reports))
    return reports


def _write(
    transaction: Transaction, done: Sequence[tuple[Report, Change | None]], moment: datetime, progress: Progress
) -> None:
    rows = sum(report.rows["read"] for report, _ in done)
    progress("write", 0, rows)
    changes = [
        (change, Source(key=report.key, now=moment))
        for report, change in done
        if change is not None and report.state == "done"
    ]
    load(transaction, changes)
    progress("write", rows, rows)


def _reconciled(
    transaction: Transaction, sent: Sequence[Sent], options: Options, progress: Progress
) -> list[tuple[Report, Change | None]]:
    """Hold a run of files against the graph: as many from the first on as are independent, and at least that one."""
    found = _open(transaction, independent(sent), options)
    opened = [one for one in found if isinstance(one, Opened)]
    progress("check", 0, sum(len(one.plans) for one in opened))
    known = [one.change.company for one in opened if one.known]
    firms = read_firms(transaction, known) | {one.change.company: Firm() for one in opened if not one.known}
    wanted = {one.change.company: _wanted(one, firms[one.change.company]) for one in opened}
    day = opened[0].change.as_of if opened else today()
    everything = Marks(citizen_ids=frozenset(), phones=frozenset(), rooms=frozenset())
    for marks in wanted.values():
        everything |= marks
    around = read_surroundings(
        transaction,
        citizen_ids=sorted(everything.citizen_ids),
        phones=sorted(everything.phones),
        rooms=sorted(everything.rooms),
        day=day,
    )
    results: list[tuple[Report, Change | None]] = []
    written = Marks(citizen_ids=frozenset(), phones=frozenset(), rooms=frozenset())
    companies: set[str] = set()
    for one in found:
        if isinstance(one, Report):
            results.append((one, None))
            continue
        company, marks = one.change.company, wanted[one.change.company]
        if results and (company in companies or marks.meet(written)):
            break
        own = around.of(marks.citizen_ids, marks.phones, marks.rooms) if len(opened) > 1 else around
        results.append((_hold(one, firms[company], own, options), one.change))
        written = written | marks | _touched(firms[company], own)
        companies |= {company} | {person.company for person in own.people.values() if person.company}
    return results


def independent(sent: Sequence[Sent]) -> Sequence[Sent]:
    """Return as many files from the first on as share no citizen ID, phone or company by what they themselves say.

    What the graph knows of them is tested later; this spares reading it for files that cannot be in one run.
    """
    seen: set[str] = set()
    for count, one in enumerate(sent):
        found = _said(one.roster) if isinstance(one.roster, Roster) else set()
        if found & seen:
            return sent[:count]
        seen |= found
    return sent


def _said(roster: Roster) -> set[str]:
    people: list[WorkerRow | Housemate] = [*roster.rows, *(mate for row in roster.rows for mate in row.housemates)]
    found = {f"id {person.citizen_id}" for person in people if person.citizen_id}
    found |= {f"phone {person.phone}" for person in people if person.phone}
    if roster.company:
        found.add(f"company {company_slug(roster.company)}")
    if roster.tax_code:
        found.add(f"tax {roster.tax_code}")
    return found


def _open(transaction: Transaction, sent: Sequence[Sent], options: Options) -> list[Opened | Report]:
    """See which company each file is of; stop before a second file of one company, and before another day."""
    asked = [_asked(one.roster, options) for one in sent]
    answers = find_companies(transaction, asked)
    found: list[Opened | Report] = []
    companies, days = set[str](), set[date]()
    for one, answer in zip(sent, answers, strict=True):
        try:
            opened = _opened(one, answer, options)
        except TruyvetError as error:
            if error.code != "file-refused":
                raise
            found.append(Report(key=one.key, state="refused", file=one.file, mode=options.mode, error=error))
            continue
        if days and (opened.change.company in companies or opened.change.as_of not in days):
            break
        companies.add(opened.change.company)
        days.add(opened.change.as_of)
        found.append(opened)
    return found


def _asked(roster: Roster | TruyvetError, options: Options) -> dict[str, str | None]:
    written = None if isinstance(roster, TruyvetError) else roster.company
    tax_code = None if isinstance(roster, TruyvetError) else roster.tax_code
    name = company_name(options.company) if options.company else written
    given = options.company.strip() if options.company else None
    return {"tax_code": tax_code, "key": company_slug(name) if name else None, "given": given}


def _opened(sent: Sent, known: tuple[Company | None, Company | None, Company | None], options: Options) -> Opened:
    """Tell which company a file is of: ``--company``, else a known tax code, else the name. Raises Refused."""
    roster = sent.roster
    if isinstance(roster, TruyvetError):
        raise roster
    day = options.as_of or roster.as_of or today()
    if day > today():
        raise future_file(sent.file, day=f"{day:%d/%m/%Y}")
    by_tax_code, by_name, by_given = known
    name = company_name(options.company) if options.company else roster.company
    slug = company_slug(name) if name else "-"
    by_key = by_name or by_given
    company = by_key if options.company else by_tax_code
    if company is None and by_key is not None:
        # Two firms of one name, each with its own tax code, are two firms.
        same = roster.tax_code is None or by_key.tax_code in (None, roster.tax_code)
        company = by_key if same else None
        slug = slug if same else f"{slug}-{roster.tax_code}"
    if company is None and name is None:
        raise no_company(sent.file)
    if company is not None and company.last_as_of is not None and day < company.last_as_of:
        raise older_file(sent.file, day=f"{day:%d/%m/%Y}", last=f"{company.last_as_of:%d/%m/%Y}")
    key = company.key if company else slug
    if options.company and roster.company and company_slug(roster.company) not in (slug, key):
        note = Note("company-differs", roster.company, name or "")
        place = finding(note, sheet=roster.rows[0].sheet if roster.rows else "")
        roster = replace(roster, findings=(place, *roster.findings))
    change = Change(company=key, name=company.name if company else str(name), tax_code=roster.tax_code, as_of=day)
    plans = [plan(row, key) for row in roster.rows]
    first = company is None or company.last_as_of is None
    return Opened(sent=sent, roster=roster, change=change, known=company is not None, first=first, plans=plans)


def _wanted(opened: Opened, firm: Firm) -> Marks:
    """Return the numbers and rooms by which the rows may concern other records."""
    rows = [plan.row for plan in opened.plans]
    people: list[WorkerRow | Housemate] = [*rows, *(mate for row in rows for mate in row.housemates)]
    rooms = {plan.room.key for plan in opened.plans if plan.room}
    # Never a village or house: thousands live there, and nobody is recognised by it.
    rooms |= {home.group for worker in firm.workers.values() for home in worker.homes if is_room(home.group)}
    return Marks(
        citizen_ids=frozenset(person.citizen_id for person in people if person.citizen_id),
        phones=frozenset(person.phone for person in people if person.phone),
        rooms=frozenset(rooms),
    )


def _touched(firm: Firm, around: Surroundings) -> Marks:
    """Return by what the people could be found whom a file may change besides those of its own marks."""
    people = [*firm.named.values(), *around.people.values()]
    known = [worker.properties for worker in firm.workers.values()]
    ids = {person.citizen_id for person in people} | {properties.get("citizen_id") for properties in known}
    phones = {person.phone for person in people} | {properties.get("phone") for properties in known}
    return Marks(
        citizen_ids=frozenset(filter(None, ids)),
        phones=frozenset(filter(None, phones)),
        rooms=frozenset(home.group for person in people for home in person.homes),
    )


def _hold(opened: Opened, firm: Firm, around: Surroundings, options: Options) -> Report:
    change = opened.change
    arrival = Arrival(day=change.as_of, first=opened.first, correction=options.correction)
    sending = Sending(arrival=arrival, partial=options.partial)
    reconcile(opened.roster, opened.plans, firm=firm, around=around, sending=sending, change=change)
    report = Report(
        key=opened.sent.key,
        state="held" if change.too_many_leave and not options.confirm_leavers else "done",
        file=opened.sent.file,
        mode=options.mode,
        company=change.name,
        company_key=change.company,
        as_of=change.as_of,
        skipped=opened.roster.skipped,
        content_hash=opened.roster.content_hash,
    )
    fill(report, opened.roster, change)
    return report


def _share(reports: Sequence[Report], seconds: float) -> None:
    """Give each file its share of the time, by its rows."""
    rows = sum(report.rows["read"] for report in reports)
    for report in reports:
        report.seconds = seconds * (report.rows["read"] / rows if rows else 1 / len(reports))


def _note(transaction: Transaction, reports: Sequence[Report]) -> None:
    """Keep each run and its report."""
    moment = now()
    noted = [
        {
            "key": report.key,
            "properties": {
                "file": report.file,
                "content_hash": report.content_hash,
                "company": report.company_key,
                "as_of": report.as_of,
                "state": report.state,
                "mode": report.mode,
                "started_at": moment,
                "report": orjson.dumps(report.to_document()).decode(),
            },
        }
        for report in reports
    ]
    transaction.run("loading/write_imports", imports=noted)
