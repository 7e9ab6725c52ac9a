"""Whose record is whose, for all at once: counting a province asks for every join, not for each record."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from graph.database import Transaction


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
    return Persons(grouped(transaction.one("analysis/joins", known_at=known_at)["joins"]))


def grouped(joins: Iterable[Iterable[str]]) -> dict[str, str]:
    """Return the smallest key of everything that pairs join, directly or through others.

    >>> grouped([("c", "b"), ("b", "a"), ("y", "x")])
    {'c': 'a', 'b': 'a', 'a': 'a', 'y': 'x', 'x': 'x'}
    """
    root: dict[str, str] = {}

    def top(key: str) -> str:
        root.setdefault(key, key)
        while root[key] != key:
            root[key] = key = root[root[key]]
        return key

    for one, other in joins:
        low, high = sorted((top(one), top(other)))
        root[high] = low
    return {key: top(key) for key in root}
