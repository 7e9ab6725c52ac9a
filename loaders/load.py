"""Write what a workbook changes, in batches, inside one transaction."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph.database import Transaction, batches
from loaders.places import Place
from loaders.reconciling.change import Change, Join, Membership, Recording

BATCH = 5_000
_PLACES = {"Workshop": "workshops", "Team": "teams", "Residence": "residences", "Vehicle": "vehicles"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Which run writes, and when the graph learns of it."""

    key: str
    now: datetime


def load(transaction: Transaction, change: Change, *, source: Source) -> None:
    """Write a change. Whoever calls holds the ledger, so that no other change stands between reading and writing."""
    transaction.run(
        "loading/write_company",
        key=change.company,
        name=change.name,
        tax_code=change.tax_code,
        as_of=change.as_of,
    )
    _load_places(transaction, change)
    _in_batches(transaction, "loading/create_workers", "people", change.workers)
    _in_batches(transaction, "loading/create_cohabitants", "people", change.cohabitants)
    _in_batches(transaction, "loading/update_people", "people", change.updates)
    for some in batches(change.retracted, BATCH):
        transaction.run("loading/retract", edges=[held.edge for held in some], now=source.now)
    _in_batches(transaction, "loading/update_positions", "edges", change.positions)
    _load_memberships(transaction, change.recorded, source)
    pairs = [{"worker": join.worker, "other": join.other} for join in change.parts]
    _in_batches(transaction, "loading/part", "pairs", pairs)
    _load_joins(transaction, change.joins, source)


def _in_batches(transaction: Transaction, name: str, parameter: str, rows: Sequence[Any]) -> None:
    for some in batches(rows, BATCH):
        transaction.run(name, **{parameter: list(some)})


def _load_places(transaction: Transaction, change: Change) -> None:
    """Make the groups that new memberships need; the larger ones first, so that each finds what it is part of."""
    for label in ("Workshop", "Team", "Vehicle"):
        _load_label(transaction, label, [p for p in needed(change).values() if p.label == label])
    homes = [p for p in needed(change).values() if p.label == "Residence"]
    for setting in ("village", "house", "room"):
        _load_label(transaction, "Residence", [p for p in homes if p.setting == setting])


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
    rows = [{"key": p.key, "properties": p.properties(), "part_of": p.part_of} for p in places]
    _in_batches(transaction, f"loading/write_{_PLACES[label]}", "groups", rows)


def _load_memberships(transaction: Transaction, recorded: Sequence[Recording], source: Source) -> None:
    rows: dict[Membership, list[dict[str, Any]]] = defaultdict(list)
    for recording in recorded:
        rows[recording.membership].append(
            {
                "person": recording.person,
                "group": recording.spell.group,
                "properties": _properties(recording, source),
            }
        )
    for membership, edges in rows.items():
        _in_batches(transaction, f"loading/record_{membership}", "edges", edges)


def _properties(recording: Recording, source: Source) -> dict[str, Any]:
    spell = recording.spell
    found: dict[str, Any] = {"recorded_at": source.now, "import": source.key}
    more = {
        "since": spell.since,
        "until": spell.until,
        "sheet": recording.sheet,
        "row": recording.row,
        "named_by": spell.named_by,
        "shift": spell.shift,
        "shift_key": spell.shift_key,
        "position": spell.position,
    }
    return found | {name: value for name, value in more.items() if value is not None}


def _load_joins(transaction: Transaction, joins: Sequence[Join], source: Source) -> None:
    distinct = {(join.worker, join.other): join.basis for join in joins}
    pairs = [{"worker": worker, "other": other, "basis": basis} for (worker, other), basis in distinct.items()]
    for some in batches(pairs, BATCH):
        transaction.run("loading/join", pairs=list(some), now=source.now)
