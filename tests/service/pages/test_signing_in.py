"""The way in and out: the first administrator, passwords, the purpose, and an account that is closed meanwhile."""

import re

from playwright.sync_api import expect

from graph.database import Database
from service.accounts.accounts import add_account, disable
from service.accounts.first_start import make_first_start
from service.accounts.roles import Role
from tests.service.pages.conftest import PASSWORD, PHONE, Visitor, assert_accessible, shoot

OWN = "thuyền về bến cũ chiều nay"


def test_the_first_administrator_by_a_one_time_link(database: Database, visitor: Visitor) -> None:
    secret = make_first_start(database)
    page = visitor(None, f"/first-start#{secret}", refused=True)
    expect(page).to_have_url(re.compile("/first-start$"))  # the secret is out of the address at once
    expect(page.get_by_label("Mã dùng một lần")).to_have_value(str(secret))
    assert_accessible(page)
    page.get_by_label("Tên tài khoản").fill("quan-tri")
    page.get_by_label("Mật khẩu mới").fill("ngắn")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Mật khẩu mới").fill(OWN)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/administration"))
    expect(page.get_by_role("banner").get_by_role("link", name="quan-tri")).to_be_visible()
    again = visitor(None, f"/first-start#{secret}", refused=True)
    again.get_by_label("Tên tài khoản").fill("ke-gian")
    again.get_by_label("Mật khẩu mới").fill(OWN)
    again.keyboard.press("Enter")
    expect(again.get_by_role("alert")).to_contain_text("Mã này sai")


def test_in_with_a_new_password_and_a_purpose_and_out_again(database: Database, visitor: Visitor) -> None:
    add_account(database, "lan", Role.ANALYST, password=PASSWORD)
    page = visitor(None, "/find?q=dao", refused=True)
    expect(page.get_by_label("Tên tài khoản")).to_be_focused()
    shoot(page, "sign-in")
    page.keyboard.type("lan")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Hãy điền: Mật khẩu.")
    page.get_by_label("Mật khẩu").fill("sai mật khẩu rồi")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Tên hoặc mật khẩu không đúng")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/password\?next="))
    assert_accessible(page)
    page.get_by_label("Mật khẩu hiện tại").fill(PASSWORD)
    page.get_by_label("Mật khẩu mới").fill(OWN)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/purpose\?next="))
    assert_accessible(page)
    page.get_by_label("Mục đích").fill("ổ dịch Quang Châu")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/find\?q=dao"))  # where one wanted to go in the beginning
    expect(page.get_by_text("Mục đích: ổ dịch Quang Châu")).to_be_visible()
    page.get_by_role("link", name="lan").click()
    expect(page.get_by_text("truy vết viên")).to_be_visible()
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url(re.compile("/sign-in"))
    page.goto("/find?q=dao")
    expect(page).to_have_url(re.compile("/sign-in"))


def test_an_account_that_is_closed_is_out_at_the_next_key(database: Database, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, "/find", name="lan", refused=True)
    disable(database, "lan")
    page.keyboard.type("da")
    page.wait_for_url(re.compile("/sign-in"))


def test_a_page_of_another_site_cannot_use_a_line(database: Database, visitor: Visitor, address: str) -> None:
    page = visitor(Role.ANALYST, "/find")
    refused = page.request.get(
        "/_nicegui_ws/socket.io/?EIO=4&transport=websocket",
        headers={"Origin": "https://evil.example", "Connection": "Upgrade", "Upgrade": "websocket",
                 "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="},
    )  # fmt: skip
    assert refused.status == 403
    taken = page.request.get(
        "/_nicegui_ws/socket.io/?EIO=4&transport=polling", headers={"Origin": "https://evil.example"}
    )
    assert taken.status == 426


def test_it_fits_a_phone_in_english(database: Database, visitor: Visitor) -> None:
    page = visitor(None, "/sign-in", size=PHONE, lang="en")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
