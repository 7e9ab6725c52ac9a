"""Where a row says that its worker works, lives and rides: the groups of the graph with their keys and larger ones."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

from graph.model.keys import implied_room_key, plate_key, residence_key, route_key, team_key, workshop_key
from loaders.rows import Address, Travel, WorkerRow

#: What marks the key of a room that is only implied (graph.model.keys.implied_room_key).
IMPLIED = "~cua_"
#: First words of houses that say themselves what they are.
_NOUNS = frozenset("chung khu kđt kcn ccn cụm nhà khách công số ngách ngõ hẻm đường lô dãy tòa xóm".split())
Label = Literal["Workshop", "Team", "Residence", "Vehicle"]


@dataclass(slots=True, kw_only=True)  # not frozen: see loaders/rows.py
class Place:
    """A group to be there: its node's label, key and first properties, and the key of the larger one."""

    label: Label
    key: str
    name: str
    setting: str
    kind: str | None = None
    implied: bool = False
    part_of: str | None = None

    def properties(self) -> dict[str, Any]:
        """Return the node's properties besides the key."""
        found: dict[str, Any] = {"name": self.name, "setting": self.setting}
        if self.kind is not None:
            found["kind"] = self.kind
        if self.implied:
            found["implied"] = True
        return found


def workplaces(row: WorkerRow, company: str) -> tuple[Place, ...]:
    """Return the team and workshop of a row, the smaller first; none where the worker belongs to the company directly.

    A team without a workshop cannot be told from that of another workshop and is not used (workbook.md, "The form").
    """
    return () if row.workshop is None else _workplaces(row.workshop, row.team, company)


@lru_cache(maxsize=1 << 12)
def _workplaces(name: str, team: str | None, company: str) -> tuple[Place, ...]:
    workshop = Place(label="Workshop", key=workshop_key(company, name), name=name, setting="workshop", part_of=company)
    if team is None:
        return (workshop,)
    key = team_key(workshop.key, team)
    return (Place(label="Team", key=key, name=team, setting="team", part_of=workshop.key), workshop)


def residences(address: Address, company: str) -> tuple[Place, ...]:
    """Return the room, house and village of an address, the smallest first; none where no part of it is known."""
    outside = company if address.of_firm or not (address.village or address.commune) else ""
    return _chained(replace(address, text=""), outside)


@lru_cache(maxsize=1 << 12)  # several to a room
def _chained(address: Address, company: str) -> tuple[Place, ...]:
    larger: list[Place] = []
    for place in _residences(address, company):
        larger.append(replace(place, part_of=larger[-1].key) if larger else place)
    return tuple(reversed(larger))


def _residences(address: Address, company: str) -> Iterator[Place]:
    """Yield the places of an address, the largest first."""
    house_kind: str = "dormitory" if address.dormitory else "house"
    area = {"village": address.village, "commune": address.commune}
    around = [part for part in (address.village, address.commune) if part]
    house = _house_name(address)
    if around:
        yield Place(
            label="Residence", key=residence_key(**area), name=", ".join(around), setting="village", kind="village"
        )
    if address.house:
        key = residence_key(house=address.house, company=company, **area)
        yield Place(label="Residence", key=key, name=", ".join([house, *around]), setting="house", kind=house_kind)
    if address.room:
        key = residence_key(room=address.room, house=address.house, company=company, **area)
        name = ", ".join([f"Phòng {address.room}", *([house] if house else []), *around])
        yield Place(label="Residence", key=key, name=name, setting="room", kind="room")


def _house_name(address: Address) -> str:
    """Return what a house is called: its own noun, or else the usual one, in front of the name."""
    first = address.house.partition(" ")[0].lower()
    return address.house if address.dormitory or not first or first in _NOUNS else f"Nhà trọ {address.house}"


def implied_room(worker: str, known: Place | None) -> Place:
    """Return the room that a worker shares with named housemates while no room is known.

    ``known`` is the house or village of the worker's address, if there is one.
    """
    return Place(
        label="Residence",
        key=implied_room_key(worker, within=known.key if known else None),
        name=f"Cùng phòng, {known.name}" if known else "Cùng phòng, chưa rõ địa chỉ",
        setting="room",
        kind="room",
        implied=known is None,
        part_of=known.key if known else None,
    )


def is_room(key: str) -> bool:
    """Tell whether a residence's key is that of a room, written or implied.

    >>> is_room("noi_o~203~ba-hoa~nui-hieu~quang-chau"), is_room("noi_o~~ba-hoa~nui-hieu~quang-chau")
    (True, False)
    """
    parts = key.split("~")  # noi_o~room~house~village~commune
    return IMPLIED in key or (len(parts) > 1 and parts[1] != "")


def vehicle(travel: Travel, company: str) -> Place | None:
    """Return the vehicle that a worker rides and that others can share, if it is known which."""
    if travel.plate is not None:
        kind = travel.kind or "car"
        return Place(label="Vehicle", key=plate_key(travel.plate), name=travel.plate, setting="vehicle", kind=kind)
    if travel.route is not None:
        name = f"Xe số {travel.route}" if travel.route[0].isdigit() else f"Xe tuyến {travel.route}"
        return Place(label="Vehicle", key=route_key(company, travel.route), name=name, setting="vehicle", kind="bus")
    return None
