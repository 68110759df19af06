"""Links, Back and Forward, undo, fast changes, one worker: the answers shown and the result shown are the same."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from calculator import Calculator
from tests.browser.selector import choose, events, listen, open_panel, shown_ranking, wait_ready, wait_result
from tests.browser.states import as_published

pytestmark = pytest.mark.browser

# Answers of the slowed worker come late, the early ones latest: whoever does not drop the superseded shows them.
SLOW = """
{
  const post = self.postMessage.bind(self);
  let wait = 900;
  self.postMessage = (message) => {
    if (message.type !== "answer") return post(message);
    setTimeout(() => post(message), (wait = Math.max(100, wait - 250)));
  };
}
"""

KEPT = "Object.entries(localStorage).filter(([name]) => name.endsWith(':result'))"
KEPT_OF_ANOTHER_BUILD = f"""
for (const [name, text] of {KEPT}) {{
  localStorage.setItem(name, JSON.stringify({{ ...JSON.parse(text), origin: "another" }}));
}}
"""


def checked(page: Page, question: str) -> str | None:
    return page.locator(f'[data-selector] input[name="{question}"]:checked').get_attribute("value")


def follow(page: Page, name: str) -> None:
    """To a page of the header, loaded into this one; there once it stands, for the address changes before."""
    page.evaluate("document.querySelector('[data-selector]').dataset.left = ''")
    page.locator(f".md-header a[href$='/{name}/']").first.click()
    page.wait_for_url(f"**/{name}/**")
    page.locator("[data-selector]:not([data-left])").wait_for()


def ranking_for(calculator: Calculator, answers: dict[str, Any]) -> list[tuple[str, int]]:
    result = json.loads(calculator.answer(json.dumps({"answers": answers})))
    return [(row["motion"], row["rank"]) for row in result["ranking"]]


def test_a_link_is_short_readable_and_versioned(page: Page, site_url: str, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    listen(page)
    page.goto(site_url + "selector/")
    wait_ready(page)
    choose(page, {"latitude": "procurement", "acv_usd": "$20K to 40K", "buyer_user": "same-person"})
    wait_result(page, {"acv_usd": {"from": 20000, "to": 40000}, "buyer_user": "same-person", "latitude": "procurement"})
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{site_url}selector/#selector?v=1&acv_usd=20000-40000&buyer_user=same-person&latitude=procurement"
    expect(page).to_have_url(link)


def test_a_link_with_every_answer_stays_short(page: Page, site_url: str, built_site: Path) -> None:
    rules = json.loads((built_site / "api/v1/rules.json").read_text(encoding="utf-8"))
    answers = {each["id"]: each["options"][-1]["id"] for each in rules["questions"] if each["options"]}
    link = f"{site_url}selector/#selector?v=1" + "".join(f"&{key}={value}" for key, value in sorted(answers.items()))
    listen(page)
    page.goto(link)
    wait_ready(page)
    wait_result(page, dict(sorted(answers.items())))
    expect(page).to_have_url(link)
    assert len(link) < 600


def test_back_and_forward_between_links(page: Page, site_url: str, calculator: Calculator) -> None:
    listen(page)
    page.goto(site_url + "selector/#selector?v=1&latitude=procurement")
    wait_ready(page)
    wait_result(page, {"latitude": "procurement"})
    page.goto(site_url + "selector/#selector?v=1&user=developer")
    wait_result(page, {"user": "developer"})
    expect(page.locator("[data-selector-notice]")).to_contain_text("Undo brings yours back")
    page.go_back()
    wait_result(page, {"latitude": "procurement"})
    assert checked(page, "latitude") == "procurement" and checked(page, "user") == ""
    assert shown_ranking(page) == ranking_for(calculator, {"latitude": "procurement"})
    page.go_forward()
    wait_result(page, {"user": "developer"})


@pytest.mark.parametrize("way", ["instant", "full"])
def test_back_to_a_page_keeps_answers_given_since(page: Page, site_url: str, way: str) -> None:
    listen(page)
    if way == "instant":
        as_published(page, site_url)
    page.goto(site_url + "selector/")
    wait_ready(page)
    choose(page, {"user": "developer"})
    wait_result(page, {"user": "developer"})
    page.evaluate("window.loadedOnce = true")
    if way == "instant":
        follow(page, "motions")
    else:
        page.goto(site_url + "growth/depth-first-plg/")
    open_panel(page)
    choose(page, {"latitude": "procurement"})
    wait_result(page, {"latitude": "procurement", "user": "developer"})
    page.go_back()
    page.wait_for_url("**/selector/**")
    page.locator('[data-selector][data-mode="full"]').wait_for()
    if way == "instant":
        assert page.evaluate("window.loadedOnce"), "a page was loaded anew"
    expect(page.locator('[data-selector] input[name="latitude"][value="procurement"]')).to_be_checked()
    expect(page.locator('[data-selector] input[name="user"][value="developer"]')).to_be_checked()
    expect(page).to_have_url(site_url + "selector/#selector?v=1&latitude=procurement&user=developer")


def test_undo_takes_back_one_step_and_a_reset(page: Page, site_url: str) -> None:
    listen(page)
    page.goto(site_url + "selector/")
    wait_ready(page)
    choose(page, {"user": "developer"})
    choose(page, {"latitude": "procurement"})
    wait_result(page, {"latitude": "procurement", "user": "developer"})
    undo = page.get_by_role("button", name="Undo")
    page.get_by_role("button", name="Clear answers").click()
    wait_result(page, {})
    expect(page).to_have_url(site_url + "selector/")
    undo.click()
    wait_result(page, {"latitude": "procurement", "user": "developer"})
    assert checked(page, "user") == "developer"
    undo.click()
    wait_result(page, {"user": "developer"})
    undo.press("Enter")
    wait_result(page, {})
    expect(undo).to_have_attribute("aria-disabled", "true")
    expect(undo).to_be_focused()


def test_fast_changes_never_show_a_stale_result(
    page: Page, site_url: str, context: BrowserContext, calculator: Calculator
) -> None:
    def slow(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=SLOW + response.text())

    context.route("**/worker-*.mjs", slow)
    listen(page)
    page.goto(site_url + "selector/")
    wait_ready(page)
    wait_result(page, {})
    steps: list[dict[str, Any]] = [
        {"user": "developer"},
        {"user": "executive"},
        {"user": "executive", "latitude": "procurement"},
        {"user": "executive", "latitude": "procurement", "stakeholders": "many"},
    ]
    page.evaluate(
        """() => {
          window.shown = [];
          const box = document.querySelector("[data-selector-results]");
          const note = () => window.shown.push([
            [...document.querySelectorAll("[data-selector] input[type=radio]:checked")]
              .filter((each) => each.value && !each.name.endsWith("__band")).map((each) => [each.name, each.value]),
            [...box.querySelectorAll("[data-motion][data-rank]")]
              .map((each) => [each.dataset.motion, Number(each.dataset.rank)]),
          ]);
          new MutationObserver(note).observe(box, { subtree: true, attributes: true, attributeFilter: ["data-rank"] });
        }"""
    )
    page.evaluate("window.selectorEvents = []")
    choose(page, steps[0])
    page.wait_for_timeout(60)
    choose(page, {"user": "executive"})
    choose(page, {"latitude": "procurement"})
    page.wait_for_timeout(250)
    choose(page, {"stakeholders": "many"})
    wait_result(page, dict(sorted(steps[-1].items())))
    # One worker answers in order: once a later question has its result, none of these is on its way any more.
    choose(page, {"segment": "enterprise"})
    last = dict(sorted({**steps[-1], "segment": "enterprise"}.items()))
    wait_result(page, last)
    # An answer of the step before may have come while it still was the newest; nothing of the first one ever may.
    assert [each["answers"] for each in events(page, "selector:result")][-2] == dict(sorted(steps[-1].items()))
    assert steps[0] not in [each["answers"] for each in events(page, "selector:result")]
    assert shown_ranking(page) == ranking_for(calculator, last)
    # Whenever the ranking was redrawn, it was for the answers then chosen.
    for answers, ranking in page.evaluate("window.shown"):
        assert [tuple(row) for row in ranking] == ranking_for(calculator, dict(answers))


def test_a_reader_who_comes_back_has_the_result_before_python(
    context: BrowserContext, site_url: str, calculator: Calculator
) -> None:
    answers = {"latitude": "procurement", "user": "developer"}
    first = context.new_page()
    listen(first)
    first.goto(site_url + "selector/#selector?v=1&latitude=procurement&user=developer")
    wait_result(first, answers)
    first.close()
    context.route("**/assets/runtime/**", lambda route: None)  # Python is on its way for ever
    page = context.new_page()
    for address in ("selector/", "selector/#selector?v=1&latitude=procurement&user=developer"):
        page.goto(site_url + address)
        expect(page.locator("[data-selector-results] [data-rank='1']").first).to_be_visible()
        assert shown_ranking(page) == ranking_for(calculator, answers)
        expect(page.locator("[data-selector]")).to_have_attribute("data-state", "loading")
    page.goto(site_url)
    page.evaluate(KEPT_OF_ANOTHER_BUILD)
    page.goto(site_url + "selector/")
    expect(page.locator("[data-selector]")).to_have_attribute("data-state", "loading")
    assert shown_ranking(page) == ranking_for(calculator, {})
    page.get_by_role("button", name="Clear answers").click()
    assert page.evaluate(f"{KEPT}.map(([, text]) => text)") == ["null"]


def test_one_worker_for_the_visit_and_one_panel_wired_once(page: Page, site_url: str, calculator: Calculator) -> None:
    listen(page)
    as_published(page, site_url)
    page.goto(site_url + "selector/")
    wait_ready(page)
    page.evaluate("window.loadedOnce = true")
    for _ in range(2):
        for name in ("motions", "cases", "selector"):
            follow(page, name)
            expect(page.locator("[data-selector]")).to_have_attribute("data-state", "ready")
    assert page.evaluate("window.loadedOnce"), "no page was loaded anew, or this says nothing of one worker"
    assert len(page.workers) == 1
    assert len(events(page, "selector:ready")) == 1
    page.evaluate("window.selectorEvents = []")
    choose(page, {"user": "developer"})
    wait_result(page, {"user": "developer"})
    page.get_by_role("button", name="Undo").click()
    wait_result(page, {})
    # Each of them has one result; the worker answers in order, so that a second one would have come before the last.
    choose(page, {"user": "executive"})
    wait_result(page, {"user": "executive"})
    assert [each["answers"] for each in events(page, "selector:result")] == [
        {"user": "developer"},
        {},
        {"user": "executive"},
    ]
    assert page.locator("[data-selector-part]").count() == len(
        set(page.locator("[data-selector-part]").evaluate_all("(n) => n.map((each) => each.dataset.selectorPart)"))
    )
