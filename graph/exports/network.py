"""Who met whom, as plain data: what every pack for other programs is written from.

It knows neither the graph nor a format. Packs never hold an ID number, so there is no field for one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from graph.tracing.days import Days, union


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPerson:
    """One person. Dates and outcome are those of a case; company, workshop, team and residence are names.

    A pseudonymised person has an ``age_band`` instead of a year of birth.
    """

    key: str
    kind: str  #: worker or cohabitant
    level: int  #: 0 = case, else F1, F2 ...
    grade: str | None
    score: float | None
    name: str | None
    code: str | None
    phone: str | None
    birth_year: int | None
    sex: str | None
    company: str | None
    workshop: str | None
    team: str | None
    residence: str | None
    onset: date | None
    sampled: date | None
    confirmed: date | None
    isolated: date | None
    outcome: str | None
    vaccine_doses: int | None
    window: tuple[date, date] | None  #: the infectious days, both ends included
    age_band: str | None = None

    @property
    def case(self) -> bool:
        """Tell whether the person is a case: named by the question, or a contact with a case of his or her own."""
        return self.level == 0 or bool(self.onset or self.sampled or self.confirmed or self.outcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkContact:
    """What one source and one contact shared in one group; ``spells`` are distinct, both ends included."""

    source: str
    target: str
    setting: str
    group: str
    group_name: str
    spells: tuple[tuple[date, date], ...]

    @property
    def days(self) -> Days:
        """The days shared, as numbers."""
        return union((first.toordinal(), last.toordinal()) for first, last in self.spells)


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkMembership:
    """That a person was in a group on days, both ends included; None is an unknown end.

    ``larger`` is the key of the group of which this one is a part. It is drawn where it is known.
    """

    person: str
    group: str
    group_name: str
    setting: str
    since: date | None
    until: date | None
    larger: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPlace:
    """A group that others are parts of: a workshop, company, house or village without memberships of its own."""

    group: str
    group_name: str
    setting: str
    larger: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """How a network was pseudonymised: what was blanked because too few hold it, and whether days are shifted.

    ``blanked`` has for each attribute the number of people who lost it. By how many days is never kept here.
    """

    smallest: int
    shifted: bool
    blanked: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """People, contacts and memberships that answer one question. Raises ValueError where they do not fit together."""

    what: Literal["trace", "cluster", "cases"]
    question: Mapping[str, str]  #: vi, en: in words
    rules: str
    as_of: date
    known_at: datetime | None
    people: tuple[NetworkPerson, ...]
    contacts: tuple[NetworkContact, ...]
    memberships: tuple[NetworkMembership, ...]
    places: tuple[NetworkPlace, ...] = ()
    guarded: Guarded | None = None  #: None: people are named

    def __post_init__(self) -> None:
        """Hold every reader to what it relies on: one row a person, and nobody meets somebody who is not there."""
        keys = {person.key for person in self.people}
        if len(keys) < len(self.people):
            raise ValueError("two people have the same key")
        ends = {end for contact in self.contacts for end in (contact.source, contact.target)}
        ends.update(membership.person for membership in self.memberships)
        if not ends <= keys:
            raise ValueError(f"{len(ends - keys)} people of contacts or memberships are missing")

    def groups(self) -> "dict[str, NetworkMembership | NetworkPlace]":
        """Return every group by key, each as one of its memberships or as a place, which tell its name and setting."""
        found: dict[str, NetworkMembership | NetworkPlace] = {one.group: one for one in self.places}
        found.update((one.group, one) for one in self.memberships)
        return found
