"""Analyses as jobs: by route, and what becomes of one that waits, fails, is cancelled."""

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph.database import Database
from graph.errors import Conflict, NotFound
from graph.progress import Told
from service import jobs as module
from service.accounts.roles import Role
from service.jobs import Jobs
from tests.service.conftest import account_token


def test_an_analysis_as_a_job(api: TestClient, firm: Database) -> None:
    later = {"Prefer": "respond-async, wait=1"}
    taken = api.get("/api/analysis/bridges", headers=later)
    assert (taken.status_code, taken.headers["preference-applied"]) == (202, "respond-async")
    job = job_done(api, taken.headers["location"])
    assert (job["state"], job["progress"], job["what"]) == ("done", 1.0, "/api/analysis/bridges")
    assert job["result"] == api.get("/api/analysis/bridges").json()
    failed = job_done(api, api.get("/api/analysis/clusters/none", headers=later).headers["location"])
    assert (failed["state"], failed["error"]["code"], failed["result"]) == ("failed", "not-found", None)
    listed = api.get("/api/jobs").json()["jobs"]
    assert [one["key"] for one in listed] == [failed["key"], job["key"]]
    assert "result" not in listed[0]
    other = {"Authorization": f"Bearer {account_token(firm, Role.ANALYST, 'other')}"}
    assert api.get(taken.headers["location"], headers=other).status_code == 404, "a job is its owner's"
    assert api.get("/api/jobs", headers=other).json() == {"jobs": []}
    assert api.delete(taken.headers["location"]).status_code == 204
    assert api.get(taken.headers["location"]).status_code == 404
    assert api.get("/api/analysis/bridges", params={"between": "team"}, headers=later).status_code == 422, "at once"


def job_done(api: TestClient, address: str) -> dict[str, Any]:
    """Wait for a job."""
    for _ in range(400):
        job: dict[str, Any] = api.get(address).json()
        if job["state"] not in ("queued", "running"):
            return job
        time.sleep(0.05)
    raise AssertionError(job)


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    found = Jobs()
    yield found
    found.stop()


def ended(jobs: Jobs, key: str) -> dict[str, Any]:
    for _ in range(400):
        document = jobs.document(key, owner="an")
        if document["state"] not in ("queued", "running"):
            return document
        time.sleep(0.01)
    raise AssertionError(document)


def test_a_job_tells_how_far_it_is_and_can_be_cancelled(jobs: Jobs) -> None:
    begun, go_on, gone = threading.Event(), threading.Event(), threading.Event()

    def work(told: Told) -> dict[str, Any]:
        told(0.25)
        begun.set()
        go_on.wait(10)
        try:
            told(0.5)
        except module.Cancelled:
            gone.set()
            raise
        return {}

    key = jobs.start(work, owner="an", what="x")
    assert begun.wait(10)
    assert (jobs.document(key, owner="an")["state"], jobs.document(key, owner="an")["progress"]) == ("running", 0.25)
    jobs.cancel(key, owner="an")
    with pytest.raises(NotFound):
        jobs.document(key, owner="an")
    go_on.set()
    assert gone.wait(10), "it ends when it next tells how far it is"


def test_an_error_of_the_program_is_told_without_its_text(jobs: Jobs, caplog: pytest.LogCaptureFixture) -> None:
    def work(_: Told) -> dict[str, Any]:
        raise RuntimeError("Đặng Thị Đào")

    document = ended(jobs, jobs.start(work, owner="an", what="x"))
    assert (document["state"], document["error"]["code"]) == ("failed", "internal")
    assert "Đào" not in caplog.text + str(document)
    assert "RuntimeError" in caplog.text


def test_no_more_wait_than_can(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_UNFINISHED", 2)
    go_on = threading.Event()

    def work(_: Told) -> dict[str, Any]:
        go_on.wait(10)
        return {"done": True}

    keys = [jobs.start(work, owner="an", what="x") for _ in range(2)]
    with pytest.raises(Conflict):
        jobs.start(work, owner="an", what="x")
    go_on.set()
    assert [ended(jobs, key)["result"] for key in keys] == [{"done": True}] * 2
    assert jobs.start(work, owner="an", what="x")


def test_results_go_after_their_time(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    key = jobs.start(lambda _: {}, owner="an", what="x")
    ended(jobs, key)
    monkeypatch.setattr(module, "KEPT", module.KEPT * 0)
    time.sleep(0.01)
    assert jobs.documents(owner="an") == []
    with pytest.raises(NotFound):
        jobs.document(key, owner="an")


def test_a_service_that_stops_drops_what_waits(jobs: Jobs) -> None:
    begun = threading.Event()

    def work(told: Told) -> dict[str, Any]:
        begun.set()
        while True:
            told(0.5)
            time.sleep(0.01)

    running = [jobs.start(work, owner="an", what="x") for _ in range(module.AT_ONCE)]
    waiting = jobs.start(work, owner="an", what="x")
    assert begun.wait(10)
    jobs.stop()
    states = [jobs.document(key, owner="an")["state"] for key in (*running, waiting)]
    assert states == ["cancelled"] * module.AT_ONCE + ["queued"]
