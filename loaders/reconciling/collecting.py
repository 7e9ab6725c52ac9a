"""What is to be written of all that a file changes, and how each row ended."""

from collections.abc import Mapping, Sequence

from loaders.firm import Firm
from loaders.history.spells import Timeline
from loaders.reconciling import attributes
from loaders.reconciling.change import Change, Membership, Recording
from loaders.reconciling.households import Households
from loaders.reconciling.plan import Plan
from loaders.reconciling.tracks import Track


def collect(
    plans: Sequence[Plan],
    tracks: Mapping[str, Track],
    households: Households,
    firm: Firm,
    touched: set[str],
    change: Change,
) -> None:
    """Turn tracks and properties into what is to be written, and see how each row ended."""
    places_of = {plan.key: (plan.row.sheet, plan.row.row) for plan in plans}
    positioned = {entry["person"] for entry in change.positions}
    for plan in plans:
        known = firm.workers.get(plan.key)
        if known is None:
            change.workers.append(attributes.created(plan))
            change.outcomes.append("created")
            continue
        differences = attributes.differences(plan, known.properties)
        updates = differences | attributes.new_cells(plan, known.properties)
        if updates:
            change.updates.append({"key": plan.key, "properties": updates})
        is_changed = bool(differences) or tracks[plan.key].changed
        is_changed = is_changed or plan.key in touched or plan.key in positioned
        change.outcomes.append("changed" if is_changed else "unchanged")
    change.cohabitants += households.created
    change.updates += households.updates
    change.joins += households.joins
    change.moved = sum(track.moved for track in tracks.values())
    for key, track in tracks.items():
        _record(change, "work", key, track.work, places_of)
        _record(change, "homes", key, track.home, places_of)
        _record(change, "rides", key, track.ride, places_of)
    for key, timeline in households.others.items():
        _record(change, "homes", key, timeline, places_of)


def _record(
    change: Change, membership: Membership, key: str, timeline: Timeline, places_of: Mapping[str, tuple[str, int]]
) -> None:
    change.retracted += timeline.retracted
    for spell in timeline.opened:
        sheet, row = places_of.get(spell.named_by or key, (None, None))
        change.recorded.append(Recording(membership=membership, person=key, spell=spell, sheet=sheet, row=row))
