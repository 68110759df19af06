"""Loading slowly and failing well: each state says what happened and what still works, and trying again works."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from calculator import Calculator
from tests.browser.reading import in_python
from tests.browser.selector import choose, events, listen, open_panel, shown_ranking, wait_ready, wait_result
from tests.browser.slow_server import serve_slowly
from tests.browser.waiting import wait_until

pytestmark = pytest.mark.browser

ANSWERS = {"acv_usd": 24000, "buyer_user": "different-people"}
KEPT = "Your answers are kept, and the link in the address bar carries them."


NOTE_PROGRESS = """
() => {
  window.progress = [];
  const [line, bar] = ["bytes", "progress"].map((name) => document.querySelector(`[data-selector-${name}]`));
  const note = () => window.progress.push([line.textContent, bar.checkVisibility(), bar.value / bar.max]);
  new MutationObserver(note).observe(line, { childList: true, characterData: true, subtree: true });
}
"""


def failure(page: Page) -> str:
    said: str = wait_until(page, "document.querySelector('[data-selector-failure]:not([hidden])')?.innerText")
    assert len(shown_ranking(page)) == 5, "the ranking before any answer stays"
    return said


def test_a_slow_network_shows_bytes_and_words_and_takes_answers(
    page: Page, built_site: Path, calculator: Calculator
) -> None:
    with serve_slowly(built_site, 8, 0.4) as url:
        listen(page)
        page.goto(url + "selector/")
        page.evaluate(NOTE_PROGRESS)  # noted as it goes: a look from here may come too late
        choose(page, ANSWERS)
        assert wait_result(page, ANSWERS) == in_python(calculator, ANSWERS)
        noted = page.evaluate("window.progress")
        pattern = re.compile(r"^Loading (\d+\.\d) of \d+\.\d MB\. You can answer meanwhile\.$")
        loaded = [(float(match[1]), shown, share) for words, shown, share in noted if (match := pattern.match(words))]
        assert len({megabytes for megabytes, *_ in loaded}) > 3, noted
        assert [megabytes for megabytes, *_ in loaded] == sorted(megabytes for megabytes, *_ in loaded)
        assert all(shown and 0 <= share <= 1 for _, shown, share in loaded), loaded
        expect(page.locator("[data-selector-bytes]")).to_have_text("Computed in your browser.")
        expect(page.get_by_role("progressbar", name="Loading the calculator")).to_be_hidden()


def test_no_webassembly(page: Page, site_url: str) -> None:
    page.add_init_script("delete globalThis.WebAssembly")
    page.goto(site_url + "selector/")
    choose(page, ANSWERS)
    words = failure(page)
    assert "Python could not be loaded: this browser has no WebAssembly, which the calculator runs on." in words
    assert KEPT in words and "The ranking shown does not count them yet." in words
    expect(page).to_have_url(f"{site_url}selector/#selector?v=1&acv_usd=24000&buyer_user=different-people")


def test_a_blocked_worker(page: Page, site_url: str, context: BrowserContext) -> None:
    def forbid(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "content-security-policy": "worker-src 'none'"})

    context.route(f"{site_url}selector/", forbid)
    page.goto(site_url + "selector/")
    choose(page, ANSWERS)
    words = failure(page)
    assert words.startswith("The calculator did not start: ")
    assert KEPT in words


def test_blocked_storage(page: Page, site_url: str) -> None:
    for name in ("localStorage", "sessionStorage"):
        page.add_init_script(
            f"Object.defineProperty(window, '{name}', "
            "{ get() { throw new DOMException('denied', 'SecurityError') } })"
        )
    listen(page)
    page.goto(site_url + "selector/")
    wait_ready(page)
    choose(page, ANSWERS)
    wait_result(page, ANSWERS)
    expect(page.locator("[data-selector-notice]")).to_have_text(
        "This browser keeps nothing between pages. The links here and the address bar carry your answers along."
    )
    page.reload()  # what the sentence promises of the address bar
    expect(page.locator('[data-selector] input[name="buyer_user"][value="different-people"]')).to_be_checked()
    wait_result(page, ANSWERS)
    # And of the links: page after page, in this tab and in a new one, with the panel closed as on any page.
    page.locator(".md-header").get_by_role("link", name="Questions").click()
    expect_carried(page, f"{site_url}questions/")
    page.locator("article a[href$='latitude/']").first.click()
    expect_carried(page, f"{site_url}questions/latitude/")
    with page.context.expect_page() as opened:
        page.locator(".md-header").get_by_role("link", name="Cases").click(modifiers=["Control"])
    expect_carried(opened.value, f"{site_url}cases/")
    # A newer answer replaces what the link carried.
    open_panel(page)
    choose(page, {"acv_usd": 900})
    page.locator(".md-header").get_by_role("link", name="Selector").click()
    expect(page).to_have_url(f"{site_url}selector/#selector?v=1&acv_usd=900&buyer_user=different-people")
    expect(page.locator('[data-selector] input[name="acv_usd"]')).to_have_value("900")


def expect_carried(page: Page, address: str) -> None:
    expect(page).to_have_url(f"{address}#selector?v=1&acv_usd=24000&buyer_user=different-people")
    expect(page.locator('[data-selector] input[name="buyer_user"][value="different-people"]')).to_be_checked()
    assert not page.locator("[data-selector-fold]").evaluate("(fold) => fold.open")
    assert page.evaluate("scrollY") == 0


@pytest.mark.parametrize("kind", ["corrupt", "stale", "missing"])
def test_a_snapshot_that_cannot_be_used(
    page: Page, site_url: str, context: BrowserContext, built_site: Path, calculator: Calculator, kind: str
) -> None:
    (snapshot,) = (built_site / "assets/runtime").rglob("snapshot-*.bin.gz")
    other = snapshot.read_bytes()
    bodies = {"corrupt": b"this is no snapshot", "stale": other[:-8] + bytes(8)}
    context.route(
        "**/snapshot-*.bin.gz",
        lambda route: route.fulfill(status=404) if kind == "missing" else route.fulfill(body=bodies[kind]),
    )
    listen(page)
    page.goto(site_url + "selector/")
    wait_ready(page)
    expect(page.locator("[data-selector-bytes]")).to_contain_text(
        "Computed in your browser. Python took the slower way: "
    )
    choose(page, ANSWERS)
    assert wait_result(page, ANSWERS) == in_python(calculator, ANSWERS)
    (ready,) = events(page, "selector:ready")
    assert ready["via"] == "wheel"


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        ("**/assets/runtime/manifest.json", "The calculator could not be found: manifest.json could not be fetched"),
        ("**/api/v1/rules.json", "The rules could not be loaded: rules.json could not be fetched"),
        ("**/worker-*.mjs", "The calculator did not start: "),
    ],
)
def test_a_part_that_does_not_come_and_trying_again(
    page: Page, site_url: str, context: BrowserContext, pattern: str, begins: str
) -> None:
    context.route(pattern, lambda route: route.fulfill(status=503))
    listen(page)
    page.goto(site_url + "selector/")
    choose(page, ANSWERS)
    expect(page.locator("[data-selector]")).to_have_attribute("data-state", "failed", timeout=60_000)
    words = failure(page)
    assert words.startswith(begins), words
    assert KEPT in words
    context.unroute(pattern)
    page.get_by_role("button", name="Try again").click()
    wait_result(page, ANSWERS)
    expect(page.locator("[data-selector-failure]")).to_be_hidden()


def test_rules_that_are_not_rules(page: Page, site_url: str, context: BrowserContext) -> None:
    context.route("**/api/v1/rules.json", lambda route: route.fulfill(body="{}", content_type="application/json"))
    page.goto(site_url + "selector/")
    choose(page, ANSWERS)
    expect(page.locator("[data-selector]")).to_have_attribute("data-state", "failed", timeout=60_000)
    assert failure(page).startswith("The calculator could not read the rules: ")


def test_rules_newer_than_the_page(page: Page, site_url: str, context: BrowserContext, rules: dict[str, Any]) -> None:
    context.route("**/api/v1/rules.json", lambda route: route.fulfill(json={**rules, "version": "feedfacecafe"}))
    listen(page)
    page.goto(site_url + "selector/")
    wait_ready(page)
    choose(page, ANSWERS)
    assert wait_result(page, ANSWERS)["rules_version"] == "feedfacecafe"
    expect(page.locator("[data-selector-notice]")).to_have_text(
        "The rules have changed since this page was loaded, and the result uses the new ones. Reload to read them."
    )


def test_offline_after_loading_the_selector_goes_on(
    page: Page, site_url: str, context: BrowserContext, calculator: Calculator
) -> None:
    listen(page)
    page.goto(site_url + "selector/")
    wait_ready(page)
    context.set_offline(True)
    choose(page, ANSWERS)
    assert wait_result(page, ANSWERS) == in_python(calculator, ANSWERS)


def test_offline_while_loading_says_so_and_goes_on_when_back(
    page: Page, site_url: str, context: BrowserContext
) -> None:
    context.route("**/assets/runtime/**", lambda route: route.abort("internetdisconnected"))
    listen(page)
    page.goto(site_url + "selector/")
    page.locator("[data-selector] input:visible").first.focus()  # brings the selector, which asks for Python
    expect(page.locator("[data-selector]")).not_to_have_attribute("data-state", "idle")
    context.set_offline(True)
    choose(page, ANSWERS)
    expect(page.locator("[data-selector]")).to_have_attribute("data-state", "failed")
    assert "You seem to be offline; this goes on by itself when you are back." in failure(page)
    context.unroute("**/assets/runtime/**")
    context.set_offline(False)
    wait_result(page, ANSWERS)


@pytest.mark.parametrize(
    ("version", "words"), [("v=0&", "has version 0"), ("v=7&", "has version 7"), ("", "gives no version")]
)
def test_an_old_share_link_is_read_as_far_as_it_goes(page: Page, site_url: str, version: str, words: str) -> None:
    listen(page)
    page.goto(f"{site_url}selector/#selector?{version}acv_usd=24000&buyer_user=different-people&gone=1")
    wait_ready(page)
    wait_result(page, ANSWERS)
    notice = page.locator("[data-selector-notice]")
    expect(notice).to_contain_text(
        f"The link {words} and this page reads version 1; what could be read was taken over."
    )
    expect(notice).to_contain_text("“gone” was left out: no question here has that name.")


def test_on_a_phone_the_line_in_view_says_how_the_calculator_is_doing(
    page: Page, site_url: str, context: BrowserContext
) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    context.route("**/assets/runtime/manifest.json", lambda route: route.fulfill(status=503))
    listen(page)
    page.goto(site_url + "selector/")
    choose(page, ANSWERS)
    peek = page.locator("[data-selector-peek]")
    expect(peek).to_be_in_viewport()
    expect(peek).to_contain_text("The calculator could not be found.")
    peek.get_by_role("button", name="See result").click()
    expect(page.locator("[data-selector-failure]")).to_be_in_viewport()
    context.unroute("**/assets/runtime/manifest.json")
    page.get_by_role("button", name="Try again").click()
    result = wait_result(page, ANSWERS)
    expect(peek).to_contain_text(result["headline"])
