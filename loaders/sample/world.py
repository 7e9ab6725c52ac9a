"""The people of the sample: who works, lives and rides where, and what changes from one roster to the next."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from loaders.sample.dice import Dice, Weighted
from loaders.sample.firms import Firm, Team, make_firms
from loaders.sample.identifiers import Identifiers
from loaders.sample.lodging import Lodgings, Room
from loaders.sample.names import KNOWN_NAME, folded, full_name
from loaders.sample.places import BAC_GIANG, HOME_COMMUNES, PROVINCES, VILLAGES, Province

ONE_DAY = timedelta(days=1)
_VACCINES = ("AstraZeneca", "AstraZeneca", "Pfizer", "Vero Cell", "Moderna")
_JOBS = ("Công nhân", "Công nhân", "Công nhân", "Tổ trưởng", "Kiểm hàng", "Kỹ thuật", "Bảo trì")


@dataclass(slots=True)
class Membership:
    """One membership as the files tell it."""

    setting: str
    group: str
    since: date | None
    until: date | None = None
    shift: str | None = None


@dataclass(slots=True)
class Worker:
    """One row of a roster: a person's employment at one firm; ``person`` is shared by the records of one person."""

    id: int
    person: int
    firm: Firm
    code: str
    name: str
    female: bool
    birth_date: date
    province: Province
    citizen_id: str | None
    phone: str | None
    home_address: str
    team: Team
    position: str
    since: date | None
    room: Room | None = None
    residence: str | None = None
    residence_since: date | None = None
    housemates: str | None = None
    travel: str | None = None
    vehicle: str | None = None
    doses: list[tuple[date, str]] = field(default_factory=list)
    left: date | None = None
    gone: bool = False
    memberships: list[Membership] = field(default_factory=list)

    def now(self, setting: str) -> Membership | None:
        """Return the membership of this kind that is open."""
        return next((m for m in self.memberships if m.setting == setting and m.until is None), None)


class World:
    """A whole park. Everything is drawn from the seed, in one fixed order."""

    def __init__(self, *, workers: int, companies: int, seed: int, as_of: date) -> None:
        self.seed = seed
        self.as_of = as_of
        self._ids = Identifiers(seed)
        self._dice = Dice(seed, "people")
        self._provinces = Weighted(PROVINCES)
        self._villages = Weighted(VILLAGES)
        self._lodgings = Lodgings(seed)
        self._open_rooms: list[Room] = []
        self._persons = 0
        self.firms = make_firms(seed, workers=workers, companies=companies, identifiers=self._ids)
        self.workers: list[Worker] = []
        self.by_firm: dict[int, list[Worker]] = {firm.number: [] for firm in self.firms}
        for firm in self.firms:
            for team in firm.teams:
                for _ in range(team.size):
                    self._hire(firm, team, since=None)
        self._second_jobs()
        self.index = self._index_case()
        self._house_everyone()
        self._buses()
        for worker in self.workers:
            self._housemates(worker)

    def _hire(self, firm: Firm, team: Team, *, since: date | None, first: bool = True) -> Worker:
        dice = self._dice
        female = dice.chance(0.62)
        province = self._provinces.draw(dice)
        born = date(dice.between(1976, 2002), 1, 1) + timedelta(days=dice.below(365))
        name = full_name(dice, female=female, region=province.region)
        number = len(self.workers)
        self._persons += 1
        worker = Worker(
            id=number,
            person=self._persons,
            firm=firm,
            code=f"{firm.code_prefix}{len(self.by_firm[firm.number]) + 1:05d}",
            name=name,
            female=female,
            birth_date=born,
            province=province,
            citizen_id=self._citizen_id(province, female, born),
            phone=self._ids.phone() if dice.chance(0.92) else None,
            home_address=f"Xã {dice.pick(HOME_COMMUNES)}, {province.name}",
            team=team,
            position=dice.pick(_JOBS),
            since=since or self._entry(firm),
        )
        if dice.chance(0.06):
            worker.doses = [(self.as_of - timedelta(days=dice.between(5, 40)), dice.pick(_VACCINES))]
        self.workers.append(worker)
        self.by_firm[firm.number].append(worker)
        given = worker.since if first or worker.since else None
        worker.memberships.append(Membership("team", team.id, given, shift=team.shift))
        return worker

    def _citizen_id(self, province: Province, female: bool, born: date) -> str | None:  # noqa: FBT001
        roll = self._dice.random()
        if roll < 0.03:
            return None
        if roll < 0.17:
            return self._ids.old_identity_card(province)
        return self._ids.citizen_id(province, female=female, birth_year=born.year)

    def _entry(self, firm: Firm) -> date | None:
        if not self._dice.chance(firm.with_since):
            return None
        return self.as_of - timedelta(days=self._dice.between(10, 1400))

    def _second_jobs(self) -> None:
        """A few people are on the rosters of two firms: one citizen ID, one name."""
        if len(self.firms) < 2:
            return
        for worker in self.workers[7::499]:
            other = self.by_firm[(worker.firm.number + 1) % len(self.firms)][-1]
            if other.citizen_id and worker.citizen_id and len(self.by_firm[other.firm.number]) > 3:
                other.person, other.name, other.female = worker.person, worker.name, worker.female
                other.birth_date, other.citizen_id, other.phone = worker.birth_date, worker.citizen_id, worker.phone

    def _index_case(self) -> Worker:
        """The one worker called Đặng Thị Đào is of the first firm's first team."""
        case = self.workers[0]
        for worker in self.workers:
            if folded(worker.name) == folded(KNOWN_NAME):
                worker.name = "Đặng Thị Hoa"
        case.name, case.female = KNOWN_NAME, True
        case.birth_date = date(1995, 8, 5)
        case.citizen_id = self._ids.citizen_id(BAC_GIANG, female=True, birth_year=1995)
        case.phone = case.phone or self._ids.phone()
        case.position = "Công nhân"
        return case

    def _house_everyone(self) -> None:
        order = list(self.workers)
        # Lodgers come as they find a room, so that houses mix teams and firms.
        self._dice.shuffle(order)
        for worker in order:
            self._settle(worker, since=self._moved_in())

    def _moved_in(self) -> date | None:
        dice = self._dice
        return self.as_of - timedelta(days=dice.between(10, 700)) if dice.chance(0.4) else None

    def _settle(self, worker: Worker, *, since: date | None) -> None:
        """Give a worker a room or a home, if the firm's file will say where."""
        dice = self._dice
        known = worker is self.index or dice.chance(worker.firm.with_residence)
        worker.room, worker.residence, worker.residence_since = None, None, None
        if not known:
            return
        worker.residence_since = since
        if worker is self.index or dice.chance(0.62):
            room = self._bed(worker)
            room.people.append(worker.id)
            worker.room, worker.residence = room, room.address
            worker.memberships.append(Membership("room", room.id, since))
        else:
            village, commune = self._villages.draw(dice)
            worker.residence = f"Thôn {village}, xã {commune}"
            worker.memberships.append(Membership("village", f"village:{village}/{commune}", since))

    def _bed(self, worker: Worker) -> Room:
        """Fill rooms one after another; a few stay open for the next, so that firms mix."""
        rooms = self._open_rooms
        if worker is self.index:
            room = self._lodgings.room()
            room.beds = 4
            rooms.append(room)
            return room
        while len(rooms) < 12:
            rooms.append(self._lodgings.room())
        index = self._dice.below(len(rooms))
        room = rooms[index]
        if len(room.people) + 1 >= room.beds:
            rooms[index] = rooms[-1]
            rooms.pop()
        return room

    def _buses(self) -> None:
        """A firm's buses of 16 to 45 seats collect workers of neighbouring teams; others ride their own motorbike."""
        dice = self._dice
        for firm in self.firms:
            route, seats, taken = 1, dice.between(16, 45), 0
            has_bus = firm.size >= 40
            for worker in self.by_firm[firm.number]:
                self._travel(worker, route if has_bus else None)
                if worker.vehicle is not None and worker.vehicle.startswith("vehicle:xe"):
                    taken += 1
                    if taken >= seats:
                        route, seats, taken = route + 1, dice.between(16, 45), 0

    def _travel(self, worker: Worker, route: int | None) -> None:
        dice = self._dice
        if worker is not self.index and not dice.chance(worker.firm.with_vehicle):
            return
        roll = 0.0 if worker is self.index else dice.random()
        if roll < 0.4 and route is not None:
            worker.travel = f"Xe ca số {route}"
            worker.vehicle = f"vehicle:xe/{worker.firm.number}/{route}"
        elif roll < 0.8:
            plate = self._ids.motorbike(worker.province)
            worker.travel, worker.vehicle = f"Xe máy {plate}", f"vehicle:{plate}"
        else:
            worker.travel = dice.pick(
                ("Xe máy", "Đi bộ", "Xe đạp điện", "Đi cùng chồng" if worker.female else "Xe máy")
            )
        if worker.vehicle:
            worker.memberships.append(Membership("vehicle", worker.vehicle, None))

    def _housemates(self, worker: Worker) -> None:
        """Half of the rows with a room name those who share it, and some a spouse who is on no roster."""
        dice = self._dice
        if worker.room is None or not (worker is self.index or dice.chance(0.5)):
            return
        others = [self.workers[number] for number in worker.room.people if number != worker.id]
        named = [self._written(other) for other in others[:3]]
        if len(others) + 1 < worker.room.beds and dice.chance(0.25):
            spouse = full_name(dice, female=not worker.female, region=worker.province.region)
            if folded(spouse) != folded(KNOWN_NAME):
                named.append(f"{spouse} {worker.birth_date.year + dice.between(-4, 4)}")
        worker.housemates = "; ".join(named) or None

    def _written(self, other: Worker) -> str:
        parts = [other.name, str(other.birth_date.year)]
        if other.phone and self._dice.chance(0.6):
            parts.append(other.phone)
        return " ".join(parts)

    def go_on(self, day: date) -> None:
        """Let the days pass until the next roster: people move, leave and are hired (less than a tenth of a firm)."""
        dice = self._dice
        for firm in self.firms:
            here = [worker for worker in self.by_firm[firm.number] if not worker.gone]
            for worker in here:
                if worker.left is not None:
                    worker.gone = True
                    continue
                if worker is self.index:
                    continue
                roll = dice.random()
                if roll < 0.03 and len(firm.teams) > 1:
                    self._change_team(worker, day)
                elif roll < 0.05 and worker.room is not None:
                    self._change_room(worker, day)
                elif roll < 0.06 and len(here) > 20:
                    self._leave(worker, day)
            for _ in range(int(len(here) * 0.015)):
                worker = self._hire(firm, dice.pick(firm.teams), since=day - timedelta(days=dice.below(3)))
                self._settle(worker, since=day)
                self._travel(worker, None)

    def _change_team(self, worker: Worker, day: date) -> None:
        others = [team for team in worker.firm.teams if team is not worker.team]
        start = day - timedelta(days=self._dice.below(3))
        before = worker.now("team")
        if before is None or (before.since is not None and before.since >= start):
            return
        before.until = start - ONE_DAY
        worker.team = self._dice.pick(others)
        worker.since = start
        worker.memberships.append(Membership("team", worker.team.id, start, shift=worker.team.shift))

    def _change_room(self, worker: Worker, day: date) -> None:
        before = worker.now("room")
        if before is None or worker.room is None or (before.since is not None and before.since >= day):
            return
        before.until = day - ONE_DAY
        worker.room.people.remove(worker.id)
        room = self._bed(worker)
        room.people.append(worker.id)
        worker.room, worker.residence, worker.residence_since, worker.housemates = room, room.address, day, None
        worker.memberships.append(Membership("room", room.id, day))

    def _leave(self, worker: Worker, day: date) -> None:
        """Half are simply missing from the next roster, half are on it with the last day they worked."""
        work, bus = worker.now("team"), worker.now("vehicle")
        last = day - ONE_DAY
        if self._dice.chance(0.5):
            last = day - timedelta(days=self._dice.between(0, 1))
            worker.left = last
        else:
            worker.gone = True
        if work is not None:
            work.until = last
        if bus is not None and bus.group.startswith("vehicle:xe"):
            bus.until = last

    def roster(self, firm: Firm) -> Iterator[Worker]:
        """Return who is on the firm's present roster, in the order of the teams."""
        here = [worker for worker in self.by_firm[firm.number] if not worker.gone]
        yield from sorted(here, key=lambda worker: (worker.team.id, worker.id))
