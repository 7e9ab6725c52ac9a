"""The command line: what it prints, and its exit codes."""

import json
import socket
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from service.cli.serving import _listen
from tests.ports import closed_port
from tests.service.conftest import PREFIX, ROWS, Run
from tests.workbooks import write_workbook


def test_find_by_everything(run: Run) -> None:
    for text in ("dang thi dao", "Đào", "w1", "024195000123", "0912345678"):
        result = run("find", text, "--json")
        assert result.exit_code == 0
        assert [entry["person"]["code"] for entry in json.loads(result.stdout)["people"]] == ["w1"]
    assert "Đặng Thị Đào" in run("find", "dao").stdout


def test_show_and_list(run: Run) -> None:
    document = json.loads(run("show", "w1", "--json").stdout)
    assert document["person"]["name"] == "Đặng Thị Đào"
    assert "Tổ 1" in run("show", "w1").stdout
    listed = json.loads(run("list", "w1", "--same", "team", "--on", "10/05/2021", "--json").stdout)
    assert [entry["person"]["code"] for entry in listed["people"]] == ["w2"]
    assert "Trần Văn An" in run("list", "w1", "--same", "team").stdout


def test_a_case_and_its_trace(run: Run, tmp_path: Path) -> None:
    added = run("case", "add", "dao", "--onset", "10/05/2021", "--isolated", "2021-05-12", "--json")
    assert added.exit_code == 0
    key = json.loads(added.stdout)["key"]
    assert json.loads(run("case", "list", "--json").stdout)["total"] == 1
    assert "Đặng Thị Đào" in run("case", "list").stdout
    document = json.loads(run("trace", key, "--as-of", "2021-05-20", "--json").stdout)
    assert document["counts"]["levels"] == {"1": 3}
    printed = run("trace", "w1", "--as-of", "20/05/2021")
    assert printed.exit_code == 0
    assert "F1: 3" in printed.stdout
    likely = run("trace", "w1", "--as-of", "20/05/2021", "--order", "chance").stdout
    assert "Chance" in likely
    assert "%" in likely
    assert run("trace", "w1", "--order", "luck").exit_code == 2
    for ending in ("xlsx", "csv", "json"):
        written = tmp_path / f"list.{ending}"
        assert run("trace", key, "--as-of", "2021-05-20", "-o", written).exit_code == 0
        assert written.stat().st_size > 0
    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx")["F1"]
    assert sheet.max_row == 4
    assert run("case", "update", key, "--isolated", "13/05/2021").exit_code == 0
    assert run("case", "retract", key, "--reason", "nhầm").exit_code == 0
    assert run("trace", key).exit_code == 1


def test_the_analyses(run: Run) -> None:
    ill = (("w1", "10/05/2021"), ("w2", "14/05/2021"))
    added = [run("case", "add", code, "--onset", onset, "--json").stdout for code, onset in ill]
    keys = [json.loads(one)["key"] for one in added]
    view = ("--as-of", "2021-05-20")
    listed = run("analyse", "clusters", *view).stdout
    assert "1 clusters" in listed
    assert keys[0] in listed
    assert "→" in run("analyse", "clusters", keys[1], *view).stdout
    assert json.loads(run("analyse", "clusters", keys[1], *view, "--json").stdout)["size"] == 2
    rates = run("analyse", "attack-rates", "--by", "team", *view)
    assert (rates.exit_code, "100.0%" in rates.stdout) == (0, True)
    by_sex = json.loads(run("analyse", "attack-rates", "--by", "sex", "--company", "abc", *view, "--json").stdout)
    assert sum(rate["cases"] for rate in by_sex["rates"]) == 2
    assert "1 firms with cases" in run("analyse", "leaks", *view).stdout
    joined = run("analyse", "bridges", "--company", "abc", *view)
    assert (joined.exit_code, "2 of kind workshop in 2 joined groups; the largest has 1" in joined.stdout) == (0, True)
    assert run("analyse", "bridges", "--company", "none", *view).exit_code == 1
    common = run("analyse", "common-source", *keys, *view)
    assert (common.exit_code, "2/2" in common.stdout) == (0, True)
    assert run("analyse", "common-source", keys[0], *view).exit_code == 1
    assert run("analyse", "attack-rates", "--by", "blood").exit_code == 2


def test_packs(run: Run, tmp_path: Path) -> None:
    key = json.loads(run("case", "add", "w1", "--onset", "10/05/2021", "--json").stdout)["key"]
    view = ("--as-of", "2021-05-20")
    written = run("export", "trace", key, *view, "--format", "gexf", "-o", tmp_path / "trace.zip")
    assert (written.exit_code, (tmp_path / "trace.zip").stat().st_size > 0) == (0, True)
    assert run("export", "cases", key, *view, "--format", "graphml", "-o", tmp_path / "cases").exit_code == 0
    assert run("export", "cases", *view, "--format", "csv", "-o", tmp_path / "all").exit_code == 0
    assert json.loads((tmp_path / "all" / "manifest.json").read_text())["question"]["en"] == "1 case(s)"
    assert (tmp_path / "cases" / "manifest.json").exists()
    again = run("export", "cases", key, *view, "--format", "graphml", "-o", tmp_path / "cases")
    assert (again.exit_code, run("export", "cluster", key, *view, "--format", "gexf", "-o", "x.zip").exit_code) == (
        1,
        1,
    )
    named = run("export", "trace", key, *view, "--format", "gexf", "-o", tmp_path / "named.zip", "--identified")
    assert (named.exit_code, (tmp_path / "named.zip").exists()) == (1, False)
    assert run("export", "trace", key, *view, "--format", "xlsx", "-o", tmp_path / "book").exit_code == 0
    assert (tmp_path / "book" / "network.xlsx").stat().st_size > 0
    browser = ("--format", "browser", "-o", tmp_path / "browser", "--identified", "--reason", "điều tra")
    assert "1 links to cases" in run("export", "cases", key, *view, *browser).stdout
    assert "w1" in (tmp_path / "browser" / "links.html").read_text(encoding="utf-8")
    assert run("export", "trace", key, "--format", "pdf", "-o", "x.zip").exit_code == 2


def test_the_neighbourhood(run: Run) -> None:
    days = ("--from", "07/05/2021", "--to", "2021-05-12", "--as-of", "2021-05-20")
    shown = run("neighbourhood", "w1", *days, "--open", f"{PREFIX}~may-1", "--limit", "2")
    assert shown.exit_code == 0
    assert "4 people in the same groups, 0 of them cases" in shown.stdout
    assert "1 people are not shown" in shown.stdout
    assert "w2" in shown.stdout
    document = json.loads(run("neighbourhood", "w1", *days, "--json").stdout)
    assert (document["centre"]["person"]["code"], document["people"], document["persons"]) == ("w1", 4, [])
    refused = run("neighbourhood", "w1")
    assert (refused.exit_code, "give a date" in refused.stderr) == (1, True)


def test_who_was_there(run: Run) -> None:
    result = run("trace", "--group", f"{PREFIX}~may-1~to-1", "--from", "2021-05-01", "--to", "02/05/2021", "--json")
    assert json.loads(result.stdout)["total"] == 2


def test_rules(run: Run) -> None:
    assert "vn-3638-2021" in run("rules").stdout
    assert json.loads(run("rules", "vn-5053-2020", "--json").stdout)["max_level"] == 2
    assert "3638" in run("rules", "vn-3638-2021").stdout


def test_import_prints_a_report(run: Run, tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "abc.xlsx", ROWS, as_of=date(2021, 5, 13))
    result = run("import", path, "--json")
    [report] = json.loads(result.stdout)
    assert (result.exit_code, report["rows"]["unchanged"], report["findings_total"]) == (0, 4, len(report["findings"]))
    assert "4 rows" in run("import", path, "--check").stdout


def test_a_check_lists_what_would_change(run: Run, tmp_path: Path) -> None:
    rows = [*ROWS[:3], {**ROWS[3], "workshop": "May 1"}, {"code": "w5", "name": "Lê Văn Mới"}]
    shown = run("import", "--check", write_workbook(tmp_path / "abc.xlsx", rows, as_of=date(2021, 5, 13))).stdout
    assert "What changes:" in shown
    assert "w4 Trần Văn An: moved workshop (Kho → May 1; from 13/05/2021) [sheet Danh sách, row 8]" in shown
    assert shown.index("w4 Trần Văn An: moved") < shown.index("w5 Lê Văn Mới: new (Công ty TNHH ABC)")
    half = run("import", write_workbook(tmp_path / "abc.xlsx", rows[:2], as_of=date(2021, 5, 13)))
    assert half.exit_code == 1
    assert "w4 Trần Văn An: left (Kho; until 12/05/2021)" in half.stdout


def test_the_file_to_mend_is_written(run: Run, tmp_path: Path) -> None:
    rows = [{"code": "w1", "name": "A B"}, {"code": None, "name": "C D"}]
    path = write_workbook(tmp_path / "a.xlsx", rows, company="Công ty TNHH Khác")
    for name in ("a-can-sua.xlsx", "a-can-sua-"):
        result = run("import", path, "--check", "--errors", tmp_path / "errors")
        assert result.exit_code == 0
        assert name in result.stdout
    assert len(list((tmp_path / "errors").iterdir())) == 2


def test_sample_and_template(run: Run, tmp_path: Path) -> None:
    assert run("sample", "--workers", "20", "--companies", "2", "--seed", "1", "-o", tmp_path / "s").exit_code == 0
    assert len(list((tmp_path / "s").glob("*.xlsx"))) == 2
    assert run("template", "-o", tmp_path / "form.xlsx").exit_code == 0
    assert run("template", "-o", tmp_path / "no" / "form.xlsx").exit_code == 1
    assert run("sample", "--workers", "2", "--companies", "5", "-o", tmp_path / "t").exit_code == 1


def test_the_demo_refuses_to_mix_with_other_data(run: Run) -> None:
    result = run("demo", "--workers", "60", "--companies", "2")
    assert result.exit_code == 1
    assert "TRUYVET_DATA_DIR" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "nobody"],
        ["show", "Trần Văn An"],
        ["list", "w1", "--same", "pub"],
        ["list", "w1", "--same", "team", "--on", "31/02/2021"],
        ["find", "an", "--company", "other"],
        ["case", "add", "w1"],
        ["case", "add", "w1", "--onset", "2100-01-01"],
        ["case", "update", "none", "--onset", "2021-05-10"],
        ["trace", "w1"],
        ["trace", "w1", "--onset", "2021-05-10", "--rules", "none"],
        ["trace", "w1", "--onset", "2021-05-10", "--settings", "pub"],
        ["trace", "w1", "--onset", "2021-05-10", "-o", "/no/such/folder/list.csv"],
        ["import", "/no/such/file.xlsx"],
        ["rules", "none"],
    ],
)
def test_what_cannot_be_is_one_sentence_and_exit_1(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.strip()
    assert "Traceback" not in result.stderr


def test_several_of_one_name_are_listed(run: Run) -> None:
    result = run("trace", "Trần Văn An", "--onset", "2021-05-10")
    assert result.exit_code == 1
    assert f"{PREFIX}~w2" in result.stderr
    assert f"{PREFIX}~w4" in result.stderr


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["trace"], ["find"], ["trace", "w1", "-o", "list.pdf"], ["trace", "--group", "g"]]
)
def test_wrong_usage_is_exit_2(run: Run, arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_refused_or_held_file_is_exit_1(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"%PDF-1.7")
    assert run("import", tmp_path / "a.xlsx").exit_code == 1
    held = write_workbook(tmp_path / "abc.xlsx", ROWS[:1], as_of=date(2021, 5, 13))
    result = run("import", held)
    assert (result.exit_code, "--confirm-leavers" in result.stderr) == (1, True)


def test_a_graph_that_cannot_be_reached(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", f"bolt://127.0.0.1:{closed_port()}")
    result = run("find", "an")
    assert result.exit_code == 1
    assert "NEO4J_URI" in result.stderr


def test_a_port_that_is_taken(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = run("serve", "--port", taken.getsockname()[1])
    assert result.exit_code == 1
    assert "--port" in result.stderr


def test_answers_are_sent_at_once() -> None:
    # asyncio switches TCP_NODELAY on only where the protocol is named; without it a kept line waits 40 ms an answer.
    with _listen("127.0.0.1", 0) as listening:
        assert listening.proto == socket.IPPROTO_TCP


def test_a_wrong_setting(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUYVET_PORT", "many")
    result = run("find", "an")
    assert result.exit_code == 1
    assert "Traceback" not in result.stderr


def test_what_a_column_is_can_be_said_listed_and_forgotten(run: Run, tmp_path: Path) -> None:
    rows = [{"code": "w1", "name": "Đặng Thị Đào"}, {"code": "w2", "name": "Lê Văn An"}]
    path = write_workbook(tmp_path / "b.xlsx", rows, titles={"name": "Nhân sự"}, company="Công ty B")
    refused = run("import", path)
    assert refused.exit_code == 1
    assert '--map "Nhân sự=name"' in refused.stderr
    assert run("mapping", "list").stdout.startswith("No mapping")
    assert "Nhân sự" in run("import", path, "--map", "Nhân sự=name").stdout
    assert "nhan su = name" in run("mapping", "list").stdout
    [kept] = json.loads(run("mapping", "list", "--json").stdout)["mappings"]
    assert "Nhân sự" in run("import", path).stdout
    assert run("mapping", "forget", kept["key"]).exit_code == 0
    assert run("mapping", "forget", kept["key"]).exit_code == 1
    assert run("import", path, "--map", "Nhân sự=lương").exit_code == 1
