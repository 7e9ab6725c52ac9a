"""Who meets whom on a day, over a roster: cells of people who share a group and a shift, and which cells meet.

The hazard of a day between two people of a group is -log(1 - daily rate) of its setting, so that hazards of several
days and groups add up to the score of shared/tracing.md, "Ranking". A measure stops a group (nobody is there any more:
a workshop closed with its teams, a bus that does not run, a house emptied) or splits one (its people come in two halves
that do not meet there: whole teams or rooms where it has several, else every second person).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csc_array, csr_array

from graph.analysis.roster import ANY_SHIFT, Ints, Roster, incidence

#: Of a stay in no half: it meets both.
BOTH_HALVES = -1
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """Groups that are stopped, and groups that are split, by their numbers in the roster."""

    stopped: tuple[int, ...] = ()
    split: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Day:
    """Who is where on a day: people x cells, and the hazard between cells, symmetric; ``setting`` of each cell.

    Who is in one group with two shifts meets those of both; two who both are meet twice.
    """

    at: csr_array[Any]
    hazard: csr_array[Any]
    setting: NDArray[np.str_]

    @cached_property
    def by_cell(self) -> csc_array[Any]:
        """``at`` by its columns."""
        return csc_array(self.at)

    def hazards(self, infectious: csr_array[Any]) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Return the people who meet somebody infectious, and the hazard of each (people x runs).

        ``infectious`` (all people x runs) holds 1 for who is infectious. A person's own part counts too.
        """
        of_cell = csr_array(self.hazard @ (self.at.T @ infectious))
        hot = np.flatnonzero(np.diff(of_cell.indptr))
        there = self.by_cell[:, hot]
        people = np.unique(there.indices).astype(np.intp)
        return people, np.asarray(csr_array(there)[people] @ of_cell[hot].toarray())

    def of_settings(self, settings: Collection[str]) -> "Day":
        """Return the day as far as it goes in these settings."""
        kept = np.flatnonzero(np.isin(self.setting, sorted(settings)))
        return Day(
            at=csr_array(self.at[:, kept]),
            hazard=csr_array(self.hazard[kept][:, kept]),
            setting=self.setting[kept],
        )

    def given(self, to: Bools) -> NDArray[np.float64]:
        """Return the hazard that each person would give to all others together, of those chosen."""
        own = np.asarray((self.at @ self.hazard).multiply(self.at).sum(axis=1)).reshape(-1)
        return np.asarray(self.at @ (self.hazard @ (self.at.T @ to.astype(np.float64))) - own * to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meetings:
    """The stays of a period with the cell of each; people are those of the roster."""

    person: Ints
    cell: Ints
    first: Ints
    last: Ints
    people: int
    hazard: csr_array[Any]
    setting: NDArray[np.str_]

    def starts(self, first: int, last: int) -> list[int]:
        """Return the days from ``first`` to ``last`` on which somebody is elsewhere than the day before, with
        ``first``."""
        comes = self.first[(self.first > first) & (self.first <= last)]
        gone = self.last[(self.last >= first) & (self.last < last)] + 1
        return [first, *np.union1d(comes, gone).tolist()]

    def day(self, day: int) -> Day:
        """Return who is where on a day."""
        there = (self.first <= day) & (self.last >= day)
        shape = self.people, len(self.setting)
        return Day(at=incidence(self.person[there], self.cell[there], shape), hazard=self.hazard, setting=self.setting)

    def days(self, first: int, last: int) -> Iterator[tuple[int, Day]]:
        """Yield each day, both ends included, with who is where; days alike are one object."""
        starts = set(self.starts(first, last))
        for day in range(first, last + 1):
            if day in starts:
                there = self.day(day)
            yield day, there


def meetings(
    roster: Roster, *, rates: Mapping[str, float], by_shift: Collection[str], measures: Measures | None = None
) -> Meetings:
    """Return who meets whom in the settings that have a daily rate, under measures or without.

    In those of ``by_shift`` people of different known shifts do not meet.
    """
    rows = roster.of_settings(rates)[roster.group]
    half = np.full(len(rows), BOTH_HALVES, dtype=np.int32)
    if measures is not None:
        rows = rows & ~under(roster, measures.stopped)
        half = halves(roster, measures.split)
    group, half = roster.group[rows], half[rows]
    shift = np.where(roster.of_settings(by_shift)[group], roster.shift[rows], ANY_SHIFT)
    # One number for group, shift and half: numpy finds distinct numbers much sooner than distinct rows.
    shifts = len(roster.shifts) + 1
    place = (group.astype(np.int64) * shifts + (shift + 1)) * 3 + (half + 1)
    cells, cell = np.unique(place, return_inverse=True)
    of_cell = np.stack([cells // (3 * shifts), cells // 3 % shifts - 1, cells % 3 - 1])
    return Meetings(
        person=roster.person[rows],
        cell=cell.astype(np.int32),
        first=roster.first[rows],
        last=roster.last[rows],
        people=len(roster.people),
        hazard=_hazards(of_cell, np.array([-np.log1p(-rates.get(setting, 0.0)) for setting, _ in roster.groups])),
        setting=np.array([setting for setting, _ in roster.groups], dtype=np.str_)[of_cell[0]],
    )


def under(roster: Roster, groups: Sequence[int]) -> Bools:
    """Return the stays of all memberships that count in one of some groups: who is not there is in none of them."""
    counted = np.zeros(len(roster.groups), dtype=np.bool_)
    counted[list(groups)] = True
    root = _roots(roster)
    found = np.zeros(len(root), dtype=np.bool_)
    found[root[counted[roster.group]]] = True
    return np.asarray(found[root])


def _roots(roster: Roster) -> NDArray[np.intp]:
    """Return of each stay the membership that it comes from."""
    return np.asarray(roster.source[roster.source])  # a stay is carried up twice at most


def halves(roster: Roster, groups: Sequence[int]) -> Ints:
    """Return the half, 0 or 1, that each stay in a split group or in a part of it is in.

    In a larger group that is not split (the company of a workshop) the halves still meet.
    """
    half = np.full(len(roster.group), BOTH_HALVES, dtype=np.int32)
    root = _roots(roster)
    for group in groups:
        mine = np.flatnonzero(under(roster, [group]) & roster.direct)
        parts, sizes = np.unique(roster.group[mine], return_counts=True)
        side = np.full(len(half), BOTH_HALVES, dtype=np.int32)
        if len(parts) > 1:
            side[mine] = _balanced(parts, sizes)[np.searchsorted(parts, roster.group[mine])]
        else:
            people = np.unique(roster.person[mine])
            side[mine] = np.searchsorted(people, roster.person[mine]) % 2
        found = side[root]
        inside = (found != BOTH_HALVES) & np.isin(roster.group, _parts(roster, group))
        half[inside] = found[inside]
    return half


def _parts(roster: Roster, group: int) -> list[int]:
    """Return a group and the groups in it."""
    found = [group]
    for one in found:
        found += np.flatnonzero(roster.larger == one).tolist()
    return found


def _balanced(parts: Ints, sizes: NDArray[np.intp]) -> Ints:
    """Return the half of each part, the largest first into the smaller half."""
    total, half = [0, 0], np.zeros(len(parts), dtype=np.int32)
    for place in np.lexsort((parts, -sizes)).tolist():
        side = int(total[1] < total[0])
        half[place] = side
        total[side] += int(sizes[place])
    return half


def _hazards(cells: NDArray[np.int64], of_group: NDArray[np.float64]) -> csr_array[Any]:
    """Return the hazard between cells (rows: group, shift, half): of one group, whose shifts and halves meet.

    Cells are in the order of their groups; a group has few.
    """
    size = cells.shape[1]
    pairs = [(np.arange(size), np.arange(size))]
    for distance in range(1, size):
        one = np.flatnonzero(cells[0, distance:] == cells[0, :-distance])
        if not len(one):
            break
        other = one + distance
        meets = np.ones(len(one), dtype=np.bool_)
        for row, unknown in ((1, ANY_SHIFT), (2, BOTH_HALVES)):
            mine, theirs = cells[row, one], cells[row, other]
            meets &= (mine == theirs) | (mine == unknown) | (theirs == unknown)
        pairs += [(one[meets], other[meets]), (other[meets], one[meets])]
    rows, columns = (np.concatenate(side) for side in zip(*pairs, strict=True))
    return csr_array(coo_array((of_group[cells[0, rows]], (rows, columns)), shape=(size, size)))
