"""The table of clocks, and files of one's own."""

import json
from pathlib import Path

import pytest

from graph.errors import Invalid
from graph.retention.clocks import BY_KIND, CLOCKS, DEFAULTS, TOLD_BY_WORK, read_clocks
from graph.retention.due import WAYS


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "clocks.json"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_clock_can_be_read_and_every_way_has_one() -> None:
    assert len(BY_KIND) == len(CLOCKS)
    assert {way.kind for way in WAYS} == {clock.kind for clock in CLOCKS if clock.days is not None} - {
        "uploads", "backups",
    }  # fmt: skip
    for clock in CLOCKS:
        assert clock.days is None or clock.least <= clock.days
        assert all(text for pair in (clock.what, clock.since, clock.why) for text in pair)
    shortest = min(days for kind, days in DEFAULTS.items() if days and BY_KIND[kind].frozen)
    assert (DEFAULTS["backups"] or 0) <= shortest, "no backup outlives what it holds by more than that"
    assert all((DEFAULTS[kind] or 0) <= (DEFAULTS["work"] or 0) for kind in TOLD_BY_WORK)


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    assert read_clocks(None) == DEFAULTS
    path = written(tmp_path, json.dumps({"work": 200, "residence": 180}))
    assert read_clocks(path) == {**DEFAULTS, "work": 200, "residence": 180}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"works": 30}', "there are: doses"),
        ('{"log": 30}', "no clock log"),
        ('{"persons": 3}', "no clock persons"),
        ('{"residence": 27}', "from 28 to 36500"),
        ('{"residence": "90"}', "whole number"),
        ('{"residence": true}', "whole number"),
        ('{"residence": 1e9}', "whole number"),
        ('{"work": 60}', "identity (90) is longer than work (60)"),
        ("[]", '{"kind": days}'),
        ("{", "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_used(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(Invalid) as error:
        read_clocks(written(tmp_path, text))
    assert told in error.value.en
    assert (error.value.field, "clocks.json" in error.value.vi) == ("TRUYVET_RETENTION_FILE", True)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Invalid):
        read_clocks(tmp_path / "none.json")
