"""One row of the roster with the keys of the person and places that it means."""

from dataclasses import dataclass, replace

from graph.model.keys import fold, worker_key
from loaders.people import Person
from loaders.places import Place, residences, vehicle, workplaces
from loaders.rows import WorkerRow


@dataclass(slots=True, kw_only=True)  # not frozen: see loaders/rows.py
class Plan:
    """A row, its worker's key, and its places from the smaller to the larger."""

    row: WorkerRow
    key: str
    company: str
    work: tuple[Place, ...]
    homes: tuple[Place, ...]
    ride: Place | None

    @property
    def workplace(self) -> str:
        """Return the key of the group in which the worker works."""
        return self.work[0].key if self.work else self.company

    @property
    def room(self) -> Place | None:
        """Return the room of the row's address, if it names one."""
        return self.homes[0] if self.homes and self.homes[0].setting == "room" else None

    def person(self) -> Person:
        """Return the worker as a record to be recognised by."""
        row = self.row
        return Person(
            key=self.key,
            kind="worker",
            name=row.name,
            company=self.company,
            birth_date=row.birth_date,
            birth_year=row.birth_date.year if row.birth_date else row.birth_year,
            citizen_id=row.citizen_id,
            phone=row.phone,
        )


def as_known(plan: Plan, known: Person | None) -> Person:
    """Return the worker as the record will stand: what the row leaves empty is what was known."""
    me = plan.person()
    if known is None:
        return me
    return replace(
        me,
        birth_date=me.birth_date or (known.birth_date if me.birth_year in (None, known.birth_year) else None),
        birth_year=me.birth_year or known.birth_year,
        citizen_id=me.citizen_id or known.citizen_id,
        phone=me.phone or known.phone,
        same_as=known.same_as,
    )


def plan(row: WorkerRow, company: str) -> Plan:
    """Return what a row means for the company with this key."""
    return Plan(
        row=row,
        key=worker_key(company, row.code),
        company=company,
        work=workplaces(row, company),
        homes=residences(row.residence, company) if row.residence else (),
        ride=vehicle(row.travel, company) if row.travel else None,
    )


def given_name(name: str) -> str:
    """Return the folded last word of a name, by which people are called.

    >>> given_name("Đặng Thị Đào")
    'dao'
    """
    return fold(name).rsplit(" ", 1)[-1]
