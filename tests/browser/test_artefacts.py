"""What the selector looks like in every state, for people to look at: a page that renders, and pictures on request.

`MOTIONBOOK_ARTEFACTS=dir` (or `1` for `artefacts/` in the checkout) writes a picture of each state at each width, light
and dark. They are kept by CI to be looked at; nothing compares pixels.
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.states import SELECTOR, STATES, open_context
from tests.browser.waiting import wait_drawn

pytestmark = pytest.mark.browser

WIDTHS = (360, 768, 1440)
WANTED = os.environ.get("MOTIONBOOK_ARTEFACTS", "")


def folder(root: Path) -> Path:
    """Where the pictures go."""
    place = root / "artefacts" if WANTED == "1" else Path(WANTED)
    place.mkdir(parents=True, exist_ok=True)
    return place


def expect_rendered(page: Page, state: str) -> None:
    """The page stands: its headline, five motions in order, and the words that belong to the state."""
    if state == "memo":
        expect(page.locator("article.memo h1")).to_be_visible()
        return
    headline = page.locator("[data-selector-headline]")
    expect(headline).to_be_visible()
    assert headline.inner_text().strip()
    rows = page.locator("[data-selector-results] [data-motion][data-rank]")
    expect(rows).to_have_count(5)
    for row in rows.all():
        box = row.bounding_box()
        assert box and box["width"] > 100 and box["height"] > 20
    shown = {
        "loading": "[data-selector-bytes]",
        "failed": "[data-selector-failure]",
        "refused-figure": "[data-selector-problem]:not([hidden])",
        "compare": '[data-selector-part="compare"] table',
        "examples": "[data-selector-examples] select",
        "ready": '[data-selector-part="why"] li',
    }.get(state)
    if shown:
        expect(page.locator(shown).first).to_be_visible()
        assert page.locator(shown).first.inner_text().strip()


@pytest.mark.parametrize("state", STATES)
def test_every_state_renders_at_every_width(browser: Browser, site_url: str, root: Path, state: str) -> None:
    for scheme in ("light", "dark") if WANTED else ("light",):
        context = open_context(browser, color_scheme=scheme)
        try:
            page = context.new_page()
            problems: list[str] = []
            page.on("pageerror", lambda error, heard=problems: heard.append(str(error)))
            STATES[state](page, site_url)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                expect_rendered(page, state)
                if WANTED:
                    wait_drawn(page)
                    page.screenshot(path=folder(root) / f"{state}-{width}-{scheme}.png", full_page=True)
            assert problems == []
        finally:
            context.close()


@pytest.mark.skipif(not WANTED, reason="only when pictures are asked for")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_before_any_script(browser: Browser, site_url: str, root: Path, scheme: str) -> None:
    context = open_context(browser, color_scheme=scheme, java_script_enabled=False)
    page = context.new_page()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(site_url + SELECTOR)
        page.screenshot(path=folder(root) / f"without-scripts-{width}-{scheme}.png", full_page=True)
    context.close()
