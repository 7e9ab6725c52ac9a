"""The small park of the pictures in docs/browser.md, and what each query is asked of it."""

from datetime import UTC, date, datetime
from typing import Any

from graph.database import Database
from tests.drawing import draw, run


def _day(number: int) -> date:
    return date(2021, 5, number)


_RETRACTED = datetime(2021, 5, 20, tzinfo=UTC)
#: Key, kind, larger group, name.
_GROUPS: tuple[tuple[str, str, str | None, str], ...] = (
    ("abc", "company", None, "May ABC"),
    ("abc~may", "workshop", "abc", "Xưởng may"),
    ("abc~may~1", "team", "abc~may", "Tổ 1"),
    ("abc~may~2", "team", "abc~may", "Tổ 2"),
    ("abc~kho", "workshop", "abc", "Kho"),
    ("xyz", "company", None, "Điện tử XYZ"),
    ("xyz~rap", "workshop", "xyz", "Lắp ráp"),
    ("xyz~rap~a", "team", "xyz~rap", "Chuyền A"),
    ("nui", "village", None, "Núi Hiểu"),
    ("nui~hoa", "house", "nui", "Nhà bà Hoa"),
    ("nui~hoa~1", "room", "nui~hoa", "Phòng 1"),
    ("nui~hoa~2", "room", "nui~hoa", "Phòng 2"),
    ("xe-5", "vehicle", None, "Xe ca 5"),
)
_PEOPLE: tuple[dict[str, Any], ...] = (
    {"key": "abc~an", "name": "An", "company": "abc"},
    {"key": "abc~binh", "name": "Bình", "company": "abc"},
    {"key": "abc~chi", "name": "Chi", "company": "abc"},
    {"key": "abc~ha", "name": "Hà", "company": "abc"},
    {"key": "abc~khoa", "name": "Khoa", "company": "abc"},
    {"key": "xyz~dung", "name": "Dũng", "company": "xyz"},
    {"key": "xyz~giang", "name": "Giang", "company": "xyz"},
    {"key": "xyz~ha", "name": "Hà", "company": "xyz"},
    {"key": "nui~hoa~1~em", "name": "Em", "kind": "cohabitant"},
)
_MEMBERSHIPS: tuple[dict[str, Any], ...] = (
    {"person": "abc~an", "group": "abc~may~1", "since": _day(1)},
    {"person": "abc~binh", "group": "abc~may~1"},
    {"person": "abc~khoa", "group": "abc~may~1", "until": _day(3)},
    {"person": "abc~khoa", "group": "abc~may~2", "since": _day(4)},
    {"person": "abc~chi", "group": "abc~may~2"},
    {"person": "abc~ha", "group": "abc~kho"},
    {"person": "xyz~dung", "group": "xyz~rap~a"},
    {"person": "xyz~giang", "group": "xyz~rap~a"},
    {"person": "xyz~ha", "group": "xyz~rap~a", "since": _day(2)},
    {"person": "abc~an", "group": "nui~hoa~1"},
    {"person": "nui~hoa~1~em", "group": "nui~hoa~1"},
    {"person": "abc~chi", "group": "nui~hoa~2", "since": _day(5)},
    {"person": "xyz~dung", "group": "nui~hoa~2"},
    {"person": "xyz~dung", "group": "nui~hoa~1", "retracted_at": _RETRACTED},
    {"person": "abc~an", "group": "xe-5"},
    {"person": "xyz~giang", "group": "xe-5", "since": _day(6)},
)
_CASES: tuple[dict[str, Any], ...] = (
    {"key": "covid-19~abc~an~2021-05-10", "person": "abc~an", "onset": _day(10), "isolated": _day(12)},
    {"key": "covid-19~abc~binh~2021-05-14", "person": "abc~binh", "sampled": _day(14)},
    {"key": "covid-19~abc~chi~2021-05-15", "person": "abc~chi", "onset": _day(15)},
    {"key": "covid-19~xyz~giang~2021-05-11", "person": "xyz~giang", "onset": _day(11), "retracted_at": _RETRACTED},
)
_MET = ({"key": "m1", "a": "abc~an", "b": "abc~ha", "since": _day(8), "until": _day(8), "setting": "đám cưới"},)

#: Parameters of each query of cypher/browser; its first node is where the picture starts.
ASKED: dict[str, dict[str, str]] = {
    "neighbourhood": {"who": "covid-19~abc~an~2021-05-10", "first": "2021-05-07", "last": "2021-05-12"},
    "memberships": {"person": "abc~ha"},
    "group_on_day": {"group": "abc~may", "day": "2021-05-10"},
    "chain": {"one": "abc~binh", "other": "xyz~ha"},
    "shared_groups": {"first": "2021-05-08", "last": "2021-05-20"},
    "joined_firms": {"first": "2021-05-07", "last": "2021-05-20"},
    "workshop_cases": {"workshop": "abc~may", "first": "2021-05-08", "last": "2021-05-20"},
    "household": {"person": "abc~an", "day": "2021-05-10"},
    "two_rosters": {"day": "2021-05-10"},
    "company_structure": {"company": "abc"},
}


def draw_example(database: Database) -> None:
    """Write the park into an empty graph."""
    draw(
        database,
        groups=[(key, kind, larger) for key, kind, larger, _ in _GROUPS],
        people=_PEOPLE,
        memberships=_MEMBERSHIPS,
        same_as=[("abc~ha", "xyz~ha")],
        cases=_CASES,
        met=_MET,
    )
    run(
        database,
        "UNWIND $names AS pair MATCH (g:Group {key: pair[0]}) SET g.name = pair[1]",
        names=[[key, name] for key, _, _, name in _GROUPS],
    )
