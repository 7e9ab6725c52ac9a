"""What changes that are not written yet make of the people: a file can be held against it before the graph has it.

A province sends thousands of small files. Each may concern people of the files before it: one room, one phone number,
one person on two rosters. Waiting for the graph each time would leave it idle while Python thinks, and Python idle
while it writes; so the people whom a change concerns are kept here as they will stand.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from loaders.firm import Firm, as_person
from loaders.history.spells import Held
from loaders.people import People, Person, Surroundings
from loaders.reconciling.change import Change, Recording

#: The name of a membership that the graph has not named yet.
PENDING = ""
_PROPERTIES = ("name", "birth_date", "birth_year", "citizen_id", "phone")


@dataclass(slots=True)
class Ahead:
    """The people as they will stand, and the companies whose own records have to be read again.

    ``before`` has the changes of a transaction that is on its way while these are found. ``unclear``: somebody is
    changed of whom the file that does it knows nothing else.
    """

    before: "Ahead | None" = None
    unclear: bool = False
    people: People = field(default_factory=People)
    companies: set[str] = field(default_factory=set)
    tax_codes: set[str] = field(default_factory=set)

    def add(self, change: Change, *, firm: Firm, around: Surroundings) -> None:
        """Take in a change that was made of these surroundings."""
        self.companies.add(change.company)
        if change.tax_code:
            self.tax_codes.add(change.tax_code)
        drafts = _Drafts(firm, around)
        drafts.create(change)
        drafts.update(change.updates)
        drafts.withdraw(change.retracted)
        drafts.record(change.recorded)
        drafts.join(change)
        self.unclear = self.unclear or drafts.unclear
        for person in drafts.people.values():
            self.people.add(person)
            if person.company is not None:
                self.companies.add(person.company)

    def forget(self) -> None:
        """Forget what was added; ``before`` stays."""
        self.people, self.companies, self.tax_codes, self.unclear = People(), set(), set(), False

    def layers(self) -> "list[Ahead]":
        """Return all that is ahead, the latest first."""
        return [self, *(self.before.layers() if self.before is not None else ())]

    def concerns(self, company: str | None, tax_code: str | None = None, firm: Firm | None = None) -> bool:
        """Tell whether something that a file of this company reads of its own is about to change."""
        named = firm.named if firm is not None else {}
        return any(
            one.unclear
            or company in one.companies
            or tax_code in one.tax_codes
            or not one.people.by_key.keys().isdisjoint(named)
            for one in self.layers()
        )


def waits(change: Change) -> bool:
    """Tell whether a change would withdraw a membership that is still to be written."""
    return any(held.edge == PENDING for held in change.retracted)


@dataclass(slots=True)
class _Drafts:
    """The people whom one change concerns."""

    firm: Firm
    around: Surroundings
    people: dict[str, Person] = field(default_factory=dict)
    unclear: bool = False

    def get(self, key: str) -> Person:
        """Return a person as he or she stands so far; who is not changed is never copied."""
        if key not in self.people:
            if key in self.around.people:
                self.people[key] = replace(self.around.people[key])
            elif key in self.firm.workers:
                self.people[key] = as_person(self.firm.workers[key])
            else:
                self.people[key] = replace(self.firm.named[key], namers=frozenset())
        return self.people[key]

    def create(self, change: Change) -> None:
        for kind, rows in (("worker", change.workers), ("cohabitant", change.cohabitants)):
            for row in rows:
                self.people[row["key"]] = Person.of(kind, row)

    def update(self, updates: Iterable[Mapping[str, Any]]) -> None:
        for update in updates:
            new = {name: value for name, value in update["properties"].items() if name in _PROPERTIES}
            if new:
                self.people[update["key"]] = replace(self.get(update["key"]), **new)

    def withdraw(self, retracted: Iterable[Held]) -> None:
        edges = {held.edge for held in retracted}
        if not edges:
            return
        known = [*self.around.people.values(), *self.firm.named.values()]
        homes = {person.key: person.homes for person in known}
        homes |= {worker.key: worker.homes for worker in self.firm.workers.values()}
        for key, some in homes.items():
            if any(home.edge in edges for home in some):
                person = self.get(key)
                person.homes = tuple(home for home in person.homes if home.edge not in edges)

    def record(self, recorded: Iterable[Recording]) -> None:
        for recording in recorded:
            if recording.membership == "homes":
                spell, person = recording.spell, self.get(recording.person)
                home = Held(
                    edge=PENDING, group=spell.group, since=spell.since, until=spell.until, named_by=spell.named_by
                )
                person.homes = (*person.homes, home)

    def join(self, change: Change) -> None:
        for join in change.joins:
            for one, other in ((join.worker, join.other), (join.other, join.worker)):
                person = self.get(one)
                person.same_as = person.same_as | {other}
        for part in change.parts:
            self.unclear = self.unclear or not self._knows(part.other)
            for one, other in ((part.worker, part.other), (part.other, part.worker)):
                if self._knows(one):
                    person = self.get(one)
                    person.same_as = person.same_as - {other}

    def _knows(self, key: str) -> bool:
        return any(key in some for some in (self.people, self.around.people, self.firm.workers, self.firm.named))
