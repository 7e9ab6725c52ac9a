"""The purge: removes what is due, a batch a transaction, and keeps a proof of exactly what it removed.

Each batch takes the ledger, looks again at what open cases hold back where anybody changed the graph meanwhile, and
writes the proof in the transaction that removes. Killed at any moment, what is gone is proven and what is proven is
gone; run again, it goes on. Two purges at once queue behind each other, and each proves what it removed.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

import orjson

from graph.backup.reading import graph_hash
from graph.clock import VIETNAM, now
from graph.database import Database, Transaction
from graph.errors import Invalid
from graph.retention.clocks import BY_KIND, Days
from graph.retention.due import WAYS, View, Way, counted, found, remove
from graph.retention.freezing import Frozen, frozen
from graph.retention.proof import digest, sealed
from graph.tracing.rules import RuleSet
from graph.tracing.steady import read_steadily

#: Records a transaction.
BATCH = 5_000
#: Where nothing was written for so long before the last week, a today is taken for a wrong clock. The last week does
#: not count: a service whose clock jumped goes on writing its log.
SILENCE, UNSETTLED = timedelta(days=45), timedelta(days=7)
#: What the going of others makes due: a room when the last person goes, a housemate when the one who told of it does.
_FOLLOWING = tuple(way for way in WAYS if way.kind in ("residence", "persons", "suggestions", "places"))
_PASSES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A purge as asked for: as of which day, by which clocks and rule sets, by whom."""

    day: date
    days: Days
    rules: Sequence[RuleSet]
    by: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class _Held:
    """What open cases hold back, as found at a revision of the ledger."""

    revision: int
    frozen: Frozen


def checked_day(database: Database, given: date | None, *, today: date) -> date:
    """Return the day of a purge. Raises Invalid for one ahead, and for a today that nothing in the graph bears out."""
    if given is not None:
        if given > today:
            raise Invalid(
                f"{given:%d/%m/%Y} lies ahead; what is not due yet cannot be purged.",
                f"Ngày {given:%d/%m/%Y} ở tương lai; chưa đến hạn thì không xóa được.",
                field="as_of",
            )
        return given
    before = datetime.combine(today - UNSETTLED, time(), VIETNAM)
    last = database.ask("retention/settled", before=before)["last"]
    if last is not None and before - last.to_native() > SILENCE - UNSETTLED:
        written = last.to_native().astimezone(VIETNAM)
        raise Invalid(
            f"This machine says it is {today:%d/%m/%Y}, but before this week the graph was last written to on "
            f"{written:%d/%m/%Y}; check the clock, then say the day by --as-of.",
            f"Máy này cho là ngày {today:%d/%m/%Y}, nhưng trước tuần này đồ thị được ghi lần cuối ngày "
            f"{written:%d/%m/%Y}; hãy kiểm tra đồng hồ, rồi nêu ngày bằng --as-of.",
            field="as_of",
        )
    return today


def shown(database: Database, *, day: date, days: Days, rules: Sequence[RuleSet]) -> dict[str, Any]:
    """Return the document of the clocks: how many records each would remove on a day, and what open cases hold back."""

    def work(transaction: Transaction, _revision: int) -> dict[str, Any]:
        view = View(day, days, frozen(transaction, day=day, rules=rules))
        due = {way.kind: counted(transaction, way, view) for way in WAYS}
        return {
            "as_of": day.isoformat(),
            "total": sum(due.values()),
            "clocks": [_clock_document(kind, days, due.get(kind), view) for kind in BY_KIND],
            "open_cases": [case.key for case in view.frozen.cases],
            "frozen": len(view.frozen.people),
        }

    return read_steadily(database, work)


def purge(
    database: Database, asked: Asked, *, secret: bytes, hashed: bool = False, files: Callable[[], int] | None = None
) -> dict[str, Any]:
    """Remove all that is due and return the proof's document. ``hashed``: with the graph's hash before and after.

    ``files`` removes what is due beside the graph, the uploads, and tells how many files that were.

    ``remaining`` in it is a second count after the end: not empty only where somebody added what is due meanwhile.
    """
    before = graph_hash(database)["hash"] if hashed else None
    key = _begin(database, asked, before)
    counts: Counter[str] = Counter()
    if files is not None and (count := files()):
        counts["uploads"] = count
    held: _Held | None = None
    for number in range(_PASSES):
        gone = 0
        for way in _FOLLOWING if number else WAYS:
            removed = BATCH
            while removed:
                removed, held = _batch(database, way, asked, key, held, secret)
                counts[way.kind] += removed
                gone += removed
        if not gone:
            break
    after = graph_hash(database)["hash"] if hashed else None
    remaining = shown(database, day=asked.day, days=asked.days, rules=asked.rules)
    left = {clock["kind"]: clock["due"] for clock in remaining["clocks"] if clock["due"]}
    return _finish(database, key, dict(+counts), left=left, after=after)


def _begin(database: Database, asked: Asked, before: str | None) -> str:
    def work(transaction: Transaction) -> str:
        transaction.run("loading/ledger")
        properties = {
            "as_of": asked.day,
            "begun_at": now(),
            "by": asked.by,
            "reason": asked.reason,
            "clocks": orjson.dumps(dict(asked.days)).decode(),
            "hash_before": before,
        }
        return str(transaction.one("retention/begin", properties=properties)["key"])

    return database.write(work)


def _batch(
    database: Database, way: Way, asked: Asked, purge: str, held: _Held | None, secret: bytes
) -> tuple[int, _Held]:
    """Remove some records of a kind in one transaction, with their proof; return how many, none where none is due."""

    def work(transaction: Transaction) -> tuple[int, _Held]:
        revision = transaction.one("loading/ledger")["revision"]
        # Nobody else's change stands between two revisions that follow each other.
        if held is not None and revision == held.revision + 1:
            still = replace(held, revision=revision)
        else:
            still = _Held(revision, frozen(transaction, day=asked.day, rules=asked.rules))
        some = found(transaction, way, View(asked.day, asked.days, still.frozen), limit=BATCH)
        if not some:
            raise _NothingDue(replace(still, revision=revision - 1))
        removed = remove(transaction, way, [name for name, _, _ in some])
        transaction.one(
            "retention/prove",
            purge=purge,
            kind=way.kind,
            records=[digest(secret, way.kind, *key) for _, key, _ in some],
            subjects=sorted({digest(secret, person) for _, _, people in some for person in people}),
            now=now(),
        )
        return removed, still

    try:
        return database.write(work)
    except _NothingDue as nothing:
        return 0, nothing.held


class _NothingDue(Exception):
    """Ends a transaction without a change, so that the ledger is as it was."""

    def __init__(self, held: _Held) -> None:
        super().__init__()
        self.held = held


def _finish(
    database: Database, key: str, counts: dict[str, int], *, left: dict[str, int], after: str | None
) -> dict[str, Any]:
    batches = database.ask("retention/batches", purge=key)["batches"]
    properties = {
        "finished_at": now(),
        "counts": orjson.dumps(counts, option=orjson.OPT_SORT_KEYS).decode(),
        "remaining": orjson.dumps(left, option=orjson.OPT_SORT_KEYS).decode(),
        "digest": sealed(batches),
        "hash_after": after,
    }
    database.write(lambda transaction: transaction.one("retention/finish", purge=key, properties=properties))
    found: dict[str, Any] = purge_documents(database, limit=1, key=key)["purges"][0]
    return found


def purge_documents(database: Database, *, limit: int, offset: int = 0, key: str | None = None) -> dict[str, Any]:
    """Return the document of purges, the latest first; ``key`` names one of them."""
    answer = database.ask("retention/purges", key=key, skip=offset, limit=limit)
    return {
        "total": answer["total"],
        "limit": limit,
        "offset": offset,
        "purges": [_document(row) for row in answer["purges"]],
    }


def _document(row: dict[str, Any]) -> dict[str, Any]:
    def moment(name: str) -> str | None:
        found: datetime | None = row[name].to_native() if row.get(name) is not None else None
        return None if found is None else found.isoformat()

    return {
        "key": row["key"],
        "number": row["number"],
        "as_of": row["as_of"].iso_format(),
        "begun_at": moment("begun_at"),
        "finished_at": moment("finished_at"),
        "by": row["by"],
        "reason": row.get("reason"),
        "clocks": orjson.loads(row["clocks"]),
        "counts": orjson.loads(row["counts"]) if row.get("counts") else None,
        "remaining": orjson.loads(row["remaining"]) if row.get("remaining") else None,
        "digest": row.get("digest"),
        "hash_before": row.get("hash_before"),
        "hash_after": row.get("hash_after"),
    }


def _clock_document(kind: str, days: Days, due: int | None, view: View) -> dict[str, Any]:
    clock = BY_KIND[kind]
    number = days[kind]
    return {
        "kind": kind,
        "days": number,
        "default": clock.days,
        "before": view.before(kind).isoformat() if number is not None else None,
        "due": due,
        "done": clock.done,
        "frozen": clock.frozen,
        **{name: dict(zip(("en", "vi"), getattr(clock, name), strict=True)) for name in ("what", "since", "why")},
    }
