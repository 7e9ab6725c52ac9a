"""The page as people have it: `truyvet serve` on the tests' graph, in headless Chromium.

A page that complains on the console, breaks, or asks another machine for anything fails its test.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright

from graph.cases import list_cases
from graph.clock import today
from graph.database import Connection, Database
from graph.errors import NotFound
from loaders.forms.importing import import_form
from loaders.importing import import_files
from loaders.options import Options
from loaders.sample import Truth, write_sample
from service.accounts.accounts import account_key, add_account, get_account, set_password
from service.accounts.roles import Role
from service.accounts.sessions import COOKIE, open_session, state_purpose
from service.settings import Settings
from tests.browser import find_browser
from tests.drawing import wipe

PASSWORD = "bay lá cờ trong gió"
DESK, PHONE = (1280, 900), (390, 844)
expect.set_options(timeout=15_000)  # two test processes share two cores
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_START_SECONDS = 60
#: Pictures of the docs end here: the rest of a long list tells nothing more.
_TALLEST = 1500


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One headless Chromium a module: while Playwright runs no other test of the process could run an event loop."""
    expect.set_options(timeout=15_000)  # as for what a page does: two cores are shared by graph, service and browser
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=find_browser())
        yield found
        found.close()


@pytest.fixture(scope="session")
def address(connection: Connection, prepared: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where `truyvet serve` listens: a process of its own on the tests' graph."""
    folder = tmp_path_factory.mktemp("served")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "NEO4J_URI": connection.uri,
        "NEO4J_USERNAME": connection.username,
        "NEO4J_PASSWORD": connection.password,
        "NEO4J_DATABASE": connection.database,
        "TRUYVET_DATA_DIR": str(folder),
    }
    with (folder / "log").open("wb") as log:
        service = subprocess.Popen(
            [Path(sys.executable).with_name("truyvet"), "serve", "--port", str(port)],
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(f"http://127.0.0.1:{port}/ready", service, folder / "log")
            yield f"http://127.0.0.1:{port}"
        finally:
            service.terminate()
            service.wait(60)


def _wait(address: str, service: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and service.poll() is None:
        try:
            with urlopen(address, timeout=1):  # noqa: S310 - our own
                return
        except OSError:
            time.sleep(0.05)
    pytest.fail(f"the service did not start:\n{log.read_text(encoding='utf-8')[-2000:]}")


@pytest.fixture(scope="module")
def park(prepared: Database, tmp_path_factory: pytest.TempPathFactory) -> Truth:
    """A park of 300 made-up workers in 3 firms with an outbreak, for tests that only read. One a module."""
    wipe(prepared)
    folder = tmp_path_factory.mktemp("park")
    truth = write_sample(folder, workers=300, companies=3, seed=1, line_list=folder / "cases.xlsx")
    for report in import_files(prepared, truth.files, options=Options()):
        assert report.state == "done"
    import_form(prepared, folder / "cases.xlsx", "line-list", by="test")
    return truth


@pytest.fixture(scope="module")
def index(park: Truth, prepared: Database) -> dict[str, Any]:
    """The case that the sample is about, as registered."""
    listed = prepared.read(lambda tx: list_cases(tx, disease=None, today=today(), limit=500, offset=0))["cases"]
    return next(case for case in listed if case["person"]["code"] == park.index_code)


Visitor = Callable[..., Page]


def session(database: Database, role: Role, name: str, *, companies: tuple[str, ...], purpose: str | None) -> str:
    """Return the cookie of somebody who is signed in; the account is made when it is not there."""
    try:
        get_account(database, name)
    except NotFound:
        add_account(database, name, role, companies=companies, password=PASSWORD)
        set_password(database, name, PASSWORD, must_change=False)
    opened = open_session(database, Settings(data_dir=Path("unused")), account_key(name))
    assert opened is not None
    state_purpose(database, opened.cookie, purpose)
    return opened.cookie


@pytest.fixture(scope="module")
def contexts(browser: Browser) -> list[BrowserContext]:
    """Browsers that nobody sits at. They keep what a browser keeps of our scripts, and no cookie."""
    return []


@pytest.fixture
def visitor(address: str, browser: Browser, contexts: list[BrowserContext], prepared: Database) -> Iterator[Visitor]:
    """Return a page of somebody of a role, who is signed in for a purpose; of nobody for None.

    ``visitor(Role.FIRM, "/imports", companies=(key,), size=PHONE, lang="en")``. ``name``: the account, called as the
    role unless given. ``dark``: the system asks for dark colours. ``refused``: the page may answer with an error, which
    browsers also tell on the console.
    """
    used: list[BrowserContext] = []
    complaints: list[str] = []

    def outside(request: Request) -> None:
        if not request.url.startswith((address, address.replace("http", "ws"), "data:", "blob:")):
            complaints.append(f"asked elsewhere: {request.url}")

    def visit(
        role: Role | None,
        path: str = "/",
        *,
        name: str | None = None,
        companies: tuple[str, ...] = (),
        purpose: str | None = "ổ dịch thử",
        size: tuple[int, int] = DESK,
        lang: str = "vi",
        refused: bool = False,
        dark: bool = False,
    ) -> Page:
        context = (
            contexts.pop() if contexts else browser.new_context(base_url=address, locale="vi-VN", accept_downloads=True)
        )
        used.append(context)
        if role is not None:
            cookie = session(prepared, role, name or str(role), companies=companies, purpose=purpose)
            context.add_cookies([{"name": COOKIE, "value": cookie, "url": address}])
        if lang != "vi":
            context.add_cookies([{"name": "truyvet_language", "value": lang, "url": address}])
        page = context.new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("request", outside)

        def heard(message: ConsoleMessage) -> None:
            failed = "Failed to load resource" in message.text
            if message.type in ("error", "warning") and not (refused and failed):
                complaints.append(f"{page.url}: {message.type} {message.text}")

        page.on("console", heard)
        page.goto(path)
        page.wait_for_function("window.did_handshake")  # the page's line: what is pressed is heard
        return page

    yield visit
    for context in used:
        for page in context.pages:
            page.close()
        context.clear_cookies()
        contexts.append(context)
    assert complaints == []


def assert_accessible(page: Page) -> None:
    """Hold a page as it stands against WCAG 2.2 AA, as far as axe can tell."""
    found = (
        Axe()
        .run(page, options={"runOnly": {"type": "tag", "values": _RULES}, "resultTypes": ["violations"]})
        .response["violations"]
    )
    told = [
        f"{one['id']}: {one['help']}\n    {node['html'][:200]}\n    {node['failureSummary']}"
        for one in found
        for node in one["nodes"][:3]
    ]
    assert not told, "\n".join(told)


def shoot(page: Page, name: str) -> None:
    """Keep a picture of a page for the docs: written where TRUYVET_SCREENSHOTS says (`make docs`)."""
    size = page.viewport_size
    assert size is not None
    height = min(page.evaluate("document.documentElement.scrollHeight"), _TALLEST)
    content = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": size["width"], "height": height})
    if folder := os.environ.get("TRUYVET_SCREENSHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        (Path(folder) / f"{name}.png").write_bytes(content)
