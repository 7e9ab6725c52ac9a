"""The roster of a period as arrays: who was in which group on which days, read once for whole-graph work.

A stay is one membership as far as the period goes, carried up to the larger groups that its group counts in (a team's
to the workshop and the company, a room's to the house; a village carries nobody). People, groups and shifts are
numbers; records that are one person are one number. A declared meeting is a group of two of the setting ``met``.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.analysis.infected import View
from graph.analysis.persons import Persons, all_persons
from graph.database import Transaction
from graph.tracing.days import ALWAYS, STILL, ordinal

Ints = NDArray[np.int32]
K = TypeVar("K", str, tuple[str, str])
#: The number of a shift that is not known: it meets all.
ANY_SHIFT = -1
#: The number of the larger group of a group that has none.
NONE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """People, groups, and one entry a stay in ``person``, ``group``, ``first``, ``last`` (ordinals) and ``shift``.

    ``groups`` are (setting, key), ``larger`` the number of each one's next larger group. ``direct`` marks the stays
    that are memberships of the group itself; ``source`` names of the others the stay that they are carried up from.
    ``own`` marks the people whom the roster was asked for; the others share a group with them.
    """

    people: tuple[str, ...]
    number: dict[str, int]  #: of every record, the number of its person
    own: NDArray[np.bool_]
    groups: tuple[tuple[str, str], ...]
    larger: Ints
    shifts: tuple[str, ...]
    person: Ints
    group: Ints
    first: Ints
    last: Ints
    shift: Ints
    direct: NDArray[np.bool_]
    source: NDArray[np.intp]

    def of_settings(self, settings: Collection[str]) -> NDArray[np.bool_]:
        """Return which groups are of these settings."""
        return np.array([setting in settings for setting, _ in self.groups], dtype=np.bool_)

    def numbers(self, keys: Collection[str]) -> Ints:
        """Return the numbers of the groups of these keys; unknown keys are left out."""
        wanted = set(keys)
        return np.array([n for n, (_, key) in enumerate(self.groups) if key in wanted], dtype=np.int32)

    def members(self, chosen: NDArray[np.bool_]) -> csr_array[Any]:
        """Return people x groups: 1 where a person was ever in a group, over the stays chosen."""
        shape = len(self.people), len(self.groups)
        return incidence(self.person[chosen], self.group[chosen], shape)


def incidence(rows: Ints, columns: Ints, shape: tuple[int, int]) -> csr_array[Any]:
    """Return the matrix with 1 in these places, however often each is named."""
    found = csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)
    found.data[:] = 1.0
    return found


def roster(
    transaction: Transaction, view: View, *, first: date, last: date | None, companies: Sequence[str] | None = None
) -> Roster:
    """Return the roster of a period: of everybody, or of these firms' workers and all who share a group with them or
    met them.

    ``last`` None: no end, for days ahead. Days before ``first`` and after ``last`` are cut off.
    """
    period = {"first": first, "last": last, "known_at": view.known_at}
    workers, keys = None, None
    if companies is not None:
        firm = transaction.one("analysis/firm_groups", companies=list(companies), **period)
        workers, keys = firm["workers"], sorted(set(firm["groups"]))
    answer = transaction.one("analysis/roster", groups=keys, **period)
    persons = all_persons(transaction, known_at=view.known_at)
    reading = _Reading(persons, first.toordinal(), STILL if last is None else last.toordinal())
    for entry in answer["groups"]:
        reading.take(entry)
    inside = None if workers is None else set(workers)
    for key, since, until, one, other in answer["meetings"]:
        # Who met a worker of the firm is there, though in no group with anybody.
        if inside is None or {one, other} & inside or {one, other} <= reading.number.keys():
            reading.meet(key, since, until, (one, other))
    return reading.roster(workers)


class _Reading:
    """What has been read so far: lists that become arrays."""

    def __init__(self, persons: Persons, first: int, last: int) -> None:
        self._persons = persons
        self._days = first, last
        self._people: dict[str, int] = {}
        self.number: dict[str, int] = {}
        self._groups: dict[tuple[str, str], int] = {}
        self._larger: dict[int, int] = {}
        self._shifts: dict[str, int] = {}
        self._stays: list[tuple[int, int, int, int, int]] = []  # group, first, last, shift, how many people
        self._members: list[int] = []

    def take(self, entry: dict[str, Any]) -> None:
        group = self._group(entry["setting"], entry["key"])
        for smaller, setting, key in (
            (group, entry["larger_setting"], entry["larger"]),
            (None, entry["largest_setting"], entry["largest"]),
        ):
            if key is not None and setting != "village":
                below = smaller if smaller is not None else self._larger[group]
                self._larger[below] = self._group(setting, key)
        for since, until, shift, members in entry["spans"]:
            self._stay(group, since, until, shift, members)

    def meet(self, key: str, since: Any, until: Any, two: tuple[str, str]) -> None:
        self._stay(self._group("met", key), since, until, None, two)

    def _stay(self, group: int, since: Any, until: Any, shift: str | None, members: Sequence[str]) -> None:
        first, last = (
            max(ordinal(since, unknown=ALWAYS), self._days[0]),
            min(ordinal(until, unknown=STILL), self._days[1]),
        )
        number = ANY_SHIFT if shift is None else self._shifts.setdefault(shift, len(self._shifts))
        self._stays.append((group, first, last, number, len(members)))
        self._members += [self._person(record) for record in members]

    def _person(self, record: str) -> int:
        if record not in self.number:
            person = self._persons.person(record)
            self.number[record] = self._people.setdefault(person, len(self._people))
        return self.number[record]

    def _group(self, setting: str, key: str) -> int:
        return self._groups.setdefault((setting, key), len(self._groups))

    def roster(self, workers: Sequence[str] | None) -> Roster:
        """Number people, groups and shifts in the order of their keys, whatever order the graph gave them in.

        So one seed draws the same for the same people in every copy of a graph.
        """
        people, person_at = _ordered(self._people)
        groups, group_at = _ordered(self._groups)
        shifts, shift_at = _ordered(self._shifts)
        larger = np.full(len(groups), NONE, dtype=np.int32)
        larger[group_at[list(self._larger)]] = group_at[list(self._larger.values())]
        stays = np.array(self._stays, dtype=np.int32).reshape(-1, 5)
        entry = np.repeat(np.arange(len(stays)), stays[:, 4])
        person = person_at[self._members]
        group, first, last = group_at[stays[entry, 0]], stays[entry, 1], stays[entry, 2]
        known = stays[entry, 3] != ANY_SHIFT
        shift = np.full(len(entry), ANY_SHIFT, dtype=np.int32)
        shift[known] = shift_at[stays[entry[known], 3]]
        order = np.lexsort((shift, last, first, person, group))
        person, group, first, last, shift = (side[order] for side in (person, group, first, last, shift))
        # A stay counts in its group, in the larger one and in the largest.
        levels = [group]
        for _ in range(2):
            above = levels[-1]
            levels.append(np.where(above == NONE, NONE, larger[above]))
        every = np.concatenate(levels)
        there = every != NONE
        row = np.cumsum(there) - 1
        below = np.concatenate([np.arange(len(group)), np.arange(2 * len(group))])
        number = {record: int(person_at[place]) for record, place in self.number.items()}
        own = np.full(len(people), workers is None)
        own[[number[record] for record in workers or ()]] = True
        return Roster(
            people=people,
            number=number,
            own=own,
            groups=groups,
            larger=larger,
            shifts=shifts,
            person=np.tile(person, 3)[there],
            group=every[there],
            first=np.tile(first, 3)[there],
            last=np.tile(last, 3)[there],
            shift=np.tile(shift, 3)[there],
            direct=(np.arange(len(every)) < len(group))[there],
            source=row[below][there],
        )


def _ordered(numbered: Mapping[K, int]) -> tuple[tuple[K, ...], Ints]:
    """Return keys in order, and of each number that they had the place in it."""
    order = sorted(numbered)
    place = np.empty(len(order), dtype=np.int32)
    place[[numbered[key] for key in order]] = np.arange(len(order), dtype=np.int32)
    return tuple(order), place
