"""The vectors of docs/scoring.md, a.11 to the count, and the check values of docs/scoring.md, a.5."""

from fractions import Fraction
from typing import Any

import pytest

from calculator.change.sensitivity import find_weight_intervals
from calculator.uncertainty.sampling import FACTORS, MASK_64, Lanes, hash_name, split_mix
from tests.calculator.support import TOY, ask, assess, by_motion, shares

A = {"acv_usd": "5k-25k", "buyer_user": "different-people", "time_to_value": "days"}


def test_split_mix_and_hash_give_the_published_numbers() -> None:
    assert split_mix(1, 2) == [0x910A2DEC89025CC1, 0xBEEB8DA1658EEC67]
    assert hash_name("w:acv_usd") == 0xBDDB46660A86BB2D


@pytest.mark.parametrize("count", [1, 2, 3, 4, 257])
def test_packed_draws_are_the_draws_one_by_one(count: int) -> None:
    packed = Lanes(count).draw(7, "e:latitude")
    assert packed < 1 << 128 * count
    assert [(packed >> (128 * i)) & MASK_64 for i in range(count)] == split_mix(7 ^ hash_name("e:latitude"), count)


def test_first_draw_of_the_weights() -> None:
    lanes = Lanes(4)
    first = {c.id: c.weight * lanes.draw_factors(1, c.id)[0] for c in TOY.rules.criteria}
    assert first == {"acv_usd": 196, "buyer_user": 384, "time_to_value": 90}
    assert FACTORS[0] == 32
    assert FACTORS[8] == 64
    assert FACTORS[16] == 128


def test_fit_contributions_and_margin() -> None:
    result = ask(TOY, A)
    entries = by_motion(result)
    assert entries["product-led"]["fit_exact"] == "550/9"
    assert entries["product-led"]["fit"] == 61.1
    assert entries["sales-led"]["fit_exact"] == "700/9"
    assert entries["sales-led"]["fit"] == 77.8
    assert entries["sales-led"]["margin_to_next"] == 16.7
    shown = {c["criterion"]: c["contribution"] for c in entries["product-led"]["contributions"]}
    assert shown == {"acv_usd": 22.2, "buyer_user": -16.7, "time_to_value": 5.6}
    shown = {c["criterion"]: c["contribution"] for c in entries["sales-led"]["contributions"]}
    assert shown == {"acv_usd": 11.1, "buyer_user": 16.7, "time_to_value": 0}
    assessment = assess(TOY, A)
    margin = Fraction(25 * (assessment.totals[1] - assessment.totals[0]), assessment.unit)
    assert margin == Fraction(50, 3)


def test_one_answer_flips() -> None:
    flips = ask(TOY, A)["flips"]
    assert {(f["question"], f["to"], f["leader"], f["margin"]) for f in flips} == {
        ("acv_usd", "lt5k", "product-led", 16.7),
        ("buyer_user", "same-person", "product-led", 41.7),
        ("buyer_user", "same-team", "product-led", 25),
    }
    for answer, product_led, sales_led in (
        ({"acv_usd": "lt5k"}, 61.1, 44.4),
        ({"buyer_user": "same-person"}, 94.4, 52.8),
        ({"buyer_user": "same-team"}, 86.1, 61.1),
        ({"time_to_value": "minutes"}, 66.7, 72.2),
    ):
        entries = by_motion(ask(TOY, A | answer, detail="point"))
        assert (entries["product-led"]["fit"], entries["sales-led"]["fit"]) == (product_led, sales_led)


def test_weight_intervals() -> None:
    intervals = {i.criterion: (i.low, i.high) for i in find_weight_intervals(assess(TOY, A), 1)}
    assert intervals["acv_usd"] == (Fraction(0), Fraction(10))
    assert intervals["buyer_user"] == (Fraction(3, 2), None)
    shown = {entry["criterion"]: entry for entry in ask(TOY, A)["weights"]}
    assert (shown["acv_usd"]["low"], shown["acv_usd"]["high"]) == (0, 10)
    assert (shown["buyer_user"]["low"], shown["buyer_user"]["high"]) == (1.5, None)


def test_blank_answer_leaves_a_necessary_leader() -> None:
    result = ask(TOY, {key: A[key] for key in ("acv_usd", "buyer_user")})
    entries = by_motion(result)
    assert (entries["product-led"]["fit"], entries["sales-led"]["fit"]) == (55.6, 80.6)
    assert result["lead"]["motion"] == "sales-led"
    assert result["lead"]["necessary"] is True
    assert result["gains"] == {"time_to_value": 0}
    assert result["lead"]["share"] == 87.2  # weights vary even so
    assert ask(TOY, {"acv_usd": "5k-25k"})["lead"]["necessary"] is False


@pytest.mark.parametrize(
    ("answers", "counts"),
    [
        (A, (491, 3591, 14)),
        ({**A, "time_to_value": None}, (523, 3568, 5)),
        ({**A, "buyer_user": None}, (2880, 1214, 2)),
        ({**A, "acv_usd": "lt5k"}, (3095, 994, 7)),
        ({}, (2074, 2021, 1)),
    ],
    ids=["A", "time to value blank", "buyer blank", "A with under 5K", "nothing answered"],
)
def test_sampled_counts(answers: dict[str, Any], counts: tuple[int, int, int]) -> None:
    found = shares(TOY, answers)
    assert (found.leads(0), found.leads(1), found.ties) == counts
