"""What a reader sees within the first screen of the first page, and what the not-found page finds."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.serving import serve_folder

pytestmark = pytest.mark.browser

SHIFT = (
    "window.shift = 0; new PerformanceObserver((list) => { for (const one of list.getEntries())"
    " if (!one.hadRecentInput) window.shift += one.value }).observe({ type: 'layout-shift', buffered: true })"
)


def edges(page: Page, selector: str) -> tuple[float, float]:
    """Top and bottom of the first element that a selector names."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None, selector
    return box["y"], box["y"] + box["height"]


def test_the_first_question_its_answers_and_the_ranking_share_the_first_screen(browser: Browser, site_url: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.add_init_script(SHIFT)
    page.goto(site_url, wait_until="networkidle")
    page.mouse.move(700, 300)  # the first sign of a reader
    expect(page.locator("[data-selector]")).to_have_attribute("data-state", "ready", timeout=60_000)
    for selector in ("h1", "fieldset[data-current]", "[data-selector-results] .rank:last-child", ".situations"):
        assert edges(page, selector)[1] < 900, selector
    assert edges(page, ".home-tour svg")[0] > edges(page, "[data-selector]")[1]
    ranks = page.locator("[data-selector-results] .rank")
    assert ranks.count() == 5
    last = ranks.last.bounding_box()
    assert last is not None and last["y"] < 900
    assert page.evaluate("window.shift") < 0.001
    page.close()


@pytest.mark.parametrize("width", [360, 390])
def test_the_first_question_can_be_answered_on_a_phones_first_screen(
    browser: Browser, site_url: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(site_url)
    assert edges(page, "fieldset[data-current] .option:nth-of-type(4)")[1] < 844
    for address in ("", "motions/sales-led/", "motions/", "cases/auth0/", "questions/acv_usd/", "tags/", "report/"):
        page.goto(site_url + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    page.close()


def test_a_route_is_reached_and_followed_on_the_keyboard(page: Page, site_url: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(site_url)
    route = page.locator(".home-tour svg a").nth(2)
    route.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Sales-led")


def test_the_not_found_page_offers_the_nearest_names(page: Page, built_site: Path) -> None:
    with serve_folder(built_site) as url:
        page.goto(f"{url}growth/depth-first-pgl/")
        first = page.locator("[data-lost-list] a").first
        expect(first).to_have_text("Depth-first PLG")
        first.click()
        expect(page.locator("h1")).to_contain_text("Depth-first PLG")
        page.goto(f"{url}zzz/xkcd-qqq/")
        expect(page.locator("[data-lost-said]")).to_have_text("No name here is like it.")
        page.locator(".sheet__main [data-search-open]").click()
        expect(page.locator("dialog[open]")).to_be_visible()
