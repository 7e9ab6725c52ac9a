"""An interview (Biểu mẫu 4, 5053/QĐ-BYT): whom somebody met, on which days, on what occasion.

Who is on no roster, but is named in full with a birth year or a phone, is added as a person named by the declarer.
"""

from datetime import date, datetime
from typing import Any

from graph.database import Transaction
from graph.errors import TruyvetError
from graph.identity.matching import Named, match
from graph.meetings import Said, declare
from graph.model.keys import cohabitant_key, fold
from graph.people import Card, cards
from loaders.forms.reading import FormRow
from loaders.forms.report import Outcome, bad_cells, doubtful, rejected


def declare_row(transaction: Transaction, row: FormRow, *, by: str, today: date, now: datetime, check: bool) -> Outcome:
    """Record the meeting of a row, or say why not."""
    if (bad := bad_cells(row)) is not None:
        return bad
    if row.named.empty or "declarer" not in row.texts or "since" not in row.days:
        return rejected(
            row, "Cần người khai, người đã gặp và ngày gặp.", "Who declares, who was met and the day are needed."
        )
    declarer = match(transaction, Named(who=row.texts["declarer"], company=None), day=today)
    if declarer.person is None:
        found = doubtful(row, declarer)
        found.vi, found.en = f"Người khai: {found.vi}", f"Declared by: {found.en}"
        return found
    met = match(transaction, row.named, day=today)
    other = met.person
    if other is None and met.why == "unknown" and _can_be_added(row.named):
        other = _added(transaction, declarer.person, row.named, today=today, check=check)
    if other is None:
        return doubtful(row, met)
    if check:
        return Outcome(row, "recorded", person=other)
    said = Said(
        since=row.days["since"],
        until=row.days.get("until", row.days["since"]),
        occasion=row.texts.get("setting"),
    )
    name = declarer.person.key
    try:
        before = transaction.one("meetings/of_pair", a=name, b=other.key)["meetings"]
        meeting = declare(transaction, name, other.key, said, by=f"{by}, {name}", today=today, now=now)
        after = transaction.one("meetings/of_pair", a=name, b=other.key)["meetings"]
    except TruyvetError as error:
        return rejected(row, error.vi, error.en)
    return Outcome(row, "unchanged" if before == after else "recorded", person=other, key=meeting["key"])


def _can_be_added(named: Named) -> bool:
    full = named.name is not None and len(named.name.split()) >= 2
    return full and (named.birth_date or named.birth_year or named.phone or named.citizen_id) is not None


def _added(transaction: Transaction, declarer: Card, named: Named, *, today: date, check: bool) -> Card:
    """Add a person who is on no roster, under the declarer's key, as a housemate without a known room is."""
    assert named.name is not None  # noqa: S101 - tells mypy
    year = named.birth_date.year if named.birth_date else named.birth_year
    mark = named.citizen_id or (str(year) if year else named.phone) or ""
    key = cohabitant_key(declarer.key, named.name, mark=mark)
    known = cards(transaction, [key], day=today)
    if key in known:
        return known[key]
    person: dict[str, Any] = {
        "key": key,
        "name": named.name,
        "folded_name": fold(named.name),
        "birth_year": year,
        "citizen_id": named.citizen_id,
        "phone": named.phone,
    }
    if check:
        return _to_be_added(person)
    transaction.run("loading/ledger")
    transaction.run("loading/create_cohabitants", people=[{k: v for k, v in person.items() if v is not None}])
    return cards(transaction, [key], day=today)[key]


def _to_be_added(person: dict[str, Any]) -> Card:
    """Return the card of somebody whom a check does not add."""
    return Card(
        key=person["key"],
        kind="cohabitant",
        code=None,
        name=person["name"],
        birth_date=None,
        birth_year=person["birth_year"],
        sex=None,
        phone=person["phone"],
        company=None,
        workshop=None,
        team=None,
        residence=None,
        citizen_id=person["citizen_id"],
    )
