"""Spells: one membership's days, and what a file does to the spells of one person and kind.

A spell in the graph is never rewritten: closing or correcting it retracts the edge and records another, so that "what
did the list say on that day" stays answerable.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from loaders.findings import Note
from loaders.places import IMPLIED

ONE_DAY = timedelta(days=1)


@dataclass(slots=True, kw_only=True)  # not frozen: see loaders/rows.py
class Spell:
    """The days of one membership in a group (key); None is unknown. ``bus`` marks a firm's bus, which ends with work.

    ``named_by`` is the worker who named this person as a housemate; the last three hold for work only.
    """

    group: str
    since: date | None = None
    until: date | None = None
    named_by: str | None = None
    bus: bool = False
    shift: str | None = None
    shift_key: str | None = None
    position: str | None = None

    def lasts(self, day: date) -> bool:
        """Tell whether the membership lasts until a day or longer."""
        return self.until is None or self.until >= day


@dataclass(slots=True, kw_only=True)  # not frozen: see loaders/rows.py
class Held(Spell):
    """A spell that stands in the graph; ``edge`` names it there."""

    edge: str

    def spell(self) -> Spell:
        """Return the spell alone, to record it anew."""
        return Spell(
            group=self.group,
            since=self.since,
            until=self.until,
            named_by=self.named_by,
            bus=self.bus,
            shift=self.shift,
            shift_key=self.shift_key,
            position=self.position,
        )


@dataclass(slots=True)
class Timeline:
    """The spells of one person and kind while a file is applied: those kept, and those that will be recorded.

    ``moved`` tells of another group, ``shifted`` of another shift in the same one; a correction is neither.
    """

    kept: list[Held] = field(default_factory=list)
    opened: list[Spell] = field(default_factory=list)
    retracted: list[Held] = field(default_factory=list)
    notes: list[tuple[str, Note]] = field(default_factory=list)
    moved: bool = False
    shifted: bool = False

    @property
    def changed(self) -> bool:
        """Whether the file changes anything here."""
        return bool(self.opened or self.retracted)

    def spells(self) -> list[Spell]:
        """Return all spells as they will stand."""
        return [*self.kept, *self.opened]

    def present(self, day: date) -> list[Spell]:
        """Return the spells that last until ``day`` or longer, the latest first."""
        found = [spell for spell in self.spells() if spell.lasts(day)]
        if len(found) < 2:
            return found
        return sorted(found, key=lambda spell: (spell.since or date.min, spell.group), reverse=True)

    def latest(self) -> Spell | None:
        """Return the spell that lasts longest; of several the one that began last."""
        return max(self.spells(), key=_order, default=None)

    def before(self, spell: Spell) -> Spell | None:
        """Return the last spell of the same source that began before another one, if there is any."""
        first = spell.since
        if first is None:
            return None
        found = [
            one
            for one in self.spells()
            if one is not spell and one.named_by == spell.named_by and (one.since is None or one.since < first)
        ]
        return max(found, key=_order, default=None)

    def ignore(self, column: str, code: str, day: date) -> None:
        """Note that a date cannot be what its cell says."""
        self.notes.append((column, Note(code, day.isoformat())))

    def open(self, spell: Spell) -> None:
        """Record a spell."""
        self.opened.append(spell)

    def drop(self, spell: Spell) -> Spell:
        """Take a spell out, and return it so that it can be recorded with other days."""
        if isinstance(spell, Held):
            self.kept.remove(spell)
            self.retracted.append(spell)
            return spell.spell()
        self.opened.remove(spell)
        return spell

    def close(self, spell: Spell, until: date) -> None:
        """End a spell on ``until``; one that had not begun by then leaves nothing."""
        if spell.until == until:
            return
        taken = self.drop(spell)
        if taken.since is None or taken.since <= until:
            self.open(replace(taken, until=until))


@dataclass(slots=True, kw_only=True)  # not frozen: see loaders/rows.py
class Given:
    """A date's cell: what it holds now, and whether that counts as given.

    It counts only when the cell differs from what it held in the firm's last applied file. ``column`` is the field.
    """

    column: str
    day: date | None = None
    fresh: bool = False

    @property
    def counts(self) -> date | None:
        """The date if it counts as given."""
        return self.day if self.fresh else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """The file that is applied: its date, whether it is the firm's first, and whether it corrects what was sent."""

    day: date
    first: bool = False
    correction: bool = False


def _order(spell: Spell) -> tuple[date, date, str]:
    return spell.until or date.max, spell.since or date.min, spell.group


def begin(timeline: Timeline, target: Spell, *, given: Given, arrival: Arrival) -> None:
    """Start a membership of someone who has none of the kind now: a new worker, a first residence, a return.

    A return inside what is over already would put a person in two groups at once.
    """
    since = given.counts
    if since is not None and not arrival.first:
        over = [spell.until or spell.since or date.min for spell in timeline.spells()]
        if over and (since > arrival.day or since <= max(over)):
            timeline.ignore(given.column, "since-ignored", since)
            since = None
    if since is None and not arrival.first:
        since = arrival.day
    timeline.open(replace(target, since=since))


def go_on(timeline: Timeline, present: Spell, target: Spell, *, given: Given, arrival: Arrival) -> None:
    """Apply what a row says to the membership that a person has now: the same, corrected, or a move."""
    same_group = present.group == target.group
    if same_group and same_shift(present, target):
        correct_since(timeline, present, given, arrival)
    elif arrival.correction:
        correct_since(timeline, present, given, arrival, target=target)
    else:
        _move(timeline, present, target, given, arrival)
        if same_group:
            timeline.shifted = True
        elif IMPLIED not in present.group and IMPLIED not in target.group:  # a room only implied is no move
            timeline.moved = True


def same_shift(present: Spell, target: Spell) -> bool:
    """Tell whether two shifts are one; an emptied cell is unknown and changes nothing."""
    if target.shift is None:
        return True
    if present.shift_key is not None or target.shift_key is not None:
        return present.shift_key == target.shift_key
    return present.shift == target.shift


def correct_since(
    timeline: Timeline, present: Spell, given: Given, arrival: Arrival, *, target: Spell | None = None
) -> None:
    """Give a membership the first day that counts as given, if it can be that; ``target`` takes the group's place.

    Where it followed another one without a gap, the end of that one goes along: it was the same day's move.
    """
    since = _corrected(timeline, present, given, arrival)
    if since == present.since and target is None:
        return
    before = timeline.before(present)
    taken = timeline.drop(present)
    if before is not None and since is not None and taken.since is not None and before.until == taken.since - ONE_DAY:
        timeline.close(before, since - ONE_DAY)
    timeline.open(replace(target or taken, since=since, until=taken.until))


def _corrected(timeline: Timeline, present: Spell, given: Given, arrival: Arrival) -> date | None:
    """Return the first day that a membership has after a row: the given one, or the old one where that cannot be."""
    since = _usable(timeline, given, arrival)
    if since is None or since == present.since:
        return present.since
    before = timeline.before(present)
    if before is None:
        earliest = date.min
    elif present.since is not None and before.until == present.since - ONE_DAY:
        earliest = (before.since or date.min) + ONE_DAY
    else:
        earliest = (before.until or date.max - ONE_DAY) + ONE_DAY
    if since < earliest or since > (present.until or date.max):
        timeline.ignore(given.column, "since-ignored", since)
        return present.since
    return since


def _usable(timeline: Timeline, given: Given, arrival: Arrival) -> date | None:
    """Return the given date, unless it lies after the file's date."""
    since = given.counts
    if since is not None and since > arrival.day:
        timeline.ignore(given.column, "since-ignored", since)
        return None
    return since


def _move(timeline: Timeline, present: Spell, target: Spell, given: Given, arrival: Arrival) -> None:
    since = _usable(timeline, given, arrival)
    if since is not None and present.since is not None and since <= present.since:
        timeline.ignore(given.column, "since-ignored", since)
        since = None
    # Who has not begun yet begins in the new place.
    start = since or max(arrival.day, present.since or date.min)
    timeline.close(present, start - ONE_DAY)
    # A leaving day that is known and still to come holds in the new place too.
    timeline.open(replace(target, since=start, until=present.until))
