"""Search on a small drawn graph, with whole answers."""

from datetime import date

import pytest

from graph.database import Database
from graph.errors import Ambiguous, NotFound
from graph.search import company_keys, find, resolve
from tests.drawing import draw

DAY = date(2021, 5, 10)
PEOPLE = [
    {"key": "abc~w1", "name": "Đặng Thị Đào", "company": "abc", "code_key": "w1", "citizen_id": "024195000123"},
    {"key": "abc~w2", "name": "Đặng Thị Ánh Đào", "company": "abc", "code_key": "w2", "phone": "0912345678"},
    {"key": "abc~w3", "name": "Đào Thị Đăng", "company": "abc", "code_key": "nv-01.x2f2"},
    {"key": "xyz~w1", "name": "Nguyễn Văn An", "company": "xyz", "code_key": "w1"},
    {"key": "xyz~w2", "name": "Lê Thị Thế", "company": "xyz", "code_key": "w2"},
    {"key": "xyz~w3", "name": "Nguyễn Văn Anh", "company": "xyz", "code_key": "w3"},
    {"key": "r~bé", "name": "Tô Bé", "kind": "cohabitant"},
]


@pytest.fixture
def drawn(database: Database) -> Database:
    draw(
        database,
        groups=[("abc", "company", None), ("xyz", "company", None)],
        people=PEOPLE,
        same_as=[("abc~w2", "xyz~w3")],
    )
    return database


def found(database: Database, text: str, **more: object) -> list[tuple[str, str]]:
    matches = database.read(lambda tx: find(tx, text, day=DAY, **more))  # type: ignore[arg-type]
    assert matches.total >= len(matches.people)
    return [(match.card.key, match.matched) for match in matches.people]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dang thi dao", ["abc~w1", "abc~w3", "abc~w2"]),
        ("Đặng Thị Đào", ["abc~w1", "abc~w3", "abc~w2"]),
        ("ĐẶNG thị  đào", ["abc~w1", "abc~w3", "abc~w2"]),
        ("dao", ["abc~w1", "abc~w2", "abc~w3"]),
        ("Đặng Thị Đào".encode().decode(), ["abc~w1", "abc~w3", "abc~w2"]),
        # Words that Neo4j's folding analyzer takes for English stop words.
        ("an", ["xyz~w1", "abc~w2"]),
        ("thế", ["xyz~w2"]),
        ("to be", ["r~bé"]),
        # Lucene's signs are no syntax.
        ("dao AND (thi OR", ["abc~w1", "abc~w2", "abc~w3"][:0]),
        ("dao* ~ ^2", []),
        ('"dao', ["abc~w1", "abc~w2", "abc~w3"]),
        ("nobody", []),
        ("", []),
        ("***", []),
    ],
)
def test_by_name(drawn: Database, text: str, expected: list[str]) -> None:
    assert [key for key, _ in found(drawn, text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("w1", [("abc~w1", "code"), ("xyz~w1", "code")]),
        ("NV-01/2", [("abc~w3", "code")]),
        ("024 195 000 123", [("abc~w1", "citizen_id")]),
        ("0912.345.678", [("abc~w2", "phone")]),
        ("+84 912 345 678", [("abc~w2", "phone")]),
        ("abc~w1", [("abc~w1", "key")]),
    ],
)
def test_by_numbers(drawn: Database, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(drawn, text) == expected


def test_pages_and_companies(drawn: Database) -> None:
    whole = found(drawn, "thi")
    assert found(drawn, "thi", limit=2) + found(drawn, "thi", limit=2, offset=2) == whole
    assert {key for key, _ in found(drawn, "thi", companies=["xyz"])} == {"xyz~w2"}
    assert database_total(drawn, "thi") == len(whole)


def database_total(database: Database, text: str) -> int:
    return database.read(lambda tx: find(tx, text, day=DAY, limit=1)).total


def test_one_person_is_meant(drawn: Database) -> None:
    def who(text: str, *companies: str) -> str:
        return drawn.read(lambda tx: resolve(tx, text, day=DAY, companies=companies or None))

    assert who("Đặng Thị Đào") == "abc~w1"
    assert who("dang thi dao") == "abc~w1"
    assert who("w1", "xyz") == "xyz~w1"
    assert who("bé") == "r~bé"
    with pytest.raises(Ambiguous) as several:
        who("w1")
    assert [person["key"] for person in several.value.extra["people"]] == ["abc~w1", "xyz~w1"]
    with pytest.raises(NotFound):
        who("không ai")


def test_companies_by_name(drawn: Database) -> None:
    assert drawn.read(lambda tx: company_keys(tx, "ABC")) == ["abc"]
    with pytest.raises(NotFound):
        drawn.read(lambda tx: company_keys(tx, "def"))
