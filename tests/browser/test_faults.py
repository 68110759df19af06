"""What can go wrong while a page is open: each ends in a result or in a sentence, and the answers are kept."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from calculator import Calculator
from motionbook.bootstrap import find_chromium
from tests.browser.conftest import FLAGS
from tests.browser.reading import in_python
from tests.browser.selector import choose, listen, open_panel, wait_ready, wait_result
from tests.browser.states import address_of
from tests.browser.waiting import wait_until
from tests.site.serving import serve_folder

pytestmark = pytest.mark.browser

ANSWERS: dict[str, Any] = {"acv_usd": 24000, "buyer_user": "different-people"}
CHANGED = {**ANSWERS, "latitude": "manager-approval"}
AGAIN = "Computed in your browser. The calculator had stopped and was started again."

# The page's workers within reach; `window.breaks` turns what they answer into a refusal.
HELD_WORKERS = """
window.held = [];
window.Worker = class extends window.Worker {
  constructor(...given) {
    super(...given);
    window.held.push(this);
  }
  set onmessage(take) {
    super.onmessage = (event) => {
      const { type, id } = event.data;
      const isRefused = type === "answer" && window.breaks > 0;
      if (isRefused) window.breaks -= 1;
      take(isRefused ? { data: { type: "refused", id, message: "ZeroDivisionError: division by zero" } } : event);
    };
  }
};
"""
END_WORKERS = "() => { for (const worker of window.held) worker.terminate(); }"


def broken(route: Route) -> None:
    """The file with some bytes of it changed."""
    body = bytearray(route.fetch().body())
    middle = len(body) // 2
    body[middle : middle + 64] = bytes(64)
    route.fulfill(body=bytes(body), content_type="application/wasm")


def half(route: Route) -> None:
    """The first half of the file."""
    body = route.fetch().body()
    route.fulfill(body=body[: len(body) // 2], content_type="text/javascript")


def start_held(page: Page, site_url: str) -> None:
    page.add_init_script(HELD_WORKERS)
    listen(page)
    page.goto(site_url + "selector/")
    wait_ready(page)
    choose(page, ANSWERS)
    wait_result(page, ANSWERS)


def test_a_worker_that_the_browser_ends_is_replaced(page: Page, site_url: str, calculator: Calculator) -> None:
    start_held(page, site_url)
    page.evaluate(END_WORKERS)
    choose(page, {"latitude": CHANGED["latitude"]})
    assert wait_result(page, CHANGED) == in_python(calculator, CHANGED)
    expect(page.locator("[data-selector-bytes]")).to_have_text(AGAIN)
    expect(page.locator("[data-selector-results]")).to_have_attribute("aria-busy", "false")


def test_a_worker_ended_out_of_sight_is_noticed_on_return(page: Page, site_url: str, calculator: Calculator) -> None:
    start_held(page, site_url)
    page.evaluate(END_WORKERS)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.locator("[data-selector]")).to_have_attribute("data-state", "idle")
    choose(page, {"latitude": CHANGED["latitude"]})
    assert wait_result(page, CHANGED) == in_python(calculator, CHANGED)


def test_a_page_that_back_restores_whole(browser: Browser, site_url: str, calculator: Calculator) -> None:
    """Playwright's Chromium keeps no pages for Back unless it is started without one of its flags."""
    keeping = browser.browser_type.launch(
        executable_path=find_chromium(), args=FLAGS, ignore_default_args=["--disable-back-forward-cache"]
    )
    page = keeping.new_page(service_workers="block")
    listen(page)
    page.goto(site_url + address_of(ANSWERS))
    wait_ready(page)
    wait_result(page, ANSWERS)
    page.evaluate("addEventListener('pageshow', ({ persisted }) => (window.isRestored = persisted))")
    page.goto(site_url + "about/colophon/")
    page.evaluate("history.back()")  # `go_back` waits for a load that a restored page does not have
    wait_until(page, "window.isRestored")
    choose(page, {"latitude": CHANGED["latitude"]})
    assert wait_result(page, CHANGED) == in_python(calculator, CHANGED)
    expect(page.locator("[data-selector-failure]")).to_be_hidden()
    keeping.close()


def test_a_calculator_that_throws(page: Page, site_url: str, calculator: Calculator) -> None:
    start_held(page, site_url)
    page.evaluate("window.breaks = 1")
    choose(page, {"latitude": CHANGED["latitude"]})
    assert wait_result(page, CHANGED) == in_python(calculator, CHANGED)
    page.evaluate("window.breaks = 100")
    choose(page, {"stakeholders": "few"})
    said = page.locator("[data-selector-failure]")
    expect(said).to_contain_text(
        "The calculator stopped at these answers, twice: ZeroDivisionError: division by zero. Your answers are kept"
    )
    expect(page.locator("[data-selector-results]")).to_have_attribute("aria-busy", "false")
    page.evaluate("window.breaks = 0")
    choose(page, {"acv_usd": 900})  # other answers are tried again by itself
    answers = {**CHANGED, "stakeholders": "few", "acv_usd": 900}
    assert wait_result(page, answers) == in_python(calculator, answers)
    expect(said).to_be_hidden()


def test_a_runtime_with_other_bytes_is_found_out_at_once(page: Page, site_url: str, context: BrowserContext) -> None:
    context.route("**/*.asm.wasm.gz", broken)
    listen(page)
    page.goto(site_url + "selector/")
    choose(page, ANSWERS)
    expect(page.locator("[data-selector]")).to_have_attribute("data-state", "failed")
    words = page.locator("[data-selector-failure]").inner_text()
    assert words.startswith("Python could not be loaded: "), words
    assert "Your answers are kept" in words
    context.unroute("**/*.asm.wasm.gz")
    page.get_by_role("button", name="Try again").click()
    wait_result(page, ANSWERS)


def test_a_library_with_other_bytes_is_named(page: Page, site_url: str, context: BrowserContext) -> None:
    context.route("**/snapshot-*", lambda route: route.fulfill(status=404))
    context.route("**/python_stdlib.zip", broken)
    page.goto(site_url + "selector/")
    choose(page, ANSWERS)
    expect(page.locator("[data-selector-failure]")).to_contain_text(
        "Python could not be loaded: Python's library is not the one this page was built with."
    )


def refuse(route: Route) -> None:
    route.fulfill(status=404, body="not here")


def abort(route: Route) -> None:
    route.abort()


@pytest.mark.parametrize("fault", [refuse, half, abort], ids=["missing", "truncated", "aborted"])
def test_the_script_of_the_page_does_not_come(page: Page, site_url: str, context: BrowserContext, fault: Any) -> None:
    context.route("**/assets/scripts/site-*.mjs", fault)
    page.goto(site_url + "selector/")
    said = page.locator("[data-page-fault]")
    expect(said).to_be_visible()
    expect(said).to_contain_text("A part of this page did not load")
    context.unroute("**/assets/scripts/site-*.mjs")
    said.get_by_role("link", name="Reload the page").click()
    wait_ready(page)
    expect(said).to_be_hidden()


@pytest.mark.parametrize("fault", [refuse, half], ids=["missing", "truncated"])
def test_the_script_of_the_selector_does_not_come(
    page: Page, site_url: str, context: BrowserContext, fault: Any
) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url) if "/scripts/app-" in request.url else None)
    context.route("**/assets/scripts/app-*.mjs", fault)
    listen(page)
    page.goto(site_url + "selector/")
    choose(page, ANSWERS)
    for step in range(30):
        page.mouse.move(100 + step, 200)
    expect(page.locator("[data-selector-failure]")).to_contain_text(
        "The selector could not be loaded: a file of it did not come."
    )
    assert len(asked) <= 6, "a look and one more, and what the browser fetches ahead"
    context.unroute("**/assets/scripts/app-*.mjs")
    page.reload()
    wait_result(page, ANSWERS)  # what was answered before there was a selector


def test_a_release_under_an_open_page(page: Page, site_url: str, context: BrowserContext) -> None:
    listen(page)
    page.goto(site_url + "selector/")
    wait_ready(page)
    choose(page, ANSWERS)
    wait_result(page, ANSWERS)
    failed: list[str] = []
    page.on("response", lambda response: failed.append(response.url) if response.status == 404 else None)

    def newer(route: Route) -> None:
        text = re.sub(r'data-build="[^"]*"', 'data-build="feedfacecafe"', route.fetch().text())
        route.fulfill(body=text, content_type="text/html")

    context.route(f"{site_url}selector/", newer)
    context.route("**/assets/scripts/{examples,draw,dialog}-*.mjs", refuse)
    note = page.locator(".page-note")
    page.locator("[data-selector-examples] > summary").click()
    expect(note).to_contain_text("The site was updated since this page was loaded. Reload to go on")
    for step in range(40):
        page.mouse.move(100 + 4 * step, 300)
    assert len(failed) <= 2, failed
    expect(note).to_have_count(1)
    context.unroute("**/assets/scripts/{examples,draw,dialog}-*.mjs")
    note.get_by_role("button", name="Reload").click()
    wait_result(page, ANSWERS)
    expect(page.locator("[data-build=feedfacecafe]")).to_have_count(1)


def test_a_browser_that_refuses_to_write_the_address(page: Page, site_url: str, calculator: Calculator) -> None:
    page.add_init_script(
        """
        const write = history.replaceState;
        history.replaceState = function (...given) {
          if (window.refuses) throw new DOMException("too many calls", "SecurityError");
          return write.apply(this, given);
        };
        """
    )
    strange: list[str] = []
    page.on("pageerror", lambda error: strange.append(str(error)))
    listen(page)
    page.goto(site_url + "selector/")
    wait_ready(page)
    page.evaluate("window.refuses = true")
    choose(page, CHANGED)
    assert wait_result(page, CHANGED) == in_python(calculator, CHANGED)
    assert page.url == site_url + "selector/"
    page.evaluate("window.refuses = false")
    expect(page).to_have_url(
        f"{site_url}selector/#selector?v=1&acv_usd=24000&buyer_user=different-people&latitude=manager-approval"
    )
    assert strange == []


SOUND = "#selector?v=1&acv_usd=24000&buyer_user=different-people"
CHANGED_LINKS = {
    "escaped": SOUND.replace("?", "%3F"),
    "escaped-whole": SOUND.replace("?", "%3F").replace("&", "%26").replace("=", "%3D"),
    "escaped-twice": SOUND.replace("?", "%253F").replace("&", "%2526").replace("=", "%253D"),
    "html": SOUND.replace("&", "&amp;"),
    "full-stop": SOUND + ".",
    "bracket": SOUND + ")",
    "mail-bracket": SOUND + "%3E",
    "no-width": SOUND + "\u200b",
    "tracked": SOUND + "&utm_source=chat&fbclid=1",
    "capital": SOUND.replace("selector", "Selector"),
}


@pytest.mark.parametrize("link", CHANGED_LINKS.values(), ids=CHANGED_LINKS.keys())
def test_a_link_that_was_changed_on_its_way(page: Page, site_url: str, link: str) -> None:
    page.goto(f"{site_url}selector/{link}")
    expect(page).to_have_url(f"{site_url}selector/{SOUND}")
    expect(page.locator('[data-selector] input[name="buyer_user"][value="different-people"]')).to_be_checked()
    expect(page.locator('[data-selector] input[name="acv_usd"]')).to_have_value("24000")
    expect(page.locator("[data-selector-notice]")).to_be_hidden()


@pytest.mark.parametrize("escaped", ["%23selector%3F", "%2523selector%253F"])
def test_the_not_found_page_mends_a_link_whose_sign_was_escaped(page: Page, built_site: Path, escaped: str) -> None:
    # Where the site says it is: the not-found page stands at any depth and names its scripts from the root.
    with serve_folder(built_site) as url:
        page.goto(f"{url}selector/{SOUND.replace('#selector?', escaped)}")
        expect(page).to_have_url(f"{url}selector/{SOUND}")
        expect(page.locator('[data-selector] input[name="acv_usd"]')).to_have_value("24000")


def test_printed_from_the_browser_folds_are_open_and_closed_again(page: Page, site_url: str) -> None:
    listen(page)
    page.goto(f"{site_url}selector/{SOUND}")
    wait_ready(page)
    wait_result(page, ANSWERS)
    closed = "() => document.querySelectorAll('main details:not([open])').length"
    before = page.evaluate(closed)
    assert before > 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(closed) == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(closed) == before


def test_a_result_that_cannot_be_drawn_is_said(page: Page, site_url: str) -> None:
    listen(page)
    page.goto(site_url + "selector/")
    wait_ready(page)
    open_panel(page)
    page.locator("[data-selector-headline]").evaluate("(element) => element.remove()")
    choose(page, ANSWERS)
    expect(page.locator("[data-selector-notice]")).to_have_text(
        "The result was computed and could not be shown here. Your answers are kept; reload the page to see it."
    )
    expect(page.locator("[data-selector-results]")).to_have_attribute("aria-busy", "false")
    page.reload()
    wait_result(page, ANSWERS)


@pytest.mark.parametrize("answer", [{"status": 404}, {"body": "<p>Sign in to this network</p>"}])
def test_questions_that_do_not_come_are_said_and_asked_for_again(
    page: Page, site_url: str, calculator: Calculator, answer: dict[str, Any]
) -> None:
    page.route("**/selector-questions-*", lambda route: route.fulfill(**answer))
    listen(page)
    page.goto(f"{site_url}growth/depth-first-plg/#selector?v=1&acv_usd=24000")
    page.locator("[data-selector-fold] > summary").click()
    said = page.locator("[data-selector-failure]")
    expect(said).to_contain_text("The questions could not be loaded: ")
    expect(said).to_contain_text("Your answers are kept.")
    expect(page.locator("[data-selector-coming]").get_by_role("link")).to_have_attribute(
        "href", re.compile("/selector/$")
    )
    expect(page.locator("[data-selector]")).to_have_attribute("data-state", "failed")
    page.unroute("**/selector-questions-*")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("[data-selector-form]")).to_be_visible()
    assert wait_result(page, {"acv_usd": 24000}) == in_python(calculator, {"acv_usd": 24000})
    expect(page.locator("[data-selector-coming]")).to_have_count(0)
