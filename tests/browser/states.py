"""The states the selector's page can be in, each reached as a reader reaches it, for whoever looks at them."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.selector import LISTENER, choose, open_panel, wait_ready, wait_result
from tests.browser.waiting import wait_calm, wait_until

SELECTOR = "selector/"
#: A verdict that stands, but not by much: it has flips, contract values where the leader changes, and a requirement.
ANSWERS: dict[str, Any] = {
    "acv_usd": 24000,
    "buyer_user": "same-team",
    "customization": "configuration",
    "latitude": "manager-approval",
    "stakeholders": "few",
    "time_to_value": "days",
    "user": "business-team",
}
#: One question with much weight, and nothing else.
FEW: dict[str, Any] = {"time_to_value": "minutes"}
#: Under the doctored rules of `forbid_everything` no motion may lead.
FORBIDDEN: dict[str, Any] = {"segment": "enterprise", "user": "executive"}

NO_PRINTER = "window.print = () => { window.printed = (window.printed ?? 0) + 1 };"
WATCH_SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput, sources } of list.getEntries()) {
    const moved = sources.map(({ node }) => (node instanceof Element ? node : node?.parentElement)?.outerHTML);
    if (!hadRecentInput) window.shifts.push([value, ...moved.map((each) => each?.slice(0, 90))]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""


def open_context(browser: Browser, **options: Any) -> BrowserContext:
    """A fresh profile whose pages record the selector's events, and print nowhere."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    context.set_default_timeout(30_000)
    context.add_init_script(LISTENER + NO_PRINTER)
    return context


def as_published(tab: Page, site_url: str) -> None:
    """Instant loading works where the sitemap names the address the site is served at, as it does once published."""

    def answer(route: Route) -> None:
        text = re.sub(r"<loc>https?://[^/]+/(?:motionbook/)?", f"<loc>{site_url}", route.fetch().text())
        route.fulfill(body=text, content_type="application/xml")

    tab.route("**/sitemap.xml", answer)


def address_of(answers: Mapping[str, Any], page: str = SELECTOR) -> str:
    """The link that carries these answers."""
    return f"{page}#selector?v=1" + "".join(f"&{field}={answers[field]}" for field in sorted(answers))


def unfold(page: Page) -> None:
    """Open every fold of the selector, so that all it has to say can be seen."""
    for _ in range(3):  # folds in folds, and folds that are filled when they open
        page.evaluate(
            "() => { for (const each of document.querySelectorAll('[data-selector] details')) each.open = true }"
        )
        wait_calm(page)


def forbid_everything(rules: dict[str, Any]) -> dict[str, Any]:
    """Rules under which no motion may lead once FORBIDDEN is answered; the library's own never come to that."""
    when = {question: {"options": [option]} for question, option in FORBIDDEN.items()}
    barred = [
        {**rules["vetoes"][0], "id": f"forbidden-{motion['id']}", "motion": motion["id"], "when": when}
        for motion in rules["motions"]
    ]
    return {**rules, "vetoes": [*rules["vetoes"], *barred]}


def show_before(page: Page, url: str) -> None:
    """No answer yet, and the calculator up."""
    page.goto(url + SELECTOR)
    wait_ready(page)


def show_loading(page: Page, url: str) -> None:
    """An answer given while the calculator is on its way."""
    hold_runtime(page)
    page.goto(url + SELECTOR)
    choose(page, FEW)
    expect(page.locator("[data-selector]")).to_have_attribute("data-state", "loading")


def hold_runtime(page: Page) -> None:
    """Let nothing of the runtime arrive. The requests stay open until the page is closed."""
    page.context.route("**/assets/runtime/**", lambda route: None)


def show_ready(page: Page, url: str) -> None:
    """A settled result with every part unfolded."""
    show_result(page, url, ANSWERS)
    unfold(page)


def show_result(page: Page, url: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Come by a link that carries the answers and wait for their result."""
    page.goto(url + address_of(answers))
    wait_ready(page)
    return wait_result(page, answers)


def show_not_enough(page: Page, url: str) -> None:
    """Too little is answered for a verdict."""
    assert show_result(page, url, FEW)["status"] == "not-enough"


def show_conflict(page: Page, url: str) -> None:
    """What was answered rules every motion out."""

    def doctor(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=json.dumps(forbid_everything(response.json())))

    page.context.route("**/api/v1/rules.json*", doctor)
    assert show_result(page, url, FORBIDDEN)["status"] == "conflict"
    unfold(page)


def show_failed(page: Page, url: str) -> None:
    """The calculator cannot be had; the answers are kept."""
    page.context.route("**/assets/runtime/**", lambda route: route.abort())
    page.goto(url + SELECTOR)
    choose(page, ANSWERS)
    expect(page.locator("[data-selector]")).to_have_attribute("data-state", "failed")


def show_refused_figure(page: Page, url: str) -> None:
    """A figure that is none, and a link of which a part was dropped."""
    page.goto(url + address_of({**FEW, "color": "red"}))
    wait_ready(page)
    field = page.locator('[data-selector] input[name="acv_usd"]')
    field.fill("a lot")
    field.press("Tab")
    expect(field).to_have_attribute("aria-invalid", "true")


def show_compare(page: Page, url: str) -> None:
    """Two scenarios side by side, with some answers that differ."""
    show_result(page, url, ANSWERS)
    page.locator("[data-selector]").get_by_role("button", name=re.compile("compare", re.IGNORECASE)).first.click()
    second = {**ANSWERS, "acv_usd": 900, "latitude": "card-limit", "buyer_user": "same-person"}
    choose(page, {field: second[field] for field in ("acv_usd", "latitude", "buyer_user")})
    wait_result(page, second)
    expect(page.locator('[data-selector-part="compare"] table').first).to_be_visible()


def show_examples(page: Page, url: str) -> None:
    """The examples to start from, unfolded."""
    show_before(page, url)
    page.locator("[data-selector-examples] > summary").click()
    expect(page.locator("[data-selector-examples] select")).to_be_visible()


def show_memo(page: Page, url: str) -> None:
    """The decision memo as it goes to the printer."""
    show_result(page, url, ANSWERS)
    page.locator("[data-selector]").get_by_role("button", name=re.compile("print", re.IGNORECASE)).click()
    wait_until(page, "() => window.printed === 1")
    page.emulate_media(media="print")


def show_compact(page: Page, url: str) -> None:
    """The panel at the foot of a document's page, open, with a result."""
    page.goto(url + address_of(ANSWERS, "growth/depth-first-plg/"))
    open_panel(page)
    wait_ready(page)
    wait_result(page, ANSWERS)
    unfold(page)


STATES: dict[str, Callable[[Page, str], None]] = {
    "before": show_before,
    "loading": show_loading,
    "not-enough": show_not_enough,
    "ready": show_ready,
    "conflict": show_conflict,
    "failed": show_failed,
    "refused-figure": show_refused_figure,
    "compare": show_compare,
    "examples": show_examples,
    "compact": show_compact,
    "memo": show_memo,
}
