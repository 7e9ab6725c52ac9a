"""What is round every page: who may see it, the way there, the language, the keys, and addresses that are none."""

import re

import pytest
from playwright.sync_api import expect

from graph.database import Database
from service.accounts.roles import Role
from tests.drawing import draw
from tests.service.pages.conftest import PHONE, Visitor, assert_accessible


def test_nobody_is_sent_to_sign_in_and_comes_back(database: Database, visitor: Visitor) -> None:
    page = visitor(None, "/trace?who=abc~w1&onset=2021-05-10")
    expect(page).to_have_url(re.compile(r"/sign-in\?next=%2Ftrace%3Fwho%3Dabc"))
    assert_accessible(page)


def test_an_address_that_is_none(database: Database, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, "/no/such/page", refused=True)
    expect(page.get_by_role("heading", name="Không có trang này.")).to_be_visible()
    assert page.request.get("/no/such/page").status == 404
    assert page.request.get("/api/no/such/route").headers["content-type"].startswith("application/problem+json")


@pytest.mark.parametrize("key", ["..", "a%2F..%2F..%2Faccounts", "a%3Fq=1", "a b", "%22%3E%3Cscript%3E"])
def test_a_key_that_is_none_asks_for_nothing(database: Database, visitor: Visitor, key: str) -> None:
    page = visitor(Role.ANALYST, "/me")
    answer = page.request.get(f"/trace?case={key}")
    assert answer.status == 404
    assert "<script>" not in answer.text()


def test_the_language_is_one_switch(database: Database, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, "/find?q=dao")
    assert page.evaluate("document.documentElement.lang") == "vi"
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="Find and trace")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/find\?q=dao"))
    assert page.evaluate("document.documentElement.lang") == "en-US"
    page.get_by_role("link", name="Tiếng Việt").click()
    expect(page.get_by_role("heading", name="Tìm và truy vết")).to_be_visible()


def test_a_language_leads_to_no_other_site(database: Database, visitor: Visitor) -> None:
    page = visitor(None, "/sign-in")
    answer = page.request.get("/language/en?to=//evil.example/", max_redirects=0)
    assert answer.headers["location"] == "/"


def test_keys_lead_to_the_field_and_to_the_help(database: Database, visitor: Visitor) -> None:
    page = visitor(Role.ANALYST, "/me")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).not_to_be_visible()
    page.keyboard.press("/")
    expect(page).to_have_url(re.compile("/find"))


@pytest.mark.parametrize("role", list(Role))
def test_each_role_has_a_first_page_and_may_see_its_own_account(
    database: Database, visitor: Visitor, role: Role
) -> None:
    draw(database, groups=[("abc", "company", None)])
    page = visitor(role, "/", size=PHONE, companies=("abc",) if role is Role.FIRM else ())
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.goto("/me")
    assert_accessible(page)


def test_a_page_tells_the_browser_to_run_nothing_else(database: Database, visitor: Visitor) -> None:
    page = visitor(None, "/sign-in")
    answer = page.request.get("/sign-in")
    policy = answer.headers["content-security-policy"]
    nonce = re.search(r"'nonce-([^']+)'", policy)
    assert nonce is not None
    scripts = re.findall(r"<script[^>]*>", answer.text())
    assert scripts
    assert all(f'nonce="{nonce[1]}"' in script for script in scripts)
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
    assert answer.headers["cache-control"] == "no-store"
    assert page.request.get("/sign-in").headers["content-security-policy"] != policy
