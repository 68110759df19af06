"""Which question next: order, progress, the way on, and how much each question matters."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from calculator import Calculator
from tests.browser.reading import settled
from tests.browser.selector import choose, listen, open_panel, wait_ready, wait_result
from tests.browser.waiting import wait_calm, wait_drawn

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def initial(rules_text: str) -> dict[str, Any]:
    return json.loads(Calculator(rules_text).answer('{"answers":{}}'))


def label(rules: dict[str, Any], question: str) -> str:
    return next(each["label"] for each in rules["questions"] if each["id"] == question)


def asked(page: Page) -> list[str]:
    fit = page.locator('fieldset[data-question][data-role="fit"]')
    return fit.evaluate_all("(nodes) => nodes.map((node) => node.dataset.question)")


def matter(page: Page) -> dict[str, str]:
    return page.locator("fieldset:has([data-selector-matter])").evaluate_all(
        "(nodes) => Object.fromEntries(nodes.map((n) => [n.dataset.question, "
        "n.querySelector('[data-selector-matter-word]').textContent]))"
    )


@pytest.mark.parametrize("address", ["", "selector/", "motions/product-led/"])
def test_the_most_useful_question_comes_first(
    page: Page, site_url: str, rules: dict[str, Any], initial: dict[str, Any], address: str
) -> None:
    page.goto(site_url + address)
    open_panel(page)  # a page of a document brings the questions when its panel is opened
    expect(page.locator('fieldset[data-question][data-role="fit"]').first).to_be_attached()
    in_group_order = [question["id"] for question in rules["questions"] if question["role"] == "fit"]
    best = initial["ask_next"]["question"]
    ordered = sorted(in_group_order, key=lambda question: (question != best, -initial["gains"][question]))
    first = next(question for question in ordered if question not in rules["needs_customers"])
    assert asked(page) == [first, *(question for question in ordered if question != first)]


def test_what_the_page_says_of_a_question_holds_before_python_is_up(page: Page, site_url: str) -> None:
    listen(page)
    page.goto(site_url + "selector/")
    before = matter(page)
    assert set(before.values()) >= {"Matters most now", "Matters a lot"}
    wait_ready(page)
    wait_result(page, {})
    assert matter(page) == before


def test_an_answer_given_while_python_loads_takes_back_what_was_said_of_its_question(page: Page, site_url: str) -> None:
    page.route("**/assets/runtime/**", lambda route: None)  # never comes
    page.goto(site_url + "selector/")
    first, second = asked(page)[:2]
    said = matter(page)[second]
    page.locator(f'input[name="{first}"]').first.check(force=True)
    word = page.locator(f'fieldset[data-question="{first}"] [data-selector-matter-word]')
    expect(word).to_be_empty()
    assert matter(page)[second] == said
    expect(page.locator("[data-selector-done]")).to_have_text(
        f"1 of {len(asked(page))} answered. About six usually settle it."
    )


def test_the_next_question_is_offered_below_the_one_just_answered(
    page: Page, site_url: str, rules: dict[str, Any]
) -> None:
    listen(page)
    page.goto(site_url + "selector/")
    wait_ready(page)
    expect(page.locator("[data-selector-done]")).to_contain_text(f"0 of {len(asked(page))} answered")
    result = wait_result(page, {})
    done: dict[str, Any] = {}
    question = result["ask_next"]["question"]
    for _ in range(3):
        done[question] = next(each for each in rules["questions"] if each["id"] == question)["options"][0]["id"]
        place = page.locator(f'fieldset[data-question="{question}"]')
        height = place.evaluate("(node) => node.offsetHeight")
        choose(page, {question: done[question]})
        result = wait_result(page, dict(sorted(done.items())))
        name = f"Next: {label(rules, result['ask_next']['question'])}"
        button = place.get_by_role("button", name=name)
        expect(button).to_be_visible()
        assert place.evaluate("(node) => node.offsetHeight") == height, "the line had its place before"
        expect(page.locator("[data-selector-done]")).to_contain_text(f"{len(done)} of {len(asked(page))} answered")
        expect(page.locator("fieldset [data-selector-next]:visible")).to_have_count(1)
        button.press("Enter")
        question = result["ask_next"]["question"]
        expect(page.locator(f'fieldset[data-question="{question}"] input:focus')).to_have_count(1)
        expect(page.locator(f'fieldset[data-question="{question}"]')).to_be_in_viewport()


def test_a_question_left_open_is_not_offered_again(page: Page, site_url: str) -> None:
    listen(page)
    page.goto(site_url + "selector/")
    wait_ready(page)
    wait_result(page, {})
    offered = []
    for _ in range(4):
        button = page.locator(".progress [data-selector-next]")
        offered.append(button.inner_text())
        button.click()
    assert offered[0].startswith("Start: ")
    assert len({name.split(": ", 1)[1] for name in offered}) == 4


def test_enough_is_said_and_every_control_stays(page: Page, site_url: str, rules: dict[str, Any]) -> None:
    listen(page)
    page.goto(site_url + "selector/")
    wait_ready(page)
    case = next(each for each in rules["cases"] if len(each["answers"]) >= 14)
    fit = {each["id"] for each in rules["questions"] if each["role"] == "fit"}
    answers = {key: value for key, value in sorted(case["answers"].items()) if key in fit and value is not None}
    choose(page, answers)
    result = wait_result(page, answers)
    assert result["status"] == "ok"
    expect(page.locator("[data-selector-done]")).to_contain_text(
        "No open question can change who leads" if result["lead"]["necessary"] else "enough for a verdict"
    )
    for question in rules["questions"]:
        name = question["id"] if question["kind"] == "option" else f"{question['id']}__band"
        radios = page.locator(f'input[type="radio"][name="{name}"]')
        assert radios.count() == (len(question["options"]) + 1 if question["options"] else 0), question["id"]
        for radio in radios.all():
            expect(radio).to_be_visible()
        if question["kind"] == "number":
            expect(page.locator(f'input[name="{question["id"]}"]')).to_be_visible()
    flips = {flip["question"] for flip in result["flips"]}
    for question, words in matter(page).items():
        if question in answers:
            assert words == (
                "Another answer changes the result" if question in flips else "No answer here changes the result"
            )


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_nothing_jumps_while_answering(page: Page, site_url: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    listen(page)
    page.goto(site_url + "selector/")
    wait_ready(page)
    wait_result(page, {})
    tops: list[float] = []
    for question in asked(page)[:5]:
        field = page.locator(f'fieldset[data-question="{question}"] input[type="radio"]').first
        field.scroll_into_view_if_needed()
        before = field.evaluate("(node) => node.getBoundingClientRect().top")
        field.check(force=True)
        settled(page)
        wait_calm(page)
        tops.append(field.evaluate("(node) => node.getBoundingClientRect().top") - before)
    assert tops == [0] * 5


@pytest.mark.parametrize("address", ["growth/depth-first-plg/", "selector/"])
def test_a_reader_with_answers_sees_nothing_move_on_load(page: Page, site_url: str, address: str) -> None:
    listen(page)
    page.goto(site_url + "selector/#selector?v=1&acv_usd=24000&buyer_user=different-people")
    wait_ready(page)
    wait_result(page, {"acv_usd": 24000, "buyer_user": "different-people"})
    page.add_init_script(
        "window.shifts = []; new PerformanceObserver((list) => window.shifts.push(...list.getEntries().flatMap((e) => "
        "e.hadRecentInput ? [] : e.sources.filter((s) => s.node?.closest?.('[data-selector]')).map((s) => "
        "s.node.className)))).observe({ type: 'layout-shift', buffered: true });"
    )
    page.goto(site_url + address)
    page.locator("[data-selector]").scroll_into_view_if_needed()
    expect(page.locator("[data-selector]")).to_have_attribute("data-state", "ready", timeout=90_000)
    wait_drawn(page)
    assert page.evaluate("window.shifts") == []
