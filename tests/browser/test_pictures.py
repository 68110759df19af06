"""The selector's pictures in a real Chromium: opened by name, at every size, and when something fails."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.pictures import (
    LIBRARY,
    OUTSIDE,
    PICTURES,
    WATCH_SHIFTS,
    give_answers,
    open_picture,
    picture_of,
    read_table,
    watch,
)
from tests.browser.selector import listen, wait_ready, wait_result
from tests.browser.waiting import wait_calm, wait_until

pytestmark = pytest.mark.browser

FITTED = "(box) => box.querySelector('svg.drawing')?.getBoundingClientRect().width === box.clientWidth"


@pytest.fixture
def requests(page: Page) -> list[str]:
    """Every address the tab asks for."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


@pytest.fixture
def fresh(page: Page, site_url: str) -> Iterator[Page]:
    """A tab of its own, in which nothing has been opened yet."""
    strange = watch(page, site_url)
    give_answers(page, site_url)
    yield page
    assert strange == []


def test_nothing_is_fetched_before_a_picture_is_opened(requests: list[str], fresh: Page, site_url: str) -> None:
    expect(fresh.locator('[data-picture="tornado"]')).to_be_visible()
    assert [url for url in requests if "plot.mjs" in url] == []
    assert "Plot" not in fresh.evaluate("Object.keys(window)")
    for title in PICTURES:
        open_picture(fresh, title)
    assert [url for url in requests if "plot.mjs" in url] == [f"{site_url}assets/charts/plot.mjs"]


@pytest.mark.parametrize("title", PICTURES)
def test_each_opens_by_keyboard_and_is_named_and_described(result_tab: Page, title: str) -> None:
    picture = picture_of(result_tab, title)
    summary = picture.get_by_text(f"Picture: {title}", exact=True)
    if picture.evaluate("(fold) => fold.open"):
        summary.press("Enter")
        expect(result_tab.get_by_role("img", name=f"Drawing: {title}")).to_be_hidden()
    summary.press("Enter")
    drawing = result_tab.get_by_role("img", name=f"Drawing: {title}")
    expect(drawing.locator("svg.drawing")).to_be_visible()
    expect(drawing).to_have_accessible_description(picture.locator(".picture__summary").inner_text())
    assert drawing.locator("text").count() > 5
    table = picture.get_by_text("The same figures as a table", exact=True)
    expect(picture.get_by_role("table")).to_be_hidden()
    table.press("Enter")
    expect(picture.get_by_role("table")).to_be_visible()


def test_pictures_work_again_on_the_next_page(requests: list[str], fresh: Page) -> None:
    open_picture(fresh, "how far each question can move the lead")
    fresh.get_by_role("link", name="Motions").first.click()
    fresh.wait_for_url("**/motions/")
    fresh.locator('[data-selector][data-mode="compact"]').wait_for()
    fresh.go_back()
    fresh.wait_for_url("**/selector/**")
    open_picture(fresh, "how far each question can move the lead")
    expect(fresh.locator('[data-picture="tornado"]')).to_have_count(1)
    assert len([url for url in requests if "plot.mjs" in url]) <= 2


def test_without_the_library_the_table_stands_and_another_try_draws(fresh: Page, context: BrowserContext) -> None:
    context.route(LIBRARY, lambda route: route.abort())
    title = "how far each question can move the lead"
    picture = picture_of(fresh, title)
    picture.get_by_text(f"Picture: {title}", exact=True).click()
    said = picture.get_by_role("status")
    expect(said).to_have_text("This could not be drawn: a file it needs did not load. The table has the same figures.")
    assert len(read_table(picture)) > 10
    expect(picture.locator(".picture__summary")).to_contain_text("can change the answer")
    context.unroute(LIBRARY)
    picture.get_by_role("button", name="Try again").click()
    expect(fresh.get_by_role("img", name=f"Drawing: {title}").locator("svg.drawing")).to_be_visible()
    expect(said).to_be_hidden()


def test_nothing_moves_when_the_drawings_arrive(fresh: Page, context: BrowserContext) -> None:
    # The library comes after the time in which a browser forgives what the reader's own click moved.
    held: list[Route] = []
    context.route(LIBRARY, lambda route: held.append(route))
    fresh.evaluate(WATCH_SHIFTS)
    for title in PICTURES:
        picture = picture_of(fresh, title)
        if not picture.evaluate("(fold) => fold.open"):
            picture.get_by_text(f"Picture: {title}", exact=True).click()
    drawings = [fresh.get_by_role("img", name=f"Drawing: {title}") for title in PICTURES]
    kept = [drawing.evaluate("(element) => element.offsetHeight") for drawing in drawings]
    assert min(kept) > 100
    assert fresh.locator("svg.drawing").count() == 0
    fresh.wait_for_timeout(700)
    assert held, "the library was asked for"
    for route in held:
        route.continue_()
    context.unroute(LIBRARY)
    for drawing, height in zip(drawings, kept, strict=True):
        expect(drawing.locator("svg.drawing")).to_be_visible()
        assert drawing.evaluate("(element) => element.offsetHeight") == height
        box = drawing.locator("svg.drawing").bounding_box()
        assert box is not None and box["height"] == pytest.approx(height, abs=1)
    wait_calm(fresh)
    assert fresh.evaluate("window.moved") == 0


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_each_fits_the_screen(result_tab: Page, width: int) -> None:
    result_tab.set_viewport_size({"width": width, "height": 900})
    for title in PICTURES:
        picture = open_picture(result_tab, title)
        read_table(picture)
        drawing = result_tab.get_by_role("img", name=f"Drawing: {title}")
        wait_until(result_tab, FITTED, arg=drawing.element_handle())
        assert drawing.evaluate(OUTSIDE) == []
    assert result_tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_words_and_marks_stand_out_from_their_ground(result_tab: Page, scheme: str) -> None:
    """The colors are tokens: a change of scheme changes the drawing, and nothing is drawn again."""
    open_picture(result_tab, "fit at every contract value")
    result_tab.evaluate("(scheme) => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
    colors = result_tab.locator('[data-picture="contract-value"] svg.drawing').evaluate(
        """(svg) => {
          const ground = getComputedStyle(document.body).getPropertyValue("--ground").trim();
          const around = [...svg.closest(".picture").querySelectorAll(":scope > summary, .picture__summary, .note")];
          const words = [...svg.querySelectorAll("text")].map((text) => getComputedStyle(text).fill);
          words.push(...around.map((text) => getComputedStyle(text).color));
          const lines = [...svg.querySelectorAll(".trace")].map((line) => getComputedStyle(line).stroke);
          return { ground, words: [...new Set(words)], lines: [...new Set(lines)] };
        }"""
    )
    assert all(contrast(color, colors["ground"]) >= 4.5 for color in [*colors["words"], *colors["lines"]]), colors
    assert len(colors["lines"]) == 5


def contrast(one: str, other: str) -> float:
    """WCAG contrast of two colors, `rgb(1, 2, 3)` or `#010203`."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    if color.startswith("#"):
        parts = [int(color[place : place + 2], 16) for place in (1, 3, 5)]
    else:
        parts = [int(part) for part in re.findall(r"\d+", color)[:3]]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in (part / 255 for part in parts)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_open_pictures_have_no_axe_violation(result_tab: Page, root: Path) -> None:
    for title in PICTURES:
        read_table(open_picture(result_tab, title))
    result_tab.evaluate((root / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8"))
    found = result_tab.evaluate(
        "axe.run('.picture').then((found) => found.violations.map((v) => [v.id, v.nodes.length]))"
    )
    assert found == []


def test_before_any_answer_there_is_no_picture(page: Page, site_url: str) -> None:
    listen(page)
    page.goto(site_url + "selector/")
    wait_ready(page)
    wait_result(page, {})
    assert page.locator(".picture").count() == 0
