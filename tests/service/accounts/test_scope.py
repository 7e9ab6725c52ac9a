"""What a firm sees: its own, and of others at most a number. On random worlds: test_scope_property.py."""

import time
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from graph.database import Database
from graph.errors import NotFound
from loaders.importing import import_file
from loaders.options import Options
from service.accounts.roles import Role
from service.accounts.scope import Scope
from service.api import create_app
from service.settings import Settings
from tests.drawing import run as cypher
from tests.drawing import wipe
from tests.service.conftest import PREFIX, ROOM, account_token
from tests.workbooks import write_workbook

OTHER = "cong-ty-xyz"
THEIRS = [
    {"code": "x1", "name": "Hoàng Văn Xa", "citizen_id": "024195000777", "residence": ROOM,
     "housemates": "Lý Thị Lạ 1991"},
    {"code": "x2", "name": "Đặng Thị Đào", "birth_date": "05/08/1995", "citizen_id": "024195000123",
     "workshop": "Kho X"},
]  # fmt: skip


@pytest.fixture
def both(firm: Database, tmp_path: Path) -> Database:
    """Two firms: one's worker shares the room of the other's, another is on both rosters."""
    path = write_workbook(tmp_path / "xyz.xlsx", THEIRS, as_of=date(2021, 5, 10), company="Công ty XYZ")
    assert import_file(firm, path, options=Options()).state == "done"
    assert [row[0] for row in cypher(firm, "MATCH ({key: $key})-[:SAME_AS]-(o) RETURN o.key", key=f"{PREFIX}~w1")] == [
        f"{OTHER}~x2"
    ]
    cypher(
        firm,
        """MATCH (p:Worker {key: $key}) CREATE (:Case {key: 'c', disease: 'covid-19', onset: date('2021-05-09'),
             registered_at: datetime()})-[:OF]->(p)""",
        key=f"{OTHER}~x2",
    )
    return firm


@pytest.fixture
def abc(stranger: TestClient, both: Database) -> TestClient:
    """The API as the firm ABC."""
    token = account_token(both, Role.FIRM, "abc", companies=[PREFIX])
    stranger.headers["Authorization"] = f"Bearer {token}"
    return stranger


def test_a_worker_without_what_others_sent(abc: TestClient, both: Database) -> None:
    document = abc.get(f"/api/workers/{PREFIX}~w1").json()
    assert document["same_as"] == []
    assert document["cases"] == []
    assert [mate["name"] for mate in document["housemates"]] == ["Vũ Văn Cò"]
    assert document["housemates_elsewhere"] == 2, "the other firm's worker and the housemate whom he named"
    assert {m["setting"] for m in document["memberships"]} == {"team", "room", "vehicle"}
    assert all("record" not in m for m in document["memberships"])
    analyst = {"Authorization": f"Bearer {account_token(both, Role.ANALYST, 'lan')}"}
    whole = abc.get(f"/api/workers/{PREFIX}~w1", headers=analyst).json()
    assert [same["key"] for same in whole["same_as"]] == [f"{OTHER}~x2"]
    assert len(whole["cases"]) == 1
    assert len(whole["housemates"]) == 3
    assert "housemates_elsewhere" not in whole


def test_others_are_not_there(abc: TestClient) -> None:
    for path in (
        f"/api/workers/{OTHER}~x1",
        f"/api/workers/{OTHER}~x2",
        f"/api/companies/{OTHER}",
        "/api/workers?q=an&company=xyz",
        "/api/workers?q=an&company=none",
        "/api/quality?company=xyz",
    ):
        answer = abc.get(path)
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found"), path
    for q, total in (("Hoàng Văn Xa", 0), ("024195000777", 0), ("x1", 0), (f"{OTHER}~x1", 0), ("dao", 1), ("an", 3)):
        assert abc.get("/api/workers", params={"q": q}).json()["total"] == total, q
    [found] = abc.get("/api/workers", params={"q": "024195000123"}).json()["people"]
    assert (found["person"]["key"], found["person"]["same_as"]) == (f"{PREFIX}~w1", [])
    assert [one["key"] for one in abc.get("/api/companies").json()["companies"]] == [PREFIX]
    assert [one["key"] for one in abc.get("/api/quality").json()["companies"]] == [PREFIX]
    assert abc.get("/api/quality", headers={"Accept": "text/csv"}).text.count(OTHER) == 0
    assert {one["company"] for one in abc.get("/api/imports").json()["imports"]} == {PREFIX}


def test_imports_of_others_are_not_there(abc: TestClient, both: Database) -> None:
    runs = dict(map(tuple, cypher(both, "MATCH (i:Import) RETURN i.company, i.key")))
    assert abc.get(f"/api/imports/{runs[PREFIX]}").status_code == 200
    for key in (runs[OTHER], "none"):
        for path in (f"/api/imports/{key}", f"/api/imports/{key}/workbook"):
            assert abc.get(path).status_code == 404


def test_a_file_is_of_the_firm_that_sends_it(abc: TestClient, both: Database, tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "sent.xlsx", [{"code": "x1", "name": "Vũ Thị Mới"}], as_of=date(2021, 5, 11), company="Công ty XYZ"
    )
    refused = abc.post("/api/imports", files={"file": ("a.xlsx", path.read_bytes())}, data={"company": OTHER})
    assert (refused.status_code, refused.json()["field"]) == (404, "company")
    sent = abc.post("/api/imports", files={"file": ("a.xlsx", path.read_bytes())}, data={"partial": "true"})
    assert sent.status_code == 202
    assert abc.get(sent.headers["location"]).status_code == 200, "it is the sender's from the first moment on"
    report = _finished(abc, sent.headers["location"])
    assert (report["state"], report["company_key"]) == ("done", PREFIX)
    assert [row[0] for row in cypher(both, "MATCH (p:Worker {name: 'Vũ Thị Mới'}) RETURN p.company")] == [PREFIX]
    [[theirs]] = cypher(both, "MATCH (p:Worker {key: $key}) RETURN p.name", key=f"{OTHER}~x1")
    assert theirs == "Hoàng Văn Xa"


def test_a_name_with_a_number_is_found(abc: TestClient, both: Database) -> None:
    cypher(
        both, "MATCH (p {key: $key}) SET p.name = 'Trần Văn An 2', p.folded_name = 'tran van an 2'", key=f"{PREFIX}~w2"
    )
    cypher(both, "CALL db.awaitIndexes(60)")
    for q, total in (("an 2", 1), ("w2", 1), ("an 3", 0)):
        assert abc.get("/api/workers", params={"q": q}).json()["total"] == total, q


def test_a_scope_narrows() -> None:
    one, two, everything = Scope(("a",)), Scope(("a", "b")), Scope()
    assert [scope.narrowed() for scope in (one, two, everything)] == [["a"], ["a", "b"], None]
    assert [scope.narrowed(["b", "c"]) for scope in (one, two, everything)] == [[], ["b"], ["b", "c"]]
    assert [scope.sees("a") for scope in (one, two, everything)] == [True, True, True]
    assert [scope.sees(None) for scope in (one, two, everything)] == [False, False, True]
    assert (one.own(None), two.own("b"), everything.own(None), everything.own("x")) == ("a", "b", None, "x")
    for scope, company in ((one, "b"), (two, None)):
        with pytest.raises(NotFound):
            scope.own(company)


_FIRST = [
    {"code": "a1", "name": "Đặng Thị Đào", "birth_date": "05/08/1995", "citizen_id": "024195000123",
     "phone": "0912345678", "residence": ROOM, "housemates": "Vũ Văn Cò 1990; Lý Thị Lạ 1991"},
    {"code": "a2", "name": "Trần Văn An", "citizen_id": "024195000777", "phone": "0912000000"},
    {"code": "a3", "name": "Lê Hoa", "residence": ROOM},
]  # fmt: skip
_SECOND = [
    {**_FIRST[0], "phone": "0912345679", "housemates": "Vũ Văn Cò 1990"},
    {**_FIRST[1], "citizen_id": "024195000778", "residence": ROOM},
    {"code": "a4", "name": "Hoàng Văn Xa", "citizen_id": "02419500077", "residence": ROOM},
]
#: The same numbers under the same and other names, the same room, and ABC's people named as housemates.
_OTHERS = [
    {"code": "x1", "name": "Hoàng Văn Xa", "citizen_id": "024195000777", "residence": ROOM,
     "housemates": "Đặng Thị Đào 1995 0912345678; Trần Văn An 0912000000; Lê Hoa"},
    {"code": "x2", "name": "Đặng Thị Đào", "birth_date": "05/08/1995", "citizen_id": "024195000123"},
    {"code": "x3", "name": "Bùi Thị Khác", "citizen_id": "024195000778", "residence": "P.9 nhà trọ ông Tư, Núi Hiểu",
     "housemates": "Trần Văn An 0912000000"},
    {"code": "x4", "name": "Vũ Văn Cò", "birth_date": "1990", "residence": ROOM},
]  # fmt: skip


def _told(database: Database, folder: Path) -> list[Any]:
    """Send a firm's two files as the firm, and return all that it is told of them."""
    told: list[Any] = []
    with TestClient(create_app(database, Settings(data_dir=folder))) as client:
        cypher(database, "MERGE (g:Group:Company {key: $key}) SET g.setting = 'company', g.name = 'ABC'", key=PREFIX)
        token = account_token(database, Role.FIRM, "abc", companies=[PREFIX])
        client.headers["Authorization"] = f"Bearer {token}"
        for number, rows in enumerate((_FIRST, _SECOND)):
            path = write_workbook(folder / f"{number}.xlsx", rows, as_of=date(2021, 5, 10 + number))
            sent = client.post("/api/imports", files={"file": (path.name, path.read_bytes())})
            told.append(_without(_finished(client, sent.headers["location"]), "key", "seconds", "started_at"))
            workbook = client.get(f"{sent.headers['location']}/workbook")
            told.append([[c.value for c in row] for row in load_workbook(BytesIO(workbook.content)).active])
        told.append(client.get("/api/workers?q=a").json())
        told += [_without(client.get(f"/api/workers/{PREFIX}~a{n}").json(), "memberships") for n in (1, 2, 3, 4)]
        told.append(client.get("/api/quality").json())
    return told


def _without(document: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name not in (*names, "housemates_elsewhere")}


def _finished(client: TestClient, address: str) -> dict[str, Any]:
    for _ in range(1200):
        report: dict[str, Any] = client.get(address).json()
        if report["state"] not in ("queued", "running"):
            return report
        time.sleep(0.05)
    raise AssertionError("the import did not end")


def test_a_firms_report_does_not_depend_on_what_others_sent(database: Database, tmp_path: Path) -> None:
    told = []
    for name in ("alone", "among others"):
        wipe(database)
        folder = tmp_path / name
        folder.mkdir()
        if name != "alone":
            path = write_workbook(folder / "xyz.xlsx", _OTHERS, as_of=date(2021, 5, 9), company="Công ty XYZ")
            assert import_file(database, path, options=Options()).state == "done"
        told.append(_told(database, folder))
    for alone, among in zip(*told, strict=True):
        if "housemates" in alone:
            # Whom a worker names and who turns out to be on another roster is counted elsewhere, and not named.
            mates, named = among.pop("housemates"), alone.pop("housemates")
            assert [mate for mate in mates if mate not in named] == []
        assert among == alone
    [[state]] = cypher(database, "MATCH (i:Import {file: '0.xlsx'}) RETURN i.report")
    assert '"same-as-suggested"' in state, "the department is told: a steward reads it in the same report"
