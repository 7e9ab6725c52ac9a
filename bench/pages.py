"""python -m bench.pages [WORKERS] [--keep FOLDER]: the page in a headless browser, from the key to what is seen.

Chromium and the service share the machine. The graph is a copy of that of bench.peers, and a firm beside it of which
20,000 work in one workshop: whom one case there met are so many.
"""

import argparse
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx2
import psutil
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench.__main__ import figure, key_of, one_workshop, own_rules, people, write
from bench.peers.__main__ import graph_of, kept
from bench.running import Results, truyvet
from bench.server import serving, token_of
from graph.database import Database
from graph.local.process import ensure, stop
from service.accounts.roles import Role
from tests.browser import find_browser
from tests.service.pages.conftest import session

COMMAND = "make bench-pages"
NAMES = ("nguyen van", "tran thi hoa", "dang thi dao", "le minh", "hoang")
DATES = {"onset": "2021-05-10", "isolated": "2021-05-12", "as_of": "2021-05-15"}
REPEATS, OPEN = 10, 50
#: So many work in one workshop of a firm beside the sample's.
MANY = 20_000
LARGE = "cong-ty-tnhh-abc~w1"
#: Rows are scrolled by so many pixels a frame, and so many frames.
STEP, FRAMES = 900, 150
_MIB = 1024**2
#: From a key to the people that it brings: seen by the page itself, as its own clock has it.
_WATCH = """
() => {
  window.benchTimes = [];
  let pressed = null;
  document.addEventListener("keydown", () => { pressed = performance.now(); }, true);
  new MutationObserver(() => {
    if (pressed !== null && document.querySelector("#found li")) {
      const at = pressed;
      pressed = null;
      requestAnimationFrame(() => window.benchTimes.push(performance.now() - at));
    }
  }).observe(document.getElementById("found"), { childList: true, subtree: true });
}
"""
_SCROLL = """
async ([step, frames]) => {
  const box = document.querySelector(".tv-window");
  const took = [];
  for (let frame = 0; frame < frames; frame++) {
    const started = performance.now();
    box.scrollTop += step;
    await new Promise(requestAnimationFrame);
    took.push(performance.now() - started);
  }
  return took;
}
"""


def main(arguments: list[str]) -> int:
    """Measure one size."""
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    parser.add_argument("workers", nargs="?", type=int, default=269_000)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="hold sample and graph here")
    asked = parser.parse_args(arguments)
    with kept(asked.keep, asked.workers) as folder, copied(asked.workers, folder) as data, sync_playwright() as player:
        with Database(ensure(data)) as database:
            database.prepare()
            keys = [key_of(person["records"][0]) for person in people(folder / "sample", 60)]
            cookie = session(database, Role.ANALYST, "bench-page", companies=(), purpose="bench")
            token = token_of(database, "bench-analyst", Role.ANALYST)
        browser = player.chromium.launch(executable_path=find_browser())
        results = Results(f"The page: {asked.workers:,} workers")
        with serving(data) as (address, _):
            thousand = near_thousand(address, token, keys)
            measure(Desk(browser, address, cookie), thousand, keys, results)
        with serving(data) as (address, process):  # anew: what was measured before fills no memory
            open_pages(Desk(browser, address, cookie), thousand, process, results)
        browser.close()
        write([results], COMMAND)
    return 0


@contextmanager
def copied(workers: int, folder: Path) -> Iterator[Path]:
    """A copy of the graph's data folder with one firm more, and rules to F3; gone afterwards."""
    graph_of(workers, folder)
    stop(folder / "data")
    data = folder / "pages" / "data"
    shutil.rmtree(data.parent, ignore_errors=True)
    shutil.copytree(folder / "data", data)
    try:
        truyvet("import", str(one_workshop(data.parent, MANY + 1)), folder=data)
        own_rules(data.parent / "rules")
        yield data
    finally:
        stop(data)
        shutil.rmtree(data.parent, ignore_errors=True)


class Desk:
    """Where one sits: browsers with nothing kept yet, signed in."""

    def __init__(self, browser: Browser, address: str, cookie: str) -> None:
        self._browser, self.address, self._cookie = browser, address, cookie

    def fresh(self) -> BrowserContext:
        """Return a browser that has seen nothing yet."""
        context = self._browser.new_context(viewport={"width": 1280, "height": 900}, base_url=self.address)
        context.add_cookies([{"name": "truyvet_session", "value": self._cookie, "url": self.address}])
        return context


def near_thousand(address: str, token: str, keys: Iterable[str]) -> dict[str, Any]:
    """Return the trace to F3 whose contacts are nearest to 1,000, with how many they are."""
    headers = {"Authorization": f"Bearer {token}"}
    wide = {**DATES, "rules": "bench-3", "depth": 3}
    found: list[tuple[int, str]] = []
    for key in keys:
        answer = httpx2.post(
            f"{address}/api/trace", json={"persons": [key], **wide, "limit": 1}, headers=headers, timeout=120
        )
        found.append((answer.raise_for_status().json()["total"], key))
    total, key = min(found, key=lambda one: abs(one[0] - 1_000))
    return {"total": total, "address": f"/trace?{urlencode({'who': key, **wide})}"}


def measure(desk: Desk, thousand: dict[str, Any], keys: list[str], results: Results) -> None:
    """Measure how long each of what must hold takes."""
    first = [_first_page(desk.fresh()) for _ in range(REPEATS)]
    results.add("the first page, usable, nothing kept by the browser (aim 1.5 s)", figure(first))
    page = desk.fresh().new_page()
    results.add("results after a key (aim 150 ms)", figure(_keys(page)))
    many: dict[str, Any] = {"total": MANY, "address": f"/trace?{urlencode({'who': LARGE, **DATES})}"}
    for asked, aim, repeats in ((thousand, "700 ms", 3 * REPEATS), (many, "1.5 s", REPEATS)):
        _contacts(page, asked)
        took = [_contacts(page, asked) for _ in range(repeats)]
        what = f"contacts of a case of {asked['total']:,}"
        results.add(f"{what}, first rows (aim {aim})", figure([first for first, _ in took]))
        results.add(f"{what}, all of them there", figure([whole for _, whole in took]))
    frames = page.evaluate(_SCROLL, [STEP, FRAMES])
    results.add(f"a frame while {STEP * FRAMES // 46:,} rows are scrolled through", figure(frames))
    pictures = [
        _until(page, f"/picture?{urlencode({'who': key, 'from': '2021-05-07', 'to': '2021-05-12'})}", "canvas")
        for key in keys[:REPEATS]
    ]
    results.add("the picture (aim 1 s)", figure(pictures))


def open_pages(desk: Desk, thousand: dict[str, Any], process: psutil.Process, results: Results) -> None:
    """Open pages and keep them open; measure the memory of the service before and after."""
    context = desk.fresh()
    before = process.memory_info().rss // _MIB
    for number in range(OPEN):
        page = context.new_page()
        _until(page, thousand["address"] if number % 2 else "/find?q=nguyen", ".tv-row-button, #found li")
    after = process.memory_info().rss // _MIB
    results.add(f"memory of the service with {OPEN} pages open (aim 1,024 MiB)", f"{after} MiB; before {before} MiB")


def _first_page(context: BrowserContext) -> float:
    page = context.new_page()
    started = time.perf_counter()
    page.goto("/find")
    page.wait_for_function("document.activeElement?.tagName === 'INPUT' && window.socket?.connected")
    took = (time.perf_counter() - started) * 1000
    context.close()
    return took


def _keys(page: Page) -> list[float]:
    page.goto("/find")
    page.wait_for_function("document.activeElement?.tagName === 'INPUT' && window.socket?.connected")
    page.evaluate(_WATCH)
    for name in NAMES:
        for sign in name:
            page.keyboard.type(sign)
            page.wait_for_timeout(400)  # an official's hand; each key gets its own answer
        page.keyboard.press("Control+A")
        page.keyboard.press("Delete")
        page.wait_for_timeout(400)
    return [float(one) for one in page.evaluate("window.benchTimes")]


def _until(page: Page, path: str, what: str) -> float:
    started = time.perf_counter()
    page.goto(path, wait_until="commit")
    page.wait_for_selector(what)
    return (time.perf_counter() - started) * 1000


def _contacts(page: Page, asked: dict[str, Any]) -> tuple[float, float]:
    """Return when the first contacts are seen, and when all are there."""
    started = time.perf_counter()
    first = _until(page, asked["address"], ".tv-row-button")
    page.wait_for_function(
        "total => Number(document.querySelector('.tv-contact-table')?.getAttribute('aria-rowcount')) === total + 1",
        arg=asked["total"],
        timeout=60_000,
    )
    return first, (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
