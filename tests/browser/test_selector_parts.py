"""The parts below the ranking: honest reasons, folds and focus that outlive a new result, tables read whole."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.reading import settled
from tests.browser.selector import choose, wait_result
from tests.browser.states import ANSWERS, open_context, show_memo, show_result, unfold

pytestmark = pytest.mark.browser

SMALLEST = 0.05
# Captions that are not wholly within the box their table scrolls in.
CUT_CAPTIONS = """
() => [...document.querySelectorAll("[data-selector] .table-scroll")].flatMap((box) => {
  const caption = box.querySelector("caption > *") ?? box.querySelector("caption");
  const [inner, outer] = [caption, box].map((each) => each.getBoundingClientRect());
  return inner.width > 0 && inner.right <= outer.right + 1 && inner.left >= outer.left - 1 ? [] : [caption.textContent];
})
"""


def points(row: dict[str, Any], question: str) -> float:
    """What a motion gets from the answer to a question."""
    return next(float(each["contribution"]) for each in row["contributions"] if each["question"] == question)


def told_apart(result: dict[str, Any]) -> tuple[dict[str, float], set[str]]:
    """What each given answer says for the leader against the runner-up, from their contributions, and what is open."""
    leader = next(row for row in result["ranking"] if row["motion"] == result["lead"]["motion"])
    rival = next(row for row in result["ranking"] if row is not leader and not row["vetoed"])
    given = [each for each in leader["contributions"] if each["answer"] is not None]
    apart = {each["question"]: each["contribution"] - points(rival, each["question"]) for each in given}
    return apart, {each["question"] for each in leader["contributions"]} - set(apart)


def test_answers_that_count_the_same_for_both_are_no_reasons(tab: Page, site_url: str) -> None:
    result = show_result(tab, site_url, ANSWERS)
    apart, unanswered = told_apart(result)
    for part, sign in (("why", 1), ("against", -1)):
        telling = {question for question, each in apart.items() if sign * each >= SMALLEST}
        assert 0 < len(telling) < len(apart), "these answers are to have some of all"
        reasons = tab.locator(f'[data-selector-part="{part}"] .fold__body > .reasons > li')
        links = reasons.locator("a.row-link").evaluate_all("(all) => all.map((each) => each.pathname)")
        assert {link.rstrip("/").rpartition("/")[2] for link in links} >= telling
        shown = [float(text.replace("−", "-")) for text in reasons.locator("[data-sign]").all_inner_texts()]
        assert shown == pytest.approx(sorted(shown, key=abs, reverse=True)), "the largest first"
        expected = sorted((each for each in apart.values() if sign * each >= SMALLEST), key=abs, reverse=True)
        assert shown == pytest.approx(expected, abs=0.11)  # both figures were rounded
    silent = tab.locator('[data-selector-part="why"] [data-more="same"]')
    number = sum(abs(each) < SMALLEST for each in apart.values())
    expect(silent.locator("summary")).to_have_text(f"Says nothing between sales-led and product-led ({number})")
    expect(silent.get_by_role("listitem", include_hidden=True)).to_have_count(number)
    # An open question gives points on average, and is nobody's reason.
    labels = [each["head"] for each in next(s for s in result["sections"] if s["id"] == "unanswered")["items"]]
    assert 0 < len(labels) <= len(unanswered)
    for part in ("why", "against"):
        heads = tab.locator(f'[data-selector-part="{part}"] .fold__body > .reasons .reason__reading').all_inner_texts()
        assert not {head.rstrip(".") for head in heads} & set(labels)


def test_a_reason_is_led_by_the_readers_answer_and_has_its_sentence_and_source(tab: Page, site_url: str) -> None:
    result = show_result(tab, site_url, ANSWERS)
    why = next(section for section in result["sections"] if section["id"] == "why")
    for item in why["items"]:
        reason = tab.locator('[data-selector-part="why"] li.reason').filter(has_text=item["head"])
        expect(reason.locator(".reason__reading")).to_have_text(f"{item['head']}.")
        expect(reason.locator(".reason__detail")).to_contain_text(item["body"])
        assert item["sources"], "each row says what it rests on"
        rule = reason.locator("a.row-link")
        expect(rule).to_have_attribute("href", site_url + item["url"])
        expect(rule).to_have_accessible_name(f"The rule: {item['head']}")


def test_folds_stay_open_and_the_focus_stays_when_a_new_result_comes(tab: Page, site_url: str) -> None:
    show_result(tab, site_url, ANSWERS)
    fold = tab.locator('[data-more="possible"]')
    fold.locator("summary").focus()
    tab.keyboard.press("Enter")
    expect(fold.locator("li").first).to_be_visible()
    # The next result comes while the reader is there, as it does on a slow machine.
    answer = '[data-selector] input[name="time_to_value"][value="weeks"]'
    tab.evaluate("(selector) => document.querySelector(selector).click()", answer)
    wait_result(tab, {**ANSWERS, "time_to_value": "weeks"})
    expect(fold.locator("li").first).to_be_visible()
    expect(fold.locator("summary")).to_be_focused()


@pytest.mark.parametrize("width", [360, 1440])
def test_captions_are_read_whole_and_the_economics_fit_a_desktop(browser: Browser, site_url: str, width: int) -> None:
    context = open_context(browser, viewport={"width": width, "height": 900})
    page = context.new_page()
    show_result(page, site_url, ANSWERS)
    unfold(page)
    assert page.evaluate(CUT_CAPTIONS) == []
    # Scrolled to its end, a table still has its caption in view.
    page.evaluate("() => { for (const box of document.querySelectorAll('.table-scroll')) box.scrollLeft = 1000 }")
    assert page.evaluate(CUT_CAPTIONS) == []
    if width == 1440:
        box = page.locator('[data-selector-part="economics"] .table-scroll').first
        assert box.evaluate("(each) => each.scrollWidth <= each.clientWidth")
    context.close()


def test_no_figure_lacks_its_comma(tab: Page, site_url: str) -> None:
    show_result(tab, site_url, ANSWERS)
    unfold(tab)
    assert re.findall(r"\$\d{4,}", tab.locator("[data-selector-parts]").inner_text()) == []


def test_the_memo_has_a_line_for_each_motion_and_says_what_the_figures_are(tab: Page, site_url: str) -> None:
    show_memo(tab, site_url)
    tab.set_viewport_size({"width": 680, "height": 900})  # A4 within its margins
    memo = tab.locator("article.memo")
    assert memo.get_by_role("columnheader").all_inner_texts() == ["Rank", "Motion", "Fit", "Could be", "Note"]
    for row in memo.locator("tbody tr[data-vetoed=false]").all():
        figures = row.locator("td.number, td.name").evaluate_all("(all) => all.map((each) => each.clientHeight)")
        assert max(figures) < 24, "one line each"
    assert " 0.0 " not in memo.locator("ul").first.inner_text()
    out = memo.locator("tbody tr[data-vetoed=true]")
    assert out.count() > 0, "these answers are to rule a motion out"
    for row in out.all():
        assert re.fullmatch(r"Cannot lead\. .+\.", row.locator("td").last.inner_text())
    economics = memo.locator("h2", has_text="Economics").locator("+ ul > li").all_inner_texts()
    assert len(economics) == 1 and economics[0].startswith("Sales-led"), "of the motion that leads"


def test_a_part_without_reasons_says_so(tab: Page, site_url: str) -> None:
    show_result(tab, site_url, ANSWERS)
    choose(tab, {field: "" for field in ANSWERS if field != "acv_usd"})
    _, result = settled(tab)
    apart, _ = told_apart(result)
    assert all(abs(each) < SMALLEST for each in apart.values()), "this answer is to say nothing between the two"
    part = tab.locator('[data-selector-part="why"]')
    expect(part).to_contain_text("No answer of yours puts sales-led before marketplace-led")
    expect(part).to_contain_text("its lead rests on what is not answered")
    expect(part.locator(".fold__body > .reasons")).to_have_count(0)
