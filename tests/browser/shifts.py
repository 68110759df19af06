"""What moved on a page by itself: Chromium's layout shifts, by element, as far as a reader could see them."""

import time
from collections.abc import Callable

from playwright.sync_api import Page, Route

from tests.browser.waiting import PATIENCE_MS, PAUSE_MS, wait_until

SEEN_PX = 1
"""Chromium reports moves of a fraction of a pixel too; nobody sees those."""
WATCH = """window.shifts = [];
window.shiftWatch = new PerformanceObserver((list) => window.noteShifts(list.getEntries()));
window.noteShifts = (entries) => {
  for (const { hadRecentInput, sources } of entries) {
    if (hadRecentInput) continue;
    for (const { node, previousRect: from, currentRect: to } of sources) {
      const by = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y));
      const name = node ? `${node.nodeName}.${node.className?.baseVal ?? node.className ?? ""}` : "gone";
      window.shifts.push([by, `${name} "${(node?.textContent ?? "").trim().slice(0, 40)}"`]);
    }
  }
};
window.shiftWatch.observe({ type: "layout-shift", buffered: true });"""
DRAWN = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
  window.noteShifts(window.shiftWatch.takeRecords());
  done(window.shifts);
})))"""


def watch_shifts(page: Page) -> None:
    """Record from the next load on."""
    page.add_init_script(WATCH)


def moved(page: Page) -> list[str]:
    """What has moved since the load, each with how far; what is due to be drawn is drawn first."""
    found: list[tuple[float, str]] = [(by, name) for by, name in page.evaluate(DRAWN)]
    return [f"{name} by {by:.0f} px" for by, name in found if by >= SEEN_PX]


def hold(page: Page, pattern: str) -> Callable[[], None]:
    """Keep answers back until the returned function is called, which waits for the first; later ones pass."""
    held: list[Route] = []
    is_open = False

    def keep(route: Route) -> None:
        if is_open:
            route.continue_()
        else:
            held.append(route)

    def release() -> None:
        nonlocal is_open
        end = time.monotonic() + PATIENCE_MS / 1000
        while not held:
            assert time.monotonic() < end, f"the page asked for nothing like {pattern}"
            page.wait_for_timeout(PAUSE_MS)
        is_open = True
        for route in held:
            route.continue_()

    page.route(pattern, keep)
    return release


def wait_painted(page: Page) -> None:
    """Until a reader has something to read."""
    wait_until(page, "performance.getEntriesByName('first-contentful-paint').length > 0")
