"""Read one state of the graph by several queries: should it change between them, all are asked anew."""

from collections.abc import Callable
from typing import TypeVar

from graph.database import Database, Transaction
from graph.errors import GraphUnavailable

T = TypeVar("T")

#: A question that meets a change is asked anew this often.
TRIES = 5


def read_steadily(database: Database, work: Callable[[Transaction, int], T]) -> T:
    """Return what ``work`` makes of a transaction and the ledger's revision, if that is the same afterwards.

    Neo4j reads what is committed at each query, so that a trace of several levels could mix two states. Raises
    GraphUnavailable where the graph is changed all the time.
    """

    def once(transaction: Transaction) -> tuple[T, bool]:
        before: int = transaction.one("tracing/revision")["revision"]
        found = work(transaction, before)
        return found, transaction.one("tracing/revision")["revision"] == before

    for _ in range(TRIES):
        found, steady = database.read(once)
        if steady:
            return found
    raise GraphUnavailable(
        "The graph is being changed all the time; ask again in a moment.",
        "Đồ thị đang được thay đổi liên tục; hãy hỏi lại sau giây lát.",
    )
