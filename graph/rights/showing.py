"""Everything that the graph holds of one person, in a document that can be handed to that person.

Other people's data is left out: of housemates their number, of declared meetings the days and the occasion but not the
other one, of a home that a housemate told not who told it. Joined records are the person's own and stand in full.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import neo4j.time
import orjson

from graph.database import Transaction
from graph.errors import NotFound
from graph.retention.proof import digest
from graph.tracing.issued import issued_list
from graph.tracing.people import People

#: Names of a fact's own properties that name another person, or only Neo4j's and ours.
_OTHERS = frozenset({"named_by", "declared_by", "import", "key"})


def person_data(transaction: Transaction, key: str, *, secret: bytes, log: bool) -> dict[str, Any]:
    """Return the document of a person's data, of all records that are joined to this one.

    ``log``: with who looked at the person, for a caller who may read the log; else ``looked`` is None. Raises NotFound.
    """
    records = records_of(transaction, key)
    held = transaction.one("rights/held", people=list(records))["records"]
    return {
        "person": key,
        "records": [_record(entry) for entry in sorted(held, key=lambda entry: str(entry["properties"]["key"]))],
        "lists": _lists(transaction, set(records)),
        "looked": _looked(transaction, records, secret) if log else None,
        "left_out": {
            "en": "Names of other people: housemates are a number, meetings are without the other person.",
            "vi": "Tên người khác: người ở cùng chỉ là số lượng, cuộc gặp không nêu người kia.",
        },
    }


def records_of(transaction: Transaction, key: str) -> tuple[str, ...]:
    """Return the keys of all records of a person. Raises NotFound."""
    if not transaction.one("rights/held", people=[key])["records"]:
        raise NotFound(f"Nobody has the key {key}.", f"Không có ai mang khóa {key}.", field="worker")
    people = People()
    people.learn(transaction, [key])
    return people.records(people.person(key))


def _record(entry: Mapping[str, Any]) -> dict[str, Any]:
    known = entry["properties"]
    return {
        "record": known["key"],
        "kind": entry["kind"],
        "properties": _plain({name: value for name, value in known.items() if name not in ("key", "corrections")}),
        "corrections": [orjson.loads(text) for text in known.get("corrections") or ()],
        "memberships": sorted(map(_membership, entry["memberships"]), key=_order),
        "cases": [_with_history(case) for case in entry["cases"]],
        "events": [_plain(event) for event in entry["events"]],
        "meetings": [_fact(meeting) for meeting in entry["meetings"]],
        "joins": [
            {"type": join["type"], "record": join["other"], **_plain(join["fact"])}
            for join in sorted(entry["joins"], key=lambda join: str(join["other"]))
        ],
        "open_questions": entry["suggestions"],
        "housemates": entry["housemates"],
    }


def _membership(found: Mapping[str, Any]) -> dict[str, Any]:
    fact = found["fact"]
    source = found["source"][0] if found["source"] else {}
    return {
        "type": found["type"],
        "setting": found["setting"],
        "group": found["group"],
        "name": found["name"],
        **_fact(fact),
        "told_by_housemate": fact.get("named_by") is not None,
        "source": {
            "import": fact.get("import"),
            "file": source.get("file"),
            "as_of": _plain_value(source.get("as_of")),
        },
    }


def _order(membership: Mapping[str, Any]) -> tuple[str, str, str]:
    return (membership["type"], membership["group"], membership.get("since") or "")


def _with_history(case: Mapping[str, Any]) -> dict[str, Any]:
    past = [orjson.loads(text) for text in case.get("history") or ()]
    return {**_plain({name: value for name, value in case.items() if name != "history"}), "history": past}


def _fact(properties: Mapping[str, Any]) -> dict[str, Any]:
    return _plain({name: value for name, value in properties.items() if name not in _OTHERS})


def _plain(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain_value(properties[name]) for name in sorted(properties)}


def _plain_value(value: Any) -> Any:
    if isinstance(value, neo4j.time.Date | neo4j.time.DateTime):
        return value.iso_format()
    return value.isoformat() if isinstance(value, date | datetime) else value


def _lists(transaction: Transaction, records: set[str]) -> list[dict[str, Any]]:
    """Return the issued lists on which the person stands: which list, as what; who else stands there is left out."""
    found = []
    for entry in transaction.one("lists/issued", key=None, companies=None, skip=0, limit=2**31 - 1)["lists"]:
        issued = issued_list(transaction, entry["key"])
        as_case = any(case["record"] in records for case in issued.question["cases"])
        mine = next((c for c in issued.contacts if records & {c["key"], *c["same_as"]}), None)
        if as_case or mine is not None:
            own = {name: mine[name] for name in ("level", "grade", "first", "last", "days")} if mine else {}
            told = {"list": issued.key, "issued_at": issued.issued_at.isoformat(), "issued_by": issued.issued_by}
            found.append({**told, "as": "case" if as_case else "contact", **own})
    return found


def _looked(transaction: Transaction, records: Sequence[str], secret: bytes) -> list[dict[str, Any]]:
    """Return the entries of the log that are about the person: who, when, what, for which purpose."""
    subjects = [digest(secret, record) for record in records]
    texts = transaction.one("rights/looked", subjects=subjects)["entries"]
    return [
        {name: entry[name] for name in ("at", "actor", "action", "outcome", "purpose")}
        for entry in map(orjson.loads, texts)
    ]
