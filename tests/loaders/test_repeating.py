"""Files that were applied before: nothing of them is done again, unless something about it is different."""

from datetime import date
from pathlib import Path

import pytest

from graph.database import Database
from loaders import importing
from loaders.importing import files_of, import_file, import_files
from loaders.mappings import forget_mapping, list_mappings
from loaders.options import Options
from loaders.report import Report
from tests.drawing import run
from tests.workbooks import everything, write_workbook

ROWS = [
    {"code": "w1", "name": "Đặng Thị Đào", "workshop": "May", "phone": "12"},
    {"code": "w2", "name": "Lê Văn An", "workshop": "May", "phone": None},
    {"code": None, "name": "Lê Văn Bình", "workshop": "May", "phone": None},
]


def written(folder: Path, name: str, day: int | None, *codes: str) -> Path:
    rows = [row for row in ROWS if row["code"] in codes or not codes]
    as_of = None if day is None else date(2021, 5, day)
    return write_workbook(folder / name, rows, as_of=as_of)


def sent(database: Database, path: Path, **options: object) -> Report:
    return import_file(database, path, options=Options(**options))  # type: ignore[arg-type]


def test_a_file_sent_again_has_the_report_of_then(database: Database, tmp_path: Path) -> None:
    path = written(tmp_path, "a.xlsx", 10)
    first = sent(database, path)
    graph = everything(database)
    again = sent(database, path.rename(tmp_path / "b.xlsx"))
    assert (again.repeats, again.file, again.state) == (first.key, "b.xlsx", "done")
    assert again.rows == {"read": 3, "created": 0, "changed": 0, "unchanged": 2, "rejected": 1}
    for name in ("company", "company_key", "as_of", "skipped", "completeness", "columns", "findings"):
        assert again.to_document().get(name) == first.to_document().get(name), name
    third = sent(database, tmp_path / "b.xlsx")
    assert (third.repeats, len({first.key, again.key, third.key})) == (first.key, 3)
    assert everything(database) == graph
    assert run(database, "MATCH (i:Import) RETURN count(i)")[0][0] == 3
    afresh = sent(database, tmp_path / "b.xlsx", afresh=True)
    assert (afresh.repeats, afresh.rows) == (None, again.rows)
    assert codes_of(afresh) == codes_of(again)


def test_a_file_whose_report_was_purged_is_read_again(database: Database, tmp_path: Path) -> None:
    path = written(tmp_path, "a.xlsx", 10)
    first = sent(database, path)
    run(database, "MATCH (i:Import) SET i.report = null")
    again = sent(database, path)
    assert (again.repeats, again.rows["unchanged"], codes_of(again)) == (None, 2, codes_of(first))


def codes_of(report: Report) -> list[tuple[str, int | None, str]]:
    return [(finding.sheet, finding.row, finding.code) for finding in report.findings]


@pytest.mark.parametrize(
    "options",
    [
        {"check": True},
        {"company": "Công ty ABC"},
        {"as_of": date(2021, 5, 11)},
        {"partial": True},
        {"correction": True},
    ],
)
def test_sent_in_another_way_it_is_done_again(database: Database, tmp_path: Path, options: dict[str, object]) -> None:
    path = written(tmp_path, "a.xlsx", 10)
    sent(database, path)
    assert sent(database, path, **options).repeats is None


def test_after_another_file_of_the_firm_it_is_done_again(database: Database, tmp_path: Path) -> None:
    one, other = written(tmp_path, "a.xlsx", 10, "w1", "w2"), written(tmp_path, "b.xlsx", 10, "w1")
    sent(database, one)
    sent(database, other, confirm_leavers=True)
    back = sent(database, one)
    assert (back.repeats, back.rows["changed"]) == (None, 1), "A, then B, then A again ends as A"


def test_what_was_only_checked_refused_or_held_is_done(database: Database, tmp_path: Path) -> None:
    path = written(tmp_path, "a.xlsx", 10)
    sent(database, path, check=True)
    assert sent(database, path).repeats is None
    few = written(tmp_path, "b.xlsx", 11, "w1")
    assert [sent(database, few).state for _ in range(2)] == ["held", "held"]


def test_a_file_without_a_date_is_of_the_day_it_is_sent(database: Database, tmp_path: Path) -> None:
    path = written(tmp_path, "a.xlsx", None)
    first = sent(database, path)
    assert sent(database, path).repeats == first.key
    run(database, "MATCH (i:Import) SET i.as_of = i.as_of - duration({days: 1})")
    assert sent(database, path).repeats is None


def test_a_mapping_that_was_forgotten_is_asked_for_again(database: Database, tmp_path: Path) -> None:
    titles = {"name": "Nhân sự"}
    path = write_workbook(tmp_path / "a.xlsx", ROWS[:2], titles=titles, as_of=date(2021, 5, 10))
    sent(database, path, mapping={"Nhân sự": "name"})
    first = sent(database, path)
    assert first.repeats is None
    assert sent(database, path).repeats == first.key
    forget_mapping(database, list_mappings(database)[0]["key"])
    assert sent(database, path).state == "refused"


def test_a_folder_goes_on_where_it_was_cut_off(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, day in (("a", 10), ("b", 13), ("c", 16)):
        written(tmp_path, f"{name}.xlsx", day)
        write_workbook(tmp_path / f"{name}2.xlsx", ROWS[: day % 3], company=f"Công ty {name}", as_of=date(2021, 5, day))
    run_of = import_files(database, files_of(tmp_path), options=Options())
    whole = [next(run_of).file for _ in range(3)]
    run_of.close()
    read: list[Path] = []
    real = importing.read_in_order

    def watched(paths: list[Path], **more: object) -> object:
        read.extend(paths)
        return real(paths, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(importing, "read_in_order", watched)
    rest = list(import_files(database, files_of(tmp_path), options=Options()))
    assert len(rest) == 6
    assert {report.state for report in rest} == {"done"}
    assert {path.name for path in read} <= {path.name for path in tmp_path.iterdir()} - set(whole)
    read.clear()
    again = list(import_files(database, files_of(tmp_path), options=Options()))
    assert (read, {report.state for report in again}) == ([], {"done"}), "also the ones that newer files followed"
    assert sent(database, tmp_path / "a.xlsx").state == "refused", "alone it is older than the firm's last file"
