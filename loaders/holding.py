"""Hold files against what the graph has, and against what changes before them will make of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.clock import today
from graph.database import Transaction
from loaders.ahead import Ahead, waits
from loaders.firm import Firm, read_firms, read_people
from loaders.history.spells import Arrival
from loaders.mappings import Confirmed, confirmed
from loaders.opening import Opened, Sent, open_files
from loaders.options import Options, Progress
from loaders.people import Marks, Surroundings, surroundings
from loaders.places import is_room
from loaders.reconciling.change import Change
from loaders.reconciling.differences import Difference, groups_of, named
from loaders.reconciling.reconcile import Sending, reconcile
from loaders.report import Report, fill
from loaders.rows import Housemate, WorkerRow


@dataclass(frozen=True, slots=True)
class Held:
    """A file's report, the change to write (None where it is refused, or waits for a person's word), and what it
    confirms of its titles."""

    report: Report
    change: Change | None
    confirmed: Confirmed | None = None


def hold(
    transaction: Transaction, sent: Sequence[Sent], ahead: Ahead | None, options: Options, progress: Progress
) -> list[Held]:
    """Hold files against the graph, from the first on, as if each had been written before the next.

    ``ahead`` has the changes that the graph may not have yet, and takes in the new ones. Stops before a file for which
    that is not enough: with nothing ahead it is never the first one. Without ``ahead`` each file is held against the
    graph alone.
    """
    opened = open_files(transaction, sent, ahead or Ahead(), options)
    files = [one for one in opened if isinstance(one, Opened)]
    progress("check", 0, sum(len(one.plans) for one in files))
    firms = {one.change.company: Firm() for one in files}
    firms |= read_firms(transaction, [one.change.company for one in files if one.known])
    marks = {one.change.company: _marks(one, firms[one.change.company]) for one in files}
    day = files[0].change.as_of if files else today()
    people = read_people(transaction, Marks.of_all(list(marks.values())), day)
    layers = [*(one.people for one in ahead.layers()), people] if ahead is not None else [people]
    results: list[Held] = []
    for one in opened:
        if isinstance(one, Report):
            results.append(Held(one, None))
            continue
        company, firm = one.change.company, firms[one.change.company]
        if ahead is not None and ahead.concerns(company, firm=firm):
            break
        around = surroundings(marks[company], day, layers)
        report = _report(transaction, one, firm, around, options)
        if waits(one.change):
            break
        done = report.state == "done"
        results.append(Held(report, one.change, confirmed(one.roster, company=company)) if done else Held(report, None))
        if ahead is not None and done:
            ahead.add(one.change, firm=firm, around=around)
    return results


def _marks(opened: Opened, firm: Firm) -> Marks:
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


def _named(transaction: Transaction, change: Change) -> list[Difference]:
    """Return the differences with the names of groups, as the graph has them or as the file brings them."""
    keys = groups_of(change.differences)
    if not keys:
        return change.differences
    known = transaction.one("tracing/names", people=[], groups=sorted(keys))["groups"]
    names = {key: change.places[key].name for key in keys if key in change.places}
    return named(change.differences, names | dict(known) | {change.company: change.name})


def _report(transaction: Transaction, opened: Opened, firm: Firm, around: Surroundings, options: Options) -> Report:
    change = opened.change
    arrival = Arrival(day=change.as_of, first=opened.first, correction=options.correction)
    sending = Sending(arrival=arrival, partial=options.partial)
    reconcile(opened.roster, opened.plans, firm=firm, around=around, sending=sending, change=change)
    change.differences = _named(transaction, change)
    report = Report(
        key=opened.sent.key,
        state="held" if change.too_many_leave and not options.confirm_leavers else "done",
        file=opened.sent.file,
        path=opened.sent.path,
        mode=options.mode,
        company=change.name,
        company_key=change.company,
        as_of=change.as_of,
        skipped=opened.roster.skipped,
        content_hash=opened.roster.content_hash,
        dated=bool(options.as_of or opened.roster.as_of),
        recalled=opened.roster.recalled,
    )
    fill(report, opened.roster, change)
    return report
