"""Accounts: made, changed, disabled; tokens, which are shown once; who may see it."""

import re

import pytest
from playwright.sync_api import expect

from graph.database import Database
from service.accounts.accounts import add_account, get_account
from service.accounts.recognising import by_token
from service.accounts.roles import Role
from service.accounts.tokens import list_tokens
from tests.service.conftest import PREFIX
from tests.service.pages.conftest import DESK, PASSWORD, PHONE, Visitor, assert_accessible, shoot

FIRST = "mưa rơi trên mái tôn"


def test_an_account_is_made_and_signs_in(database: Database, visitor: Visitor) -> None:
    page = visitor(Role.ADMIN, "/administration", refused=True)
    expect(page).to_have_url(re.compile("/administration/accounts$"))
    page.get_by_role("button", name="Tạo tài khoản").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Tên tài khoản").fill("Lan")
    dialog.get_by_label("Vai trò").select_option("truy vết viên")
    dialog.get_by_label("Mật khẩu ban đầu").fill("ngắn")
    assert_accessible(page)
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_be_visible()
    dialog.get_by_label("Mật khẩu ban đầu").fill(FIRST)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Đã tạo tài khoản.")).to_be_visible()
    expect(page.locator("tbody tr", has_text="Lan")).to_contain_text("truy vết viên")
    other = visitor(None, "/sign-in")
    other.get_by_label("Tên tài khoản").fill("lan")
    other.get_by_label("Mật khẩu").fill(FIRST)
    other.keyboard.press("Enter")
    other.wait_for_url(re.compile("/password"))


def test_a_firm_has_its_keys(firm: Database, visitor: Visitor) -> None:
    page = visitor(Role.ADMIN, "/administration/accounts", refused=True)
    page.get_by_role("button", name="Tạo tài khoản").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Tên tài khoản").fill("abc")
    dialog.get_by_label("Vai trò").select_option("doanh nghiệp")
    dialog.get_by_role("button", name="Tạo tài khoản").click()
    expect(dialog.get_by_role("alert")).to_contain_text("cần có công ty")
    expect(dialog.get_by_label("Khóa doanh nghiệp")).to_be_focused()
    dialog.get_by_label("Khóa doanh nghiệp").fill(PREFIX)
    dialog.get_by_role("button", name="Tạo tài khoản").click()
    expect(page.locator("tbody tr", has_text=PREFIX)).to_contain_text("doanh nghiệp")
    assert get_account(firm, "abc")["companies"] == [PREFIX]


def test_an_account_is_changed_and_disabled(database: Database, visitor: Visitor) -> None:
    add_account(database, "lan", Role.ANALYST, password=PASSWORD)
    page = visitor(Role.ADMIN, "/administration/accounts", refused=True)
    page.get_by_role("link", name="lan", exact=True).click()
    expect(page.get_by_role("heading", name="lan")).to_be_visible()
    page.get_by_role("button", name="Đổi vai trò").click()
    page.get_by_role("dialog").get_by_label("Vai trò").select_option("dịch tễ viên")
    page.get_by_role("dialog").get_by_role("button", name="Đổi vai trò").click()
    expect(page.locator(".tv-facts").get_by_text("dịch tễ viên")).to_be_visible()
    page.get_by_role("button", name="Khóa tài khoản").click()
    page.get_by_role("dialog").get_by_role("button", name="Khóa tài khoản").click()
    expect(page.get_by_text("đã khóa")).to_be_visible()
    assert get_account(database, "lan")["disabled_at"] is not None
    page.get_by_role("button", name="Mở khóa").click()
    page.get_by_role("dialog").get_by_role("button", name="Mở khóa").click()
    expect(page.get_by_text("đang dùng")).to_be_visible()
    found = get_account(database, "lan")
    assert (found["disabled_at"], found["role"]) == (None, "epidemiologist")


def test_the_last_administrator_stays(database: Database, visitor: Visitor) -> None:
    page = visitor(Role.ADMIN, "/administration/accounts/admin", refused=True)
    page.get_by_role("button", name="Khóa tài khoản").click()
    page.get_by_role("dialog").get_by_role("button", name="Khóa tài khoản").click()
    expect(page.get_by_role("alert")).to_contain_text("quản trị viên cuối cùng")


def test_a_token_is_shown_once_and_revoked(database: Database, visitor: Visitor) -> None:
    add_account(database, "robot", Role.ANALYST)
    page = visitor(Role.ADMIN, "/administration/accounts/robot", refused=True)
    expect(page.get_by_text("Chưa có mã nào.")).to_be_visible()
    page.get_by_role("button", name="Tạo mã truy cập").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Có hiệu lực").fill("9999")
    dialog.get_by_role("button", name="Tạo mã truy cập").click()
    dialog.get_by_label("Có hiệu lực").fill("0")
    dialog.get_by_role("button", name="Tạo mã truy cập").click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    dialog.get_by_label("Có hiệu lực").fill("30")
    dialog.get_by_role("button", name="Tạo mã truy cập").click()
    shown = dialog.locator("code")
    expect(shown).to_contain_text("truyvet_")
    assert by_token(database, shown.inner_text()).name == "robot"
    assert_accessible(page)
    dialog.get_by_role("link", name="Đã chép").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("code")).to_have_count(0)
    page.get_by_role("button", name="Thu hồi").click()
    page.get_by_role("dialog").get_by_role("button", name="Thu hồi").click()
    expect(page.get_by_text("Chưa có mã nào.")).to_be_visible()
    assert list_tokens(database, "robot", limit=9)["tokens"] == []


def test_an_account_that_is_none(database: Database, visitor: Visitor) -> None:
    page = visitor(Role.ADMIN, "/administration/accounts/nobody", refused=True)
    expect(page.get_by_role("alert")).to_contain_text("Không có tài khoản nobody")


@pytest.mark.parametrize("role", [Role.ANALYST, Role.STEWARD, Role.AUDITOR])
def test_who_is_no_administrator_does_not_see_it(database: Database, visitor: Visitor, role: Role) -> None:
    page = visitor(role, "/administration/accounts", refused=True)
    expect(page.get_by_role("alert")).to_contain_text("không xem được trang này")


def test_the_pages_are_accessible_at_both_widths(database: Database, visitor: Visitor) -> None:
    add_account(database, "lan", Role.ANALYST, password=PASSWORD)
    desk = visitor(Role.ADMIN, "/administration/accounts", size=DESK)
    assert_accessible(desk)
    shoot(desk, "accounts")
    for path in ("/administration/accounts", "/administration/accounts/lan"):
        phone = visitor(Role.ADMIN, path, size=PHONE, lang="en")
        assert_accessible(phone)
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
