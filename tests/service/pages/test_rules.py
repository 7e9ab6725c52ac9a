"""Rule sets in words, in both languages, each of them."""

import pytest
from playwright.sync_api import expect

from graph.database import Database
from graph.tracing.rules import all_rules
from service.accounts.roles import Role
from tests.service.pages.conftest import DESK, PHONE, Visitor, assert_accessible, shoot


def test_all_rule_sets_with_the_one_in_use(database: Database, visitor: Visitor) -> None:
    page = visitor(Role.EPIDEMIOLOGIST, "/rules")
    expect(page.locator("tbody tr")).to_have_count(len(all_rules(None)))
    expect(page.locator("tbody tr", has_text="dùng mặc định hôm nay")).to_have_count(1)
    page.get_by_role("link", name="Quyết định 5053/QĐ-BYT").click()
    expect(page.get_by_text("từ 3 ngày trước ngày khởi phát đến khi cách ly", exact=True)).to_be_visible()
    expect(page.get_by_text("nếu không có: từ 3 ngày trước ngày lấy mẫu đến khi cách ly")).to_be_visible()
    expect(page.get_by_text("03/12/2020 – 29/07/2021")).to_be_visible()
    room = page.locator("tbody tr", has_text="phòng")
    expect(room).to_contain_text("2,34 %")
    expect(room).to_contain_text("F1, F2")
    expect(page.get_by_text("F1, gần: 14 ngày cách ly tập trung, xét nghiệm ngày 1, 14")).to_be_visible()
    expect(page.get_by_text("Chỉ truy tiếp từ người tiếp xúc gần sang bậc sau: giả định.")).to_be_visible()
    assert_accessible(page)
    shoot(page, "rule")


def test_each_rule_set_can_be_read(database: Database, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, "/rules", lang="en")
    for name, rules in all_rules(None).items():
        page.goto(f"/rules/{name}")
        expect(page.get_by_role("heading", name=rules.document["title"]["en"])).to_be_visible()
        expect(page.get_by_role("alert")).to_have_count(0)
        expect(page.get_by_text("What is assumed")).to_be_visible()


def test_a_rule_set_that_is_none(database: Database, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, "/rules/no-such-rules", refused=True)
    expect(page.get_by_role("alert")).to_contain_text("no-such-rules")


@pytest.mark.parametrize("role", [Role.ADMIN, Role.AUDITOR])
def test_who_has_no_rules_does_not_see_them(database: Database, visitor: Visitor, role: Role) -> None:
    page = visitor(role, "/rules", refused=True)
    expect(page.get_by_role("alert")).to_contain_text("không xem được trang này")


def test_the_pages_are_accessible_at_both_widths(database: Database, visitor: Visitor) -> None:
    desk = visitor(Role.ANALYST, "/rules", size=DESK)
    assert_accessible(desk)
    shoot(desk, "rules")
    for path in ("/rules", "/rules/vn-11042-2021"):
        phone = visitor(Role.ANALYST, path, size=PHONE, lang="en")
        assert_accessible(phone)
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
