"""The leak map: by which rooms, houses, vehicles and people two firms are joined, and which clean firms come next.

Two firms are joined where workers of both were members of a room, a house (with its rooms) or a vehicle in the days
before the view's day, or where one person is on both rosters. A firm is infected while it has a case whose anchor lies
in those days; a clean firm stands one hop from an infected one where they are joined, two hops where another clean firm
stands between. It says where to look first, not who is a contact: for that the days of each are held together in a
trace.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from graph.analysis.infected import View, outbreak
from graph.database import Transaction
from graph.tracing.employment import employment

#: So many days before the view's day are looked at: the longest incubation of COVID-19.
DAYS = 14
#: So many hops from an infected firm a clean one is told.
HOPS = 2
PLACES_NAMED = 5


#: Firms that are named with a clean one, of those by which it is reached.
THROUGH_NAMED = 5

#: A place where several firms meet: setting, key, name, and the workers by firm.
Place = tuple[str, str, str, Mapping[str, int]]


@dataclass(slots=True)
class Joint:
    """What joins two firms: places as (setting, key, name, workers of both), and people on both rosters."""

    places: list[tuple[str, str, str, int]] = field(default_factory=list)
    people: int = 0

    @property
    def settings(self) -> Counter[str]:
        """The number of places by setting; people on both rosters count as ``person``."""
        found = Counter(setting for setting, _, _, _ in self.places)
        if self.people:
            found["person"] = self.people
        return found


@dataclass(slots=True)
class Clean:
    """A firm without a case: its hops from an infected one, and by what it is joined to the firms one hop nearer.

    ``joined_by`` counts places by setting, each once; ``through`` how many places and people join it to each firm.
    """

    hops: int
    joined_by: Counter[str] = field(default_factory=Counter)
    through: Counter[str] = field(default_factory=Counter)


def leaks_document(transaction: Transaction, view: View, *, limit: int, offset: int) -> dict[str, Any]:
    """Return what joins infected firms with others, and the clean firms at hand, those nearest by rooms, vehicles and
    people first (at most ``limit`` of them)."""
    first = view.as_of - timedelta(days=DAYS)
    answer = transaction.one("analysis/shared_places", first=first, last=view.as_of, known_at=view.known_at)["places"]
    places: list[Place] = [(setting, key, name, dict(firms)) for setting, key, name, firms in answer]
    double = transaction.one("analysis/double_rosters", known_at=view.known_at)["pairs"]
    cases = _cases_by_firm(transaction, view)
    clean = sorted(clean_firms(places, double, cases).items(), key=lambda item: _nearest(item[1], item[0]))
    pairs = sorted(joined_firms(places, double, cases).items(), key=lambda item: _order(item[0], item[1], cases))
    page, told = pairs[offset : offset + limit], clean[:limit]
    shown = {*cases, *(firm for pair, _ in page for firm in pair), *(firm for firm, _ in told)}
    shown |= {other for _, one in told for other in _through(one)}
    names: dict[str, str] = dict(transaction.one("tracing/names", people=[], groups=sorted(shown))["groups"])
    return {
        **view.to_document(),
        "from": first.isoformat(),
        "infected": [
            {"key": firm, "company": names[firm], "cases": number}
            for firm, number in sorted(cases.items(), key=lambda item: (-item[1], item[0]))
        ],
        "clean_total": {str(hop): sum(one.hops == hop for _, one in clean) for hop in range(1, HOPS + 1)},
        "clean": [_clean(firm, one, names) for firm, one in told],
        "total": len(pairs),
        "limit": limit,
        "offset": offset,
        "pairs": [_pair(pair, joint, names, cases) for pair, joint in page],
    }


def joined_firms(
    places: Iterable[Place], double: Iterable[Sequence[Any]], infected: Collection[str]
) -> dict[tuple[str, str], Joint]:
    """Return what joins infected firms with others, by the keys of both in order."""
    joints: dict[tuple[str, str], Joint] = defaultdict(Joint)
    for setting, key, name, firms in places:
        for one in firms.keys() & infected:
            for other in firms:
                if other != one and (other not in infected or one < other):
                    pair = (one, other) if one < other else (other, one)
                    joints[pair].places.append((setting, key, name, firms[one] + firms[other]))
    for one, other, people in double:
        if one in infected or other in infected:
            joints[one, other].people += people
    return dict(joints)


def clean_firms(
    places: Sequence[Place], double: Sequence[Sequence[Any]], infected: Collection[str]
) -> dict[str, Clean]:
    """Return the clean firms up to HOPS from an infected one."""
    # Who is on two rosters joins two firms as a place of these two would.
    meeting = [(setting, set(firms), 1) for setting, _, _, firms in places]
    meeting += [("person", {one, other}, people) for one, other, people in double]
    found: dict[str, Clean] = {}
    reached = nearer = set(infected)
    for hop in range(1, HOPS + 1):
        new: dict[str, Clean] = {}
        for setting, firms, number in meeting:
            if sources := firms & nearer:
                for firm in firms - reached:
                    clean = new.setdefault(firm, Clean(hop))
                    clean.joined_by[setting] += number
                    clean.through.update(dict.fromkeys(sources, number))
        found |= new
        nearer = set(new)
        reached = reached | nearer
    return found


def _nearest(clean: Clean, firm: str) -> tuple[int, int, int, str]:
    """Order clean firms by hops, then by what joins closely, then by houses."""
    houses = clean.joined_by["house"]
    return clean.hops, houses - clean.joined_by.total(), -houses, firm


def _clean(firm: str, clean: Clean, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "key": firm,
        "company": names[firm],
        "hops": clean.hops,
        "joined_by": dict(sorted(clean.joined_by.items())),
        "through": [names[other] for other in _through(clean)],
        "through_total": len(clean.through),
    }


def _through(clean: Clean) -> list[str]:
    """Return the firms by which a clean one is most joined."""
    return sorted(clean.through, key=lambda other: (-clean.through[other], other))[:THROUGH_NAMED]


def _cases_by_firm(transaction: Transaction, view: View) -> dict[str, int]:
    """Return the number of people with a case of the last days, by the firms on whose rosters they are."""
    found = outbreak(transaction, view)
    last = view.as_of.toordinal()
    persons = {case.person for case in found.cases if case.anchor > last - DAYS}
    records = [record for person in persons for record in found.people.records(person)]
    if not records:
        return {}
    work = employment(transaction, records, day=view.as_of, known_at=view.known_at)
    firms = {(found.people.person(record), place.company) for record, place in work.items() if place.company}
    return dict(Counter(str(company) for _, company in firms))


def _order(pair: tuple[str, str], joint: Joint, cases: Mapping[str, int]) -> tuple[bool, int, tuple[str, str]]:
    """Pairs of an infected and a clean firm first, then those of two infected ones; then by how much joins them."""
    return (all(firm in cases for firm in pair), -(len(joint.places) + joint.people), pair)


def _pair(pair: tuple[str, str], joint: Joint, names: Mapping[str, str], cases: Mapping[str, int]) -> dict[str, Any]:
    largest = sorted(joint.places, key=lambda place: (-place[3], place[1]))[:PLACES_NAMED]
    return {
        "companies": [{"key": firm, "company": names[firm], "cases": cases.get(firm, 0)} for firm in pair],
        "joined_by": dict(sorted(joint.settings.items())),
        "places": [
            {"setting": setting, "key": key, "name": name, "workers": workers}
            for setting, key, name, workers in largest
        ],
    }
