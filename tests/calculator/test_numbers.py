"""Numbers in JSON and written out, the pieces of a domain, logarithms and rounding."""

import math
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.exact.arithmetic import divide_half_up, log2_fixed, show, show_share, show_tenths
from calculator.exact.numerals import Exact, Span, parse_literal, to_json_number, write_number
from calculator.exact.pieces import cut_line, describe_span
from tests.calculator.support import CODEBOOK, ask, assess


@pytest.mark.parametrize(
    ("text", "value"),
    [("1e3", 1000), ("2.50", Fraction(5, 2)), ("1E-2", Fraction(1, 100)), ("1e21", None), ("9" * 41, None)],
)
def test_literals(text: str, value: Exact | None) -> None:
    assert parse_literal(text) == value


def test_numbers_written_out() -> None:
    assert write_number(1234567) == "1,234,567"
    assert write_number(Fraction(17, 20)) == "0.85"
    assert write_number(Fraction(-1, 2)) == "-0.5"
    assert to_json_number(Fraction(1, 10)) == 0.1


@settings(max_examples=200)
@given(st.fractions(Fraction(1, 10**6), Fraction(10**12)))
def test_logarithm_is_cut_off_below(value: Fraction) -> None:
    assert abs(log2_fixed(value) - math.log2(value) * 2**20) <= 1.01


@pytest.mark.parametrize("power", range(-20, 41))
def test_logarithms_of_powers_of_two_are_exact(power: int) -> None:
    assert log2_fixed(Fraction(2) ** power) == power << 20


def test_rounding_is_half_up() -> None:
    assert [divide_half_up(n, 2) for n in (-3, -1, 1, 3)] == [-1, 0, 1, 2]
    assert show(1, 3) == 0.3
    assert show(-167, 10) == -16.7
    assert show_tenths(800) == 80
    assert isinstance(show_tenths(800), int)
    assert show_share(0, 0) == 0


SPANS = [Span(None, 1000, True, False), Span(1000, 5000, True, True), Span(25000, 25000), Span(100_000, None, False)]


def test_pieces_lie_between_the_cuts() -> None:
    line = cut_line(1, 10_000_000, SPANS)
    assert [line.span_of(piece) for piece in range(line.count)] == [
        Span(1, 1000, True, False),
        Span(1000, 5000, True, True),
        Span(5000, 25000, False, False),
        Span(25000, 25000, True, True),
        Span(25000, 100_000, False, True),
        Span(100_000, 10_000_000, False, True),
    ]


@settings(max_examples=100)
@given(st.integers(1, 200_000), st.integers(1, 200_000))
def test_pieces_of_a_range_are_those_of_its_numbers(one: int, other: int) -> None:
    line, low, high = cut_line(1, 10_000_000, SPANS), min(one, other), max(one, other)
    pieces = line.pieces_of(Span(low, high))
    assert pieces[0] == line.piece_of(low)
    assert pieces[-1] == line.piece_of(high)
    whole = log2_fixed(high) - log2_fixed(low)
    assert sum(line.length_of(piece, Span(low, high)) for piece in pieces) == whole


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (Span(1, 1000, True, False), "under $1,000"),
        (Span(1000, 5000, True, False), "$1,000 to under $5,000"),
        (Span(5000, 25000, False, True), "over $5,000 to $25,000"),
        (Span(25000, 25000), "$25,000"),
        (Span(100_000, 10_000_000, False, True), "over $100,000"),
        (Span(100_000, 10_000_000, True, True), "$100,000 or more"),
        (Span(1, 5, True, True), "up to $5"),
        (Span(1, 10_000_000), "any"),
    ],
)
def test_spans_in_words(span: Span, words: str) -> None:
    assert describe_span(span, cut_line(1, 10_000_000, []), money=True) == words


@pytest.mark.parametrize(
    ("value", "normal", "label"),
    [
        (24000, 24000, "$24,000"),
        (24000.0, 24000, "$24,000"),
        ("$24K", 24000, "$24,000"),
        ("20K-40K", {"from": 20000, "to": 40000}, "$20,000 to $40,000"),
        ({"from": 20000, "to": 40000}, {"from": 20000, "to": 40000}, "$20,000 to $40,000"),
        ("under 5K", {"from": 1, "to": 5000, "to_closed": False}, "under $5,000"),
        ("over 100K", {"from": 100_000, "to": 10_000_000, "from_closed": False}, "over $100,000"),
        ({"from": None, "to": 5000}, {"from": 1, "to": 5000}, "up to $5,000"),
        ("20K-20K", 20000, "$20,000"),
        ("5k-25k", "5k-25k", "$5K to $25K a year"),
        (24000.1, 24000.1, "$24,000.1"),
    ],
)
def test_answers_to_a_numeric_question(value: Any, normal: Any, label: str) -> None:
    answers = CODEBOOK.read({"acv_usd": value})
    assert answers.normal == {"acv_usd": normal}
    assert answers.labels == {"acv_usd": label}


def test_a_band_and_its_numbers_rank_alike() -> None:
    for band, numbers in (("lt1k", (1, 999)), ("5k-25k", (5000, 24999)), ("25k-100k", (25000, 100_000))):
        for number in numbers:
            assert assess(CODEBOOK, {"acv_usd": number}).totals == assess(CODEBOOK, {"acv_usd": band}).totals


def test_a_range_weighs_its_bands_by_the_logarithm_of_their_length() -> None:
    # From 12,500 to 50,000 is two doublings, one on either side of 25,000.
    half = assess(CODEBOOK, {"acv_usd": "12,500-50,000"})
    low, high = (assess(CODEBOOK, {"acv_usd": band}) for band in ("5k-25k", "25k-100k"))
    for motion in range(5):
        mean = Fraction(low.totals[motion], low.unit) + Fraction(high.totals[motion], high.unit)
        assert abs(Fraction(half.totals[motion], half.unit) - mean / 2) < Fraction(1, 10**5)


def test_the_end_of_a_range_is_possible_but_has_no_weight() -> None:
    """Exactly $25,000 lies in the upper band: it widens the range of the fit, not its mean."""
    closed, opened = ask(CODEBOOK, {"acv_usd": "[5K..25K]"}), ask(CODEBOOK, {"acv_usd": "[5K..25K)"})
    for one, other in zip(closed["ranking"], opened["ranking"], strict=True):
        assert one["fit_exact"] == other["fit_exact"]
    assert [e["range"] for e in closed["ranking"]] != [e["range"] for e in opened["ranking"]]


def test_a_very_narrow_range_still_counts() -> None:
    result = ask(CODEBOOK, {"acv_usd": {"from": 24999.9999, "to": 25000.0001}})
    assert result["answers"]["acv_usd"] == {"from": 24999.9999, "to": 25000.0001}
    assert len(result["ranking"]) == 5
