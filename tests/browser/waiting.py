"""Waits for what a page says of itself, by asking it again and again.

Playwright's own `wait_for_function` evaluates its text inside the page, which the site's policy forbids.
"""

import os
import time
from typing import Any

from playwright.sync_api import Error, Page

# What a busy machine may need; a quiet one waits for nothing longer than it takes.
PATIENCE_MS = int(os.environ.get("MOTIONBOOK_BROWSER_TIMEOUT", "20000"))
PAUSE_MS = 40
A_WHILE_MS = 2500
"""Longer than anything on a page waits before it shows, hides or asks; `page.clock.run_for` lets it pass at once."""
CALM = """() => new Promise((done) => {
  const seen = () => {
    const moving = document.getAnimations().some(
      (each) => each.playState === "running" && each.effect?.getComputedTiming().endTime !== Infinity);
    return [document.documentElement.scrollHeight, document.querySelectorAll("*").length, scrollY, moving].join();
  };
  let [last, frames] = [seen(), 0];
  const look = () => {
    const now = seen();
    frames = now === last && now.endsWith("false") ? frames + 1 : 0;
    last = now;
    if (frames < 4) requestAnimationFrame(look);
    else done(true);
  };
  requestAnimationFrame(look);
})"""


def wait_until(page: Page, expression: str, *, arg: Any = None, timeout: float = PATIENCE_MS) -> Any:
    """The first value of a JavaScript expression, or of a function's text called with `arg`, that is not falsy.

    Raises:
        AssertionError: there was none in `timeout` milliseconds; the text has the expression and the last error.
    """
    last: Exception | None = None
    end = time.monotonic() + timeout / 1000
    while time.monotonic() < end:
        try:
            if value := page.evaluate(expression, arg):
                return value
        except Error as error:  # The page is on its way to the next one.
            last = error
        page.wait_for_timeout(PAUSE_MS)
    raise AssertionError(f"not within {timeout:.0f} ms: {expression}" + (f"; {last}" if last else ""))


def wait_calm(page: Page) -> None:
    """Until nothing in the page moves, comes or goes for four frames on end."""
    page.evaluate(CALM)


def wait_drawn(page: Page) -> None:
    """Until every picture of the result that shows is drawn, and the page is calm."""
    wait_calm(page)
    wait_until(
        page,
        "() => [...document.querySelectorAll('.picture__drawing')]"
        ".every((each) => !each.checkVisibility() || each.querySelector('svg'))",
    )
    wait_calm(page)
