"""Where people work on a day: asked once for many, and only what a list shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from graph.database import Transaction
from graph.tracing.days import ALWAYS, ordinal

#: The settings of work.
WORK = frozenset({"team", "workshop", "company"})


@dataclass(frozen=True, slots=True)
class Employment:
    """Where one record works on a day: the firm stays with the record, the rest is None without work that day.

    ``since`` is ALWAYS where it is unknown or was not asked for.
    """

    company: str | None
    company_name: str | None
    at_work: bool = False
    since: int = ALWAYS
    workshop: str | None = None
    workshop_name: str | None = None
    team_name: str | None = None


def employment(
    transaction: Transaction, records: Iterable[str], *, day: date, known_at: datetime | None, dated: bool = False
) -> dict[str, Employment]:
    """Return where each record works on ``day``; of several work memberships the one with the latest since.

    The days since when are asked for where they decide, or with ``dated``: a thousand people of one workshop are one
    row without them, and hundreds with them.
    """
    wanted = sorted(records)
    found, several = _ask(transaction, wanted, day=day, known_at=known_at, dated=dated)
    if several and not dated:
        found |= _ask(transaction, sorted(several), day=day, known_at=known_at, dated=True)[0]
    return found


def _ask(
    transaction: Transaction, records: list[str], *, day: Any, known_at: Any, dated: bool
) -> tuple[dict[str, Employment], set[str]]:
    """Return where each record works, and the records with several places."""
    rows = transaction.one("tracing/employment", people=records, day=day, known_at=known_at, dated=dated)["people"]
    # Later entries win: the latest since (unknown being the earliest), then the smaller group key.
    rows.sort(key=lambda row: row[2] or "", reverse=True)
    rows.sort(key=lambda row: ordinal(row[3], unknown=ALWAYS))
    found: dict[str, Employment] = {}
    several: set[str] = set()
    for company, company_name, group, since, workshop, workshop_name, team_name, members in rows:
        place = Employment(
            company=company,
            company_name=company_name,
            at_work=group is not None,
            since=ordinal(since, unknown=ALWAYS),
            workshop=workshop,
            workshop_name=workshop_name,
            team_name=team_name,
        )
        several.update(member for member in members if member in found)
        found.update(dict.fromkeys(members, place))
    return found, several
