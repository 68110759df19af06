"""The meaning of a glossary term: on hover, on focus, at the first tap; gone with Escape; never in the way."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.waiting import A_WHILE_MS

PAGE = "growth/bottom-up-gtm-motion/"
CARD = "#term-meaning"


@pytest.mark.browser
def test_hover_and_escape(page: Page, site_url: str) -> None:
    page.clock.install()
    page.goto(site_url + PAGE)
    term = page.locator("a.term").first
    meaning = term.get_attribute("data-definition")
    assert meaning
    term.hover()
    expect(page.locator(CARD)).to_have_text(meaning)
    expect(term).to_have_attribute("aria-describedby", "term-meaning")
    page.locator(CARD).hover()
    page.clock.run_for(A_WHILE_MS)
    expect(page.locator(CARD)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(CARD)).to_be_hidden()
    expect(term).not_to_have_attribute("aria-describedby", re.compile(""))


@pytest.mark.browser
def test_the_pointer_leaves(page: Page, site_url: str) -> None:
    page.goto(site_url + PAGE)
    page.locator("a.term").first.hover()
    expect(page.locator(CARD)).to_be_visible()
    page.locator("h1").hover()
    expect(page.locator(CARD)).to_be_hidden()


@pytest.mark.browser
def test_keyboard(page: Page, site_url: str) -> None:
    page.goto(site_url + PAGE)
    page.keyboard.press("Tab")
    for _ in range(200):
        if page.evaluate("document.activeElement.matches('a.term')"):
            break
        page.keyboard.press("Tab")
    expect(page.locator(CARD)).to_be_visible()
    expect(page.locator(CARD)).to_have_text(page.evaluate("document.activeElement.dataset.definition"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/about/glossary/#*")
    expect(page.locator(CARD)).to_be_hidden()


@pytest.mark.browser
def test_touch_shows_first_and_follows_then(browser: Browser, site_url: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(site_url + PAGE)
    term = page.locator("a.term").first
    term.scroll_into_view_if_needed()
    term.tap()
    expect(page.locator(CARD)).to_be_visible()
    assert page.url.endswith(PAGE)
    box = page.locator(CARD).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    term.tap()
    page.wait_for_url("**/about/glossary/#*")
    context.close()


@pytest.mark.browser
def test_without_scripts_a_term_is_a_link(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + PAGE)
    page.locator("a.term").first.click()
    page.wait_for_url("**/about/glossary/#*")
    context.close()
