"""Random firms in their clean form: what is true of each worker, whatever a workbook makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import strategies as st

AS_OF = date(2021, 5, 12)
COMPANY = "Công ty TNHH Bao bì Minh Quang"
TAX_CODE = "2400123456"
NAMES = (
    "Nguyễn Văn Bình", "Trần Thị Hạnh", "Lê Thị Hồng Nhung", "Phạm Văn Dũng", "Vũ Thị Thúy", "Hoàng Văn Thắng",
    "Bùi Thị Phượng", "Đặng Thị Đào", "Giáp Văn Quyết", "Thân Thị Huệ",
)  # fmt: skip
WORKSHOPS = ("Xưởng May", "Xưởng Cắt", "Phòng Kỹ thuật")
TEAMS = ("Tổ 1", "Tổ 2", "Chuyền 5")
HOUSES = ("bà Hoa", "ông Thắng")
VILLAGES = (("Núi Hiểu", "Quang Châu"), ("My Điền", "Hoàng Ninh"))
VACCINES = ("AstraZeneca", "Pfizer", "Vero Cell")

#: What is true of a worker, by field; ``residence`` is (room, house, village, commune).
Worker = dict[str, Any]


@dataclass(frozen=True)
class Firm:
    """A firm's workers at one day."""

    workers: list[Worker]

    def fields(self) -> list[str]:
        """Return the fields that anybody has, in the order of the form."""
        return [name for name in FIELDS if any(worker.get(name) is not None for worker in self.workers)]


FIELDS = (
    "code", "name", "birth", "sex", "citizen_id", "phone", "home_address", "workshop", "team", "shift", "position",
    "since", "residence", "residence_since", "housemates", "vehicle", "vehicle_since", "dose_1_date",
    "dose_1_vaccine", "dose_2_date", "dose_2_vaccine",
)  # fmt: skip


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return a value, or nothing one time in four or so."""
    return st.one_of(values, values, values, st.none())


def days(first: date, last: date) -> st.SearchStrategy[date]:
    """Return any day between two."""
    return st.dates(first, last)


@st.composite
def firms(draw: st.DrawFn, *, most: int = 7) -> Firm:
    """Draw a firm of 2 to ``most`` workers. Workers of a workshop follow each other, as they do in real files."""
    count = draw(st.integers(2, most))
    numeric = draw(st.booleans())
    shops = sorted(draw(st.lists(st.sampled_from(WORKSHOPS), min_size=count, max_size=count)))
    has = {name: draw(st.booleans()) for name in FIELDS}
    return Firm([_worker(draw, number, shops[number], has, numeric=numeric) for number in range(count)])


def _worker(draw: st.DrawFn, number: int, workshop: str, has: Mapping[str, bool], *, numeric: bool) -> Worker:
    name = draw(st.sampled_from(NAMES))
    male = "Văn" in name
    born = draw(days(date(1970, 1, 1), date(2002, 12, 31)))
    all_of_it: dict[str, st.SearchStrategy[Any]] = {
        "birth": st.sampled_from([born, born.year]),
        "sex": st.just("male" if male else "female"),
        "citizen_id": st.just(
            f"024{0 if male else 1}{born.year % 100:02d}{number + 100:06d}" if born.year < 2000 else None
        ),
        "phone": st.sampled_from([f"09{number}2345678", f"03{number + 2}2345678"]),
        "home_address": st.sampled_from(["Xã Đồng Sơn, Bắc Giang", "Thôn Hạ, xã Tân An, Bắc Giang"]),
        "team": st.sampled_from(TEAMS),
        "shift": st.sampled_from(["Ca 1", "Ca 2", "Hành chính"]),
        "position": st.sampled_from(["Công nhân may", "Tổ trưởng"]),
        "since": days(date(2015, 1, 1), AS_OF),
        "residence": st.tuples(st.sampled_from(["101", "203"]), st.sampled_from(HOUSES), st.sampled_from(VILLAGES)).map(
            lambda found: (found[0], found[1], *found[2])
        ),
        "residence_since": days(date(2019, 1, 1), AS_OF),
        "housemates": st.sampled_from(["Vũ Văn Cò 1990", "Ngô Thị Én 0987654321; Vũ Văn Cò 1990"]),
        "vehicle": st.sampled_from([f"98B1-{123 + number}.45", "Xe ca số 5", "Đi bộ"]),
        "vehicle_since": days(date(2019, 1, 1), AS_OF),
        "dose_1_date": days(date(2021, 3, 8), date(2021, 4, 1)),
        "dose_1_vaccine": st.sampled_from(VACCINES),
        "dose_2_date": days(date(2021, 4, 2), AS_OF),
        "dose_2_vaccine": st.sampled_from(VACCINES),
    }
    worker: Worker = {
        "code": str(1001 + number) if numeric else f"CN{number + 1:03d}",
        "name": name,
        "workshop": workshop,
    }
    for field, values in all_of_it.items():
        if has[field]:
            worker[field] = draw(maybe(values))
    return worker
