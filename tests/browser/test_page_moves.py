"""Page after page under instant loading: what a page listened with goes with it."""

import pytest
from playwright.sync_api import CDPSession, Page, Route, expect

from tests.browser.pictures import LIBRARY, give_answers, picture_of, watch
from tests.browser.selector import wait_ready
from tests.browser.states import as_published
from tests.browser.waiting import PATIENCE_MS

pytestmark = pytest.mark.browser

ROUND = ("map/", "browse/", "motions/sales-led/", "selector/", "")
ROUNDS = [6, pytest.param(100, marks=pytest.mark.engines)]
"""Of five pages each: thirty moves, and in `make test-browsers` the five hundred of a long session."""
PAUSE_MS = 500
GO = """
(address) => {
  const link = document.createElement("a");
  link.href = address;
  document.body.append(link);
  link.click();
  link.remove();
}
"""


def count(devtools: CDPSession) -> dict[str, int]:
    """Listeners and nodes that are left when the garbage is gone."""
    for _ in range(3):
        devtools.send("HeapProfiler.collectGarbage")
    found = devtools.send("Performance.getMetrics")["metrics"]
    values = {metric["name"]: int(metric["value"]) for metric in found}
    return {"listeners": values["JSEventListeners"], "nodes": values["Nodes"]}


def go_round(tab: Page, site_url: str) -> None:
    for path in ROUND:
        tab.evaluate(GO, site_url + path)
        expect(tab).to_have_url(site_url + path)
        expect(tab.locator("[data-map]") if path == "map/" else tab.locator("main h1").first).to_be_visible()
        if path == "map/":
            expect(tab.locator("[data-map]")).to_have_attribute("data-state", "ready")
        else:
            expect(tab.locator("[data-map]")).to_have_count(0)


@pytest.mark.parametrize("rounds", ROUNDS)
def test_pages_come_and_go_without_a_trace(tab: Page, site_url: str, rounds: int) -> None:
    as_published(tab, site_url)
    with tab.expect_response("**/sitemap.xml"):
        tab.goto(site_url + "selector/")
    wait_ready(tab)
    tab.evaluate("window.stays = true")
    go_round(tab, site_url)  # what is fetched once and kept is there from now on
    devtools = tab.context.new_cdp_session(tab)
    devtools.send("Performance.enable")
    before = count(devtools)
    for _ in range(rounds):
        go_round(tab, site_url)
    assert tab.evaluate("window.stays") is True, "no page was loaded whole"
    assert len(tab.workers) == 1
    moves = rounds * len(ROUND)
    # What the browser still works on keeps a page or two for a while; what leaks stays.
    for _ in range(PATIENCE_MS // PAUSE_MS):
        after = count(devtools)
        grown = {name: (after[name] - before[name]) / moves for name in before}
        if grown["listeners"] < 0.5 and grown["nodes"] < 25:
            return
        tab.wait_for_timeout(PAUSE_MS)
    pytest.fail(f"{before} before, {after} after {moves} moves")


def test_a_page_that_is_being_left_still_knows_its_addresses(tab: Page, site_url: str) -> None:
    """Under way to the next page the address is that one's already, while this one's scripts still come."""
    as_published(tab, site_url)
    with tab.expect_response("**/sitemap.xml"):
        tab.goto(site_url)
    parts: list[Route] = []
    pages: list[Route] = []
    tab.route("**/assets/scripts/app-*.mjs", lambda route: parts.append(route))
    tab.route("**/about/colophon/", lambda route: pages.append(route))
    with tab.expect_request("**/assets/scripts/app-*.mjs"):
        tab.evaluate(GO, site_url + "map/")
    expect(tab.locator("[data-map]")).to_be_visible()
    tab.evaluate(GO, site_url + "about/colophon/")
    expect(tab).to_have_url(site_url + "about/colophon/")
    with tab.expect_response("**/graph.json") as graph:
        tab.unroute("**/assets/scripts/app-*.mjs")
        for part in parts:
            part.continue_()
    assert graph.value.status == 200, graph.value.url
    for page in pages:
        page.continue_()
    expect(tab.locator("h1")).to_contain_text("Colophon")


def test_a_picture_that_comes_when_its_page_has_left_is_sound(tab: Page, site_url: str) -> None:
    as_published(tab, site_url)
    strange = watch(tab, site_url)
    parts: list[Route] = []
    tab.route("**/assets/scripts/draw-*.mjs", lambda route: parts.append(route))
    with tab.expect_response("**/sitemap.xml"):
        give_answers(tab, site_url)
    with tab.expect_request("**/assets/scripts/draw-*.mjs"):
        picture_of(tab, "how often each takes each place")
    tab.evaluate(GO, site_url + "about/colophon/")
    expect(tab.locator("h1")).to_contain_text("Colophon")
    with tab.expect_response(LIBRARY):
        tab.unroute("**/assets/scripts/draw-*.mjs")
        for part in parts:
            part.continue_()
    tab.wait_for_timeout(PAUSE_MS)  # drawn out of sight: nothing on the page tells when
    assert strange == []
