"""Amounts and intervals of amounts: read as authors write them (`$25K`, `80%`), exact, and written back."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from calculator.exact.numerals import is_money

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


@dataclass(frozen=True, slots=True)
class Interval:
    """All amounts between two ends; None is unbounded (and then the side counts as open)."""

    low: Fraction | None
    high: Fraction | None
    low_closed: bool
    high_closed: bool

    def __contains__(self, value: Fraction) -> bool:
        above = self.low is None or value > self.low or (self.low_closed and value == self.low)
        below = self.high is None or value < self.high or (self.high_closed and value == self.high)
        return above and below

    @property
    def is_empty(self) -> bool:
        """Whether no amount lies inside: the ends are the wrong way round, or equal and one is open."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and not (self.low_closed and self.high_closed))

    def intersect(self, other: "Interval") -> "Interval":
        """The amounts in both, perhaps empty."""
        low, low_closed = _tighter(self.low, self.low_closed, other.low, other.low_closed, upper=False)
        high, high_closed = _tighter(self.high, self.high_closed, other.high, other.high_closed, upper=True)
        return Interval(low, high, low_closed, high_closed)


EVERYTHING = Interval(None, None, False, False)

AMOUNTS = Interval(Fraction(0), None, True, False)
"""Every amount an answer may have: from 0 up."""


def merge(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """The same amounts as the fewest intervals, ascending and apart from each other; empty ones vanish."""
    merged: list[Interval] = []
    for interval in sorted((one for one in intervals if not one.is_empty), key=_by_low):
        if merged and _touch(merged[-1], interval):
            merged[-1] = _join(merged[-1], interval)
        else:
            merged.append(interval)
    return tuple(merged)


def complement(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Every amount in none of the intervals."""
    outside: list[Interval] = []
    low: Fraction | None = None
    low_closed = False
    for interval in merge(intervals):
        if interval.low is not None:
            outside.append(Interval(low, interval.low, low_closed, not interval.low_closed))
        if interval.high is None:
            return merge(outside)
        low, low_closed = interval.high, not interval.high_closed
    return merge([*outside, Interval(low, None, low_closed, False)])


def _tighter(
    one: Fraction | None, one_closed: bool, two: Fraction | None, two_closed: bool, *, upper: bool
) -> tuple[Fraction | None, bool]:
    if one is None or two is None:
        return (two, two_closed) if one is None else (one, one_closed)
    if one == two:
        return one, one_closed and two_closed
    return (one, one_closed) if (one < two) == upper else (two, two_closed)


def _by_low(interval: Interval) -> tuple[bool, Fraction, bool]:
    return interval.low is not None, interval.low or Fraction(0), not interval.low_closed


def _touch(left: Interval, right: Interval) -> bool:
    if left.high is None or right.low is None or right.low < left.high:
        return True
    return right.low == left.high and (left.high_closed or right.low_closed)


def _join(left: Interval, right: Interval) -> Interval:
    if left.high is None or right.high is None:
        return Interval(left.low, None, left.low_closed, False)
    if left.high == right.high:
        return Interval(left.low, left.high, left.low_closed, left.high_closed or right.high_closed)
    last = max(left, right, key=lambda one: one.high or Fraction(0))
    return Interval(left.low, last.high, left.low_closed, last.high_closed)


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
    sign = "$" if is_money(unit) else ""
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
