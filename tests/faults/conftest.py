"""One graph for all faults: its start takes ten seconds."""

from collections.abc import Iterator

import pytest

from graph.local.process import running, stop
from tests.faults.own import Own


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Own]:
    folder = tmp_path_factory.mktemp("faults")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TRUYVET_GRAPH_HEAP", "512m")
        environment.setenv("TRUYVET_GRAPH_PAGECACHE", "64m")
        environment.delenv("NEO4J_URI", raising=False)
        own = Own(folder)
        try:
            own.connection()
            yield own
        finally:
            if running(folder):
                stop(folder)


@pytest.fixture
def own(shared: Own) -> Own:
    """A folder whose graph runs and is empty."""
    shared.wipe()
    return shared
