"""The map and the pictures in a real Chromium: pointer, keyboard, filters, search, and six hundred pages."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from kb.pages.map_layout import lay_out_map
from tests.browser.shifts import hold, moved, wait_painted, watch_shifts
from tests.browser.states import as_published
from tests.browser.waiting import wait_until
from tests.kb.pages.test_map_layout import make_library

pytestmark = pytest.mark.browser

STAGE = "[data-map-stage]"
CANVAS = "[data-map-canvas]"


@pytest.fixture
def tab(page: Page) -> Iterator[Page]:
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(f"uncaught: {error}"))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    yield page
    assert problems == []


def open_map(tab: Page, site_url: str, fragment: str = "") -> None:
    tab.goto(f"{site_url}map/{fragment}")
    tab.wait_for_selector('[data-map][data-state="ready"]')


def picture(tab: Page) -> list[int]:
    """Every 97th byte of the canvas: equal only when the same thing is drawn."""
    tab.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return tab.evaluate(
        "() => { const c = document.querySelector('[data-map-canvas]'); const d = c.getContext('2d')"
        ".getImageData(0, 0, c.width, c.height).data; const out = []; "
        "for (let i = 0; i < d.length; i += 97) out.push(d[i]); return out }"
    )


def settled(tab: Page) -> list[int]:
    """The canvas once it no longer moves."""
    last = picture(tab)
    for _ in range(60):
        now = picture(tab)
        if now == last:
            return now
        last = now
        tab.wait_for_timeout(50)
    raise AssertionError("the map does not come to rest")


def made_graph() -> dict[str, Any]:
    """Six hundred pages and three thousand ties, laid out as the build does."""
    categories, ties = make_library(600, 3000)
    places = lay_out_map(categories, ties)
    kinds = ("framework", "case", "question", "page")
    nodes = [
        {
            "id": identity,
            "title": f"Page number {number} of the library",
            "kind": kinds[number % 4],
            "category": categories[identity],
            "url": f"{identity}/",
            "x": places[identity][0],
            "y": places[identity][1],
        }
        for number, identity in enumerate(sorted(categories))
    ]
    types = ("related", "mentions", "alternative", "contradicts")
    edges = [
        {"source": a, "target": b, "type": types[number % 2 if number % 50 else 2 + number % 4 // 2], "reason": ""}
        for number, (a, b) in enumerate(ties)
    ]
    return {"schema": 1, "nodes": nodes, "edges": edges}


def test_other_pages_load_nothing_of_the_map(tab: Page, site_url: str) -> None:
    found: list[str] = []
    tab.on("request", lambda request: found.append(request.url))
    tab.goto(site_url + "growth/depth-first-plg/")
    tab.wait_for_load_state("networkidle")
    assert not [url for url in found if re.search(r"graph\.json|map/app|map\.css|previews\.json", url)]
    assert [url for url in found if "/assets/scripts/" in url], "the page's own scripts have come, without the map's"


def test_it_draws_and_says_how_much(tab: Page, site_url: str) -> None:
    open_map(tab, site_url)
    expect(tab.locator("[data-map-status]")).to_have_text(re.compile(r"^\d+ pages, [\d,]+ ties$"))
    assert len(set(settled(tab))) > 20


def test_a_click_selects_and_a_second_one_opens(tab: Page, site_url: str) -> None:
    open_map(tab, site_url, "#growth/depth-first-plg")
    expect(tab.locator("[data-map-page] h2")).to_have_text("Depth-first PLG")
    expect(tab.locator("[data-map-page] li").first).to_be_visible()
    settled(tab)
    box = tab.locator(CANVAS).bounding_box()
    assert box
    tab.locator(CANVAS).scroll_into_view_if_needed()
    tab.locator(CANVAS).click(position={"x": box["width"] / 2, "y": box["height"] / 2})
    tab.wait_for_url("**/growth/depth-first-plg/")
    expect(tab.locator("h1")).to_contain_text("Depth-first PLG")


def test_a_tie_in_the_panel_leads_on(tab: Page, site_url: str) -> None:
    open_map(tab, site_url, "#growth/depth-first-plg")
    tab.locator("[data-map-page] li a", has_text="Bowling pin strategy").click()
    expect(tab.locator("[data-map-page] h2")).to_have_text("Bowling pin strategy")
    expect(tab.locator(CANVAS)).to_be_focused()
    expect(tab).to_have_url(re.compile("#product-strategy/bowling-pin-strategy$"))


def test_the_keyboard_alone(tab: Page, site_url: str) -> None:
    open_map(tab, site_url)
    tab.locator(CANVAS).focus()
    tab.keyboard.press("ArrowRight")
    title = tab.locator("[data-map-page] h2")
    expect(title).not_to_be_empty()
    seen = {title.inner_text()}
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowLeft", "ArrowUp"):
        tab.keyboard.press(key)
        settled(tab)
        seen.add(title.inner_text())
    assert len(seen) >= 4
    expect(tab.locator("[data-map-status]")).to_contain_text(title.inner_text())
    near = settled(tab)
    tab.keyboard.press("+")
    assert settled(tab) != near
    scroll = tab.evaluate("scrollY")
    tab.keyboard.press("Shift+ArrowDown")
    settled(tab)
    assert tab.evaluate("scrollY") == scroll
    tab.keyboard.press("Escape")
    expect(title).to_have_count(0)
    tab.keyboard.press("ArrowUp")
    chosen = title.inner_text()
    tab.keyboard.press("Enter")
    tab.wait_for_url(lambda url: "/map/" not in url)
    expect(tab.locator("h1")).to_contain_text(chosen)


def test_filters_change_what_is_drawn_and_counted(tab: Page, site_url: str) -> None:
    open_map(tab, site_url)
    before, words = settled(tab), tab.locator("[data-map-status]").inner_text()
    tab.get_by_role("checkbox", name=re.compile("^Cases")).uncheck()
    expect(tab.locator("[data-map-status]")).not_to_have_text(words)
    assert settled(tab) != before
    without = settled(tab)
    tab.get_by_role("checkbox", name=re.compile("^Related")).uncheck()
    assert settled(tab) != without
    tab.get_by_role("checkbox", name=re.compile("^Cases")).check()
    tab.get_by_role("checkbox", name=re.compile("^Related")).check()
    expect(tab.locator("[data-map-status]")).to_have_text(words)


def test_search_finds_and_selects_also_what_was_filtered_out(tab: Page, site_url: str) -> None:
    open_map(tab, site_url)
    tab.get_by_role("checkbox", name=re.compile("^Questions")).uncheck()
    tab.get_by_label("Find on the map").fill("contract value")
    expect(tab.locator("[data-map-found] button").first).to_contain_text("Contract value or buyer")
    tab.locator("[data-map-found] button", has_text="Average contract value").click()
    expect(tab.locator("[data-map-page] h2")).to_have_text("Average contract value")
    expect(tab.get_by_role("checkbox", name=re.compile("^Questions"))).to_be_checked()
    tab.get_by_label("Find on the map").fill("zzzz")
    expect(tab.locator("[data-map-found]")).to_contain_text("No page on the map has these words")
    tab.get_by_label("Find on the map").fill("bowling")
    tab.keyboard.press("Enter")
    expect(tab.locator("[data-map-page] h2")).to_have_text("Bowling pin strategy")


def test_buttons_drag_and_wheel(tab: Page, site_url: str) -> None:
    open_map(tab, site_url)
    whole = settled(tab)
    tab.get_by_role("button", name="Zoom in").click()
    nearer = settled(tab)
    assert nearer != whole
    tab.get_by_role("button", name="Show the whole map").click()
    tab.mouse.move(3, 3)
    assert settled(tab) == whole
    tab.locator(CANVAS).scroll_into_view_if_needed()
    box = tab.locator(CANVAS).bounding_box()
    assert box
    x, y = box["x"] + 30, box["y"] + 30
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.mouse.move(x + 90, y + 40, steps=6)
    tab.mouse.up()
    moved = settled(tab)
    assert moved != whole
    tab.evaluate("document.activeElement.blur()")
    scroll = tab.evaluate("scrollY")
    tab.mouse.wheel(0, 60)
    # An unfocused map lets the page scroll.
    wait_until(tab, "before => scrollY > before", arg=scroll)


def test_reduced_motion_jumps(browser: Browser, site_url: str) -> None:
    with browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 900}) as context:
        tab = context.new_page()
        open_map(tab, site_url)
        settled(tab)
        tab.get_by_role("button", name="Zoom in").click()
        first = picture(tab)
        tab.wait_for_timeout(400)
        tab.mouse.move(3, 3)
        assert picture(tab) == first


def test_the_scheme_is_followed(tab: Page, site_url: str) -> None:
    open_map(tab, site_url)
    light = settled(tab)
    tab.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    dark = settled(tab)
    assert sum(dark) < sum(light) / 2


def test_a_failure_says_so_and_the_list_remains(page: Page, site_url: str) -> None:
    page.route("**/graph.json", lambda route: route.abort())
    page.goto(site_url + "map/")
    expect(page.locator("[data-map-status]")).to_contain_text("The list below has every page")
    assert page.locator(".map-list a[href*='depth-first-plg']").count() == 1


def test_without_javascript_there_is_the_list(browser: Browser, site_url: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(site_url + "map/")
        assert tab.locator("[data-map]").is_hidden()
        assert tab.locator(".map-list a[href*='depth-first-plg']").is_visible()


def test_nothing_moves_while_it_loads(tab: Page, site_url: str) -> None:
    watch_shifts(tab)
    let_fonts = hold(tab, "**/*.woff2")
    tab.goto(f"{site_url}map/", wait_until="commit")
    wait_painted(tab)
    tab.wait_for_selector('[data-map][data-state="ready"]')
    let_fonts()
    settled(tab)
    tab.evaluate("document.fonts.ready")
    assert moved(tab) == []


@pytest.mark.parametrize("width", [360, 768])
def test_it_fits_a_phone(tab: Page, site_url: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    open_map(tab, site_url)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    box = tab.locator(STAGE).bounding_box()
    assert box
    assert box["width"] > width * 0.85


@pytest.mark.parametrize("place", ["", "#growth/depth-first-plg"])
def test_no_name_is_cut_at_the_edge(tab: Page, site_url: str, place: str) -> None:
    tab.add_init_script(
        "window.written = []; const write = CanvasRenderingContext2D.prototype.fillText;"
        "CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {"
        " window.written.push([text, x, x + this.measureText(text).width, this.canvas.clientWidth]);"
        " write.call(this, text, x, y) }"
    )
    tab.set_viewport_size({"width": 360, "height": 800})
    open_map(tab, site_url, place)
    settled(tab)
    tab.evaluate("window.written.length = 0; dispatchEvent(new Event('resize'))")
    tab.get_by_role("button", name="Zoom in").click()
    tab.get_by_role("button", name="Zoom out").click()
    settled(tab)
    written: list[tuple[str, float, float, float]] = tab.evaluate("window.written")
    assert len({text for text, *_ in written}) > 4
    assert {text for text, left, right, width in written if left < 0 or right > width} == set()


def test_instant_loading_brings_the_map_and_back(tab: Page, site_url: str) -> None:
    as_published(tab, site_url)
    tab.goto(site_url + "growth/depth-first-plg/")
    tab.wait_for_load_state("networkidle")
    tab.evaluate("window.sameSession = true")
    tab.locator(".neighbourhood figcaption a").click()
    tab.wait_for_selector('[data-map][data-state="ready"]')
    assert tab.evaluate("window.sameSession") is True
    expect(tab.locator("[data-map-page] h2")).to_have_text("Depth-first PLG")
    tab.locator("[data-map-page] a.go").click()
    tab.wait_for_url("**/growth/depth-first-plg/")
    tab.locator(".neighbourhood figcaption a").click()
    tab.wait_for_selector('[data-map][data-state="ready"]')
    assert tab.evaluate("window.sameSession") is True


def test_a_link_in_the_picture_keeps_the_session(tab: Page, site_url: str) -> None:
    as_published(tab, site_url)
    tab.goto(site_url + "growth/depth-first-plg/")
    tab.wait_for_load_state("networkidle")
    tab.evaluate("window.sameSession = true")
    tab.locator("svg.ties a[aria-label='Bowling pin strategy'] .ties__target").click()
    tab.wait_for_url("**/product-strategy/bowling-pin-strategy/")
    expect(tab.locator("h1")).to_contain_text("Bowling pin strategy")
    assert tab.evaluate("window.sameSession") is True


@pytest.mark.parametrize("width", [1280, 390])
def test_no_two_names_of_a_picture_overlap_as_drawn(tab: Page, site_url: str, width: int) -> None:
    """The widths known at build hold for the font the browser draws with."""
    tab.set_viewport_size({"width": width, "height": 900})
    for address in ("growth/depth-first-plg/", "execution/hybrid-motions/", "motions/sales-led/"):
        tab.goto(site_url + address)
        tab.evaluate("document.fonts.ready")
        boxes = tab.evaluate(
            "() => [...document.querySelectorAll('svg.ties a text')].map((t) => { const b = t.getBBox(); "
            "const m = t.closest('a').querySelector('.ties__target').getBBox(); "
            "return {text: t.textContent, left: b.x - m.x, right: m.x + m.width - b.x - b.width, "
            "x: b.x, end: b.x + b.width} })"
        )
        assert boxes
        for box in boxes:
            assert box["left"] >= 0, box
            assert box["right"] >= 0, box
            assert box["x"] >= 0, box
            assert box["end"] <= 320, box


def test_six_hundred_pages(tab: Page, site_url: str, record_property: Any) -> None:
    """Frame times are reported, not asserted: the machine that tests is not the reader's."""
    graph = made_graph()
    body = json.dumps(graph)
    tab.route("**/api/v1/graph.json", lambda route: route.fulfill(body=body, content_type="application/json"))
    open_map(tab, site_url)
    expect(tab.locator("[data-map-status]")).to_have_text(re.compile("^600 pages, "))
    settled(tab)
    tab.locator(CANVAS).scroll_into_view_if_needed()
    box = tab.locator(CANVAS).bounding_box()
    assert box
    tab.evaluate(
        "() => { window.frames_ = []; let last = 0; const step = (now) => { if (last) window.frames_.push(now - last);"
        " last = now; window.tick = requestAnimationFrame(step) }; window.tick = requestAnimationFrame(step) }"
    )
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.mouse.move(x + 200, y + 120, steps=60)
    tab.mouse.up()
    frames = sorted(tab.evaluate("() => { cancelAnimationFrame(window.tick); return window.frames_ }"))
    report = {
        "frames": len(frames),
        "median_ms": round(frames[len(frames) // 2], 1),
        "p95_ms": round(frames[int(len(frames) * 0.95)], 1),
    }
    record_property("map_frames", report)
    print("map of 600 pages and 3,000 ties, dragged:", report)
    tab.get_by_label("Find on the map").fill("number 417 ")
    tab.keyboard.press("Enter")
    expect(tab.locator("[data-map-page] h2")).to_have_text("Page number 417 of the library")
