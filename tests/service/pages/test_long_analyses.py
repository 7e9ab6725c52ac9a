"""Long analyses: they show how far they are, can be given up, and leave nothing behind."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from loaders.sample import Truth
from service.accounts.roles import Role
from tests.service.pages.conftest import PHONE, Visitor, assert_accessible, shoot
from tests.service.pages.test_analyses import DAY, answered


def jobs(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.request.get("/api/jobs").json()["jobs"]
    return found


def test_bridges_lead_to_what_if_one_were_stopped(park: Truth, visitor: Visitor) -> None:
    page = answered(visitor(Role.ANALYST, f"/analyses/bridges?{DAY}"))
    expect(page.get_by_text(re.compile(r"\d+ người, \d+ phân xưởng"))).to_be_visible()
    assert jobs(page) == []
    assert_accessible(page)
    shoot(page, "bridges")
    page.get_by_role("link", name="Dừng", exact=True).first.click()
    expect(page).to_have_url(re.compile(r"/analyses/closures\?.*stop="))
    answered(page)
    expect(page.get_by_role("heading", name="Nếu làm các biện pháp này")).to_be_visible()
    expect(page.get_by_text(re.compile(r"Tránh được -?\d+,\d"))).to_be_visible()


def test_closures_from_a_firm_to_advice_to_what_if(park: Truth, visitor: Visitor) -> None:
    page = answered(visitor(Role.EPIDEMIOLOGIST, f"/analyses/closures?{DAY}"))
    row = page.get_by_role("region", name="Doanh nghiệp có ca").locator("tbody tr").first
    firm = row.locator("td").first.inner_text()
    row.get_by_role("link", name="Nên dừng gì?").click()
    expect(page.get_by_role("heading", name=f"Lời khuyên: {firm}")).to_be_visible()
    expect(page.get_by_label("Công ty")).to_have_value(firm)
    answered(page)
    assert_accessible(page)
    page.get_by_role("link", name="Thử các biện pháp này").click()
    compared = page.get_by_role("region", name="Nếu làm các biện pháp này")
    cells = compared.locator("tbody tr").first.locator("td")
    expect(cells.nth(1)).to_contain_text(re.compile(r"^\d+,\d \(\d+,\d–\d+,\d\)$"))
    before, after = (float(cells.nth(at).inner_text().split()[0].replace(",", ".")) for at in (1, 2))
    assert after < before
    answered(page)
    assert_accessible(page)
    shoot(page, "closures")
    assert jobs(page) == []


def test_measures_are_added_and_left_out(park: Truth, visitor: Visitor) -> None:
    page = answered(visitor(Role.EPIDEMIOLOGIST, f"/analyses/closures?{DAY}&company={park.index_company}"))
    units = page.get_by_role("region", name="Tổ, phân xưởng theo nguy cơ")
    units.get_by_role("button", name="Chia đôi").first.click()
    expect(page).to_have_url(re.compile("split="))
    answered(page)
    expect(page.locator(".tv-measures li")).to_have_count(1)
    expect(page.locator(".tv-measures li")).to_contain_text("Chia đôi phân xưởng")
    units.get_by_role("button", name="Dừng").nth(2).click()
    expect(page.locator(".tv-measures li")).to_have_count(2)
    answered(page)
    page.get_by_role("link", name=re.compile("Bỏ ra: ")).first.click()
    expect(page.locator(".tv-measures li")).to_have_count(1)
    page.get_by_label("Số ngày tới").fill("7")
    page.get_by_role("button", name="Xem").click()
    expect(page).to_have_url(re.compile(r"(split|stop)=.*days=7"))
    answered(page)
    expect(page.get_by_text("06/06/2021 đến 12/06/2021").first).to_be_visible()


def test_what_a_job_cannot_answer_is_said_in_place(park: Truth, visitor: Visitor) -> None:
    page = answered(visitor(Role.EPIDEMIOLOGIST, f"/analyses/closures?{DAY}&company=khong+co", size=PHONE))
    expect(page.get_by_role("alert")).to_contain_text("khong co")
    page.goto(f"/analyses/closures?{DAY}&stop=khong-co")
    answered(page)
    expect(page.get_by_role("alert")).to_contain_text("khong-co")
    assert_accessible(page)


def test_a_long_analysis_is_given_up(park: Truth, visitor: Visitor) -> None:
    page = answered(visitor(Role.ANALYST, f"/analyses/closures?{DAY}&company={park.index_company}"))
    unit = page.locator(".tv-card li").count()
    assert unit
    stop = page.get_by_role("link", name="Thử các biện pháp này").get_attribute("href") or ""
    keys = re.findall(r"stop=([^&]+)", stop.replace("%7E", "~"))
    # Two jobs that take long: they hold both places, so that the page's has to wait.
    ask = """async (keys) => {
        const body = { stop: keys, as_of: "2021-06-05", days: 60, runs: 5000 };
        const asked = [1, 2].map(() => truyvet.send("POST", "/api/analysis/closures/what-if", body, { Prefer: "respond-async" }));
        return (await Promise.all(asked)).map((answer) => answer.document.key);
    }"""  # noqa: E501 - a script of the browser's
    held = page.evaluate(ask, keys)
    page.goto(f"/analyses/bridges?{DAY}")
    expect(page.get_by_role("progressbar")).to_be_visible()
    assert_accessible(page)
    assert len(jobs(page)) == 3
    page.get_by_role("button", name="Dừng tính").click()
    expect(page.get_by_text("Đã dừng tính theo yêu cầu.")).to_be_visible()
    assert {job["key"] for job in jobs(page)} == set(held)
    for key in held:
        assert page.evaluate(f"truyvet.send('DELETE', '/api/jobs/{key}').then((answer) => answer.status)") == 204
    page.get_by_role("link", name="Thử lại").click()
    answered(page)
    expect(page.get_by_role("region", name="Cầu nối").locator("tbody tr").first).to_be_visible()
