"""One entry of the log, and the hash that chains it to the one before."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import orjson

#: What stands before the first entry.
START = "0" * 64
Outcome = Literal["done", "refused", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What was done: who, by which action, for which purpose, how it ended, how many persons it showed or changed.

    ``question`` holds the parameters that name no person (days, rule set, settings); keys of persons stand in no entry
    but as a hash, texts that were searched for and what was found not at all.
    """

    at: datetime
    actor: str
    action: str  #: a route with its method, or a command
    outcome: Outcome
    persons: int | None = None
    purpose: str | None = None
    question: Mapping[str, Any] | None = None
    subject: str | None = None  #: whose record, as a keyed hash: nobody reads it, but who knows the key finds it
    address: str | None = None

    def to_document(self) -> dict[str, Any]:
        """Return the entry as it is kept and hashed."""
        at = self.at.astimezone(UTC).isoformat(timespec="milliseconds")
        return {**asdict(self), "at": at, "question": self.question and dict(self.question)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An entry in the chain: its number from 1, the hash before and its own."""

    number: int
    before: str
    hash: str
    text: str  #: the entry as canonical JSON, which the hash is over

    def to_document(self) -> dict[str, Any]:
        """Return the link with its entry, as a JSON line has it."""
        return {"number": self.number, "before": self.before, "hash": self.hash, "entry": orjson.loads(self.text)}


def canonical(document: Mapping[str, Any]) -> str:
    """Return a document as JSON with sorted keys: the same text for the same content."""
    return orjson.dumps(document, option=orjson.OPT_SORT_KEYS).decode()


def link_hash(number: int, before: str, text: str) -> str:
    """Return the hash of an entry: over its number, the hash before it and its text."""
    return hashlib.sha256(f"{number}\n{before}\n{text}".encode()).hexdigest()


def chained(texts: list[str], *, number: int, before: str) -> list[Link]:
    """Return links for entries that follow the one of this number and hash."""
    links: list[Link] = []
    for text in texts:
        number += 1
        link = Link(number=number, before=before, hash=link_hash(number, before, text), text=text)
        links.append(link)
        before = link.hash
    return links
