"""Two importers, and two services on one graph, at once: what one after the other would have made."""

import threading
import time
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph.audit.chain import page, verify
from graph.database import Database
from service.accounts.accounts import add_account, disable, set_password
from service.accounts.roles import Role
from service.api import create_app
from service.settings import Settings
from tests.drawing import run as cypher
from tests.faults.own import Own
from tests.faults.service import send, serve, settled, tokens
from tests.service.conftest import PASSWORD, ROWS
from tests.workbooks import write_workbook


def book(folder: Path, company: str, day: int) -> Path:
    rows = [*ROWS, *({"code": f"w{at}", "name": f"Người {at}", "team": f"Tổ {at % (5 + day)}"} for at in range(5, 100))]
    return write_workbook(folder / f"{company}-{day}.xlsx", rows, company=company, as_of=date(2021, 5, day))


@pytest.mark.parametrize(("company", "key"), [("Công ty B", "other"), ("Công ty A", "run")], ids=["firms", "one firm"])
def test_two_importers(own: Own, tmp_path: Path, company: str, key: str) -> None:
    books, keys = [book(tmp_path, "Công ty A", 10), book(tmp_path, company, 10)], ["run", key]
    in_turn = []
    for turn in (1, -1):  # which of two firms comes first shows, as who named a housemate first
        for one, key in list(zip(books, keys, strict=True))[::turn]:
            own.run("import", one, key=key)
        in_turn.append(own.facts())
        own.wipe()
    both = [own.start("import", one, key=key) for one, key in zip(books, keys, strict=True)]
    for process in both:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    assert own.facts() in in_turn


def test_two_services_on_one_graph(own: Own, tmp_path: Path) -> None:
    """Each with a pool, a log on disk and threads of its own: what is shared is the graph."""
    with Database(own.connection()) as one, Database(own.connection()) as two:
        add_account(one, "lan", Role.ANALYST)
        set_password(one, "lan", PASSWORD, must_change=False)
        apps = [
            create_app(database, Settings(data_dir=tmp_path / name, neo4j_uri="elsewhere"))
            for database, name in ((one, "one"), (two, "two"))
        ]
        with TestClient(apps[0]) as first, TestClient(apps[1]) as second:
            right, wrong = ({"name": "lan", "password": password} for password in (PASSWORD, "sai mật khẩu này"))
            assert first.post("/api/session", json=right).is_success
            second.cookies = first.cookies
            assert second.get("/api/me").json()["name"] == "lan", "a session opened at one is known at the other"
            threads = [
                threading.Thread(target=lambda client=client: [client.get("/api/workers?q=x") for _ in range(25)])  # type: ignore[misc]
                for client in (first, second)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            statuses = [client.post("/api/session", json=wrong).status_code for client in (first, second) * 4]
            assert statuses[:5] == [401] * 5
            assert statuses[-1] == 429, "failures are counted together"
        # Each has carried over its log when it stopped.
        assert verify(one).problem is None
        actions = [entry["action"] for entry in page(one, limit=200, offset=0)["entries"]]
        assert actions.count("GET /api/workers") == 50
        assert cypher(one, "MATCH (h:AuditHead) RETURN count(h) AS n")[0]["n"] == 1


def test_two_processes_on_one_graph(own: Own, tmp_path: Path) -> None:
    """Each serves a folder of its own; files, cases and accounts of one are those of the other."""
    c = own.connection()
    there = {"NEO4J_URI": c.uri, "NEO4J_USERNAME": c.username, "NEO4J_PASSWORD": c.password}
    auth = tokens(own)
    with (
        serve(own, auth, **there, TRUYVET_DATA_DIR=str(tmp_path / "one")) as (_, first),
        serve(own, auth, **there, TRUYVET_DATA_DIR=str(tmp_path / "two")) as (_, second),
    ):
        keys = [
            send(client, book(tmp_path, name, 10)) for client, name in ((first, "Công ty A"), (second, "Công ty B"))
        ]
        for client, key in zip((first, second), keys, strict=True):
            settled(client)
            while client.get(f"/api/imports/{key}").json()["state"] == "running":
                time.sleep(0.03)  # the file to mend is being written
        # Each tells of the file that was sent to the other, too.
        states = [client.get(f"/api/imports/{key}").json()["state"] for client in (first, second) for key in keys]
        assert states == ["done"] * 4
        case = first.post("/api/cases", json={"worker": "cong-ty-a~w1", "confirmed": "2021-05-12"}).json()["key"]
        assert second.get(f"/api/cases/{case}").json()["confirmed"] == "2021-05-12"
        body = {"cases": [case], "as_of": "2021-05-20"}
        one, two = (client.post("/api/trace", json=body).json() for client in (first, second))
        assert one == two
        assert one["total"] > 0
        with Database(c) as database:
            disable(database, "an")
        assert [client.get("/api/cases").status_code for client in (first, second)] == [401, 401]
        for client in (first, second):
            assert client.get("/api/audit/verify").json()["whole"]
