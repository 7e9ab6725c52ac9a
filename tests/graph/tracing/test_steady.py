"""Several queries read one state of the graph, or are asked anew."""

import pytest

from graph.database import Database, Transaction
from graph.errors import GraphUnavailable
from graph.tracing.steady import TRIES, read_steadily


def test_a_change_in_between_is_asked_anew(database: Database) -> None:
    seen: list[int] = []

    def work(_: Transaction, revision: int) -> int:
        seen.append(revision)
        if len(seen) == 1:
            database.write(lambda tx: tx.run("loading/ledger"))
        return revision

    assert read_steadily(database, work) == seen[-1]
    assert seen == [seen[0], seen[0] + 1]


def test_a_graph_that_never_rests(database: Database) -> None:
    asked: list[int] = []

    def work(_: Transaction, revision: int) -> None:
        asked.append(revision)
        database.write(lambda tx: tx.run("loading/ledger"))

    with pytest.raises(GraphUnavailable):
        read_steadily(database, work)
    assert len(asked) == TRIES
