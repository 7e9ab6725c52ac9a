"""Packs for other programs, from the page to the disk."""

import json
import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import Page, expect

from loaders.sample import Truth
from service.accounts.roles import Role
from tests.service.pages.conftest import Visitor, assert_accessible
from tests.service.pages.test_analyses import DAY, answered


def opened(visitor: Visitor) -> Page:
    page = answered(visitor(Role.ANALYST, f"/analyses/clusters?{DAY}", refused=True))
    page.locator("tbody tr").first.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"/analyses/clusters/covid-19~"))
    answered(page)
    page.get_by_text("Xuất cho chương trình khác").click()
    return page


def saved(page: Page) -> ZipFile:
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải gói về").click()
    expect(page.get_by_text("Đã lưu tệp.")).to_be_visible()
    return ZipFile(BytesIO(Path(download.value.path()).read_bytes()))


def test_a_pack_has_no_names_unless_somebody_says_why(park: Truth, visitor: Visitor) -> None:
    page = opened(visitor)
    reason = page.get_by_label("Lý do cần có tên")
    page.get_by_label("Có tên người").check()
    expect(reason).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Có tên người").uncheck()
    expect(reason).to_be_hidden()
    page.get_by_label("Định dạng").select_option("csv")
    pack = saved(page)
    people = pack.read("people.csv").decode()
    assert "full_name" not in people
    assert park.index_code not in people
    page.get_by_label("Có tên người").check()
    page.get_by_role("button", name="Tải gói về").click()
    expect(page.get_by_text("lý do").last).to_be_visible()
    reason.fill("gửi CDC tỉnh theo yêu cầu")
    pack = saved(page)
    assert "full_name" in pack.read("people.csv").decode()
    assert json.loads(pack.read("manifest.json"))["reason"] == "gửi CDC tỉnh theo yêu cầu"


def test_chosen_cases_as_a_pack_for_r(park: Truth, visitor: Visitor) -> None:
    page = opened(visitor)
    page.get_by_role("link", name="Tìm nguồn chung của các ca này").click()
    expect(page).to_have_url(re.compile("common-source"))
    answered(page)
    page.get_by_text("Xuất cho chương trình khác").click()
    page.get_by_label("Định dạng").select_option("epicontacts")
    assert "linelist.csv" in saved(page).namelist()


def test_an_epidemiologist_takes_all_cases_away_without_names(park: Truth, visitor: Visitor) -> None:
    page = visitor(Role.EPIDEMIOLOGIST, "/analyses")
    page.get_by_label("Tính đến ngày").fill("05/06/2021")
    page.get_by_role("button", name="Xem").click()
    expect(page).to_have_url(re.compile("as_of=2021-06-05"))
    page.get_by_text("Xuất tất cả các ca").click()
    assert page.get_by_label("Có tên người").count() == 0
    page.get_by_label("Định dạng").select_option("csv")
    pack = saved(page)
    people = pack.read("people.csv").decode()
    assert len(people.splitlines()) > 100
    assert "full_name" not in people
    assert park.index_code not in people
