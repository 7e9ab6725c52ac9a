"""See which company each file is of, before its rows are held against what the graph has of that company."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from graph.clock import today
from graph.database import Transaction
from graph.errors import TruyvetError
from loaders.ahead import Ahead
from loaders.errors import future_file, no_company, older_file
from loaders.findings import Note, finding
from loaders.firm import Company, find_companies
from loaders.options import Options
from loaders.reconciling.change import Change
from loaders.reconciling.plan import Plan, plan
from loaders.report import Report
from loaders.rows import Roster
from loaders.values.companies import company_name, company_slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A file on its way: the key of its run, its name, what was read of it or why not, and where it lies."""

    key: str
    file: str
    roster: Roster | TruyvetError
    path: Path | None = None


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


def open_files(transaction: Transaction, sent: Sequence[Sent], ahead: Ahead, options: Options) -> list[Opened | Report]:
    """Open files from the first on; a file that cannot be imported is a report.

    Stops before another day, and before a file whose company is that of a file before it or is about to change.
    """
    sent = _apart(sent, ahead, options)
    answers = find_companies(transaction, [_asked(one.roster, options) for one in sent])
    found: list[Opened | Report] = []
    companies, days = set[str](), set[date]()
    for one, answer in zip(sent, answers, strict=True):
        try:
            opened = _opened(one, answer, options)
        except TruyvetError as error:
            if error.code != "file-refused":
                raise
            refused = Report(key=one.key, state="refused", file=one.file, path=one.path, mode=options.mode, error=error)
            found.append(refused)
            continue
        company = opened.change.company
        if company in companies or ahead.concerns(company) or days - {opened.change.as_of}:
            break
        companies.add(company)
        days.add(opened.change.as_of)
        found.append(opened)
    return found


def _apart(sent: Sequence[Sent], ahead: Ahead, options: Options) -> Sequence[Sent]:
    """Return as many files from the first on as name different companies, none of which is about to change."""
    seen: set[str] = set()
    for count, one in enumerate(sent):
        asked = _asked(one.roster, options)
        said = {value for value in (asked["key"], asked["tax_code"]) if value}
        if said & seen or ahead.concerns(asked["key"], asked["tax_code"]):
            return sent[:count]
        seen |= said
    return sent


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
