"""The forms: blank ones have what they need; filled ones are recorded where certain, and listed where not."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from graph.cases import find_cases
from graph.database import Database
from graph.follow_up.events import events_of
from loaders.errors import Refused
from loaders.forms.columns import FOLLOW_UP, FORMS, INTERVIEW, LINE_LIST, Form
from loaders.forms.importing import import_form
from loaders.forms.work import COLUMNS, work_csv, work_xlsx
from loaders.forms.writing import write_form
from tests.drawing import draw, run


@pytest.fixture
def drawn(database: Database) -> Database:
    draw(
        database,
        groups=[("abc", "company", None), ("xyz", "company", None)],
        people=[
            {"key": "abc~w1", "code": "W1", "code_key": "w1", "name": "Đặng Thị Đào", "company": "abc",
             "citizen_id": "024195000123", "birth_date": date(1995, 8, 5), "birth_year": 1995},
            {"key": "abc~w2", "code": "W2", "code_key": "w2", "name": "Lê Văn An", "company": "abc",
             "birth_year": 1990},
            {"key": "xyz~w1", "code": "W1", "code_key": "w1", "name": "Lê Văn An", "company": "xyz",
             "birth_year": 1990},
        ],
    )  # fmt: skip
    return database


def fill(form: Form, path: Path, *rows: dict[str, Any]) -> Path:
    """Fill the blank form as a person does: under its titles."""
    out = io.BytesIO()
    write_form(form, out)
    book = openpyxl.load_workbook(out)
    sheet = book.worksheets[0]
    columns = {each.name: number for number, each in enumerate(form.fields, start=1)}
    for number, row in enumerate(rows, start=5):
        for name, value in row.items():
            sheet.cell(number, columns[name], value)
    book.save(path)
    return path


def send(database: Database, form: Form, path: Path, *rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    return import_form(database, fill(form, path, *rows), form.id, by="trực đêm", **more)


def states(report: dict[str, Any]) -> list[tuple[str, str | None, int]]:
    return [
        (entry["state"], entry["person"] and entry["person"]["key"], len(entry["candidates"]))
        for entry in report["entries"]
    ]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_blank_form_is_one_of_its_own_kind_and_holds_nobody(drawn: Database, form: Form, tmp_path: Path) -> None:
    report = send(drawn, form, tmp_path / "blank.xlsx")
    assert report["rows"] == {"read": 0, "recorded": 0, "unchanged": 0, "doubtful": 0, "rejected": 0}


LINES: list[dict[str, Any]] = [
    {"citizen_id": "024195000123", "onset": date(2021, 5, 10), "isolated": "12/05/2021", "outcome": "khỏi"},
    {"name": "Lê Văn An", "birth": 1990, "sampled": "11/5/2021"},
    {"code": "W1", "company": "xyz", "confirmed": "2021-05-12"},
    {"name": "Nguyễn Văn Không", "birth": 1980, "onset": "10/5/2021"},
    {"code": "W2"},
    {"code": "W2", "onset": "hôm qua"},
    {"code": "W2", "onset": "10/5/2021", "outcome": "bay"},
]


def test_a_line_list(drawn: Database, tmp_path: Path) -> None:
    checked = send(drawn, LINE_LIST, tmp_path / "ca.xlsx", *LINES, check=True)
    assert run(drawn, "MATCH (c:Case) RETURN c") == []
    report = send(drawn, LINE_LIST, tmp_path / "ca.xlsx", *LINES)
    assert (
        states(report)
        == states(checked)
        == [
            ("recorded", "abc~w1", 0),
            ("doubtful", None, 2),
            ("recorded", "xyz~w1", 0),
            ("doubtful", None, 0),
            ("rejected", None, 0),
            ("rejected", None, 0),
            ("rejected", None, 0),
        ]
    )
    assert report["rows"] == {"read": 7, "recorded": 2, "unchanged": 0, "doubtful": 2, "rejected": 3}
    assert report["entries"][1]["message"]["vi"] == "Có nhiều người khớp; hãy cho CCCD hoặc khóa."
    assert report["entries"][5]["message"]["en"] == "“hôm qua” cannot be read (onset)."
    _, found = drawn.read(lambda tx: find_cases(tx))
    assert {(c["key"], str(c["isolated"]), c["outcome"]) for c in found} == {
        ("covid-19~abc~w1~2021-05-10", "2021-05-12", "recovered"),
        ("covid-19~xyz~w1~2021-05-12", "None", None),
    }
    again = send(drawn, LINE_LIST, tmp_path / "ca.xlsx", *LINES)
    assert again["rows"]["unchanged"] == 2
    assert again["rows"]["recorded"] == 0


def test_a_line_list_as_csv_with_other_titles(drawn: Database, tmp_path: Path) -> None:
    path = tmp_path / "ca.csv"
    path.write_text("Danh sách,,\nBệnh nhân;Năm sinh;Ngày lấy mẫu\nĐặng Thị Đào;1995;11/05/2021\n".replace(",", ""))
    report = import_form(drawn, path, LINE_LIST.id, by="a", disease="measles")
    assert [entry["key"] for entry in report["entries"]] == ["measles~abc~w1~2021-05-11"]


MEETINGS: list[dict[str, Any]] = [
    {"declarer": "024195000123", "code": "W2", "since": date(2021, 5, 9), "setting": "ăn cưới"},
    {"declarer": "024195000123", "name": "Vũ Thị Xa", "birth": 1970, "since": "8/5/2021", "until": "9/5/2021"},
    {"declarer": "024195000123", "name": "Ai Đó", "since": "8/5/2021"},
    {"declarer": "không ai", "code": "W2", "since": "8/5/2021"},
    {"declarer": "abc~w1", "citizen_id": "024195000123", "since": "8/5/2021"},
    {"declarer": "abc~w1", "code": "W2"},
]


def test_an_interview(drawn: Database, tmp_path: Path) -> None:
    checked = send(drawn, INTERVIEW, tmp_path / "f1.xlsx", *MEETINGS[:4], check=True)
    assert run(drawn, "MATCH (p:Cohabitant) RETURN p") == []
    report = send(drawn, INTERVIEW, tmp_path / "f1.xlsx", *MEETINGS)
    assert states(report)[:4] == states(checked)
    assert states(report) == [
        ("recorded", "abc~w2", 0),
        ("recorded", "abc~w1~vu-thi-xa~1970", 0),
        ("doubtful", None, 0),
        ("doubtful", None, 0),
        ("rejected", None, 0),
        ("rejected", None, 0),
    ]
    assert report["entries"][3]["message"]["vi"].startswith("Người khai: ")
    assert report["entries"][4]["message"]["en"] == "Both are the same person."
    stored = run(
        drawn, "MATCH (a)-[m:MET]->(b) RETURN a.key, b.key, m.since.day, m.until.day, m.setting, m.declared_by"
    )
    assert sorted(row.values() for row in stored) == [
        ["abc~w1", "abc~w1~vu-thi-xa~1970", 8, 9, None, "trực đêm, abc~w1"],
        ["abc~w1", "abc~w2", 9, 9, "ăn cưới", "trực đêm, abc~w1"],
    ]
    assert send(drawn, INTERVIEW, tmp_path / "f1.xlsx", *MEETINGS)["rows"]["unchanged"] == 2


EVENTS: list[dict[str, Any]] = [
    {"who": "abc~w1", "isolated": date(2021, 5, 12), "released": date(2021, 5, 26), "place": "Trạm y tế"},
    {"code": "W2", "tested": "13/5/2021", "result": "dương tính", "moved": "14/5/2021", "moved_to": "Hà Nội"},
    {"who": "xyz~w1", "lost": "15/5/2021"},
    {"who": "xyz~w1", "todo": "cách ly"},  # nothing new was written in
    {"who": "xyz~w1", "tested": "13/5/2021", "result": "chờ"},
    {"who": "xyz~w1", "isolated": "20/5/2021", "released": "1/5/2021"},
    {"who": "ai", "lost": "15/5/2021"},
]


def test_follow_up_sent_back(drawn: Database, tmp_path: Path) -> None:
    report = send(drawn, FOLLOW_UP, tmp_path / "td.xlsx", *EVENTS)
    assert [state for state, _, _ in states(report)] == [
        "recorded", "recorded", "recorded", "rejected", "rejected", "doubtful",
    ]  # fmt: skip
    found = drawn.read(lambda tx: events_of(tx, ["abc~w1", "abc~w2", "xyz~w1"]))
    assert {key: [(e["kind"], e["result"], e["place"]) for e in some] for key, some in found.items()} == {
        "abc~w1": [("isolation", None, "Trạm y tế")],
        "abc~w2": [("test", "positive", None), ("moved", None, "Hà Nội")],
        "xyz~w1": [("lost", None, None)],
    }
    _, cases = drawn.read(lambda tx: find_cases(tx))
    assert [case["key"] for case in cases] == ["covid-19~abc~w2~2021-05-13"]
    again = send(drawn, FOLLOW_UP, tmp_path / "td.xlsx", *EVENTS)
    assert (again["rows"]["unchanged"], again["rows"]["recorded"]) == (3, 0)


def test_another_file_is_refused_with_what_it_needs(drawn: Database, tmp_path: Path) -> None:
    path = fill(FOLLOW_UP, tmp_path / "td.xlsx")
    with pytest.raises(Refused, match="Ngày khởi phát"):
        import_form(drawn, path, LINE_LIST.id, by="a")
    (tmp_path / "ca.xlsx").write_bytes(b"%PDF-1.7")
    with pytest.raises(Refused):
        import_form(drawn, tmp_path / "ca.xlsx", LINE_LIST.id, by="a")


def test_the_work_list_is_a_form_to_send_back(drawn: Database, tmp_path: Path) -> None:
    person = {
        "key": "abc~w1", "code": "=W1", "name": "@Đào", "birth_date": None, "birth_year": 1995, "phone": None,
        "company": "abc", "workshop": None, "team": None, "residence": None,
    }  # fmt: skip
    status = {"todo": ["isolate", "overdue"], "until": "2021-05-26", "place": "home",
              "tests": [{"due": "2021-05-13", "done": None}, {"due": "2021-05-26", "done": "2021-05-26"}]}  # fmt: skip
    entry = {"person": person, "follow_up": status, "level": 1, "grade": "near", "area": "Quang Châu",
             "last_exposure": "2021-05-12", "nearest_cases": ["c1"]}  # fmt: skip
    with (tmp_path / "work.xlsx").open("wb") as file:
        work_xlsx({"people": [entry]}, file)
    assert import_form(drawn, tmp_path / "work.xlsx", FOLLOW_UP.id, by="a")["rows"]["read"] == 0
    cells = openpyxl.load_workbook(tmp_path / "work.xlsx").worksheets[0]
    assert (cells["B5"].value, cells["B5"].data_type, cells["I5"].value) == ("=W1", "s", "cách ly, xét nghiệm quá hạn")
    titles, line = "".join(work_csv({"people": [entry]})).lstrip("\ufeff").strip().split("\r\n")
    assert titles == ",".join(COLUMNS)
    assert ",'=W1,'@Đào," in line
