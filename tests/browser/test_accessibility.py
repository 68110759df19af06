"""axe finds nothing against WCAG 2.2 AA: in every state of the selector, on every kind of page, in every medium.

The table of it on the accessibility page is what these tests found; `--rewrite-golden` writes their rows anew.
"""

import fcntl
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from installation import OWN_LIBRARY
from tests.browser.axe import CONTRAST, violations
from tests.browser.conftest import expect_none
from tests.browser.selector import wait_ready
from tests.browser.states import ANSWERS, STATES, open_context, show_result, unfold
from tests.browser.waiting import wait_calm, wait_until
from tests.site.serving import serve_folder

pytestmark = pytest.mark.browser

#: Pages that are one of their kind in our library, in the table's words.
OWN_PAGES = {
    "": "Home",
    "selector/": "Motion selector, as a page",
    "browse/": "Browse",
    "about/glossary/": "Glossary",
    "about/backtest/": "Backtest",
    "about/how-scoring-works/": "How scoring works",
    "tags/": "Tags",
    "motions/": "List of motions",
    "questions/": "List of questions",
    "cases/": "List of cases",
    "disagreements/": "List of disagreements",
    "paths/": "List of paths",
    "growth/": "List of a category",
    "guests/": "List of guests",
    "by-motion/": "List by motion",
    "paths/choose-a-motion/": "A path",
}
#: Kinds and categories of which the longest page stands for all.
OWN_KINDS = {
    "motion": "Longest page of a motion",
    "question": "Longest page of a question",
    "case": "Longest case",
    "framework": "Longest framework",
    "disagreements": "Longest disagreement",
    "about": "Longest page about the site",
}
SAMPLE_PAGES = ("", "selector/", "browse/", "map/", "guests/", "tags/", "wanted/", "by-motion/", "growth/")

ACCESSIBILITY = OWN_LIBRARY / "about" / "accessibility.md"
TABLE = re.compile(r"(?m)(?<=^\| What was open \|).*\n\|---.*\n((?:\|.*\n)*)")
NOT_SHOWN = "–"

Show = Callable[[Page, str], None]


class Medium(NamedTuple):
    """How a reader sees a page. To the page, zoom is a smaller window: 200 % of 1280 pixels leaves 640."""

    width: int = 1280
    height: int = 900
    media: Literal["print", "screen"] = "screen"
    colors: Literal["active", "none"] = "none"
    rules: tuple[str, ...] | None = None
    """Those that can come out otherwise than in a window on a desk; all where None."""


MEDIA = {
    "light": Medium(),
    "320 pixels": Medium(320, 640),
    "200 % zoom": Medium(640, 450),
    "400 % zoom": Medium(320, 225),
    "forced colors": Medium(colors="active", rules=CONTRAST),
    "print": Medium(media="print"),
    "dark": Medium(rules=CONTRAST),
}


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab for the pages that need no profile of their own."""
    context = open_context(browser)
    yield context.new_page()
    context.close()


def go_dark(page: Page) -> None:
    """Change to the dark colors, or back, as a reader does: by the button in the header."""
    page.locator("label.md-header__button:not([hidden])[title^='Switch to']").click()
    wait_calm(page)


def found_in_both_colors(page: Page) -> list[str]:
    """Everything in the colors that show, and the contrast again in the others."""
    found = violations(page)
    go_dark(page)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    found += [f"dark: {each}" for each in violations(page, rules=CONTRAST)]
    go_dark(page)
    return found


def found_in(page: Page, name: str) -> list[str]:
    """What axe finds once a page that is open is seen in this medium; the page is left in it."""
    medium = MEDIA[name]
    page.set_viewport_size({"width": medium.width, "height": medium.height})
    page.emulate_media(media=medium.media, forced_colors=medium.colors)
    if name == "dark":
        go_dark(page)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    if name == "print":  # as the browser says before it prints
        page.evaluate("() => { dispatchEvent(new Event('beforeprint')) }")
    page.evaluate("() => window.scrollTo(0, 0)")  # what a sticky header covers is no fault of the page
    found = [f"{name}: {each}" for each in violations(page, rules=medium.rules)]
    if name == "print":
        page.evaluate("() => { dispatchEvent(new Event('afterprint')) }")
    return found


def found_in_all_media(page: Page) -> dict[str, list[str]]:
    """For each medium what axe finds; the page is left as it was."""
    found = {name: found_in(page, name) for name in MEDIA}
    go_dark(page)
    return found


def label_of_state(state: str) -> str:
    """Its row in the table."""
    return "Selector: " + (STATES[state].__doc__ or state).rstrip(".")


def expect_row(found: Mapping[str, list[str]], label: str, *, rewrite: bool) -> None:
    """Nothing was found, and the accessibility page says so."""
    row = f"| {label} | " + " | ".join(str(len(found[name])) if name in found else NOT_SHOWN for name in MEDIA) + " |\n"
    if rewrite:
        with ACCESSIBILITY.open("r+", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            text = TABLE.sub(lambda table: with_row(table, label, row), file.read())
            file.seek(0)
            file.write(text)
            file.truncate()
    expect_none([each for listed in found.values() for each in listed])
    assert row in ACCESSIBILITY.read_text(encoding="utf-8"), "run this test with --rewrite-golden"


def rows_of(text: str) -> dict[str, str]:
    """Rows of the table by their label."""
    table = TABLE.search(text)
    assert table, f"{ACCESSIBILITY} has no table that starts with '| What was open |'"
    return {line.split(" | ")[0].removeprefix("| "): line for line in table[1].splitlines(keepends=True)}


def with_row(table: re.Match[str], label: str, row: str) -> str:
    """The table with this row, its columns and the order of its rows as the tests have them."""
    head = " " + " | ".join(MEDIA) + " |\n" + "|---" * (1 + len(MEDIA)) + "|\n"
    rows = rows_of(table.string) | {label: row}
    return head + "".join(rows[each] for each in LABELS if each in rows)


LABELS = (*map(label_of_state, STATES), *OWN_PAGES.values(), *OWN_KINDS.values())


def test_the_table_has_what_is_tried_and_no_more() -> None:
    text = ACCESSIBILITY.read_text(encoding="utf-8")
    assert "| What was open | " + " | ".join(MEDIA) + " |\n" in text
    assert tuple(rows_of(text)) == LABELS


def addresses_by_kind(site: Path) -> dict[str, str]:
    """For each kind and category of document the page with the most words: it has the most that can be wrong."""
    documents = json.loads((site / "api/v1/index.json").read_text(encoding="utf-8"))["documents"]
    longest: dict[str, str] = {}
    for each in sorted(documents, key=lambda document: document["words"]):
        longest[each["kind"]] = longest[each["category"] or ""] = each["url"]
    return longest


@pytest.mark.parametrize("state", STATES)
def test_every_state_of_the_selector(
    browser: Browser, site_url: str, state: str, request: pytest.FixtureRequest
) -> None:
    context = open_context(browser)
    try:
        page = context.new_page()
        STATES[state](page, site_url)
        # The memo is on paper alone, and a sheet of paper has no landmarks.
        memo = state == "memo"
        found = {"print": violations(page, include=".memo")} if memo else found_in_all_media(page)
        expect_row(found, label_of_state(state), rewrite=request.config.getoption("--rewrite-golden"))
    finally:
        context.close()


@pytest.mark.parametrize("kind", (*OWN_PAGES, *OWN_KINDS))
def test_every_kind_of_page(
    tab: Page, site_url: str, built_site: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    response = tab.goto(site_url + (kind if kind in OWN_PAGES else addresses_by_kind(built_site)[kind]))
    assert response is not None and response.ok
    label = (OWN_PAGES | OWN_KINDS)[kind]
    expect_row(found_in_all_media(tab), label, rewrite=request.config.getoption("--rewrite-golden"))


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
