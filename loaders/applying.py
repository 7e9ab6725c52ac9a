"""Apply files that have been read: what they change is found and written, the ledger first, so that changes queue.

A workbook is one transaction of meaning: killed at any moment, nothing of it stands, and the next run does it all.
Several small workbooks share a transaction, because a province has thousands of firms with a few dozen workers; and
while one transaction is written, the files of the next are held against the graph and what is on its way to it.
"""

import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

import orjson

from graph.clock import now
from graph.database import Database, Transaction
from loaders.ahead import Ahead
from loaders.holding import Held, hold
from loaders.load import Source, load
from loaders.mappings import write_mappings
from loaders.opening import Sent
from loaders.options import Options, Progress, untold
from loaders.repeating import way
from loaders.report import Report
from loaders.rows import Roster

#: So many rows of small files are worth one transaction.
ROWS = 2_500


@dataclass(frozen=True, slots=True)
class _Found:
    """What files change, held against the graph at a revision of the ledger or later."""

    revision: int
    held: list[Held]


@dataclass(frozen=True, slots=True)
class _Written:
    """What a transaction wrote as which revision; ``again`` if it was found anew, because the graph had changed."""

    reports: list[Report]
    revision: int
    again: bool = False


def apply(database: Database, sent: Sequence[Sent], *, options: Options, progress: Progress = untold) -> list[Report]:
    """Apply files in one transaction, in their order; one report each."""
    started = time.perf_counter()
    if options.check:
        reports = database.read(lambda transaction: _check(transaction, sent, options, progress))
        database.write(lambda transaction: note(transaction, reports, options))
    else:
        reports = database.write(lambda transaction: _apply(transaction, sent, options, progress))
    _share(reports, time.perf_counter() - started)
    return reports


def apply_many(
    database: Database, sent: Iterable[Sent], *, options: Options, progress: Progress = untold
) -> Iterator[Report]:
    """Apply files in their order, several to a transaction; one report each, as soon as it stands."""
    rest, waiting = iter(sent), deque[Sent]()
    if options.check:
        while together := _gather(waiting, rest):
            yield from apply(database, together, options=options, progress=progress)
        return
    flight: Future[_Written] | None = None
    ahead: Ahead | None = None
    started = time.perf_counter()
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="truyvet-write") as writer:
        while together := _gather(waiting, rest):
            ahead = Ahead(before=ahead)
            found = _find(database, together, ahead, options, progress)
            written = flight.result() if flight is not None else _Written([], found.revision)
            if written.again or not found.held:
                # The transaction before did otherwise than expected, or has to stand before these can be held.
                waiting.extendleft(reversed(together))
                ahead = flight = None
            else:
                taken = len(found.held)
                waiting.extendleft(reversed(together[taken:]))
                ahead.before = None
                flight = writer.submit(_write, database, together[:taken], found, written.revision, options)
            _share(written.reports, time.perf_counter() - started)
            started = time.perf_counter()
            yield from written.reports
        if flight is not None:
            reports = flight.result().reports
            _share(reports, time.perf_counter() - started)
            yield from reports


def _gather(waiting: deque[Sent], rest: Iterator[Sent]) -> list[Sent]:
    """Gather the next files for one transaction, by their rows: those that wait, then the rest."""
    together: list[Sent] = []
    rows = 0
    for one in iter(lambda: waiting.popleft() if waiting else next(rest, None), None):
        rows += len(one.roster.rows) if isinstance(one.roster, Roster) else 0
        if together and rows > ROWS:
            waiting.appendleft(one)
            break
        together.append(one)
    return together


def _find(database: Database, sent: Sequence[Sent], ahead: Ahead, options: Options, progress: Progress) -> _Found:
    def work(transaction: Transaction) -> _Found:
        ahead.forget()
        revision = transaction.one("tracing/revision")["revision"]
        return _Found(revision, hold(transaction, sent, ahead, options, progress))

    return database.read(work)


def _write(database: Database, sent: Sequence[Sent], found: _Found, expected: int, options: Options) -> _Written:
    """Write what was found, if nobody but the transaction before (revision ``expected``) has changed the graph since.

    Else it is found anew, now that the ledger is ours.
    """

    def work(transaction: Transaction) -> _Written:
        revision = transaction.one("loading/ledger")["revision"]
        if revision == expected + 1 and found.revision >= expected - 1:
            _load(transaction, found.held, now())
            reports = [held.report for held in found.held]
            note(transaction, reports, options)
            return _Written(reports, revision)
        return _Written(_in_turn(transaction, sent, options, untold), revision, again=True)

    return database.write(work)


def _apply(transaction: Transaction, sent: Sequence[Sent], options: Options, progress: Progress) -> list[Report]:
    transaction.run("loading/ledger")
    return _in_turn(transaction, sent, options, progress)


def _in_turn(transaction: Transaction, sent: Sequence[Sent], options: Options, progress: Progress) -> list[Report]:
    """Apply files to the graph as this transaction, which holds the ledger, sees it."""
    moment = now()
    reports: list[Report] = []
    while len(reports) < len(sent):
        found = hold(transaction, sent[len(reports) :], Ahead(), options, progress)
        rows = sum(held.report.rows["read"] for held in found)
        progress("write", 0, rows)
        _load(transaction, found, moment)
        progress("write", rows, rows)
        reports += [held.report for held in found]
    note(transaction, reports, options)
    return reports


def _check(transaction: Transaction, sent: Sequence[Sent], options: Options, progress: Progress) -> list[Report]:
    """Hold each file against the graph alone."""
    reports: list[Report] = []
    while len(reports) < len(sent):
        found = hold(transaction, sent[len(reports) :], None, options, progress)
        reports += [held.report for held in found]
    return reports


def _load(transaction: Transaction, found: Sequence[Held], moment: datetime) -> None:
    load(transaction, [(one.change, Source(key=one.report.key, now=moment)) for one in found if one.change is not None])
    write_mappings(transaction, [one.confirmed for one in found if one.confirmed is not None])


def _share(reports: Sequence[Report], seconds: float) -> None:
    """Give each file its share of the time, by its rows."""
    rows = sum(report.rows["read"] for report in reports)
    for report in reports:
        report.seconds = seconds * (report.rows["read"] / rows if rows else 1 / len(reports))


def note(transaction: Transaction, reports: Sequence[Report], options: Options) -> None:
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
                "options": way(options),
                "dated": report.dated,
                "partial": options.partial,
                **report.severities,
                "recalled": list(report.recalled),
                "started_at": moment,
                "report": orjson.dumps(report.to_document()).decode(),
            },
        }
        for report in reports
    ]
    transaction.run("loading/write_imports", imports=noted)
