"""Finding people by what one has of them: a name or part of it, a worker code, a citizen ID, a phone number.

Names match without accents and by any word, the last typed words may be beginnings. Better matches come first: the
name as typed with its accents, then without, then whole words, then beginnings (shared/vietnam.md, 3).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from graph.database import Transaction
from graph.errors import Ambiguous, NotFound
from graph.model.keys import code_part, fold, slug
from graph.people import Card, cards
from graph.tracing.people import People, employment, representative

#: Names beyond this many are counted, not ranked: nobody pages through thousands of Nguyễn.
RANKED = 2000

_WORD = re.compile(r"\w+")
_NOT_DIGIT = re.compile(r"[\s.\-()]+")
#: What lists of people who fit several show.
AMBIGUOUS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Match:
    """One person who fits, and what fitted: key, code, citizen_id, phone or name."""

    card: Card
    matched: str


@dataclass(frozen=True, slots=True)
class Matches:
    """People who fit, best first: a page of them and how many there are in all."""

    total: int
    people: tuple[Match, ...]

    def to_document(self, *, limit: int, offset: int) -> dict[str, Any]:
        """Return the document of a search."""
        found = [{"person": match.card.to_document(), "matched": match.matched} for match in self.people]
        return {"total": self.total, "limit": limit, "offset": offset, "people": found}


def find(
    transaction: Transaction,
    text: str,
    *,
    day: date,
    companies: Sequence[str] | None = None,
    limit: int = 20,
    offset: int = 0,
) -> Matches:
    """Return the people whom ``text`` fits. ``companies`` (keys) narrows; ``day`` is that of the shown workplace."""
    found = _identified(transaction, text, companies)
    total = 0
    named: list[str] = []
    if words := fold_words(text):
        named, total = _named(transaction, text, words, companies)
    people = People()
    people.learn(transaction, {*found, *named[:RANKED]})
    matched: dict[str, tuple[str, str]] = {}
    for record, how in [*found.items(), *((key, "name") for key in named)]:
        matched.setdefault(people.person(record), (record, how))
    listed = list(matched.items())
    total = len(listed) if total <= len(named) else total
    page = listed[offset : offset + limit]
    shown = _representatives(transaction, people, [person for person, _ in page], day=day)
    by_key = cards(transaction, shown.values(), day=day, same_as={shown[p]: people.records(p) for p, _ in page})
    return Matches(total, tuple(Match(by_key[shown[person]], how) for person, (_, how) in page))


def _identified(transaction: Transaction, text: str, companies: Sequence[str] | None) -> dict[str, str]:
    digits = _NOT_DIGIT.sub("", text).removeprefix("+")
    phone = "0" + digits[2:] if len(digits) == 11 and digits.startswith("84") else digits
    answer = transaction.one(
        "search/identifiers",
        key=text.strip().lower(),
        code=code_part(text),
        citizen_id=digits if digits.isdigit() else "",
        phone=phone if phone.isdigit() else "",
        companies=None if companies is None else list(companies),
    )
    found: dict[str, str] = {}
    for key, how in answer["people"]:
        found.setdefault(key, how)
    return found


def fold_words(text: str) -> list[str]:
    """Return the words of a query, folded; Lucene's signs are no words."""
    return _WORD.findall(fold(text).replace("_", " "))


def _named(
    transaction: Transaction, text: str, words: list[str], companies: Sequence[str] | None
) -> tuple[list[str], int]:
    """Return the records whose names fit, best first, and how many there are in all."""
    lucene = " AND ".join(f"({word}^4 OR {word}*)" for word in words)
    only = None if companies is None else list(companies)
    hits = transaction.one("search/names", text=lucene, companies=only, most=RANKED)["people"]
    total = len(hits)
    if total == RANKED:
        total = transaction.one("search/name_count", text=lucene, companies=only)["total"]
    typed = " ".join(text.lower().split())
    folded = " ".join(words)

    def rank(hit: list[Any]) -> tuple[bool, bool, bool, int, bool, float, str]:
        key, name, score = hit
        name_words = fold(name).split()
        whole = sum(word not in name_words for word in words)
        return (
            name.lower() != typed,
            fold(name) != folded,
            f" {typed} " not in f" {name.lower()} ",
            whole,
            name_words[-len(words) :] != words,
            -round(score, 3),
            key,
        )

    return [hit[0] for hit in sorted(hits, key=rank)], total


def _representatives(
    transaction: Transaction, people: People, persons: list[str], *, day: date, known_at: datetime | None = None
) -> dict[str, str]:
    joined = {person: people.records(person) for person in persons if len(people.records(person)) > 1}
    shown = {person: person for person in persons}
    if joined:
        records = [record for some in joined.values() for record in some]
        work = employment(transaction, records, day=day, known_at=known_at)
        latest = {record: place.since for record, place in work.items()}
        shown |= {person: representative(some, work, latest) for person, some in joined.items()}
    return shown


def company_keys(transaction: Transaction, text: str) -> list[str]:
    """Return the keys of the companies that are meant. Raises NotFound where there is none."""
    found: list[list[str]] = transaction.one("search/companies", text=slug(text) or "-")["companies"]
    if not found:
        raise NotFound(
            f"No company is called {text}; check the spelling.",
            f"Không có công ty nào tên {text}; kiểm tra lại cách viết.",
            field="company",
        )
    exact = [key for key, _ in found if key == slug(text)]
    return exact or [key for key, _ in found]


def resolve(transaction: Transaction, text: str, *, day: date, companies: Sequence[str] | None = None) -> str:
    """Return the key of the one person meant by a key, a code, a citizen ID, a phone or a name.

    Raises NotFound where nobody fits, and Ambiguous, listing them, where several do.
    """
    matches = find(transaction, text, day=day, companies=companies, limit=AMBIGUOUS_SHOWN)
    exact = _certain(matches.people, text)
    if len(exact) == 1:
        return exact[0].card.key
    if matches.total == 0:
        raise NotFound(
            f"No worker fits “{text}”; try part of the name, the code, the citizen ID or the phone number.",
            f"Không tìm thấy ai khớp «{text}»; hãy thử một phần tên, mã, số CCCD hoặc số điện thoại.",
            field="worker",
        )
    if matches.total == 1:
        return matches.people[0].card.key
    raise Ambiguous(
        f"{matches.total} people fit “{text}”; give the key of the one you mean, or narrow by company.",
        f"Có {matches.total} người khớp «{text}»; hãy cho khóa của người cần tìm, hoặc thu hẹp theo công ty.",
        field="worker",
        extra={"total": matches.total, "people": [match.card.to_document() for match in matches.people]},
    )


def _certain(people: Sequence[Match], text: str) -> list[Match]:
    """Return those who fit best, if what was typed names them in full: by number, else by the whole name."""
    for how in ("key", "code", "citizen_id", "phone"):
        if numbered := [match for match in people if match.matched == how]:
            return numbered
    typed = " ".join(text.lower().split())
    if not typed.isascii() and (exact := [match for match in people if match.card.name.lower() == typed]):
        return exact
    return [match for match in people if fold(match.card.name) == fold(text)]
