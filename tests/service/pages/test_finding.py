"""Find, pick, trace: what an analyst does with a phone at the ear."""

import re

from playwright.sync_api import expect

from loaders.sample import Truth
from service.accounts.roles import Role
from tests.service.pages.conftest import PHONE, Visitor, assert_accessible, shoot


def test_people_appear_while_one_types(park: Truth, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, "/find")
    expect(page.get_by_label("Tên, mã, số CCCD hoặc điện thoại")).to_be_focused()
    page.keyboard.type("dang thi dao")
    first = page.locator("#found li").first
    expect(first).to_contain_text("Đặng Thị Đào")
    expect(first).to_contain_text(truth_code := park.index_code)
    expect(page).to_have_url(re.compile("q=dang"))
    page.keyboard.press("ArrowDown")
    expect(first.get_by_role("link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/trace"))
    expect(page.get_by_text(truth_code).first).to_be_visible()


def test_nobody_fits(park: Truth, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, "/find?q=khong+co+ai")
    expect(page.get_by_text("Không tìm thấy «khong co ai»")).to_be_visible()


def test_the_page_is_accessible_at_both_widths(park: Truth, visitor: Visitor) -> None:
    desk = visitor(Role.ANALYST, "/find?q=dao")
    assert_accessible(desk)
    shoot(desk, "find")
    phone = visitor(Role.ANALYST, "/find?q=dao", size=PHONE, lang="en")
    assert_accessible(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
