"""Where the graph is: NEO4J_URI if given, else the one of the data folder, which is started when it is not running."""

from collections.abc import Iterator
from contextlib import contextmanager

from graph.database import Connection, Database
from service.settings import Settings


def connection(settings: Settings) -> Connection:
    """Return where the graph listens. Raises a GraphError that says what to do where it cannot be started."""
    if settings.neo4j_uri:
        username, password = settings.neo4j_login()
        return Connection(settings.neo4j_uri, username, password, settings.neo4j_database)
    from graph.local.process import ensure

    return ensure(settings.data_dir)


@contextmanager
def connected(settings: Settings, *, prepare: bool = False) -> Iterator[Database]:
    """Open the graph; ``prepare`` makes constraints and indexes, which whatever writes needs."""
    with Database(connection(settings)) as database:
        if settings.neo4j_uri:
            database.verify()  # a wrong address is told at once, before the driver tries it again and again
        if prepare:
            database.prepare()
        yield database
