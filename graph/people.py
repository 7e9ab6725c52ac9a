"""People as lists and pages show them: one card a person, and one person's document (shared/interfaces.md)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from graph.database import Transaction
from graph.errors import NotFound
from graph.tracing.days import iso, ordinal
from graph.tracing.employment import Employment, employment
from graph.tracing.people import People

#: The groups whose absence is a gap in a person's record.
EXPECTED = ("team", "residence", "vehicle")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One person as every list shows it, with the workplace and residence of one day.

    ID number and home address are there only where they were asked for: lists do not show them.
    """

    key: str
    kind: str
    code: str | None
    name: str
    birth_date: str | None
    birth_year: int | None
    sex: str | None
    phone: str | None
    company: str | None
    workshop: str | None
    team: str | None
    residence: str | None
    same_as: tuple[str, ...] = ()
    citizen_id: str | None = None
    home_address: str | None = None

    def to_document(self) -> dict[str, Any]:
        """Return the person of lists and traces."""
        return {
            "key": self.key,
            "kind": self.kind,
            "code": self.code,
            "name": self.name,
            "birth_date": self.birth_date,
            "birth_year": self.birth_year,
            "sex": self.sex,
            "phone": self.phone,
            "company": self.company,
            "workshop": self.workshop,
            "team": self.team,
            "residence": self.residence,
            "same_as": list(self.same_as),
        }

    def to_full_document(self) -> dict[str, Any]:
        """Return the person of one person's document: with ID number and home address."""
        document = self.to_document()
        document.pop("same_as")
        return {**document, "citizen_id": self.citizen_id, "home_address": self.home_address}


def brief(person: Mapping[str, Any]) -> dict[str, Any]:
    """Return what names a person beside others: key, code, name, company."""
    return {name: person[name] for name in ("key", "code", "name", "company")}


def cards(
    transaction: Transaction,
    people: Iterable[str],
    *,
    day: date,
    known_at: datetime | None = None,
    same_as: Mapping[str, Sequence[str]] | None = None,
    places: Mapping[str, Employment] | None = None,
    full: bool = False,
) -> dict[str, Card]:
    """Return the cards of these records by key, as of ``day``.

    ``same_as`` gives all records of each person, ``places`` where they work that day, asked for unless known; ``full``
    asks for ID number and home address too.
    """
    wanted = list(people)
    answer = transaction.one("search/cards", people=wanted, day=day, known_at=known_at, full=full)["cards"]
    if places is None:
        places = employment(transaction, wanted, day=day, known_at=known_at)
    joined = same_as or {}
    found: dict[str, Card] = {}
    for key, kind, code, name, birth_date, birth_year, sex, phone, rest, homes in answer:
        place = places[key]
        found[key] = Card(
            key=key,
            kind=kind,
            code=code,
            name=name,
            birth_date=birth_date,
            birth_year=birth_year,
            sex=sex,
            phone=phone,
            company=place.company_name,
            workshop=place.workshop_name,
            team=place.team_name,
            residence=_latest_home(homes),
            same_as=tuple(same for same in joined.get(key, ()) if same != key),
            citizen_id=rest and rest[0],
            home_address=rest and rest[1],
        )
    return found


def _latest_home(homes: Sequence[Sequence[Any]]) -> str | None:
    """Return the name of the residence of the latest since, unknown being the earliest, then of the smaller key."""
    if not homes:
        return None
    latest = max(since or "" for since, _, _ in homes)
    name: str = min((key, name) for since, key, name in homes if (since or "") == latest)[1]
    return name


def iso_day(day: Any) -> str | None:
    """Return a day of the driver as ISO text."""
    return None if day is None else iso(ordinal(day, unknown=0))


def native_day(day: Any) -> date | None:
    """Return a day of the driver as Python's."""
    return None if day is None else date.fromordinal(ordinal(day, unknown=0))


def person_document(
    transaction: Transaction, key: str, *, day: date, companies: Sequence[str] | None = None
) -> dict[str, Any]:
    """Return one person's document: memberships, doses, housemates, joined records, cases, gaps.

    ``companies`` (keys; None: all) are those whose people the asker may see: of joined records only theirs are looked
    at, of housemates only theirs are named, and ``housemates_elsewhere`` counts the others. Raises NotFound for an
    unknown key, and for somebody who may not be seen.
    """
    people = People(companies=companies)
    people.learn(transaction, [key])
    records = people.records(people.person(key))
    found = transaction.one("search/person", people=list(records), companies=_listed(companies))["records"]
    answer = {entry["record"]: entry for entry in found}
    if key not in answer:
        raise NotFound(f"Nobody has the key {key}.", f"Không có ai mang khóa {key}.", field="worker")
    by_key = cards(transaction, [key], day=day, full=True)
    memberships = [m for record in records for m in _memberships(answer[record], own=record == key)]
    memberships.sort(key=_membership_order)
    card = by_key[key]
    implied = {m["group"]["key"] for m in memberships if m["group"].pop("implied", None)}
    kinds = {_kind(m["setting"]) for m in memberships if _holds(m, day) and m["group"]["key"] not in implied}
    return {
        "person": card.to_full_document(),
        "memberships": memberships,
        "vaccinations": [
            {**dose, "date": iso_day(dose["date"])}
            for dose in answer[key]["doses"]
            if dose["date"] is not None or dose["vaccine"] is not None
        ],
        **_housemates(transaction, memberships, records, day, companies),
        "same_as": [
            same
            for record in records
            for same in answer[record]["same_as"]
            if same["key"] != key and same["key"] in records
        ],
        "cases": [case_document(case) for record in records for case in answer[record]["cases"]],
        "gaps": [gap for gap in EXPECTED if gap not in kinds] if card.kind == "worker" else [],
    }


def _memberships(entry: dict[str, Any], *, own: bool) -> list[dict[str, Any]]:
    found = []
    for membership in entry["memberships"]:
        shown = {**membership, "since": iso_day(membership["since"]), "until": iso_day(membership["until"])}
        found.append(shown if own else {**shown, "record": entry["record"]})
    return found


def _membership_order(membership: dict[str, Any]) -> tuple[bool, str, str, str, str]:
    """Open ones first, then the latest; the rest keeps the order stable."""
    since = membership["since"] or ""
    inverted = "".join(chr(0x10FFFF - ord(c)) for c in since.ljust(10, "0"))
    return (
        membership["until"] is not None,
        membership["setting"],
        inverted,
        membership["group"]["key"],
        membership.get("record", ""),
    )


def _kind(setting: str) -> str:
    return "residence" if setting in ("room", "house", "village") else setting


def _holds(membership: dict[str, Any], day: date) -> bool:
    today = day.isoformat()
    return (membership["since"] or "") <= today <= (membership["until"] or "9999")


def _housemates(
    transaction: Transaction,
    memberships: list[dict[str, Any]],
    records: Sequence[str],
    day: date,
    companies: Sequence[str] | None,
) -> dict[str, Any]:
    """Return who shares the room on the day, each person once; those of other companies only as a number."""
    rooms = sorted({m["group"]["key"] for m in memberships if m["setting"] == "room" and _holds(m, day)})
    people = People()
    others: set[str] = set()
    marked: set[str] = set()
    if rooms:
        wanted = [{"key": room, "first": day, "last": day, "shifts": None} for room in rooms]
        answer = transaction.one("tracing/members", groups=wanted, known_at=None)["groups"]
        others = {key for entry in answer for span in entry["spans"] for key in span[3]} - set(records)
        marked = {key for entry in answer for key in entry["marked"]}
        people.learn(transaction, marked)
    if companies is None:
        return {"housemates": _seen(transaction, {people.person(key) for key in others}, None)}
    own = {mate["key"]: mate for mate in _seen(transaction, others, companies)}
    elsewhere = {people.person(key) for key in others} - {people.person(key) for key in (*own, *records)}
    # Whether two records are one housemate is asked of one's own records alone.
    among = People(companies=companies)
    among.learn(transaction, marked & own.keys())
    named: dict[str, dict[str, str]] = {}
    for key, mate in own.items():
        named.setdefault(among.person(key), mate)
    return {"housemates": list(named.values()), "housemates_elsewhere": len(elsewhere)}


def _seen(transaction: Transaction, people: Iterable[str], companies: Sequence[str] | None) -> list[dict[str, str]]:
    """Return key and name of those whom these companies sent, by key."""
    wanted = sorted(people)
    found = transaction.one("search/seen", people=wanted, companies=_listed(companies))["people"] if wanted else []
    return [{"key": key, "name": name} for key, name in found]


def _listed(companies: Sequence[str] | None) -> list[str] | None:
    return None if companies is None else list(companies)


def case_document(case: Mapping[str, Any]) -> dict[str, Any]:
    """Return a case's dates as lists show them."""
    return {
        "key": case["key"],
        "disease": case["disease"],
        **{name: iso_day(case[name]) for name in ("onset", "sampled", "confirmed", "isolated")},
    }
