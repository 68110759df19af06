"""One question at a time: six founders from the first question to a verdict, on desktop and on a phone."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.founders import FOUNDERS, Founder
from tests.browser.selector import listen, open_panel, wait_ready
from tests.browser.waiting import A_WHILE_MS, wait_until

pytestmark = pytest.mark.browser

MOST_STEPS = 24
STATE = """
() => {
  const root = document.querySelector("[data-selector]");
  const asked = root.querySelector("fieldset[data-current]");
  const stop = root.querySelector("[data-selector-stop]");
  const place = (asked ?? stop).getBoundingClientRect();
  const { activeElement: focus } = document;
  return {
    question: asked?.dataset.question ?? null,
    asked: root.querySelectorAll("fieldset[data-current]").length,
    stop: stop.hidden ? null : stop.querySelector("[data-selector-stop-text]").textContent,
    top: place.top,
    scroll: scrollY,
    headline: root.querySelector("[data-selector-headline]").textContent,
    holdsFocus: (asked ?? stop).contains(focus),
    busy: root.querySelector("[data-selector-results]").getAttribute("aria-busy"),
    leaving: root.hasAttribute("data-leaving"),
    given: root.querySelectorAll(".given__item").length,
  };
}
"""
SAID = """
window.said = [];
document.addEventListener("DOMContentLoaded", () => {
  const status = document.querySelector("[data-selector-status]");
  if (status) new MutationObserver(() => window.said.push(status.textContent)).observe(status, { childList: true });
});
"""
SCREENS = {"desktop": (1440, 900), "phone": (390, 844)}


@dataclass
class Step:
    """What a reader saw of one question, and what it cost."""

    question: str
    scrolled: float
    headline: str


@pytest.fixture(params=list(SCREENS))
def screen(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A tab of a desktop, or of a phone that is touched."""
    width, height = SCREENS[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, has_touch=request.param == "phone")
    tab = context.new_page()
    listen(tab)
    yield tab
    context.close()


def rest(page: Page) -> dict:
    """The page once the result is whole and the next question stands."""
    wait_until(
        page,
        "() => { const root = document.querySelector('[data-selector]'); return !root.hasAttribute('data-leaving')"
        " && root.querySelector('[data-selector-results]').getAttribute('aria-busy') === 'false' }",
    )
    return page.evaluate(STATE)


def answer(page: Page, founder: Founder, question: str) -> None:
    """One click: the answer, or "Not sure"."""
    asked = page.locator(f'[data-selector] fieldset[data-question="{question}"]')
    value = founder.answers.get(question, "")
    asked.locator(f'.option:has(input[value="{value}"])').click()
    wait_until(
        page,
        "(old) => document.querySelector('[data-selector] fieldset[data-current]')?.dataset.question !== old",
        arg=question,
    )


def walk(page: Page, founder: Founder) -> tuple[list[Step], dict]:
    """Answer what is asked until the page says that it is enough."""
    steps: list[Step] = []
    state = rest(page)
    while state["question"] and len(steps) < MOST_STEPS:
        before = state
        answer(page, founder, before["question"])
        state = rest(page)
        assert state["asked"] <= 1 and state["holdsFocus"], state
        assert state["given"] > before["given"] or before["stop"]
        steps.append(Step(before["question"], abs(state["scroll"] - before["scroll"]), state["headline"]))
    return steps, state


@pytest.mark.parametrize("founder", FOUNDERS, ids=lambda founder: founder.name)
def test_a_founder_walks_from_the_first_question_to_a_verdict(screen: Page, site_url: str, founder: Founder) -> None:
    screen.goto(site_url)
    wait_ready(screen)
    screen.evaluate("() => scrollTo(0, 0)")
    steps, end = walk(screen, founder)
    height = (screen.viewport_size or {"height": 0})["height"]
    print(f"\n{founder.name}: {len(steps)} clicks")
    for step in steps:
        print(f"  {step.question:17} {step.scrolled:4.0f} px  {step.headline}")
    asked = [step.question for step in steps]
    assert asked[0] not in ("buyer_preference", "segment"), "somebody without customers can begin"
    assert len(set(asked)) == len(asked) <= 16
    assert all(step.scrolled <= height for step in steps)
    assert end["stop"] is not None
    assert founder.leader.split("-")[0] in end["headline"].lower()


def test_a_screen_reader_hears_one_sentence_for_each_answer_and_none_for_none(page: Page, site_url: str) -> None:
    page.add_init_script(SAID)
    page.clock.install()
    listen(page)
    page.goto(site_url)
    wait_ready(page)
    founder = FOUNDERS[0]
    for _ in range(4):
        question = rest(page)["question"]
        answer(page, founder, question)
        headline = rest(page)["headline"]
        page.clock.run_for(A_WHILE_MS)
        said = page.evaluate("() => window.said.splice(0)")
        assert len(said) == (question in founder.answers), (question, said)
        assert all(sentence.startswith(headline) for sentence in said)


def test_the_question_stands_where_the_last_one_stood(page: Page, site_url: str) -> None:
    """In a window that holds both; where it does not, the page moves by what is missing."""
    page.set_viewport_size({"width": 1440, "height": 1000})
    listen(page)
    page.goto(site_url)
    wait_ready(page)
    first = rest(page)
    answer(page, FOUNDERS[0], first["question"])
    second = rest(page)
    assert abs(second["top"] - first["top"]) < 1 and second["scroll"] == first["scroll"]


def test_back_and_change_lead_to_the_question_with_its_answer(page: Page, site_url: str) -> None:
    listen(page)
    page.goto(site_url)
    wait_ready(page)
    founder = FOUNDERS[1]
    asked = []
    for _ in range(3):
        asked.append(rest(page)["question"])
        answer(page, founder, asked[-1])
    rest(page)
    back = page.get_by_role("button", name="Back", exact=True)
    for question in reversed(asked):
        back.press("Enter")
        assert rest(page)["question"] == question
        given = page.locator(f'fieldset[data-question="{question}"] input[value="{founder.answers[question]}"]')
        expect(given).to_be_checked()
        expect(given).to_be_focused()
    expect(back).to_be_hidden()
    page.get_by_role("button", name="Continue").click()
    page.locator(f'[data-change="{asked[2]}"]').click()
    wait_until(
        page, "(one) => document.querySelector('fieldset[data-current]')?.dataset.question === one", arg=asked[2]
    )
    page.locator(f'fieldset[data-question="{asked[2]}"] .option--unsure').click()
    wait_until(page, "(old) => document.querySelector('fieldset[data-current]').dataset.question !== old", arg=asked[2])
    expect(page.locator(f'.given__item:has([data-change="{asked[2]}"])')).to_contain_text("Not sure")


def test_arrow_keys_look_and_enter_goes_on(page: Page, site_url: str) -> None:
    page.clock.install()
    listen(page)
    page.goto(site_url)
    wait_ready(page)
    first = rest(page)["question"]
    radios = page.locator(f'fieldset[data-question="{first}"] input[type="radio"]')
    radios.first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(radios.nth(2)).to_be_checked()
    page.clock.run_for(A_WHILE_MS)
    assert rest(page)["question"] == first, "looking at an answer is not choosing it"
    page.keyboard.press("Enter")
    wait_until(page, "(old) => document.querySelector('fieldset[data-current]').dataset.question !== old", arg=first)
    state = rest(page)
    assert state["holdsFocus"]
    page.keyboard.press("Space")
    wait_until(
        page,
        "(old) => document.querySelector('fieldset[data-current]').dataset.question !== old",
        arg=state["question"],
    )


def test_it_stops_once_and_goes_on_for_who_wants_to_be_surer(page: Page, site_url: str) -> None:
    listen(page)
    page.goto(site_url)
    wait_ready(page)
    founder = FOUNDERS[5]
    _, end = walk(page, founder)
    assert end["stop"].startswith("No open question can change who leads")
    page.get_by_role("button", name="to be surer").click()
    _, end = walk(page, founder)
    assert end["stop"].startswith("That is all")
    page.get_by_role("button", name="Add money and team").click()
    expect(page.locator('fieldset[data-current]:not([data-role="fit"])')).to_be_visible()


def test_a_situation_starts_with_answers_that_can_be_changed_and_taken_back(page: Page, site_url: str) -> None:
    listen(page)
    page.goto(site_url)
    wait_ready(page)
    first = rest(page)["question"]
    page.locator("[data-situation]").first.click()
    wait_until(page, "(old) => document.querySelector('fieldset[data-current]').dataset.question !== old", arg=first)
    state = rest(page)
    assert state["given"] >= 5
    expect(page.locator("[data-selector-situations]")).to_be_hidden()
    expect(page.locator("[data-selector-notice]")).to_contain_text("Change any of them")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".given__item")).to_have_count(0)


def test_the_panel_of_a_page_asks_one_question_and_a_question_page_its_own(page: Page, site_url: str) -> None:
    listen(page)
    page.goto(site_url + "questions/latitude/")
    wait_ready(page)
    open_panel(page)
    assert rest(page)["asked"] == 1
    page.goto(site_url + "#selector?v=1&user=developer")
    wait_until(page, "JSON.stringify(localStorage).includes('developer')")  # kept, so that the next page knows of it
    page.goto(site_url + "questions/latitude/")
    wait_ready(page)
    page.get_by_role("button", name="Answer it").click()
    assert rest(page)["question"] == "latitude"


def test_nothing_slides_for_who_wants_no_motion(browser: Browser, site_url: str) -> None:
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    listen(page)
    page.goto(site_url)
    wait_ready(page)
    answer(page, FOUNDERS[0], rest(page)["question"])
    assert page.evaluate("document.querySelector('fieldset[data-current]').getAnimations().length") == 0
    context.close()


def test_without_a_calculator_the_questions_still_come_one_by_one(page: Page, site_url: str) -> None:
    page.route("**/assets/runtime/**", lambda route: route.abort())
    page.goto(site_url)
    page.mouse.move(20, 20)
    expect(page.locator("[data-selector]")).to_have_attribute("data-state", "failed")
    for _ in range(3):
        question = page.locator("fieldset[data-current]").get_attribute("data-question")
        assert question
        answer(page, FOUNDERS[1], question)
    expect(page.locator(".given__item")).to_have_count(3)
