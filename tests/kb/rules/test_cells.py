"""The grammar of cells: what each form means, and that every condition can be written back."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.exact.numerals import to_json_number
from kb.rules.amounts import AMOUNTS, Interval, complement, merge, read_number, show_interval, show_number
from kb.rules.cell_grammar import Barred, Points, read_barred, read_condition, read_points
from kb.rules.conditions import AnyAnswer, OneOf, Within, describe_condition, show_condition
from kb.rules.findings import Fault
from tests.kb.rules.small_library import MOTIONS, base_questions
from tests.kb.rules.strategies import QUESTIONS, answers, cells

BASE = base_questions()
ACV = BASE["acv_usd"]


def span(text: str) -> Interval:
    """An interval as `[5000..25000)`; a blank end is unbounded."""
    low, high = (Fraction(end) if end else None for end in text[1:-1].split(".."))
    return Interval(low, high, text[0] == "[" and low is not None, text[-1] == "]" and high is not None)


@pytest.mark.parametrize(
    ("cell", "spans"),
    [
        ("< $5K", ["(..5000)"]),
        ("`<$5K`", ["(..5000)"]),
        ("<= 5,000", ["(..5000]"]),
        ("≤ 5000.0", ["(..5000]"]),
        ("> $0.1M", ["(100000..)"]),
        (">= 80%", ["[0.8..)"]),
        ("≥ 80%", ["[0.8..)"]),
        ("under $5K", ["(..5000)"]),
        ("Over $5K", ["(5000..)"]),
        ("above 5", ["(5..)"]),
        ("at least 5", ["[5..)"]),
        ("at most $5", ["(..5]"]),
        ("up to 5", ["(..5]"]),
        ("[$5K..$25K)", ["[5000..25000)"]),
        ("( 5K .. 25K ]", ["(5000..25000]"]),
        ("]5..10[", ["(5..10)"]),
        ("]5..10]", ["(5..10]"]),
        ("$5K - $25K", ["[5000..25000]"]),
        ("5K-25K", ["[5000..25000]"]),
        ("5K – 25K", ["[5000..25000]"]),
        ("$5K to $25K", ["[5000..25000]"]),
        ("25,000", ["[25000..25000]"]),
        ("1, 2,  3 - 4", ["[1..1]", "[2..2]", "[3..4]"]),
        ("[1..3], (2..5)", ["[1..5)"]),
        ("[1..3), 3", ["[1..3]"]),
        ("not(5)", ["(..5)", "(5..)"]),
        ("not( [5..10), > 20 )", ["(..5)", "[10..20]"]),
        ("`not(5)`", ["(..5)", "(5..)"]),
        ("5k-25k", ["[5000..25000)"]),
        ("`lt5k`, `gt100k`", ["(..5000)", "(100000..)"]),
    ],
)
def test_amounts(cell: str, spans: list[str]) -> None:
    assert read_condition(cell, ACV) == Within(tuple(span(one) for one in spans))


@pytest.mark.parametrize(
    ("cell", "options"),
    [
        ("developer", ("developer",)),
        ("executive, developer", ("developer", "executive")),
        ("`executive`, `developer`", ("developer", "executive")),
        ("`executive, developer`", ("developer", "executive")),
        (
            "not(developer, executive, business-team)",
            ("technical-operator", "business-individual", "small-business-owner"),
        ),
    ],
)
def test_options(cell: str, options: tuple[str, ...]) -> None:
    assert read_condition(cell, BASE["user"]) == OneOf(options)


@pytest.mark.parametrize("cell", ["-", "any", "`-`", " - "])
def test_any(cell: str) -> None:
    assert read_condition(cell, ACV) == AnyAnswer() == read_condition(cell, BASE["user"])


@pytest.mark.parametrize(
    "cell",
    ["", "  ", "``", "null", "?", "<", "5 .. 10", "[5..10", "5..10", "[5 10]", "5,000,", "5, ", ", 5", "1 2", "-5",
     "5e3",     "5KM", "$", "not 5", "not(5", "5)", '"5"', "5|6", "[1..2]..3"],
)  # fmt: skip
def test_amounts_that_are_none(cell: str) -> None:
    assert isinstance(read_condition(cell, ACV), Fault)


@given(st.text("0123456789.,-–$KM%<>=≤≥[]() notundervb`~", max_size=14), st.sampled_from(["acv_usd", "user"]))
@settings(max_examples=400)
def test_every_cell_is_read_or_refused_inside_it(cell: str, question: str) -> None:
    result = read_condition(cell, BASE[question])
    if isinstance(result, Fault):
        assert 0 <= result.offset <= len(cell)
        assert result.code in {"E103", "E104", "E105", "E107"}


@given(cells("price") | cells("colour").map(lambda cell: f"c:{cell}"))
@settings(max_examples=200)
def test_conditions_are_written_back_as_they_are_read(cell: str) -> None:
    question = QUESTIONS["colour" if cell.startswith("c:") else "price"]
    condition = read_condition(cell.removeprefix("c:"), question)
    assert not isinstance(condition, Fault)
    shown = show_condition(condition, question)
    if isinstance(condition, AnyAnswer):
        assert shown == "-"
    elif condition.options if isinstance(condition, OneOf) else condition.intervals:
        again = read_condition(shown, question)
        assert isinstance(again, type(condition))
        for answer in (Fraction(0), Fraction(1), Fraction(3, 2), Fraction(25_000), Fraction(10**6), "red", "blue"):
            assert again.matches(answer) == condition.matches(answer)
        assert describe_condition(condition, question)


@given(st.lists(cells("price"), max_size=3), answers("price"))
@settings(max_examples=200)
def test_complement_and_merge(written: list[str], answer: Fraction) -> None:
    read = [read_condition(cell, QUESTIONS["price"]) for cell in written]
    spans = [one for condition in read if isinstance(condition, Within) for one in condition.intervals]
    inside = any(answer in one for one in spans)
    assert any(answer in one for one in merge(spans)) == inside
    assert any(answer in one for one in complement(spans)) != inside
    assert complement(complement(spans)) == merge(spans)


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [("$25K", 25_000, "$25K"), ("1,234,567", 1_234_567, "$1,234,567"), ("$2.5M", 2_500_000, "$2.5M"),
     ("12500", 12_500, "$12.5K"),
     ("0.125", Fraction(1, 8), "$0.125"), ("999", 999, "$999"), ("$1,250", 1250, "$1,250")],
)  # fmt: skip
def test_amounts_are_shown_in_the_grammar(text: str, value: Fraction | int, shown: str) -> None:
    read = read_number(text)
    assert read == value
    assert show_number(read, "USD per year") == shown
    assert read_number(shown) == value
    assert Fraction(str(to_json_number(read))) == value


def test_shares_are_shown_as_percentages() -> None:
    assert show_number(Fraction(4, 5), "fraction") == "80%"
    assert show_interval(AMOUNTS, "fraction") == ">= 0%"


@pytest.mark.parametrize(("text", "value"), [("-2", -2), ("-1", -1), ("0", 0), ("+1", 1), ("`+2`", 2), ("~", None)])
def test_points(text: str, value: int | None) -> None:
    assert read_points(text, is_root=False) == Points(value)


@pytest.mark.parametrize(
    ("text", "barred"),
    [
        ("product-led", (Barred("product-led", False),)),
        ("`PLG`!", (Barred("product-led", True),)),
        ("direct sales, dlg", (Barred("sales-led", False), Barred("developer-led", False))),
        ("PLG!, Sales-led!", (Barred("product-led", True), Barred("sales-led", True))),
        ("PLG!, Sales-led", (Barred("product-led", True), Barred("sales-led", False))),
    ],
)
def test_motions_that_cannot_lead(text: str, barred: tuple[Barred, ...]) -> None:
    assert read_barred(text, MOTIONS) == barred


def test_silence_takes_the_parents_points() -> None:
    assert MOTIONS.effective({"developer-led": None, "product-led": 2, "sales-led": -1}) == {
        "developer-led": 2,
        "product-led": 2,
        "sales-led": -1,
    }
