"""What readers set for themselves: fingers instead of a mouse, colors of their own, no motion."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import expect_none
from tests.browser.states import ANSWERS, open_context, show_result, unfold

pytestmark = pytest.mark.browser

# Controls that are smaller than a fingertip. Links may be: how far apart they stand, axe measures (WCAG 2.5.8).
SMALL_TARGETS = """
([selector, least]) => [...document.querySelectorAll(selector)].flatMap((node) => {
  const target = node.matches("input[type=radio]") ? node.closest("label") : node;
  if (!target.checkVisibility({ visibilityProperty: true })) return [];
  const { width, height } = target.getBoundingClientRect();
  const size = `${Math.round(width)} x ${Math.round(height)}`;
  return width >= least - 0.5 && height >= least - 0.5 ? [] : [`${size}: ${target.outerHTML.slice(0, 120)}`];
})
"""

# All that moves by itself from one answer on, until its full result has been there for a second.
MOVES = """
async ([name, value]) => {
  const moved = new Set();
  const known = window.selectorEvents.length;
  const latest = performance.now() + 20000;
  let end = Infinity;
  document.querySelector(`[data-selector] input[name="${name}"][value="${value}"]`).click();
  while (performance.now() < Math.min(end, latest)) {
    await new Promise((next) => requestAnimationFrame(next));
    if (end === Infinity && window.selectorEvents.length > known) end = performance.now() + 1000;
    for (const each of document.getAnimations()) {
      const { target } = each.effect;
      // A thousandth of a second is how a style sheet says "at once".
      if (each.effect.getComputedTiming().duration > 1) moved.add(`${target.localName}.${target.className}`);
    }
  }
  return end < Infinity ? [...moved] : ["no result came"];
}
"""


def test_every_control_of_the_selector_takes_a_finger(browser: Browser, site_url: str) -> None:
    context = open_context(browser, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    show_result(page, site_url, ANSWERS)
    page.locator("[data-selector-examples] > summary").tap()
    expect(page.locator("[data-selector-examples] select")).to_be_visible()
    unfold(page)
    controls = "[data-selector] :is(button, summary, select, input):not([hidden])"
    expect_none(page.evaluate(SMALL_TARGETS, [controls, 44]))
    context.close()


def test_the_header_takes_a_finger(browser: Browser, site_url: str) -> None:
    context = open_context(browser, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(site_url)
    expect_none(page.evaluate(SMALL_TARGETS, ["body > header :is(label, a, button):not([hidden])", 44]))
    context.close()


def test_forced_colors(browser: Browser, site_url: str) -> None:
    context = open_context(browser, forced_colors="active")
    page = context.new_page()
    show_result(page, site_url, ANSWERS)
    # What is chosen can be told from what is not.
    chosen = page.locator('[data-selector] input[name="latitude"][value="manager-approval"]')
    other = page.locator('[data-selector] input[name="latitude"][value="card-limit"]')
    assert chosen.screenshot() != other.screenshot()
    # The bars are drawn.
    bar = page.locator("[data-motion] .bar").first
    drawn = bar.screenshot(animations="disabled")
    page.add_style_tag(content=".bar i { opacity: 0 !important }")
    assert bar.screenshot(animations="disabled") != drawn
    # The marks are drawn.
    mark = page.locator("[data-motion] .mark").first
    drawn = mark.screenshot()
    page.add_style_tag(content=".mark { opacity: 0 !important }")
    assert mark.screenshot() != drawn
    # The focus shows.
    button = page.locator("[data-selector] [data-action=share]")
    button.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    assert button.evaluate("(each) => getComputedStyle(each).outlineStyle") != "none"
    context.close()


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_reduced_motion(browser: Browser, site_url: str, motion: str) -> None:
    context = open_context(browser, reduced_motion=motion)
    page = context.new_page()
    show_result(page, site_url, ANSWERS)
    moved = page.evaluate(MOVES, ["time_to_value", "minutes"])
    assert moved == [] if motion == "reduce" else moved, "the bars move for whoever lets them"
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    context.close()
