"""Common source: where some cases were together while they can have been infected, held against chance.

A setting is a group (or a declared meeting's place is not: meetings join two) of which at least two of the cases were
members on a day of their own days of infection. How common it is among everybody is taken from the roster: of N people
with a membership in the time, K were members of the group, so that among n cases drawn by chance k or more would be
members with the hypergeometric probability P. Groups are ordered by P, then by size. P is of each group alone: the
number of groups looked at is given, and P times that number bounds the chance that any one would show it (Bonferroni).

The smallest set: the fewest groups to which the most cases belong, searched exactly up to MOST_TOGETHER groups among
the best CANDIDATES, of equal ones that with the fewest people.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from graph.analysis.infected import Infected, Outbreak, View, outbreak
from graph.analysis.links import Whereabouts, whereabouts
from graph.analysis.persons import all_persons
from graph.database import Transaction
from graph.errors import Invalid
from graph.people import brief, cards
from graph.tracing.days import Days, hull, iso, overlap, union

MOST_CASES = 500
MOST_TOGETHER = 3
CANDIDATES = 40
KINDS = ("WORKS_IN", "LIVES_IN", "RIDES")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A group that cases shared: which of them (places in the list of cases), when any was there, how many people."""

    setting: str
    group: str
    cases: frozenset[int]
    days: Days
    people: int
    chance: float


def common_sources(
    transaction: Transaction, view: View, keys: Sequence[str], *, limit: int, offset: int
) -> dict[str, Any]:
    """Return the document of what some cases have in common. Raises Invalid for fewer than two or too many."""
    if not 2 <= len(set(keys)) <= MOST_CASES:
        raise Invalid(
            f"Name 2 to {MOST_CASES} cases, by their keys.",
            f"Hãy nêu từ 2 đến {MOST_CASES} ca bệnh, bằng khóa ca bệnh.",
            field="cases",
        )
    found = outbreak(transaction, view, only=set(keys))
    where = whereabouts(transaction, view, found)
    shared = _shared(found.cases, where)
    total, sizes = _sizes(transaction, view, found, [group for _, group in shared])
    sources = sorted(
        (
            Source(
                setting=setting,
                group=group,
                cases=frozenset(there),
                days=union(span for spans in there.values() for span in spans),
                people=sizes[group],
                chance=at_least(len(there), total=total, members=sizes[group], drawn=len(found.cases)),
            )
            for (setting, group), there in shared.items()
        ),
        key=lambda source: (source.chance, source.people, source.group),
    )
    together = smallest_set(sources, len(found.cases))
    return _document(transaction, view, found, sources, together, total=total, limit=limit, offset=offset)


def _shared(cases: Sequence[Infected], where: Whereabouts) -> dict[tuple[str, str], dict[int, list[tuple[int, int]]]]:
    """Return, by (setting, group), the cases there on their days of infection with the days; at least two persons."""
    of_person: dict[str, list[int]] = defaultdict(list)
    for place, case in enumerate(cases):
        of_person[case.person].append(place)
    found: dict[tuple[str, str], dict[int, list[tuple[int, int]]]] = {}
    for group, stays in where.stays.items():
        there: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for stay in stays if group[0] != "village" else ():
            for place in of_person[stay.person]:
                if days := overlap((stay.first, stay.last), cases[place].infection):
                    there[place].append(days)
        if len({cases[place].person for place in there}) > 1:
            found[group] = dict(there)
    return found


def _sizes(
    transaction: Transaction, view: View, found: Outbreak, groups: Sequence[str]
) -> tuple[int, Mapping[str, int]]:
    """Return how many people had a membership on the days of infection, and how many were members of each group."""
    if not found.cases:  # all fell ill after the day seen from
        return 0, {}
    first, last = (date.fromordinal(day) for day in hull(case.infection for case in found.cases))
    asked = {"companies": None, "first": first, "last": last, "known_at": view.known_at}
    everyone = transaction.one("analysis/population", kinds=list(KINDS), **asked)
    exposed = transaction.one("analysis/exposed", groups=sorted(groups), **asked)["groups"]
    persons = all_persons(transaction, known_at=view.known_at)
    return persons.count(everyone["records"], everyone["joined"]), {
        key: persons.count(records, joined) for key, records, joined in exposed
    }


def at_least(seen: int, *, total: int, members: int, drawn: int) -> float:
    """Return the chance that of ``drawn`` people out of ``total``, ``seen`` or more are among the ``members``.

    Exact, of the hypergeometric distribution.

    >>> at_least(2, total=4, members=2, drawn=2) == 1 / 6
    True
    """
    if drawn > total:  # cases without any membership: nothing can be said
        return 1.0
    ways = sum(
        math.comb(members, number) * math.comb(total - members, drawn - number)
        for number in range(seen, min(members, drawn) + 1)
    )
    return ways / math.comb(total, drawn)


def smallest_set(sources: Sequence[Source], cases: int) -> tuple[Source, ...]:
    """Return the fewest groups that the most cases belong to, exactly up to MOST_TOGETHER groups."""
    best: tuple[Source, ...] = ()
    covered = 0
    tried = sources[:CANDIDATES]
    for number in range(1, MOST_TOGETHER + 1):
        if covered == cases:
            break
        for some in combinations(tried, number):
            union_of = frozenset[int]().union(*(source.cases for source in some))
            size = sum(source.people for source in some)
            better = len(union_of) > covered
            alike = len(union_of) == covered and number == len(best) and size < sum(one.people for one in best)
            if better or alike:
                best, covered = some, len(union_of)
    return best


def _document(
    transaction: Transaction,
    view: View,
    found: Outbreak,
    sources: Sequence[Source],
    together: Sequence[Source],
    *,
    total: int,
    limit: int,
    offset: int,
) -> dict[str, Any]:
    page = sources[offset : offset + limit]
    named = sorted({source.group for source in (*page, *together)})
    names: dict[str, str] = dict(transaction.one("tracing/names", people=[], groups=named)["groups"])
    people = cards(transaction, {case.record for case in found.cases}, day=view.as_of, known_at=view.known_at)

    def shown(source: Source) -> dict[str, Any]:
        return {
            "setting": source.setting,
            "group": {"key": source.group, "name": names[source.group]},
            "cases": len(source.cases),
            "keys": [found.cases[place].key for place in sorted(source.cases)],
            "people": source.people,
            "chance": source.chance,
            "from": iso(source.days[0][0]),
            "to": iso(source.days[-1][1]),
        }

    covered = frozenset[int]().union(*(source.cases for source in together))
    return {
        **view.to_document(),
        "cases": [
            {
                "key": case.key,
                "person": brief(people[case.record].to_document()),
                "infected": {"from": iso(case.infection[0]), "to": iso(case.infection[1])},
            }
            for case in found.cases
        ],
        "people": total,
        "total": len(sources),
        "limit": limit,
        "offset": offset,
        "sources": [shown(source) for source in page],
        "smallest_set": {"cases": len(covered), "sources": [shown(source) for source in together]},
    }
