"""The log, retention, one person's rights; where administration leads each role."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from graph.database import Database
from service.accounts.roles import Role
from tests.drawing import run
from tests.service.conftest import PREFIX
from tests.service.pages.conftest import DESK, PHONE, Visitor, assert_accessible, shoot

W1, W4 = f"{PREFIX}~w1", f"{PREFIX}~w4"


@pytest.fixture
def left(firm: Database) -> Database:
    """Worker w4 left on 1 May 2021, so that data of it is due."""
    run(firm, "MATCH (w {key: $key})-[m:WORKS_IN]->() SET m.until = date('2021-05-01')", key=W4)
    run(firm, "MATCH (w {key: $key}) SET w.phone = '0987654321'", key=W4)
    return firm


def logged(page: Page, action: str) -> None:
    """Look at the log until an action is in it: entries are in the chain within a second of their answer."""
    for _ in range(60):
        if page.locator("tbody tr", has_text=action).count():
            return
        page.reload()
        page.wait_for_load_state("networkidle")
    pytest.fail(f"{action} is not in the log")


@pytest.mark.parametrize(
    ("role", "to"),
    [(Role.ADMIN, "accounts"), (Role.AUDITOR, "log"), (Role.STEWARD, "retention"), (Role.ANALYST, "../rules")],
)
def test_each_role_is_led_to_its_own_section(database: Database, visitor: Visitor, role: Role, to: str) -> None:
    page = visitor(role, "/administration")
    expect(page).to_have_url(re.compile(f"/{to.removeprefix('../')}$"))


def test_the_log_is_read_narrowed_and_verified(database: Database, visitor: Visitor) -> None:
    visitor(Role.ANALYST, "/find?q=dao")
    visitor(Role.ADMIN, "/administration/accounts")
    page = visitor(Role.AUDITOR, "/administration/log")
    logged(page, "GET /api/workers")
    logged(page, "GET /api/accounts")
    expect(page.locator("tbody tr", has_text="GET /api/workers").first).to_contain_text("ổ dịch thử")
    page.get_by_label("Của tài khoản").fill("analyst")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("actor=analyst"))
    shown = page.locator("tbody tr").all_inner_texts()
    assert shown
    assert all("analyst" in text for text in shown)
    page.get_by_role("button", name="Kiểm tra nhật ký").click()
    expect(page.get_by_text(re.compile("Nhật ký nguyên vẹn: .* mục"))).to_be_visible()
    assert_accessible(page)
    shoot(page, "log")
    run(database, "MATCH (e:AuditEntry) WITH e ORDER BY e.key LIMIT 1 SET e.text = replace(e.text, 'done', 'gone')")
    page.get_by_role("button", name="Kiểm tra nhật ký").click()
    expect(page.get_by_text("Nhật ký KHÔNG nguyên vẹn")).to_be_visible()


def test_nobody_of_that_name_did_anything(database: Database, visitor: Visitor) -> None:
    page = visitor(Role.AUDITOR, "/administration/log?actor=khong-ai", lang="en")
    expect(page.get_by_text("There is no entry.")).to_be_visible()


def test_what_is_due_is_told_then_purged_with_its_proof(left: Database, visitor: Visitor) -> None:
    page = visitor(Role.STEWARD, "/administration/retention")
    expect(page.get_by_text("bản ghi đến hạn xóa, tính đến")).to_be_visible()
    expect(page.get_by_text("Chưa xóa lần nào.")).to_be_visible()
    assert_accessible(page)
    shoot(page, "retention")
    page.get_by_role("button", name="Xóa dữ liệu đến hạn").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("không lấy lại được")).to_be_visible()
    expect(dialog.get_by_text("CCCD, điện thoại, địa chỉ")).to_be_visible()
    page.keyboard.press("Escape")
    assert run(left, "MATCH (w {key: $key}) RETURN w.phone", key=W4)[0][0] == "0987654321"
    page.get_by_role("button", name="Xóa dữ liệu đến hạn").click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile(r"Xóa \d+ bản ghi")).click()
    expect(page.get_by_text("Không có gì đến hạn.")).to_be_visible()
    expect(page.locator("tbody tr", has_text="purge-000001")).to_contain_text("steward")
    assert not run(left, "MATCH (w {key: $key}) WHERE w.phone IS NOT NULL RETURN w", key=W4)


def test_one_person_s_data_is_shown_handed_out_and_corrected(firm: Database, visitor: Visitor) -> None:
    page = visitor(Role.STEWARD, "/administration/persons", refused=True)
    expect(page.get_by_text("Nhập khóa của người")).to_be_visible()
    page.get_by_label("Khóa của người").fill(W1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Đặng Thị Đào")).to_be_visible()
    expect(page.locator("tbody tr", has_text="Số CCCD")).to_contain_text("024195000123")
    expect(page.get_by_text("abc.xlsx").first).to_be_visible()
    expect(page.get_by_text("Vũ Văn Cò")).to_have_count(0)
    assert_accessible(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải tất cả").click()
    assert download.value.suggested_filename == "person.json"
    assert json.loads(download.value.path().read_text(encoding="utf-8"))["person"] == W1

    phone = page.locator("tbody tr", has_text="Điện thoại")
    phone.get_by_role("button", name="Sửa").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Điện thoại")).to_have_value("0912345678")
    dialog.get_by_label("Điện thoại").fill("1")
    dialog.get_by_label("Lý do").fill("đổi số")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_be_visible()
    expect(dialog.get_by_label("Điện thoại")).to_be_focused()
    dialog.get_by_label("Điện thoại").fill("0987 654 321")
    page.keyboard.press("Enter")
    expect(phone).to_contain_text("0987654321")
    expect(phone).to_contain_text("steward sửa lúc")
    phone.get_by_role("button", name="Theo tệp").click()
    page.get_by_role("dialog").get_by_label("Lý do").fill("nhầm")
    page.keyboard.press("Enter")
    expect(phone.get_by_role("button", name="Theo tệp")).to_have_count(0)


def test_a_person_is_erased_but_not_who_is_at_work(left: Database, visitor: Visitor) -> None:
    page = visitor(Role.STEWARD, f"/administration/persons?key={W1}", refused=True)
    page.get_by_role("button", name="Xóa người này").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Lý do").fill("người đó yêu cầu")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("đang có trong danh sách")
    page.goto(f"/administration/persons?key={W4}")
    page.get_by_role("button", name="Xóa người này").click()
    page.get_by_role("dialog").get_by_label("Lý do").fill("người đó yêu cầu")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Đã xóa.")).to_be_visible()
    expect(page.get_by_text("Bản sao lưu trước đó còn giữ người này")).to_be_visible()
    expect(page.get_by_text("0987654321")).to_have_count(0)
    assert not run(left, "MATCH (w {key: $key}) RETURN w", key=W4)
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("Không có ai mang khóa")


@pytest.mark.parametrize(
    ("role", "path"),
    [
        (Role.STEWARD, "/administration/log"),
        (Role.ANALYST, "/administration/retention"),
        (Role.ANALYST, "/administration/persons"),
        (Role.ADMIN, "/administration/persons"),
    ],
)
def test_sections_of_others_are_closed(database: Database, visitor: Visitor, role: Role, path: str) -> None:
    page = visitor(role, path, refused=True)
    expect(page.get_by_role("alert")).to_contain_text("không xem được trang này")


@pytest.mark.parametrize(
    ("role", "path"),
    [
        (Role.AUDITOR, "/administration/log"),
        (Role.STEWARD, "/administration/retention"),
        (Role.STEWARD, f"/administration/persons?key={W1}"),
    ],
)
def test_the_pages_are_accessible_on_a_phone_and_at_a_desk(
    firm: Database, visitor: Visitor, role: Role, path: str
) -> None:
    for size in (DESK, PHONE):
        page = visitor(role, path, size=size, lang="en")
        if role is Role.AUDITOR:
            logged(page, "GET /api/audit")
        expect(page.locator("tbody tr").first).to_be_visible()
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    if "persons" in path:
        shoot(visitor(role, path), "rights")
