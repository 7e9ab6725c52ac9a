"""The leak map: by which rooms, houses, vehicles and people two firms are joined, and which clean firms come next.

Two firms are joined where workers of both were members of a room, a house (with its rooms) or a vehicle in the days
before the view's day, or where one person is on both rosters. A firm is infected while it has a case whose anchor lies
in those days; a clean firm stands one hop from an infected one where they are joined, two hops where another clean firm
stands between. It says where to look first, not who is a contact: for that the days of each are held together in a
trace.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
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


def leaks_document(transaction: Transaction, view: View, *, limit: int, offset: int) -> dict[str, Any]:
    """Return the pairs of firms that are joined, those with an infected one first, and all clean firms at hand."""
    first = view.as_of - timedelta(days=DAYS)
    places = transaction.one("analysis/shared_places", first=first, last=view.as_of, known_at=view.known_at)["places"]
    double = transaction.one("analysis/double_rosters", known_at=view.known_at)["pairs"]
    joints = joined_firms(places, double)
    cases = _cases_by_firm(transaction, view)
    hops = hops_of(joints, cases)
    pairs = sorted(joints.items(), key=lambda item: _order(item[0], item[1], cases))
    page = pairs[offset : offset + limit]
    next_to = _next_to(joints, hops)
    shown = {
        *hops,
        *cases,
        *(firm for pair, _ in page for firm in pair),
        *(f for some in next_to.values() for f in some),
    }
    names: dict[str, str] = dict(transaction.one("tracing/names", people=[], groups=sorted(shown))["groups"])
    return {
        **view.to_document(),
        "from": first.isoformat(),
        "infected": [
            {"key": firm, "company": names[firm], "cases": number}
            for firm, number in sorted(cases.items(), key=lambda item: (-item[1], item[0]))
        ],
        "clean": [
            {
                "key": firm,
                "company": names[firm],
                "hops": hop,
                "through": [names[other] for other in next_to[firm]],
            }
            for firm, hop in sorted(hops.items(), key=lambda item: (item[1], item[0]))
            if hop
        ],
        "total": len(pairs),
        "limit": limit,
        "offset": offset,
        "pairs": [_pair(pair, joint, names, cases) for pair, joint in page],
    }


def joined_firms(places: Iterable[Sequence[Any]], double: Iterable[Sequence[Any]]) -> dict[tuple[str, str], Joint]:
    """Return what joins each two firms, by their keys in order."""
    joints: dict[tuple[str, str], Joint] = defaultdict(Joint)
    for setting, key, name, firms in places:
        ordered = sorted(firms)
        for number, (one, workers) in enumerate(ordered):
            for other, others in ordered[number + 1 :]:
                joints[one, other].places.append((setting, key, name, workers + others))
    for one, other, people in double:
        joints[one, other].people += people
    return dict(joints)


def hops_of(joints: Iterable[tuple[str, str]], infected: Iterable[str]) -> dict[str, int]:
    """Return how many hops firms are from an infected one, up to HOPS; the infected themselves 0.

    >>> hops_of([("a", "b"), ("b", "c"), ("c", "d")], ["a"])
    {'a': 0, 'b': 1, 'c': 2}
    """
    beside: dict[str, set[str]] = defaultdict(set)
    for one, other in joints:
        beside[one].add(other)
        beside[other].add(one)
    hops = dict.fromkeys(sorted(infected), 0)
    edge = set(hops)
    for hop in range(1, HOPS + 1):
        edge = {other for firm in edge for other in beside[firm]} - hops.keys()
        hops |= dict.fromkeys(sorted(edge), hop)
    return hops


def _next_to(joints: Iterable[tuple[str, str]], hops: Mapping[str, int]) -> dict[str, list[str]]:
    """Return the firms one hop nearer by which each clean firm is reached."""
    found: dict[str, set[str]] = defaultdict(set)
    for pair in joints:
        for firm, other in (pair, pair[::-1]):
            if firm in hops and other in hops and hops[firm] == hops[other] + 1:
                found[firm].add(other)
    return {firm: sorted(others) for firm, others in found.items()}


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


def _order(pair: tuple[str, str], joint: Joint, cases: Mapping[str, int]) -> tuple[bool, bool, int, tuple[str, str]]:
    """Pairs of an infected and a clean firm first, then those of two infected ones; then by how much joins them."""
    infected = sum(firm in cases for firm in pair)
    return (infected != 1, infected == 0, -joint.settings.total(), pair)


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
