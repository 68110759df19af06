"""What is said of a result: conflict, two scenarios, benchmarks, what to read next, and the printed memo."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from calculator import Calculator
from tests.browser.selector import choose, listen, shown_ranking, wait_ready, wait_result

pytestmark = pytest.mark.browser

SMALL = {"acv_usd": 600, "buyer_user": "same-person", "latitude": "adopt-freely", "time_to_value": "minutes"}
LARGE = {"acv_usd": 150000, "buyer_user": "different-people", "latitude": "procurement", "time_to_value": "months"}


def open_parts(page: Page) -> None:
    page.locator("[data-selector-parts] details").evaluate_all("(nodes) => nodes.forEach((node) => (node.open = true))")


def set_answers(page: Page, site_url: str, answers: dict[str, Any]) -> dict[str, Any]:
    hash_ = "&".join(f"{key}={value}" for key, value in sorted(answers.items()))
    page.goto(f"{site_url}selector/#selector?v=1&{hash_}")
    wait_ready(page)
    return wait_result(page, dict(sorted(answers.items())))


def ruling_all_out(rules: dict[str, Any]) -> dict[str, Any]:
    """Rules that nobody would write: whoever sells to developers cannot lead with anything."""
    made_up = [
        {
            **rules["vetoes"][0],
            "id": f"{motion['id']}:made-up",
            "motion": motion["id"],
            "when": {"user": {"options": ["developer"]}},
        }
        for motion in rules["motions"]
    ]
    return {**rules, "vetoes": made_up}


def test_all_motions_ruled_out_says_what_to_reconsider(
    page: Page, site_url: str, context: BrowserContext, rules: dict[str, Any]
) -> None:
    conflicting = ruling_all_out(rules)
    context.route("**/api/v1/rules.json", lambda route: route.fulfill(json=conflicting))
    listen(page)
    page.goto(site_url + "selector/")
    wait_ready(page)
    choose(page, {"user": "developer"})
    result = wait_result(page, {"user": "developer"})
    assert result == json.loads(Calculator(json.dumps(conflicting)).answer('{"answers":{"user":"developer"}}'))
    assert result["status"] == "conflict"
    box = page.locator("[data-selector-results]")
    expect(box).to_have_attribute("data-status", "conflict")
    expect(page.locator("[data-selector-headline]")).to_have_text(result["headline"])
    expect(page.locator("[data-selector-reasons]")).to_contain_text("Every motion is ruled out by an answer.")
    assert len(shown_ranking(page)) == 5
    part = page.locator('[data-selector-part="vetoes"]')
    for each in rules["motions"]:
        expect(part).to_contain_text(f"{each['label']} cannot lead")
    open_parts(page)
    expect(part.get_by_text("Answers to reconsider")).to_be_visible()
    for each in rules["motions"]:
        expect(part.get_by_text(re.compile(f"{each['label']} could lead if ")).first).to_be_visible()
    expect(page.locator("[data-selector-done]")).to_have_text(
        f"1 of {result['asked']} answered; together they rule every motion out."
    )
    # Nothing to be sure of, and no question whose answer would help.
    expect(page.locator('[data-selector-part="sure"]')).to_be_hidden()
    expect(page.locator(".ask-next")).to_have_count(0)
    expect(page.locator("[data-selector-next]:visible")).to_have_count(0)
    page.goto(f"{site_url}growth/depth-first-plg/")
    expect(page.locator("[data-selector-verdict]")).to_have_text(result["headline"])
    expect(page.locator("[data-selector-here]")).to_contain_text("Cannot tell whether it applies to you")


def test_not_enough_and_ok(page: Page, site_url: str, rules: dict[str, Any]) -> None:
    listen(page)
    result = set_answers(page, site_url, {"user": "developer"})
    assert result["status"] == "not-enough"
    expect(page.locator("[data-selector-headline]")).to_have_text(result["headline"])
    expect(page.locator("[data-selector-reasons]")).to_contain_text("% of the weight; a verdict needs at least")
    case = max(rules["cases"], key=lambda each: len([a for a in each["answers"].values() if a is not None]))
    result = set_answers(page, site_url, {key: value for key, value in case["answers"].items() if value is not None})
    assert result["status"] == "ok"
    expect(page.locator("[data-selector-results]")).to_have_attribute("data-status", "ok")
    expect(page.locator("[data-selector-reasons]")).to_be_empty()


@pytest.mark.parametrize("first", ["small", "large"])
def test_two_scenarios_say_the_split_whichever_came_first(page: Page, site_url: str, first: str) -> None:
    listen(page)
    one, two = (SMALL, LARGE) if first == "small" else (LARGE, SMALL)
    leaders = {}
    leaders["small" if one is SMALL else "large"] = set_answers(page, site_url, one)["lead"]["motion"]
    page.get_by_role("button", name="Compare scenarios").click()
    part = page.locator('[data-selector-part="compare"]')
    expect(part).to_contain_text("kept as the first scenario")
    choose(page, two)
    leaders["small" if two is SMALL else "large"] = wait_result(page, dict(sorted(two.items())))["lead"]["motion"]
    assert leaders["small"] != leaders["large"], "the test needs two leaders"
    expect(part).to_contain_text(f"Small customers: {leaders['small']}. Large customers: {leaders['large']}.")
    expect(part.get_by_role("link", name="Hybrid motions")).to_have_attribute(
        "href", re.compile("execution/hybrid-motions/$")
    )
    table = part.get_by_role("table", name=re.compile("Answers of both"))
    expect(table.locator('tr[data-differs="true"]')).to_have_count(4)
    expect(table.get_by_text("differs:")).to_have_count(4)
    choose(page, {"acv_usd": one["acv_usd"]})
    expect(table.locator('tr[data-differs="true"]')).to_have_count(3)
    part.get_by_role("button", name="Stop comparing").click()
    expect(part).to_be_hidden()


def test_scenarios_that_differ_in_no_size_are_called_first_and_second(page: Page, site_url: str) -> None:
    listen(page)
    set_answers(page, site_url, {key: value for key, value in SMALL.items() if key != "acv_usd"})
    page.get_by_role("button", name="Compare scenarios").click()
    choose(page, {key: value for key, value in LARGE.items() if key != "acv_usd"})
    part = page.locator('[data-selector-part="compare"]')
    expect(part).to_contain_text(re.compile(r"The first scenario:\s+\S+\.\s+The second:\s+\S+\.|leads in both"))


def test_published_figures_carry_year_sample_and_how_far_they_were_checked(
    page: Page, site_url: str, rules: dict[str, Any]
) -> None:
    listen(page)
    result = set_answers(page, site_url, LARGE)
    open_parts(page)
    part = page.locator('[data-selector-part="economics"]')
    published = result["economics"]["benchmarks"]
    assert published
    told = next(section for section in result["sections"] if section["id"] == "benchmarks")["items"]
    words = {"read": "read at its source", "history": "older than five years", "second-hand": "its source not read"}
    for figure, item in zip(published, told, strict=True):
        assert figure["value"] in item["head"]
        assert figure["sample"] in item["body"] and words[figure["checked"]] in item["body"]
        shown = part.get_by_role("listitem").filter(has_text=item["head"])
        expect(shown).to_contain_text(item["body"])
        if figure["url"]:
            expect(shown.get_by_role("link")).to_have_attribute("href", site_url + figure["url"])


def test_what_to_read_next_has_titles(page: Page, site_url: str, built_site: Path) -> None:
    listen(page)
    index = json.loads((built_site / "api/v1/index.json").read_text(encoding="utf-8"))
    titles = {each["id"]: each["title"] for each in index["documents"]}
    result = set_answers(page, site_url, LARGE)
    open_parts(page)
    part = page.locator('[data-selector-part="reading"]')
    assert result["read_next"]
    for each in result["read_next"]:
        expect(part.get_by_role("link", name=titles[each["page"]], exact=True).first).to_have_attribute(
            "href", site_url + each["url"]
        )


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("amount", ["few", "all"])
def test_the_memo_is_one_page(page: Page, site_url: str, rules: dict[str, Any], paper: str, amount: str) -> None:
    answers: dict[str, Any] = dict(LARGE)
    if amount == "all":  # the longest answer to everything
        for question in rules["questions"]:
            if question["kind"] == "option":
                answers[question["id"]] = max(question["options"], key=lambda each: len(each["label"]))["id"]
            else:
                answers.setdefault(question["id"], min(question["max"], 0.5 if question["max"] <= 1 else 150000))
    page.add_init_script("window.print = () => {}")
    listen(page)
    result = set_answers(page, site_url, answers)
    page.get_by_role("button", name="Print memo").click()
    memo = page.locator(".memo")
    text = memo.evaluate("(node) => node.textContent")
    assert result["headline"] in text
    assert f"rules {result['rules_version']}" in text
    assert re.search(r"\d{1,2} \w+ 20\d\d", text)
    why = next((section for section in result["sections"] if section["id"] == "why"), {"items": []})
    for reason in why["items"][:3]:
        assert reason["head"] in text
    labels = {each["id"]: each["label"] for each in rules["questions"]}
    assert all(labels[key] in text for key in answers)
    if result["flips"]:
        assert "What would change it" in text
    pdf = page.pdf(format=paper)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 1
