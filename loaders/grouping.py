"""Gather small files for one transaction, as long as they look independent of each other.

A province has thousands of firms with a few dozen workers, and a transaction and its queries cost more than those.
What looks independent here is tested against the graph in :mod:`loaders.applying`.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from loaders.applying import Sent
from loaders.rows import Housemate, Roster, WorkerRow
from loaders.values.companies import company_slug

#: So many rows are worth a transaction of their own.
ROWS = 2_000


def groups(sent: Iterable[Sent]) -> Iterator[list[Sent]]:
    """Yield files in their order, in groups of one day in which no two share a company, a citizen ID or a phone."""
    group: list[Sent] = []
    rows, seen = 0, set[str]()
    day: date | None = None
    for one in sent:
        found = marks(one.roster) if isinstance(one.roster, Roster) else set()
        count = len(one.roster.rows) if isinstance(one.roster, Roster) else 0
        other_day = isinstance(one.roster, Roster) and one.roster.as_of != day
        if group and (other_day or rows + count > ROWS or found & seen):
            yield group
            group, rows, seen = [], 0, set()
        if isinstance(one.roster, Roster):
            day = one.roster.as_of
        group.append(one)
        rows += count
        seen |= found
    if group:
        yield group


def marks(roster: Roster) -> set[str]:
    """Return by what a roster's people and company could be recognised in another file."""
    mates = [mate for row in roster.rows for mate in row.housemates]
    people: list[WorkerRow | Housemate] = [*roster.rows, *mates]
    found = {f"id {person.citizen_id}" for person in people if person.citizen_id}
    found |= {f"phone {person.phone}" for person in people if person.phone}
    if roster.company:
        found.add(f"company {company_slug(roster.company)}")
    if roster.tax_code:
        found.add(f"tax {roster.tax_code}")
    return found
