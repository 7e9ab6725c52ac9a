"""/health, /ready and /metrics: what they say of what is there, and to whom."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from graph.database import Database
from graph.errors import GraphUnavailable
from service.api import create_app
from service.api import guarded as guarded_module
from service.settings import Settings
from service.watch import Watch
from tests.drawing import run as cypher


@pytest.fixture
def client(prepared: Database, tmp_path: Path) -> Iterator[TestClient]:
    """The API on the tests' graph, without anybody's account, asked from this machine."""
    app = create_app(prepared, Settings(data_dir=tmp_path, disk_floor_megabytes=0))
    with TestClient(app, client=("127.0.0.1", 1)) as found:
        yield found


def app_of(client: TestClient) -> FastAPI:
    assert isinstance(client.app, FastAPI)
    return client.app


def measures(client: TestClient) -> dict[tuple[str, ...], float]:
    """Everything measured: (name, label values in the order of their names) -> value."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in families
        for sample in family.samples
    }


def test_ready_says_what_is_not(client: TestClient, prepared: Database, tmp_path: Path) -> None:
    good = client.get("/ready")
    assert (good.status_code, good.json()["checks"]) == (
        200,
        {"graph": True, "schema": True, "log": True, "disk": True},
    )
    state = app_of(client).state
    state.settings = Settings(data_dir=tmp_path, disk_floor_megabytes=10**9)
    (tmp_path / "audit").rmdir()
    (tmp_path / "audit").write_text("no folder", encoding="utf-8")
    cypher(prepared, "DROP INDEX lives_in_named_by")
    try:
        bad = client.get("/ready")
    finally:
        prepared.prepare()
    assert bad.status_code == 503
    assert bad.json()["checks"] == {"graph": True, "schema": False, "log": False, "disk": False}
    assert (bad.json()["code"], bad.json()["en"]) == ("not-ready", "Not ready: disk, log, schema.")


def test_a_graph_that_hangs_keeps_nobody_waiting(
    client: TestClient, prepared: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = Watch(prepared, silent_seconds=0.2)
    app = app_of(client)
    monkeypatch.setattr(app.state, "watch", silent)
    go_on = threading.Event()
    monkeypatch.setattr(prepared, "verify", lambda: go_on.wait(20))
    silent.start()
    try:
        deadline = time.monotonic() + 5
        while client.get("/health").status_code == 200:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        started = time.monotonic()
        answers = [client.get(path) for path in ("/health", "/ready")]
        assert time.monotonic() - started < 1
        assert [answer.status_code for answer in answers] == [503, 503]
        silent.heard()
        assert client.get("/health").status_code == 200, "somebody else was answered"
    finally:
        silent.stop()
        go_on.set()


def test_a_graph_that_is_slow_is_not_ready(
    client: TestClient, prepared: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    monkeypatch.setattr(prepared, "is_prepared", lambda: go_on.wait(20))
    monkeypatch.setattr("service.api.health._LOOK_SECONDS", 0.2)
    answer = client.get("/ready")
    go_on.set()
    assert (answer.status_code, answer.json()["checks"]) == (503, {"graph": False})


def test_measures_by_route_and_query(client: TestClient) -> None:
    client.get("/api/workers", params={"q": "Đào"})
    client.get("/api/session-of-Đào")
    client.request("BREW", "/api/rules")
    found = measures(client)
    assert found["truyvet_request_seconds_count", "GET", "/api/workers", "401"] == 1
    assert found["truyvet_request_seconds_count", "GET", "unknown", "404"] == 1
    others = [key for key in found if key[:2] == ("truyvet_request_seconds_count", "other")]
    assert len(others) == 1, "a client cannot make methods, and with them measures, of its own"
    assert found["truyvet_request_seconds_bucket", "+Inf", "GET", "/api/workers", "401"] == 1
    assert found["truyvet_graph_up",] == 1
    assert found["truyvet_imports", "queued"] == found["truyvet_jobs", "running"] == 0
    assert found["truyvet_requests_in_hand",] == 1, "the one that asks"
    assert "Đào" not in client.get("/metrics").text
    client.get("/api/workers", headers={"Authorization": "Bearer truyvet_x"})
    assert measures(client)["truyvet_query_seconds_count", "service/token"] == 1
    app_of(client).state.audit.carry()
    assert measures(client)["truyvet_audit_waiting",] == 0


def test_entries_of_the_log_that_wait_are_counted(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_of(client).state.audit, "_carry", lambda: None)
    before = measures(client)["truyvet_audit_waiting",]
    for _ in range(3):
        client.get("/api/workers")
    assert measures(client)["truyvet_audit_waiting",] == before + 3


@pytest.mark.parametrize(
    ("who", "address", "status"),
    [("loopback", "127.0.0.1", 200), ("loopback", "::1", 200), ("loopback", "10.0.0.7", 404), ("all", "10.0.0.7", 200),
     ("off", "127.0.0.1", 404)],
)  # fmt: skip
def test_who_may_fetch_measures(prepared: Database, tmp_path: Path, who: str, address: str, status: int) -> None:
    app = create_app(prepared, Settings(data_dir=tmp_path, metrics=who))
    assert TestClient(app, client=(address, 1)).get("/metrics").status_code == status


def test_who_waits_for_a_graph_that_goes_is_told(
    client: TestClient, prepared: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The request hangs in the graph; the answer does not, and the next one is not taken at all."""
    go_on, asked = threading.Event(), []

    def hang(*_: object, **__: object) -> None:
        asked.append(True)
        go_on.wait(20)
        raise GraphUnavailable("gone", "mất")

    monkeypatch.setattr(guarded_module, "LOOK", 0.05)
    monkeypatch.setattr(prepared, "ask", hang)
    watch: Watch = app_of(client).state.watch
    error = GraphUnavailable("It does not answer.", "Không trả lời.")
    threading.Timer(0.3, lambda: monkeypatch.setattr(watch, "problem", lambda: error)).start()
    first, second = (client.get("/api/me", headers={"Authorization": "Bearer x"}) for _ in range(2))
    go_on.set()
    for answer in (first, second):
        assert (answer.status_code, answer.json()["code"]) == (503, "graph-unavailable")
        assert answer.headers["retry-after"]
        assert answer.json()["request"] == answer.headers["x-request-id"]
    assert len(asked) == 1
    assert measures(client)["truyvet_turned_away_total", "graph"] == 2
