"""On a document page: what the page does to the reader's answers, and whether it applies. Nothing beyond the data."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from calculator import Calculator
from tests.browser.selector import choose, listen, open_panel, wait_ready, wait_result
from tests.browser.states import ANSWERS as SURE
from tests.browser.states import address_of

pytestmark = pytest.mark.browser

ANSWERS = {"acv_usd": 24000, "buyer_user": "different-people", "latitude": "procurement", "time_to_value": "months"}
HASH = "#selector?v=1&" + "&".join(f"{key}={value}" for key, value in ANSWERS.items())


@pytest.fixture(scope="module")
def result(rules_text: str) -> dict[str, Any]:
    return json.loads(Calculator(rules_text).answer(json.dumps({"answers": ANSWERS})))


def show(page: Page, address: str) -> None:
    listen(page)
    page.goto(address + HASH)
    wait_ready(page)
    wait_result(page, ANSWERS)


def points(value: float) -> str:
    return f"{'−' if value < 0 else '+'}{abs(value):.1f}"


def test_a_framework_page_says_which_rows_it_moves_and_whether_it_is_about_the_motion(
    page: Page, site_url: str, result: dict[str, Any]
) -> None:
    document = "execution/motion-selection-factors"
    show(page, f"{site_url}{document}/")
    about = page.locator(".about")
    ranking = result["ranking"]
    resting = [
        each
        for each in result["ranking"][0]["contributions"]
        if each["answer"] is not None
        and abs(each["contribution"]) >= 0.05
        and any(source["kind"] == "link" and source["page"] == document for source in each["sources"])
    ]
    assert resting, "the test needs a page that rules rest on"
    for each in resting:
        row = about.get_by_role("listitem").filter(has_text=each["answer"])
        given = [
            next(c["contribution"] for c in r["contributions"] if c["question"] == each["question"]) for r in ranking
        ]
        words = "every motion" if len(set(given)) == 1 else "sales-led"
        expect(row).to_contain_text(f"{points(each['contribution'])} {words}")
        expect(row.get_by_role("link")).to_have_attribute("href", site_url + each["row"]["url"])
    expect(about).to_contain_text("sales-led is ahead so far for your answers")
    expect(about).to_contain_text("Does it apply to you? Check that")
    line = page.locator("[data-selector-here]")
    expect(line).to_contain_text("This page moves your answer by ")
    page.locator("[data-selector-fold] > summary").click()
    expect(line).to_be_visible()
    expect(about).to_be_hidden()


def test_a_page_that_nothing_ties_to_a_motion_says_so(page: Page, site_url: str, built_site: Path) -> None:
    index = json.loads((built_site / "api/v1/index.json").read_text(encoding="utf-8"))
    for document in index["documents"]:
        html = built_site / document["url"] / "index.html"
        if (
            document["kind"] == "framework"
            and "&#34;motions&#34;" not in html.read_text()
            and "favored" not in html.read_text()
        ):
            break
    else:
        pytest.skip("every framework is tied to a motion")
    show(page, site_url + document["url"])
    expect(page.locator("[data-selector-here]")).to_have_text(
        "Cannot tell whether it applies to you: nothing ties this page to the result."
    )


@pytest.mark.parametrize("motion", ["sales-led", "product-led", "marketplace-led"])
def test_a_motion_page_says_its_rank_its_fit_and_what_rules_it_out(
    page: Page, site_url: str, result: dict[str, Any], motion: str
) -> None:
    show(page, f"{site_url}motions/{motion}/")
    row = next(each for each in result["ranking"] if each["motion"] == motion)
    about = page.locator(".about")
    line = page.locator("[data-selector-here]")
    expect(about).to_contain_text(f"{row['fit']:.1f}")
    if row["vetoed"]:
        expect(line).to_have_text(f"{row['label']} cannot lead with your answers.")
        for veto in (each for each in row["vetoes"] if each["certain"]):
            expect(about.get_by_role("link", name=f"The rule: {row['label']} cannot lead").first).to_have_attribute(
                "href", site_url + veto["url"]
            )
    else:
        place = ["", "1st", "2nd", "3rd", "4th", "5th"][row["rank"]]
        expect(line).to_contain_text(f"{row['label']} is {place} of 5 for your answers, fit {row['fit']:.1f}")


def test_a_question_page_marks_the_row_of_the_answer_and_moves_the_mark(
    page: Page, site_url: str, result: dict[str, Any]
) -> None:
    show(page, f"{site_url}questions/time_to_value/")
    marked = page.locator("tr[data-yours]")
    expect(marked).to_have_count(1)
    expect(marked.locator("td").first).to_have_attribute("id", "time_to_value-months")
    expect(marked).to_contain_text("your answer")
    given = {
        each["motion"]: next(c["contribution"] for c in each["contributions"] if c["question"] == "time_to_value")
        for each in result["ranking"]
    }
    shown = page.locator(".about__list").first.inner_text().partition(". ")[2]
    groups = [part.strip().rstrip(". rule").partition(" ") for part in shown.split(";")]
    assert {motion.rstrip("."): figure for figure, _, names in groups for motion in re.split(", | and ", names)} == {
        motion: points(value) for motion, value in given.items() if value
    }
    choose(page, {"time_to_value": "minutes"})
    expect(page.locator("tr[data-yours] td").first).to_have_attribute("id", "time_to_value-minutes")
    choose(page, {"time_to_value": ""})
    expect(marked).to_have_count(0)
    page.get_by_role("button", name="Answer it").click()
    expect(page.locator('input[name="time_to_value"]:focus')).to_have_count(1)


def test_a_page_that_gives_several_motions_the_same_names_them_all(page: Page, site_url: str) -> None:
    answers = {"acv_usd": 24000, "latitude": "card-limit", "user": "business-team"}
    listen(page)
    page.goto(
        f"{site_url}questions/acv_usd/#selector?v=1&" + "&".join(f"{key}={each}" for key, each in answers.items())
    )
    wait_ready(page)
    found = wait_result(page, answers)
    labels: dict[str, list[str]] = {}
    for row in found["ranking"]:
        given = next(each["contribution"] for each in row["contributions"] if each["question"] == "acv_usd")
        labels.setdefault(points(given), []).append(row["label"].lower())
    most = max(labels, key=lambda each: abs(float(each.replace("−", "-"))))
    assert len(labels[most]) > 2, "this answer is to give several motions the same"
    line = page.locator("[data-selector-here]")
    for name in labels[most] if len(labels[most]) < len(found["ranking"]) else ["every motion"]:
        expect(line).to_contain_text(name)


def test_the_closed_panel_and_the_open_one_give_the_verdict_in_the_same_words(page: Page, site_url: str) -> None:
    listen(page)
    page.goto(site_url + address_of(SURE, "growth/depth-first-plg/"))
    wait_ready(page)
    found = wait_result(page, SURE)
    assert found["status"] == "ok" and found["lead"]["share"]
    words = f"{found['headline'].removesuffix('.')} ({round(found['lead']['share'])}\u202f%)"
    expect(page.locator("[data-selector-verdict]")).to_have_text(words)


def test_a_range_over_several_rows_marks_none_and_says_so(page: Page, site_url: str) -> None:
    listen(page)
    page.goto(f"{site_url}questions/acv_usd/")
    wait_ready(page)
    choose(page, {"acv_usd": "4K-40K"})
    wait_result(page, {"acv_usd": {"from": 4000, "to": 40000}})
    expect(page.locator(".about")).to_contain_text("It lies in more than one row of the table.")
    expect(page.locator("tr[data-yours]")).to_have_count(0)


def test_a_question_that_does_not_rank_says_so(page: Page, site_url: str) -> None:
    listen(page)
    page.goto(f"{site_url}questions/gross_margin/#selector?v=1&gross_margin=0.8&acv_usd=24000")
    wait_ready(page)
    wait_result(page, {"acv_usd": 24000, "gross_margin": 0.8})
    expect(page.locator("[data-selector-here]")).to_have_text("Your answer here never changes the ranking.")


def test_a_case_page_shows_the_answers_that_differ_side_by_side(
    page: Page, site_url: str, rules: dict[str, Any]
) -> None:
    fit = {each["id"]: each for each in rules["questions"] if each["role"] == "fit"}
    case = next(each for each in rules["cases"] if {"latitude", "time_to_value", "buyer_user"} <= set(each["answers"]))
    common = [key for key in ANSWERS if case["answers"].get(key) is not None and key in fit]
    options = [key for key in common if fit[key]["kind"] == "option"]
    differ = [key for key in options if case["answers"][key] != ANSWERS[key]]
    show(page, site_url + case["url"])
    about = page.locator(".about")
    rows = about.get_by_role("table", name="Answers that differ").locator("tbody tr")
    shown = {row.locator("th").inner_text(): row.locator("td").all_inner_texts() for row in rows.all()}
    for key in differ:
        words = {option["id"]: option["label"] for option in fit[key]["options"]}
        assert shown[fit[key]["label"]] == [words[case["answers"][key]], words[ANSWERS[key]]]
    assert {fit[key]["label"] for key in options if key not in differ}.isdisjoint(shown)
    expect(page.locator("[data-selector-here]")).to_have_text(
        f"Your answers differ on {len(shown)} of the {len(common)} questions both have answered."
    )


def test_before_any_answer_no_claim_is_made(page: Page, site_url: str) -> None:
    listen(page)
    page.goto(f"{site_url}growth/depth-first-plg/")
    wait_ready(page)
    wait_result(page, {})
    expect(page.locator("[data-selector-here]")).to_have_text("What this page does to your result shows here.")
    open_panel(page)
    expect(page.locator("[data-selector-about]")).to_have_text(
        "Answer below, and this says what the page does to your result."
    )
