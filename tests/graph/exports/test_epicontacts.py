"""The line list and the contacts for R. R is not here: what its readers rely on is tested."""

import csv
import io
import re
from pathlib import Path

import pytest

from graph.errors import Invalid
from graph.exports import epicontacts
from graph.exports.attributes import PERSON
from graph.exports.pseudonyms import pseudonymised
from tests.networks import KEY, contact, drawn, network, person

SCRIPT = Path(epicontacts.__file__).parent / "r" / "epicontacts.R"


def rows(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[name].decode("utf-8-sig"), newline="")))


def test_the_drawn_network() -> None:
    files = epicontacts.pack_files(drawn())
    assert set(files) == {"linelist.csv", "contacts.csv", "read.R"}
    people = rows(files, "linelist.csv")
    assert [one["id"] for one in people] == ["an", "binh", "chi"]
    assert people[0] == {
        "id": "an", "onset_date": "2021-05-10", "sampled_date": "", "confirmed_date": "2021-05-12",
        "isolated_date": "", "outcome": "recovered", "is_case": "True", "level": "0", "kind": "worker", "grade": "",
        "score": "", "sex": "female", "age_band": "30-39", "vaccine_doses": "1", "company": "ABC", "workshop": "MAY",
        "team": "TO1", "residence": "P1", "infectious_from": "2021-05-07", "infectious_to": "2021-05-12",
        "full_name": "Lê Thị An", "code": "'=1+1", "phone": "0912345678", "birth_year": "1985",
    }  # fmt: skip
    contacts = [tuple(one.values()) for one in rows(files, "contacts.csv")]
    assert contacts == [
        ("an", "binh", "2021-05-08", "team", "to1", "2021-05-07", "2021-05-08", "TO1"),
        ("an", "binh", "2021-05-12", "team", "to1", "2021-05-10", "2021-05-12", "TO1"),
        ("binh", "an", "2021-05-09", "vehicle", "xe", "2021-05-09", "2021-05-09", "XE"),
        ("an", "chi", "2021-05-12", "room", "p1", "2021-05-07", "2021-05-12", "P1"),
    ]


def test_ids_come_first_and_once_and_contacts_refer_to_them() -> None:
    files = epicontacts.pack_files(pseudonymised(drawn(), key=KEY))
    people, contacts = rows(files, "linelist.csv"), rows(files, "contacts.csv")
    assert next(iter(people[0])) == "id"
    assert list(contacts[0])[:2] == ["from", "to"]
    ids = [one["id"] for one in people]
    assert len(set(ids)) == len(ids) == 3
    assert {one[end] for one in contacts for end in ("from", "to")} <= set(ids)
    assert not {"full_name", "code", "phone", "birth_year"} & set(people[0])


def test_an_id_that_excel_would_reckon_is_text_in_both_files() -> None:
    files = epicontacts.pack_files(
        network(people=(person("=1"), person("a")), contacts=(contact("=1", "a", "met", "m"),))
    )
    assert rows(files, "linelist.csv")[0]["id"] == rows(files, "contacts.csv")[0]["from"] == "'=1"
    assert rows(files, "contacts.csv")[0]["exposure_date"] == ""


def test_without_contacts_it_is_refused() -> None:
    with pytest.raises(Invalid, match="without contacts") as error:
        epicontacts.pack_files(network(people=(person("a"),)))
    assert "không" in error.value.vi


def test_the_script_names_files_and_columns_that_are_there() -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    assert set(re.findall(r'"(\w+\.csv)"', text)) == {"linelist.csv", "contacts.csv"}
    columns = {*PERSON, *epicontacts.CONTACT}
    assert set(re.findall(r'"(\w+_(?:date|from|to|start|end))"', text)) <= columns
    assert set(re.findall(r"(?:linelist|contacts)\$(\w+)", text)) <= columns
    assert text.count("(") == text.count(")")
