"""What one row says of work, residence and vehicle, applied to a person's timelines."""

from dataclasses import dataclass, replace
from datetime import date

from loaders.history.spells import ONE_DAY, Arrival, Given, Spell, Timeline, begin, correct_since, go_on


@dataclass(frozen=True, slots=True)
class Leaving:
    """The last day worked as a row gives it, and the one that was known until then: None if this is the first."""

    day: date
    known: date | None = None


def apply_work(timeline: Timeline, target: Spell, *, since: Given, left: Given, arrival: Arrival) -> Leaving | None:
    """Apply the row's place of work and leaving date; return the latter where it is applied.

    A worker whose row repeats a leaving date that is known stays left; one whose row has none has returned.
    """
    before = timeline.latest()
    known = before.until if before is not None else None
    if before is not None and known is not None and left.counts is not None and left.counts >= arrival.day > known:
        timeline.close(before, left.counts)  # at work after all, and till that day
    present = timeline.present(arrival.day)
    again = False
    if present:
        go_on(timeline, present[0], target, given=since, arrival=arrival)
    elif left.day is None or before is None:
        begin(timeline, target, given=since, arrival=arrival)
    elif since.counts is not None:
        again = known is not None and since.counts > known
        if again:
            begin(timeline, target, given=since, arrival=arrival)
        else:
            correct_since(timeline, before, since, arrival)
    if left.day is None or not (left.fresh or again):
        return None
    return Leaving(left.day, None if again else known) if _leave(timeline, left.day, left.column, since) else None


def _leave(timeline: Timeline, last_day: date, column: str, since: Given) -> bool:
    """End work on its last day; return False where that lies before the first day that the row gives.

    A first day that no cell gave is only the date of the file that told of it first: who left before that day was
    never there, and the place before it is the one that was left.
    """
    latest = timeline.latest()
    if latest is None:
        return False
    if latest.since is None or latest.since <= last_day:
        timeline.close(latest, last_day)
        return True
    if latest.since == since.day:
        timeline.ignore(column, "left-before-since", last_day)
        return False
    before = timeline.before(latest)
    taken = timeline.drop(latest)
    timeline.moved = timeline.shifted = False
    if before is None or before.until is None or before.until < last_day:
        timeline.open(replace(taken, since=None if before is None else last_day, until=last_day))
        return True
    return _leave(timeline, last_day, column, since)


def end_work(timeline: Timeline, last_day: date) -> None:
    """End the work of someone who is missing from a full roster; nothing that lasts beyond ``last_day`` stays."""
    for spell in timeline.present(last_day + ONE_DAY):
        timeline.close(spell, last_day)


def end_buses(timeline: Timeline, last_day: date, *, known: date | None = None) -> None:
    """The firm's bus ends with work; an own vehicle stays. ``known`` is the day on which both had ended till now."""
    latest = timeline.latest()
    if known is not None and latest is not None and latest.bus and latest.until == known:
        timeline.close(latest, last_day)
    for spell in timeline.present(last_day + ONE_DAY):
        if spell.bus:
            timeline.close(spell, last_day)


def apply_residence(
    timeline: Timeline, target: Spell | None, *, since: Given, arrival: Arrival, told: bool = True
) -> None:
    """Apply the row's residence; an empty cell is unknown and closes nothing.

    ``told`` is False where the row does not name the target itself, but housemates from whom it follows.
    """
    if target is None:
        return
    present = timeline.present(arrival.day)
    if not present:
        begin(timeline, target, given=since, arrival=arrival)
        return
    own = [spell for spell in present if spell.named_by is None] or present
    mine = next((spell for spell in own if spell.group == target.group), own[0])
    # One's own row wins over what a housemate's row said; where both name one room, nothing changes.
    for spell in present:
        if told and spell is not mine and spell.group != target.group:
            timeline.close(spell, arrival.day - ONE_DAY)
    go_on(timeline, mine, target, given=since, arrival=arrival)


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
    if not mine:
        for spell in _days_there(residence, came_back=came_back, arrival=arrival)[-1:]:
            timeline.open(replace(spell, named_by=namer))
        return
    if residence.changed:
        # The earlier stay first: where it ends, the next one can begin.
        for spell in sorted((s for s in timeline.spells() if s.named_by == namer), key=lambda s: s.until or date.max):
            _mirror(timeline, spell, residence)
        if not any(spell.named_by == namer for spell in timeline.present(arrival.day)):
            for spell in residence.present(arrival.day)[:1]:
                _stay(timeline, replace(_bare(spell), named_by=namer))


def _days_there(residence: Timeline, *, came_back: bool, arrival: Arrival) -> list[Spell]:
    present = residence.present(arrival.day)[:1]
    if came_back:
        return [replace(_bare(spell), since=max(spell.since or date.min, arrival.day)) for spell in present]
    return [_bare(spell) for spell in present]


def _bare(spell: Spell) -> Spell:
    return Spell(group=spell.group, since=spell.since, until=spell.until)


def _mirror(timeline: Timeline, spell: Spell, residence: Timeline) -> None:
    """Give a housemate's spell the days that the namer's spell with the same end now has.

    Who was named later than the namer came keeps the own beginning; a stay that ended on a day of its own stays.
    """
    old = next((r for r in residence.retracted if r.group == spell.group and r.until == spell.until), None)
    if old is None:
        return
    there = [new for new in residence.opened if new.group == old.group]
    new = next((one for one in there if one.since == old.since), None)
    new = new or next((one for one in there if one.until == old.until), None)
    if new is None:
        timeline.drop(spell)
        return
    since = new.since
    if spell.since != old.since:
        since = max(spell.since or date.min, new.since or date.min)
    if (since, new.until) != (spell.since, spell.until):
        _stay(timeline, replace(timeline.drop(spell), since=since, until=new.until))


def _stay(timeline: Timeline, spell: Spell) -> None:
    """Record a housemate's stay, but not the days before an earlier one of the same namer was over."""
    over = [s.until for s in timeline.spells() if s.named_by == spell.named_by and s.until is not None]
    first = max((day + ONE_DAY for day in over if day < (spell.until or date.max)), default=None)
    since = spell.since if first is None else max(spell.since or date.min, first)
    if since is None or since <= (spell.until or date.max):
        timeline.open(replace(spell, since=since))
