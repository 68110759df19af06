"""Numbers as people write them ("$24K", "20K-40K", "under 5,000"), read exactly."""

import re
from dataclasses import dataclass
from fractions import Fraction

type Exact = int | Fraction
"""A number without rounding; whole numbers are always `int`."""

MAX_DECIMALS = 4
"""Decimals an answer may carry; with them every number prints alike in Python and JavaScript."""
MAX_WHOLE_DIGITS = 15
"""Whole digits an answer may have, so that a number in JSON keeps its value in every reader."""

_NUMBER = r"\$?\s?(?:(?:\d{1,3}(?:,\d{3})+|\d{1,18})(?:\.\d{1,9})?|\.\d{1,9})\s?[km]?\s?%?"
_FLAGS = re.ASCII | re.IGNORECASE
_WHOLE = re.compile(_NUMBER, _FLAGS)
_BRACKETS = re.compile(rf"([\[(\]])\s*({_NUMBER})\s*\.\.\s*({_NUMBER})\s*([\])\[])", _FLAGS)
_PROSE = re.compile(rf"({_NUMBER})\s*(?:-|–|—|\.\.|to)\s*({_NUMBER})", _FLAGS)
_UPPER = {"<": False, "under": False, "below": False, "less than": False}
_UPPER |= {"<=": True, "≤": True, "at most": True, "up to": True}
_LOWER = {">": False, "over": False, "above": False, "more than": False, ">=": True, "≥": True, "at least": True}
# The longest sign first, so that `<=` is not read as `<`.
_SIGNS = "|".join(sorted((*_UPPER, *_LOWER), key=len, reverse=True))
_COMPARE = re.compile(rf"({_SIGNS})\s*({_NUMBER})", _FLAGS)
_OR_MORE = re.compile(rf"({_NUMBER})\s*(?:\+|or more)", _FLAGS)
_UNIT = re.compile(r"\s?[km]?\s?%?$", _FLAGS)
_SCALE = {"K": 1_000, "M": 1_000_000}


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


def parse_number(text: str) -> Exact | None:
    """The number that "$24K", "24,000" or "80%" means, or None when it is not one."""
    trimmed = text.strip()
    if not _WHOLE.fullmatch(trimmed):
        return None
    digits = trimmed.lstrip("$ ").replace(",", "").replace(" ", "")
    percent = digits.endswith("%")
    digits = digits.removesuffix("%")
    scale = _SCALE.get(digits[-1].upper(), 1)
    value = Fraction(digits.rstrip("KkMm")) * scale
    return simplify(value / 100 if percent else value)


def parse_literal(text: str) -> Exact | None:
    """The exact value of a JSON number's text, or None when it is too long or too large to be an answer."""
    if len(text) > 40:
        return None
    mantissa, _, exponent = text.lower().partition("e")
    if exponent and abs(int(exponent)) > 20:
        return None
    return simplify(Fraction(mantissa) * Fraction(10) ** int(exponent or "0"))


def parse_span(text: str) -> Exact | Span | None:
    """The number or the range that a text means, or None: the grammar of the decision tables, and how people type.

    The prose form ("20K-40K") is closed at both ends; brackets say which ends belong to the range.
    """
    trimmed = text.strip()
    single = parse_number(trimmed)
    if single is not None:
        return single
    if match := _BRACKETS.fullmatch(trimmed):
        low, high = parse_number(match[2]), parse_number(match[3])
        return Span(low, high, match[1] == "[", match[4] == "]")
    if match := _PROSE.fullmatch(trimmed):
        return Span(parse_number(_share_unit(match[1], match[2])), parse_number(match[2]))
    if match := _COMPARE.fullmatch(trimmed):
        sign, bound = match[1].lower(), parse_number(match[2])
        return Span(None, bound, True, _UPPER[sign]) if sign in _UPPER else Span(bound, None, _LOWER[sign], True)
    if match := _OR_MORE.fullmatch(trimmed):
        return Span(parse_number(match[1]), None)
    return None


def _share_unit(low: str, high: str) -> str:
    """The lower end of "20-40K" or "70-80%" with the unit of the upper one.

    "500-2K" stays as it is: with the K on both it would run backwards.
    """
    unit = high.strip()[len(_bare(high)) :]
    if _bare(low) != low.strip() or not unit:
        return low
    one, other = parse_number(_bare(low)), parse_number(_bare(high))
    return low.strip() + unit if one is not None and other is not None and one < other else low


def _bare(number: str) -> str:
    """A number without its K, M or %."""
    return _UNIT.sub("", number.strip())


def is_printable(value: Exact) -> bool:
    """Whether a number has few enough digits to travel through JSON unchanged."""
    whole_digits, rest = divmod(Fraction(value) * 10_000, 1)
    return rest == 0 and abs(whole_digits) < 10 ** (MAX_WHOLE_DIGITS + MAX_DECIMALS)


def to_json_number(value: Exact) -> int | float:
    """The number for JSON: whole numbers as integers, others as the nearest double, which prints the same digits."""
    return value if isinstance(value, int) else value.numerator / value.denominator


def write_number(value: Exact) -> str:
    """The number with thousands separators and without trailing zeros, such as `24,000` or `0.85`."""
    whole, rest = divmod(abs(value.numerator) * 10**MAX_DECIMALS // value.denominator, 10**MAX_DECIMALS)
    decimals = f"{rest:0{MAX_DECIMALS}d}".rstrip("0")
    return ("-" if value < 0 else "") + f"{whole:,}" + (f".{decimals}" if decimals else "")
