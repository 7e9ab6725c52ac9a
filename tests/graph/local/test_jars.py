"""The jars: fetched once by locked hashes, or taken from a folder; never trusted unseen."""

import hashlib
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from graph.local.errors import JarsUnavailable
from graph.local.jars import classpath, jars_folder
from tests.ports import closed_port

CONTENT = {"org/a/1/a-1.jar": b"first jar", "org/b/2/b-2.jar": b"second jar"}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    lines = [f"{hashlib.sha256(data).hexdigest()} {len(data)} {path}" for path, data in CONTENT.items()]
    path = tmp_path / "jars.lock"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def maven(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A Maven repository on this machine, and an empty cache."""
    folder = tmp_path / "maven"
    for path, data in CONTENT.items():
        (folder / path).parent.mkdir(parents=True)
        (folder / path).write_bytes(data)
    monkeypatch.setenv("TRUYVET_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.delenv("TRUYVET_JARS_DIR", raising=False)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        monkeypatch.setenv("TRUYVET_MAVEN_URL", f"http://127.0.0.1:{server.server_port}/")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield folder
        server.shutdown()


def test_fetched_once(maven: Path, lock: Path) -> None:
    found = classpath(lock=lock)
    assert [path.read_bytes() for path in found] == list(CONTENT.values())
    for path in CONTENT:
        (maven / path).unlink()
    assert classpath(lock=lock) == found


def test_a_jar_of_another_content_is_never_kept(maven: Path, lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.local.jars.TRIES", 1)
    (maven / "org/b/2/b-2.jar").write_bytes(b"Second jar")
    with pytest.raises(JarsUnavailable, match="SHA-256"):
        classpath(lock=lock)
    assert "b-2.jar" not in {path.name for path in jars_folder().iterdir()}


def test_a_jar_cut_short_is_fetched_again(maven: Path, lock: Path) -> None:
    found = classpath(lock=lock)
    found[0].write_bytes(b"firs")
    assert classpath(lock=lock)[0].read_bytes() == b"first jar"


def test_no_network_is_one_sentence(maven: Path, lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.local.jars.TRIES", 1)
    monkeypatch.setenv("TRUYVET_MAVEN_URL", f"http://127.0.0.1:{closed_port()}")
    with pytest.raises(JarsUnavailable, match="TRUYVET_JARS_DIR") as error:
        classpath(lock=lock)
    assert "TRUYVET_JARS_DIR" in error.value.vi


def test_a_folder_for_machines_without_a_network(lock: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "jars"
    folder.mkdir()
    monkeypatch.setenv("TRUYVET_JARS_DIR", str(folder))
    with pytest.raises(JarsUnavailable, match="missing"):
        classpath(lock=lock)
    (folder / "a-1.jar").write_bytes(b"first jar")
    (folder / "b-2.jar").write_bytes(b"something else")
    with pytest.raises(JarsUnavailable, match="SHA-256"):
        classpath(lock=lock)
    (folder / "b-2.jar").write_bytes(b"second jar")
    assert classpath(lock=lock) == (folder / "a-1.jar", folder / "b-2.jar")


def test_a_cache_that_cannot_be_written(maven: Path, lock: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    with pytest.raises(JarsUnavailable, match="TRUYVET_CACHE_DIR"):
        classpath(lock=lock)
