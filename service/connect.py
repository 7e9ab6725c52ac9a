"""Where the graph is: NEO4J_URI if given, else the one of the data folder, which is started when it is not running."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.backup.errors import unfinished
from graph.database import Connection, Database, Limits
from graph.errors import Invalid
from service.settings import Settings


def connection(settings: Settings) -> Connection:
    """Return where the graph listens. Raises a GraphError that says what to do where it cannot be started."""
    if settings.neo4j_uri:
        username, password = settings.neo4j_login()
        return Connection(settings.neo4j_uri, username, password, settings.neo4j_database)
    from graph.local.process import ensure

    return ensure(settings.data_dir)


def revived(settings: Settings) -> Connection | None:
    """Return where the graph of the data folder listens by now; one that died is started again.

    None where it is another Neo4j, which is not ours to start, or where it was stopped on purpose.
    """
    if settings.neo4j_uri:
        return None
    from graph.local.process import revive

    return revive(settings.data_dir)


@contextmanager
def connected(settings: Settings, *, prepare: bool = False, whole: bool = True) -> Iterator[Database]:
    """Open the graph; ``prepare`` makes constraints and indexes, which whatever writes needs.

    Raises Unfinished where a restore was cut off; without ``whole`` that is not looked at.
    """
    limits = Limits(read_seconds=settings.read_seconds, write_seconds=settings.write_seconds)
    with Database(connection(settings), limits=limits) as database:
        if settings.neo4j_uri:
            database.verify()  # a wrong address is told at once, before the driver tries it again and again
        if whole and database.ask("backup/unfinished")["unfinished"]:
            raise unfinished()
        if prepare:
            database.prepare()
        yield database


def target(settings: Settings, uri: str, *, auth_file: Path | None, database: str) -> Connection:
    """Return another Neo4j to write into; its login is in a file, else in NEO4J_* where they do not name the source.

    Raises Invalid where there is none.
    """
    if auth_file is not None:
        settings = settings.model_copy(update={"neo4j_auth_file": auth_file})
    elif settings.neo4j_uri:
        raise Invalid(
            "NEO4J_* name the graph to read from; give the other one's login with --auth-file (user/password).",
            "NEO4J_* là của đồ thị nguồn; hãy cho tên và mật khẩu của đồ thị đích bằng --auth-file (user/password).",
            field="auth_file",
        )
    username, password = settings.neo4j_login()
    return Connection(uri, username, password, database)
