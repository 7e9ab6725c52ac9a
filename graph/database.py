"""The only place that touches the neo4j driver: connect, read, write, batches, retries, one exception tree.

Reads and writes are managed transactions: the driver retries what Neo4j calls transient and routes reads to followers.
Sessions share one bookmark manager, so that a reader follows its own writes. Every driver error leaves as one of
:mod:`graph.errors`.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any, Self, TypeVar, cast

import neo4j
from neo4j import GraphDatabase, ManagedTransaction, unit_of_work
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph.errors import GraphError, GraphFault, GraphRefused, GraphTimeout, GraphUnavailable
from graph.kept import Kept
from graph.model.schema import schema_names, schema_statements
from graph.queries import Query, queries, query

log = logging.getLogger(__name__)

T = TypeVar("T")
Row = dict[str, Any]

#: Is told of every query that was answered: its name and how many seconds it took, with reading its records.
Observer = Callable[[str, float], None]

#: The driver goes on trying this long when a connection is lost or a transaction was chosen as a deadlock's victim.
RETRY_SECONDS = 5.0
CONNECT_SECONDS = 5.0

_TIMEOUT_CODES = ("TransactionTimedOut", "LockClientStopped")


@dataclass(frozen=True, slots=True)
class Connection:
    """Where the graph is and who asks. The names are those of Aura's credentials file."""

    uri: str
    username: str
    password: str = field(repr=False)
    database: str = "neo4j"


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a transaction that reads and one that writes may take, in seconds: Neo4j then ends it."""

    read_seconds: float = 60.0
    write_seconds: float = 900.0


def _untold(_name: str, _seconds: float) -> None:
    """Tell nobody."""


class Transaction:
    """One open transaction: runs named queries."""

    def __init__(self, transaction: ManagedTransaction, *, told: Observer = _untold) -> None:
        self._transaction, self._told = transaction, told

    def run(self, name: str, /, **params: Any) -> list[Row]:
        """Run a named query and return its records."""
        started = perf_counter()
        rows = self._records(query(name), params)
        self._told(name, perf_counter() - started)
        return rows

    def one(self, name: str, /, **params: Any) -> Row:
        """Run a query that answers with one record: long answers come as one record that holds lists."""
        return _single(name, self.run(name, **params))

    def _records(self, wanted: Query, params: Mapping[str, Any]) -> list[Row]:
        return _rows(self._transaction.run(wanted.text, dict(params)))


def _rows(result: neo4j.Result) -> list[Row]:
    return [dict(zip(record.keys(), record.values(), strict=True)) for record in result]


def _single(name: str, rows: list[Row]) -> Row:
    if len(rows) != 1:
        raise GraphFault(
            f"Query {name} gave {len(rows)} records instead of one.",
            f"Truy vấn {name} trả về {len(rows)} bản ghi thay vì một.",
        )
    return rows[0]


class Database:
    """An open connection pool to one Neo4j database. Close it, or use it in a ``with`` statement."""

    def __init__(self, connection: Connection, *, limits: Limits | None = None) -> None:
        """Open the pool. Nothing is sent yet; raises GraphUnavailable where the address cannot be used at all."""
        self.connection = connection
        self.limits = limits or Limits()
        self.kept = Kept()
        self._observers: tuple[Observer, ...] = ()
        self._driver = _driver(connection)
        self._bookmarks = GraphDatabase.bookmark_manager()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        self._driver.close()

    def move(self, connection: Connection) -> None:
        """Go on at another address, where the same graph was started anew. What is being asked of the old one fails."""
        old, self._driver = self._driver, _driver(connection)
        self.connection, self._bookmarks = connection, GraphDatabase.bookmark_manager()
        old.close()

    @contextmanager
    def observed(self, observer: Observer) -> Iterator[None]:
        """Let somebody be told of every query."""
        self._observers = (*self._observers, observer)
        try:
            yield
        finally:
            self._observers = tuple(one for one in self._observers if one is not observer)

    def _told(self, name: str, seconds: float) -> None:
        for observer in self._observers:
            observer(name, seconds)

    def verify(self) -> None:
        """Ask the database for a sign of life. Raises GraphUnavailable or GraphRefused."""
        with mapped_errors(self.connection.uri):
            self._driver.verify_connectivity()

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Run ``work`` in one reading transaction; it may be run again where the connection is lost."""
        with mapped_errors(self.connection.uri), self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(_timed(work, self.limits.read_seconds, self._told))

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run ``work`` in one writing transaction: all of it or nothing. It may be run again on a transient error."""
        with mapped_errors(self.connection.uri), self._session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(_timed(work, self.limits.write_seconds, self._told))

    def ask(self, name: str, /, **params: Any) -> Row:
        """Run one reading query that answers with one record."""
        with mapped_errors(self.connection.uri):
            try:
                # Alone it needs no transaction of its own: fewer round trips.
                started = perf_counter()
                with self._session(neo4j.READ_ACCESS) as session:
                    text = neo4j.Query(query(name).text, timeout=self.limits.read_seconds)
                    row = _single(name, _rows(session.run(text, params)))
                self._told(name, perf_counter() - started)
                return row
            except (ServiceUnavailable, SessionExpired, TransientError):
                return self.read(lambda transaction: transaction.one(name, **params))

    def rows(self, name: str, /, **params: Any) -> list[Row]:
        """Run one reading query and return its records."""
        return self.read(lambda transaction: transaction.run(name, **params))

    def prepare(self) -> None:
        """Check every query file and make the constraints and indexes that are not there yet; idempotent."""
        queries()
        with mapped_errors(self.connection.uri), self._session(neo4j.WRITE_ACCESS) as session:
            for statement in schema_statements():
                session.run(statement).consume()
            session.run("MERGE (l:Ledger {key: 'ledger'}) ON CREATE SET l.revision = 0").consume()
            session.run("CALL db.awaitIndexes(300)").consume()

    def is_prepared(self) -> bool:
        """Tell whether every constraint and index is there."""
        with mapped_errors(self.connection.uri), self._session(neo4j.READ_ACCESS) as session:
            text = neo4j.Query("SHOW INDEXES YIELD name, state", timeout=self.limits.read_seconds)
            online = {record["name"] for record in session.run(text) if record["state"] == "ONLINE"}
        return schema_names() <= online

    @contextmanager
    def _session(self, mode: str) -> Iterator[neo4j.Session]:
        with self._driver.session(
            database=self.connection.database, default_access_mode=mode, bookmark_manager=self._bookmarks
        ) as session:
            yield session


def _driver(connection: Connection) -> neo4j.Driver:
    with mapped_errors(connection.uri):
        return GraphDatabase.driver(
            connection.uri,
            auth=(connection.username, connection.password),
            connection_timeout=CONNECT_SECONDS,
            connection_acquisition_timeout=CONNECT_SECONDS * 4,
            max_transaction_retry_time=RETRY_SECONDS,
            keep_alive=True,
            notifications_min_severity="OFF",
            user_agent="truyvet",
        )


def _timed(work: Callable[[Transaction], T], seconds: float, told: Observer) -> Callable[[ManagedTransaction], T]:
    return cast(
        Callable[[ManagedTransaction], T],
        unit_of_work(timeout=seconds)(lambda transaction: work(Transaction(transaction, told=told))),
    )


def batches(rows: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Cut a sequence into pieces of at most ``size``."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


@contextmanager
def mapped_errors(uri: str) -> Iterator[None]:
    """The seam: every error of the driver leaves as one of ours, with what to do about it."""
    try:
        yield
    except (Neo4jError, DriverError) as error:
        log.warning("database error: %s", type(error).__name__)
        raise _mapped(error, uri) from error


def _mapped(error: Exception, uri: str) -> GraphError:
    if isinstance(error, AuthError):
        return GraphRefused(
            f"The graph database at {uri} refused the user name or password; check NEO4J_USERNAME and NEO4J_PASSWORD.",
            f"Cơ sở dữ liệu đồ thị {uri} từ chối tên hoặc mật khẩu; kiểm tra NEO4J_USERNAME và NEO4J_PASSWORD.",
        )
    if isinstance(error, Neo4jError) and any(code in (error.code or "") for code in _TIMEOUT_CODES):
        return GraphTimeout(
            "The graph database took too long; ask for less, or try again.",
            "Cơ sở dữ liệu đồ thị trả lời quá lâu; hãy hỏi ít hơn hoặc thử lại.",
        )
    if isinstance(error, Neo4jError) and "MemoryPoolOutOfMemory" in (error.code or ""):
        return GraphTimeout(
            "The question needs more memory than the graph database has to spare; ask for less.",
            "Câu hỏi cần nhiều bộ nhớ hơn cơ sở dữ liệu đồ thị có thể dành; hãy hỏi ít hơn.",
        )
    if isinstance(error, ServiceUnavailable | SessionExpired | TransientError | ConfigurationError) or (
        isinstance(error, DriverError) and not isinstance(error, ClientError)
    ):
        return unavailable(uri)
    return GraphFault(
        f"The graph database answered with an error ({getattr(error, 'code', type(error).__name__)}).",
        f"Cơ sở dữ liệu đồ thị báo lỗi ({getattr(error, 'code', type(error).__name__)}).",
    )


def unavailable(uri: str) -> GraphUnavailable:
    """Return what is said of a graph that does not answer."""
    return GraphUnavailable(
        f"The graph database at {uri} does not answer; check that it runs (truyvet graph status) and NEO4J_URI.",
        f"Cơ sở dữ liệu đồ thị {uri} không trả lời; kiểm tra nó đang chạy (truyvet graph status) và NEO4J_URI.",
    )
