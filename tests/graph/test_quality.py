"""How good the data is, on drawn graphs with the whole answer."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from graph.database import Database
from graph.errors import Invalid
from graph.quality import FIELDS, SORTS, quality
from tests.drawing import draw, run

TODAY = date(2021, 6, 14)
MORNING = datetime(2021, 6, 14, 8, tzinfo=UTC)


def sent(database: Database, company: str, number: int, **properties: Any) -> None:
    """Note a run of a company; a later ``number`` is a later run."""
    run(
        database,
        "CREATE (i:Import {mode: 'apply', partial: false}) SET i += $properties",
        properties={
            "key": f"{company}-{number}",
            "company": company,
            "started_at": MORNING + timedelta(minutes=number),
            "file": f"{number}.xlsx",
            "state": "done",
            **properties,
        },
    )


@pytest.fixture
def firms(database: Database) -> Database:
    """abc: two at work, one gone; one has a room; the file is three days old. xyz: 30 in one room, no file."""
    many = [f"xyz~w{number:02}" for number in range(30)]
    draw(
        database,
        groups=[
            ("abc", "company", None),
            ("abc~may", "workshop", "abc"),
            ("abc~may~1", "team", "abc~may"),
            ("xyz", "company", None),
            ("r1", "room", None),
            ("r30", "room", None),
            ("v", "village", None),
            ("empty", "company", None),
        ],
        people=[
            {"key": "abc~w1", "name": "Lê Văn An", "company": "abc", "citizen_id": "024195000123",
             "phone": "0912345678", "birth_date": date(1995, 3, 8), "travel": "đi bộ", "dose_1_vaccine": "AstraZeneca"},
            {"key": "abc~w2", "name": "Lê Văn Ba", "company": "abc"},
            {"key": "abc~w3", "name": "Lê Văn Tư", "company": "abc", "citizen_id": "024195000124"},
            *({"key": key, "name": "Lý Thị Sáu", "company": "xyz"} for key in many),
        ],
        memberships=[
            {"person": "abc~w1", "group": "abc~may~1"},
            {"person": "abc~w2", "group": "abc~may"},
            {"person": "abc~w3", "group": "abc~may", "until": TODAY - timedelta(days=1)},
            {"person": "abc~w1", "group": "r1"},
            {"person": "abc~w2", "group": "v"},
            *({"person": key, "group": "xyz"} for key in many),
            *({"person": key, "group": "r30"} for key in many),
        ],
    )  # fmt: skip
    run(database, "MATCH (c:Company {key: 'abc'}) SET c.last_as_of = date('2021-06-11'), c.name = 'Đại Bắc'")
    run(database, "MATCH (c:Company {key: 'xyz'}) SET c.name = 'Đại An'")
    return database


def test_the_whole_answer(firms: Database) -> None:
    sent(firms, "abc", 1, errors=50, warnings=50)
    sent(firms, "abc", 2, errors=3, warnings=20)
    sent(firms, "abc", 3, errors=1, warnings=0, partial=True)
    document = quality(firms, day=TODAY)
    abc, xyz, empty = document["companies"]
    assert {name: document[name] for name in ("as_of", "sort", "total", "limit", "offset")} == {
        "as_of": "2021-06-14",
        "sort": "residence",
        "total": 3,
        "limit": 3,
        "offset": 0,
    }
    assert document["summary"] == {
        "companies": 3,
        "workers": 32,
        "overdue": 2,
        "completeness": {
            "birth_date": 0.0312, "citizen_id": 0.0312, "phone": 0.0312, "workshop": 0.0625, "team": 0.0312,
            "residence": 1.0, "room": 0.9688, "vehicle": 0.0312, "vaccination": 0.0312,
        },
        "findings": {"errors": 4, "warnings": 20},
        "suspicious": 1,
    }  # fmt: skip
    # The findings are those of the last whole file and of the partial one after it.
    assert abc == {
        "key": "abc",
        "name": "Đại Bắc",
        "tax_code": None,
        "workers": 2,
        "last_import": "2021-06-11",
        "days_old": 3,
        "overdue": False,
        "completeness": {
            "birth_date": 0.5, "citizen_id": 0.5, "phone": 0.5, "workshop": 1.0, "team": 0.5,
            "residence": 1.0, "room": 0.5, "vehicle": 0.5, "vaccination": 0.5,
        },
        "findings": {"errors": 4, "warnings": 20},
        "suspicious": [],
    }  # fmt: skip
    assert (xyz["workers"], xyz["days_old"], xyz["overdue"]) == (30, None, True)
    assert xyz["suspicious"] == [
        {
            "code": "crowded-room",
            "message": {
                "vi": "Phòng r30 có 30 người, quá 24.",
                "en": "The room r30 holds 30 people, more than 24.",
            },
            "people": 30,
            "group": {"key": "r30", "name": "r30"},
        }
    ]
    assert empty["completeness"] == dict.fromkeys(FIELDS)
    assert empty["suspicious"] == []


def test_a_day_later_the_file_is_overdue(firms: Database) -> None:
    [abc] = quality(firms, day=TODAY + timedelta(days=1), companies=["abc"])["companies"]
    assert (abc["days_old"], abc["overdue"]) == (4, True)


def test_few_rooms_a_large_team_and_a_held_file_are_told(firms: Database) -> None:
    run(firms, "MATCH (:Worker {key: 'abc~w1'})-[m:LIVES_IN]->() SET m.retracted_at = datetime()")
    run(
        firms,
        """MATCH (t:Team {key: 'abc~may~1'}) UNWIND range(1, 300) AS n
           CREATE (:Person:Worker {key: 'abc~x' + n, company: 'abc'})-[:WORKS_IN {recorded_at: datetime()}]->(t)""",
    )
    sent(firms, "abc", 1, errors=0, warnings=0)
    sent(firms, "abc", 2, errors=0, warnings=0, state="held")
    [abc] = quality(firms, day=TODAY, companies=["abc"])["companies"]
    assert [doubt["message"]["en"] for doubt in abc["suspicious"]] == [
        "A room or house is known of only 0 of 302 workers; who lives with the rest is not found.",
        "The team abc~may~1, abc~may holds 301 people, more than 300.",
        "The file sent last, 2.xlsx, is held; it was not applied.",
    ]


def test_every_way_of_sorting_puts_the_worst_first(firms: Database) -> None:
    sent(firms, "abc", 1, errors=1, warnings=0)
    orders = {sort: [entry["key"] for entry in quality(firms, day=TODAY, sort=sort)["companies"]] for sort in SORTS}
    unknown_of_all = ["xyz", "abc", "empty"]
    assert orders == {
        "name": ["xyz", "abc", "empty"],  # Đại An, Đại Bắc, empty: the accents do not count
        "workers": ["xyz", "abc", "empty"],
        "days_old": ["empty", "xyz", "abc"],
        "findings": ["abc", "empty", "xyz"],
        "suspicious": ["xyz", "abc", "empty"],
        **dict.fromkeys(FIELDS, unknown_of_all),
        "residence": ["abc", "xyz", "empty"],
        "room": ["abc", "xyz", "empty"],
    }
    backwards = quality(firms, day=TODAY, sort="workers", reverse=True, limit=2, offset=1)
    assert [entry["key"] for entry in backwards["companies"]] == ["abc", "xyz"]
    with pytest.raises(Invalid, match="Sort by one of name, workers"):
        quality(firms, day=TODAY, sort="colour")


def test_what_is_kept_is_as_new_as_the_graph(firms: Database) -> None:
    assert quality(firms, day=TODAY)["summary"]["workers"] == 32
    run(firms, "MATCH (:Worker {key: 'abc~w2'})-[m:WORKS_IN]->() SET m.retracted_at = datetime()")
    run(firms, "MATCH (l:Ledger) SET l.revision = coalesce(l.revision, 0) + 1")
    assert quality(firms, day=TODAY)["summary"]["workers"] == 31
