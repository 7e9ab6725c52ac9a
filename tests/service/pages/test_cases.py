"""Cases: registered by hand and by a line list, mended, retracted; what was issued of one."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from graph.cases import Dates, get_case, list_cases, register
from graph.clock import now, today
from graph.database import Database
from loaders.forms.columns import LINE_LIST
from loaders.forms.writing import write_form
from service.accounts.roles import Role
from tests.service.conftest import PREFIX
from tests.service.pages.conftest import DESK, PHONE, Visitor, assert_accessible, shoot

CASE = f"covid-19~{PREFIX}~w1~2021-05-10"


@pytest.fixture
def case(firm: Database) -> Database:
    dates = Dates(onset=date(2021, 5, 10), isolated=date(2021, 5, 12))
    firm.write(lambda tx: register(tx, f"{PREFIX}~w1", dates, disease="covid-19", today=today(), now=now()))
    return firm


def kept(graph: Database, key: str = CASE) -> dict[str, Any]:
    return graph.read(lambda tx: get_case(tx, key, today=today()))


def test_no_case_yet_then_one_is_registered(firm: Database, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, "/cases", refused=True)
    expect(page.get_by_text("Chưa có ca bệnh nào.")).to_be_visible()
    page.get_by_role("button", name="Đăng ký ca bệnh").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Ai:")).to_be_focused()
    assert_accessible(page)
    page.keyboard.type("Trần Văn An")
    dialog.get_by_label("Lấy mẫu").fill("11/5/2021")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_be_visible()  # two people have that name
    dialog.get_by_label("Ai:").fill("w2")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/cases/covid-19~|/cases/covid-19%7E"))
    expect(page.get_by_role("status").filter(has_text="Đã đăng ký ca bệnh.")).to_be_visible()
    expect(page.get_by_label("Lấy mẫu")).to_have_value("11/05/2021")
    page.get_by_role("link", name="Ca bệnh", exact=True).click()
    expect(page.locator("tbody tr", has_text="Trần Văn An")).to_contain_text("11/05/2021")


def test_a_disease_narrows(case: Database, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, "/cases", lang="en")
    expect(page.get_by_role("row", name=re.compile("Đặng Thị Đào"))).to_be_visible()
    page.get_by_label("Disease").select_option("measles")
    page.get_by_role("button", name="Filter").click()
    expect(page).to_have_url(re.compile("disease=measles"))
    expect(page.get_by_text("No case yet (measles).")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Disease")).to_have_value("measles")


def test_a_line_list_is_read_before_it_is_recorded(firm: Database, visitor: Visitor, tmp_path: Path) -> None:
    rows = [
        {"citizen_id": "024195000123", "name": "Đặng Thị Đào", "onset": date(2021, 5, 10)},
        {"name": "Trần Văn An", "onset": date(2021, 5, 11)},
    ]
    with (tmp_path / "cases.xlsx").open("wb") as out:
        write_form(LINE_LIST, out, rows)
    page = visitor(Role.ANALYST, "/cases")
    page.locator("summary", has_text="Gửi danh sách ca bệnh").click()
    page.get_by_label("Gửi biểu mẫu đã điền").set_input_files(tmp_path / "cases.xlsx")
    expect(page.get_by_text("chắc chắn: 1")).to_be_visible()
    doubt = page.get_by_role("row", name=re.compile("chưa rõ là ai"))
    expect(doubt.get_by_role("link", name="Trần Văn An")).to_have_count(2)  # both who may be meant
    assert_accessible(page)
    page.get_by_role("button", name="Ghi 1 dòng chắc chắn").click()
    expect(page.get_by_text("Đã ghi.")).to_be_visible()
    assert firm.read(lambda tx: list_cases(tx, disease=None, today=today(), limit=9, offset=0))["total"] == 1
    doubt.get_by_role("link", name="Đăng ký ca").first.click()
    page.wait_for_url(re.compile("who="))
    expect(page.get_by_role("dialog").get_by_label("Ai:")).to_have_value(re.compile(f"{PREFIX}~w[24]"))


def test_the_days_of_a_case_are_mended(case: Database, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, f"/cases/{CASE}?as_of=2021-05-12", refused=True)
    page.get_by_label("Xác định").fill("mai")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("alert")).to_contain_text("«mai» không phải ngày")
    page.get_by_label("Xác định").fill("13/05/2021")
    page.get_by_label("Cách ly").fill("")
    page.get_by_label("Kết cục").select_option("đang điều trị")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("status").filter(has_text="Đã lưu.")).to_be_visible()
    expect(page.get_by_label("Xác định")).to_have_value("13/05/2021")
    found = kept(case)
    assert (found["confirmed"], found["isolated"], found["outcome"]) == ("2021-05-13", None, "in-treatment")


def test_a_case_is_retracted_with_a_reason(case: Database, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, f"/cases/{CASE}")
    page.get_by_role("button", name="Hủy ca bệnh").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Hủy ca bệnh").click()
    expect(dialog.get_by_role("alert")).to_have_text("Hãy điền: Lý do.")
    dialog.get_by_label("Lý do").fill("xét nghiệm lại âm tính & khỏe")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ca này đã bị hủy: xét nghiệm lại âm tính & khỏe")).to_be_visible()
    expect(page.get_by_role("link", name="Truy vết", exact=True)).to_have_count(0)
    assert kept(case)["retracted"] is True


def test_lists_and_contacts_of_a_case(case: Database, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, f"/cases/{CASE}?as_of=2021-05-12")
    expect(page.get_by_text("Chưa lưu danh sách nào của ca này.")).to_be_visible()
    csrf = str(page.locator('meta[name="truyvet-csrf"]').get_attribute("content"))
    body = {"cases": [CASE], "as_of": "2021-05-12", "keep": True}
    listed = page.request.post("/api/trace", data=body, headers={"X-CSRF-Token": csrf}).json()
    page.reload()
    expect(page.get_by_role("link", name=re.compile(f"analyst: {listed['total']} người"))).to_be_visible()
    compare = page.get_by_role("link", name="So với hiện nay")
    expect(compare).to_have_attribute("href", re.compile(f"/trace[?]case=.*since={listed['list']['key']}"))
    contacts = page.locator("section", has_text="Theo dõi người tiếp xúc")
    expect(contacts).to_contain_text(f"{listed['total']} người tiếp xúc, tính đến 12/05/2021", timeout=30_000)
    expect(contacts).to_contain_text("Đang theo dõi")
    assert_accessible(page)
    shoot(page, "case")


def test_a_case_that_is_none(firm: Database, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, "/cases/covid-19~nobody~2021-05-10", refused=True)
    expect(page.get_by_role("alert")).to_contain_text("Không có ca bệnh nào mang khóa")


@pytest.mark.parametrize("role", [Role.STEWARD, Role.EPIDEMIOLOGIST, Role.AUDITOR])
def test_who_has_no_cases_does_not_see_them(database: Database, visitor: Visitor, role: Role) -> None:
    page = visitor(role, "/cases", refused=True)
    expect(page.get_by_role("alert")).to_contain_text("không xem được trang này")


def test_the_pages_are_accessible_at_both_widths(case: Database, visitor: Visitor) -> None:
    desk = visitor(Role.ANALYST, "/cases", size=DESK)
    assert_accessible(desk)
    shoot(desk, "cases")
    for path in ("/cases", f"/cases/{CASE}?as_of=2021-05-12"):
        phone = visitor(Role.ANALYST, path, size=PHONE, lang="en")
        expect(phone.locator(".tv-waiting")).to_have_count(0, timeout=30_000)
        assert_accessible(phone)
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
