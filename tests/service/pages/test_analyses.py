"""Analyses: questions about the cases, each with its address, chart, table and limits."""

import re

import pytest
from playwright.sync_api import Page, expect

from loaders.sample import Truth
from service.accounts.roles import Role
from tests.service.pages.conftest import PHONE, Visitor, assert_accessible, shoot

DAY = "as_of=2021-06-05"
_ALL = (
    "clusters", "attack-rates", "common-source", "leaks", "bridges", "closures", "intervals", "offspring", "coverage",
    "indicators",
)  # fmt: skip
_NAMELESS = ("attack-rates", "leaks", "closures", "coverage", "indicators")


def answered(page: Page) -> Page:
    """Wait until an analysis is worked out and its charts are drawn."""
    expect(page.get_by_role("status")).to_have_count(0, timeout=30_000)
    for chart in page.locator(".nicegui-echart").all():
        expect(chart.locator("svg")).to_be_visible()
    return page


def links(page: Page) -> list[str]:
    return [
        re.sub(r"^/analyses/|\?.*$", "", link.get_attribute("href") or "")
        for link in page.locator(".tv-analyses a").all()
    ]


def test_the_overview_has_each_analysis_with_its_question(park: Truth, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, f"/analyses?{DAY}")
    assert links(page) == list(_ALL)
    expect(page.get_by_text("chùm nào còn lan?")).to_be_visible()
    assert_accessible(page)
    shoot(page, "analyses")
    page.get_by_role("link", name="Chùm ca bệnh").click()
    expect(page).to_have_url(re.compile(rf"/analyses/clusters\?{DAY}"))


def test_who_may_see_no_names_sees_the_others(park: Truth, visitor: Visitor) -> None:
    page = visitor(Role.EPIDEMIOLOGIST, "/analyses", lang="en", refused=True)
    assert links(page) == list(_NAMELESS)
    expect(page.get_by_text("does not see the analyses that name people")).to_be_visible()
    for name in set(_ALL) - set(_NAMELESS):
        assert page.request.get(f"/analyses/{name}").status == 403
    page.goto("/analyses/clusters")
    expect(page.get_by_role("alert")).to_contain_text("epidemiologist")


@pytest.mark.parametrize("role", [Role.STEWARD, Role.ADMIN, Role.AUDITOR])
def test_other_roles_see_none(park: Truth, visitor: Visitor, role: Role) -> None:
    page = visitor(role, "/analyses", refused=True)
    expect(page.get_by_role("alert")).to_contain_text("không xem được trang này")


def test_from_clusters_to_one_and_to_its_common_source(park: Truth, visitor: Visitor) -> None:
    page = answered(visitor(Role.ANALYST, f"/analyses/clusters?{DAY}"))
    expect(page.get_by_role("link", name="Quyết định 5053/QĐ-BYT")).to_be_visible()
    page.locator("tbody tr").first.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"/analyses/clusters/covid-19~"))
    answered(page)
    size = int(page.locator(".tv-count").inner_text().split()[0])
    assert size > 50
    expect(page.get_by_role("region", name=re.compile("Các ca của chùm")).locator("tbody tr")).to_have_count(size)
    expect(page.get_by_role("img", name=re.compile("Số ca theo ngày"))).to_be_visible()
    page.get_by_text("Số liệu của biểu đồ").click()
    curve = page.get_by_role("region", name=re.compile("Số ca theo ngày"))
    assert sum(int(cell) for cell in curve.locator("tbody td:nth-child(2)").all_inner_texts()) == size
    assert_accessible(page)
    shoot(page, "cluster")
    page.get_by_role("link", name="Tìm nguồn chung của các ca này").click()
    expect(page).to_have_url(re.compile(r"/analyses/common-source\?.*cluster=covid-19"))
    answered(page)
    expect(page.locator(".tv-found")).to_contain_text(f"/{size} ca")


def test_a_day_goes_into_the_address(park: Truth, visitor: Visitor) -> None:
    page = answered(visitor(Role.ANALYST, "/analyses/clusters?as_of=2021-05-10"))
    expect(page.get_by_text("chưa có hai ca nối với nhau")).to_be_visible()
    day = page.get_by_label("Tính đến ngày")
    expect(day).to_have_value("10/05/2021")
    day.fill("31/02/2021")
    day.press("Enter")
    expect(page.get_by_text("không phải ngày")).to_be_visible()
    expect(page).to_have_url(re.compile("2021-05-10"))
    day.fill("5/6/2021")
    page.get_by_label("Bộ quy tắc").select_option("vn-3638-2021")
    page.get_by_role("button", name="Xem").click()
    expect(page).to_have_url(re.compile(r"rules=vn-3638-2021&as_of=2021-06-05"))
    answered(page)
    expect(page.locator("tbody tr").first).to_be_visible()
    expect(page.get_by_label("Bộ quy tắc")).to_have_value("vn-3638-2021")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("attack-rates?as_of=hom-qua", "không phải ngày"),
        ("attack-rates?rules=none", "none"),
        ("coverage?company=khong-co", "khong-co"),
        ("indicators?days=0", "days"),
    ],
)
def test_what_cannot_be_answered_is_said_in_place(park: Truth, visitor: Visitor, question: str, said: str) -> None:
    page = answered(visitor(Role.EPIDEMIOLOGIST, f"/analyses/{question}"))
    expect(page.get_by_role("alert")).to_contain_text(said)
    expect(page.get_by_role("button", name="Xem")).to_be_visible()


def test_attack_rates_by_what_one_chooses(park: Truth, visitor: Visitor) -> None:
    page = answered(visitor(Role.EPIDEMIOLOGIST, f"/analyses/attack-rates?{DAY}"))
    chart = page.get_by_role("img", name="Tỷ lệ tấn công theo phân xưởng")
    first = page.locator("tbody tr").first.locator("td")
    expect(first.nth(3)).to_contain_text(re.compile(r"^\d+,\d\s%\s\(\d+,\d–\d+,\d\)$"))
    expect(chart).to_contain_text(first.nth(0).inner_text().split("\n")[0])
    assert_accessible(page)
    shoot(page, "attack-rates")
    page.locator("select[name=by]").select_option("sex")
    page.get_by_label("Từ ngày").fill("20/05/2021")
    page.get_by_role("button", name="Xem").click()
    expect(page).to_have_url(re.compile("by=sex.*from=2021-05-20"))
    answered(page)
    expect(page.get_by_text("Từ 20/05/2021 đến 05/06/2021.")).to_be_visible()
    rates = page.get_by_role("region", name="Tỷ lệ tấn công theo giới tính")
    assert sorted(rates.locator("tbody td:first-child").all_inner_texts()) == ["nam", "nữ"]


def test_cases_are_chosen_for_a_common_source(park: Truth, visitor: Visitor) -> None:
    page = answered(visitor(Role.ANALYST, f"/analyses/common-source?{DAY}"))
    go = page.get_by_role("button", name="Tìm nguồn chung")
    expect(go).to_be_disabled()
    page.get_by_label("Tên, mã, doanh nghiệp").fill("dang thi dao 10/05")
    boxes = page.get_by_role("checkbox")
    expect(boxes).to_have_count(1)
    boxes.first.press("Space")
    page.get_by_label("Tên, mã, doanh nghiệp").fill(park.index_company)
    boxes.nth(0).check()
    boxes.nth(1).check()
    expect(page.get_by_text("đã chọn 3 ca")).to_be_visible()
    assert_accessible(page)
    go.click()
    expect(page).to_have_url(re.compile(r"case=covid-19.*&case=covid-19.*&case=covid-19"))
    answered(page)
    expect(page.get_by_role("region", name="Nguồn chung").locator("tbody tr").first).to_contain_text(
        re.compile("[23]/3")
    )
    assert_accessible(page)
    shoot(page, "common-source")
    page.goto(page.url.replace("2021-06-05", "2021-05-01"))
    answered(page)
    expect(page.get_by_text("không có nơi nào chung")).to_be_visible()


def test_leaks_lead_to_what_to_stop(park: Truth, visitor: Visitor) -> None:
    page = answered(visitor(Role.EPIDEMIOLOGIST, "/analyses/leaks?as_of=2021-05-13"))
    assert page.get_by_role("region", name="Chưa có ca, cần xem trước").locator("tbody tr").count() == 2
    assert_accessible(page)
    shoot(page, "leaks")
    page.get_by_role("link", name="Nên dừng gì?").click()
    expect(page).to_have_url(re.compile(r"/analyses/closures\?as_of=2021-05-13&company="))


@pytest.mark.parametrize(
    ("question", "name", "rows"),
    [
        ("intervals", "Cặp ca", 50),
        ("intervals?flagged=true", "Cặp ca", 1),
        ("offspring", "Ai lây nhiều nhất", 20),
        ("coverage?by=company", "Đã tiêm ít nhất 1 mũi, theo doanh nghiệp", 3),
        ("indicators?days=30", "Theo ngày", 30),
    ],
)
def test_the_analyses_in_numbers(park: Truth, visitor: Visitor, question: str, name: str, rows: int) -> None:
    page = answered(visitor(Role.ANALYST, f"/analyses/{question}{'&' if '?' in question else '?'}{DAY}"))
    assert page.get_by_role("region", name=name).first.locator("tbody tr").count() >= rows
    expect(page.locator(".nicegui-echart").first).to_be_visible()
    expect(page.get_by_role("heading", name="Cách tính và giới hạn")).to_be_visible()
    if "flagged" not in question:  # the same page with fewer rows
        assert_accessible(page)
        shoot(page, question.split("?")[0])


def test_numbers_are_written_as_the_language_writes_them(park: Truth, visitor: Visitor) -> None:
    page = answered(visitor(Role.EPIDEMIOLOGIST, f"/analyses/coverage?by=company&{DAY}", lang="en"))
    expect(page.get_by_text(re.compile(r"At least one: \d+\.\d\s%"))).to_be_visible()
    page.get_by_role("link", name="Tiếng Việt").click()
    expect(page.get_by_text(re.compile(r"Ít nhất 1 mũi: \d+,\d\s%"))).to_be_visible()


@pytest.mark.parametrize("name", _ALL)
def test_each_analysis_fits_a_phone(park: Truth, visitor: Visitor, name: str) -> None:
    page = answered(visitor(Role.ANALYST, f"/analyses/{name}?as_of=2021-05-20", size=PHONE, lang="en"))
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    expect(page.get_by_role("alert")).to_have_count(0)
    assert_accessible(page)
