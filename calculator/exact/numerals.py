"""Exact numbers: read from JSON, checked for their digits, written out."""

from dataclasses import dataclass
from fractions import Fraction

type Exact = int | Fraction
"""A number without rounding; whole numbers are always `int`."""

MAX_DECIMALS = 4
"""Decimals an answer may carry; with them every number prints alike in Python and JavaScript."""
MAX_WHOLE_DIGITS = 15
"""Whole digits an answer may have, so that a number in JSON keeps its value in every reader."""


@dataclass(frozen=True, slots=True)
class Span:
    """An interval of numbers; `None` at an end means that it has none."""

    low: Exact | None
    high: Exact | None
    low_closed: bool = True
    high_closed: bool = True


def simplify(value: Fraction | int) -> Exact:
    """The same number, as `int` when it is whole."""
    return value.numerator if value.denominator == 1 else value


def parse_literal(text: str) -> Exact | None:
    """The exact value of a JSON number's text, or None when it is too long or too large to be an answer."""
    if len(text) > 40:
        return None
    mantissa, _, exponent = text.lower().partition("e")
    if exponent and abs(int(exponent)) > 20:
        return None
    return simplify(Fraction(mantissa) * Fraction(10) ** int(exponent or "0"))


def is_printable(value: Exact) -> bool:
    """Whether a number has few enough digits to travel through JSON unchanged."""
    whole_digits, rest = divmod(Fraction(value) * 10_000, 1)
    return rest == 0 and abs(whole_digits) < 10 ** (MAX_WHOLE_DIGITS + MAX_DECIMALS)


def is_money(unit: str | None) -> bool:
    """Whether amounts of a unit are dollars, as in `USD per year`, and are written with a dollar sign."""
    return (unit or "").split(" ")[0] == "USD"


def to_json_number(value: Exact) -> int | float:
    """The number for JSON: whole numbers as integers, others as the nearest double, which prints the same digits."""
    return value.numerator if value.denominator == 1 else value.numerator / value.denominator


def write_number(value: Exact) -> str:
    """The number with thousands separators and without trailing zeros, such as `24,000` or `0.85`."""
    whole, rest = divmod(abs(value.numerator) * 10**MAX_DECIMALS // value.denominator, 10**MAX_DECIMALS)
    decimals = f"{rest:0{MAX_DECIMALS}d}".rstrip("0")
    return ("-" if value < 0 else "") + f"{whole:,}" + (f".{decimals}" if decimals else "")
