"""People, contacts and memberships as .csv, whole."""

import csv
import io

from graph.exports import tables
from graph.exports.attributes import PERSON
from graph.exports.pseudonyms import pseudonymised
from tests.networks import KEY, drawn, network


def rows(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[name].decode("utf-8-sig"), newline="")))


def test_the_drawn_network() -> None:
    files = tables.pack_files(drawn())
    assert set(files) == {"people.csv", "contacts.csv", "memberships.csv"}
    people = rows(files, "people.csv")
    assert list(people[0]) == list(PERSON)
    assert [(one["id"], one["full_name"], one["code"], one["onset_date"]) for one in people] == [
        ("an", "Lê Thị An", "'=1+1", "2021-05-10"),
        ("binh", "Vũ Văn Bình", "B2", ""),
        ("chi", "Hồ <Chi> & con", "", ""),
    ]
    assert [tuple(one.values()) for one in rows(files, "contacts.csv")] == [
        ("an", "binh", "team", "to1", "TO1", "2021-05-07", "2021-05-12", "5",
         "2021-05-07/2021-05-08; 2021-05-10/2021-05-12"),
        ("binh", "an", "vehicle", "xe", "XE", "2021-05-09", "2021-05-09", "1", "2021-05-09/2021-05-09"),
        ("an", "chi", "room", "p1", "P1", "2021-05-07", "2021-05-12", "6", "2021-05-07/2021-05-12"),
    ]  # fmt: skip
    assert [tuple(one.values()) for one in rows(files, "memberships.csv")] == [
        ("an", "abc", "ABC", "company", "", "", ""),
        ("an", "to1", "TO1", "team", "2021-05-01", "2021-05-08", "abc"),
        ("an", "to1", "TO1", "team", "2021-05-10", "", "abc"),
        ("binh", "to1", "TO1", "team", "", "", "abc"),
        ("an", "p1", "P1", "room", "2021-05-02", "", "nha"),
        ("chi", "p1", "P1", "room", "", "", "nha"),
        ("binh", "xe", "XE", "vehicle", "", "2021-05-09", ""),
    ]


def test_pseudonyms_are_the_same_in_the_three_tables() -> None:
    files = tables.pack_files(pseudonymised(drawn(), key=KEY))
    people = rows(files, "people.csv")
    assert "full_name" not in people[0]
    ids = {one["id"] for one in people}
    assert len(ids) == 3
    assert {one[end] for one in rows(files, "contacts.csv") for end in ("from", "to")} == ids
    assert {one["person"] for one in rows(files, "memberships.csv")} == ids
    groups = {one["group_id"] for one in rows(files, "memberships.csv")}
    assert {one["group_id"] for one in rows(files, "contacts.csv")} <= groups
    assert people[0]["team"] in groups


def test_nobody() -> None:
    assert [rows(tables.pack_files(network()), name) for name in ("people.csv", "contacts.csv")] == [[], []]
