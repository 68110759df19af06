"""axe finds nothing against WCAG 2.2 AA: in every state of the selector, on every kind of page, light and dark."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import CONTRAST, violations
from tests.browser.conftest import expect_none
from tests.browser.selector import wait_ready
from tests.browser.states import ANSWERS, STATES, open_context, show_result, unfold
from tests.browser.waiting import wait_until
from tests.site.serving import serve_folder

pytestmark = pytest.mark.browser

#: Pages that are one of their kind in our library.
OWN_PAGES = ("", "selector/", "browse/", "about/glossary/", "about/backtest/", "about/how-scoring-works/", "tags/")
OWN_LISTINGS = ("motions/", "questions/", "cases/", "disagreements/", "paths/", "growth/", "guests/", "by-motion/")
OWN_PATHS = ("paths/choose-a-motion/",)
#: Kinds and categories of which the longest page stands for all.
OWN_KINDS = ("motion", "question", "case", "framework", "disagreements", "about")
SAMPLE_PAGES = ("", "selector/", "browse/", "map/", "guests/", "tags/", "wanted/", "by-motion/", "growth/")

Show = Callable[[Page, str], None]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab for the pages that need no profile of their own."""
    context = open_context(browser)
    yield context.new_page()
    context.close()


def go_dark(page: Page) -> None:
    """Change to the dark colors, or back, as a reader does: by the button in the header."""
    page.locator("label.md-header__button:not([hidden])[title^='Switch to']").click()
    page.wait_for_timeout(30)


def found_in_both_colors(page: Page) -> list[str]:
    """Everything in the colors that show, and the contrast again in the others."""
    found = violations(page)
    go_dark(page)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    found += [f"dark: {each}" for each in violations(page, rules=CONTRAST)]
    go_dark(page)
    return found


def addresses_by_kind(site: Path) -> dict[str, str]:
    """For each kind and category of document the page with the most words: it has the most that can be wrong."""
    documents = json.loads((site / "api/v1/index.json").read_text(encoding="utf-8"))["documents"]
    longest: dict[str, str] = {}
    for each in sorted(documents, key=lambda document: document["words"]):
        longest[each["kind"]] = longest[each["category"] or ""] = each["url"]
    return longest


@pytest.mark.parametrize("state", STATES)
def test_every_state_of_the_selector(browser: Browser, site_url: str, state: str) -> None:
    context = open_context(browser)
    try:
        page = context.new_page()
        STATES[state](page, site_url)
        page.evaluate("() => window.scrollTo(0, 0)")  # what a sticky header covers is no fault of the page
        if state == "memo":  # a sheet of paper has no landmarks
            expect_none(violations(page, include=".memo"))
        else:
            expect_none(found_in_both_colors(page))
    finally:
        context.close()


@pytest.mark.parametrize("kind", OWN_PAGES + OWN_LISTINGS + OWN_PATHS + OWN_KINDS)
def test_every_kind_of_page(tab: Page, site_url: str, built_site: Path, kind: str) -> None:
    address = addresses_by_kind(built_site)[kind] if kind in OWN_KINDS else kind
    response = tab.goto(site_url + address)
    assert response is not None and response.ok
    expect_none(found_in_both_colors(tab))


@pytest.mark.parametrize("kind", (*SAMPLE_PAGES, "framework"))
def test_every_kind_of_page_of_another_library(tab: Page, sample_url: str, sample_site: Path, kind: str) -> None:
    response = tab.goto(sample_url + (kind if kind in SAMPLE_PAGES else addresses_by_kind(sample_site)[kind]))
    assert response is not None and response.ok
    expect_none(found_in_both_colors(tab))


def test_a_page_that_is_not_there(tab: Page, built_site: Path) -> None:
    # Its links start at the root of the host, for nobody knows how deep the address was that was asked for.
    with serve_folder(built_site, "/") as url:
        tab.goto(url + "growth/there-is-no-such-page/")
        expect_none(found_in_both_colors(tab))


def test_phones(tab: Page, site_url: str) -> None:
    tab.set_viewport_size({"width": 360, "height": 780})
    show_result(tab, site_url, ANSWERS)
    for address in ("selector/", "growth/depth-first-plg/", "questions/acv_usd/"):
        tab.goto(site_url + address)
        wait_ready(tab)
        unfold(tab)
        # The line at the foot of the window lies over whatever has been scrolled under it; at the end, over nothing.
        tab.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
        expect_none(violations(tab))
    tab.set_viewport_size({"width": 1280, "height": 900})


def test_loaded_in_the_dark(browser: Browser, site_url: str) -> None:
    context = open_context(browser, color_scheme="dark")
    page = context.new_page()
    show_result(page, site_url, ANSWERS)
    unfold(page)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect_none(violations(page))
    context.close()


# What opens over a page


def ask_search(page: Page, url: str, query: str) -> None:
    page.goto(url + "growth/depth-first-plg/")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("/")
    page.get_by_role("dialog").get_by_role("combobox").fill(query)
    wait_until(page, "query => document.querySelector('dialog[open]').dataset.query === query", arg=query)


def open_search(page: Page, url: str) -> None:
    ask_search(page, url, "cac payback")
    assert page.get_by_role("dialog").get_by_role("option").count() > 3


def open_search_in_vain(page: Page, url: str) -> None:
    ask_search(page, url, "qqzzxxyy")
    assert page.get_by_role("dialog").get_by_role("option").count() == 0


def open_preview(page: Page, url: str) -> None:
    page.goto(url + "growth/depth-first-plg/")
    page.wait_for_load_state("networkidle")
    link = page.locator("article .entries a[href*='/'], article .entries a[href*='..']").first
    link.scroll_into_view_if_needed()
    link.hover()
    expect(page.locator("#link-preview")).to_be_visible()


def open_meaning(page: Page, url: str) -> None:
    page.goto(url + "growth/bottom-up-gtm-motion/")
    page.locator("a.term").first.hover()
    expect(page.locator("#term-meaning")).to_be_visible()


def open_map(page: Page, url: str) -> None:
    page.goto(url + "map/#growth/depth-first-plg")
    page.wait_for_selector('[data-map][data-state="ready"]')
    expect(page.locator("[data-map-page] a").first).to_be_visible()


def find_on_map(page: Page, url: str) -> None:
    page.goto(url + "map/")
    page.wait_for_selector('[data-map][data-state="ready"]')
    page.get_by_label("Find on the map").fill("plg")
    expect(page.locator("[data-map-found]")).to_be_visible()


def open_drawer(page: Page, url: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(url)
    wait_ready(page)
    page.locator("label.md-header__button[for='__drawer']").click()
    expect(page.locator(".md-sidebar--primary")).to_be_in_viewport()


@pytest.mark.parametrize(
    "show", [open_search, open_search_in_vain, open_preview, open_meaning, open_map, find_on_map, open_drawer]
)
def test_what_opens_over_a_page(browser: Browser, site_url: str, show: Show) -> None:
    context = open_context(browser)
    try:
        page = context.new_page()
        show(page, site_url)
        found = violations(page)
        page.evaluate("() => document.body.setAttribute('data-md-color-scheme', 'slate')")
        expect_none(found + [f"dark: {each}" for each in violations(page, rules=CONTRAST)])
    finally:
        context.close()
