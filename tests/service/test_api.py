"""The API: every route asks who is calling; documents and problems are those of shared/interfaces.md."""

import io
import json
import os
import time
import zipfile
from datetime import date
from pathlib import Path
from typing import Any, get_args

import openpyxl
import pytest
from fastapi.testclient import TestClient

from graph.analysis.attack_rates import SETTING, TRAITS, UNITS
from graph.analysis.bridge_graph import Between
from graph.database import Connection, Database
from graph.exports.pack import FORMATS
from graph.tracing.employment import WORK
from service.accounts.roles import Role
from service.api import analysis, closures, create_app, exports
from service.api.common import XLSX
from service.cli import analyse, bridges, export
from service.cli import closures as closures_command
from service.settings import Settings
from tests.service.conftest import PREFIX, ROWS, account_token
from tests.workbooks import write_workbook

W1 = f"{PREFIX}~w1"
PROBLEM = {"type", "title", "status", "code", "field", "detail", "vi", "en"}


def test_health_needs_none(stranger: TestClient) -> None:
    assert stranger.get("/health").json() == {"status": "up"}
    assert "/api/trace" in stranger.get("/openapi.json").json()["paths"]


@pytest.mark.parametrize(
    ("q", "total", "matched"),
    [("dang thi dao", 1, "name"), ("Đào", 1, "name"), ("w1", 1, "code"), ("024195000123", 1, "citizen_id"),
     ("0912345678", 1, "phone"), (W1, 1, "key"), ("tran an", 3, "name"), ("nobody", 0, None)],
)  # fmt: skip
def test_find(api: TestClient, q: str, total: int, matched: str | None) -> None:
    found = api.get("/api/workers", params={"q": q}).json()
    assert found["total"] == total == len(found["people"])
    assert {entry["matched"] for entry in found["people"]} == ({matched} if matched else set())


def test_find_in_a_company_and_by_pages(api: TestClient) -> None:
    assert api.get("/api/workers", params={"q": "an", "company": "abc"}).json()["total"] == 3
    assert api.get("/api/workers", params={"q": "an", "company": "other"}).status_code == 404
    page = api.get("/api/workers", params={"q": "an", "limit": 1, "offset": 1}).json()
    assert (page["total"], len(page["people"]), page["limit"], page["offset"]) == (3, 1, 1, 1)


def test_one_person(api: TestClient) -> None:
    document = api.get(f"/api/workers/{W1}").json()
    person = document["person"]
    assert (person["code"], person["birth_date"], person["sex"]) == ("w1", "1995-08-05", "female")
    assert (person["citizen_id"], person["phone"]) == ("024195000123", "0912345678")
    assert [(m["setting"], m["since"], m["until"], m["row"]) for m in document["memberships"]] == [
        ("room", None, None, 5),
        ("team", "2021-03-01", None, 5),
        ("vehicle", None, None, 5),
    ]
    assert document["gaps"] == []
    assert [mate["name"] for mate in document["housemates"]] == ["Vũ Văn Cò"]
    assert api.get(f"/api/workers/{PREFIX}~w4").json()["gaps"] == ["team", "residence", "vehicle"]


@pytest.mark.parametrize(
    ("setting", "names"),
    [
        ("team", ["Trần Văn An"]),
        ("workshop", ["Trần Thị An", "Trần Văn An"]),
        ("company", ["Trần Thị An", "Trần Văn An", "Trần Văn An"]),
        ("room", ["Vũ Văn Cò"]),
        ("house", ["Vũ Văn Cò"]),
        ("vehicle", ["Trần Thị An"]),
    ],
)
def test_who_shares_a_setting(api: TestClient, setting: str, names: list[str]) -> None:
    found = api.get(f"/api/workers/{W1}/same/{setting}", params={"on": "2021-05-10"}).json()
    assert [entry["person"]["name"] for entry in found["people"]] == names
    assert found["total"] == len(names)
    assert found["group"] is not None


def test_nobody_shares_what_one_has_not(api: TestClient) -> None:
    found = api.get(f"/api/workers/{PREFIX}~w4/same/room").json()
    assert (found["group"], found["total"], found["people"]) == (None, 0, [])
    assert api.get(f"/api/workers/{W1}/same/team", params={"on": "2021-02-28"}).json()["group"] is None


def test_a_case_from_registration_to_retraction(api: TestClient) -> None:
    body = {"worker": "dang thi dao", "onset": "10/05/2021"}
    added = api.post("/api/cases", json=body)
    assert added.status_code == 201
    key = added.json()["key"]
    assert key == f"covid-19~{W1}~2021-05-10"
    assert api.post("/api/cases", json=body).json() == added.json()
    assert api.get("/api/cases").json()["total"] == 1
    changed = api.patch(f"/api/cases/{key}", json={"isolated": "2021-05-12"}).json()
    assert (changed["onset"], changed["isolated"], changed["key"]) == ("2021-05-10", "2021-05-12", key)
    assert api.delete(f"/api/cases/{key}").status_code == 422
    gone = api.delete(f"/api/cases/{key}", params={"reason": "mẫu nhầm"}).json()
    assert (gone["retracted"], gone["reason"]) == (True, "mẫu nhầm")
    assert api.get(f"/api/cases/{key}").json()["retracted"] is True
    traced = api.post("/api/trace", json={"cases": [key]})
    assert (traced.status_code, traced.json()["code"]) == (422, "invalid")


def test_a_trace_by_case_by_name_and_by_dates(api: TestClient) -> None:
    body = {"worker": W1, "onset": "2021-05-10", "isolated": "2021-05-12"}
    key = api.post("/api/cases", json=body).json()["key"]
    asked = {"cases": [key], "as_of": "2021-05-20"}
    document = api.post("/api/trace", json=asked).json()
    assert document["counts"]["levels"] == {"1": 3}
    assert [(c["person"]["name"], c["grade"]) for c in document["contacts"]] == [
        ("Vũ Văn Cò", "near"),
        ("Trần Văn An", "near"),
        ("Trần Thị An", "near"),
    ]
    assert document["cases"][0]["window"] == {"from": "2021-05-07", "to": "2021-05-12"}
    by_name = api.post("/api/trace", json={"persons": ["Đặng Thị Đào"], "as_of": "20/05/2021"}).json()
    assert by_name["contacts"] == document["contacts"]
    ad_hoc = api.post("/api/trace", json={"persons": ["w3"], "onset": "2021-05-10", "as_of": "2021-05-20"}).json()
    assert ad_hoc["cases"][0]["key"] is None
    assert ad_hoc["contacts"][0]["case"]["key"] == key, "a case that is met on the way is marked"
    override = api.post("/api/trace", json={**asked, "isolated": "2021-05-08"}).json()
    assert override["cases"][0]["window"] == {"from": "2021-05-07", "to": "2021-05-08"}
    page = api.post("/api/trace", json={**asked, "limit": 1, "offset": 2}).json()
    assert (page["total"], len(page["contacts"]), page["counts"]) == (3, 1, document["counts"])


def test_the_likely_infected_first(api: TestClient) -> None:
    asked = {"persons": [W1], "onset": "2021-05-10", "isolated": "2021-05-12", "as_of": "2021-05-20"}
    listed = api.post("/api/trace", json=asked).json()
    likely = api.post("/api/trace", json={**asked, "order": "chance"}).json()
    chances = [contact["chance"] for contact in likely["contacts"]]
    assert (listed["order"], {contact["chance"] for contact in listed["contacts"]}) == ("list", {None})
    assert (likely["order"], likely["counts"]) == ("chance", listed["counts"])
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > 0
    refused = api.post("/api/trace", json={**asked, "order": "luck"})
    assert (refused.status_code, refused.json()["field"]) == (422, "order")


def test_the_analyses(api: TestClient) -> None:
    keys = [
        api.post("/api/cases", json={"worker": worker, "onset": onset}).json()["key"]
        for worker, onset in ((W1, "2021-05-10"), (f"{PREFIX}~w2", "2021-05-14"))
    ]
    view = {"as_of": "2021-05-20"}
    found = api.get("/api/analysis/clusters", params=view).json()
    assert (found["total"], found["clusters"][0]["size"], found["clusters"][0]["key"]) == (1, 2, keys[0])
    whole = api.get(f"/api/analysis/clusters/{keys[1]}", params=view).json()
    assert [link["to"] for link in whole["links"]] == [keys[1]]
    rates = api.get("/api/analysis/attack-rates", params={**view, "by": "team"}).json()
    assert (rates["rates"][0]["cases"], rates["rates"][0]["people"]) == (2, 2)
    common = api.post("/api/analysis/common-source", json={**view, "cases": keys}).json()
    assert {source["setting"] for source in common["sources"]} >= {"team", "workshop", "company"}
    leaks = api.get("/api/analysis/leaks", params=view).json()
    assert (leaks["infected"][0]["cases"], leaks["total"]) == (2, 0)
    joined = api.get("/api/analysis/bridges", params={**view, "company": PREFIX}).json()
    assert (joined["between"], joined["people"], joined["units"], joined["total"]) == ("workshop", 4, 2, 0)
    assert api.get("/api/analysis/bridges", params={**view, "between": "team"}).status_code == 422
    assert api.get("/api/analysis/bridges", params={**view, "company": "none"}).status_code == 404
    assert api.get("/api/analysis/clusters/none", params=view).status_code == 404
    assert api.get("/api/analysis/attack-rates", params={**view, "by": "blood"}).status_code == 422
    assert api.post("/api/analysis/common-source", json={"cases": keys[:1]}).status_code == 422
    assert api.get("/api/analysis/clusters", params={"known_at": "yesterday"}).status_code == 422
    assert api.get("/api/analysis/clusters", params={"day": "2021-05-20"}).status_code == 422, "a misspelt name"


def test_packs(api: TestClient) -> None:
    key = api.post("/api/cases", json={"worker": W1, "onset": "2021-05-10"}).json()["key"]
    other = api.post("/api/cases", json={"worker": f"{PREFIX}~w2", "onset": "2021-05-14"}).json()["key"]
    view = {"as_of": "2021-05-20", "format": "epicontacts"}
    for kind, asked in (("trace", {"cases": [key]}), ("cluster", {"cluster": key}), ("cases", {"cases": [key, other]})):
        found = api.post(f"/api/exports/{kind}", json={**view, **asked})
        assert (found.status_code, found.headers["content-type"]) == (200, "application/zip")
        files = zipfile.ZipFile(io.BytesIO(found.content))
        manifest = json.loads(files.read("manifest.json"))
        assert (manifest["what"], manifest["identified"]) == (kind, False)
        assert "Đào" not in "".join(files.read(name).decode() for name in files.namelist())
    named = {**view, "cases": [key], "identified": True}
    refused = api.post("/api/exports/trace", json=named)
    assert (refused.status_code, refused.json()["field"]) == (422, "reason")
    found = api.post("/api/exports/trace", json={**named, "reason": "gọi điện"})
    assert "Đào" in zipfile.ZipFile(io.BytesIO(found.content)).read("linelist.csv").decode()
    every = zipfile.ZipFile(io.BytesIO(api.post("/api/exports/cases", json=view).content))
    assert json.loads(every.read("manifest.json"))["question"]["en"] == "2 case(s)"
    assert len(every.read("linelist.csv").decode().splitlines()) == 1 + 2
    why = {"identified": True, "reason": "gọi điện"}
    every = zipfile.ZipFile(io.BytesIO(api.post("/api/exports/cases", json={**view, **why}).content))
    assert json.loads(every.read("manifest.json"))["question"]["en"] == "All 2 cases of covid-19 as of 20/05/2021"
    early = {**view, "as_of": "2021-05-01"}
    for asked in ({}, {"cases": [key]}):
        none = api.post("/api/exports/cases", json={**early, **asked})
        assert (none.status_code, none.json()["field"]) == (404, "as_of")
    assert api.post("/api/exports/cases", json={**view, "cases": []}).status_code == 422
    assert api.post("/api/exports/cases", json={**view, "cases": ["none"]}).status_code == 404
    assert api.post("/api/exports/trace", json={**view, "cases": [key], "format": "pdf"}).status_code == 422


def test_the_neighbourhood(api: TestClient) -> None:
    key = api.post("/api/cases", json={"worker": W1, "onset": "2021-05-10"}).json()["key"]
    team = f"{PREFIX}~may-1~to-1"
    folded = api.get(f"/api/cases/{key}/neighbourhood", params={"as_of": "2021-05-20"}).json()
    assert folded["centre"]["window"] == {"from": "2021-05-07", "to": "2021-05-20"}
    assert {group["setting"] for group in folded["groups"]} == {
        "room",
        "house",
        "vehicle",
        "team",
        "workshop",
        "company",
    }
    assert (folded["persons"], folded["drawn"]) == ([], 1)
    days = {"from": "2021-05-07", "to": "20/05/2021", "as_of": "2021-05-20", "open": [team, f"{PREFIX}~may-1"]}
    opened = api.get(f"/api/workers/{W1}/neighbourhood", params={**days, "limit": 2}).json()
    assert [one["person"]["code"] for one in opened["persons"]] == ["w2"]
    assert (opened["drawn"], opened["left_out"], opened["limit"]) == (2, 1, 2)
    assert api.get(f"/api/workers/{W1}/neighbourhood", params={"open": "none"}).status_code == 404
    assert api.get(f"/api/workers/{PREFIX}~w4/neighbourhood").json()["field"] == "onset"
    assert api.get("/api/cases/none/neighbourhood").status_code == 404
    assert api.get(f"/api/cases/{key}/neighbourhood", params={"limit": 0}).status_code == 422
    assert api.get(f"/api/cases/{key}/neighbourhood", params={"opened": team}).status_code == 422


def test_no_name_of_a_workbook_becomes_a_formula(firm: Database, api: TestClient) -> None:
    with firm._session("WRITE") as session:
        session.run("MATCH (p:Worker {code: 'w2'}) SET p.name = '=1+1', p.phone = '@SUM(A1)'").consume()
    body = {"persons": ["w1"], "onset": "2021-05-10", "as_of": "2021-05-20"}
    text = api.post("/api/trace", json=body, headers={"Accept": "text/csv"}).content.decode("utf-8-sig")
    assert ",'=1+1," in text
    assert ",'@SUM(A1)," in text
    content = api.post("/api/trace", json=body, headers={"Accept": XLSX}).content
    cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(content)) for row in sheet for cell in row]
    assert {cell.value: cell.data_type for cell in cells if cell.value in ("=1+1", "@SUM(A1)")} == {
        "=1+1": "s",
        "@SUM(A1)": "s",
    }


def test_a_trace_as_csv_and_xlsx(api: TestClient) -> None:
    body = {"persons": ["w1"], "onset": "2021-05-10", "as_of": "2021-05-20", "limit": 1}
    text = api.post("/api/trace", json=body, headers={"Accept": "text/csv"}).content.decode("utf-8-sig")
    assert len(text.splitlines()) == 4
    xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    content = api.post("/api/trace", json=body, headers={"Accept": xlsx}).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert [row[3] for row in book["F1"].iter_rows(min_row=2, values_only=True)] == [
        "Vũ Văn Cò",
        "Trần Văn An",
        "Trần Thị An",
    ]


def test_who_was_there_needs_no_case(api: TestClient) -> None:
    team = next(
        m["group"]["key"] for m in api.get(f"/api/workers/{W1}").json()["memberships"] if m["setting"] == "team"
    )
    body = {"group": team, "from": "2021-05-01", "to": "2021-05-02"}
    document = api.post("/api/trace", json=body).json()
    assert [(c["person"]["key"], c["level"], c["grade"], c["score"]) for c in document["contacts"]] == [
        (W1, 1, None, None),
        (f"{PREFIX}~w2", 1, None, None),
    ]
    assert document["as_of"] == "2021-05-02"


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("GET", "/api/workers", None, 422, "invalid"),
        ("GET", "/api/workers?q=a&limit=60000", None, 422, "invalid"),
        ("GET", "/api/workers/none", None, 404, "not-found"),
        ("GET", f"/api/workers/{W1}/same/village", None, 422, "invalid"),
        ("GET", f"/api/workers/{W1}/same/team?on=31/02/2021", None, 422, "invalid"),
        ("GET", "/api/cases/none", None, 404, "not-found"),
        ("GET", "/api/imports/none", None, 404, "not-found"),
        ("GET", "/api/imports/none/workbook", None, 404, "not-found"),
        ("GET", "/api/companies/none", None, 404, "not-found"),
        ("GET", "/api/rules/none", None, 404, "not-found"),
        ("GET", "/api/nothing", None, 404, "not-found"),
        ("PUT", "/api/cases", None, 405, "method-not-allowed"),
        ("POST", "/api/cases", {"worker": "w1"}, 422, "invalid"),
        ("POST", "/api/cases", {"worker": "w1", "onset": "2021-13-01"}, 422, "invalid"),
        ("POST", "/api/cases", {"worker": "w1", "onset": "2100-01-01"}, 422, "invalid"),
        ("POST", "/api/cases", {"worker": "w1", "sampled": "2021-05-10", "confirmed": "2021-05-09"}, 422, "invalid"),
        ("POST", "/api/cases", {"worker": "nobody", "onset": "2021-05-10"}, 404, "not-found"),
        ("POST", "/api/cases", {"worker": "tran van an", "onset": "2021-05-10"}, 409, "ambiguous"),
        ("POST", "/api/cases", {"worker": "w1", "onset": "2021-05-10", "disease": "A B"}, 422, "invalid"),
        ("POST", "/api/trace", {}, 422, "invalid"),
        ("POST", "/api/trace", {"persons": ["w1"]}, 422, "invalid"),
        ("POST", "/api/trace", {"persons": ["w1"], "onset": "10 May"}, 422, "invalid"),
        ("POST", "/api/trace", {"persons": ["w1"], "onset": "2021-05-10", "rules": "none"}, 404, "not-found"),
        ("POST", "/api/trace", {"persons": ["w1"], "onset": "2021-05-10", "settings": ["pub"]}, 422, "invalid"),
        ("POST", "/api/trace", {"persons": ["w1"], "onset": "2021-05-10", "depth": 0}, 422, "invalid"),
        ("POST", "/api/trace", {"persons": ["w1", "w2"], "onset": "2021-05-10"}, 422, "invalid"),
        ("POST", "/api/trace", {"group": "none", "from": "2021-05-01", "to": "2021-05-02"}, 404, "not-found"),
        ("POST", "/api/trace", {"group": "none", "from": "2021-05-01"}, 422, "invalid"),
        ("POST", "/api/trace", {"group": "none", "from": " ", "to": "2021-05-02"}, 422, "invalid"),
        ("GET", "/api/cases?offset=2147483647", None, 422, "invalid"),
        ("POST", "/api/imports", None, 422, "invalid"),
    ],
)
def test_bad_input_is_a_problem_with_a_sentence(
    api: TestClient, method: str, path: str, body: Any, status: int, code: str
) -> None:
    answer = api.request(method, path, json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json().keys() >= PROBLEM


def test_several_people_of_a_name_are_listed(api: TestClient) -> None:
    problem = api.post("/api/cases", json={"worker": "Trần Văn An", "onset": "2021-05-10"}).json()
    assert {person["code"] for person in problem["people"]} == {"w2", "w4"}


def finished(api: TestClient, key: str) -> dict[str, Any]:
    for _ in range(1200):
        document: dict[str, Any] = api.get(f"/api/imports/{key}").json()
        if document["state"] not in ("queued", "running"):
            return document
        time.sleep(0.05)
    raise AssertionError("the import never ended")


def done(api: TestClient, path: Path, **form: str) -> dict[str, Any]:
    with path.open("rb") as file:
        sent = api.post("/api/imports", files={"file": (path.name, file)}, data=form)
    return finished(api, sent.json()["key"])


def test_an_import_in_the_background(api: TestClient, tmp_path: Path) -> None:
    rows = [*ROWS, {"code": "w5", "name": "Vũ Thị Mới"}]
    path = write_workbook(tmp_path / "new.xlsx", rows, as_of=date(2021, 5, 13))
    for mode, total in (("check", 0), ("apply", 1)):
        with path.open("rb") as file:
            sent = api.post("/api/imports", files={"file": ("new.xlsx", file)}, data={"mode": mode})
        assert (sent.status_code, sent.json()["state"]) == (202, "queued")
        report = finished(api, sent.json()["key"])
        assert (report["state"], report["file"], report["mode"]) == ("done", "new.xlsx", mode)
        assert report["rows"] == {"read": 5, "created": 1, "changed": 0, "unchanged": 4, "rejected": 0}
        assert api.get("/api/workers", params={"q": "vu thi moi"}).json()["total"] == total
    page = api.get(f"/api/imports/{report['key']}", params={"limit": 1}).json()
    assert (len(page["findings"]), page["findings_total"]) == (1, report["findings_total"])
    listed = api.get("/api/imports").json()
    assert listed["total"] == 3
    assert (
        listed["imports"][0].items()
        >= {"key": report["key"], "errors": 0, "warnings": report["findings_total"]}.items()
    )
    firm = {"company": report["company_key"], "name": report["company"]}
    assert listed["imports"][0].items() >= firm.items()
    assert api.get("/api/imports", params={"company": firm["company"]}).json()["total"] == 3
    assert api.get("/api/imports", params={"company": "none"}).json()["total"] == 0
    kept = [path.name for path in (tmp_path / "data" / "uploads").iterdir()]
    assert all(name.endswith(".errors.xlsx") for name in kept), "an upload goes as soon as it is done with"


def test_findings_are_counted_by_kind_and_can_be_narrowed(api: TestClient, tmp_path: Path) -> None:
    rows = [*ROWS, {"code": None, "name": "Vũ Thị Mới"}, {"code": "w6", "name": "Vũ Thị Sáu", "phone": "12"}]
    path = write_workbook(tmp_path / "new.xlsx", rows, as_of=date(2021, 5, 13))
    report = done(api, path, mode="check")
    assert sum(kind["count"] for kind in report["kinds"]) == report["findings_total"]
    assert (report["kinds"][0]["code"], report["kinds"][0]["severity"]) == ("code-missing", "error")
    for kind in report["kinds"]:
        assert "{" not in kind["message"]["vi"]
        only = {name: kind[name] for name in ("severity", "code", "column") if kind[name] is not None}
        page = api.get(f"/api/imports/{report['key']}", params=only).json()
        assert page["findings_total"] == kind["count"] == len(page["findings"])
        assert all(found.items() >= only.items() for found in page["findings"])
        assert page["kinds"] == report["kinds"]
    assert {kind["column"] for kind in report["kinds"]} >= {"Số điện thoại"}


def test_what_a_column_is_can_be_said_listed_and_forgotten(api: TestClient, tmp_path: Path) -> None:
    rows = [{"code": "w1", "name": "Đặng Thị Đào"}, {"code": "w2", "name": "Lê Văn An"}]
    path = write_workbook(tmp_path / "b.xlsx", rows, titles={"name": "Nhân sự"}, company="Công ty B")
    assert done(api, path)["error"]["reason"] == "doubtful-columns"
    assert done(api, path, map="Nhân sự=name")["state"] == "done"
    [kept] = api.get("/api/mappings", params={"company": "cong-ty-b"}).json()["mappings"]
    assert kept["columns"] == {"nhan su": "name"}
    report = done(api, path)
    assert [(c["field"], c["source"]) for c in report["columns"]] == [("code", "title"), ("name", "remembered")]
    assert api.delete(f"/api/mappings/{kept['key']}").status_code == 200
    assert api.get("/api/mappings").json()["total"] == 0
    assert api.delete(f"/api/mappings/{kept['key']}").status_code == 404


def test_the_file_to_mend_can_be_fetched_for_some_days(api: TestClient, tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "new.xlsx", [{"code": None, "name": "Vũ Thị Mới"}, *ROWS], as_of=date(2021, 5, 13))
    with path.open("rb") as file:
        sent = api.post("/api/imports", files={"file": ("new.xlsx", file)}, data={"mode": "check"})
    key = finished(api, sent.json()["key"])["key"]
    address = f"/api/imports/{key}/workbook"
    book = openpyxl.load_workbook(io.BytesIO(api.get(address).content))
    assert book.sheetnames == ["Cần xem", "Danh sách"]
    (written,) = (tmp_path / "data" / "uploads").glob("*.errors.xlsx")
    os.utime(written, (0, 0))
    gone = api.get(address)
    assert (gone.status_code, gone.json()["code"]) == (404, "not-found")
    assert not written.exists()


def test_a_refused_and_a_too_large_upload(api: TestClient, tmp_path: Path) -> None:
    sent = api.post("/api/imports", files={"file": ("a.xlsx", b"%PDF-1.7")})
    report = finished(api, sent.json()["key"])
    assert (report["state"], report["error"]["reason"]) == ("refused", "unreadable")
    large = api.post("/api/imports", files={"file": ("a.xlsx", b"x" * (2 << 20))})
    assert (large.status_code, large.json()["code"]) == (413, "too-large")


def test_uploads_that_an_earlier_service_left_are_taken_up(firm: Database, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    app = create_app(firm, settings)
    queue = app.state.imports
    queue.folder.mkdir(parents=True)
    path = write_workbook(tmp_path / "new.xlsx", ROWS, as_of=date(2021, 5, 13))
    from loaders.options import Options

    with path.open("rb") as file:
        key = queue.take(file, name="new.xlsx", options=Options(as_of=date(2021, 5, 14)))
    with TestClient(create_app(firm, settings)) as client:
        client.headers["Authorization"] = f"Bearer {account_token(firm, Role.STEWARD, 'test')}"
        report = finished(client, key)
    assert (report["state"], report["as_of"]) == ("done", "2021-05-14")


def test_the_form_comes_as_a_workbook(api: TestClient) -> None:
    book = openpyxl.load_workbook(io.BytesIO(api.get("/api/template").content))
    assert book.sheetnames == ["Danh sách", "Hướng dẫn", "Danh mục"]


def test_rules_and_companies(api: TestClient) -> None:
    assert {entry["id"] for entry in api.get("/api/rules").json()["rules"]} >= {"vn-5053-2020", "vn-3638-2021"}
    assert api.get("/api/rules/vn-3638-2021").json()["before"] == {"onset": 3, "sampled": 3, "confirmed": 3}
    [company] = api.get("/api/companies").json()["companies"]
    assert (company["key"], company["workers"], company["last_import"]) == (PREFIX, 4, "2021-05-10")
    assert api.get(f"/api/companies/{PREFIX}").json() == company
    assert company["completeness"]["citizen_id"] == 0.25


def test_a_graph_that_does_not_answer_is_a_503(tmp_path: Path) -> None:
    from tests.ports import closed_port

    with Database(Connection(f"bolt://127.0.0.1:{closed_port()}", "neo4j", "x")) as gone:
        app = create_app(gone, Settings(data_dir=tmp_path))
        with TestClient(app, raise_server_exceptions=False) as client:
            health = client.get("/health")
            asked = client.get("/api/me", headers={"Authorization": "Bearer x"})
    assert (health.status_code, asked.status_code) == (503, 503)
    assert asked.json()["code"] == "graph-unavailable"


def test_routes_and_commands_name_what_there_is() -> None:
    """They list formats and traits themselves, as their help has to be there before anything is loaded."""
    assert get_args(exports.Format) == tuple(export.Format) == FORMATS
    assert get_args(closures.Unit) == tuple(closures_command.Unit)
    assert set(get_args(closures.Unit)) == WORK
    assert tuple(bridges.Between) == get_args(Between)
    assert get_args(analysis.By) == tuple(analyse.By) == (SETTING, *UNITS, *TRAITS)
