"""Two records side by side: one person or two, decided by mouse and by keyboard, and taken back."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from graph.database import Database
from service.accounts.roles import Role
from tests.drawing import draw, run
from tests.service.pages.conftest import PHONE, Visitor, assert_accessible, shoot

BORN = date(1995, 8, 5)


@pytest.fixture
def pairs(database: Database) -> Database:
    """Two pairs of records with the same name and birth date, each on the rosters of two firms."""
    people = [
        {"key": f"{firm}~w{number}", "company": firm, "code": f"W{number}", "name": name, "birth_date": BORN,
         "birth_year": 1995, "sex": "female", "phone": phone}
        for number, name in ((1, "Đặng Thị Đào"), (2, "Trần Thị Mận"))
        for firm, phone in (("abc", f"091234567{number}"), ("xyz", f"098765432{number}"))
    ]  # fmt: skip
    draw(
        database,
        groups=[("abc", "company", None), ("xyz", "company", None)],
        people=people,
        memberships=[{"person": one["key"], "group": one["company"]} for one in people],
    )
    run(database, "MERGE (l:Ledger) SET l.revision = coalesce(l.revision, 0) + 1")
    return database


def joined(database: Database) -> int:
    """Return how many records are joined."""
    return int(run(database, "MATCH ()-[s:SAME_AS]->() WHERE s.retracted_at IS NULL RETURN count(s)")[0][0])


def test_a_pair_is_decided_and_taken_back(pairs: Database, visitor: Visitor) -> None:
    page = visitor(Role.STEWARD, "/identity")
    expect(page.get_by_text("2 cặp")).to_be_visible()
    card = page.locator(".tv-pair").filter(has_text="Đặng Thị Đào")
    phone = card.get_by_role("row", name=re.compile("Điện thoại"))
    expect(phone).to_have_class("tv-differs")
    expect(phone).to_contain_text("0912345671")
    expect(phone).to_contain_text("0987654321")
    expect(card.get_by_role("row", name=re.compile("^Họ tên"))).not_to_have_class("tv-differs")
    assert_accessible(page)
    shoot(page, "identity")
    card.get_by_role("button", name="Là một người").click()
    expect(card.get_by_text("Đã ghi: là một người.")).to_be_visible()
    assert joined(pairs) == 1
    card.get_by_role("button", name="Lấy lại").click()
    expect(card.get_by_text("Đã lấy lại; cặp này chờ quyết định.")).to_be_visible()
    assert joined(pairs) == 0
    card.get_by_role("button", name="Khác người").click()
    expect(card.get_by_text("Đã ghi: khác người.")).to_be_visible()
    page.get_by_role("navigation", name="Trạng thái").get_by_role("link", name="Khác người").click()
    expect(page).to_have_url(re.compile("state=rejected"))
    expect(page.locator(".tv-pair")).to_have_count(1)
    expect(page.get_by_text(re.compile("^steward, "))).to_be_visible()


def test_pairs_are_decided_by_keys_alone(pairs: Database, visitor: Visitor) -> None:
    page = visitor(Role.STEWARD, "/identity", lang="en")
    cards = page.locator(".tv-pair")
    expect(cards).to_have_count(2)
    cards.first.focus()
    page.keyboard.press("ArrowDown")
    expect(cards.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("1")
    expect(cards.first).to_have_attribute("data-state", "accepted")
    expect(cards.nth(1)).to_be_focused()
    page.keyboard.press("2")
    expect(cards.nth(1)).to_have_attribute("data-state", "rejected")
    page.keyboard.press("0")
    expect(cards.nth(1)).to_have_attribute("data-state", "open")
    assert joined(pairs) == 1


def test_pairs_of_a_firm_and_none(pairs: Database, visitor: Visitor) -> None:
    page = visitor(Role.STEWARD, "/identity?state=accepted", size=PHONE)
    expect(page.get_by_text("Không có cặp nào.")).to_be_visible()
    page.goto("/identity")
    expect(page.locator(".tv-pair")).to_have_count(2)
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.get_by_label("Doanh nghiệp (tên hoặc khóa)").fill("xyz")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?company=xyz$"))
    expect(page.locator(".tv-pair")).to_have_count(2)


def test_a_firm_that_is_none_and_an_answer_that_does_not_come(pairs: Database, visitor: Visitor) -> None:
    page = visitor(Role.STEWARD, "/identity?company=khong-co", refused=True)
    expect(page.get_by_role("alert").or_(page.get_by_text("Không có cặp nào.")).first).to_be_visible()
    page = visitor(Role.STEWARD, "/identity", refused=True)
    page.route("**/api/identity/*", lambda route: route.abort())
    card = page.locator(".tv-pair").first
    card.get_by_role("button", name="Là một người").click()
    expect(card.get_by_role("alert")).to_have_text("Không kết nối được tới dịch vụ; hãy thử lại.")
    expect(card).to_have_attribute("data-state", "open")


def test_nothing_waits(database: Database, visitor: Visitor) -> None:
    page = visitor(Role.STEWARD, "/identity")
    expect(page.get_by_text("Không còn cặp nào chờ quyết định.")).to_be_visible()


def test_who_may_not_is_told(database: Database, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, "/identity", refused=True)
    expect(page.get_by_text("Vai trò truy vết viên không xem được trang này.")).to_be_visible()
