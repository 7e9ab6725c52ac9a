"""Which records are one person (workbook.md, "Who is who")."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from graph.model.keys import fold
from loaders.findings import Finding, Note
from loaders.firm import KnownWorker, as_person
from loaders.people import Person, Surroundings
from loaders.reconciling.change import Join
from loaders.reconciling.placing import Placing
from loaders.reconciling.plan import Plan, as_known, given_name

BY_NUMBER = "citizen-id"
BY_HOME = "housemate"


def shared_numbers(plans: Iterable[Plan]) -> set[str]:
    """Return the citizen IDs that stand on different names of one file."""
    names: dict[str, set[str]] = defaultdict(set)
    for plan in plans:
        if plan.row.citizen_id:
            names[plan.row.citizen_id].add(fold(plan.row.name))
    return {number for number, some in names.items() if len(some) > 1}


def joins(
    plans: Iterable[Plan],
    *,
    known: Mapping[str, KnownWorker],
    around: Surroundings,
    rooms: Mapping[str, Collection[str]],
    shared: Collection[str],
    placing: Placing,
) -> tuple[list[Join], list[Join], list[Finding]]:
    """Return the joins to make and those to undo, and what is only suspected.

    ``rooms`` gives the rooms in which each worker of the file lives now; ``shared`` the IDs that cannot join anybody.
    """
    by_number: dict[str, list[Person]] = defaultdict(list)
    by_phone: dict[str, list[Person]] = defaultdict(list)
    for person in around.people.values():
        if person.citizen_id:
            by_number[person.citizen_id].append(person)
        if person.phone and person.kind == "cohabitant":
            by_phone[person.phone].append(person)
    made: list[Join] = []
    undone: list[Join] = []
    findings: list[Finding] = []
    for plan in plans:
        row = plan.row
        me = as_known(plan, as_person(known[plan.key]) if plan.key in known else None)
        number = me.citizen_id if me.citizen_id not in shared else None
        wanted: dict[str, str] = {}
        doubtful = set[str]()
        for other in by_number.get(number or "", ()):
            if other.key == plan.key or other.company == plan.company or plan.key in other.apart:
                continue
            if other.kind == "cohabitant" or agree(me, other):
                wanted[other.key] = BY_NUMBER
            elif other.kind == "worker":
                doubtful.add(other.key)
        if doubtful:
            note = Note("same-as-suggested", number or "", str(len(doubtful)))
            findings.append(placing.finding(row, "citizen_id", note))
        for other in _at_home(me, by_phone.get(me.phone or "", ()), around, rooms.get(plan.key, ())):
            if plan.key not in other.apart:
                wanted.setdefault(other.key, BY_HOME)
        before = dict(known[plan.key].same_as) if plan.key in known else {}
        made += [Join(worker=plan.key, other=key, basis=why) for key, why in wanted.items() if key not in before]
        undone += [
            Join(worker=plan.key, other=key, basis=why)
            for key, why in before.items()
            # A cell that is empty or cannot be read takes nothing back: the record still holds its number.
            if why == BY_NUMBER and key not in wanted and row.citizen_id is not None
        ]
    return made, undone, findings


def agree(one: Person, other: Person) -> bool:
    """Tell whether two records with one citizen ID agree in folded name or birth date.

    >>> agree(Person(key="a", kind="worker", name="Lê Thị Hoà"), Person(key="b", kind="worker", name="LE THI HOA"))
    True
    """
    return fold(one.name) == fold(other.name) or (one.birth_date is not None and one.birth_date == other.birth_date)


def _at_home(
    me: Person, same_phone: Iterable[Person], around: Surroundings, rooms: Collection[str]
) -> Iterable[Person]:
    """Return the cohabitants who are this worker: by phone and given name, or by the name in one's own room.

    These are the rules by which a housemate's cell means a worker who is listed already (Directory.worker).
    """
    name = fold(me.name)
    for other in same_phone:
        if given_name(other.name) == given_name(me.name) and not _differ(me, other):
            yield other
    for room in rooms:
        for key in around.rooms.get(room, ()):
            other = around.people[key]
            if other.kind == "cohabitant" and fold(other.name) == name and me.key not in other.namers:
                # Those whom the worker names as housemates are other people of the same name.
                named_by_me = any(home.named_by == me.key for home in other.homes)
                if not named_by_me and not _differ(me, other):
                    yield other


def _differ(one: Person, other: Person) -> bool:
    return any(
        a is not None and b is not None and a != b
        for a, b in ((one.birth_year, other.birth_year), (one.citizen_id, other.citizen_id))
    )
