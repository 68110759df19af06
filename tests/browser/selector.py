"""Drive the selector as a reader does: controls by name, results by their contract."""

import json
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Page, TimeoutError, expect

from tests.browser.waiting import wait_until

RESULT_MS = 60_000
# The newest result, if it is for these answers; without those that are not sure.
NEWEST = """
(wanted) => {
  const newest = window.selectorEvents.findLast((each) => each.name === "selector:result")?.detail;
  const given = Object.entries(newest?.answers ?? {}).filter(([, answer]) => answer !== null);
  given.sort(([one], [other]) => (one < other ? -1 : 1));
  return newest && JSON.stringify(Object.fromEntries(given)) === wanted ? newest : null;
}
"""

# A control out of sight, because another question is asked now: set as a page that embeds the selector would.
SET = """
(node, value) => {
  if (node.type === "radio") node.checked = true;
  else node.value = value;
  for (const type of ["input", "change"]) node.dispatchEvent(new Event(type, { bubbles: true }));
}
"""

# Listens before any script of the page runs, and again on every full load.
LISTENER = """
window.selectorEvents = [];
for (const name of ["selector:ready", "selector:result", "selector:failed"]) {
  document.addEventListener(name, (event) => window.selectorEvents.push({ name, detail: event.detail }));
}
"""


def listen(page: Page) -> None:
    """Record the selector's events of every page from now on."""
    page.add_init_script(LISTENER)


def events(page: Page, name: str) -> list[Any]:
    """Details of the recorded events of one name, oldest first."""
    return page.evaluate("(name) => window.selectorEvents.filter((e) => e.name === name).map((e) => e.detail)", name)


def open_panel(page: Page) -> None:
    """Unfold the selector where a page shows it compact, until it has its questions.

    Set, not clicked: the page may unfold it just then.
    """
    fold = page.locator("[data-selector-fold]")
    if fold.count():
        fold.evaluate("(element) => { element.open = true; }")
    expect(page.locator("[data-selector-form]")).to_be_attached()


def choose(page: Page, answers: Mapping[str, Any]) -> None:
    """Answer the questions in the page."""
    open_panel(page)
    for question, answer in answers.items():
        field = page.locator(f'[data-selector] input[name="{question}"]')
        radio = page.locator(f'[data-selector] input[name="{question}"][value="{answer}"]')
        if not field.first.is_visible():
            target = radio if radio.count() else field.first
            target.evaluate(SET, str(answer))
        elif field.first.get_attribute("type") == "radio":
            radio.check(force=True)
        else:
            field.first.fill(str(answer))
            field.first.press("Tab")


def wait_ready(page: Page) -> None:
    """Until Python is up; starts it by touching a control, as a reader would."""
    open_panel(page)
    page.locator("[data-selector] input:visible").first.focus()
    expect(page.locator("[data-selector]")).to_have_attribute("data-state", "ready", timeout=90_000)


def wait_result(page: Page, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The newest result, once it is the one for these answers."""
    wanted = json.dumps(answers, sort_keys=True, separators=(",", ":"))
    try:
        found: dict[str, Any] = wait_until(page, NEWEST, arg=wanted, timeout=RESULT_MS)
    except TimeoutError:
        seen = [each["answers"] for each in events(page, "selector:result")]
        raise AssertionError(f"no result for {wanted}; last: {seen[-1] if seen else None}") from None
    return found


def shown_ranking(page: Page) -> list[tuple[str, int]]:
    """The motions with their ranks, in the order of the page."""
    items = page.locator("[data-selector-results] [data-motion][data-rank]")
    found = items.evaluate_all("(nodes) => nodes.map((n) => [n.dataset.motion, Number(n.dataset.rank)])")
    return [(motion, rank) for motion, rank in found]
