"""Issued lists: what was handed out, kept as it was, with a hash by which it can be shown to be the same.

The hash covers the question (rule set, cases with their windows, day, depth, settings) and who is on the list at which
level, why and on which days; not names, which may be corrected, nor ``known_at``: a trace asked with the moment of
issue gives the same hash.
"""

import base64
import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson

from graph.database import Database, Transaction
from graph.errors import NotFound
from graph.people import cards
from graph.tracing.days import Span, count, iso
from graph.tracing.expand import Meeting
from graph.tracing.question import Question
from graph.tracing.trace import Contact, Trace

#: So many sources of a reason are kept with it.
_SOURCES = 5


@dataclass(frozen=True, slots=True)
class Issued:
    """A list as it was issued: its question and contacts as plain values."""

    key: str
    issued_at: datetime
    issued_by: str
    hash: str
    question: dict[str, Any]
    contacts: list[dict[str, Any]]


def list_hash(question: Question, found: Trace) -> str:
    """Return the SHA-256 of a list: who is on it, why, and what was asked."""
    return _hash(as_question(question, found), _contacts(found))


def issue(
    database: Database, question: Question, found: Trace, words: dict[str, str], *, by: str, now: datetime
) -> dict[str, Any]:
    """Keep a list. ``words`` is the question in both languages. Returns what is said of it in the trace's document."""
    asked, contacts = as_question(question, found), _contacts(found)
    digest = _hash(asked, contacts)
    key = f"list-{now:%Y%m%d-%H%M%S}-{digest[:8]}"
    properties = {
        "question": orjson.dumps({**asked, "words": words}).decode(),
        "contacts": pack(contacts),
        "total": len(contacts),
        "hash": digest,
        "issued_at": now,
        "issued_by": by,
    }

    records = [record for contact in contacts for record in (contact["key"], *contact["same_as"])]

    def work(transaction: Transaction) -> None:
        if not transaction.one("lists/issued", key=key, companies=None, skip=0, limit=1)["total"]:
            companies = transaction.one("lists/companies_on", people=records)["companies"]
            transaction.run("lists/issue", key=key, properties={**properties, "companies": companies})

    database.write(work)
    return {"key": key, "hash": digest, "issued_at": now.isoformat(), "issued_by": by}


def issued_list(transaction: Transaction, key: str, *, companies: Sequence[str] | None = None) -> Issued:
    """Return a list as it was issued. Raises NotFound, also where nobody of ``companies`` (None: all) is on it."""
    only = None if companies is None else list(companies)
    found = transaction.one("lists/issued", key=key, companies=only, skip=0, limit=1)["lists"]
    packed = transaction.one("lists/contacts", key=key)["contacts"]
    if not found or packed is None:
        raise NotFound(
            f"No list {key} was issued; truyvet lists shows those that were.",
            f"Không có danh sách {key}; truyvet lists cho biết các danh sách đã phát hành.",
            field="since",
        )
    return _unpacked({**found[0], "contacts": packed})


def lists_between(transaction: Transaction, first: datetime, last: datetime) -> list[Issued]:
    """Return the lists that were issued from one moment to another, both included, whole; the earliest first."""
    return [_unpacked(entry) for entry in transaction.one("lists/between", first=first, last=last)["lists"]]


def pack(contacts: Sequence[dict[str, Any]]) -> str:
    """Return contacts as the graph keeps them."""
    return base64.b85encode(zlib.compress(orjson.dumps(contacts))).decode()


def _unpacked(entry: dict[str, Any]) -> Issued:
    return Issued(
        key=entry["key"],
        issued_at=entry["issued_at"].to_native(),
        issued_by=entry["issued_by"],
        hash=entry["hash"],
        question=orjson.loads(entry["question"]),
        contacts=orjson.loads(zlib.decompress(base64.b85decode(entry["contacts"]))),
    )


def issued_lists(
    transaction: Transaction, *, companies: Sequence[str] | None = None, limit: int, offset: int
) -> dict[str, Any]:
    """Return the document of issued lists, the latest first.

    ``companies`` (keys; None: all): only lists on which somebody of theirs is, and not whose contacts they hold.
    """
    only = None if companies is None else list(companies)
    answer = transaction.one("lists/issued", key=None, companies=only, skip=offset, limit=limit)
    return {
        "total": answer["total"],
        "limit": limit,
        "offset": offset,
        "lists": [_entry(entry) if only is None else _own_entry(_entry(entry)) for entry in answer["lists"]],
    }


def issued_document(found: Issued) -> dict[str, Any]:
    """Return an issued list whole: what was asked, and its contacts with levels and reasons, by key."""
    entry = {"key": found.key, "total": len(found.contacts), "hash": found.hash, "issued_by": found.issued_by}
    asked = {name: value for name, value in found.question.items() if name != "words"}
    issued_at = found.issued_at.isoformat()
    return {
        **entry,
        "issued_at": issued_at,
        "question": found.question["words"],
        "asked": asked,
        "contacts": found.contacts,
    }


def own_document(transaction: Transaction, key: str, companies: Sequence[str]) -> dict[str, Any]:
    """Return of an issued list what the companies (keys) may see: their own people, with level, reasons and days.

    ``total`` counts their people, ``total_all`` all on the list. Of the others only numbers are told: ``with`` names
    sources of their own and ``with_elsewhere`` counts the rest. Of somebody who also stands on another roster no group
    is named, as it may be the other firm's. Raises NotFound where nobody of theirs is on it.
    """
    found = issued_list(transaction, key, companies=companies)
    everybody = {record for contact in found.contacts for record in _records(contact)}
    sources = {source for contact in found.contacts for reason in contact["reasons"] for source in reason["with"]}
    answer = transaction.one("search/seen", people=sorted(everybody | sources), companies=list(companies))["people"]
    seen = {key for key, _ in answer}
    contacts = [_own_contact(contact, seen) for contact in found.contacts if not seen.isdisjoint(_records(contact))]
    entry = {"key": found.key, "issued_at": found.issued_at.isoformat()}
    asked = {name: found.question[name] for name in ("rules", "as_of")}
    return {**entry, **asked, "total": len(contacts), "total_all": len(found.contacts), "contacts": contacts}


def issued_people(
    transaction: Transaction, key: str, *, companies: Sequence[str] | None, day: date, limit: int, offset: int
) -> dict[str, Any]:
    """Return who was on a list as they are on file on ``day``, in the list's order; None who is on file no more.

    ``companies`` (keys; None: all): of their own people alone. Raises NotFound where nobody of theirs is on it.
    """
    if companies is None:
        contacts = issued_list(transaction, key).contacts
    else:
        contacts = own_document(transaction, key, companies)["contacts"]
    listed = [contact["key"] for contact in contacts[offset : offset + limit]]
    found = cards(transaction, listed, day=day)
    people = [{"key": one, "person": found[one].to_document() if one in found else None} for one in listed]
    return {"total": len(contacts), "limit": limit, "offset": offset, "people": people}


def _records(contact: dict[str, Any]) -> list[str]:
    return [contact["key"], *contact["same_as"]]


def _own_contact(contact: dict[str, Any], seen: set[str]) -> dict[str, Any]:
    own = [record for record in _records(contact) if record in seen]
    whole = len(own) == len(_records(contact))

    def reason(one: dict[str, Any]) -> dict[str, Any]:
        named = [source for source in one["with"] if source in seen]
        group = one["group"] if whole else None
        return {**one, "group": group, "with": named, "with_elsewhere": len(one["with"]) - len(named)}

    shown = {name: contact[name] for name in ("level", "grade", "first", "last", "days")}
    return {"key": own[0], "same_as": own[1:], **shown, "reasons": [reason(one) for one in contact["reasons"]]}


def _own_entry(entry: dict[str, Any]) -> dict[str, Any]:
    """Return an issued list without its question, which names the cases, and its hash, which tells of everybody."""
    return {name: entry[name] for name in ("key", "issued_at", "rules", "as_of")} | {"total_all": entry["total"]}


def _entry(entry: dict[str, Any]) -> dict[str, Any]:
    question = orjson.loads(entry["question"])
    return {
        **{name: entry[name] for name in ("key", "total", "hash", "issued_by")},
        "issued_at": entry["issued_at"].iso_format(),
        "question": question["words"],
        "rules": question["rules"],
        "as_of": question["as_of"],
        "cases": [case["key"] for case in question["cases"] if case["key"] is not None],
    }


def _hash(question: dict[str, Any], contacts: Sequence[dict[str, Any]]) -> str:
    return hashlib.sha256(orjson.dumps([question, contacts], option=orjson.OPT_SORT_KEYS)).hexdigest()


def as_question(question: Question, found: Trace) -> dict[str, Any]:
    """Return what was asked as plain values."""
    return {
        "rules": question.rules.id,
        "rules_hash": hashlib.sha256(orjson.dumps(question.rules.document, option=orjson.OPT_SORT_KEYS)).hexdigest(),
        "as_of": question.as_of.isoformat(),
        "depth": found.depth,
        "settings": None if question.settings is None else sorted(question.settings),
        **(
            {"order": question.order} if question.order != "list" else {}
        ),  # hashes of earlier lists stay what they were
        "cases": [
            {"key": case.key, "record": case.record, "window": _days(window)}
            for case, window in zip(question.cases, found.windows, strict=True)
        ],
    }


def _contacts(found: Trace) -> list[dict[str, Any]]:
    return [as_contact(contact, found) for contact in found.contacts]


def as_contact(contact: Contact, found: Trace) -> dict[str, Any]:
    """Return a contact as plain values: by keys, with the reasons."""
    return {
        "key": contact.shown,
        "same_as": sorted(contact.same_as),
        "level": contact.level,
        "grade": contact.grade,
        "score": contact.score,
        "first": iso(contact.days[0][0]),
        "last": iso(contact.days[-1][1]),
        "days": contact.exposure_days,
        "reasons": [_reason(meeting, found) for meeting in contact.meetings],
    }


def _reason(meeting: Meeting, found: Trace) -> dict[str, Any]:
    return {
        "setting": meeting.setting,
        "group": meeting.group,
        "from": iso(meeting.days[0][0]),
        "to": iso(meeting.days[-1][1]),
        "days": count(meeting.days),
        "with": [found.shown[source] for source in meeting.named_sources(found.shown, _SOURCES)],
    }


def _days(window: Span | None) -> list[str | None] | None:
    return None if window is None else [iso(window[0]), iso(window[1])]
