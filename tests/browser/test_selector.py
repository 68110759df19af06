"""The selector in the built page, in a real Chromium, on a plain static server under a project path."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from calculator import Calculator
from tests.browser.pictures import watch
from tests.browser.reading import in_python
from tests.browser.selector import choose, events, listen, open_panel, shown_ranking, wait_ready, wait_result
from tests.browser.shifts import hold

pytestmark = pytest.mark.browser

ANSWERS = {"acv_usd": 24000, "buyer_user": "different-people", "latitude": "procurement", "time_to_value": "months"}
DOCUMENT = "growth/depth-first-plg/"


@pytest.fixture
def tab(page: Page, site_url: str) -> Iterator[Page]:
    """A tab that listens to the selector and fails on script errors and on requests to another host."""
    strange = watch(page, site_url)
    listen(page)
    yield page
    assert strange == []


@pytest.mark.parametrize("address", [DOCUMENT, "selector/", "", "motions/sales-led/"])
def test_answers_are_ranked_as_in_cpython(tab: Page, site_url: str, calculator: Calculator, address: str) -> None:
    tab.goto(site_url + address)
    wait_ready(tab)
    choose(tab, ANSWERS)
    result = wait_result(tab, ANSWERS)
    expected = in_python(calculator, ANSWERS)
    assert result == expected
    assert shown_ranking(tab) == [(row["motion"], row["rank"]) for row in expected["ranking"]]
    (ready,) = events(tab, "selector:ready")
    assert ready["coldStartMs"] > 0


def test_before_python_is_up_the_page_already_ranks(tab: Page, site_url: str, calculator: Calculator) -> None:
    tab.goto(site_url + "selector/", wait_until="commit")
    expect(tab.locator("[data-selector-results] [data-motion]")).to_have_count(5)
    ranked = [motion for motion, _ in shown_ranking(tab)]
    assert ranked == [row["motion"] for row in in_python(calculator, {})["ranking"]]


def test_a_reason_leads_to_its_row(tab: Page, site_url: str) -> None:
    tab.goto(site_url + DOCUMENT)
    wait_ready(tab)
    choose(tab, ANSWERS)
    result = wait_result(tab, ANSWERS)
    reason = next(c for c in result["ranking"][0]["contributions"] if c["question"] == "latitude" and c["contribution"])
    link = tab.locator(f'[data-selector] a[href$="{reason["row"]["url"]}"]').first
    link.evaluate("(node) => { for (let n = node; n; n = n.parentElement) if (n.tagName === 'DETAILS') n.open = true }")
    link.click()
    anchor = reason["row"]["url"].split("#")[1]
    tab.wait_for_url(f"**/questions/latitude/#{anchor}*")
    row = tab.locator(f"tr:has(#{anchor})")
    expect(row).to_be_in_viewport()
    expect(row).to_contain_text("procurement", ignore_case=True)


def test_answers_survive_reload_and_move_to_other_pages(tab: Page, site_url: str) -> None:
    tab.goto(site_url + "selector/")
    wait_ready(tab)
    choose(tab, ANSWERS)
    wait_result(tab, ANSWERS)
    tab.reload()
    for question, answer in ANSWERS.items():
        if question != "acv_usd":
            expect(tab.locator(f'[data-selector] input[name="{question}"][value="{answer}"]')).to_be_checked()
    wait_result(tab, ANSWERS)
    tab.locator(".md-header a[href*='how-scoring-works'], .md-tabs a[href*='how-scoring-works']").first.click()
    tab.wait_for_url("**/about/how-scoring-works/**")
    tab.locator('[data-selector][data-mode="compact"]').wait_for()
    expect(tab.locator("[data-selector]")).to_have_attribute("data-state", "ready")
    open_panel(tab)
    expect(tab.locator('[data-selector] input[name="latitude"][value="procurement"]')).to_be_checked()
    result = wait_result(tab, ANSWERS)
    assert shown_ranking(tab)[0][0] == result["ranking"][0]["motion"]


def test_a_shared_address_sets_the_answers_and_says_what_it_dropped(tab: Page, site_url: str) -> None:
    tab.goto(site_url + "selector/#selector?v=1&acv_usd=24000&buyer_user=different-people&latitude=whenever&colour=red")
    wait_ready(tab)
    wait_result(tab, {"acv_usd": 24000, "buyer_user": "different-people"})
    notice = tab.locator("[data-selector-notice]")
    expect(notice).to_contain_text("“whenever” is not one of its answers.")
    expect(notice).to_contain_text("“colour” was left out")


def test_answers_stand_in_the_address_in_order(tab: Page, site_url: str) -> None:
    tab.goto(site_url + "selector/")
    wait_ready(tab)
    choose(tab, {"latitude": "procurement", "acv_usd": 24000})
    wait_result(tab, {"acv_usd": 24000, "latitude": "procurement"})
    expect(tab).to_have_url(site_url + "selector/#selector?v=1&acv_usd=24000&latitude=procurement")


def test_answers_given_while_python_loads_are_not_lost(tab: Page, site_url: str, context: BrowserContext) -> None:
    let_python = hold(tab, "**/snapshot-*.bin.gz")
    tab.goto(site_url + "selector/")
    choose(tab, ANSWERS)
    let_python()
    wait_result(tab, ANSWERS)


def test_without_javascript_the_page_and_the_rules_can_be_read(browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(site_url + "questions/latitude/")
        assert page.locator("h1").count() == 1
        assert "procurement" in page.locator("table").first.inner_text().lower()
        page.goto(site_url + "selector/")
        assert page.locator("[data-selector-results] [data-motion]").count() == 5
        assert page.locator("noscript").count() >= 1
    finally:
        context.close()


def test_a_corrupt_snapshot_falls_back_to_the_wheel_and_says_so(
    page: Page, site_url: str, context: BrowserContext, calculator: Calculator
) -> None:
    context.route("**/snapshot-*.bin.gz", lambda route: route.fulfill(body=b"this is no snapshot"))
    listen(page)
    page.goto(site_url + "selector/")
    wait_ready(page)
    choose(page, ANSWERS)
    assert wait_result(page, ANSWERS) == in_python(calculator, ANSWERS)


def test_when_python_cannot_start_the_page_says_so_and_keeps_the_answers(
    page: Page, site_url: str, context: BrowserContext
) -> None:
    context.route("**/assets/runtime/**", lambda route: route.abort())
    listen(page)
    page.goto(site_url + "selector/")
    choose(page, ANSWERS)
    expect(page.locator("[data-selector]")).to_have_attribute("data-state", "failed")
    (failed, *_) = events(page, "selector:failed")
    assert failed["stage"] and failed["message"]
    expect(page.locator("[data-selector-failure]")).to_have_text(re.compile(r".{40}"))
    expect(page.locator("[data-selector-results] [data-motion]")).to_have_count(5)
    context.unroute("**/assets/runtime/**")
    page.get_by_role("button", name="Try again").click()
    wait_result(page, ANSWERS)


def test_python_runs_under_a_policy_without_unsafe_eval(page: Page, site_url: str, context: BrowserContext) -> None:
    policy = "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'"

    def add_policy(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "content-security-policy": policy})

    context.route(f"{site_url}selector/", add_policy)
    context.route("**/worker-*.mjs", add_policy)
    listen(page)
    page.goto(site_url + "selector/")
    wait_ready(page)
