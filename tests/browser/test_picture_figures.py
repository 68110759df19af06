"""What the pictures say, draw and list: the calculator's figures."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from calculator import Calculator
from tests.browser.pictures import ANSWERS, open_picture, read_table
from tests.browser.selector import choose, wait_result

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def result(built_site: Path) -> dict[str, Any]:
    calculator = Calculator((built_site / "api/v1/rules.json").read_text(encoding="utf-8"))
    return json.loads(calculator.answer(json.dumps({"answers": ANSWERS})))


def percent(share: float) -> str:
    return f"{int(share + 0.5)}\u202f%"


def points(value: float) -> str:
    return f"{abs(value):.1f}" if f"{abs(value):.1f}" == "0.0" else f"{value:+.1f}".replace("-", "\u2212")


def test_the_shares_of_the_places_are_the_calculators(result_tab: Page, result: dict[str, Any]) -> None:
    picture = open_picture(result_tab, "how often each takes each place")
    ranked = result["ranking"]
    expected = [[row["label"], *map(percent, result["acceptability"][row["motion"]])] for row in ranked]
    assert read_table(picture) == [["Motion", "1st", "2nd", "3rd", "4th", "5th"], *expected]
    first = max(ranked, key=lambda row: result["acceptability"][row["motion"]][0])
    start = (
        f"{first['label']} comes first in {percent(result['acceptability'][first['motion']][0])} of 4,096 variations"
    )
    expect(picture.locator(".picture__summary")).to_contain_text(start)
    firsts = picture.get_by_role("img").get_by_text(re.compile("^first in"))
    assert firsts.all_text_contents() == [f"first in {row[1]}" for row in expected]


def test_the_fits_over_the_contract_value_are_the_calculators(result_tab: Page, result: dict[str, Any]) -> None:
    picture = open_picture(result_tab, "fit at every contract value")
    pieces, ranked = result["sweep"]["acv_usd"], result["ranking"]
    labels = {row["motion"]: row["label"] for row in ranked}
    header, *rows = read_table(picture)
    assert header == ["Contract value", *labels.values(), "Leads"]
    for row, piece in zip(rows, pieces, strict=True):
        out = {motion: ", ruled out" if motion in piece["vetoed"] else "" for motion in labels}
        assert row[1:-1] == [f"{piece['fit'][motion]:.1f}{out[motion]}" for motion in labels]
        assert row[-1] == " and ".join(labels[motion] for motion in piece["leader"])
        assert row[0].endswith(" (yours)") == ((piece["from"] or 0) <= 24000 < (piece["to"] or 1e9))
    drawing = picture.get_by_role("img")
    expect(drawing.get_by_text("yours, $24K", exact=True)).to_be_visible()
    changes = [after["from"] for before, after in pairwise(pieces) if before["leader"] != after["leader"]]
    assert changes, "these answers are to show a change of leader"
    for change in changes:
        words = f"${change / 1000:g}K"
        expect(drawing.get_by_text(words, exact=True)).to_have_class("change-text")
        expect(picture.locator(".picture__summary")).to_contain_text(words)


def test_the_ranges_of_the_lead_are_the_calculators(result_tab: Page, result: dict[str, Any]) -> None:
    picture = open_picture(result_tab, "how far each question can move the lead")
    rows = read_table(picture)[1:]
    assert [row[1:] for row in rows] == [
        [points(bar["low"]), points(bar["high"]), "yes" if bar["crosses"] else "no"] for bar in result["tornado"]
    ]
    crossing = sum(bar["crosses"] for bar in result["tornado"])
    expect(picture.locator(".picture__summary")).to_contain_text(f"{crossing} can change the answer alone")
    drawing = picture.get_by_role("img")
    widest = result["tornado"][0]
    expect(drawing.get_by_text(f"{points(widest['low'])} to {points(widest['high'])}", exact=True)).to_be_visible()
    expect(drawing.get_by_text("below 0 the answer flips")).to_be_visible()


def test_the_paybacks_are_the_calculators(result_tab: Page, result: dict[str, Any]) -> None:
    picture = open_picture(result_tab, "when a customer has paid back")
    by_motion = {each["motion"]: each for each in result["economics"]["motions"]}
    rows = {row[0]: row for row in read_table(picture)[1:]}
    for ranked in result["ranking"]:
        each = by_motion[ranked["motion"]]
        months = each["payback_limit_months"] if each["cac"] is None else each["payback_months"]
        assert rows[ranked["label"]][-1] == f"{months:g} months"
        assert rows[ranked["label"]][1].endswith(" at most") == (each["cac"] is None)
    seller = by_motion["sales-led"]
    expect(picture.get_by_role("img").get_by_text(f"{seller['payback_months']:g} months")).to_be_visible()
    note = picture.get_by_text("our default").first
    expect(note).to_contain_text("gross margin 80\u202f% (our default)")
    expect(picture.get_by_role("link", name="gross margin")).to_have_attribute(
        "href", re.compile("#defaults-gross_margin$")
    )
    picture.get_by_role("button", name="Say what a customer costs you").click()
    expect(result_tab.locator('input[name="cac_usd"]')).to_be_focused()


def test_an_open_picture_follows_the_answers(result_tab: Page) -> None:
    picture = open_picture(result_tab, "fit at every contract value")
    read_table(picture)
    choose(result_tab, {"acv_usd": 3000})
    wait_result(result_tab, {**ANSWERS, "acv_usd": 3000})
    expect(picture.get_by_role("img").get_by_text("yours, $3K", exact=True)).to_be_visible()
    expect(picture.locator("tr.is-own th")).to_have_text(re.compile(r"^\$1,000 .* \(yours\)$"))
    expect(result_tab.locator('[data-picture="contract-value"] svg.drawing')).to_have_count(1)
    choose(result_tab, {"acv_usd": 24000})
    expect(picture.get_by_role("img").get_by_text("yours, $24K", exact=True)).to_be_visible()
