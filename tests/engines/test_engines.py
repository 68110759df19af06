"""Firefox and WebKit do what Chromium does: start, give CPython's bytes, navigate, share, search, print, come again.

Run by `make test-browsers`, which installs both; `make test` leaves them out.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from calculator import Calculator
from tests.browser.reading import in_python
from tests.browser.selector import NEWEST, SET
from tests.browser.states import ANSWERS, address_of
from tests.browser.test_parity import ASK, random_requests
from tests.engines.tabs import Tab, wait_until

pytestmark = pytest.mark.engines

COUNT = 200
RELOADS = 10
TOUCH = "() => document.querySelector('[data-selector] input').dispatchEvent(new Event('focusin', { bubbles: true }))"
STATE = "() => document.querySelector('[data-selector]')?.dataset.state"
ANSWER = f"""(answers) => {{
  const set = {SET};
  for (const [name, value] of Object.entries(answers)) {{
    const one = document.querySelector(`[data-selector] input[name="${{name}}"][value="${{value}}"]`);
    set(one ?? document.querySelector(`[data-selector] input[name="${{name}}"]`), String(value));
  }}
}}"""
SHOWN = """(name) => {
  const fields = [...document.querySelectorAll(`[data-selector] input[name="${name}"]`)];
  return fields.find((each) => each.type !== "radio" || each.checked)?.value;
}"""
PRESS = "(action) => document.querySelector(`[data-selector] [data-action=${action}]`).click()"
FOLLOW = "(path) => document.querySelector(`a[href$='${path}']`).click()"


def open_page(tab: Tab, address: str) -> None:
    """Open an address whole, also where only what stands behind the # differs from the last one."""
    tab.goto("about:blank")
    tab.goto(address)


def start(tab: Tab) -> None:
    """Start Python as a reader does who touches a control, and wait until it is there."""
    tab.evaluate(TOUCH)
    until(tab, f"() => ({STATE})() === 'ready'")


def until(tab: Tab, function: str, argument: Any = None) -> Any:
    """What a function says as soon as it says something; at once wrong when the selector has failed."""
    asked = f"(given) => ({STATE})() === 'failed' ? {{ failed: true }} : ({function})(given)"
    found = wait_until(tab, asked, argument)
    said = tab.evaluate("() => document.querySelector('[data-selector-failure]').textContent")
    assert found != {"failed": True}, f"{tab.name}: {said}"
    return found


def result_for(tab: Tab, answers: dict[str, Any]) -> dict[str, Any]:
    """The newest result announced, once it is the one for these answers; nothing strange happened on the way."""
    wanted = json.dumps(answers, sort_keys=True, separators=(",", ":"))
    found: dict[str, Any] = until(tab, NEWEST, wanted)
    assert tab.evaluate("() => window.strange") == []
    return found


def open_with_result(tab: Tab, url: str) -> dict[str, Any]:
    """The selector with a result; the answers are given on the page, so that the result is announced to us."""
    open_page(tab, url + "selector/")
    start(tab)
    tab.evaluate(ANSWER, ANSWERS)
    return result_for(tab, ANSWERS)


def test_starts_and_ranks(tab: Tab, published_url: str, calculator: Calculator) -> None:
    found = open_with_result(tab, published_url)
    assert found == in_python(calculator, ANSWERS)
    headline = "() => document.querySelector('[data-selector-headline]').textContent"
    assert calculator_headline(calculator) in wait_until(tab, headline)


def calculator_headline(calculator: Calculator) -> str:
    """The motion that CPython puts first, by its label."""
    request = {"schema": 1, "answers": ANSWERS, "detail": "full"}
    return str(json.loads(calculator.answer(json.dumps(request)))["ranking"][0]["label"])


def test_gives_the_bytes_of_cpython(
    tab: Tab, published_url: str, built_site: Path, rules_text: str, calculator: Calculator
) -> None:
    requests = random_requests(json.loads(rules_text), COUNT, "full", 16)
    (script,) = (f"assets/scripts/{path.name}" for path in (built_site / "assets/scripts").glob("worker-*.mjs"))
    tab.goto(published_url + "about/how-scoring-works/")
    # Asked without waiting: the page holds the promise, and while the browser counts so does CPython.
    tab.evaluate(f"(given) => {{ ({ASK})(given); }}", [published_url, script, requests])
    here = [calculator.answer(request) for request in requests]
    there = tab.evaluate("() => window.answers")
    for request, one, other in zip(requests, here, there, strict=True):
        assert one == other, request


def test_goes_from_page_to_page_with_the_answers(tab: Tab, published_url: str) -> None:
    open_with_result(tab, published_url)
    tab.evaluate("() => { window.stays = true }")
    wait_until(tab, "() => performance.getEntriesByName(new URL('../sitemap.xml', location.href).href).length > 0")
    tab.evaluate(FOLLOW, "questions/")
    wait_until(tab, "() => location.pathname.endsWith('/questions/') && document.querySelector('[data-mode=compact]')")
    assert tab.evaluate("() => window.stays") is True, "the page was loaded whole"
    tab.evaluate("() => history.back()")
    wait_until(tab, "() => location.pathname.endsWith('/selector/') && document.querySelector('[data-mode=full]')")
    for name, value in ANSWERS.items():
        assert wait_until(tab, SHOWN, name) == str(value)
    assert tab.evaluate("() => window.strange") == []


def test_a_shared_link_gives_the_same_result(tab: Tab, published_url: str) -> None:
    result = open_with_result(tab, published_url)
    tab.evaluate(
        "() => Object.defineProperty(navigator, 'clipboard', {"
        " value: { writeText: async (text) => { window.copied = text } } })"
    )
    tab.evaluate(PRESS, "share")
    link = wait_until(tab, "() => window.copied")
    assert link == published_url + address_of(ANSWERS)
    open_page(tab, link)
    start(tab)
    assert result_for(tab, ANSWERS) == result


def test_prints_the_memo(tab: Tab, published_url: str) -> None:
    open_with_result(tab, published_url)
    tab.evaluate("() => { window.print = () => { window.sheet = document.querySelector('.memo')?.textContent } }")
    tab.evaluate(PRESS, "print")
    sheet = wait_until(tab, "() => window.sheet")
    assert tab.evaluate("() => document.querySelector('[data-selector-headline]').textContent") in sheet
    assert address_of(ANSWERS) in sheet


def test_searches(tab: Tab, published_url: str) -> None:
    open_page(tab, published_url + "growth/depth-first-plg/")
    wait_until(tab, "() => document.documentElement.dataset.scripts === 'up'")
    tab.evaluate("() => document.querySelector('[data-search-open]').click()")
    wait_until(tab, "() => document.querySelector('dialog.search[open] #search-input')")
    tab.evaluate(f"() => ({SET})(document.querySelector('#search-input'), 'cac payback')")
    wait_until(tab, "() => document.querySelector('dialog.search').dataset.query === 'cac payback'")
    found = tab.evaluate("() => [...document.querySelectorAll('dialog.search [role=option]')].map((each) => each.href)")
    assert len(found) > 3
    assert all(link.startswith(published_url) for link in found)
    assert tab.evaluate("() => window.strange") == []


def test_ten_reloads_keep_the_answers(tab: Tab, published_url: str) -> None:
    result = open_with_result(tab, published_url)
    for _ in range(RELOADS):
        tab.goto(published_url + "selector/")
        start(tab)
        assert result_for(tab, ANSWERS) == result


def test_a_private_window(private_tab: Tab, published_url: str, calculator: Calculator) -> None:
    assert open_with_result(private_tab, published_url) == in_python(calculator, ANSWERS)
    private_tab.goto(published_url + "motions/sales-led/")
    private_tab.evaluate("() => document.querySelector('[data-selector-fold]').open = true")
    assert wait_until(private_tab, SHOWN, "buyer_user") == ANSWERS["buyer_user"]
    assert private_tab.errors() == []
