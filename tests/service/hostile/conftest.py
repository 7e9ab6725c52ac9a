"""One small world for all that ill-treats the API: it is made once a module, as what is tried changes it anyway."""

from collections.abc import Iterator

import pytest

from graph.database import Database
from tests.drawing import wipe
from tests.service.hostile.world import World, served


@pytest.fixture(scope="module")
def world(prepared: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Two firms that share a room and a person, cases, an issued list, events, an import, and a token of every role."""
    wipe(prepared)
    with served(prepared, tmp_path_factory.mktemp("data")) as made:
        yield made
