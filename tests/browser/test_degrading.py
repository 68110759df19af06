"""The tenth behaviour of the best calculators: readable without scripts, on paper, and with nothing more fetched."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.reading import settled
from tests.browser.selector import choose
from tests.browser.states import ANSWERS, open_context, show_memo, show_result, unfold
from tests.browser.waiting import wait_drawn

pytestmark = pytest.mark.browser


def test_readable_without_scripts(browser: Browser, site_url: str) -> None:
    context = open_context(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + "selector/")
    expect(page.locator("[data-selector-results] [data-motion]")).to_have_count(5)
    assert "question pages" in page.locator("[data-selector] noscript").inner_html()
    page.locator("fieldset[data-question] a").first.click()
    page.wait_for_url("**/questions/**")
    assert page.get_by_role("table").first.get_by_role("row").count() > 2
    page.locator("[data-selector-fold] > summary").click()
    expect(page.locator("[data-selector-retry]")).to_be_hidden()
    page.get_by_role("link", name="the page of the selector").click()
    page.wait_for_url("**/selector/")
    expect(page.locator("fieldset[data-question]").first).to_be_visible()
    context.close()


def test_prints_and_sends_nothing(tab: Page, site_url: str, rules: dict[str, Any]) -> None:
    sent: list[str] = []

    def watch(request: Request) -> None:
        if request.method != "GET" or not request.url.startswith((site_url, "data:", "blob:")):
            sent.append(f"{request.method} {request.url}")
        # What stands behind the # stays in the browser.
        if any(str(answer) in request.url.split("#")[0] for answer in ANSWERS.values()):
            sent.append(f"an answer in {request.url}")

    tab.on("request", watch)
    show_memo(tab, site_url)
    memo = tab.locator("article.memo")
    expect(memo).to_be_visible()
    words = memo.inner_text()
    assert result_headline(tab) in words
    assert rules["version"] in words
    assert re.search(r"\b20\d\d\b", words), "the date"
    assert "Why" in words and "What would change it" in words and "Answers" in words
    assert f"{site_url}questions/" in words, "the full address of a reason's row"
    assert "#selector?v=1&acv_usd=24000" in words, "the way back to these answers"
    # All else is off the sheet, and the sheet is one.
    assert not tab.locator("main").is_visible()
    assert len(re.findall(rb"/Type\s*/Page\b", tab.pdf(format="A4"))) == 1
    assert sent == []


def result_headline(page: Page) -> str:
    """The headline on the page, also where print hides it."""
    return page.locator("[data-selector-headline]").text_content() or "no headline"


def test_once_loaded_nothing_more_is_fetched(tab: Page, site_url: str) -> None:
    show_result(tab, site_url, ANSWERS)
    unfold(tab)
    choose(tab, {"user": "technical-operator"})  # what draws is fetched with the first drawing in sight
    settled(tab)
    wait_drawn(tab)
    fetched: list[str] = []
    tab.on("request", lambda request: fetched.append(request.url))
    tab.context.set_offline(True)
    choose(tab, {"user": "developer", "acv_usd": 3000})
    assert settled(tab)[0] == {**ANSWERS, "user": "developer", "acv_usd": 3000}
    # Chromium looks for the icon again whenever the address changes.
    assert [url for url in fetched if "/images/favicon." not in url] == []
