"""Write what workbooks change, in batches, inside one transaction."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any, TypeVar

from graph.database import Transaction, batches
from loaders.places import Place
from loaders.reconciling.change import Change, Join, Membership, Recording

T = TypeVar("T")

BATCH = 5_000
_LARGER = ("village", "house", "room")
_PLACES = {"Workshop": "workshops", "Team": "teams", "Residence": "residences", "Vehicle": "vehicles"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Which run writes, and when the graph learns of it."""

    key: str
    now: datetime


def load(transaction: Transaction, changes: Sequence[tuple[Change, Source]]) -> None:
    """Write changes that are independent of each other, all of one moment.

    Whoever calls holds the ledger, so that no other change stands between reading and writing.
    """
    if not changes:
        return
    only = [change for change, _ in changes]
    now = changes[0][1].now
    _in_batches(transaction, "loading/write_companies", "companies", [_company(*one) for one in changes])
    _load_places(transaction, only)
    _in_batches(transaction, "loading/create_workers", "people", _all(change.workers for change in only))
    _in_batches(transaction, "loading/create_cohabitants", "people", _all(change.cohabitants for change in only))
    _in_batches(transaction, "loading/update_people", "people", _all(change.updates for change in only))
    retracted = [held.edge for held in _all(change.retracted for change in only)]
    _in_batches(transaction, "loading/retract", "edges", retracted, now=now)
    _in_batches(transaction, "loading/update_positions", "edges", _all(change.positions for change in only))
    _load_memberships(transaction, changes, now)
    pairs = [{"worker": join.worker, "other": join.other} for join in _all(change.parts for change in only)]
    _in_batches(transaction, "loading/part", "pairs", pairs, now=now)
    _load_joins(transaction, _all(change.joins for change in only), now)


def _all(some: Iterable[Iterable[T]]) -> list[T]:
    return list(chain.from_iterable(some))


def _company(change: Change, source: Source) -> dict[str, Any]:
    of_file = {"tax_code": change.tax_code, "as_of": change.as_of, "run": source.key}
    return {"key": change.company, "name": change.name, **of_file}


def _in_batches(transaction: Transaction, name: str, parameter: str, rows: Sequence[Any], **others: Any) -> None:
    for some in batches(rows, BATCH):
        transaction.run(name, **{parameter: list(some)}, **others)


def _load_places(transaction: Transaction, changes: Sequence[Change]) -> None:
    """Make the groups that new memberships need: teams after workshops, so that each finds what it is part of."""
    places = {key: place for change in reversed(changes) for key, place in needed(change).items()}
    for label in ("Workshop", "Team", "Vehicle", "Residence"):
        _load_label(transaction, label, [p for p in places.values() if p.label == label])


def needed(change: Change) -> Mapping[str, Place]:
    """Return the groups of the memberships to record, with all that those are part of."""
    found: dict[str, Place] = {}
    for recording in change.recorded:
        key: str | None = recording.spell.group
        while key is not None and key not in found and key in change.places:
            found[key] = change.places[key]
            key = found[key].part_of
    return found


def _load_label(transaction: Transaction, label: str, places: Sequence[Place]) -> None:
    # The larger ones first, in case that these are so many that they go in several batches.
    ordered = sorted(places, key=lambda p: _LARGER.index(p.setting) if p.setting in _LARGER else 0)
    rows = [{"key": p.key, "properties": p.properties(), "part_of": p.part_of} for p in ordered]
    _in_batches(transaction, f"loading/write_{_PLACES[label]}", "groups", rows)


def _load_memberships(transaction: Transaction, changes: Sequence[tuple[Change, Source]], now: datetime) -> None:
    """Record the memberships, gathered by group, run and sheet: what many edges share is sent once."""
    found: dict[Membership, dict[tuple[str, str, str | None], list[dict[str, Any]]]]
    found = defaultdict(lambda: defaultdict(list))
    for change, source in changes:
        for recording in change.recorded:
            shared = (recording.spell.group, source.key, recording.sheet)
            member = {"person": recording.person, "properties": _properties(recording)}
            found[recording.membership][shared].append(member)
    for membership, edges in found.items():
        groups = [
            {"group": group, "import": key, "sheet": sheet, "members": members}
            for (group, key, sheet), members in edges.items()
        ]
        _in_batches(transaction, f"loading/record_{membership}", "groups", groups, now=now)


def _properties(recording: Recording) -> dict[str, Any]:
    spell = recording.spell
    found = {
        "since": spell.since,
        "until": spell.until,
        "row": recording.row,
        "named_by": spell.named_by,
        "shift": spell.shift,
        "shift_key": spell.shift_key,
        "position": spell.position,
    }
    return {name: value for name, value in found.items() if value is not None}


def _load_joins(transaction: Transaction, joins: Sequence[Join], now: datetime) -> None:
    distinct = {(join.worker, join.other): join.basis for join in joins}
    pairs = [{"worker": worker, "other": other, "basis": basis} for (worker, other), basis in distinct.items()]
    _in_batches(transaction, "loading/join", "pairs", pairs, now=now)
