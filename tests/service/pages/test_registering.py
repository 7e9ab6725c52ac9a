"""From a phone call to a kept list: somebody is found, becomes a case, the list is kept and held against the next."""

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from graph.cases import list_cases
from graph.clock import today
from graph.database import Database
from loaders.importing import import_file
from loaders.options import Options
from service.accounts.roles import Role
from tests.service.conftest import PREFIX, ROWS
from tests.service.pages.conftest import Visitor
from tests.workbooks import write_workbook


@pytest.fixture
def firm(database: Database, tmp_path: Path) -> Database:
    path = write_workbook(tmp_path / "abc.xlsx", ROWS, as_of=date(2021, 5, 10))
    assert import_file(database, path, options=Options()).state == "done"
    return database


def test_from_a_name_to_a_case_and_its_kept_list(firm: Database, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, "/find")
    page.keyboard.type("dang thi dao")
    expect(page.locator("#found li")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Điền ít nhất một ngày")).to_be_visible()
    page.get_by_label("Khởi phát").fill("10/05/2021")
    page.get_by_label("Cách ly").fill("12/05/2021")
    page.get_by_label("Tính đến ngày").fill("15/05/2021")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("onset=2021-05-10.*isolated=2021-05-12"))
    expect(page.locator(".tv-row-button").first).to_be_visible()
    people = page.locator(".tv-row-button").all_inner_texts()
    assert "Trần Văn An" in people

    page.get_by_role("button", name="Đăng ký ca bệnh").click()
    page.wait_for_url(re.compile("case=covid-19~"))
    expect(page.locator(".tv-row-button")).to_have_text(people)  # a case has the contacts that its days had
    listed = firm.read(lambda tx: list_cases(tx, disease=None, today=today(), limit=9, offset=0))["cases"]
    assert [(case["person"]["code"], case["onset"], case["isolated"]) for case in listed] == [
        ("w1", "2021-05-10", "2021-05-12")
    ]

    page.get_by_role("button", name="So với danh sách trước").click()
    expect(page.get_by_text("Chưa lưu danh sách nào của ca này.")).to_be_visible()
    page.get_by_role("button", name="Lưu danh sách này").click()
    expect(page.get_by_text("Đã lưu danh sách")).to_be_visible()

    answer = page.request.post(
        "/api/met",
        data={"a": f"{PREFIX}~w1", "b": f"{PREFIX}~w4", "on": "2021-05-11"},
        headers={"X-CSRF-Token": str(page.locator('meta[name="truyvet-csrf"]').get_attribute("content"))},
    )
    assert answer.status == 201
    page.reload()
    page.get_by_role("button", name="So với danh sách trước").click()
    page.get_by_role("link", name=re.compile(r"analyst: \d+ người")).click()
    page.wait_for_url(re.compile("since="))
    new = page.locator("section", has_text="Khác gì so với danh sách")
    expect(new.get_by_role("heading", name="mới: 1")).to_be_visible()
    expect(new.get_by_role("listitem")).to_contain_text("Trần Văn An (F1)")


def test_only_what_changes_of_a_registered_case_is_asked_anew(firm: Database, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, f"/trace?who={PREFIX}~w1&onset=2021-05-10&as_of=2021-05-15")
    page.get_by_role("button", name="Đăng ký ca bệnh").click()
    page.wait_for_url(re.compile("case="))
    page.get_by_label("Cách ly").fill("11/05/2021")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("isolated=2021-05-11"))
    assert "onset" not in page.url  # it stands with the case
    expect(page.get_by_text("từ 07/05/2021 đến 11/05/2021").first).to_be_visible()
