"""Meetings, isolations, tests, follow-up, forms, lists, why and path by route and by command."""

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from fastapi.testclient import TestClient

from graph.database import Database
from loaders.forms.columns import LINE_LIST
from tests.drawing import run as cypher
from tests.service.conftest import PREFIX, Run

CASE = f"covid-19~{PREFIX}~w1~2021-05-10"
TRACE = {"cases": [CASE], "as_of": "2021-05-16", "rules": "vn-3638-2021"}


@pytest.fixture
def case(api: TestClient) -> str:
    answer = api.post("/api/cases", json={"worker": "w1", "onset": "2021-05-10", "isolated": "12/05/2021"})
    assert answer.status_code == 201
    return str(answer.json()["key"])


def reached(api: TestClient, **more: Any) -> dict[str, int]:
    found = api.post("/api/trace", json={**TRACE, **more}).json()
    return {contact["person"]["key"].split("~", 1)[1]: contact["level"] for contact in found["contacts"]}


def test_what_is_recorded_by_hand_is_in_the_next_trace(api: TestClient, case: str) -> None:
    before = reached(api)
    assert before == {"w2": 1, "w3": 1, **{key: 1 for key in before if "vu-van-co" in key}}
    met = {"a": "w2", "b": f"{PREFIX}~w4", "on": "9/5/2021", "setting": "ăn cưới"}
    assert api.post("/api/met", json=met).status_code == 201
    assert reached(api) == {**before, "w4": 2}
    answer = api.post("/api/isolations", json={"worker": "w2", "on": "2021-05-08", "place": "Trạm y tế"})
    assert (answer.status_code, answer.json()["on"]) == (201, "2021-05-08")
    assert reached(api) == before
    assert api.delete(f"/api/follow-up/events/{answer.json()['key']}").json()["retracted"] is True
    assert reached(api) == {**before, "w4": 2}


def test_a_positive_test_is_a_case(api: TestClient, case: str) -> None:
    answer = api.post("/api/tests", json={"worker": "w3", "on": "13/05/2021", "result": "positive", "method": "pcr"})
    assert answer.json()["case"]["key"] == f"covid-19~{PREFIX}~w3~2021-05-13"
    marked = api.post("/api/trace", json=TRACE).json()["contacts"]
    assert [c["person"]["code"] for c in marked if c["case"]] == ["w3"]
    work = api.get("/api/follow-up", params={"on": "2021-05-16", "rules": "vn-3638-2021"}).json()
    assert (work["cases"], work["counts"]["open"]) == (2, work["counts"]["isolate"])
    lost = {"worker": "w2", "kind": "lost", "on": "2021-05-15"}
    assert api.post("/api/follow-up/events", json=lost).status_code == 201
    found = api.get("/api/follow-up", params={"on": "2021-05-16", "todo": "find"}).json()
    assert [p["person"]["code"] for p in found["people"]] == ["w2"]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/api/met", {"a": "w1", "b": "w1", "on": "2021-05-09"}, 422),
        ("/api/met", {"a": "w1", "b": "w2", "on": ""}, 422),
        ("/api/met", {"a": "w1", "b": "nobody", "on": "2021-05-09"}, 404),
        ("/api/met", {"a": "w1", "b": "Trần Văn An", "on": "2021-05-09"}, 409),
        ("/api/isolations", {"worker": "w1", "on": "2021-05-09", "until": "2021-05-01"}, 422),
        ("/api/isolations", {"worker": "w1", "on": "2021-05-09", "to": "2021-05-11"}, 422),
        ("/api/tests", {"worker": "w1", "on": "2021-05-09", "result": "maybe"}, 422),
        ("/api/follow-up/events", {"worker": "w1", "on": "2021-05-09", "kind": "flown"}, 422),
        ("/api/trace/why", {"cases": ["none"], "person": "w1"}, 404),
        ("/api/trace", {**TRACE, "since": "none"}, 404),
    ],
)
def test_errors_are_problems_in_both_languages(
    api: TestClient, case: str, path: str, body: dict[str, Any], status: int
) -> None:
    answer = api.post(path, json=body)
    assert answer.status_code == status
    found = answer.json()
    assert found["vi"]
    assert found["vi"] != found["en"]


def test_reading_routes_refuse_what_they_do_not_know(api: TestClient) -> None:
    for path, params, status in (
        ("/api/follow-up", {"todo": "sleep"}, 422),
        ("/api/follow-up", {"disease": "cholera"}, 422),
        ("/api/follow-up", {"day": "2021-05-16"}, 422),
        ("/api/path", {"from": "w1"}, 422),
        ("/api/path", {"from": "w1", "to": "nobody"}, 404),
        ("/api/lists/none", {}, 404),
        ("/api/companies", {"company": "abc"}, 422),
        ("/api/forms/other", {}, 422),
    ):
        answer = api.get(path, params=params)
        assert answer.status_code == status, path
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_list_is_kept_and_compared(api: TestClient, case: str) -> None:
    kept = api.post("/api/trace", json={**TRACE, "keep": True}).json()["list"]
    assert kept["issued_by"] == "test"
    api.post("/api/met", json={"a": "w1", "b": f"{PREFIX}~w4", "on": "9/5/2021"})
    found = api.post("/api/trace", json={**TRACE, "since": kept["key"]}).json()["changes"]
    assert found["counts"] == {"new": 1, "gone": 0, "changed": 0}
    assert [entry["key"] for entry in api.get("/api/lists").json()["lists"]] == [kept["key"]]
    whole = api.get(f"/api/lists/{kept['key']}").json()
    assert (whole["hash"], len(whole["contacts"])) == (kept["hash"], 3)


def test_who_was_on_a_list_is_named_as_on_file_today(api: TestClient, case: str, firm: Database) -> None:
    kept = api.post("/api/trace", json={**TRACE, "keep": True}).json()["list"]["key"]
    keys = [contact["key"] for contact in api.get(f"/api/lists/{kept}").json()["contacts"]]
    cypher(firm, "MATCH (p:Person {key: $key}) DETACH DELETE p", key=keys[1])
    first = api.get(f"/api/lists/{kept}/people", params={"limit": 2}).json()
    assert (first["total"], [one["key"] for one in first["people"]]) == (3, keys[:2])
    named = api.get(f"/api/workers/{keys[0]}").json()["person"]
    assert first["people"][0]["person"].items() >= {name: named[name] for name in ("key", "name", "company")}.items()
    assert first["people"][1]["person"] is None
    rest = api.get(f"/api/lists/{kept}/people", params={"offset": 2}).json()
    assert [one["key"] for one in rest["people"]] == keys[2:]
    assert api.get("/api/lists/none/people").status_code == 404


def test_why_and_path(api: TestClient, case: str) -> None:
    found = api.post("/api/trace/why", json={**TRACE, "person": "w2"}).json()
    assert (found["level"], found["chain"][0]["setting"]) == (1, "team")
    group = {"group": f"{PREFIX}~may-1", "from": "2021-05-01", "to": "2021-05-02", "person": "w2"}
    assert api.post("/api/trace/why", json=group).status_code == 422
    path = api.get("/api/path", params={"from": "w1", "to": f"{PREFIX}~w4", "on": "2021-05-10"}).json()
    assert (path["length"], path["chain"][0]["setting"]) == (1, "company")


def test_forms_blank_and_sent_back(api: TestClient) -> None:
    blank = api.get("/api/forms/line-list").content
    book = openpyxl.load_workbook(io.BytesIO(blank))
    columns = {each.name: number for number, each in enumerate(LINE_LIST.fields, start=1)}
    book.worksheets[0].cell(5, columns["citizen_id"], "024195000123")
    book.worksheets[0].cell(5, columns["onset"], "10/05/2021")
    out = io.BytesIO()
    book.save(out)

    def send(**fields: Any) -> Any:
        return api.post("/api/forms/line-list", files={"file": ("ca.xlsx", out.getvalue())}, data=fields)

    assert send(check="true").json()["rows"]["recorded"] == 1
    assert api.get("/api/cases").json()["total"] == 0
    assert send().json()["entries"][0]["key"] == CASE
    assert send().json()["rows"]["unchanged"] == 1
    refused = api.post("/api/forms/interview", files={"file": ("ca.xlsx", out.getvalue())})
    assert (refused.status_code, refused.json()["reason"]) == (422, "no-titles")
    large = api.post("/api/forms/interview", files={"file": ("ca.xlsx", b"0" * (11 * 1024**2))})
    assert large.status_code == 413


def test_a_misspelt_field_of_an_import_is_refused(api: TestClient, tmp_path: Path) -> None:
    answer = api.post("/api/imports", files={"file": ("a.xlsx", b"x")}, data={"partail": "true"})
    assert (answer.status_code, answer.json()["field"]) == (422, "partail")


def test_invalid_values_are_told_in_vietnamese(api: TestClient) -> None:
    assert "phải từ 1 trở lên" in api.get("/api/cases", params={"limit": 0}).json()["vi"]
    assert "phải là 'positive' or 'negative'" in api.post(
        "/api/tests", json={"worker": "w1", "on": "2021-05-09", "result": "?"}
    ).json()["vi"].replace("hoặc", "or")


def test_by_command(run: Run, tmp_path: Path) -> None:
    assert run("case", "add", "w1", "--onset", "10/5/2021", "--isolated", "12/5/2021").exit_code == 0
    options = ("--as-of", "16/5/2021", "--rules", "vn-3638-2021")
    kept = run("trace", CASE, *options, "--keep")
    assert "The list was kept as list-" in kept.stdout
    key = json.loads(run("lists", "--json").stdout)["lists"][0]["key"]
    assert key in run("lists").stdout
    assert f"{PREFIX}~w2" in run("lists", key).stdout
    assert "met" in run("met", "add", "w1", f"{PREFIX}~w4", "--on", "9/5/2021").stdout
    assert "1 new, 0 gone" in run("trace", CASE, *options, "--since", key).stdout
    assert "isolation" in run("isolate", "w2", "--on", "12/5/2021", "--until", "26/5/2021").stdout
    event = json.loads(run("isolate", "w3", "--on", "12/5/2021", "--json").stdout)["key"]
    assert run("follow-up", "retract", event).exit_code == 0
    assert "w3" in run("test", "w3", "--on", "13/5/2021", "--result", "positive").stdout
    assert run("follow-up", "lost", "w2", "--on", "13/5/2021").exit_code == 0
    assert run("follow-up", "moved", "w2", "--on", "14/5/2021", "--place", "Hà Nội").exit_code == 0
    work = run("follow-up", "list", "--on", "16/5/2021", "--rules", "vn-3638-2021")
    assert "find" in work.stdout
    for name in ("work.xlsx", "work.csv", "work.json"):
        assert run("follow-up", "list", "--on", "16/5/2021", "-o", tmp_path / name).exit_code == 0
        assert (tmp_path / name).stat().st_size > 0
    told = run("why", "w2", "--case", CASE, *options)
    assert "Trần Văn An (F1) shared team Tổ 1 with Đặng Thị Đào (F0)" in told.stdout
    assert "shared" not in run("path", "w1", "w2", "--on", "10/5/2021").stdout
    assert run("case", "update", CASE, "--outcome", "recovered", "--clear", "isolated").exit_code == 0
    assert json.loads(run("case", "list", "--json").stdout)["cases"][-1]["outcome"] == "recovered"


@pytest.mark.parametrize(
    "arguments",
    [
        ("met", "add", "w1", "w1", "--on", "9/5/2021"),
        ("isolate", "nobody", "--on", "9/5/2021"),
        ("isolate", "w1", "--on", "hôm qua"),
        ("test", "w1", "--on", "9/5/2021", "--result", "maybe"),
        ("follow-up", "retract", "none"),
        ("follow-up", "list", "--todo", "sleep"),
        ("lists", "none"),
        ("why", "w1", "--case", "none"),
        ("path", "w1", "none"),
        ("case", "import", "none.xlsx"),
    ],
)
def test_a_refusal_is_one_sentence_and_exit_1(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.exit_code == 1
    assert "Traceback" not in done.output
    assert done.stderr.strip()


def test_forms_by_command(run: Run, tmp_path: Path) -> None:
    for noun, name in (("case", "line-list"), ("met", "interview"), ("follow-up", "follow-up")):
        path = tmp_path / f"{name}.xlsx"
        assert run(noun, "template", "-o", path).exit_code == 0
        assert "0 rows" in run(noun, "import", path).stdout
    book = openpyxl.load_workbook(tmp_path / "line-list.xlsx")
    columns = {each.name: number for number, each in enumerate(LINE_LIST.fields, start=1)}
    book.worksheets[0].cell(5, columns["name"], "Trần Văn An")
    book.worksheets[0].cell(5, columns["onset"], "10/05/2021")
    book.save(tmp_path / "ca.xlsx")
    done = run("case", "import", tmp_path / "ca.xlsx")
    assert "1 doubtful" in done.stdout
    assert done.stdout.count("may be: Trần Văn An") == 2
    assert json.loads(run("case", "import", tmp_path / "ca.xlsx", "--check", "--json").stdout)["check"] is True
