"""The index of tags on a phone: short, led through by letters, and open where an address leads."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.states import as_published

pytestmark = pytest.mark.browser

OPEN = "details.index__entry[open]"


def test_it_is_short_and_a_letter_leads_through_it(page: Page, site_url: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{site_url}tags/")
    expect(page.locator(OPEN)).to_have_count(0)
    folds = page.locator("details.index__entry").count()
    assert folds > 50
    # A row for each tag: 22,800 px before it was folded.
    assert page.evaluate("document.querySelector('.index').scrollHeight") < folds * 60
    page.get_by_role("navigation", name="By letter").get_by_role("link", name="S", exact=True).click()
    first = page.locator("#letter-s")
    expect(first).to_be_in_viewport()
    expect(page.locator(OPEN)).to_have_count(0)
    first.locator("summary").click()
    expect(first.locator("li a").first).to_be_visible()


def test_an_address_opens_its_tag_below_the_header(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}tags/#sales-led")
    fold = page.locator(OPEN)
    expect(fold).to_have_count(1)
    expect(fold.locator("h2")).to_have_text("Sales-led")
    expect(fold.locator("h2")).to_be_in_viewport(ratio=1)
    header = page.locator("header.md-header").bounding_box()
    title = fold.locator("h2").bounding_box()
    assert header and title
    assert title["y"] >= header["y"] + header["height"]


def test_a_tag_of_a_page_opens_it_under_instant_loading(page: Page, site_url: str) -> None:
    as_published(page, site_url)
    page.goto(f"{site_url}growth/depth-first-plg/", wait_until="networkidle")
    page.evaluate("window.sameSession = true")
    tag = page.locator("ul.page-tags a").first
    label = tag.inner_text()
    tag.click()
    page.wait_for_url("**/tags/#*")
    expect(page.locator(OPEN).locator("h2")).to_have_text(label)
    assert page.evaluate("window.sameSession") is True


def test_without_scripts_it_opens_all_the_same(browser: Browser, site_url: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site_url}tags/")
        page.locator("details.index__entry summary").first.click()
        expect(page.locator(OPEN).locator("li a").first).to_be_visible()
