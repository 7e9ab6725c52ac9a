"""One real Neo4j for the whole run, emptied before each test that asks for it.

In this order: NEO4J_URI if given (refused unless TRUYVET_TEST_WIPE=1, because everything in it is deleted), a
container where a Docker engine answers, else graph/local on a temporary home. Tests never skip for want of one.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from graph.database import Connection, Database
from graph.local.process import ensure, stop
from tests.drawing import wipe


@contextmanager
def _given() -> Iterator[Connection]:
    if os.environ.get("TRUYVET_TEST_WIPE") != "1":
        pytest.exit("NEO4J_URI is set: the tests would delete all that is in it. Set TRUYVET_TEST_WIPE=1 to allow it.")
    yield Connection(
        os.environ["NEO4J_URI"],
        os.environ.get("NEO4J_USERNAME", "neo4j"),
        os.environ["NEO4J_PASSWORD"],
        os.environ.get("NEO4J_DATABASE", "neo4j"),
    )


@contextmanager
def _container() -> Iterator[Connection]:
    from testcontainers.community.neo4j import Neo4jContainer

    with Neo4jContainer("neo4j:2026.09-community") as container:
        yield Connection(container.get_connection_url(), container.username, container.password)


@contextmanager
def _local(factory: pytest.TempPathFactory) -> Iterator[Connection]:
    folder = factory.mktemp("data")
    try:
        yield ensure(folder)
    finally:
        stop(folder)


def _docker_answers() -> bool:
    docker = shutil.which("docker")
    return docker is not None and subprocess.run([docker, "info"], capture_output=True, check=False).returncode == 0


def _way(factory: pytest.TempPathFactory) -> AbstractContextManager[Connection]:
    if os.environ.get("NEO4J_URI"):
        return _given()
    return _container() if _docker_answers() else _local(factory)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Two at once, each on a graph of its own; one where there is one graph for all."""
    return 1 if os.environ.get("NEO4J_URI") else 2


@pytest.fixture(scope="session")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """Where the tests' own Neo4j listens."""
    with _way(tmp_path_factory) as found:
        yield found


@pytest.fixture(scope="session")
def prepared(connection: Connection) -> Iterator[Database]:
    """The tests' database with its schema."""
    with Database(connection) as database:
        database.prepare()
        yield database


@pytest.fixture
def database(prepared: Database) -> Database:
    """The tests' database, emptied."""
    wipe(prepared)
    return prepared
