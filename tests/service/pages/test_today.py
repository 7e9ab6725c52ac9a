"""The day's work: how much of what, whose it is, which lists and firms it waits for, and the load to come."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from loaders.sample import Truth
from service.accounts.roles import Role
from service.pages.parts import short
from tests.service.pages.conftest import DESK, PHONE, Visitor, assert_accessible, shoot

DAY = "/today?on=2021-05-20"


def count(page: Page, kind: str) -> int:
    return int(page.locator(".tv-tile", has_text=kind).locator("b").inner_text())


def work(page: Page) -> Page:
    """The page, when the day is worked out."""
    expect(page.locator(".tv-load canvas")).to_be_visible(timeout=30_000)  # the first trace of a graph is planned
    return page


def test_the_kinds_of_work_narrow_the_people(park: Truth, visitor: Visitor) -> None:
    page = work(visitor(Role.ANALYST, DAY))
    isolate = count(page, "chưa cách ly")
    assert isolate > 0
    page.get_by_role("link", name="chưa cách ly").click()
    expect(page).to_have_url(re.compile("on=2021-05-20&todo=isolate"))
    expect(page.get_by_role("heading", name=f"{isolate} người có việc · chưa cách ly")).to_be_visible()
    rows = page.locator("#work tbody tr")
    expect(rows).to_have_count(min(isolate, 50))
    assert all("cách ly" in text for text in rows.all_inner_texts())
    page.reload()
    expect(page.get_by_role("heading", name=f"{isolate} người có việc · chưa cách ly")).to_be_visible()
    page.get_by_role("link", name="Bỏ lọc").click()
    expect(page).to_have_url(re.compile(r"on=2021-05-20$"))


def test_a_firm_narrows_the_people(park: Truth, visitor: Visitor) -> None:
    page = work(visitor(Role.ANALYST, DAY))
    first = page.locator("section", has_text="Theo doanh nghiệp").locator("tbody tr").first
    firm = first.get_by_role("link").inner_text()
    first.get_by_role("link").click()
    expect(page).to_have_url(re.compile("company="))
    expect(page.locator("#work h2")).to_contain_text(firm)
    shown = work(page).locator("#work tbody tr").all_inner_texts()
    assert shown
    assert all(short(firm) in text for text in shown)


def test_days_follow_each_other(park: Truth, visitor: Visitor) -> None:
    page = work(visitor(Role.ANALYST, DAY))
    page.get_by_role("link", name="Hôm sau").click()
    expect(page).to_have_url(re.compile("on=2021-05-21"))
    expect(page.get_by_label("Ngày", exact=True)).to_have_value("21/05/2021")
    page.get_by_label("Ngày", exact=True).fill("19/5/2021")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("on=2021-05-19"))


def test_the_numbers_of_the_load_stand_beside_the_bars(park: Truth, visitor: Visitor) -> None:
    page = work(visitor(Role.ANALYST, DAY))
    load = page.locator("section", has_text="14 ngày tới")
    expect(load.get_by_role("img", name="14 ngày tới")).to_be_visible()
    load.get_by_text("Xem số liệu").click()
    expect(load.locator("tbody tr")).to_have_count(14)
    expect(load.locator("tbody tr").first).to_contain_text("20/05/2021")
    assert int(load.locator("tbody tr").first.locator("td").nth(1).inner_text()) > 0


def test_cases_without_a_list_and_old_data(park: Truth, index: dict[str, Any], visitor: Visitor) -> None:
    page = work(visitor(Role.ANALYST, "/today?on=2021-05-12"))
    cases = page.locator("section", has_text="Ca mới và danh sách")
    expect(cases.get_by_role("link", name=index["person"]["name"])).to_have_attribute("href", f"/cases/{index['key']}")
    issue = cases.locator("li", has_text=index["person"]["name"]).get_by_role("link", name="Lập danh sách")
    expect(issue).to_have_attribute("href", re.compile("/trace[?]case=covid-19.*as_of=2021-05-12"))
    old = page.locator("section", has_text="3 doanh nghiệp có dữ liệu cũ")
    expect(old.get_by_role("listitem")).to_have_count(3)


def test_nothing_is_to_be_done(park: Truth, visitor: Visitor) -> None:
    page = work(visitor(Role.ANALYST, "/today?on=2020-01-01"))
    expect(page.locator("#work").get_by_text("Không có ca bệnh nào còn trong thời gian theo dõi")).to_be_visible()


def test_a_day_that_is_none(park: Truth, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, "/today?on=2021-02-31")
    expect(page.get_by_role("alert")).to_contain_text("«2021-02-31» không phải ngày")


@pytest.mark.parametrize("role", [Role.STEWARD, Role.EPIDEMIOLOGIST, Role.ADMIN, Role.AUDITOR])
def test_who_does_not_follow_up_does_not_see_it(park: Truth, visitor: Visitor, role: Role) -> None:
    page = visitor(role, DAY, refused=True)
    expect(page.get_by_role("alert")).to_contain_text("không xem được trang này")


def test_the_page_is_accessible_at_both_widths(park: Truth, visitor: Visitor) -> None:
    desk = work(visitor(Role.ANALYST, DAY, size=DESK))
    assert_accessible(desk)
    shoot(desk, "today")
    phone = work(visitor(Role.ANALYST, DAY, size=PHONE, lang="en"))
    expect(phone.get_by_role("heading", name="The day's work")).to_be_visible()
    assert_accessible(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
