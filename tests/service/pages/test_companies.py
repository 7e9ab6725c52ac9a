"""Firms by how complete and how recent their data is, and one firm, as each role has it."""

import re

from playwright.sync_api import Page, expect

from loaders.sample import Truth
from service.accounts.roles import Role
from tests.service.pages.conftest import PHONE, Visitor, assert_accessible, shoot


def names(page: Page) -> list[str]:
    """Return the firms as they are listed."""
    return page.locator(".tv-table tbody tr td:first-child a").all_inner_texts()


def test_firms_are_sorted_by_what_stands_in_the_address(park: Truth, visitor: Visitor) -> None:
    page = visitor(Role.STEWARD, "/companies")
    expect(page.get_by_text("3 doanh nghiệp, 300 công nhân")).to_be_visible()
    expect(page.get_by_text("3 quá hạn gửi danh sách")).to_be_visible()
    assert_accessible(page)
    shoot(page, "companies")
    page.get_by_role("link", name="Công nhân", exact=True).click()
    expect(page).to_have_url(re.compile(r"\?sort=workers$"))
    expect(page.get_by_role("columnheader", name="Công nhân")).to_have_attribute("aria-sort", "descending")
    down = names(page)
    page.get_by_role("link", name=re.compile("^Công nhân")).click()
    expect(page).to_have_url(re.compile(r"sort=workers&reverse=1$"))
    expect(page.get_by_role("columnheader", name=re.compile("^Công nhân"))).to_have_attribute("aria-sort", "ascending")
    assert names(page) == down[::-1]
    page.goto("/companies?sort=residence")
    expect(page.get_by_role("columnheader", name=re.compile("^Nơi ở"))).to_have_attribute("aria-sort", "ascending")


def test_a_firm_is_searched_saved_and_opened(park: Truth, visitor: Visitor) -> None:
    page = visitor(Role.STEWARD, "/companies?company=khong+co")
    expect(page.get_by_text("Không có doanh nghiệp nào tên «khong co».")).to_be_visible()
    page.get_by_role("link", name="Xem tất cả").click()
    expect(page.locator("tbody tr")).to_have_count(3)
    name = names(page)[0]
    page.get_by_label("Tên doanh nghiệp").fill(name)
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("^1 doanh nghiệp"))).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải bảng này (.xlsx)").click()
    assert download.value.path().read_bytes().startswith(b"PK")
    page.get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    expect(page.get_by_text("Dữ liệu đầy đủ đến đâu")).to_be_visible()
    expect(page.get_by_role("heading", name="Các lần nhập gần đây")).to_be_visible()
    expect(page.get_by_role("heading", name="Phân xưởng")).to_have_count(0)
    assert_accessible(page)
    shoot(page, "company")
    page.locator(".tv-table").get_by_role("link", name=re.compile("xlsx$")).first.click()
    expect(page.get_by_role("heading", name="Một lần nhập")).to_be_visible()


def test_an_analyst_sees_who_is_followed_and_the_workshops(park: Truth, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, "/companies")
    expect(page.get_by_label("Tên doanh nghiệp")).to_have_count(0)
    page.locator(".tv-table tbody a").first.click()
    expect(page.get_by_role("columnheader", name="Số người")).to_be_visible()
    expect(page.get_by_role("link", name="Tỷ lệ tấn công theo phân xưởng")).to_be_visible()
    page.get_by_label("Ngày", exact=True).fill("16/05/2021")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?on=2021-05-16$"))
    expect(page.get_by_role("heading", name="Người đang theo dõi, ngày 16/05/2021")).to_be_visible(timeout=30_000)
    people = page.get_by_role("table", name="Người đang theo dõi, ngày 16/05/2021")
    expect(people.get_by_role("link").first).to_have_attribute("href", re.compile("^/people/"))
    phone = visitor(Role.ANALYST, page.evaluate("location.pathname + location.search"), size=PHONE, lang="en")
    expect(phone.get_by_role("heading", name="People in follow-up on 16/05/2021")).to_be_visible(timeout=30_000)
    assert_accessible(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_people_are_shown_for_a_purpose_only(park: Truth, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, "/companies", purpose=None)
    page.locator(".tv-table tbody a").first.click()
    expect(page.get_by_role("link", name="Nêu mục đích")).to_be_visible()


def test_a_firm_sees_itself(park: Truth, visitor: Visitor) -> None:
    page = visitor(Role.STEWARD, "/companies?sort=name")
    keys = [link.get_attribute("href") or "" for link in page.locator(".tv-table tbody a").all()]
    own, other = keys[0].rsplit("/", 1)[1], keys[1]
    page = visitor(Role.FIRM, "/companies", companies=(own,), refused=True)
    expect(page.get_by_text(re.compile("^1 doanh nghiệp"))).to_be_visible()
    page.goto(keys[0])
    expect(page.get_by_text("Chưa có danh sách nào có người của doanh nghiệp.")).to_be_visible()
    assert_accessible(page)
    page.goto(other)
    expect(page.get_by_text(re.compile("Không có công ty nào mang khóa"))).to_be_visible()


def test_who_may_not_is_told(park: Truth, visitor: Visitor) -> None:
    page = visitor(Role.AUDITOR, "/companies", refused=True)
    expect(page.get_by_text("Vai trò kiểm tra viên không xem được trang này.")).to_be_visible()
