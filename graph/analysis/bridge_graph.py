"""Workshops (or firms), the people who worked there and the places that those people were in, as one graph.

Every person is joined to the workshops where he worked and to the rooms, houses and vehicles that the rule set counts
at level 1; who declared a meeting, to the other. A place is one vertex for each stretch of days in which people
followed each other without a gap, so that nobody is joined to somebody who left before he came. A room is joined to its
house, so that without the room its people are cut from both. Shifts are not told apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from graph.analysis.betweenness import without_dead_ends
from graph.analysis.roster import NONE, Roster
from graph.tracing.days import STILL

Between = Literal["workshop", "company"]
PLACES = ("room", "house", "vehicle")
Pairs = tuple[NDArray[Any], NDArray[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """People, places and units as vertices, without those that cannot lie between two units.

    ``kind`` says what a vertex is and ``key`` which person or group; ``units`` are the vertices of all units, joined or
    not.
    """

    graph: csr_array[Any]
    kind: tuple[str, ...]
    key: tuple[str, ...]
    units: NDArray[np.intp]

    def neighbours(self, vertex: int) -> list[int]:
        """Return the vertices beside one."""
        start, end = self.graph.indptr[vertex], self.graph.indptr[vertex + 1]
        found: list[int] = self.graph.indices[start:end].tolist()
        return found

    def by_key(self, vertices: Iterable[int]) -> tuple[int, ...]:
        """Return vertices in the order of their keys."""
        return tuple(sorted(vertices, key=lambda vertex: self.key[vertex]))


def network_of(found: Roster, settings: frozenset[str], between: Between) -> Network:
    """Return the graph of the roster's own people, the places they were in and their workshops or firms."""
    mine = found.own[found.person]
    people, last_person = found.person, len(found.people)
    at_place = mine & found.of_settings(settings & set(PLACES))[found.group]
    at_unit = mine & found.of_settings({between})[found.group]
    place, stretches = _stretches(found, at_place)
    pairs: list[Pairs] = [(people[at_place & found.direct], last_person + place[found.direct[at_place]])]
    pairs += _rooms_in_houses(found, at_place, place, last_person)
    units, of_unit = np.unique(found.group[at_unit], return_inverse=True)
    first_unit = last_person + len(stretches)
    pairs.append((people[at_unit], first_unit + of_unit))
    if "met" in settings:
        pairs.append(_met(found, mine))
    ends = [np.concatenate(side).astype(np.intp) for side in zip(*pairs, strict=True)]
    size = first_unit + len(units)
    whole = _symmetric(ends[0], ends[1], size)
    left = without_dead_ends(whole, np.arange(first_unit, size))
    kind = np.array(
        ["worker"] * last_person + [found.groups[group][0] for group in stretches] + [between] * len(units),
        dtype=object,
    )
    key = np.array(
        [*found.people, *(found.groups[group][1] for group in stretches), *(found.groups[group][1] for group in units)],
        dtype=object,
    )
    return Network(
        graph=csr_array(whole[left][:, left]),
        kind=tuple(kind[left]),
        key=tuple(key[left]),
        units=np.flatnonzero(np.flatnonzero(left) >= first_unit),
    )


def _stretches(found: Roster, chosen: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return, of the stays chosen, the stretch that each is in, and of each stretch its group.

    A stretch ends where all who were in a place have left before the next came.
    """
    group, first, last = (side[chosen].astype(np.int64) for side in (found.group, found.first, found.last))
    order = np.lexsort((first, group))
    apart = np.int64(STILL + 1)  # so that no day of one group reaches into the next
    until = np.maximum.accumulate(group[order] * apart + last[order])
    since = group[order] * apart + first[order]
    opening = np.ones(len(order), dtype=np.bool_)
    opening[1:] = since[1:] > until[:-1]
    stretch = np.empty(len(order), dtype=np.intp)
    stretch[order] = np.cumsum(opening) - 1
    return stretch, group[order][opening].astype(np.intp)


def _rooms_in_houses(found: Roster, chosen: NDArray[np.bool_], place: NDArray[np.intp], offset: int) -> list[Pairs]:
    """Return the pairs of a room's and its house's stretch: those that one stay is in, as a room's and as a house's."""
    rows = np.flatnonzero(chosen)
    house = place[~found.direct[rows]]
    smaller = found.source[rows[~found.direct[rows]]]
    at = np.full(len(found.person), NONE, dtype=np.intp)
    at[rows] = place
    room = at[smaller]
    counted = room != NONE
    return [(offset + room[counted], offset + house[counted])] if counted.any() else []


def _met(found: Roster, mine: NDArray[np.bool_]) -> Pairs:
    """Return the pairs of people who declared a meeting; both are the roster's own."""
    rows = np.flatnonzero(mine & found.of_settings({"met"})[found.group])
    rows = rows[np.argsort(found.group[rows], kind="stable")]
    both = np.flatnonzero(found.group[rows][1:] == found.group[rows][:-1])
    return found.person[rows[both]].astype(np.intp), found.person[rows[both + 1]].astype(np.intp)


def _symmetric(one: NDArray[np.intp], other: NDArray[np.intp], size: int) -> csr_array[Any]:
    apart = one != other
    ends = np.concatenate([one[apart], other[apart]]), np.concatenate([other[apart], one[apart]])
    graph = csr_array(coo_array((np.ones(len(ends[0])), ends), shape=(size, size)))
    graph.data[:] = 1.0
    return graph
