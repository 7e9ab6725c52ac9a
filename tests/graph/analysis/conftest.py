"""A firm with a case, for what looks ahead."""

import pytest

from graph.database import Database
from tests.drawing import day, draw


@pytest.fixture
def infected_firm(database: Database) -> Database:
    """Workshop w1 with teams t1 (the case and two) and t2 (three), w2 (two); a bus; a room; one of t1 is isolated."""
    draw(
        database,
        groups=[
            ("abc", "company", None), ("abc~w1", "workshop", "abc"), ("abc~w2", "workshop", "abc"),
            ("abc~w1~t1", "team", "abc~w1"), ("abc~w1~t2", "team", "abc~w1"), ("bus", "vehicle", None),
            ("h", "house", None), ("r", "room", "h"), ("xyz", "company", None),
        ],
        people=[
            *({"key": key, "company": "abc"} for key in ("an", "binh", "chi", "dung", "em", "giang", "hoa", "khanh")),
            {"key": "lan", "company": "xyz"},
        ],
        memberships=[
            *({"person": key, "group": "abc~w1~t1"} for key in ("an", "binh", "chi")),
            *({"person": key, "group": "abc~w1~t2"} for key in ("dung", "em", "giang")),
            *({"person": key, "group": "abc~w2"} for key in ("hoa", "khanh")),
            {"person": "binh", "group": "bus"}, {"person": "hoa", "group": "bus"},
            {"person": "binh", "group": "r"}, {"person": "lan", "group": "r"}, {"person": "lan", "group": "xyz"},
        ],
        cases=[{"key": "c", "person": "an", "onset": day("18"), "isolated": day("20")}],
        events=[{"key": "e", "person": "chi", "kind": "isolation", "since": day("20")}],
    )  # fmt: skip
    return database
