"""Whose record is whose, for all at once: counting a province asks for every join, not for each record."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from graph.database import Transaction
from graph.joined import joined, neighbours


@dataclass(frozen=True, slots=True)
class Persons:
    """The person, by the smallest key of the records, of each record that is not the only one of its person."""

    of_record: dict[str, str]

    def person(self, record: str) -> str:
        """Return the person to whom a record belongs."""
        return self.of_record.get(record, record)

    def count(self, records: int, joined: Collection[str]) -> int:
        """Return how many people some records are; ``joined`` are those of them that have others."""
        return records - len(joined) + len({self.person(record) for record in joined})


def all_persons(transaction: Transaction, *, known_at: datetime | None) -> Persons:
    """Return whose record is whose, as known at a moment."""
    pairs = ((one, other) for one, other in transaction.one("analysis/joins", known_at=known_at)["joins"])
    return Persons({record: min(group) for group in joined(neighbours(pairs)) for record in group})
