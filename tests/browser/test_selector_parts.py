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


def test_answers_that_say_nothing_are_no_reasons(tab: Page, site_url: str) -> None:
    result = show_result(tab, site_url, ANSWERS)
    leader, *_ = result["ranking"]
    given = [each for each in leader["contributions"] if each["answer"] is not None]
    telling = [each for each in given if abs(each["contribution"]) >= SMALLEST]
    assert 0 < len(telling) < len(given), "these answers are to have some of both"
    part = tab.locator('[data-selector-part="why"]')
    expect(part.locator(".fold__body > .reasons > li")).to_have_count(len(telling))
    silent = part.locator('[data-more="silent"]')
    number = len(given) - len(telling)
    words = "1 answer that speaks" if number == 1 else f"{number} answers that speak"
    expect(silent.locator("summary")).to_have_text(f"{words} neither for it nor against it")
    expect(silent.get_by_role("listitem", include_hidden=True)).to_have_count(number)


def test_a_reason_says_for_whom_else_the_answer_counts_as_much(tab: Page, site_url: str) -> None:
    result = show_result(tab, site_url, ANSWERS)
    leader, *others = result["ranking"]
    shared = 0
    for each in leader["contributions"]:
        if each["answer"] is None or each["contribution"] < SMALLEST:
            continue
        reason = tab.locator('[data-selector-part="why"] li.reason').filter(has_text=each["reading"][1:])
        leads = {row["label"].lower(): points(row, each["question"]) - each["contribution"] for row in others}
        out = {row["label"].lower() for row in others if row["vetoed"]}
        level = [name for name, lead in leads.items() if lead > -SMALLEST and name not in out]
        shared += bool(level)
        if not level:
            expect(reason).not_to_contain_text("as much for")
        elif len(level) == len(leads) - len(out):
            expect(reason).to_contain_text("as much for every other motion")
        else:
            for name in level:
                expect(reason).to_contain_text(re.compile(f"as much for .*{name}"))
    assert shared, "these answers are to have a reason that is not the leader's alone"


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
    assert re.search(r"Cannot lead: .+\.", memo.inner_text()) or tab.locator("[data-vetoed=true]").count() == 0


def test_a_part_without_reasons_says_so(tab: Page, site_url: str) -> None:
    show_result(tab, site_url, ANSWERS)
    choose(tab, {field: "" for field in ANSWERS if field != "acv_usd"})
    _, result = settled(tab)
    for row in result["ranking"]:
        tab.locator(f'[data-selector-focus="{row["motion"]}"]').click()
        part = tab.locator('[data-selector-part="why"]')
        if abs(points(row, "acv_usd")) < SMALLEST:
            expect(part).to_contain_text("No answer of yours speaks for it or against it.")
        else:
            expect(part.locator(".fold__body > .reasons > li")).to_have_count(1)
