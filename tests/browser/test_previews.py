"""Link previews in a real Chromium: by pointer and by keyboard, dismissable, hoverable, one fetch, nothing moves."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.states import as_published
from tests.browser.waiting import A_WHILE_MS, wait_calm

pytestmark = pytest.mark.browser

DOCUMENT = "growth/depth-first-plg/"
FIRST_LINK = ".entries a[href*='bowling-pin-strategy']"
RELATED_LINK = ".entries a[href*='growth-loop-model']"


@pytest.fixture
def tab(page: Page, site_url: str) -> Iterator[Page]:
    """A document page that fails the test on script errors; layout shifts and fetches are counted in the page."""
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(f"uncaught: {error}"))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.add_init_script(
        "window.shifts = []; new PerformanceObserver((list) => { for (const each of list.getEntries()) "
        "window.shifts.push(each.value) }).observe({type: 'layout-shift', buffered: true})"
    )
    page.clock.install()
    page.goto(site_url + DOCUMENT)
    page.wait_for_load_state("networkidle")
    yield page
    assert problems == []


def card(tab: Page) -> Locator:
    return tab.locator("#link-preview")


def rest_on(tab: Page, selector: str) -> Locator:
    """Put the pointer on a link and leave it there."""
    link = tab.locator(selector).first
    link.scroll_into_view_if_needed()
    link.hover()
    return link


def focus_by_keyboard(tab: Page, selector: str) -> Locator:
    """Reach a link with the Tab key, from the link before it."""
    link = tab.locator(selector).first
    link.evaluate(
        "(node) => { const all = [...document.querySelectorAll('a[href]')]; all[all.indexOf(node) - 1].focus() }"
    )
    tab.keyboard.press("Tab")
    expect(link).to_be_focused()
    return link


def count_fetches(tab: Page) -> list[str]:
    found: list[str] = []
    tab.on("request", lambda request: found.append(request.url) if "previews.json" in request.url else None)
    return found


def test_the_pointer_opens_it_and_it_says_what_is_there(tab: Page, site_url: str) -> None:
    # In running text: beside a link of the Related block the reason is already read.
    tab.goto(site_url + "product-strategy/category-design/")
    link = rest_on(tab, ".sheet__body a[href*='bowling-pin-strategy']")
    expect(card(tab)).to_be_visible()
    expect(card(tab).locator(".preview__title")).to_have_text("Bowling pin strategy")
    expect(card(tab).locator(".preview__kind")).to_have_text(re.compile("^Framework · Product strategy$"))
    for part in ("lead", "source"):
        expect(card(tab).locator(f".preview__{part}")).not_to_be_empty()
    expect(card(tab).locator(".preview__tie")).to_have_text(re.compile("^Related to this page: .+"))
    expect(link).to_have_attribute("aria-describedby", "link-preview")
    assert card(tab).get_attribute("role") == "tooltip"


def test_the_reason_is_not_said_twice(tab: Page) -> None:
    rest_on(tab, RELATED_LINK)
    expect(card(tab).locator(".preview__tie")).to_have_text("Related to this page")


def test_it_can_be_hovered_and_goes_when_the_pointer_leaves(tab: Page) -> None:
    rest_on(tab, FIRST_LINK)
    expect(card(tab)).to_be_visible()
    box = card(tab).bounding_box()
    assert box
    tab.mouse.move(box["x"] + 40, box["y"] + box["height"] / 2, steps=8)
    tab.clock.run_for(A_WHILE_MS)
    expect(card(tab)).to_be_visible()
    tab.mouse.move(5, 5)
    expect(card(tab)).to_be_hidden()


def test_it_stays_as_long_as_the_pointer_rests(tab: Page) -> None:
    rest_on(tab, FIRST_LINK)
    expect(card(tab)).to_be_visible()
    tab.clock.run_for(A_WHILE_MS)
    expect(card(tab)).to_be_visible()


def test_escape_closes_it_without_moving_the_pointer(tab: Page) -> None:
    rest_on(tab, FIRST_LINK)
    expect(card(tab)).to_be_visible()
    tab.keyboard.press("Escape")
    expect(card(tab)).to_be_hidden()
    tab.clock.run_for(A_WHILE_MS)
    expect(card(tab)).to_be_hidden()
    assert tab.evaluate("document.querySelector('[aria-describedby=\"link-preview\"]')") is None


def test_the_keyboard_opens_it_and_escape_keeps_the_focus(tab: Page) -> None:
    link = focus_by_keyboard(tab, FIRST_LINK)
    expect(card(tab)).to_be_visible()
    expect(link).to_have_attribute("aria-describedby", "link-preview")
    tab.keyboard.press("Escape")
    expect(card(tab)).to_be_hidden()
    expect(link).to_be_focused()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Shift+Tab")
    expect(card(tab)).to_be_visible()
    tab.evaluate("document.activeElement.blur()")
    expect(card(tab)).to_be_hidden()


def test_links_in_the_picture_have_previews(tab: Page) -> None:
    link = rest_on(tab, "svg.ties a >> nth=0")
    expect(card(tab)).to_be_visible()
    title = card(tab).locator(".preview__title").inner_text()
    assert title and (link.get_attribute("aria-label") or "").startswith(title)


def test_a_listing_has_a_preview(tab: Page) -> None:
    tab.evaluate(
        "() => { const link = document.createElement('a'); link.href = '../'; link.textContent = 'All of growth'; "
        "link.id = 'listing'; document.querySelector('.sheet__body').prepend(link) }"
    )
    rest_on(tab, "#listing")
    expect(card(tab).locator(".preview__title")).to_have_text("Growth")
    expect(card(tab).locator(".preview__lead")).not_to_be_empty()


def test_crossing_many_links_asks_for_nothing_and_resting_asks_once(tab: Page, site_url: str) -> None:
    as_published(tab, site_url)
    tab.reload()
    tab.wait_for_load_state("networkidle")
    tab.evaluate("window.sameSession = true")
    fetches = count_fetches(tab)
    links = tab.locator(".entries a:first-child")
    links.first.scroll_into_view_if_needed()
    boxes = [links.nth(index).bounding_box() for index in range(min(8, links.count()))]
    for box in boxes:
        if box:
            tab.mouse.move(box["x"] + 3, box["y"] + 3)
    tab.mouse.move(4, 4)
    tab.clock.run_for(A_WHILE_MS)
    assert fetches == []
    for selector in (FIRST_LINK, RELATED_LINK, FIRST_LINK):
        rest_on(tab, selector)
        expect(card(tab)).to_be_visible()
    assert len(fetches) == 1
    tab.keyboard.press("Escape")
    # Instant loading: the next page of the session has the data already.
    tab.locator(FIRST_LINK).first.click()
    tab.wait_for_url("**/bowling-pin-strategy/")
    assert tab.evaluate("window.sameSession") is True
    tab.mouse.move(4, 4)
    rest_on(tab, ".entries a[href*='depth-first-plg']")
    expect(card(tab).locator(".preview__title")).to_have_text("Depth-first PLG")
    assert len(fetches) == 1


def test_a_failed_fetch_leaves_the_link_alone_and_is_tried_again(context: BrowserContext, site_url: str) -> None:
    tab = context.new_page()
    tab.clock.install()
    tab.route("**/previews.json*", lambda route: route.abort(), times=1)
    tab.goto(site_url + DOCUMENT)
    rest_on(tab, FIRST_LINK)
    tab.clock.run_for(A_WHILE_MS)
    expect(card(tab)).to_be_hidden()
    tab.mouse.move(4, 4)
    rest_on(tab, RELATED_LINK)
    expect(card(tab)).to_be_visible()


def test_nothing_moves(tab: Page) -> None:
    link = tab.locator(FIRST_LINK).first
    link.scroll_into_view_if_needed()
    wait_calm(tab)
    before = tab.evaluate("window.shifts.length")
    height = tab.evaluate("document.documentElement.scrollHeight")
    place = link.bounding_box()
    # Shifts soon after input would be forgiven; hovering is none, so every shift counts.
    link.hover()
    expect(card(tab)).to_be_visible()
    wait_calm(tab)
    assert link.bounding_box() == place
    assert tab.evaluate("document.documentElement.scrollHeight") == height
    assert tab.evaluate("window.shifts.length") == before


def test_it_stays_inside_a_small_window(tab: Page) -> None:
    tab.set_viewport_size({"width": 360, "height": 420})
    rest_on(tab, FIRST_LINK)
    expect(card(tab)).to_be_visible()
    box = card(tab).bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_finger_opens_the_page_and_no_preview(browser: Browser, site_url: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True) as context:
        tab = context.new_page()
        tab.clock.install()
        fetches = count_fetches(tab)
        tab.goto(site_url + DOCUMENT)
        tab.locator(FIRST_LINK).first.tap()
        tab.wait_for_url("**/bowling-pin-strategy/")
        tab.clock.run_for(A_WHILE_MS)
        assert fetches == []
        assert tab.locator("#link-preview:popover-open").count() == 0


@pytest.mark.parametrize("selector", [".md-header a.wordmark", ".cite a", "h2 .headerlink"])
def test_no_preview_where_there_is_nothing_to_preview(tab: Page, selector: str) -> None:
    fetches = count_fetches(tab)
    link = tab.locator(selector).first
    link.scroll_into_view_if_needed()
    link.hover(force=True)
    tab.clock.run_for(A_WHILE_MS)
    assert fetches == []
