"""Ugly workbooks with the whole outcome of each: its report, row by row, and all that the graph says afterwards.

The outcomes are written down and read by a person: what changes there changes for every firm.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.database import Database
from loaders.importing import import_file
from loaders.report import Report
from tests.data.corpus import CORPUS
from tests.data.outcomes import graph_lines, report_lines

EXPECTED = Path(__file__).parents[1] / "data" / "expected"


@pytest.mark.parametrize("name", CORPUS)
def test_the_whole_outcome(database: Database, tmp_path: Path, name: str) -> None:
    lines = list(_outcome(database, tmp_path, name))
    assert "\n".join(lines) + "\n" == (EXPECTED / f"{name}.txt").read_text(encoding="utf-8")


def _outcome(database: Database, folder: Path, name: str) -> Iterator[str]:
    for sent in CORPUS[name]:
        report = import_file(database, sent.write(folder), options=sent.options)
        _every_row_ends_in_exactly_one_way(report)
        yield from report_lines(report)
    yield from graph_lines(database)


def _every_row_ends_in_exactly_one_way(report: Report) -> None:
    ways = ("created", "changed", "unchanged", "rejected")
    assert report.rows["read"] == sum(report.rows[way] for way in ways)
    rejected = {(finding.sheet, finding.row) for finding in report.findings if finding.severity == "error"}
    assert report.rows["rejected"] == len(rejected)


def test_nothing_lies_in_the_folder_that_is_not_tested() -> None:
    assert {path.stem for path in EXPECTED.iterdir()} == set(CORPUS)
    assert len(CORPUS) >= 20
