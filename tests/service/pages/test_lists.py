"""Issued lists: what was asked, who was on them and why; a firm sees its own people alone."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from graph.cases import Dates, register
from graph.clock import now, today
from graph.database import Database
from loaders.importing import import_file
from loaders.options import Options
from service.accounts.roles import Role
from tests.service.conftest import PREFIX
from tests.service.pages.conftest import DESK, PHONE, Visitor, assert_accessible, shoot
from tests.workbooks import write_workbook

CASE = f"covid-19~{PREFIX}~w1~2021-05-10"


@pytest.fixture
def case(firm: Database) -> Database:
    dates = Dates(onset=date(2021, 5, 10), isolated=date(2021, 5, 12))
    firm.write(lambda tx: register(tx, f"{PREFIX}~w1", dates, disease="covid-19", today=today(), now=now()))
    return firm


def keep(page: Page) -> dict[str, Any]:
    """Keep the list of the case, as the page of the trace does."""
    csrf = str(page.locator('meta[name="truyvet-csrf"]').get_attribute("content"))
    body = {"cases": [CASE], "as_of": "2021-05-12", "keep": True}
    answer = page.request.post("/api/trace", data=body, headers={"X-CSRF-Token": csrf})
    assert answer.status == 200
    found: dict[str, Any] = answer.json()
    return found


def test_a_list_tells_what_was_asked_who_was_on_it_and_why(case: Database, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, "/lists")
    expect(page.get_by_text("Chưa lưu danh sách nào.")).to_be_visible()
    kept = keep(page)
    page.reload()
    listed = page.locator("tbody tr")
    expect(listed).to_have_count(1)
    expect(listed).to_contain_text("Ai đã cùng phòng")
    expect(listed).to_contain_text(kept["list"]["hash"][:12])
    listed.get_by_role("link").first.click()
    page.wait_for_url(re.compile(kept["list"]["key"]))
    expect(page.get_by_text(kept["list"]["hash"])).to_be_visible()
    expect(page.get_by_role("heading", name=f"{kept['total']} người trong danh sách")).to_be_visible()
    people = page.locator("tbody tr")
    expect(people).to_have_count(kept["total"])
    expect(people.filter(has_text="w3")).to_contain_text("xe 07/05–12/05")
    named = people.filter(has_text="w3").get_by_role("link", name="Trần Thị An")
    expect(named).to_have_attribute("href", f"/people/{PREFIX}~w3")
    assert_accessible(page)
    shoot(page, "list")
    page.get_by_role("link", name="So với hiện nay").click()
    page.wait_for_url(re.compile(f"/trace.*since={kept['list']['key']}"))
    expect(page.get_by_text("Khác gì so với danh sách")).to_be_visible(timeout=30_000)


def test_a_firm_sees_its_own_people_alone(case: Database, visitor: Visitor, tmp_path: Path) -> None:
    other = [{"code": "x1", "name": "Lê Văn Xa", "vehicle": "Xe ca số 9", "workshop": "Đúc"}]
    path = write_workbook(tmp_path / "xyz.xlsx", other, company="Công ty TNHH XYZ", as_of=date(2021, 5, 10))
    assert import_file(case, path, options=Options()).state == "done"
    keep(visitor(Role.ANALYST, "/lists"))
    page = visitor(Role.FIRM, "/lists", companies=(PREFIX,))
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.get_by_text("Ai đã cùng phòng")).to_have_count(0)  # the question names the case
    page.locator("tbody tr").get_by_role("link").first.click()
    expect(page.locator("tbody tr").filter(has_text="w2")).to_contain_text("Trần Văn An")
    expect(page.get_by_role("link", name="So với hiện nay")).to_have_count(0)
    strange = visitor(Role.FIRM, "/lists", name="xyz", companies=("cong-ty-tnhh-xyz",))
    expect(strange.get_by_text("Chưa có danh sách nào có công nhân của doanh nghiệp.")).to_be_visible()


def test_a_list_that_is_none(database: Database, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, "/lists/list-20210512-000000-00000000", refused=True)
    expect(page.get_by_role("alert")).to_contain_text("Không có danh sách")


@pytest.mark.parametrize("role", [Role.STEWARD, Role.ADMIN])
def test_who_has_no_lists_does_not_see_them(database: Database, visitor: Visitor, role: Role) -> None:
    page = visitor(role, "/lists", refused=True)
    expect(page.get_by_role("alert")).to_contain_text("không xem được trang này")


def test_the_pages_are_accessible_at_both_widths(case: Database, visitor: Visitor) -> None:
    desk = visitor(Role.ANALYST, "/lists", size=DESK)
    kept = keep(desk)
    desk.reload()
    expect(desk.locator("tbody tr")).to_have_count(1)
    assert_accessible(desk)
    shoot(desk, "lists")
    for path in ("/lists", f"/lists/{kept['list']['key']}"):
        phone = visitor(Role.ANALYST, path, size=PHONE, lang="en")
        expect(phone.locator("tbody tr").first).to_be_visible()
        assert_accessible(phone)
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
