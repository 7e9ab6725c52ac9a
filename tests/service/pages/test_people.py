"""A person's page, who shares a group with them, and the picture."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from graph.clock import today
from graph.database import Database
from graph.people import person_document
from loaders.sample import Truth
from service.accounts.roles import Role
from tests.service.pages.conftest import PHONE, Visitor, assert_accessible, shoot


@pytest.fixture(scope="module")
def who(index: dict[str, Any]) -> str:
    """The key of the person whom the sample is about."""
    return str(index["person"]["key"])


def test_a_record_tells_where_from_when_and_who_said_so(
    park: Truth, prepared: Database, who: str, visitor: Visitor
) -> None:
    told = prepared.read(lambda tx: person_document(tx, who, day=today()))
    page = visitor(Role.ANALYST, f"/people/{who}")
    expect(page.get_by_role("heading", name=park.index_name)).to_be_visible()
    lanes = page.locator(".tv-timeline tbody tr")
    expect(lanes).to_have_count(len(told["memberships"]))
    for lane, one in zip(lanes.all(), told["memberships"], strict=True):
        expect(lane).to_contain_text(one["group"]["name"])
        expect(lane).to_contain_text(f"{one['file']}, trang «{one['sheet']}», dòng {one['row']}")
    assert told["memberships"][0]["file"].endswith(".xlsx")
    for mate in told["housemates"]:
        expect(page.get_by_role("link", name=mate["name"]).first).to_be_visible()
    expect(page.get_by_text("ca bệnh").first).to_be_visible()
    assert_accessible(page)
    shoot(page, "person")


def test_the_list_of_2021_in_one_click(park: Truth, who: str, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, f"/people/{who}")
    page.get_by_role("link", name="tổ", exact=True).click()
    page.wait_for_url(re.compile("/same/team"))
    page.get_by_label("Vào ngày").fill("12/05/2021")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("on=2021-05-12"))
    expect(page.locator("tbody tr")).not_to_have_count(0)
    expect(page.get_by_text(re.compile(r"Cùng tổ .*: \d+ người"))).to_be_visible()
    assert_accessible(page)


def test_a_person_who_is_none(park: Truth, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, "/people/nobody", refused=True)
    expect(page.get_by_role("alert")).to_contain_text("nobody")
    assert page.request.get("/people/nobody").status == 404


def test_the_picture_opens_a_group_and_folds_it_again(park: Truth, who: str, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, f"/picture?who={who}&from=2021-05-07&to=2021-05-12&as_of=2021-05-20")
    expect(page.locator("canvas")).to_be_visible()
    row = page.locator("tr", has_text="phòng").first
    row.get_by_role("link", name="mở").click()
    page.wait_for_url(re.compile("open="))
    expect(page.get_by_role("heading", name="Những người đã mở")).to_be_visible()
    opened = page.locator("tr", has_text="phòng").first
    people = int(opened.locator("td").nth(1).inner_text())
    room = opened.locator("td").first.inner_text().split("\n")[0]
    expect(page.locator(".tv-timeline tbody tr", has_text=room)).to_have_count(people + 1)
    assert_accessible(page)
    shoot(page, "picture")
    opened.get_by_role("link", name="gộp").click()
    expect(page.get_by_role("heading", name="Những người đã mở")).not_to_be_visible()


def test_a_press_in_the_picture_does_the_same(park: Truth, who: str, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, f"/picture?who={who}&from=2021-05-07&to=2021-05-12&as_of=2021-05-20")
    expect(page.locator("canvas")).to_be_visible()
    # Where ECharts drew the team: asked of itself, as a person sees it.
    where = page.evaluate(
        """() => {
            const element = document.querySelector('.tv-picture');
            const chart = getElement(Number(element.id.slice(1))).chart;
            const data = chart.getModel().getSeriesByIndex(0).getData();
            const names = data.mapArray(index => data.getName(index));
            const node = data.getItemLayout(names.findIndex(name => name.includes('Phòng')));
            const [x, y] = chart.convertToPixel({ seriesIndex: 0 }, node);
            const box = element.getBoundingClientRect();
            return [box.x + x, box.y + y];
        }"""
    )
    page.mouse.click(*where)
    page.wait_for_url(re.compile("open="))


def test_the_picture_fits_a_phone_in_english(park: Truth, who: str, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, f"/picture?who={who}&from=2021-05-07&to=2021-05-12", size=PHONE, lang="en")
    expect(page.get_by_role("heading", name="The picture")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.goto(f"/people/{who}")
    expect(page.get_by_role("heading", name="Work, home and vehicle")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_a_firm_sees_its_own_record_and_no_contacts(park: Truth, who: str, visitor: Visitor) -> None:
    own = who.split("~")[0]
    page = visitor(Role.FIRM, f"/people/{who}", name="own", companies=(own,), refused=True)
    expect(page.get_by_role("heading", name=park.index_name)).to_be_visible()
    expect(page.get_by_role("link", name="Truy vết", exact=True)).to_have_count(0)
    page.goto(f"/people/{who}/same/team")
    expect(page.get_by_role("alert")).to_be_visible()
