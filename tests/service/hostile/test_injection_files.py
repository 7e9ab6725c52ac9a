"""Hostile texts in every cell of a firm's file, and then in all that is written of what was read."""

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from graph.exports.pack import FORMATS
from loaders.importing import import_file
from loaders.options import Options
from service.accounts.roles import Role
from service.api.common import XLSX
from tests.drawing import run as cypher
from tests.service.hostile.texts import HOSTILE, MARK
from tests.service.hostile.world import World
from tests.workbooks import write_workbook

FIELDS = ("code", "name", "birth_date", "sex", "citizen_id", "phone", "workshop", "team", "shift", "residence",
          "housemates", "vehicle", "since")  # fmt: skip
BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: .xlsx is XML and holds no other character.
WRITABLE = {name: text for name, text in HOSTILE.items() if name not in ("nul", "surrogate", "terminal")}
SMALL = 500


def rows() -> Iterator[dict[str, str]]:
    """Yield workers: each text once in each column, among sound ones, and a team and a bus in which all are."""
    sound = {"name": "Lê Thị Hoa", "workshop": "May 1", "team": "Tổ 1", "since": "01/03/2021", "vehicle": "Xe ca số 5"}
    yield {"code": "case", **sound}
    for number, text in enumerate(WRITABLE.values()):
        short = text[:SMALL]
        yield {"code": f"all{number}", **sound, "name": f"{short} Lê Hoa", "team": "Tổ 1"}
        for field in FIELDS:
            yield {"code": f"{field}{number}", **sound, field: short}


@pytest.fixture(scope="module")
def infested(world: World, tmp_path_factory: pytest.TempPathFactory) -> World:
    """The world with a third firm, whose file is full of hostile texts, and a case among its workers."""
    path = write_workbook(
        tmp_path_factory.mktemp("files") / "bad.xlsx", list(rows()), as_of=date(2021, 5, 10), company="Công ty =1+1"
    )
    report = import_file(world.database, path, options=Options())
    assert report.state == "done"
    assert report.rows["created"] > 200
    return world


def ask(world: World, method: str, path: str, **request: object) -> bytes:
    role = Role.STEWARD if path.startswith(("/api/quality", "/api/imports")) else Role.ANALYST
    headers = {**world.headers(role), **request.pop("headers", {})}  # type: ignore[dict-item]
    answer = world.client.request(method, path, headers=headers, **request)  # type: ignore[arg-type]
    assert answer.status_code in (200, 201), answer.text
    return answer.content


@pytest.fixture(scope="module")
def cases(infested: World) -> list[str]:
    """A case in the team of all that is hostile; so is the second one."""
    keys = []
    for code, onset in (("case", "2021-05-08"), ("all0", "2021-05-12")):
        [worker] = cypher(infested.database, "MATCH (p:Worker {code: $code}) RETURN p.key", code=code)
        body = {"worker": worker[0], "onset": onset}
        keys.append(str(json.loads(ask(infested, "POST", "/api/cases", json=body))["key"]))
    return keys


def check_csv(content: bytes) -> int:
    """Hold that no cell of a .csv begins a formula; return how many are ours."""
    cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")) for cell in row]
    assert [cell for cell in cells if cell.startswith(BEGINNINGS) and not _number(cell)] == []
    return sum(MARK.lower() in cell.lower() for cell in cells)


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def check_book(content: bytes) -> int:
    """Hold that no cell of a workbook is a formula or a link; return how many are ours."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    own = [cell for cell in cells if MARK.lower() in str(cell.value).lower()]
    assert {cell.data_type for cell in own} <= {"s", "inlineStr"}
    assert [cell for cell in own if cell.hyperlink] == []
    return len(own)


def test_lists_and_the_file_to_mend_hold_no_formula(infested: World, cases: list[str], tmp_path: Path) -> None:
    asked = {"cases": cases, "as_of": "2021-05-20"}
    found = [
        check_csv(ask(infested, "POST", "/api/trace", json=asked, headers={"Accept": "text/csv"})),
        check_book(ask(infested, "POST", "/api/trace", json=asked, headers={"Accept": XLSX})),
    ]
    assert min(found) > 20
    for accept, check in (("text/csv", check_csv), (XLSX, check_book)):
        check(ask(infested, "GET", "/api/quality", headers={"Accept": accept}))
    path = write_workbook(tmp_path / "bad.xlsx", list(rows()), as_of=date(2021, 5, 11), company="Công ty =1+1")
    report = import_file(infested.database, path, options=Options(check=True))
    from loaders.error_workbook import error_workbook
    from loaders.reading.workbook import read_workbook

    assert check_book(error_workbook(read_workbook(path), report)) > 200


@pytest.mark.parametrize("format", FORMATS)
def test_packs_are_what_they_say(infested: World, cases: list[str], format: str) -> None:
    asked = {"cases": cases, "as_of": "2021-05-20", "format": format, "identified": True, "reason": "=1+1"}
    ours = 0
    with zipfile.ZipFile(io.BytesIO(ask(infested, "POST", "/api/exports/trace", json=asked))) as pack:
        for name in pack.namelist():
            assert not Path(name).is_absolute()
            assert ".." not in Path(name).parts
            content = pack.read(name)
            ours += MARK.lower().encode() in content.lower()
            if name.endswith(".csv"):
                check_csv(content)
            elif name.endswith(".xlsx"):
                ours += check_book(content)
            elif name.endswith(".json"):
                json.loads(content)
            elif name.endswith((".graphml", ".gexf", ".html")):
                found = ElementTree.fromstring(content.replace(b"<!DOCTYPE html>", b""))
                assert not [one for one in found.iter() if str(one.tag).rpartition("}")[2] in ("script", "img")]
                assert not [one for one in found.iter() if any(key.startswith("on") for key in one.attrib)]
    assert ours or format in ("epicontacts", "outbreaker2", "browser"), "else nothing was tried"


def test_what_no_workbook_holds_comes_by_csv(infested: World, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    lines = ["Tên công ty: CSV", "Mã NV,Họ tên,Bộ phận,Tổ"]
    for number, name in enumerate(("terminal", "right to left", "header", "log line", "combining")):
        text = HOSTILE[name].replace('"', '""')
        lines.append(f'c{number},"{text} Lê Hoa","{text}","{text}"')
    path.write_text("\n".join(lines), encoding="utf-8")
    report = import_file(infested.database, path, options=Options())
    assert (report.state, report.rows["created"]) == ("done", 5)
    told = [finding.message.vi + finding.message.en for finding in report.findings]
    assert all(text.isprintable() for text in told)
    kept = cypher(infested.database, "MATCH (p:Worker) WHERE p.key STARTS WITH 'csv~' RETURN p.name")
    assert len(kept) == 5
    for record in kept:
        assert record[0].isprintable(), "what the graph holds comes to terminals and pages"
    for record in cypher(infested.database, "MATCH (g:Group) WHERE g.key STARTS WITH 'csv' RETURN g.name"):
        assert record[0].replace("\n", "").isprintable()
