"""Things that hang together: records of one person, cases of one cluster."""

from collections import defaultdict
from collections.abc import Iterable, Mapping


def joined(beside: Mapping[str, set[str]]) -> list[set[str]]:
    """Return the connected groups, in the order of their first; ``beside`` names for each its neighbours, both ways.

    >>> [sorted(group) for group in joined({"a": {"b"}, "x": set(), "b": {"a"}})]
    [['a', 'b'], ['x']]
    """
    groups: list[set[str]] = []
    seen: set[str] = set()
    for start in beside:
        if start in seen:
            continue
        group, queue = {start}, [start]
        while queue:
            fresh = beside[queue.pop()] - group
            group |= fresh
            queue += fresh
        seen |= group
        groups.append(group)
    return groups


def neighbours(pairs: Iterable[tuple[str, str]], *, alone: Iterable[str] = ()) -> dict[str, set[str]]:
    """Return the neighbours of each of some pairs, both ways; ``alone`` are in it even without any, and come first."""
    beside: dict[str, set[str]] = defaultdict(set, {key: set() for key in alone})
    for one, other in pairs:
        beside[one].add(other)
        beside[other].add(one)
    return beside
