"""What one row says of work, residence and vehicle, applied to a person's timelines."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from loaders.findings import Note
from loaders.history.spells import ONE_DAY, Arrival, Given, Spell, Timeline, begin, go_on


def apply_work(timeline: Timeline, target: Spell, *, since: Given, left: Given, arrival: Arrival) -> bool:
    """Apply the row's place of work and leaving date; return whether the file says that the worker leaves.

    A worker whose row repeats a leaving date that is known stays left; one whose row has none has returned.
    """
    present = timeline.present(arrival.day)
    if present:
        go_on(timeline, present[0], target, given=since, arrival=arrival)
    elif left.day is None or not timeline.spells():
        begin(timeline, target, given=since, arrival=arrival)
    if left.counts is None:
        return False
    return _leave(timeline, left.counts, left.column)


def _leave(timeline: Timeline, last_day: date, column: str) -> bool:
    latest = max(timeline.spells(), key=lambda spell: (spell.until or date.max, spell.since or date.min, spell.group))
    if latest.since is not None and last_day < latest.since:
        timeline.notes.append((column, Note("left-before-since", last_day.isoformat())))
        return False
    timeline.close(latest, last_day)
    return True


def end_work(timeline: Timeline, last_day: date) -> None:
    """End the work of someone who is missing from a full roster; nothing that lasts beyond ``last_day`` stays."""
    for spell in timeline.present(last_day + ONE_DAY):
        timeline.close(spell, last_day)


def end_buses(timeline: Timeline, last_day: date) -> None:
    """The firm's bus ends with work; an own vehicle stays."""
    for spell in timeline.present(last_day + ONE_DAY):
        if spell.bus:
            timeline.close(spell, last_day)


def apply_residence(timeline: Timeline, target: Spell | None, *, since: Given, arrival: Arrival) -> None:
    """Apply the row's residence; an empty cell is unknown and closes nothing."""
    if target is None:
        return
    present = timeline.present(arrival.day)
    if not present:
        begin(timeline, target, given=since, arrival=arrival)
        return
    own = [spell for spell in present if spell.named_by is None]
    # One's own row wins over what a housemate's row said; where both name one room, nothing changes.
    for spell in present[1:] if not own else [s for s in present if s is not own[0]]:
        if spell.group != target.group:
            timeline.close(spell, arrival.day - ONE_DAY)
    go_on(timeline, (own or present)[0], target, given=since, arrival=arrival)


def apply_vehicle(timeline: Timeline, target: Spell | None, *, on_own: bool, since: Given, arrival: Arrival) -> None:
    """Apply the row's means of travel: a vehicle, none shared (``on_own``), or unknown, which closes nothing."""
    present = timeline.present(arrival.day)
    if target is not None and present:
        go_on(timeline, present[0], target, given=since, arrival=arrival)
    elif target is not None:
        begin(timeline, target, given=since, arrival=arrival)
    elif on_own:
        for spell in present:
            timeline.close(spell, arrival.day - ONE_DAY)


def follow(timeline: Timeline, namer: str, residence: Timeline, *, named: bool, others: bool, arrival: Arrival) -> None:
    """Let a housemate live where the worker ``namer`` lives, on the same days.

    ``named``: the row names this person; ``others``: the cell names somebody. Who is no longer named in a cell that
    names others left the day before the file's date; an emptied cell closes nothing.
    """
    mine = [spell for spell in timeline.present(arrival.day) if spell.named_by == namer]
    if not named and others:
        for spell in mine:
            timeline.close(spell, arrival.day - ONE_DAY)
        return
    if not named and not mine:
        return
    came_back = not mine and any(spell.named_by == namer for spell in timeline.spells())
    wanted = _days_there(residence, came_back=came_back, arrival=arrival)
    if not mine:
        for spell in wanted[-1:]:
            timeline.open(replace(spell, named_by=namer))
        return
    if residence.changed:
        for spell in [spell for spell in timeline.spells() if spell.named_by == namer]:
            _mirror(timeline, spell, residence, namer)
        known = {(spell.group, spell.since) for spell in timeline.spells() if spell.named_by == namer}
        for spell in residence.opened:
            if (spell.group, spell.since) not in known:
                timeline.open(replace(spell, named_by=namer))


def _days_there(residence: Timeline, *, came_back: bool, arrival: Arrival) -> Sequence[Spell]:
    present = residence.present(arrival.day)[:1]
    if came_back:
        return [replace(_bare(spell), since=max(spell.since or date.min, arrival.day)) for spell in present]
    return [_bare(spell) for spell in present]


def _bare(spell: Spell) -> Spell:
    return Spell(group=spell.group, since=spell.since, until=spell.until)


def _mirror(timeline: Timeline, spell: Spell, residence: Timeline, namer: str) -> None:
    """Give a housemate's spell the days that the namer's spell in the same room now has."""
    old = next((r for r in residence.retracted if r.group == spell.group and r.since == spell.since), None)
    if old is None:
        # Named later than the namer came: the end follows, the own beginning stays.
        old = next((r for r in residence.retracted if r.group == spell.group and spell.until is None), None)
        if old is None:
            return
        ends = [new.until for new in residence.opened if new.group == spell.group]
        if ends and ends[0] is not None:
            timeline.close(spell, ends[0])
        elif not ends:
            timeline.drop(spell)
        return
    taken = timeline.drop(spell)
    for new in residence.opened:
        if new.group == taken.group:
            timeline.open(replace(_bare(new), named_by=namer))
