"""What a page weighs before its reader does anything: every body the browser asks for, as a server would send it."""

import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Request, sync_playwright

from bench.measure import Row
from motionbook.bootstrap import find_chromium
from tests.browser.conftest import FLAGS
from tests.site.serving import serve_folder

BUDGET = 80_000
"""Bytes for HTML, CSS, JS and fonts of a framework page together."""
SELECTOR_BUDGET = 110_000
"""The same for home and the page of the selector, which carry its questions."""
PYTHON = "assets/runtime/"
"""Starts with the first sign of a reader; `bench.cold_start` weighs it."""
COUNTED = {"document": "HTML", "stylesheet": "CSS", "script": "JS", "font": "fonts"}
# Nothing new is asked for in this time after the page has come to rest; what a reader's first sign starts comes later.
REST_MS = 2000


@dataclass(frozen=True, slots=True)
class Body:
    """One body that came before any interaction."""

    url: str
    """Below the site's root, or the whole address where it is of another host."""
    kind: str
    """Playwright's resource type."""
    bytes: int
    """As sent: fonts and pictures are packed already, the rest is compressed at gzip's level 9."""


def weigh(browser: Browser, root: str, address: str) -> list[Body]:
    """Everything that one page loads in a profile with nothing cached, in order of arrival."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        page = context.new_page()
        asked: list[Request] = []
        page.on("request", lambda request: asked.append(request))
        page.goto(root + address, wait_until="networkidle")
        page.wait_for_timeout(REST_MS)
        return [
            Body(request.url.removeprefix(root), request.resource_type, packed(answer.body()))
            for request in asked
            if not request.url.startswith(("data:", "blob:")) and (answer := request.response())
        ]
    finally:
        context.close()


def packed(body: bytes) -> int:
    """Bytes of a body on its way, from a server that packs whatever gets smaller by it."""
    return min(len(body), len(gzip.compress(body, compresslevel=9, mtime=0)))


def sums(bodies: Iterable[Body]) -> dict[str, int]:
    """Bytes by name of the budget's parts, in its order; what it does not count stands under `other`."""
    found = dict.fromkeys([*COUNTED.values(), "other"], 0)
    for body in bodies:
        found[part_of(body)] += body.bytes
    return found


def counted(bodies: Iterable[Body]) -> int:
    """Bytes that the budget holds."""
    return sum(body.bytes for body in bodies if part_of(body) != "other")


def part_of(body: Body) -> str:
    """The part of the budget that a body belongs to."""
    return "other" if body.url.startswith(PYTHON) else COUNTED.get(body.kind, "other")


def page_weights(site: Path, addresses: Iterable[str]) -> list[Row]:
    """Each page's weight against the budget, and its parts."""
    rows = []
    with serve_folder(site, "/motionbook/") as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        for address in addresses:
            bodies = weigh(browser, root, address)
            parts = " + ".join(f"{name} {size / 1e3:.1f}" for name, size in sums(bodies).items())
            budget = SELECTOR_BUDGET if address in ("", "selector/") else BUDGET
            rows.append(Row(f"weight of /{address}", counted(bodies) / 1e3, budget / 1e3, "kB", f"budget; {parts}"))
        browser.close()
    return rows
