"""Hold a workbook's rows against what the graph knows of the firm (workbook.md: Outcome, History, Who is who).

Nothing is read or written here. Three passes over the rows: each worker's own row; then the housemates, who live
where the one who names them lives; then those who are missing from the file.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from graph.model.keys import worker_key
from loaders.correcting import contradicted
from loaders.findings import Finding, Note
from loaders.firm import Firm, KnownWorker, as_person
from loaders.history.kinds import Leaving, apply_residence, apply_vehicle, apply_work, end_buses, end_work
from loaders.history.spells import Arrival, Given, Held, Spell
from loaders.people import Surroundings
from loaders.places import Place, implied_room
from loaders.reconciling import attributes
from loaders.reconciling.change import Change
from loaders.reconciling.collecting import collect
from loaders.reconciling.differences import differences
from loaders.reconciling.directory import Directory
from loaders.reconciling.emptied import emptied_cells
from loaders.reconciling.households import Households
from loaders.reconciling.identity import joins, shared_numbers
from loaders.reconciling.placing import Placing
from loaders.reconciling.plan import Plan, as_known
from loaders.reconciling.tracks import Track, tracks_of
from loaders.reconciling.warnings import crowded_rooms, missing_places, same_place_spelled_otherwise
from loaders.rows import Roster
from loaders.values.shifts import read_shift


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """How the file is sent: in full or in part, and what its date and purpose are."""

    arrival: Arrival
    partial: bool = False


def reconcile(
    roster: Roster, plans: Sequence[Plan], *, firm: Firm, around: Surroundings, sending: Sending, change: Change
) -> Change:
    """Fill ``change`` with all that the roster changes."""
    tracks = tracks_of(firm)
    missing_stay = sending.partial or bool(roster.unread_sheets)
    placing = Placing(roster.columns)
    for plan in plans:
        for place in (*plan.work, *plan.homes, *_some(plan.ride)):
            change.places.setdefault(place.key, place)  # as first written
    for plan in plans:
        leaving = _apply_row(plan, tracks, firm.workers.get(plan.key), sending.arrival, change, placing)
        if leaving is not None and leaving.known is None:
            _count_leaver(leaving, firm.workers.get(plan.key), sending.arrival.day, change)
    households = Households(
        tracks={key: track.home for key, track in tracks.items()},
        directory=_directory(plans, firm, around, tracks, sending.arrival.day, missing_stay=missing_stay),
        firm=firm,
        around=around,
        arrival=sending.arrival,
        housed=frozenset(plan.key for plan in plans if plan.homes),
    )
    touched = _apply_homes(plans, households, change, placing)
    change.present_before = sum(bool(_held_work(known, sending.arrival.day)) for known in firm.workers.values())
    if not missing_stay:
        _leave(roster, plans, firm, tracks, sending.arrival.day, change)
    collect(plans, tracks, households, firm, touched, change)
    change.differences = differences(
        plans,
        firm,
        {key: {"work": track.work, "home": track.home, "ride": track.ride} for key, track in tracks.items()},
        {entry["person"]: entry["position"] for entry in change.positions},
        touched,
        sending.arrival.day,
    )
    _join(plans, tracks, firm, around, change, placing, sending.arrival.day)
    change.findings += _warnings(roster, plans, firm, tracks, around, placing, sending.arrival.day)
    return change


def _some(place: Place | None) -> Iterable[Place]:
    return () if place is None else (place,)


def _given(plan: Plan, known: KnownWorker | None, column: str) -> Given:
    """Return a date's cell; it counts only when it differs from what the firm's last file held."""
    value: date | None = getattr(plan.row, column)
    before = known.properties.get(attributes.CELLS[column]) if known else None
    return Given(column=column, day=value, fresh=value is not None and (known is None or value != before))


def _apply_row(
    plan: Plan,
    tracks: dict[str, Track],
    known: KnownWorker | None,
    arrival: Arrival,
    change: Change,
    placing: Placing,
) -> Leaving | None:
    """Apply one worker's own row; return the last day of work where it gives one anew."""
    row = plan.row
    track = tracks.setdefault(plan.key, Track(plan.key))
    written, shift_key = read_shift(row.shift or "").value
    target = Spell(group=_workplace(plan, track, arrival), shift=written, shift_key=shift_key, position=row.position)
    left = _given(plan, known, "left")
    leaving = apply_work(track.work, target, since=_given(plan, known, "since"), left=left, arrival=arrival)
    if leaving is not None:
        end_buses(track.ride, leaving.day, known=leaving.known)
    since_home = _given(plan, known, "residence_since")
    if plan.room or not row.housemates:
        home = Spell(group=plan.homes[0].key) if plan.homes else None
        apply_residence(track.home, home, since=since_home, arrival=arrival)
    ride = Spell(group=plan.ride.key, bus=plan.ride.kind == "bus") if plan.ride else None
    on_own = row.travel is not None and row.travel.on_own
    if ride is not None and ride.bus and known is not None and not track.work.present(arrival.day):
        ride = None  # the firm's bus ended with work
    apply_vehicle(track.ride, ride, on_own=on_own, since=_given(plan, known, "vehicle_since"), arrival=arrival)
    if leaving is not None:
        end_buses(track.ride, leaving.day)  # and the one that this row gives
    _position(track, row.position, change)
    for timeline in (track.work, track.home, track.ride):
        change.findings += [placing.finding(row, column, note) for column, note in timeline.notes]
    return leaving


def _count_leaver(leaving: Leaving, known: KnownWorker | None, day: date, change: Change) -> None:
    """Count someone whose row gives a last day of work for the first time."""
    change.left += 1
    if known is not None and leaving.day < day and _held_work(known, day):
        change.dated += 1


def _workplace(plan: Plan, track: Track, arrival: Arrival) -> str:
    """Return the group of work; an emptied workshop or team is unknown and moves nobody."""
    present = track.work.present(arrival.day)
    wanted = plan.workplace
    emptied = plan.row.workshop is None or plan.row.team is None
    if present and emptied and present[0].group.startswith(f"{wanted}~"):
        return present[0].group
    return wanted


def _position(track: Track, position: str | None, change: Change) -> None:
    """A position is written in place: it says nothing about who met whom."""
    for spell in track.work.kept:
        if position is not None and spell.until is None and isinstance(spell, Held) and spell.position != position:
            change.positions.append({"edge": spell.edge, "position": position, "person": track.key})


def _directory(
    plans: Sequence[Plan],
    firm: Firm,
    around: Surroundings,
    tracks: Mapping[str, Track],
    day: date,
    *,
    missing_stay: bool,
) -> Directory:
    """Return whom a housemate's cell can mean; who has left is found as people of other firms are, not by name alone.

    Those who leave by this file have left: sent again, it must mean the same people.
    """
    directory = Directory()
    listed = {plan.key for plan in plans}
    others = [p for p in around.people.values() if p.kind == "worker" and p.key not in listed]
    for person in others:
        homes = [home for home in person.homes if home.group in around.rooms and home.lasts(day)]
        directory.add(person, of_firm=False, homes=homes)
    for key, known in firm.workers.items():
        if key not in listed:
            of_firm = missing_stay and bool(_held_work(known, day))
            directory.add(as_person(known), of_firm=of_firm, homes=tracks[key].home.present(day))
    for plan in plans:
        known_worker = firm.workers.get(plan.key)
        person = as_known(plan, as_person(known_worker) if known_worker else None)
        directory.add(person, of_firm=True, homes=tracks[plan.key].home.present(day))
    return directory


def _held_work(known: KnownWorker, day: date) -> list[Held]:
    return [spell for spell in known.work if spell.lasts(day)]


def _apply_homes(plans: Sequence[Plan], households: Households, change: Change, placing: Placing) -> set[str]:
    """Let housemates live with those who name them; return the workers whose cell changed something."""
    touched: set[str] = set()
    for plan in plans:
        row = plan.row
        home = households.home(plan.key)
        room = plan.room.key if plan.room else None
        mates = households.recognise(plan, room)
        if row.housemates and room is None:
            target = households.shared_room(plan, mates)
            if target is None:
                place = implied_room(plan.key, plan.homes[0] if plan.homes else None)
                change.places[place.key] = place
                target = place.key
            known = households.firm.workers.get(plan.key)
            apply_residence(
                home,
                Spell(group=target),
                since=_given(plan, known, "residence_since"),
                arrival=households.arrival,
                told=False,
            )
            change.findings += [placing.finding(row, column, note) for column, note in home.notes]
            home.notes.clear()
        if households.settle(plan, mates, home):
            touched.add(plan.key)
    return touched


def _leave(
    roster: Roster, plans: Sequence[Plan], firm: Firm, tracks: Mapping[str, Track], day: date, change: Change
) -> None:
    """End the work of everyone whom a full roster no longer lists."""
    listed = {plan.key for plan in plans}
    listed |= {worker_key(change.company, row.code) for row in roster.rejected if row.code}
    yesterday = day - timedelta(days=1)
    for key, known in firm.workers.items():
        if key not in listed and _held_work(known, day):
            end_work(tracks[key].work, yesterday)
            end_buses(tracks[key].ride, yesterday)
            change.absent += 1
            change.left += 1


def _join(
    plans: Sequence[Plan],
    tracks: Mapping[str, Track],
    firm: Firm,
    around: Surroundings,
    change: Change,
    placing: Placing,
    day: date,
) -> None:
    shared = shared_numbers(plans)
    rooms = {plan.key: {spell.group for spell in tracks[plan.key].home.present(day)} for plan in plans}
    made, undone, findings = joins(
        plans, known=firm.workers, around=around, rooms=rooms, shared=shared, placing=placing
    )
    change.joins += made
    change.parts += undone
    change.findings += findings
    change.findings += [
        placing.finding(plan.row, "citizen_id", Note("citizen-id-shared", plan.row.citizen_id or ""))
        for plan in plans
        if plan.row.citizen_id in shared
    ]


def _warnings(
    roster: Roster,
    plans: Sequence[Plan],
    firm: Firm,
    tracks: Mapping[str, Track],
    around: Surroundings,
    placing: Placing,
    day: date,
) -> list[Finding]:
    members: Counter[str] = Counter()
    counted: dict[str, set[str]] = defaultdict(set)
    for key, track in tracks.items():
        for spell in track.home.present(day):
            counted[spell.group].add(key)
    for room, keys in around.rooms.items():
        counted[room] |= set(keys)
    members.update({room: len(keys) for room, keys in counted.items()})
    return [
        *missing_places(roster, plans, firm, placing, day),
        *emptied_cells(plans, firm, placing, day),
        *contradicted(plans, firm, placing),
        *crowded_rooms(plans, members, placing),
        *same_place_spelled_otherwise(plans, placing),
    ]
