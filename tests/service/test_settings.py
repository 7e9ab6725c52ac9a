"""Settings from the environment, and the secret of the compose file."""

from pathlib import Path

import pytest

from graph.errors import Invalid
from service.connect import connection
from service.settings import Settings


def test_the_secret_of_neo4js_container_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "neo4j_auth"
    secret.write_text("neo4j/with/slash\n", encoding="utf-8")
    monkeypatch.setenv("NEO4J_URI", "bolt://neo4j:7687")
    monkeypatch.setenv("NEO4J_AUTH_FILE", str(secret))
    found = connection(Settings())
    assert (found.uri, found.username, found.password) == ("bolt://neo4j:7687", "neo4j", "with/slash")
    assert "with/slash" not in repr(found)


@pytest.mark.parametrize("content", [None, "", "neo4j", "/secret", "neo4j/"])
def test_a_secret_that_cannot_be_used_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None
) -> None:
    secret = tmp_path / "neo4j_auth"
    if content is not None:
        secret.write_text(content, encoding="utf-8")
    monkeypatch.setenv("NEO4J_URI", "bolt://neo4j:7687")
    monkeypatch.setenv("NEO4J_AUTH_FILE", str(secret))
    with pytest.raises(Invalid, match="NEO4J_AUTH_FILE"):
        connection(Settings())
