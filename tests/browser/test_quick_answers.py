"""A reader who answers faster than anybody could: the last answers count, with one Python and one history entry."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from calculator import Calculator
from tests.browser.reading import in_python, settled
from tests.browser.selector import listen, wait_ready
from tests.browser.states import address_of

pytestmark = pytest.mark.browser

COUNT = 1000
# In bursts of fifty with a pause for the page after each, so that the calculator is asked in between.
ANSWER_ALL = """
async (count) => {
  const fields = [...document.querySelectorAll("[data-selector] fieldset[data-question]")];
  for (let turn = 0; turn < count; turn += 1) {
    const field = fields[(turn * 7) % fields.length];
    const radios = [...field.querySelectorAll("input[type=radio]")].filter(({ value }) => value !== "");
    const text = field.querySelector("input[type=text]");
    const round = Math.floor(turn / fields.length);
    const control = text ?? radios[(turn + round) % radios.length];
    if (text) text.value = text.name === "gross_margin" ? `${turn % 100}%` : String(1000 + 37 * turn);
    else control.checked = true;
    for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
    if (turn % 50 === 49) await new Promise((go) => setTimeout(go));
  }
}
"""


def test_a_thousand_quick_answers(page: Page, site_url: str, calculator: Calculator) -> None:
    strange: list[str] = []
    page.on("pageerror", lambda error: strange.append(str(error)))
    started: list[Any] = []
    page.on("worker", lambda worker: started.append(worker))
    listen(page)
    page.goto(site_url + "selector/")
    wait_ready(page)
    entries = page.evaluate("history.length")
    page.evaluate(ANSWER_ALL, COUNT)
    answers, result = settled(page)
    assert len(answers) > 10
    assert result == in_python(calculator, answers)
    expect(page).to_have_url(site_url + address_of(answers))
    assert page.evaluate("history.length") == entries
    assert len(started) == 1 and len(page.workers) == 1
    assert strange == []
