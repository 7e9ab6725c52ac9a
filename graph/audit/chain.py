"""The log in the graph: appended under a lock, read by pages, verified link by link."""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import orjson

from graph.audit.entry import START, Link, canonical, chained, link_hash
from graph.clock import now
from graph.database import Database, Transaction

#: So many links are read at a time.
PAGE = 5_000
#: What seems wrong is looked at so often again, after so many seconds.
AGAIN, AGAIN_SECONDS = 3, 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """How far the chain holds: the number and hash of its end, and the first thing wrong, if anything is."""

    entries: int
    head: str
    problem: str | None
    number: int | None = None  #: of the link at which it is


def append(transaction: Transaction, texts: Sequence[str], *, batch: str) -> list[Link]:
    """Append entries (canonical JSON) to the chain; return their links.

    ``batch`` names them: what is there already, as its writer died before it was told, is not added again.
    """
    head = transaction.one("audit/lock", now=now(), batch=batch)
    if head["known"]:
        return [_link(row) for row in head["known"]]
    links = chained(list(texts), number=head["number"], before=head["hash"] or START)
    if links:
        rows = [{**asdict(link), "key": f"{link.number:012d}", "actor": _actor(link.text)} for link in links]
        transaction.run("audit/append", entries=rows, number=links[-1].number, hash=links[-1].hash, batch=batch)
    return links


def _link(row: Mapping[str, Any]) -> Link:
    return Link(number=row["number"], before=row["before"], hash=row["hash"], text=row["text"])


def _actor(text: str) -> str:
    actor: str = orjson.loads(text)["actor"]
    return actor


def page(database: Database, *, limit: int, offset: int, actor: str | None = None) -> dict[str, Any]:
    """Return the latest entries first."""
    found = database.ask("audit/page", actor=actor, limit=limit, offset=offset)
    return {
        "total": found["total"],
        "limit": limit,
        "offset": offset,
        "entries": [
            {"number": row["number"], "hash": row["hash"], **orjson.loads(row["text"])} for row in found["entries"]
        ],
    }


def verify(database: Database) -> Verified:
    """Go through the whole chain: every number, every hash, and its end as the head tells it.

    Entries come in meanwhile, and Neo4j may show a part of what is being written: what is found is looked at again.
    """
    found = _verified(database)
    for _ in range(AGAIN):
        if found.problem is None:
            break
        time.sleep(AGAIN_SECONDS)
        found = _verified(database)
    return found


def _verified(database: Database) -> Verified:
    head = database.ask("audit/head")  # first: what comes after it is not looked at
    before, number = START, 0
    while number < head["number"]:
        rows = database.ask("audit/links", after=number, limit=PAGE)["links"]
        if not rows:
            return Verified(entries=number, head=before, problem="cut", number=number + 1)
        for row in rows[: head["number"] - number]:
            if problem := _problem(row, number + 1, before):
                return Verified(entries=number, head=before, problem=problem, number=number + 1)
            number, before = row["number"], row["hash"]
    beyond = database.ask("audit/links", after=number, limit=1)["links"]
    if before != (head["hash"] or START) or (beyond and database.ask("audit/head") == head):
        return Verified(entries=number, head=before, problem="cut", number=number + 1)
    return Verified(entries=number, head=before, problem=None)


def verify_against(database: Database, lines: Iterable[Mapping[str, Any]]) -> Verified | None:
    """Hold what was shipped as JSON lines against the graph; return the first that the graph does not have so."""
    for line in lines:
        kept = database.ask("audit/link", number=line["number"])["hash"]
        own = link_hash(line["number"], line["before"], canonical(line["entry"]))
        if kept != line["hash"] or own != line["hash"]:
            problem = "edited" if kept == line["hash"] else "missing" if kept is None else "replaced"
            return Verified(entries=line["number"] - 1, head=line["before"], problem=problem, number=line["number"])
    return None


def _problem(row: Mapping[str, Any], number: int, before: str) -> str | None:
    if row["number"] != number:
        return "missing"
    if row["before"] != before or row["hash"] != link_hash(number, before, row["text"]):
        return "edited"
    return None
