"""Amounts and intervals written back in the grammar of a cell."""

from fractions import Fraction

from kb.rules.intervals import Interval
from kb.rules.numbers import LONGEST


def show_interval(interval: Interval, unit: str | None) -> str:
    """The interval in the grammar of a cell; amounts start at 0, so `[0..5K)` is `< 5K`."""
    low, high = interval.low, interval.high
    if low is not None and low == high:
        return show_number(low, unit)
    from_start = low is None or (low == 0 and interval.low_closed)
    if high is None:
        sign = ">=" if from_start or interval.low_closed else ">"
        return f"{sign} {show_number(low or Fraction(0), unit)}"
    if from_start or low is None:
        return f"{'<=' if interval.high_closed else '<'} {show_number(high, unit)}"
    left, right = "[" if interval.low_closed else "(", "]" if interval.high_closed else ")"
    return f"{left}{show_number(low, unit)}..{show_number(high, unit)}{right}"


def show_number(value: Fraction, unit: str | None, *, scaled: bool = True) -> str:
    """The amount in the grammar of a cell: `$25K` for money, `80%` for fractions, `12,500` for other counts."""
    if unit is not None and unit.split(" ")[0] in ("fraction", "share", "percent") and value <= 10:
        return _plain(value * 100) + "%"
    sign = "$" if unit is not None and unit.split(" ")[0] == "USD" else ""
    for letter, scale in (("M", 1_000_000), ("K", 1_000)):
        if scaled and value >= scale and _has_at_most_one_decimal(value / scale):
            return f"{sign}{_plain(value / scale)}{letter}"
    return sign + _plain(value)


def _has_at_most_one_decimal(value: Fraction) -> bool:
    return (value * 10).denominator == 1


def _plain(value: Fraction) -> str:
    if value.denominator == 1:
        return f"{value.numerator:,}"
    whole, rest = divmod(value, 1)
    digits = ""
    while rest and len(digits) < LONGEST:
        digit, rest = divmod(rest * 10, 1)
        digits += str(digit)
    return f"{whole:,}.{digits}"
