"""What counts as right, on guesses made by hand."""

import random

import pytest

from backtest.baselines import band_of, guess_majority
from backtest.cases import Case
from backtest.go_to_market import acv_motions, situation_motions
from backtest.measures import Guess, Score, confusion, percent, score
from backtest.page import write_markdown
from backtest.robustness import neighbors, step_away

MOTIONS = ("developer-led", "product-led", "sales-led")


def make_case(primary: str = "product-led", acceptable: tuple[str, ...] = (), **answers: str | int) -> Case:
    return Case("acme", "Acme, 2010", primary, acceptable, primary, "", "high", answers)


def make_guess(*places: tuple[str, ...], acceptable: tuple[str, ...] = ()) -> Guess:
    return Guess(make_case(acceptable=acceptable), places)


@pytest.mark.parametrize(
    ("guess", "strict", "accepted", "top_two"),
    [
        (make_guess(("product-led",), ("sales-led",)), True, True, True),
        (make_guess(("sales-led",), ("product-led",)), False, False, True),
        (make_guess(("sales-led",), ("developer-led",), ("product-led",)), False, False, False),
        (make_guess(("product-led", "sales-led"), ("developer-led",)), False, False, True),
        (make_guess(("sales-led",), ("developer-led",), acceptable=("sales-led",)), False, True, True),
        (make_guess(), False, False, False),
    ],
    ids=["right", "second", "third", "tie", "acceptable", "no-answer"],
)
def test_a_guess_is_right_in_three_senses(guess: Guess, strict: bool, accepted: bool, top_two: bool) -> None:
    assert (guess.is_strict, guess.is_accepted, guess.is_top_two) == (strict, accepted, top_two)


def test_shares_are_percent_with_one_decimal() -> None:
    right, wrong = make_guess(("product-led",)), make_guess(("sales-led",))
    assert score([right, wrong, wrong]) == Score(3, 33.3, 33.3, 33.3)
    assert percent(1, 0) == 0.0


def test_confusion_counts_ties_apart() -> None:
    table = confusion([make_guess(("sales-led",)), make_guess(("product-led", "sales-led"))], MOTIONS)
    assert table["product-led"] == {"developer-led": 0, "product-led": 0, "sales-led": 1, "tie": 1}


@pytest.mark.parametrize(
    ("acv", "motions"),
    [
        (4_999, ("product-led",)),
        (5_000, ("product-led", "sales-led")),
        (25_000, ("sales-led", "product-led")),
        (100_000, ("sales-led", "partner-led")),
        (None, ()),
    ],
)
def test_bands_of_contract_value(acv: int | None, motions: tuple[str, ...]) -> None:
    assert acv_motions(acv) == motions


def test_the_situation_table_may_name_several_motions_or_none() -> None:
    both = make_case(user="developer", latitude="adopt-freely", buyer_user="same-person")
    assert situation_motions(both) == ("developer-led", "product-led")
    assert situation_motions(make_case(user="executive", buyer_user="same-team")) == ()


def test_the_majority_is_the_commonest_label() -> None:
    cases = [make_case("sales-led"), make_case("sales-led"), make_case("product-led")]
    assert {guess.first for guess in guess_majority(cases)} == {"sales-led"}


NUMBER = {
    "id": "price",
    "kind": "number",
    "min": 1,
    "max": 10_000,
    "options": [
        {"id": "low", "range": {"from": None, "to": 100, "from_closed": False, "to_closed": False}},
        {"id": "high", "range": {"from": 100, "to": None, "from_closed": True, "to_closed": False}},
    ],
}


def test_a_figure_lies_in_one_band() -> None:
    assert [band_of(NUMBER, value) for value in (99.9, 100, 101)] == ["low", "high", "high"]


def test_a_step_stays_inside_the_list() -> None:
    options = {"id": "size", "kind": "option", "options": [{"id": "s"}, {"id": "m"}, {"id": "l"}]}
    dice = random.Random(1)
    assert {step_away(options, "s", dice) for _ in range(50)} == {"s", "m"}
    assert {step_away(options, "m", dice) for _ in range(50)} == {"s", "l"}
    assert {step_away(NUMBER, 50, dice) for _ in range(50)} == {50, 1000}


def test_a_step_may_be_made_to_leave_its_place_always() -> None:
    options = {"id": "size", "kind": "option", "options": [{"id": "s"}, {"id": "m"}, {"id": "l"}]}
    dice = random.Random(1)
    moves = {one: {step_away(options, one, dice, always=True) for _ in range(50)} for one in "sml"}
    assert moves == {"s": {"m"}, "m": {"s", "l"}, "l": {"m"}}
    assert {step_away(NUMBER, 50, dice, always=True) for _ in range(50)} == {1000}


def test_one_answer_is_off_at_a_time_and_every_neighbor_is_tried() -> None:
    options = {"id": "size", "kind": "option", "options": [{"id": "s"}, {"id": "m"}, {"id": "l"}]}
    assert [neighbors(options, one) for one in "sml"] == [["m"], ["s", "l"], ["m"]]
    assert neighbors(NUMBER, 5_000) == [10]


@pytest.mark.ours
def test_the_page_says_when_its_figures_are_old(root) -> None:
    import json

    figures = json.loads((root / "frameworks" / "backtest.json").read_text(encoding="utf-8"))
    versions = {"current_rules": figures["rules_version"], "current_cases": figures["cases_version"]}
    assert "have changed" not in write_markdown(figures, **versions)
    assert "The rules have changed since" in write_markdown(figures, **{**versions, "current_rules": "other"})
    assert "The rules and cases have changed" in write_markdown(figures, current_rules="x", current_cases="y")
