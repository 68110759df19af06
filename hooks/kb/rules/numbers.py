"""Amounts as authors write them (`$25K`, `5,000`, `80%`) and as the site writes them back."""

import re
from fractions import Fraction

NUMBER = re.compile(
    r"\$?(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)"
    r"(?P<decimals>\.[0-9]+)?(?P<scale>[KM](?![A-Za-z]))?(?P<percent>%)?"
)
"""One amount. A comma groups exactly three digits, so `5, 10` stays a list of two."""

LONGEST = 15
"""Most significant digits read: more do not survive as a JSON number, and what is computed must be what was checked."""

_SCALES = {None: 1, "K": 1_000, "M": 1_000_000}


def number_of(match: re.Match[str]) -> Fraction:
    """The exact value of one match of `NUMBER`; a percentage is a fraction (`80%` is 0.8)."""
    value = Fraction(match["digits"].replace(",", "") + (match["decimals"] or "")) * _SCALES[match["scale"]]
    return value / 100 if match["percent"] else value


def read_number(text: str) -> Fraction | None:
    """The exact value of a whole text that is one amount, else None."""
    match = NUMBER.fullmatch(text.strip())
    return number_of(match) if match and not is_too_long(match) else None


def is_too_long(match: re.Match[str]) -> bool:
    """Whether the amount has more significant digits than a JSON number keeps."""
    digits = match["digits"].replace(",", "") + (match["decimals"] or ".")[1:]
    return len(digits.lstrip("0")) > LONGEST


def json_number(value: Fraction) -> int | float:
    """The value as JSON carries it: an integer where it is one, else the decimal that reads back the same."""
    return value.numerator if value.denominator == 1 else float(value)
