"""python -m bench.pages [WORKERS] [--keep FOLDER]: the page in a headless browser, from the key to what is seen.

Chromium and the service share the machine. The graph is that of bench.peers, kept in the same folder.
"""

import argparse
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx2
import psutil
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench.__main__ import figure, key_of, people, write
from bench.peers.__main__ import graph_of, kept
from bench.running import Results
from bench.server import serving, token_of
from graph.database import Database
from service.accounts.roles import Role
from tests.browser import find_browser
from tests.service.pages.conftest import session

COMMAND = "make bench-pages"
NAMES = ("nguyen van", "tran thi hoa", "dang thi dao", "le minh", "hoang")
DATES = {"onset": "2021-05-10", "isolated": "2021-05-12", "as_of": "2021-05-15"}
REPEATS, OPEN = 10, 50
#: Of so many people wider traces are tried, of which some reach 20,000.
WIDER = 4
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
    with kept(asked.keep, asked.workers) as folder, Database(graph_of(asked.workers, folder)) as database:
        database.prepare()
        keys = [key_of(person["records"][0]) for person in people(folder / "sample", 60)]
        cookie = session(database, Role.ANALYST, "bench-page", companies=(), purpose="bench")
        token = token_of(database, "bench-analyst", Role.ANALYST)
        results = Results(f"The page: {asked.workers:,} workers")
        with serving(folder / "data") as (address, process), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_browser())
            thousand, many = cases(address, token, keys)
            measure(Desk(browser, address, cookie), thousand, many, keys, process, results)
            browser.close()
        write([results], COMMAND)
    return 0


class Desk:
    """Where one sits: browsers with nothing kept yet, signed in."""

    def __init__(self, browser: Browser, address: str, cookie: str) -> None:
        self._browser, self.address, self._cookie = browser, address, cookie

    def fresh(self) -> BrowserContext:
        """Return a browser that has seen nothing yet."""
        context = self._browser.new_context(viewport={"width": 1280, "height": 900}, base_url=self.address)
        context.add_cookies([{"name": "truyvet_session", "value": self._cookie, "url": self.address}])
        return context


def cases(address: str, token: str, keys: Iterable[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the questions whose contacts are nearest to 1,000 and to 20,000 people, with how many they are."""
    headers = {"Authorization": f"Bearer {token}"}
    found: list[tuple[int, dict[str, Any]]] = []
    for number, key in enumerate(keys):
        wider = [{"rules": "explore", "depth": depth} for depth in (3, 4)] if number < WIDER else []
        for more in ({}, *wider):
            body = {"persons": [key], **DATES, **more, "limit": 1}
            answer = httpx2.post(f"{address}/api/trace", json=body, headers=headers, timeout=120)
            if answer.is_success:
                found.append((answer.json()["total"], {"who": key, **DATES, **more}))
    if not found or max(found, key=lambda one: one[0])[0] < 1_000:
        raise SystemExit("no trace of these people is wide enough")
    nearest = [min(found, key=lambda one: abs(one[0] - aim)) for aim in (1_000, 20_000)]
    return tuple({"total": total, "address": f"/trace?{urlencode(asked)}"} for total, asked in nearest)  # type: ignore[return-value]


def measure(
    desk: Desk,
    thousand: dict[str, Any],
    many: dict[str, Any],
    keys: list[str],
    process: psutil.Process,
    results: Results,
) -> None:
    """Measure each of what must hold."""
    first = [_first_page(desk.fresh()) for _ in range(REPEATS)]
    results.add("the first page, usable, nothing kept by the browser (aim 1.5 s)", figure(first))
    context = desk.fresh()
    page = context.new_page()
    results.add("results after a key (aim 150 ms)", figure(_keys(page)))
    seen = [_until(page, thousand["address"], ".tv-row-button") for _ in range(REPEATS)]
    results.add(f"contacts of a case of {thousand['total']:,}, first rows (aim 700 ms)", figure(seen))
    whole = [_whole(page, thousand) for _ in range(REPEATS)]
    results.add(f"all {thousand['total']:,} of them", figure(whole))
    seen = [_until(page, many["address"], ".tv-row-button") for _ in range(REPEATS)]
    results.add(f"contacts of a case of {many['total']:,}, first rows (aim 1.5 s)", figure(seen))
    whole = [_whole(page, many) for _ in range(3)]
    results.add(f"all {many['total']:,} of them", figure(whole))
    frames = page.evaluate(_SCROLL, [STEP, FRAMES])
    results.add(f"a frame while {STEP * FRAMES // 46:,} rows are scrolled through", figure(frames))
    pictures = [
        _until(page, f"/picture?{urlencode({'who': key, 'from': '2021-05-07', 'to': '2021-05-12'})}", "canvas")
        for key in keys[:REPEATS]
    ]
    results.add("the picture (aim 1 s)", figure(pictures))
    before = process.memory_info().rss // _MIB
    pages = []
    for number in range(OPEN):
        pages.append(context.new_page())
        _until(pages[-1], thousand["address"] if number % 2 else "/find?q=nguyen", ".tv-row-button, #found li")
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


def _whole(page: Page, asked: dict[str, Any]) -> float:
    started = time.perf_counter()
    page.goto(asked["address"], wait_until="commit")
    page.wait_for_function(
        "total => Number(document.querySelector('.tv-contact-table')?.getAttribute('aria-rowcount')) === total + 1",
        arg=asked["total"],
        timeout=60_000,
    )
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
