"""Analyses of nothing: before there are cases each says so, and what to do."""

import pytest
from playwright.sync_api import expect

from graph.database import Database
from service.accounts.roles import Role
from tests.drawing import draw
from tests.service.pages.conftest import Visitor, assert_accessible
from tests.service.pages.test_analyses import answered

_SAID = {
    "clusters": "chưa có hai ca nối với nhau",
    "attack-rates": "Không có nơi nào có ca",
    "common-source": "Cần ít nhất hai ca đã đăng ký",
    "leaks": "Không doanh nghiệp nào có ca",
    "bridges": "Không có cầu nối nào",
    "closures": "Không doanh nghiệp nào có ca",
    "intervals": "Chưa có cặp ca nào",
    "offspring": "Chưa có ca nào",
    "coverage": "Không có ai ở những nơi này",
    "indicators": "Không có ca nào",
}


def test_each_says_that_there_is_nothing(database: Database, visitor: Visitor) -> None:
    draw(database, groups=[("abc", "company", None)])
    page = visitor(Role.ANALYST, "/analyses")
    for name, said in _SAID.items():
        page.goto(f"/analyses/{name}")
        answered(page)
        expect(page.locator(".tv-empty")).to_contain_text(said)
        expect(page.get_by_role("alert")).to_have_count(0)
    assert_accessible(page)


@pytest.mark.parametrize("key", ["covid-19~none~2021-05-10", "x%20y"])
def test_a_cluster_that_is_none(database: Database, visitor: Visitor, key: str) -> None:
    page = answered(visitor(Role.ANALYST, f"/analyses/clusters/{key}"))
    expect(page.get_by_role("alert")).to_be_visible()
