"""Everything by keyboard alone, from the top of the page, with the focus in sight at every stop."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reach import tab_to
from tests.browser.reading import answers_shown, settled
from tests.browser.states import ANSWERS, address_of
from tests.browser.waiting import wait_until

pytestmark = pytest.mark.browser

DOCUMENT = "growth/depth-first-plg/"
# Everything a screen reader is told: what changes in live regions, and nothing from outside them.
HEAR = """
() => {
  window.heard = [];
  const regions = "[role=status], [role=alert], [role=log], [aria-live]:not([aria-live=off])";
  new MutationObserver((changes) => {
    const spoken = new Set();
    for (const { target } of changes) {
      const element = target instanceof Element ? target : target.parentElement;
      const region = element?.closest(regions);
      if (region?.textContent.trim()) spoken.add(region);
    }
    for (const region of spoken) {
      const level = region.getAttribute("aria-live") ?? (region.role === "alert" ? "assertive" : "polite");
      window.heard.push([level, region.textContent.trim()]);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}
"""


def test_answer_take_back_and_compare(tab: Page, site_url: str) -> None:
    tab.goto(site_url + "selector/")
    tab_to(tab, 'input[name="latitude"]')
    tab.keyboard.press("ArrowDown")  # from "Not sure", the last of the group, round to its first
    first = tab.evaluate("document.activeElement.value")
    assert settled(tab)[0] == {"latitude": first}
    tab_to(tab, 'input[name="acv_usd"]')
    tab.keyboard.type("24K")
    tab_to(tab, 'input[name="time_to_value"]')
    tab.keyboard.press("ArrowUp")
    given = settled(tab)[0]
    assert given["acv_usd"] == 24000
    assert set(given) == {"latitude", "acv_usd", "time_to_value"}
    tab_to(tab, '[data-action="undo"]')
    tab.keyboard.press("Enter")
    assert settled(tab)[0] == {"latitude": first, "acv_usd": 24000}
    expect(tab.get_by_role("button", name="Undo")).to_be_focused()
    tab_to(tab, '[data-action="compare"]')
    tab.keyboard.press("Space")
    tab_to(tab, 'input[name="latitude"]', key="Shift+Tab")
    tab.keyboard.press("ArrowDown")
    settled(tab)
    expect(tab.locator('[data-selector-part="compare"] table').first).to_be_visible()
    # Away with all of it, and back.
    tab_to(tab, '[data-action="reset"]')
    tab.keyboard.press("Enter")
    assert settled(tab)[0] == {}
    tab_to(tab, '[data-action="undo"]', key="Shift+Tab")
    tab.keyboard.press("Enter")
    assert set(settled(tab)[0]) == {"latitude", "acv_usd"}


def test_start_from_an_example_and_follow_the_guide(tab: Page, site_url: str) -> None:
    tab.goto(site_url + "selector/")
    tab_to(tab, "[data-selector-examples] > summary")
    tab.keyboard.press("Enter")
    tab.locator("[data-selector-examples] button").first.wait_for()
    tab_to(tab, "[data-selector-examples] button")
    tab.keyboard.press("Enter")
    loaded = settled(tab)[0]
    assert len(loaded) > 4
    tab_to(tab, "[data-selector-next]")
    tab.keyboard.press("Enter")
    # The guide leaves the focus on the question it names: the next key answers it.
    assert tab.evaluate("document.activeElement.closest('fieldset').dataset.question") not in loaded
    tab.keyboard.press("ArrowDown")
    assert len(settled(tab)[0]) == len(loaded) + 1


def test_open_the_panel_of_a_document(tab: Page, site_url: str) -> None:
    tab.goto(site_url + DOCUMENT)
    tab_to(tab, "[data-selector-fold] > summary")
    tab.keyboard.press("Enter")
    tab_to(tab, '[data-selector] input[type="radio"]')
    tab.keyboard.press("ArrowDown")
    assert len(settled(tab)[0]) == 1


def test_the_fold_of_a_reason_and_its_row(tab: Page, site_url: str) -> None:
    tab.goto(site_url + address_of(ANSWERS))
    settled(tab)
    tab_to(tab, '[data-selector-part="why"] a[href*="#"]', limit=300)
    row = tab.evaluate("document.activeElement.href")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"{row.split('#')[0]}*")
    expect(tab.locator(f"[id='{row.split('#')[1]}']")).to_be_in_viewport()


def test_skip_to_the_text_first(tab: Page, site_url: str) -> None:
    tab.goto(site_url + DOCUMENT)
    tab.wait_for_load_state("networkidle")
    tab.keyboard.press("Tab")
    assert "skip" in tab.evaluate("document.activeElement.textContent").lower()
    tab.keyboard.press("Enter")
    wait_until(tab, "location.hash !== '' && document.activeElement === document.body")  # the jump itself comes after
    tab.keyboard.press("Tab")
    wait_until(tab, "document.querySelector('main').contains(document.activeElement)")


def test_search(tab: Page, site_url: str) -> None:
    tab.goto(site_url + DOCUMENT)
    tab.wait_for_load_state("networkidle")
    tab_to(tab, "[data-search-open]")
    tab.keyboard.press("Enter")
    dialog = tab.get_by_role("dialog")
    field = dialog.get_by_role("combobox")
    expect(field).to_be_focused()
    tab.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert tab.evaluate("document.activeElement.matches('[data-search-open]')")
    tab.keyboard.press("Control+K")
    expect(field).to_be_focused()
    tab.keyboard.type("sales-led")
    wait_until(tab, "() => document.querySelector('dialog[open]')?.dataset.query === 'sales-led'")
    tab.keyboard.press("ArrowDown")
    chosen = dialog.locator("[role=option][aria-selected=true]")
    expect(chosen).to_have_count(1)
    address = chosen.evaluate("(each) => each.href").split("#")[0]
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"{address}*")


def test_finder(tab: Page, site_url: str) -> None:
    tab.goto(site_url + "browse/")
    tab.wait_for_load_state("networkidle")
    before = tab.url
    tab_to(tab, "main input[type=checkbox], main select, main input[type=radio]")
    control = tab.evaluate("document.activeElement.type")
    tab.keyboard.press("ArrowDown" if control.startswith("select") else "Space")
    wait_until(tab, "(before) => location.href !== before", arg=before)
    told = tab.evaluate("location.search + location.hash")
    assert re.search(r"=\w", told), told


def test_previews(tab: Page, site_url: str) -> None:
    tab.goto(site_url + DOCUMENT)
    tab.wait_for_load_state("networkidle")
    tab_to(tab, ".entries a[href]", limit=300)
    expect(tab.locator("#link-preview")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(tab.locator("#link-preview")).to_be_hidden()
    assert tab.evaluate("document.activeElement.matches('.entries a[href]')")


def test_map(tab: Page, site_url: str) -> None:
    tab.goto(site_url + "map/")
    tab.wait_for_selector('[data-map][data-state="ready"]')
    tab_to(tab, "[data-map-canvas]")
    tab.keyboard.press("ArrowRight")
    link = tab.locator("[data-map-page] a[href]").first
    expect(link).to_be_visible()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    wait_until(tab, "() => !location.pathname.endsWith('/map/')")
    expect(tab.locator("h1")).to_have_count(1)


def test_one_polite_sentence_and_not_one_per_key(tab: Page, site_url: str) -> None:
    tab.goto(site_url + "selector/")
    tab.locator('[data-selector] input[name="latitude"][value="procurement"]').check()
    settled(tab)
    expect(tab.locator("[data-selector-status]")).not_to_be_empty()  # the sentence for this answer
    tab.evaluate(HEAR)
    tab.locator('[data-selector] input[name="acv_usd"]').focus()
    tab.keyboard.type("24000", delay=60)
    tab.keyboard.press("Tab")
    assert settled(tab)[0]["acv_usd"] == 24000
    expect(tab.locator("[data-selector-status]")).to_contain_text(tab.locator("[data-selector-headline]").inner_text())
    tab.wait_for_timeout(1200)
    heard = tab.evaluate("window.heard")
    assert len(heard) == 1, heard
    level, sentence = heard[0]
    assert level == "polite"
    assert tab.locator("[data-selector-headline]").inner_text() in sentence
    # Four answers in a row: the last one is said.
    tab.evaluate("window.heard.length = 0")
    tab.locator('[data-selector] input[name="time_to_value"]:checked').focus()
    for _ in range(4):
        tab.keyboard.press("ArrowUp", delay=40)
    settled(tab)
    tab.wait_for_timeout(1200)
    assert len(tab.evaluate("window.heard")) <= 1
    assert "time_to_value" in answers_shown(tab)


def test_a_wrong_figure_is_said_at_its_field(tab: Page, site_url: str) -> None:
    tab.goto(site_url + "selector/")
    field = tab.locator('[data-selector] input[name="acv_usd"]')
    field.focus()
    tab.keyboard.type("plenty")
    tab.keyboard.press("Tab")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("“plenty” is not a figure"))
