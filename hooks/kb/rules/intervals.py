"""Intervals of non-negative amounts, exact at both ends."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


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
