"""A screen that its system darkens for the night: what is read stands out from its ground all the same."""

from typing import Any

import pytest
from playwright.sync_api import expect

from loaders.sample import Truth
from service.accounts.roles import Role
from tests.service.pages.conftest import Visitor, assert_accessible, shoot

PAGES = {
    "/find?q=nguyen": Role.ANALYST,
    "/trace?case={case}&as_of=2021-05-20": Role.ANALYST,
    "/today?on=2021-05-20": Role.ANALYST,
    "/analyses/clusters?as_of=2021-06-05": Role.ANALYST,
    "/imports": Role.STEWARD,
    "/administration/accounts": Role.ADMIN,
}


@pytest.mark.parametrize("path", PAGES)
def test_pages_can_be_read_in_the_dark(park: Truth, index: dict[str, Any], visitor: Visitor, path: str) -> None:
    page = visitor(PAGES[path], path.format(case=index["key"]), dark=True)
    expect(page.locator(".tv-waiting")).to_have_count(0)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 23, 30)"
    assert_accessible(page)
    if path.startswith("/trace"):
        shoot(page, "trace-dark")
