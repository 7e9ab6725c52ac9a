"""Who is meant by a row of a form: by ID, by code, or by name and birth date. In doubt nobody, and all are listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graph.database import Transaction
from graph.errors import NotFound
from graph.model.keys import fold
from graph.people import Card
from graph.search import Match, company_keys, find

#: A doubtful row shows at most so many people.
SHOWN = 10
_ENOUGH = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a row says of a person; ``who`` is a cell that may hold a key, a code, an ID or a name."""

    who: str | None = None
    code: str | None = None
    citizen_id: str | None = None
    phone: str | None = None
    name: str | None = None
    birth_date: date | None = None
    birth_year: int | None = None
    company: str | None = None

    @property
    def empty(self) -> bool:
        """Nothing is said by which somebody could be found."""
        return not (self.who or self.code or self.citizen_id or self.phone or self.name)


@dataclass(frozen=True, slots=True)
class Meant:
    """The person meant, or those who may be; ``why`` the doubt: unknown, several, other-name, other-birth."""

    person: Card | None
    candidates: tuple[Card, ...] = ()
    why: str | None = None


def match(transaction: Transaction, named: Named, *, day: date) -> Meant:
    """Return who is meant by what a row says.

    A number (ID, code, phone) that fits one person is that person, unless the row's name or birth contradicts; without
    a number the name has to fit one person of that very birth date or year. A firm, where given, narrows.
    """
    companies = _companies(transaction, named.company)
    for text, how in _numbers(named):
        hits = [
            hit
            for hit in find(transaction, text, day=day, companies=companies, limit=_ENOUGH).people
            if hit.matched in how
        ]
        if hits:
            return _checked(hits, named)
    name = named.name or (named.who if named.who and not any(sign.isdigit() for sign in named.who) else None)
    if name is None:
        return Meant(None, (), "unknown")
    found = find(transaction, name, day=day, companies=companies, limit=_ENOUGH).people
    same = [hit.card for hit in found if fold(hit.card.name) == fold(name)]
    if not same:
        return Meant(None, tuple(hit.card for hit in found[:SHOWN]), "unknown")
    if named.birth_date is None and named.birth_year is None:
        return Meant(None, tuple(same[:SHOWN]), "no-birth")
    fitting = [card for card in same if card.birth_year is not None and _same_birth(card, named)]
    if len(fitting) == 1:
        return Meant(fitting[0])
    return Meant(None, tuple((fitting or same)[:SHOWN]), "several" if fitting else "other-birth")


def _numbers(named: Named) -> list[tuple[str, tuple[str, ...]]]:
    """Return the numbers of a row in the order in which they are trusted, with what they have to fit."""
    numbers = [
        (named.citizen_id, ("citizen_id",)),
        (named.code, ("code", "key")),
        (named.who, ("key", "code", "citizen_id", "phone")),
        (named.phone, ("phone",)),
    ]
    return [(text, how) for text, how in numbers if text]


def _checked(hits: Sequence[Match], named: Named) -> Meant:
    cards = [hit.card for hit in hits]
    if named.name:
        cards = [card for card in cards if fold(card.name) == fold(named.name)]
        if not cards:
            return Meant(None, tuple(hit.card for hit in hits[:SHOWN]), "other-name")
    fitting = [card for card in cards if _same_birth(card, named)]
    if not fitting:
        return Meant(None, tuple(cards[:SHOWN]), "other-birth")
    return Meant(fitting[0]) if len(fitting) == 1 else Meant(None, tuple(fitting[:SHOWN]), "several")


def _same_birth(card: Card, named: Named) -> bool:
    """Tell whether births do not contradict each other: an unknown one does not."""
    if named.birth_date is not None and card.birth_date is not None:
        return card.birth_date == named.birth_date.isoformat()
    year = named.birth_date.year if named.birth_date else named.birth_year
    return year is None or card.birth_year is None or card.birth_year == year


def _companies(transaction: Transaction, company: str | None) -> list[str] | None:
    if not company:
        return None
    try:
        return company_keys(transaction, company)
    except NotFound:
        return None
