"""What is ahead of the graph: the people are as they will stand once the change is written."""

from dataclasses import replace
from pathlib import Path

import pytest

from graph.database import Database
from loaders.ahead import Ahead
from loaders.applying import apply
from loaders.firm import read_people
from loaders.holding import hold
from loaders.importing import import_files, read_roster
from loaders.opening import Sent
from loaders.options import Options, untold
from loaders.people import Marks, Person
from loaders.sample import write_sample
from tests.drawing import wipe
from tests.workbooks import everything


def test_people_ahead_are_those_that_will_stand(database: Database, tmp_path: Path) -> None:
    sent = write_sample(tmp_path, workers=200, companies=8, seed=3, rosters=3).files
    kinds, compared = set(), 0
    for path in sent:
        one = Sent(key=path.stem, file=path.name, roster=read_roster(path, options=Options()))
        ahead = Ahead()
        held = database.read(lambda tx, one=one, ahead=ahead: hold(tx, [one], ahead, Options(), untold))
        change = held[0].change
        assert change is not None
        apply(database, [one], options=Options())
        expected = ahead.people.by_key
        marks = Marks(
            citizen_ids=frozenset(p.citizen_id for p in expected.values() if p.citizen_id),
            phones=frozenset(p.phone for p in expected.values() if p.phone),
            rooms=frozenset(home.group for p in expected.values() for home in p.homes if home.lasts(change.as_of)),
        )
        standing = database.read(lambda tx, m=marks, c=change: read_people(tx, m, c.as_of)).by_key
        for key in expected.keys() & standing.keys():
            assert plain(expected[key]) == plain(standing[key])
            compared += 1
        kinds |= {p.kind for p in expected.values()}
        assert {change.company} <= ahead.companies
    assert kinds == {"worker", "cohabitant"}
    assert compared > 200


def plain(person: Person) -> tuple[object, ...]:
    homes = sorted((h.group, str(h.since), str(h.until), str(h.named_by)) for h in person.homes)
    return (replace(person, homes=()), homes)


@pytest.mark.parametrize("rows", [1, 40, 1_000_000])
def test_small_and_large_transactions_give_one_graph_even_beside_another_writer(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    sent = write_sample(tmp_path, workers=150, companies=8, seed=7, rosters=2).files
    monkeypatch.setattr("loaders.applying.ROWS", rows)
    reports = []
    for count, report in enumerate(import_files(database, sent, options=Options())):
        reports.append(report)
        if count in (2, 5, 6):
            # Somebody else takes the ledger between two of our transactions: what was found ahead is found anew.
            database.write(lambda transaction: transaction.run("loading/ledger"))
    assert [report.state for report in reports] == ["done"] * len(sent)
    together = everything(database)
    wipe(database)
    for report in reports:
        path = tmp_path / report.file
        apply(database, [Sent(key="k", file=path.name, roster=read_roster(path, options=Options()))], options=Options())
    assert everything(database) == together
