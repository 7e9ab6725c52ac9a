"""What is ahead of the graph: the people are as they will stand once the change is written."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from graph.database import Database
from loaders.ahead import Ahead
from loaders.applying import apply
from loaders.firm import read_people
from loaders.guarded import Asked, read_roster
from loaders.holding import hold
from loaders.importing import import_files
from loaders.opening import Sent
from loaders.options import Options, untold
from loaders.people import Marks, Person
from loaders.sample import write_sample
from tests.drawing import wipe
from tests.workbooks import everything, write_workbook


def test_people_ahead_are_those_that_will_stand(database: Database, tmp_path: Path) -> None:
    sent = write_sample(tmp_path, workers=200, companies=8, seed=3, rosters=3).files
    kinds, compared = set(), 0
    for path in sent:
        one = Sent(key=path.stem, file=path.name, roster=read_roster(path, Asked()))
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


def test_a_file_waits_where_a_join_with_somebody_unknown_is_undone(database: Database, tmp_path: Path) -> None:
    day = date(2021, 5, 10)

    def sent(name: str, number: str) -> Sent:
        rows = [{"code": name, "name": "Trần Văn An", "citizen_id": number, "workshop": "May"}]
        path = write_workbook(tmp_path / f"{name}.xlsx", rows, company=f"Công ty TNHH {name}", as_of=day)
        return Sent(key=name, file=path.name, roster=read_roster(path, Asked()))

    apply(database, [sent("aa", "024095000123"), sent("bb", "024095000123")], options=Options())
    again = [sent("aa", "024095000456"), sent("bb", "024095000123")]
    held = database.read(lambda transaction: hold(transaction, again, Ahead(), Options(), untold))
    assert held[0].change is not None
    assert len(held[0].change.parts) == 1
    assert len(held) == 1, "what the second file reads of its own is about to change"


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
        apply(database, [Sent(key="k", file=path.name, roster=read_roster(path, Asked()))], options=Options())
    assert everything(database) == together
