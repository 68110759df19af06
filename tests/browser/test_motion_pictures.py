"""The five motions as drawn: no line runs through a word, whichever font the words are in."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.shifts import hold, wait_painted

pytestmark = pytest.mark.browser

STRUCK = """() => [...document.querySelectorAll(".gallery svg.sketch")].flatMap((picture) => {
  const boxOf = (node) => {
    const { x, y, width, height } = node.getBBox();
    const { e, f } = picture.getCTM().inverse().multiply(node.getCTM());
    return { left: x + e, right: x + width + e, top: y + f + 2, bottom: y + height + f - 2 };
  };
  const points = [...picture.querySelectorAll("path.flow__line")].flatMap((path) => {
    const length = path.getTotalLength();
    const steps = Array.from({ length: Math.ceil(length) + 1 }, (_, at) => Math.min(at, length));
    return steps.map((at) => path.getPointAtLength(at));
  });
  return [...picture.querySelectorAll("text")]
    .filter((text) => {
      const box = boxOf(text);
      return points.some(({ x, y }) => x > box.left && x < box.right && y > box.top && y < box.bottom);
    })
    .map((text) => `${picture.dataset.mark}: ${text.textContent}`);
})"""


@pytest.mark.parametrize("fonts", ["ours", "stand-ins"])
def test_no_line_runs_through_a_word(page: Page, site_url: str, fonts: str) -> None:
    if fonts == "stand-ins":
        hold(page, "**/*.woff2")
    page.goto(f"{site_url}motions/", wait_until="commit")
    wait_painted(page)
    expect(page.locator(".gallery svg.sketch")).to_have_count(5)
    assert page.evaluate(STRUCK) == []
