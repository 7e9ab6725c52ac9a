"""Dates and contacts for outbreaker2. R is not here: what outbreaker_data relies on is tested."""

import csv
import io

import pytest

from graph.errors import Invalid
from graph.exports import outbreaker2
from tests.networks import contact, day, drawn, network, person


def rows(files: dict[str, bytes], name: str) -> list[tuple[str, ...]]:
    first, *rest = csv.reader(io.StringIO(files[name].decode("utf-8-sig"), newline=""))
    return [tuple(first), *map(tuple, rest)]


def test_the_drawn_network() -> None:
    files = outbreaker2.pack_files(drawn())
    assert rows(files, "dates.csv") == [
        ("id", "date", "basis"), ("an", "2021-05-10", "onset"), ("binh", "2021-05-14", "sampled"),
    ]  # fmt: skip
    # Both ways and both groups are one pair; Chi is no case.
    assert rows(files, "ctd.csv") == [("i", "j"), ("an", "binh")]
    script = files["read.R"].decode()
    assert "dates.csv" in script
    assert "ctd.csv" in script
    assert script.count("(") == script.count(")")


def test_cases_who_never_met_and_one_who_met_himself() -> None:
    people = (person("a", onset=day(1)), person("b", confirmed=day(2)), person("c", isolated=day(3)))
    contacts = (contact("a", "a", "met", "m", (1, 1)), contact("a", "c", "met", "n", (1, 1)))
    files = outbreaker2.pack_files(network(people=people, contacts=contacts))
    assert rows(files, "dates.csv")[1:] == [("a", "2021-05-01", "onset"), ("b", "2021-05-02", "confirmed")]
    assert rows(files, "ctd.csv") == [("i", "j")]


def test_one_dated_case_is_no_tree() -> None:
    with pytest.raises(Invalid, match="there are 1") as error:
        outbreaker2.pack_files(network(people=(person("a", onset=day(1)), person("b", level=0))))
    assert "hiện có 1" in error.value.vi
