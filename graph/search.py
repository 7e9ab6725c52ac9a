"""Finding people by what one has of them: a name or part of it, a worker code, a citizen ID, a phone number.

Names match without accents and by any word, the last typed words may be beginnings. Better matches come first: the
name as typed with its accents, then without, then whole words, then beginnings (shared/vietnam.md, 3).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.database import Transaction, batches
from graph.errors import Ambiguous, NotFound
from graph.model.keys import code_part, fold, slug
from graph.people import Card, cards
from graph.tracing.people import People, shown_records

#: Names beyond this many are counted, not ranked: nobody pages through thousands of Nguyễn.
RANKED = 400

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
    scoped: bool = False,
    limit: int = 20,
    offset: int = 0,
) -> Matches:
    """Return the people whom ``text`` fits. ``companies`` (keys) narrows; ``day`` is that of the shown workplace.

    ``scoped``: the asker may see these companies' people alone, so nothing else may show, not even in the order.
    """
    hits = _identified(transaction, text, companies)
    return _find(transaction, text, hits, day=day, companies=companies, scoped=scoped, limit=limit, offset=offset)


def _find(
    transaction: Transaction,
    text: str,
    hits: "list[_Hit]",
    *,
    day: date,
    companies: Sequence[str] | None,
    limit: int,
    offset: int,
    scoped: bool = False,
) -> Matches:
    """Add those whose name fits to ``hits``, which a number or key has found, and return a page of the people."""
    total = len(hits)
    if words := fold_words(text):
        ask = _on_rosters if scoped else _in_index
        named, all_named = ask(transaction, words, None if companies is None else list(companies))
        hits, total = [*hits, *_ranked(text, words, named)], total + all_named
    people = People(companies=companies if scoped else None)
    # Beyond what can be ranked, records are counted instead of people, and only those of the page are looked up.
    many = total > RANKED
    listed = list(_distinct(transaction, people, hits, enough=offset + limit if many else None).items())
    total = total if many else len(listed)
    page = listed[offset : offset + limit]
    persons = [person for person, _ in page]
    shown = shown_records(transaction, people, persons, as_of=day, known_at=None)
    by_key = cards(transaction, shown.values(), day=day, same_as={shown[p]: people.records(p) for p, _ in page})
    return Matches(total, tuple(Match(by_key[shown[person]], how) for person, how in page))


def _distinct(
    transaction: Transaction, people: People, hits: Sequence["_Hit"], *, enough: int | None
) -> dict[str, str]:
    """Return the people of these records in their order with what fitted first; at least ``enough``, or all."""
    matched: dict[str, str] = {}
    for some in batches(hits, 2 * enough if enough else len(hits) or 1):
        people.learn(transaction, {hit.key for hit in some if hit.joined})
        for hit in some:
            matched.setdefault(people.person(hit.key), hit.matched)
        if enough is not None and len(matched) >= enough:
            break
    return matched


@dataclass(frozen=True, slots=True)
class _Hit:
    """One record that fits and what fitted; ``joined`` if it is not the only record of its person."""

    key: str
    matched: str
    joined: bool


def _identified(transaction: Transaction, text: str, companies: Sequence[str] | None) -> list[_Hit]:
    """Return the records whose key, code or numbers the text is, each by the first of these."""
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
    found: dict[str, _Hit] = {}
    for key, how, joined in answer["people"]:
        found.setdefault(key, _Hit(key, how, joined))
    return list(found.values())


def fold_words(text: str) -> list[str]:
    """Return the words of a query, folded; Lucene's signs are no words."""
    return _WORD.findall(fold(text).replace("_", " "))


def _in_index(transaction: Transaction, words: list[str], companies: list[str] | None) -> tuple[list[list[Any]], int]:
    """Return records whose names fit, by the full-text index, and how many there are in all."""
    lucene = _lucene(words)
    found = transaction.one("search/names", text=lucene, companies=companies, most=RANKED)["people"]
    total = len(found)
    if total == RANKED:
        total = transaction.one("search/name_count", text=lucene, companies=companies)["total"]
    return found, total


def _lucene(words: list[str]) -> str:
    """Return what asks the full-text index for all of these words, or words that begin so."""
    return " AND ".join(f"({word}^4 OR {word}*)" for word in words)


def _on_rosters(transaction: Transaction, words: list[str], companies: list[str] | None) -> tuple[list[list[Any]], int]:
    """Return records whose names fit, of these companies' rosters alone, and how many there are in all."""
    # A code or number is hardly ever in a name: where it is in none at all, no roster need be gone through.
    numbered = any(character.isdigit() for word in words for character in word)
    if numbered and not transaction.one("search/names", text=_lucene(words), companies=None, most=1)["people"]:
        return [], 0
    answer = transaction.one("search/roster_names", words=words, companies=companies, most=RANKED)
    return answer["people"], answer["total"]


def _ranked(text: str, words: list[str], found: Iterable[list[Any]]) -> list[_Hit]:
    """Return the records whose names fit, best first."""
    typed, folded = " ".join(text.lower().split()), " ".join(words)
    inside, ending = f" {typed} ", f" {folded}"

    def rank(hit: list[Any]) -> tuple[bool, bool, bool, int, bool, float, str]:
        key, name, folded_name, score, _ = hit
        as_written = name.lower()
        name_words = folded_name.split()
        return (
            as_written != typed,
            folded_name != folded,
            inside not in f" {as_written} ",
            sum(word not in name_words for word in words),
            not f" {folded_name}".endswith(ending),
            -round(score, 3),
            key,
        )

    return [_Hit(hit[0], "name", hit[4]) for hit in sorted(found, key=rank)]


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


def companies_meant(transaction: Transaction, text: str | None) -> list[str] | None:
    """Return the keys of the companies that something is narrowed to; None: to none, as none is named."""
    return company_keys(transaction, text) if text else None


def resolve(transaction: Transaction, text: str, *, day: date, companies: Sequence[str] | None = None) -> str:
    """Return the key of the one person meant by a key, a code, a citizen ID, a phone or a name.

    Raises NotFound where nobody fits, and Ambiguous, listing them, where several do.
    """
    identified = _identified(transaction, text, companies)
    if by_key := [hit for hit in identified if hit.matched == "key"]:
        return by_key[0].key
    matches = _find(transaction, text, identified, day=day, companies=companies, limit=AMBIGUOUS_SHOWN, offset=0)
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


def meant(transaction: Transaction, text: str, *, day: date, company: str | None) -> str:
    """Return the key of the one person meant, narrowed by a company's key or part of its name. Raises as resolve."""
    companies = companies_meant(transaction, company)
    return resolve(transaction, text, day=day, companies=companies)


def _certain(people: Sequence[Match], text: str) -> list[Match]:
    """Return those who fit best, if what was typed names them in full: by number, else by the whole name."""
    for how in ("key", "code", "citizen_id", "phone"):
        if numbered := [match for match in people if match.matched == how]:
            return numbered
    typed = " ".join(text.lower().split())
    if not typed.isascii() and (exact := [match for match in people if match.card.name.lower() == typed]):
        return exact
    return [match for match in people if fold(match.card.name) == fold(text)]
