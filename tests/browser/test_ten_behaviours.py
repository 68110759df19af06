"""The behaviours that the best calculators share, the first nine; the tenth, degrading well, in test_degrading.py."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from calculator import Calculator
from tests.browser.reading import expected_on_page, in_python, result_shown, settled
from tests.browser.selector import choose, shown_ranking, wait_ready
from tests.browser.states import ANSWERS, address_of, hold_runtime, show_result

pytestmark = pytest.mark.browser


def test_1_an_answer_before_the_first_input(tab: Page, site_url: str, calculator: Calculator) -> None:
    hold_runtime(tab)  # and it stands while the calculator is still on its way
    for address in ("", "selector/"):
        tab.goto(site_url + address)
        assert shown_ranking(tab) == [(row["motion"], row["rank"]) for row in in_python(calculator, {})["ranking"]]
        shown = result_shown(tab)
        assert shown["headline"]
        assert shown["summary"].startswith("0 of ")
        expect(tab.locator("[data-selector-results] .ranking, [data-selector-results] ol").first).to_be_visible()


def test_2_each_answer_and_one_headline(tab: Page, site_url: str, calculator: Calculator) -> None:
    show_result(tab, site_url, ANSWERS)
    figures = tab.evaluate(
        """
        async (values) => {
          const headline = document.querySelector("[data-selector-headline]");
          const fits = () => [...document.querySelectorAll('[data-part="fit"]')].map((each) => each.textContent).join();
          const changed = [];
          for (const value of values) {
            const before = fits();
            document.querySelector(`[data-selector] input[name="time_to_value"][value="${value}"]`).click();
            const latest = performance.now() + 20000;
            const wait = () => new Promise((next) => setTimeout(next, 1));
            const isThere = () => window.selectorEvents.at(-1)?.detail.answers?.time_to_value === value;
            while (!isThere() && performance.now() < latest) await wait();
            changed.push(fits() !== before);
          }
          return [changed, headline.textContent];
        }
        """,
        ["minutes", "months", "days", "months", "weeks", "minutes", "weeks", "days"],
    )
    changed, headline = figures
    assert changed == [True] * 8
    assert headline == in_python(calculator, ANSWERS)["headline"]
    # Below the headline everything folds.
    for part in tab.locator("[data-selector-part]:not([hidden])").all():
        assert part.evaluate("(each) => each.localName") == "details"


def test_3_how_much_each_question_matters_where_it_is_asked(tab: Page, site_url: str, calculator: Calculator) -> None:
    tab.goto(site_url + "selector/")
    wait_ready(tab)
    choose(tab, {"latitude": "procurement"})
    settled(tab)
    gains = in_python(calculator, {"latitude": "procurement"})["gains"]
    bars = dict(
        tab.locator("fieldset[data-role=fit]:not([data-answered])").evaluate_all(
            "(all) => all.map((each) => [each.dataset.question,"
            " Number(each.querySelector('[data-selector-matter]').style.getPropertyValue('--share'))])"
        )
    )
    assert set(bars) == set(gains)
    assert max(bars, key=lambda question: bars[question]) == max(gains, key=lambda question: gains[question])
    ranks = [bars[question] for question in sorted(gains, key=lambda each: gains[each])]
    assert ranks == sorted(ranks)
    most = tab.locator("[data-selector-matter][data-most]")
    expect(most).to_have_count(1)
    expect(most).to_contain_text("Matters most now")
    # The most decisive come first on the page, before anything is answered.
    before = in_python(calculator, {})["gains"]
    order = tab.locator("fieldset[data-role=fit]").evaluate_all("(all) => all.map((each) => each.dataset.question)")
    assert sum(before[each] for each in order[:5]) > sum(before[each] for each in order[-5:])


def test_4_every_reason_cites_its_row(tab: Page, site_url: str, built_site: Path) -> None:
    result = show_result(tab, site_url, ANSWERS)
    counted = [each for each in result["ranking"][0]["contributions"] if each["answer"] and each["contribution"]]
    assert counted
    for each in counted:
        assert each["sources"], each["question"]
        page, anchor = each["row"]["url"].split("#")
        assert f'id="{anchor}"' in (built_site / page / "index.html").read_text(encoding="utf-8")
    reason = next(section for section in result["sections"] if section["id"] == "why")["items"][0]
    unmarked = "rgba(0, 0, 0, 0)"
    tab.locator(f'[data-selector-part="why"] a[href$="{reason["url"]}"]').first.click()
    anchor = reason["url"].split("#")[1]
    row = tab.locator(f"tr:has([id='{anchor}'])")
    expect(row).to_be_in_viewport()
    expect(row.locator("> *").first).not_to_have_css("background-color", unmarked)


def test_5_the_state_is_the_address(tab: Page, site_url: str) -> None:
    tab.goto(site_url + "selector/")
    wait_ready(tab)
    choose(tab, {"time_to_value": "months", "latitude": "procurement", "acv_usd": 24000})
    settled(tab)
    wanted = "#selector?v=1&acv_usd=24000&latitude=procurement&time_to_value=months"
    assert tab.evaluate("location.hash") == wanted  # named, in order, with a version, after the #
    tab.evaluate("localStorage.clear()")
    copy = tab.context.new_page()
    copy.goto(site_url + "selector/" + wanted)
    wait_ready(copy)
    assert settled(copy)[0] == {"acv_usd": 24000, "latitude": "procurement", "time_to_value": "months"}


def test_5_every_answer_fits_into_an_address(tab: Page, site_url: str, rules: dict[str, Any]) -> None:
    longest = {
        question["id"]: max((option["id"] for option in question["options"]), key=len)
        for question in rules["questions"]
        if question["kind"] == "option"
    }
    assert len(site_url + address_of(longest)) < 2000
    tab.goto(site_url + address_of(longest))
    wait_ready(tab)
    assert settled(tab)[0] == longest


def test_6_change_one_answer_and_keep_the_others(tab: Page, site_url: str, calculator: Calculator) -> None:
    show_result(tab, site_url, ANSWERS)
    choose(tab, {"user": "developer"})
    changed = {**ANSWERS, "user": "developer"}
    assert settled(tab)[0] == changed
    assert result_shown(tab) == expected_on_page(in_python(calculator, changed))
    tab.get_by_role("button", name="Undo").click()
    assert settled(tab)[0] == ANSWERS
    # Cleared by one press, brought back by another: nothing asks, nothing is lost.
    tab.get_by_role("button", name="Clear answers").click()
    assert settled(tab)[0] == {}
    tab.get_by_role("button", name="Undo").click()
    assert settled(tab)[0] == ANSWERS


def test_7_two_scenarios_side_by_side(tab: Page, site_url: str, calculator: Calculator) -> None:
    first = show_result(tab, site_url, ANSWERS)
    tab.locator("[data-selector]").get_by_role("button", name=re.compile("compare", re.IGNORECASE)).first.click()
    choose(tab, {"acv_usd": 900, "latitude": "card-limit"})
    answers, second = settled(tab)
    part = tab.locator('[data-selector-part="compare"]')
    expect(part).to_be_visible()
    fits = part.locator("table").first
    before = {row["motion"]: row["fit"] for row in first["ranking"]}
    for row in second["ranking"]:
        cells = fits.get_by_role("row", name=re.compile(row["label"])).get_by_role("cell").all_inner_texts()
        text = " ".join(cells)
        assert f"{before[row['motion']]:.1f}" in text
        assert f"{row['fit']:.1f}" in text
        assert f"{abs(row['fit'] - before[row['motion']]):.1f}" in text, "the difference is said"
    differing = part.locator('tr[data-differs="true"]')
    expect(differing).to_have_count(2)
    for text in differing.all_inner_texts():
        assert "≠" in text
    expect(part.locator("tr[data-differs]")).to_have_count(len(answers))
    if first["lead"]["motion"] != second["lead"]["motion"]:
        expect(part).to_contain_text(re.compile("hybrid", re.IGNORECASE))


def test_8_what_would_change_the_answer(tab: Page, site_url: str) -> None:
    result = show_result(tab, site_url, ANSWERS)
    part = tab.locator('[data-selector-part="change"]')
    expect(part).to_be_visible()
    words = part.inner_text()
    labels = {row["motion"]: row["label"].lower() for row in result["ranking"]}
    nearest = next(flip for flip in result["flips"] if flip["leader"])
    assert labels[nearest["leader"]] in words.lower()
    # Thresholds as amounts of money, not as scores.
    turns = [each["from"] for each in result["thresholds"]["acv_usd"] if each["from"]]
    assert turns, "these answers were chosen for the contract value at which the leader changes"
    for amount in turns:
        assert re.search(rf"\${amount // 1000:g}K|\${amount:,}", words), (amount, words)


def test_9_the_right_controls(tab: Page, site_url: str, rules: dict[str, Any]) -> None:
    tab.goto(site_url + "selector/")
    for question in rules["questions"]:
        group = tab.locator(f'fieldset[data-question="{question["id"]}"]')
        if question["kind"] == "option":
            radios = group.get_by_role("radio", include_hidden=True)
            expect(radios).to_have_count(len(question["options"]) + 1)
            expect(group.get_by_role("radio", name=re.compile("^Not sure"), include_hidden=True)).to_be_checked()
            assert radios.last.get_attribute("value") == "", "not sure comes last"
        else:
            # The answer is one field; the helper that works a figure out stands in a fold and holds no answer.
            fields = group.locator('input[type="text"]:not([data-amount-helper] *)')
            expect(fields).to_have_count(1)
            expect(fields).to_have_attribute("name", question["id"])
            assert group.locator("[data-amount-helper] input[name]").count() == 0
    # The amount by figure, by range or by band, all of it one answer.
    field = tab.locator('[data-selector] input[name="acv_usd"]')
    field.fill("$24,000")
    field.press("Enter")
    assert settled(tab)[0]["acv_usd"] == 24000
    expect(tab.locator('[data-selector] input[name="acv_usd__band"]:checked')).to_have_value("5k-25k")
    field.fill("20K-40K")
    field.press("Enter")
    assert settled(tab)[0]["acv_usd"] == {"from": 20000, "to": 40000}
    tab.locator('[data-selector] input[name="acv_usd__band"][value="gt100k"]').check()
    assert settled(tab)[0]["acv_usd"] == "gt100k"
    expect(field).to_have_value("")
    # A slider, where there is one, only repeats what the field says.
    for slider in tab.locator("[data-selector] input[type=range], [data-selector] [role=slider]").all():
        assert slider.get_attribute("aria-valuetext")
