"""The whole graph as batches of nodes and relationships, of one state.

Everything is read, whether the schema knows it or not, but for the mark of a restore. Neo4j reads what is committed at
each query, so a state is taken for one when the ledger's revision is the same before and after. Where it moves each
time, the last try holds the ledger: changes wait until it is read, questions go on. What is written past the ledger
(the note that a file is queued, tokens, kept lists, forgotten mappings, suggestions) is in it or not, each node whole;
a node that goes, or a relationship to one that came, makes the try count for nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from graph.backup.content import Edges, Nodes, Summary
from graph.backup.values import to_json
from graph.database import Database, Transaction, batches
from graph.errors import GraphUnavailable

T = TypeVar("T")

#: Nodes a query: at 5,000 an answer is some megabytes.
BATCH = 5_000
#: Of those that hold reports or lists, of up to some megabytes each.
LONG_BATCH = 100
#: Tries that let changes go on, and tries that hold them.
FREE_TRIES, HELD_TRIES = 2, 3


@dataclass(frozen=True, slots=True)
class State:
    """One state of the graph: the ledger's revision, whether changes wait, and all that is in it."""

    revision: int
    held: bool
    batches: Callable[[], Iterator[Nodes | Edges]]


class _Unsteady(Exception):
    """The graph was changed while it was read."""


def of_one_state(database: Database, work: Callable[[State], T]) -> T:
    """Return what ``work`` makes of a state; it is run anew where the graph was changed meanwhile.

    Raises GraphUnavailable where that happens again and again even with the ledger held, GraphTimeout where the ledger
    is held for longer than a writing transaction may take.
    """

    def work_while_the_log_waits(transaction: Transaction) -> T:
        # The log's entries and the node that tells its end are one state only while nobody appends; its writers keep
        # on disk what waits.
        transaction.one("backup/hold_log")
        return _of_one_revision(database, work)

    return database.write(work_while_the_log_waits)


def _of_one_revision(database: Database, work: Callable[[State], T]) -> T:
    """Return what ``work`` makes of the graph between two equal revisions of the ledger."""

    def read_revision() -> int:
        return int(database.ask("tracing/revision")["revision"])

    def at(revision: int, *, held: bool) -> T:
        def unchanged() -> None:
            if read_revision() != revision:
                raise _Unsteady

        found = work(State(revision, held, lambda: _read(database, unchanged)))
        unchanged()
        return found

    def holding(transaction: Transaction) -> T:
        return at(transaction.one("backup/hold")["revision"], held=True)

    for _ in range(FREE_TRIES):
        try:
            return at(read_revision(), held=False)
        except _Unsteady:
            continue
    for _ in range(HELD_TRIES):
        try:
            return database.write(holding)
        except _Unsteady:
            continue
    raise GraphUnavailable(
        "The graph is being changed all the time; try again in a moment.",
        "Đồ thị đang được thay đổi liên tục; hãy thử lại sau giây lát.",
    )


def graph_hash(database: Database) -> dict[str, Any]:
    """Return counts, hash and revision of the graph, of one state."""

    def work(state: State) -> dict[str, Any]:
        summary = Summary()
        for batch in state.batches():
            summary.add(batch)
        return {**summary.document(), "revision": state.revision}

    return of_one_state(database, work)


def _read(database: Database, unchanged: Callable[[], None]) -> Iterator[Nodes | Edges]:
    found = database.ask("backup/all_nodes")
    pieces = [*batches(found["nodes"], BATCH), *batches(found["long"], LONG_BATCH)]
    numbers: dict[str, int] = {}
    for some in pieces:
        unchanged()
        yield from _nodes(database, some, numbers)
    # In the order of the nodes, which is about that of the store.
    for some in pieces:
        unchanged()
        yield from _edges(database, some, numbers)


def _nodes(database: Database, names: Any, numbers: dict[str, int]) -> Iterator[Nodes]:
    by_labels: dict[tuple[str, ...], list[Any]] = {}
    for labels, rows in database.ask("backup/nodes", nodes=names)["groups"]:
        by_labels.setdefault(tuple(sorted(labels)), []).extend(rows)
    if sum(map(len, by_labels.values())) != len(names):
        raise _Unsteady
    for kinds, rows in sorted(by_labels.items()):
        for name, _ in rows:
            numbers[name] = len(numbers)
        yield Nodes(kinds, [to_json(properties) for _, properties in rows])


def _edges(database: Database, names: Any, numbers: Mapping[str, int]) -> Iterator[Edges]:
    for kind, rows in sorted(database.ask("backup/relationships", nodes=names)["groups"], key=lambda group: group[0]):
        try:
            yield Edges(kind, [(numbers[a], numbers[b], to_json(properties)) for a, b, properties in rows])
        except KeyError:
            raise _Unsteady from None
