"""Beside the ranking: why a question is asked, what matters to the reader, a figure worked out, what the memo takes."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reading import settled
from tests.browser.selector import choose, wait_ready, wait_result
from tests.browser.states import ANSWERS, address_of, show_result

pytestmark = pytest.mark.browser


def priorities(tab: Page) -> list[str]:
    """The names on the card, in their order."""
    return tab.locator("[data-priority]").evaluate_all("(all) => all.map((each) => each.dataset.priority)")


def test_each_open_question_says_what_its_answer_can_change_now(tab: Page, site_url: str) -> None:
    result = show_result(tab, site_url, ANSWERS)
    why = {each["question"]: each["why"] for each in result["asks"]}
    assert any("decides between" in sentence for sentence in why.values())
    for question, sentence in why.items():
        told = tab.locator(f'fieldset[data-question="{question}"] [data-selector-why-text]')
        expect(told).to_have_text(sentence)
    for question in ANSWERS:
        expect(tab.locator(f'fieldset[data-question="{question}"] [data-selector-why]')).to_be_hidden()
    # One at a time it stands in the open, for the very answers that were given.
    tab.goto(site_url + address_of(ANSWERS, ""))
    _, result = settled(tab)
    asked = tab.locator("fieldset[data-current]")
    expect(asked).to_have_attribute("data-question", result["ask_next"]["question"])
    expect(asked.locator("[data-selector-why]")).to_be_visible()
    expect(asked.locator("[data-selector-why-text]")).to_have_text(result["ask_next"]["why"])


def test_what_matters_is_put_in_order_and_changes_no_figure(tab: Page, site_url: str, rules: dict[str, Any]) -> None:
    before = show_result(tab, site_url, ANSWERS)
    declared = [each["priority"] for each in rules["consequences"]]
    assert priorities(tab) == declared and len(declared) >= 4
    card = tab.locator("[data-selector-priorities]")
    expect(card).to_contain_text("never added to it")
    card.locator("summary").first.click()
    last = card.locator("[data-priority]").last
    name = last.get_attribute("data-priority")
    for _ in declared[1:]:
        button = card.locator(f'[data-priority="{name}"] [data-matters-more]')
        button.press("Enter")
        expect(button).to_be_focused()
    assert priorities(tab) == [name, *(each for each in declared if each != name)]
    expect(tab.locator("[data-selector-status]")).to_have_text(f"{name} is now number 1 of what matters.")
    # Each motion's own consequence, the two that lead in the open, the rest one step further.
    leading = [row["motion"] for row in before["ranking"]][:2]
    first = card.locator("[data-priority]").first
    shown = first.locator("[data-of]:visible")
    assert shown.evaluate_all("(all) => all.map((each) => each.dataset.of)") == leading
    card.locator("[data-priorities-all]").click()
    expect(first.locator("[data-of]:visible")).to_have_count(len(rules["motions"]))
    for each in next(entry for entry in rules["consequences"] if entry["priority"] == name)["motions"]:
        row = first.locator(f'[data-of="{each["motion"]}"]')
        expect(row).to_contain_text(each["text"])
        expect(row.locator("a")).to_have_attribute("href", re.compile(rf"{each['url']}#{each['anchor']}$"))
    # It outlives the page, and no figure has moved.
    tab.reload()
    wait_ready(tab)
    assert priorities(tab)[0] == name
    assert wait_result(tab, ANSWERS)["ranking"] == before["ranking"]


def test_a_price_per_seat_is_worked_out_to_a_year(tab: Page, site_url: str) -> None:
    tab.goto(site_url + "selector/")
    wait_ready(tab)
    helper = tab.locator('fieldset[data-question="acv_usd"] [data-amount-helper]')
    helper.locator("summary").click()
    price, seats, months = helper.get_by_role("textbox").all()
    use = helper.get_by_role("button")
    expect(use).to_be_disabled()
    price.fill("$40")
    seats.fill("25")
    expect(months).to_have_value("12")
    expect(use).to_have_text("Use $12K a year")
    months.fill("many")
    expect(use).to_be_disabled()
    months.fill("12")
    use.click()
    assert settled(tab)[0] == {"acv_usd": 12000}


def test_two_scenarios_and_the_products_name_travel_where_the_result_goes(tab: Page, site_url: str) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    first = show_result(tab, site_url, ANSWERS)
    tab.get_by_label("Name of the product").fill("Ledgerline")
    tab.get_by_role("button", name="Compare scenarios").click()
    second = {**ANSWERS, "acv_usd": 600, "latitude": "card-limit", "buyer_user": "same-person"}
    choose(tab, {field: second[field] for field in ("acv_usd", "latitude", "buyer_user")})
    wait_result(tab, second)
    tab.get_by_role("button", name="Copy result as Markdown").click()
    expect(tab.get_by_role("button", name="Copied")).to_be_visible()
    text = tab.evaluate("navigator.clipboard.readText()")
    assert text.startswith("# Ledgerline: ")
    assert f"First: {first['headline']}" in text and "first.acv_usd=24000" in text
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Download JSON").click()
    kept = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert kept["product"] == "Ledgerline"
    assert {name: kept["compared_with"]["answers"][name] for name in ANSWERS} == ANSWERS
    tab.get_by_role("button", name="Copy link").click()
    expect(tab.get_by_role("button", name="Link copied")).to_be_visible()
    link = tab.evaluate("navigator.clipboard.readText()")
    tab.get_by_role("button", name="Print memo").click()
    memo = tab.locator("article.memo")
    assert (memo.locator("h1").text_content() or "").startswith("Ledgerline: ")
    assert "Two scenarios" in (memo.text_content() or "")
    # Whoever gets the link sees both, the first with figures of its own.
    context = tab.context.browser.new_context(service_workers="block")  # type: ignore[union-attr]
    other = context.new_page()
    other.goto(link)
    wait_ready(other)
    table = other.locator('[data-selector-part="compare"] table').first
    expect(table).to_be_visible()
    for row in first["ranking"]:
        cells = table.locator("tr", has_text=row["label"]).locator("td")
        expect(cells.first).to_contain_text(f"{row['fit']:.1f}")
    context.close()
