"""Clusters: cases joined by links, directly or through others, with what one asks of each at a morning's meeting."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.analysis.infected import Infected, Outbreak, View, curve, outbreak
from graph.analysis.links import Link, links, whereabouts
from graph.database import Transaction
from graph.errors import NotFound
from graph.joined import joined, neighbours
from graph.people import Card, brief, cards
from graph.tracing.days import count, iso

#: A cluster without a new case for so many days is over: the longest incubation of COVID-19.
CLOSED_AFTER = 14
#: Growth compares the last so many days with as many before.
GROWTH_DAYS = 7
#: So many of a cluster's groups are named in the list of clusters.
GROUPS_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Cases that hang together, by anchor and key, and the links among them. Its key is that of the likely index."""

    cases: tuple[Infected, ...]
    links: tuple[Link, ...]

    @property
    def index(self) -> Infected:
        """The likely index: the earliest of the cases to whom no link leads, else the earliest of all."""
        targets = {link.target for link in self.links}
        return next((case for case in self.cases if case.key not in targets), self.cases[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Clusters:
    """All clusters of a view, the largest first, and the cases that hang together with no other."""

    found: Outbreak
    clusters: tuple[Cluster, ...]
    alone: tuple[Infected, ...]

    def holding(self, key: str) -> Cluster:
        """Return the cluster that holds a case. Raises NotFound."""
        for cluster in self.clusters:
            if any(case.key == key for case in cluster.cases):
                return cluster
        if any(case.key == key for case in self.alone):
            raise NotFound(
                f"The case {key} is linked to no other case; there is no cluster of it.",
                f"Ca {key} không liên kết với ca nào khác nên không thuộc chùm ca bệnh nào.",
                field="cluster",
            )
        raise NotFound(
            f"No cluster holds a case {key}; truyvet analyse clusters lists them.",
            f"Không có chùm ca bệnh nào chứa ca {key}; truyvet analyse clusters liệt kê các chùm.",
            field="cluster",
        )


def find_clusters(transaction: Transaction, view: View) -> Clusters:
    """Return the clusters of the cases that stand on the view's day."""
    found = outbreak(transaction, view)
    among = links(view, found, whereabouts(transaction, view, found))
    keys = [case.key for case in found.cases]
    groups = joined(neighbours(((link.source, link.target) for link in among), alone=keys))
    number_of = {key: number for number, group in enumerate(groups) for key in group}
    cases: dict[int, list[Infected]] = defaultdict(list)
    inside: dict[int, list[Link]] = defaultdict(list)
    for case in found.cases:
        cases[number_of[case.key]].append(case)
    for link in among:
        inside[number_of[link.source]].append(link)
    clusters = [
        Cluster(cases=tuple(some), links=tuple(inside[number])) for number, some in cases.items() if len(some) > 1
    ]
    return Clusters(
        found=found,
        clusters=tuple(sorted(clusters, key=lambda one: (-len(one.cases), one.cases[0].anchor, one.index.key))),
        alone=tuple(some[0] for some in cases.values() if len(some) == 1),
    )


def clusters_document(transaction: Transaction, view: View, *, limit: int, offset: int) -> dict[str, Any]:
    """Return all clusters of a view, a page of them with their facts."""
    found = find_clusters(transaction, view)
    page = found.clusters[offset : offset + limit]
    names = _Names.of(transaction, view, page)
    return {
        **view.to_document(),
        "cases": len(found.found.cases),
        "undated": found.found.undated,
        "alone": len(found.alone),
        "total": len(found.clusters),
        "limit": limit,
        "offset": offset,
        "clusters": [_facts(cluster, view, names) for cluster in page],
    }


def cluster_document(transaction: Transaction, view: View, key: str) -> dict[str, Any]:
    """Return one cluster whole, named by any of its cases: its facts, cases and links.

    Raises NotFound where no cluster has that case.
    """
    cluster = find_clusters(transaction, view).holding(key)
    names = _Names.of(transaction, view, [cluster])
    incoming = Counter(link.target for link in cluster.links)
    outgoing = Counter(link.source for link in cluster.links)
    return {
        **view.to_document(),
        **_facts(cluster, view, names),
        "cases": [
            {
                "key": case.key,
                "person": brief(names.people[case.record].to_document()),
                "anchor": iso(case.anchor),
                "window": case.window and {"from": iso(case.window[0]), "to": iso(case.window[1])},
                "links_in": incoming[case.key],
                "links_out": outgoing[case.key],
            }
            for case in cluster.cases
        ],
        "links": [_link(link, names) for link in cluster.links],
    }


@dataclass(frozen=True, slots=True)
class _Names:
    """Cards of the cases' records and names of the groups, for some clusters."""

    people: Mapping[str, Card]
    groups: Mapping[str, str]

    @classmethod
    def of(cls, transaction: Transaction, view: View, clusters: Sequence[Cluster]) -> "_Names":
        records = {case.record for cluster in clusters for case in cluster.cases}
        groups = {one.group for cluster in clusters for link in cluster.links for one in link.shared}
        answer = transaction.one("tracing/names", people=[], groups=sorted(groups))
        return cls(
            people=cards(transaction, records, day=view.as_of, known_at=view.known_at), groups=dict(answer["groups"])
        )


def _facts(cluster: Cluster, view: View, names: _Names) -> dict[str, Any]:
    """Return what the list of clusters says of each."""
    cases, index, today = cluster.cases, cluster.index, view.as_of.toordinal()
    last = cases[-1].anchor
    firms = Counter(names.people[case.record].company for case in cases)
    places = _places(cluster)
    return {
        "key": index.key,
        "name": _name(places, firms, names),
        "size": len(cases),
        "active": today - last < CLOSED_AFTER,
        "first": iso(cases[0].anchor),
        "last": iso(last),
        "growth": {
            "days": GROWTH_DAYS,
            "last": sum(today - GROWTH_DAYS < case.anchor for case in cases),
            "before": sum(today - 2 * GROWTH_DAYS < case.anchor <= today - GROWTH_DAYS for case in cases),
        },
        "curve": curve(cases),
        "companies": [
            {"company": name, "cases": number}
            for name, number in sorted(firms.items(), key=lambda item: (-item[1], item[0] or "~"))
        ],
        "groups": [
            {"setting": setting, "key": key, "name": names.groups.get(key), "cases": number}
            for (setting, key), number in places[:GROUPS_NAMED]
        ],
        "links": len(cluster.links),
        "index": {"key": index.key, "person": brief(names.people[index.record].to_document()), "on": iso(index.anchor)},
    }


def _places(cluster: Cluster) -> list[tuple[tuple[str, str], int]]:
    """Return the groups behind the links with the number of their cases, most cases first, then the smaller unit."""
    members: dict[tuple[str, str], set[str]] = defaultdict(set)
    for link in cluster.links:
        for one in link.shared:
            members[one.setting, one.group] |= {link.source, link.target}
    order = ("room", "team", "vehicle", "met", "house", "workshop", "company")
    found = [(place, len(keys)) for place, keys in members.items()]
    return sorted(found, key=lambda item: (-item[1], order.index(item[0][0]), item[0][1]))


def _name(places: Sequence[tuple[tuple[str, str], int]], firms: Mapping[str | None, int], names: _Names) -> str:
    """Return a name to speak of a cluster by: where most of its links are, and the firm of most cases."""
    place = next((names.groups[key] for (_, key), _ in places if key in names.groups), None)
    firm = max(firms, key=lambda name: (firms[name], name or ""), default=None)
    return " · ".join(part for part in (place, firm if firm != place else None) if part) or "?"


def _link(link: Link, names: _Names) -> dict[str, Any]:
    return {
        "from": link.source,
        "to": link.target,
        "shared": [
            {
                "setting": one.setting,
                "group": {"key": one.group, "name": names.groups.get(one.group)},
                "from": iso(one.days[0][0]),
                "to": iso(one.days[-1][1]),
                "days": count(one.days),
            }
            for one in link.shared
        ],
        "days": count(link.days),
    }
