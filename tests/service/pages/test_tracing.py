"""A case's contacts on the page: the list and its filters, why, what is missing, files."""

import csv
import io
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from graph.database import Database
from graph.tracing.asking import answer
from graph.tracing.question import Asked
from loaders.sample import Truth
from service.accounts.roles import Role
from service.pages.parts import short
from tests.service.pages.conftest import PHONE, Visitor, assert_accessible, shoot

AS_OF = "2021-05-20"


@pytest.fixture(scope="module")
def case(index: dict[str, Any]) -> str:
    """The key of the case that the sample is about."""
    return str(index["key"])


@pytest.fixture(scope="module")
def told(case: str, prepared: Database) -> dict[str, Any]:
    """Its contacts as the graph itself tells them."""
    asked = Asked(who=[case], as_of=date.fromisoformat(AS_OF))
    return answer(prepared, asked, limit=50_000, offset=0, own_rules=None)


def names(page: Page) -> list[str]:
    return [text.strip() for text in page.locator(".tv-row-button").all_inner_texts()]


def test_the_list_is_the_graphs_own(park: Truth, told: dict[str, Any], case: str, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, f"/trace?case={case}&as_of={AS_OF}")
    contacts = told["contacts"]
    assert len(contacts) > 20
    expect(page.get_by_text(f"{told['total']} người", exact=True)).to_be_visible()
    expect(page.get_by_text(f"{told['total']} trong {told['total']} người")).to_be_visible()
    first = [contact["person"]["name"] for contact in contacts[:10]]
    assert names(page)[:10] == first
    page.locator(".tv-window").evaluate("box => { box.scrollTop = box.scrollHeight }")
    expect(page.locator(".tv-row-button").last).to_have_text(contacts[-1]["person"]["name"])


def test_filters_narrow_and_stand_in_the_address(
    park: Truth, told: dict[str, Any], case: str, visitor: Visitor
) -> None:
    contacts = told["contacts"]
    page = visitor(Role.ANALYST, f"/trace?case={case}&as_of={AS_OF}")
    page.get_by_label("Bậc").select_option("1")
    page.get_by_label("Hoàn cảnh").select_option("team")
    wanted = [
        one["person"]["name"]
        for one in contacts
        if one["level"] == 1 and any(r["setting"] == "team" for r in one["reasons"])
    ]
    assert 0 < len(wanted) < len(contacts)
    expect(page.get_by_text(f"{len(wanted)} trong {len(contacts)} người")).to_be_visible()
    assert names(page) == wanted[: len(names(page))]
    expect(page).to_have_url(re.compile("f-level=1.*f-setting=team"))
    page.reload()
    expect(page.get_by_text(f"{len(wanted)} trong {len(contacts)} người")).to_be_visible()
    page.get_by_label("Tên, mã, điện thoại").fill("khong co ai")
    expect(page.get_by_text("Không ai khớp bộ lọc.")).to_be_visible()


def test_columns_sort(park: Truth, told: dict[str, Any], case: str, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, f"/trace?case={case}&as_of={AS_OF}")
    page.get_by_role("button", name="Bậc").click()
    page.get_by_role("button", name="Bậc").click()
    expect(page.locator("tbody .tv-c-level").first).to_contain_text("F2")
    expect(page.locator("th.tv-c-level")).to_have_attribute("aria-sort", "descending")
    page.get_by_role("button", name="Bậc").click()
    expect(page.locator("tbody .tv-c-level").first).to_contain_text("F1")


def test_why_is_told_in_sentences_and_has_an_address(
    park: Truth, told: dict[str, Any], case: str, visitor: Visitor
) -> None:
    page = visitor(Role.ANALYST, f"/trace?case={case}&as_of={AS_OF}")
    page.get_by_label("Bậc").select_option("2")
    page.locator(".tv-row-button").first.focus()
    page.keyboard.press("Enter")
    panel = page.locator("#why")
    expect(panel.get_by_role("listitem")).to_have_count(2)
    expect(panel.get_by_role("listitem").first).to_contain_text("(F0)")
    chain = panel.get_by_role("listitem").all_inner_texts()
    expect(page).to_have_url(re.compile("why="))
    page.reload()
    expect(panel.get_by_role("listitem")).to_have_text(chain)
    expect(page.get_by_text("người còn lại")).to_have_count(0)
    shoot(page, "trace")


def test_arrows_go_through_the_list(park: Truth, case: str, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, f"/trace?case={case}&as_of={AS_OF}")
    page.locator(".tv-window").focus()
    for _ in range(30):
        page.keyboard.press("ArrowDown")
    expect(page.locator('[data-row="29"]')).to_be_focused()
    expect(page.locator('[data-row="29"]')).to_be_in_viewport()
    page.keyboard.press("ArrowUp")
    expect(page.locator('[data-row="28"]')).to_be_focused()


def test_files_hold_all_of_them(park: Truth, told: dict[str, Any], case: str, visitor: Visitor, tmp_path: Path) -> None:
    page = visitor(Role.ANALYST, f"/trace?case={case}&as_of={AS_OF}")
    with page.expect_download() as table:
        page.get_by_role("button", name="CSV").click()
    assert table.value.suggested_filename.endswith("-analyst.csv")
    rows = list(csv.reader(io.StringIO(Path(table.value.path()).read_text(encoding="utf-8-sig"))))
    assert len(rows) - 1 == told["total"]
    with page.expect_download() as book:
        page.get_by_role("button", name="Excel (.xlsx)").click()
    assert zipfile.is_zipfile(book.value.path())


def test_the_trace_is_a_pack_for_other_programs(park: Truth, case: str, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, f"/trace?case={case}&as_of={AS_OF}")
    page.get_by_text("Xuất cho chương trình khác").click()
    page.get_by_label("Định dạng").select_option("gexf")
    with page.expect_download() as pack:
        page.get_by_role("button", name="Tải gói về").click()
    with zipfile.ZipFile(pack.value.path()) as opened:
        assert any(name.endswith(".gexf") for name in opened.namelist())
        assert park.index_name.encode() not in b"".join(opened.read(name) for name in opened.namelist())


def test_what_is_missing_stands_beside_it(park: Truth, told: dict[str, Any], case: str, visitor: Visitor) -> None:
    missing = told["missing"]
    page = visitor(Role.ANALYST, f"/trace?case={case}&as_of={AS_OF}")
    table = page.get_by_role("table", name="Còn thiếu")
    expect(table.locator("tbody tr")).to_have_count(len(missing))
    for row, one in zip(table.locator("tbody tr").all(), missing, strict=True):
        expect(row).to_contain_text(short(one["company"]))
        expect(row).to_contain_text(f"{one['with_residence']}/{one['workers']}")
        expect(row).to_contain_text(f"{one['with_vehicle']}/{one['workers']}")


def test_it_is_accessible_and_fits_a_phone(park: Truth, case: str, visitor: Visitor) -> None:
    address = f"/trace?case={case}&as_of={AS_OF}"
    assert_accessible(visitor(Role.ANALYST, address))
    phone = visitor(Role.ANALYST, address, size=PHONE, lang="en")
    assert_accessible(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    expect(phone.get_by_role("heading", name="A case's contacts")).to_be_visible()
    shoot(phone, "trace-phone")


def test_nobody_chosen_and_nobody_there(park: Truth, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, "/trace")
    expect(page.get_by_text("Chưa chọn ai. Hãy tìm người trước.")).to_be_visible()
    page = visitor(Role.ANALYST, "/trace?case=no-such-case", refused=True)
    expect(page.get_by_role("alert")).to_contain_text("no-such-case")


def test_a_day_that_is_none_is_told_at_its_field(park: Truth, case: str, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, f"/trace?case={case}&as_of={AS_OF}")
    page.get_by_label("Tính đến ngày").fill("31/02/2021")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").first).to_contain_text("31/02/2021")
    expect(page.get_by_label("Tính đến ngày")).to_have_attribute("aria-invalid", "true")


def test_what_is_typed_stays_while_the_page_changes(park: Truth, case: str, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, f"/trace?case={case}&as_of={AS_OF}")
    page.get_by_label("Tính đến ngày").fill("21/05")
    page.locator(".tv-row-button").first.click()
    expect(page.locator("#why").get_by_role("heading", name="Vì sao")).to_be_visible()
    expect(page.locator("#why li").first).to_be_visible()
    expect(page.get_by_label("Tính đến ngày")).to_have_value("21/05")


@pytest.mark.parametrize("role", [Role.ADMIN, Role.STEWARD, Role.EPIDEMIOLOGIST, Role.AUDITOR])
def test_other_roles_may_not(park: Truth, case: str, visitor: Visitor, role: Role) -> None:
    page = visitor(role, f"/trace?case={case}", refused=True)
    expect(page.get_by_role("alert")).to_contain_text("không xem được trang này")
    assert park.index_name not in page.content()
