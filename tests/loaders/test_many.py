"""Many files: read ahead by other processes, small ones in one transaction; the graph is that of one after another."""

import shutil
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import psutil

from graph.database import Database
from loaders.importing import files_of, import_file, import_files
from loaders.many import TOGETHER
from loaders.options import Options
from loaders.sample import write_sample
from tests.drawing import run, wipe
from tests.workbooks import everything, write_workbook


def test_a_folder_gives_the_graph_of_its_files_one_by_one(prepared: Database, tmp_path: Path) -> None:
    sent = write_sample(tmp_path, workers=700, companies=TOGETHER // 2, seed=5, rosters=2).files
    assert len(sent) >= TOGETHER
    # A firm without workers of its own, whose three people share phones, a room and an ID with others.
    first, *_ = run_people(prepared, sent[0])
    rows = [
        {"code": "x1", "name": first["name"], "citizen_id": first["citizen_id"], "workshop": "May"},
        {"code": "x2", "name": "Người Khác", "phone": first["phone"], "workshop": "May"},
        {"code": "x3", "name": "Ở Cùng", "residence": first["residence_text"], "housemates": first["name"]},
    ]
    day = date.fromisoformat(first["as_of"])
    write_workbook(tmp_path / "0000-aaa.xlsx", rows, company="Công ty TNHH Aaa", as_of=day)
    shutil.copy(tmp_path / "0000-aaa.xlsx", tmp_path / "zzz.xlsx")
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    wipe(prepared)
    together = list(import_files(prepared, files_of(tmp_path), options=Options()))
    as_a_folder = everything(prepared)
    wipe(prepared)
    one_by_one = [import_file(prepared, next(tmp_path.rglob(report.file)), options=Options()) for report in together]
    assert everything(prepared) == as_a_folder
    assert [outcome(report) for report in together] == [outcome(report) for report in one_by_one]
    assert [report.file for report in together if report.state == "refused"] == ["broken.xlsx"]
    again = list(import_files(prepared, files_of(tmp_path), options=Options(afresh=True)))
    latest = {report.company_key: report.as_of for report in together if report.as_of}
    newest = [report for report in again if report.as_of and latest[report.company_key] == report.as_of]
    assert newest
    assert all(report.rows["changed"] == report.rows["created"] == 0 for report in newest)


def run_people(database: Database, path: Path) -> list[dict[str, str]]:
    """Return some people of a file, as a graph that holds nothing else has them."""
    wipe(database)
    report = import_file(database, path, options=Options())
    rows = run(
        database,
        """MATCH (w:Worker) WHERE w.citizen_id IS NOT NULL AND w.phone IS NOT NULL AND w.residence_text IS NOT NULL
           RETURN w ORDER BY w.key LIMIT 3""",
    )
    return [{**dict(row["w"]), "as_of": str(report.as_of)} for row in rows]


def outcome(report: object) -> tuple[object, ...]:
    names = ("file", "state", "company_key", "as_of", "rows", "left", "moved", "completeness", "findings")
    return tuple(getattr(report, name) for name in names)


def test_readers_end_with_the_one_that_was_killed() -> None:
    code = (
        "import time; from concurrent.futures import ProcessPoolExecutor; import os\n"
        "from loaders.guarded import processes; from loaders.many import _prepare\n"
        "pool = ProcessPoolExecutor(1, mp_context=processes(), initializer=_prepare)\n"
        "print(pool.submit(os.getpid).result(), flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        reader = int(parent.stdout.readline())
        assert psutil.pid_exists(reader)
        parent.kill()
    deadline = time.monotonic() + 20
    while psutil.pid_exists(reader) and psutil.Process(reader).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < deadline, "it waits for work that never comes"
        time.sleep(0.05)
