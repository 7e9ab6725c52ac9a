"""Firms of an industrial park: names, sizes, workshops, teams and shifts.

Sizes follow those of Bắc Giang in 2021 (3,726 firms, 269,000 workers: many small ones, a few of thousands); workshops
of 30 to 400 and teams of 15 to 45 are usual for sewing and electronics (values of our own, as no source gives them).
"""

import math
from dataclasses import dataclass

from loaders.sample.dice import Dice, shares
from loaders.sample.identifiers import Identifiers

_FORMS = ("Công ty TNHH", "Công ty TNHH", "Công ty Cổ phần", "Công ty TNHH MTV")
_FIRST = tuple(
    "Hoa Sen|Ánh Dương|Sao Mai|Việt Hàn|Đông Á|Tân Tiến|Minh Quang|Hải Long|Thiên Phú|Bắc Hà|Phú Sơn|Hồng Ngọc|"
    "Nam Phong|Trường Thịnh|Kim Long|Đại Phát|An Bình|Thái Dương|Hoàng Gia|Song Mai|Lam Sơn|Tiến Đạt".split("|")
)
_TRADES = tuple(
    "Điện tử|May mặc|Linh kiện|Bao bì|Cơ khí|Nhựa|Quang điện|Bảng mạch|Giày da|Dệt may|Thực phẩm|In ấn|Gỗ|Cáp điện|"
    "Camera|Màn hình".split("|")
)
_WORKSHOPS = ("Phân xưởng", "Xưởng", "PX May", "PX Lắp ráp", "Bộ phận SMT", "Xưởng ép nhựa")
_OFFICES = ("Kho", "Văn phòng", "Kỹ thuật", "QC")
_SHIFTS = (("Ca 1", "Ca 2"), ("Ca 1", "Ca 2", "Ca 3"), ("Ca ngày", "Ca đêm"), ("A", "B"))


@dataclass(slots=True)
class Team:
    """A team: its truth id, name, workshop and shift; ``size`` is how many people it starts with."""

    id: str
    name: str
    workshop_id: str
    workshop: str
    shift: str | None
    size: int


@dataclass(slots=True)
class Firm:
    """A firm; the shares say how many of its rows have a residence, a means of travel, a date of entry."""

    number: int
    name: str
    tax_code: str
    size: int
    teams: list[Team]
    code_prefix: str
    with_residence: float
    with_vehicle: float
    with_since: float


def make_firms(seed: int, *, workers: int, companies: int, identifiers: Identifiers) -> list[Firm]:
    """Return the firms, the first one large enough to have several workshops."""
    dice = Dice(seed, "firms")
    # A handful of firms are of like size; among thousands some have ten thousand workers.
    spread = 0.6 if companies < 20 else 1.25
    weights = [math.exp(spread * _normal(dice)) for _ in range(companies)]
    weights.sort(reverse=True)
    sizes = shares(workers, weights, at_least=min(3, workers // companies))
    names: set[str] = set()
    firms = []
    for number, size in enumerate(sizes):
        name = _name(dice, names)
        firms.append(
            Firm(
                number=number,
                name=name,
                tax_code=identifiers.tax_code(),
                size=size,
                teams=_teams(dice, number, size),
                code_prefix=dice.pick(("CN", "NV", "W", "", "TH-", "V")),
                with_residence=0.56 + 0.39 * dice.random(),
                with_vehicle=0.45 + 0.35 * dice.random(),
                with_since=0.5 + 0.45 * dice.random(),
            )
        )
    return firms


def _normal(dice: Dice) -> float:
    """Return a standard normal number (Box and Muller)."""
    return math.sqrt(-2 * math.log(1 - dice.random())) * math.cos(2 * math.pi * dice.random())


def _name(dice: Dice, names: set[str]) -> str:
    while True:
        name = f"{dice.pick(_FORMS)} {dice.pick(_TRADES)} {dice.pick(_FIRST)}"
        if name in names:
            name = f"{name} {dice.between(2, 99)}"
        if name not in names:
            names.add(name)
            return name


def _teams(dice: Dice, firm: int, size: int) -> list[Team]:
    """Divide a firm into workshops of up to 400 and those into teams of about 25."""
    typical = dice.between(60, 220)
    workshops = max(1, round(size / typical))
    kind = dice.pick(_WORKSHOPS)
    shifts = dice.pick(_SHIFTS) if dice.chance(0.33) else None
    teams = []
    for w, people in enumerate(shares(size, [0.6 + dice.random() for _ in range(workshops)], at_least=1)):
        office = workshops > 3 and w == workshops - 1
        name = dice.pick(_OFFICES) if office else f"{kind} {w + 1}"
        count = max(1, round(people / dice.between(18, 36)))
        word = dice.pick(("Tổ", "Chuyền", "Nhóm"))
        for t, members in enumerate(shares(people, [0.8 + 0.4 * dice.random() for _ in range(count)], at_least=1)):
            teams.append(
                Team(
                    id=f"team:{firm}/{w}/{t}",
                    name=f"{word} {t + 1}",
                    workshop_id=f"workshop:{firm}/{w}",
                    workshop=name,
                    shift=shifts[t % len(shifts)] if shifts and not office else None,
                    size=members,
                )
            )
    return teams
