"""The workbook of a network, read back by openpyxl and calamine."""

import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from python_calamine import CalamineWorkbook

from graph.errors import Invalid
from graph.exports import book, tables
from graph.exports.attributes import PERSON
from graph.exports.network import Network
from graph.exports.pack import write_pack
from graph.exports.pseudonyms import pseudonymised
from tests.graph.exports.test_pack import NAMED, PSEUDONYMOUS, contents
from tests.networks import KEY, drawn, network, networks, person

PEOPLE, CONTACTS, MEMBERSHIPS, MANIFEST = book.SHEETS


def read(files: dict[str, bytes]) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(files["network.xlsx"]))


def rows(found: openpyxl.Workbook, sheet: str) -> list[dict[str, Any]]:
    titles, *rest = found[sheet].iter_rows(values_only=True)
    names = [str(title).split("\n")[1] for title in titles]
    return [dict(zip(names, row, strict=True)) for row in rest]


def day(number: int) -> datetime:
    return datetime(2021, 5, number)


def test_the_drawn_network() -> None:
    found = read(book.pack_files(drawn(), facts={"what": "trace"}))
    assert found.sheetnames == list(book.SHEETS)
    people = rows(found, PEOPLE)
    assert [one["id"] for one in people] == ["an", "binh", "chi"]
    assert people[0] == {
        "id": "an", "onset_date": day(10), "sampled_date": None, "confirmed_date": day(12), "isolated_date": None,
        "outcome": "recovered", "is_case": True, "level": 0, "kind": "worker", "grade": None, "score": None,
        "sex": "female", "age_band": "30-39", "vaccine_doses": 1, "company": "ABC", "workshop": "MAY", "team": "TO1",
        "residence": "P1", "infectious_from": day(7), "infectious_to": day(12), "full_name": "Lê Thị An",
        "code": "=1+1", "phone": "0912345678", "birth_year": 1985,
    }  # fmt: skip
    assert [tuple(one.values()) for one in rows(found, CONTACTS)] == [
        ("an", "binh", "team", "to1", "TO1", day(7), day(12), 5, "2021-05-07/2021-05-08; 2021-05-10/2021-05-12"),
        ("binh", "an", "vehicle", "xe", "XE", day(9), day(9), 1, "2021-05-09/2021-05-09"),
        ("an", "chi", "room", "p1", "P1", day(7), day(12), 6, "2021-05-07/2021-05-12"),
    ]
    memberships = rows(found, MEMBERSHIPS)
    assert len(memberships) == 7
    assert tuple(memberships[1].values()) == ("an", "to1", "TO1", "team", day(1), day(8), "abc")
    assert list(found[MANIFEST].iter_rows(values_only=True)) == [("what", "trace")]


def test_it_is_made_to_be_read() -> None:
    found = read(book.pack_files(drawn()))
    for title, count in ((PEOPLE, 3), (CONTACTS, 3), (MEMBERSHIPS, 7)):
        sheet = found[title]
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.endswith(str(count + 1))
        assert all(sheet.column_dimensions[cell.column_letter].width > 5 for cell in sheet[1])
    first = found[PEOPLE]["B2"]
    assert (first.number_format, found[PEOPLE]["A1"].value) == ("dd/mm/yyyy", "Khóa\nid")


def test_no_text_becomes_a_formula_a_number_or_a_link() -> None:
    texts = ("=1+1", "+84", "-1", "@x", "0912", "http://a.vn", "{=1}")
    found = read(book.pack_files(network(people=tuple(person(f"k{text}", code=text, name=text) for text in texts))))
    cells = [cell for row in found[PEOPLE].iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n", "b"}
    assert [one["code"] for one in rows(found, PEOPLE)] == list(texts)
    assert not [cell for cell in cells if cell.hyperlink]


def test_the_manifest_is_a_sheet(tmp_path: Path) -> None:
    found = read(contents(write_pack(drawn(), "xlsx", tmp_path / "a.zip", **NAMED)))
    said = dict(found[MANIFEST].iter_rows(values_only=True))
    assert said.pop("made_at").startswith("20")
    assert said == {
        "what": "trace", "question.vi": "Ai tiếp xúc với An?", "question.en": "Who had contact with An?",
        "rules": "vn-3638-2021", "as_of": "2021-05-20", "known_at": "2021-05-20T03:00:00+00:00", "people.total": "3",
        "people.levels.0": "1", "people.levels.1": "2", "contacts.total": "3", "contacts.settings.room": "1",
        "contacts.settings.team": "1", "contacts.settings.vehicle": "1", "identified": "True", "format": "xlsx",
        "program.name": "truyvet", "program.version": "0.1", "reason": "điều tra", "made_by": "hoa",
    }  # fmt: skip
    hidden = read(contents(write_pack(drawn(), "xlsx", tmp_path / "b.zip", **PSEUDONYMOUS)))
    said = dict(hidden[MANIFEST].iter_rows(values_only=True))
    assert (said["identified"], said["guarded.blanked.sex"], "reason" in said) == ("False", "2", False)
    assert not {"full_name", "code", "phone", "birth_year"} & set(rows(hidden, PEOPLE)[0])


def test_days_before_excels_are_text() -> None:
    old, first = date(1900, 2, 28), date(1900, 3, 1)
    found = rows(read(book.pack_files(network(people=(person("a", onset=old, isolated=first),)))), PEOPLE)[0]
    assert (found["onset_date"], found["isolated_date"]) == ("1900-02-28", datetime(1900, 3, 1))


def test_what_a_cell_does_not_hold_is_cut_in_sight() -> None:
    whole = network(people=(person("a", name="x" * 40_000),))
    found = rows(read(book.pack_files(whole)), PEOPLE)[0]["full_name"]
    assert (len(found), found[-2:]) == (32_767, "x…")


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "MOST_ROWS", 6)
    with pytest.raises(Invalid, match="take csv") as error:
        book.pack_files(drawn())
    assert ("hãy dùng csv" in error.value.vi, error.value.field) == (True, "format")


def test_every_column_has_a_title() -> None:
    assert set(book.TITLES) == {*PERSON, *tables.CONTACT, *tables.MEMBERSHIP}
    assert len({name.lower() for name in book.SHEETS}) == 4


@settings(max_examples=25, deadline=None)
@given(networks())
def test_any_network_is_read_back_by_another_reader(plain: Network) -> None:
    hidden = pseudonymised(plain, key=KEY)
    found = CalamineWorkbook.from_filelike(io.BytesIO(book.pack_files(hidden)["network.xlsx"]))
    ids = [row[0] for row in found.get_sheet_by_name(PEOPLE).to_python()[1:]]
    assert ids == [one.key for one in hidden.people]
    pairs = [(row[0], row[1], row[7]) for row in found.get_sheet_by_name(CONTACTS).to_python()[1:]]
    shared = [sum(last - first + 1 for first, last in one.days) for one in hidden.contacts]
    assert pairs == [(one.source, one.target, days) for one, days in zip(hidden.contacts, shared, strict=True)]
    assert len(found.get_sheet_by_name(MEMBERSHIPS).to_python()) == len(hidden.memberships) + 1
