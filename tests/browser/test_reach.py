"""Small windows, large letters, right to left: all of it can be read, nothing overlaps and nothing jumps."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import expect_none
from tests.browser.reach import over_the_edge, overlaps
from tests.browser.selector import wait_ready
from tests.browser.states import (
    ANSWERS,
    STATES,
    WATCH_SHIFTS,
    open_context,
    show_result,
    unfold,
)
from tests.browser.waiting import wait_calm, wait_drawn

pytestmark = pytest.mark.browser

PAGES = (
    "",
    "selector/",
    "motions/sales-led/",
    "questions/acv_usd/",
    "cases/",
    "cases/hubspot-ipo/",
    "growth/depth-first-plg/",
    "execution/cac-payback/",
    "disagreements/contract-value-or-buyer/",
    "paths/choose-a-motion/",
    "browse/",
    "growth/",
    "tags/",
    "map/",
    "about/backtest/",
    "about/glossary/",
    "about/how-scoring-works/",
)
SAMPLE_PAGES = ("", "selector/", "growth/depth-first-plg/", "browse/", "growth/", "guests/", "wanted/", "map/")

# What Lighthouse writes as 0: a hair's breadth when a font comes.
LEAST_SHIFT = 0.001

# Letters and lines as far apart as WCAG 1.4.12 has readers set them.
SPACED = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }
"""


def expect_stillness(page: Page) -> None:
    """Fail with what moved and how much."""
    shifts = page.evaluate("window.shifts")
    assert sum(value for value, *_ in shifts) < LEAST_SHIFT, shifts


def sideways(page: Page, url: str, pages: tuple[str, ...]) -> dict[str, list[str]]:
    """Pages that scroll sideways, with what makes them."""
    found = {}
    for address in pages:
        page.goto(url + address, wait_until="load")
        unfold(page)
        if over := over_the_edge(page):
            found[address] = over
    return found


def test_320_pixels(tab: Page, site_url: str) -> None:
    tab.set_viewport_size({"width": 320, "height": 640})
    assert sideways(tab, site_url, PAGES) == {}


def test_320_pixels_in_another_library(tab: Page, sample_url: str) -> None:
    tab.set_viewport_size({"width": 320, "height": 640})
    assert sideways(tab, sample_url, SAMPLE_PAGES) == {}


def test_zoomed_to_twice_the_size(browser: Browser, site_url: str) -> None:
    # To the page, 200 % zoom is a window of half the size with twice the pixels.
    context = open_context(browser, viewport={"width": 640, "height": 450}, device_scale_factor=2)
    page = context.new_page()
    assert sideways(page, site_url, PAGES) == {}
    show_result(page, site_url, ANSWERS)
    unfold(page)
    expect_none(overlaps(page, "[data-selector]"))
    for name in ("Undo", "Clear answers", "Copy link"):
        expect(page.locator("[data-selector]").get_by_role("button", name=name)).to_be_visible()
    context.close()


@pytest.mark.parametrize("state", ["ready", "compare", "conflict", "failed"])
def test_every_state_at_320_pixels(browser: Browser, site_url: str, state: str) -> None:
    context = open_context(browser, viewport={"width": 320, "height": 640})
    try:
        page = context.new_page()
        STATES[state](page, site_url)
        unfold(page)
        wait_drawn(page)
        expect_none(over_the_edge(page))
        expect_none(overlaps(page, "[data-selector]"))
    finally:
        context.close()


def test_letters_and_lines_far_apart(tab: Page, site_url: str) -> None:
    show_result(tab, site_url, ANSWERS)
    unfold(tab)
    for width in (1280, 360):
        tab.set_viewport_size({"width": width, "height": 800})
        tab.add_style_tag(content=SPACED)
        wait_drawn(tab)
        expect_none(over_the_edge(tab))
        expect_none(overlaps(tab, "[data-selector]"))


@pytest.mark.parametrize("width", [1280, 768, 360])
def test_right_to_left(browser: Browser, site_url: str, width: int) -> None:
    context = open_context(browser, viewport={"width": width, "height": 900})
    page = context.new_page()
    show_result(page, site_url, ANSWERS)
    unfold(page)
    expect_none(overlaps(page, "article"))
    page.evaluate("() => { document.documentElement.dir = document.body.dir = 'rtl' }")
    wait_drawn(page)
    expect_none(over_the_edge(page))
    expect_none(overlaps(page, "article"))
    if width == 1280:  # two columns, and they have changed sides
        form = page.locator("[data-selector-form]").bounding_box()
        result = page.locator("[data-selector-result]").bounding_box()
        assert form and result and result["x"] + result["width"] <= form["x"]
    context.close()


@pytest.mark.parametrize("address", ["", "growth/depth-first-plg/", "questions/acv_usd/", "browse/", "cases/"])
def test_pages_right_to_left(tab: Page, site_url: str, address: str) -> None:
    tab.goto(site_url + address)
    tab.evaluate("() => { document.documentElement.dir = document.body.dir = 'rtl' }")
    for width in (1280, 360):
        tab.set_viewport_size({"width": width, "height": 900})
        wait_calm(tab)
        expect_none(over_the_edge(tab))
        expect_none(overlaps(tab, "article"))


@pytest.mark.parametrize("address", ["", "selector/", "growth/depth-first-plg/"])
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_jumps_while_the_calculator_comes(browser: Browser, site_url: str, address: str, width: int) -> None:
    context = open_context(browser, viewport={"width": width, "height": 850})
    context.add_init_script(WATCH_SHIFTS)
    page = context.new_page()
    page.goto(site_url + address)
    wait_ready(page)
    wait_calm(page)
    expect_stillness(page)
    # A second time, with answers kept: another ranking than the one in the page's markup, and in its place at once.
    page.goto("about:blank")
    show_result(page, site_url, ANSWERS)
    page.goto("about:blank")
    page.goto(site_url + address)
    wait_ready(page)
    wait_drawn(page)
    expect_stillness(page)
    context.close()
