"""What is recorded from the day's work: by a window in a row, and by a form that comes back filled."""

import io
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from graph.cases import Dates, list_cases, register
from graph.clock import now, today
from graph.database import Database
from loaders.forms.columns import FOLLOW_UP
from loaders.forms.writing import write_form
from service.accounts.roles import Role
from tests.drawing import run
from tests.service.conftest import PREFIX
from tests.service.pages.conftest import PHONE, Visitor, assert_accessible

DAY = "/today?on=2021-05-12"


@pytest.fixture
def case(firm: Database) -> Database:
    """Worker w1 is a case: w2 of the team, w3 of the bus and a housemate have to be followed."""
    dates = Dates(onset=date(2021, 5, 10), isolated=date(2021, 5, 12))
    firm.write(lambda tx: register(tx, f"{PREFIX}~w1", dates, disease="covid-19", today=today(), now=now()))
    return firm


def row(page: Page, name: str) -> Page:
    found = page.locator("#work tbody tr", has_text=name)
    expect(found).to_be_visible(timeout=30_000)
    return found  # type: ignore[return-value]


def events(graph: Database) -> list[tuple[str, ...]]:
    rows = run(
        graph,
        """MATCH (e:Event)-[:OF]->(p) RETURN split(p.key, '~')[1] AS who, e.kind AS kind, toString(e.on) AS on,
           e.result AS result, e.place AS place ORDER BY who, kind""",
    )
    return [tuple(found) for found in rows]


def test_an_isolation_is_recorded(case: Database, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, DAY, refused=True)
    row(page, "w2").get_by_role("button", name="Cách ly").click()
    dialog = page.get_by_role("dialog", name="Cách ly")
    expect(dialog.get_by_text("Trần Văn An")).to_be_visible()
    assert_accessible(page)
    dialog.get_by_label("Từ ngày").fill("31/02/2021")
    dialog.get_by_role("button", name="Ghi nhận").click()
    expect(dialog.get_by_role("alert")).to_contain_text("không phải ngày")
    expect(dialog.get_by_label("Từ ngày")).to_be_focused()
    dialog.get_by_label("Từ ngày").fill("")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_have_text("Hãy điền: Từ ngày.")
    assert events(case) == []
    dialog.get_by_label("Từ ngày").fill("12/5/2021")
    dialog.get_by_label("Nơi").fill("Trạm y tế")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Đã ghi nhận.")).to_be_visible()
    expect(row(page, "w3")).to_contain_text("cách ly")
    expect(page.locator("#work tbody tr", has_text="w2").get_by_role("button", name="Cách ly")).to_have_count(0)
    assert [event[:2] for event in events(case)] == [("w2", "isolation")]
    assert events(case)[0][4] == "Trạm y tế"


def test_a_window_closes_by_escape_and_gives_the_focus_back(case: Database, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, DAY)
    button = row(page, "w3").get_by_role("button", name="Khác…")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(button).to_be_focused()


def test_a_positive_test_becomes_a_case(case: Database, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, "/today?on=2021-05-13")
    row(page, "w2").get_by_role("button", name="Kết quả XN").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Ghi nhận").click()
    expect(dialog.get_by_role("alert")).to_have_text("Hãy điền: Kết quả.")
    dialog.get_by_label("Kết quả").select_option("dương tính")
    dialog.get_by_role("button", name="Ghi nhận").click()
    expect(page.get_by_text("2 ca bệnh trong 120 ngày qua")).to_be_visible(timeout=30_000)
    cases = case.read(lambda tx: list_cases(tx, disease=None, today=today(), limit=9, offset=0))["cases"]
    assert {one["person"]["code"] for one in cases} == {"w1", "w2"}


def test_somebody_is_lost_and_found_again(case: Database, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, DAY)
    row(page, "w3").get_by_role("button", name="Khác…").click()
    page.get_by_role("dialog").get_by_role("button", name="Ghi nhận").click()
    expect(page.locator(".tv-tile", has_text="mất dấu, cần tìm").locator("b")).to_have_text("1", timeout=30_000)
    page.goto("/today?on=2021-05-14")
    row(page, "w3").get_by_role("button", name="Đã tìm được").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Mất dấu từ ngày").fill("12/05/2021")
    dialog.get_by_label("Đến ngày").fill("13/05/2021")
    dialog.get_by_role("button", name="Ghi nhận").click()
    expect(page.get_by_role("status").filter(has_text="Đã ghi nhận.")).to_be_visible()
    expect(page.locator(".tv-tile", has_text="mất dấu, cần tìm").locator("b")).to_have_text("0", timeout=30_000)


def test_a_form_is_had_and_comes_back_filled(case: Database, visitor: Visitor, tmp_path: Path) -> None:
    page = visitor(Role.ANALYST, DAY, size=PHONE)
    row(page, "w2")
    forms = page.locator("details", has_text="Phiếu theo dõi")
    forms.get_by_text("Phiếu theo dõi").click()
    with page.expect_download() as download:
        forms.get_by_role("button", name="Tải biểu mẫu trống").click()
    assert download.value.suggested_filename == "follow-up.xlsx"
    blank = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    assert blank.worksheets[0]["A1"].value == FOLLOW_UP.heading

    rows = [
        {"who": f"{PREFIX}~w2", "isolated": date(2021, 5, 12), "place": "Nhà văn hóa"},
        {"name": "Không Ai Cả", "birth": "1990", "isolated": date(2021, 5, 12)},
    ]
    with (tmp_path / "filled.xlsx").open("wb") as out:
        write_form(FOLLOW_UP, out, rows)
    forms.get_by_label("Gửi biểu mẫu đã điền").set_input_files(tmp_path / "filled.xlsx")
    expect(forms.get_by_text("Đã đọc thử, chưa ghi gì.")).to_be_visible()
    expect(forms.get_by_text("chưa rõ là ai: 1")).to_be_visible()
    expect(forms.get_by_text("Không tìm thấy người này trong danh sách nào.")).to_be_visible()
    assert events(case) == []
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    forms.get_by_role("button", name="Ghi 1 dòng chắc chắn").click()
    expect(forms.get_by_text("Đã ghi.")).to_be_visible()
    assert [event[:2] for event in events(case)] == [("w2", "isolation")]
    forms.get_by_role("link", name="Xem lại trang").click()
    expect(page).to_have_url(re.compile("on=2021-05-12"))


def test_a_file_that_is_no_form(case: Database, visitor: Visitor, tmp_path: Path) -> None:
    page = visitor(Role.ANALYST, DAY, refused=True)
    row(page, "w2")
    forms = page.locator("details", has_text="Phiếu điều tra")
    forms.get_by_text("Phiếu điều tra").click()
    (tmp_path / "x.xlsx").write_text("this is no workbook")
    forms.get_by_label("Gửi biểu mẫu đã điền").set_input_files(tmp_path / "x.xlsx")
    expect(forms.get_by_role("alert")).to_be_visible()
