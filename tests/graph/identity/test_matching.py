"""Who is meant by a row of a form."""

from datetime import date

import pytest

from graph.database import Database
from graph.identity.matching import Named, match
from tests.drawing import draw


@pytest.fixture
def drawn(database: Database) -> Database:
    draw(
        database,
        groups=[("abc", "company", None), ("xyz", "company", None)],
        people=[
            {"key": "abc~w1", "code": "W1", "code_key": "w1", "name": "Đặng Thị Đào", "company": "abc",
             "citizen_id": "024195000123", "phone": "0912345678", "birth_date": date(1995, 8, 5), "birth_year": 1995},
            {"key": "xyz~w1", "code": "W1", "code_key": "w1", "name": "Lê Văn An", "company": "xyz",
             "birth_year": 1990},
            {"key": "xyz~w2", "code": "W2", "code_key": "w2", "name": "Lê Văn An", "company": "xyz",
             "birth_year": 1991},
            {"key": "xyz~w3", "code": "W3", "code_key": "w3", "name": "Vi Thị Tư", "company": "xyz"},
        ],
    )  # fmt: skip
    return database


@pytest.mark.parametrize(
    ("named", "key", "why"),
    [
        (Named(citizen_id="024195000123"), "abc~w1", None),
        (Named(citizen_id="024195000123", name="Dang Thi Dao"), "abc~w1", None),
        (Named(citizen_id="024195000123", name="Lê Văn An"), None, "other-name"),
        (Named(code="w1"), None, "several"),
        (Named(code="w1", company="abc"), "abc~w1", None),
        (Named(code="W1", name="Lê Văn An"), "xyz~w1", None),
        (Named(code="w2", birth_year=1990), None, "other-birth"),
        (Named(who="xyz~w2"), "xyz~w2", None),
        (Named(who="0912345678"), "abc~w1", None),
        (Named(phone="0912345678"), "abc~w1", None),
        (Named(name="Đặng Thị Đào", birth_date=date(1995, 8, 5)), "abc~w1", None),
        (Named(name="Đặng Thị Đào", birth_year=1995), "abc~w1", None),
        (Named(name="Đặng Thị Đào", birth_date=date(1995, 5, 8)), None, "other-birth"),
        (Named(name="Đặng Thị Đào"), None, "no-birth"),
        (Named(name="Lê Văn An", birth_year=1990), "xyz~w1", None),
        (Named(name="Vi Thị Tư", birth_year=1990), None, "other-birth"),  # nothing is known of her birth
        (Named(name="Nguyễn Văn Không", birth_year=1990), None, "unknown"),
        (Named(), None, "unknown"),
    ],
)
def test_whom_a_row_means(drawn: Database, named: Named, key: str | None, why: str | None) -> None:
    meant = drawn.read(lambda tx: match(tx, named, day=date(2021, 5, 20)))
    assert (meant.person and meant.person.key, meant.why) == (key, why)
    assert (meant.person is None) == (why is not None)
    if why in ("several", "other-name", "other-birth", "no-birth"):
        assert meant.candidates
