"""Hostile and broken files: refused with a sentence or read safely, by a process that may take little."""

import signal
import struct
import subprocess
import sys
import zipfile
from datetime import date
from itertools import pairwise
from pathlib import Path

import msoffcrypto.format.ooxml
import openpyxl
import pytest
import xlsxwriter
import xlwt
from xlwt.CompoundDoc import XlsDoc

from graph.errors import TruyvetError
from loaders.findings import Note, finding
from loaders.guarded import Asked, read_guarded, seconds_to_parse, seconds_to_read
from loaders.many import read_in_order
from loaders.options import untold
from loaders.reading.archive import inflated_size
from loaders.reading.ods import merged_ranges
from loaders.rows import Roster
from loaders.template import write_template
from tests.workbooks import write_workbook

ROWS = [{"code": f"w{n}", "name": "Lê Thị Hoa", "workshop": "May", "team": "Tổ 1"} for n in range(3)]


def reason(path: Path) -> str:
    found = read_guarded(path, Asked())
    assert isinstance(found, TruyvetError)
    assert path.name in found.vi
    assert path.name in found.en
    return str(found.extra["reason"])


def good(path: Path) -> Path:
    return write_workbook(path, ROWS, as_of=date(2021, 5, 10))


def replaced(path: Path, part: str, content: bytes) -> Path:
    """Write a good workbook again with one part of it replaced."""
    source = good(path.with_suffix(".good.xlsx"))
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, content if info.filename == part else old.read(info.filename))
    return path


def test_what_is_no_workbook(tmp_path: Path) -> None:
    (tmp_path / "empty.xlsx").write_bytes(b"")
    (tmp_path / "pdf.xlsx").write_bytes(b"%PDF-1.7\n" + b"x" * 5000)
    (tmp_path / "half.xlsx").write_bytes(good(tmp_path / "whole.xlsx").read_bytes()[:2500])
    (tmp_path / "page.xls").write_bytes(b"<html><table><tr><td>1</td></tr></table></html>")
    (tmp_path / "binary.csv").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "zip.xlsx").write_bytes(b"PK\x05\x06" + b"\0" * 18)
    assert reason(tmp_path / "empty.xlsx") == "empty"
    for name in ("pdf.xlsx", "half.xlsx", "page.xls", "binary.csv", "zip.xlsx"):
        assert reason(tmp_path / name) == "unreadable", name
    assert reason(tmp_path / "gone.xlsx") == "missing"


def test_a_file_of_two_gigabytes(tmp_path: Path) -> None:
    path = tmp_path / "huge.xlsx"
    with path.open("wb") as file:
        file.truncate(2 * 1024**3)
    assert reason(path) == "too-large"


@pytest.mark.parametrize("claimed", ["true", "small"])
def test_a_bomb_whatever_its_directory_claims(tmp_path: Path, claimed: str) -> None:
    path = replaced(tmp_path / "bomb.xlsx", "xl/sharedStrings.xml", b"0" * (501 * 1024**2))
    if claimed == "small":
        size = (501 * 1024**2).to_bytes(4, "little")
        content = path.read_bytes()
        assert content.count(size) == 2
        path.write_bytes(content.replace(size, (1000).to_bytes(4, "little")))
    assert path.stat().st_size < 1024**2
    assert inflated_size(path, 10_000_000) > 10_000_000
    assert reason(path) == "too-large"


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    names = [f"l{n}" for n in range(10)]
    entities = "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names))
    text = f'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY l0 "lol">{entities}]><sst><si><t>&l9;</t></si></sst>'
    found = read_guarded(replaced(tmp_path / "lol.xlsx", "xl/sharedStrings.xml", text.encode()), Asked())
    assert isinstance(found, TruyvetError)


def test_entities_of_an_open_document_are_not_expanded(tmp_path: Path) -> None:
    names = [f"l{n}" for n in range(10)]
    entities = "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names))
    start, end = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet>',
        "</office:spreadsheet></office:body></office:document-content>",
    )
    table = '<table:table table:name="s"><table:table-row><table:table-cell/></table:table-row>&l9;</table:table>'
    path = tmp_path / "lol.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr(
            "content.xml", f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{entities}]>{start}{table}{end}'
        )
    with pytest.raises(ValueError, match="amplification"):
        merged_ranges(path)
    assert isinstance(read_guarded(path, Asked()), TruyvetError)


def test_a_stray_cell_far_away_hides_nobody(tmp_path: Path) -> None:
    path = tmp_path / "stray.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Công ty TNHH ABC"])
        page.write_row(1, 0, ["Mã NV", "Họ tên", "Bộ phận", "Tổ"])
        page.write_row(2, 0, ["w1", "Lê Thị Hoa", "May", "Tổ 1"])
        page.write_row(3, 0, ["w2", "Lê Văn An"])
        page.merge_range(2, 2, 3, 2, "May")
        page.merge_range(2, 3, 3, 3, "Tổ 1")
        page.write_string(1_048_575, 16_383, "x")
    found = read_guarded(path, Asked())
    assert isinstance(found, Roster)
    assert [(row.code, row.workshop, row.team) for row in found.rows] == [("w1", "May", "Tổ 1"), ("w2", "May", "Tổ 1")]


def test_a_million_empty_rows(tmp_path: Path) -> None:
    path = tmp_path / "long.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        page, border = book.add_worksheet(), book.add_format({"border": 1})
        page.write_row(0, 0, ["Mã NV", "Họ tên", "Bộ phận"])
        page.write_row(1, 0, ["w1", "Lê Thị Hoa", "May"])
        for row in range(2, 200_000):
            page.write_blank(row, 0, None, border)
        page.write_blank(1_048_575, 2, None, border)
    found = read_guarded(path, Asked())
    assert isinstance(found, Roster)
    assert [row.code for row in found.rows] == ["w1"]


def test_formulas_give_their_values_and_macros_nothing(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsm"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Mã NV", "Họ tên", "Bộ phận"])
        page.write_formula(1, 0, '="w"&1', None, "w1")
        page.write_formula(1, 1, '=WEBSERVICE("http://127.0.0.1/")', None, "Lê Thị Hoa")
        page.write_formula(1, 2, "='[other.xlsx]A'!A1", None, "May")
    found = read_guarded(path, Asked())
    assert isinstance(found, Roster)
    assert [(row.code, row.name, row.workshop) for row in found.rows] == [("w1", "Lê Thị Hoa", "May")]


def test_a_file_under_a_wrong_ending_is_read_by_its_content(tmp_path: Path) -> None:
    path = good(tmp_path / "a.xlsx").rename(tmp_path / "a.xls")
    assert isinstance(read_guarded(path, Asked()), Roster)


def test_one_that_breaks_its_process_stops_no_other(tmp_path: Path) -> None:
    paths = [good(tmp_path / f"{n:02}.xlsx") for n in range(20)]
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["XFD1048576"] = "x"
    page["A1"], page["B1"], page["A2"], page["B2"] = "Mã NV", "Họ tên", "w1", "A B"
    book.save(paths[7])
    write_template(paths[9])
    found = dict(read_in_order(paths, asked=Asked(), progress=untold))
    assert len(found) == 20
    assert [path.name for path in paths if not isinstance(found[path], Roster)] == ["09.xlsx"]
    assert len(found[paths[7]].rows) == 1  # type: ignore[union-attr]


def test_with_a_password_it_is_refused_and_says_so(tmp_path: Path) -> None:
    plain, locked = good(tmp_path / "plain.xlsx"), tmp_path / "locked.xlsx"
    with plain.open("rb") as source, locked.open("wb") as target:
        msoffcrypto.format.ooxml.OOXMLFile(source).encrypt("bi-mat", target)
    assert reason(locked) == "password"


def test_an_old_workbook_with_a_password_is_refused_and_says_so(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("DS").write(0, 0, "Mã CN")
    stream = book.get_biff_data()
    # What Excel writes behind the first record of a workbook with a password: FILEPASS, RC4.
    first = 4 + int.from_bytes(stream[2:4], "little")
    filepass = struct.pack("<HHHHH", 0x2F, 54, 1, 1, 1) + bytes(48)
    XlsDoc().save(str(tmp_path / "locked.xls"), stream[:first] + filepass + stream[first:])
    assert reason(tmp_path / "locked.xls") == "password"


def test_one_part_that_is_many_sheets_is_as_large_as_all_of_them(tmp_path: Path) -> None:
    cells = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 20_001))
    sheets = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 1_001))
    main, relations = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"  # fmt: skip # noqa: E501
    path = tmp_path / "same.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets>{sheets}</sheets></workbook>')  # fmt: skip # noqa: E501
        book.writestr("xl/_rels/workbook.xml.rels", '<Relationships><Relationship Id="rId1" Target="worksheets/s.xml"/></Relationships>')  # fmt: skip # noqa: E501
        book.writestr("xl/worksheets/s.xml", f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>')
    assert path.stat().st_size < 200_000
    assert inflated_size(path, 2**40) > 1000 * len(cells)
    assert reason(path) == "too-large"


def test_what_takes_too_long_is_refused_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_workbook(tmp_path / "long.xlsx", ROWS * 2000)
    monkeypatch.setattr("loaders.guarded._SECONDS", 0.01)
    monkeypatch.setattr("loaders.guarded._SECONDS_PER_MEGABYTE", 0.0)
    assert reason(path) == "too-slow"


def test_its_rows_have_a_time_of_their_own(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "long.xlsx", ROWS * 2000)
    script = (
        "import sys; from pathlib import Path; from loaders import guarded; guarded._MOST_PARSING = 0.01\n"
        "guarded.limit_time(30); guarded.read_roster(Path(sys.argv[1]), guarded.Asked())"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert done.returncode == -signal.SIGPROF


def test_the_larger_a_file_the_longer_it_may_take(tmp_path: Path) -> None:
    small, large, huge = (tmp_path / name for name in ("small", "large", "huge"))
    for path, size in ((small, 200_000), (large, 4_000_000), (huge, 80_000_000)):
        with path.open("wb") as file:
            file.truncate(size)
    assert seconds_to_read(small) < seconds_to_read(large) < seconds_to_read(huge) < 8
    assert seconds_to_read(small) < seconds_to_read(small, sparse=True) < seconds_to_read(large, sparse=True) < 20
    assert 16 < seconds_to_parse(43_000) < 20


def test_what_a_file_holds_reaches_no_terminal_raw(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\x1b[31mđỏ,\x07chuông," + "dài " * 500 + "\n", encoding="utf-8")
    found = read_guarded(path, Asked())
    assert isinstance(found, TruyvetError)
    assert found.en.isprintable()
    assert len(found.en) < 300
    told = finding(Note("phone-bad", "\x1b]0;x\x07" + "9" * 1000), sheet="S")
    assert told.message.vi.isprintable()
    assert len(told.message.vi) < 300
