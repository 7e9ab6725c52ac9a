"""The log: which lines there are, and that no name, query string or error's own text gets into one."""

import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph.database import Database
from service.api import create_app
from service.logs import JsonLines, TextLines, places, start_log
from service.settings import Settings


@pytest.fixture(autouse=True)
def own_logging() -> Iterator[None]:
    """Give the log of the tests back."""
    root = logging.getLogger()
    kept = root.handlers, root.level
    yield
    root.handlers, root.level = kept[0], kept[1]
    for name in ("graph", "loaders", "service", "neo4j"):
        logging.getLogger(name).setLevel(logging.NOTSET)


@pytest.fixture
def client(prepared: Database, tmp_path: Path) -> Iterator[TestClient]:
    app = create_app(prepared, Settings(data_dir=tmp_path))

    @app.get("/api-broken/{key}")
    def broken(key: str) -> None:
        raise KeyError(f"Đặng Thị Đào {key}")

    with TestClient(app, raise_server_exceptions=False) as found:
        yield found


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_an_answer_is_a_line_by_its_route(client: TestClient, capsys: pytest.CaptureFixture[str]) -> None:
    start_log("json")
    given = client.get("/api/workers/Đào", params={"q": "Đào"}, headers={"X-Request-Id": "from-the-proxy-1"})
    client.get("/api/Đào", headers={"X-Request-Id": "no id (Dao)"})
    client.get("/health")
    taken, unknown = lines(capsys)
    assert given.headers["x-request-id"] == taken["request"] == "from-the-proxy-1"
    assert {name: taken[name] for name in ("level", "logger", "message", "method", "route", "status")} == {
        "level": "info", "logger": "service.access", "message": "answered", "method": "GET",
        "route": "/api/workers/{key}", "status": 401,
    }  # fmt: skip
    assert isinstance(taken["milliseconds"], int)
    assert str(taken["time"]).endswith("+00:00")
    assert (unknown["route"], unknown["status"]) == ("unknown", 404)
    assert len(str(unknown["request"])) == 32, "what is no id is not taken over"


def test_an_error_is_told_without_its_text(client: TestClient, capsys: pytest.CaptureFixture[str]) -> None:
    start_log("json")
    answer = client.get("/api-broken/w1")
    printed = capsys.readouterr().err
    assert (answer.status_code, answer.json()["request"]) == (500, answer.headers["x-request-id"])
    assert "unexpected KeyError at /api-broken/{key}" in printed
    assert "Đào" not in printed
    assert "w1" not in printed


@pytest.mark.parametrize("form", [JsonLines(), TextLines()], ids=["json", "text"])
def test_an_exception_in_the_log_has_places_only(form: logging.Formatter) -> None:
    try:
        raise KeyError("Đặng Thị Đào")
    except KeyError:
        record = logging.LogRecord("service", logging.ERROR, "x.py", 1, "it %s", ("broke",), sys.exc_info())
    line = form.format(record)
    assert "KeyError at service/test_logs.py:" in line
    assert "it broke" in line
    assert "Đào" not in line
    assert "\n" not in line
    assert places((None, None, None)).startswith("-")


def test_text_for_people(client: TestClient, capsys: pytest.CaptureFixture[str]) -> None:
    start_log("text")
    answer = client.get("/api/workers")
    [line] = capsys.readouterr().err.splitlines()
    assert " info service.access answered GET /api/workers 401 " in line
    assert line.endswith(f"[{answer.headers['x-request-id']}]")
