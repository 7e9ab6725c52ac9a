"""Files: what is read, what is refused, what is counted; a folder's order; a killed import."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.database import Database
from graph.errors import TruyvetError
from loaders.importing import files_of, import_file, import_files
from loaders.options import Options
from loaders.sample import write_sample
from loaders.template import write_template
from tests.drawing import run, wipe
from tests.workbooks import ABC, codes, everything, memberships, write_workbook

ROW = {"code": "w1", "name": "Trần Văn An", "workshop": "PX 1", "team": "Tổ 1"}


def refusal(database: Database, path: Path, **options: Any) -> str:
    before = everything(database)
    report = import_file(database, path, options=Options(**options))
    assert report.state == "refused"
    assert everything(database) == before
    assert report.error is not None
    assert report.error.vi != report.error.en
    return str(report.error.extra["reason"])


def test_files_that_are_no_rosters_are_refused(database: Database, tmp_path: Path) -> None:
    (tmp_path / "empty.xlsx").write_bytes(b"")
    (tmp_path / "renamed.xlsx").write_bytes(b"%PDF-1.7 not a workbook")
    (tmp_path / "truncated.xlsx").write_bytes(write_workbook(tmp_path / "whole.xlsx", [ROW]).read_bytes()[:1500])
    write_workbook(tmp_path / "titles.xlsx", [{"position": "thợ", "shift": "1"}])
    write_workbook(tmp_path / "none.xlsx", [ROW], company=None)
    write_workbook(tmp_path / "future.xlsx", [ROW], as_of=date(2060, 1, 1))
    write_template(tmp_path / "blank.xlsx")
    assert refusal(database, tmp_path / "missing.xlsx") == "missing"
    assert refusal(database, tmp_path / "empty.xlsx") == "empty"
    assert refusal(database, tmp_path / "renamed.xlsx") == "unreadable"
    assert refusal(database, tmp_path / "truncated.xlsx") == "unreadable"
    assert refusal(database, tmp_path / "titles.xlsx") == "no-header"
    assert refusal(database, tmp_path / "none.xlsx") == "no-company"
    assert refusal(database, tmp_path / "future.xlsx") == "future"
    assert refusal(database, tmp_path / "blank.xlsx") == "empty", "the example row is never imported"


def test_a_folder_without_workbooks_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TruyvetError):
        files_of(tmp_path)


def test_every_row_ends_in_exactly_one_way(database: Database, tmp_path: Path) -> None:
    rows = [
        ROW,
        {**ROW, "code": "W1", "name": "Mã Dùng Lại"},
        {**ROW, "code": None},
        {**ROW, "code": "w2", "name": None},
        {"code": "w3", "name": "Không Xưởng"},
    ]
    below = [[7, None, None, None], ["Tổng cộng: 5 người", None, None, None], ["Giám đốc", None, None, None]]
    path = write_workbook(tmp_path / "a.xlsx", rows, as_of=date(2021, 5, 10), below=below)
    report = import_file(database, path, options=Options())
    assert report.rows == {"read": 5, "created": 2, "changed": 0, "unchanged": 0, "rejected": 3}
    assert [(s.row, s.why) for s in report.skipped] == [(10, "number"), (11, "total"), (12, "signature")]
    assert {"code-duplicate", "code-missing", "name-missing", "no-workshop"} <= set(codes(report))
    assert memberships(database, kind="WORKS_IN") == {("w1", "Tổ 1", None, None), ("w3", ABC, None, None)}


def test_titles_are_recognised_in_any_order_with_other_words(database: Database, tmp_path: Path) -> None:
    titles = {"code": "MSNV (*)", "name": "HO & TEN", "workshop": "Bo phan", "team": "CHUYỀN", "phone": "SĐT"}
    rows = [
        {
            "phone": "912345678",
            "team": "Chuyền 3",
            "name": "TRẦN  VĂN AN",
            "other": "x",
            "workshop": "PX 1",
            "code": 12.0,
        }
    ]
    titles["other"] = "Ghi chú nội bộ"
    above = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Biểu 01"]
    path = write_workbook(tmp_path / "a.xlsx", rows, titles=titles, above=above, as_of=date(2021, 5, 10))
    report = import_file(database, path, options=Options())
    assert (report.state, report.company, report.as_of) == ("done", ABC, date(2021, 5, 10))
    worker = run(database, "MATCH (w:Worker) RETURN w.code, w.name, w.phone, w.company")[0]
    assert list(worker) == ["12", "Trần Văn An", "0912345678", "cong-ty-tnhh-abc"]


def test_one_company_however_its_form_is_written(database: Database, tmp_path: Path) -> None:
    for number, name in enumerate(("CTY TNHH ABC", "Công ty trách nhiệm hữu hạn ABC", "cong ty tnhh abc")):
        path = write_workbook(tmp_path / "a.xlsx", [ROW], company=name, as_of=date(2021, 5, 10 + number))
        assert import_file(database, path, options=Options()).company_key == "cong-ty-tnhh-abc"
    other = write_workbook(tmp_path / "a.xlsx", [ROW], company="Công ty TNHH XYZ", as_of=date(2021, 5, 14))
    report = import_file(database, other, options=Options(company=ABC))
    assert (report.company_key, report.rows["unchanged"]) == ("cong-ty-tnhh-abc", 1)
    assert "company-differs" in codes(report)


def test_a_known_tax_code_wins_over_the_name(database: Database, tmp_path: Path) -> None:
    tax = ["Mã số thuế: 2400123456"]
    path = write_workbook(tmp_path / "a.xlsx", [ROW], above=tax, as_of=date(2021, 5, 10))
    import_file(database, path, options=Options())
    path = write_workbook(
        tmp_path / "a.xlsx", [ROW], company="Công ty TNHH ABC mới", above=tax, as_of=date(2021, 5, 11)
    )
    assert import_file(database, path, options=Options()).company_key == "cong-ty-tnhh-abc"


def test_a_folder_is_imported_in_the_order_of_dates(database: Database, tmp_path: Path) -> None:
    write_workbook(tmp_path / "a-later.xlsx", [{**ROW, "team": "Tổ 2"}], as_of=date(2021, 5, 13))
    write_workbook(tmp_path / "b-earlier.xlsx", [ROW], as_of=date(2021, 5, 10))
    reports = list(import_files(database, files_of(tmp_path), options=Options()))
    assert [(report.file, report.state) for report in reports] == [("b-earlier.xlsx", "done"), ("a-later.xlsx", "done")]
    assert memberships(database, kind="WORKS_IN") == {("w1", "Tổ 1", None, "05-12"), ("w1", "Tổ 2", "05-13", None)}


def test_the_sample_says_what_its_truth_says(database: Database, tmp_path: Path) -> None:
    truth = write_sample(tmp_path, workers=120, companies=3, seed=7, rosters=3)
    reports = list(import_files(database, files_of(tmp_path), options=Options()))
    assert {report.state for report in reports} == {"done"}
    assert sum(report.rows["rejected"] for report in reports) == 0
    expected = expected_spells(tmp_path)
    rows = run(
        database,
        """MATCH (w:Worker)-[m:WORKS_IN|LIVES_IN|RIDES]->(g:Group)
           WHERE m.retracted_at IS NULL AND m.named_by IS NULL AND coalesce(g.implied, false) = false
           AND NOT g.key CONTAINS 'cua_' RETURN w.code, w.company, g.setting, m.since, m.until""",
    )
    found = sorted((r[0], r[1], r[2], str(r[3] or ""), str(r[4] or "")) for r in rows)
    assert found == expected
    assert truth.workers == 120
    before = everything(database)
    again = list(import_files(database, truth.files[-3:], options=Options()))
    assert sum(report.rows["unchanged"] for report in again) == sum(report.rows["read"] for report in again)
    assert everything(database) == before


def expected_spells(folder: Path) -> list[tuple[str, ...]]:
    import json

    from loaders.values.companies import company_slug

    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return sorted(
        (record["code"], company_slug(record["company"]), m["setting"], m["since"] or "", m["until"] or "")
        for person in truth["people"]
        for record in person["records"]
        for m in record["memberships"]
    )


IMPORT = """
import sys
from pathlib import Path
from graph.database import Connection, Database
from loaders.importing import import_file
from loaders.options import Options
with Database(Connection(*sys.argv[1:4])) as database:
    print("go", flush=True)
    import_file(database, Path(sys.argv[4]), options=Options())
"""


@pytest.mark.parametrize("delay", [0.0, 0.15, 0.3, 0.5, 0.8])
def test_killed_at_any_moment_the_next_run_ends_in_the_undisturbed_state(
    prepared: Database, tmp_path: Path, delay: float
) -> None:
    [path] = write_sample(tmp_path, workers=900, companies=1, seed=3).files
    wipe(prepared)
    import_file(prepared, path, options=Options())
    undisturbed = everything(prepared)
    wipe(prepared)
    link = prepared.connection
    command = [sys.executable, "-c", IMPORT, link.uri, link.username, link.password, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as child:
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(delay)
        os.kill(child.pid, signal.SIGKILL)
    report = import_file(prepared, path, options=Options())
    assert report.state == "done"
    assert everything(prepared) == undisturbed
    assert multiprocessing.active_children() == []
