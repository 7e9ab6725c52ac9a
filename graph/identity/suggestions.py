"""Suggestions: pairs of records that a person is asked about, found over the whole graph and kept till decided.

A pair that was accepted is a SAME_AS like those that the rules make, with the name of who decided. One that was
rejected stays a Suggestion, so that neither this search nor a rule of the loaders brings it up again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import combinations
from typing import Any, Literal

from graph.database import Database, Transaction
from graph.errors import Invalid, NotFound
from graph.identity.likeness import Likeness, Record, likeness, pair_key
from graph.people import cards, native_day

STATES = ("open", "accepted", "rejected")
DECISIONS = ("accept", "reject", "undo")
Decision = Literal["accept", "reject", "undo"]

#: How records come to be compared: the query's name, and how many records may share the thing. A phone of a whole
#: office or a dormitory written as one room tells nothing.
WAYS = (("same_citizen_id", 12), ("same_birthday", 12), ("same_phone", 8), ("same_room", 24))

#: Whose decision a SAME_AS of the loaders' rules is.
RULE = "rule"


def refresh(database: Database, *, day: date, now: datetime) -> None:
    """Search the whole graph for pairs, if it has changed since the last search.

    Pairs that no longer look alike are forgotten, those decided stay as they are.
    """
    state = database.ask("identity/searched")
    if state["searched"] == state["revision"]:
        return
    found = database.read(lambda transaction: _find(transaction, day))
    rows = [
        {"key": pair.key, "one": pair.one, "other": pair.other, "score": pair.score, "reasons": list(pair.reasons)}
        for pair in found
    ]

    def work(transaction: Transaction) -> None:
        # First, for it queues behind other changes: what they joined or rejected is then seen.
        transaction.run("identity/mark_searched", revision=state["revision"])
        transaction.run("identity/write_suggestions", suggestions=rows, revision=state["revision"], now=now)
        transaction.run("identity/forget_suggestions", revision=state["revision"])

    database.write(work)


def list_pairs(
    database: Database,
    *,
    state: str = "open",
    companies: Sequence[str] | None = None,
    day: date,
    limit: int,
    offset: int,
) -> dict[str, Any]:
    """Return a page of pairs in that state, the likeliest or the latest decided first, with both people in full.

    ``companies``: keys of companies; one of the two is on their rosters. ``accepted`` shows all records that are
    joined, by a person or by a rule. Raises Invalid for another state.
    """
    if state not in STATES:
        raise Invalid(
            f"There is no state {state}; there are: {', '.join(STATES)}.",
            f"Không có trạng thái {state}; hiện có: {', '.join(STATES)}.",
            field="state",
        )

    def work(transaction: Transaction) -> dict[str, Any]:
        asked = {"companies": companies, "skip": offset, "limit": limit}
        if state == "accepted":
            answer = transaction.one("identity/joined", **asked)
        else:
            answer = transaction.one("identity/suggestions", state=state, **asked)
        pairs = answer["pairs"]
        people = cards(transaction, {key for pair in pairs for key in pair["people"]}, day=day, full=True)
        shown = [_document(pair, state, {key: people[key].to_full_document() for key in people}) for pair in pairs]
        return {"state": state, "total": answer["total"], "limit": limit, "offset": offset, "pairs": shown}

    return database.read(work)


def decide(database: Database, key: str, decision: Decision, *, by: str, now: datetime) -> dict[str, Any]:
    """Decide a pair: accept joins the records, reject keeps them apart for good, undo takes a decision back.

    Undoing what a rule had joined rejects the pair, or the rule would join it again. Raises NotFound for a pair that
    is neither suggested, rejected nor joined, or where there is nothing to undo.
    """

    def work(transaction: Transaction) -> str:
        transaction.run("loading/ledger")
        joins = transaction.one("identity/joins")["pairs"]
        joined = next((join for join in joins if pair_key(*join["people"]) == key), None)
        known = transaction.one("identity/suggestion", key=key)["suggestion"]
        if joined is None and (known is None or (decision == "undo" and known["state"] == "open")):
            raise NotFound(
                f"No pair {key} is waiting or decided; see truyvet identity list.",
                f"Không có cặp {key} nào đang chờ hoặc đã quyết định; xem truyvet identity list.",
                field="key",
            )
        people = joined["people"] if joined is not None else known["people"]
        if decision == "accept":
            transaction.run("identity/accept", key=key, people=people, by=by, now=now)
            return "accepted"
        transaction.run("identity/part", people=people, now=now)
        if decision == "reject" or (joined is not None and joined["decided_by"] == RULE):
            transaction.run("identity/reject", key=key, people=people, by=by, now=now)
            return "rejected"
        transaction.run("identity/reopen", key=key, people=people, now=now)
        return "open"

    return {"key": key, "state": database.write(work)}


def _find(transaction: Transaction, day: date) -> list[Likeness]:
    """Return the pairs that look alike and are not joined yet, directly or through others."""
    groups = {
        name: transaction.one(f"identity/{name}", most=most, **({"day": day} if name == "same_room" else {}))["groups"]
        for name, most in WAYS
    }
    asked = {key for some in groups.values() for group in some for key in group}
    records = {
        entry["key"]: Record(
            **{**entry, "birth_date": native_day(entry["birth_date"]), "namers": tuple(entry["namers"])}
        )
        for entry in transaction.one("identity/records", people=sorted(asked))["records"]
    }
    person = _persons(join["people"] for join in transaction.one("identity/joins")["pairs"])
    in_room = set(_pairs(groups["same_room"]))
    pairs = {pair for some in groups.values() for pair in _pairs(some)}
    names = {record.folded_name for record in records.values()}
    namesakes = dict(transaction.one("identity/namesakes", names=sorted(names))["namesakes"])
    found = (
        likeness(
            records[one],
            records[other],
            room=(one, other) in in_room,
            namesakes=namesakes.get(records[one].folded_name, 1),
        )
        for one, other in sorted(pairs)
        if person.get(one, one) != person.get(other, other)
    )
    return [pair for pair in found if pair is not None]


def _pairs(groups: Iterable[list[str]]) -> Iterator[tuple[str, str]]:
    for group in groups:
        yield from combinations(sorted(group), 2)


def _persons(joins: Iterable[list[str]]) -> dict[str, str]:
    """Return, for each joined record, one record that stands for its person."""
    person: dict[str, str] = {}

    def of(key: str) -> str:
        while person.setdefault(key, key) != key:
            key = person[key]
        return key

    for one, other in joins:
        person[of(one)] = of(other)
    return {key: of(key) for key in list(person)}


def _document(pair: Mapping[str, Any], state: str, people: Mapping[str, Any]) -> dict[str, Any]:
    def moment(name: str) -> str | None:
        return None if pair[name] is None else str(pair[name].iso_format())

    one, other = sorted(pair["people"])
    return {
        "key": pair_key(one, other),
        "state": state,
        "score": pair["score"],
        "reasons": pair["reasons"],
        "found_at": moment("found_at"),
        "decided_by": pair["decided_by"],
        "decided_at": moment("decided_at"),
        "people": [people[one], people[other]],
    }
