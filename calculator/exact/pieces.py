"""The pieces of a numeric question's domain: intervals on which every rule says the same.

Every endpoint that a band or a rule uses cuts the line, before or after its number. Between two neighbouring cuts all
conditions are constant, so working on pieces is exact (docs/scoring.md, b.4).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from calculator.exact.arithmetic import log2_fixed
from calculator.exact.numerals import Exact, Span, write_number

type Cut = tuple[Exact, int]
"""A place on the line: just before a number (`0`) or just after it (`1`)."""


def start_of(span: Span, least: Cut) -> Cut:
    """Where a span begins."""
    return least if span.low is None else (span.low, 0 if span.low_closed else 1)


def end_of(span: Span, greatest: Cut) -> Cut:
    """Where a span ends."""
    return greatest if span.high is None else (span.high, 1 if span.high_closed else 0)


@dataclass(frozen=True, slots=True)
class Line:
    """A numeric domain cut into pieces."""

    start: Cut
    cuts: tuple[Cut, ...]
    """Ascending, strictly inside the domain; n cuts make n + 1 pieces."""
    end: Cut

    @property
    def count(self) -> int:
        """How many pieces there are."""
        return len(self.cuts) + 1

    def piece_of(self, value: Exact) -> int:
        """The piece that a number of the domain lies in."""
        return bisect_right(self.cuts, (value, 0))

    def pieces_of(self, span: Span) -> range:
        """The pieces that a span meets, ascending; empty when the span is empty or outside the domain."""
        start = max(start_of(span, self.start), self.start)
        end = min(end_of(span, self.end), self.end)
        if start >= end:
            return range(0)
        return range(bisect_right(self.cuts, start), bisect_left(self.cuts, end) + 1)

    def span_of(self, piece: int) -> Span:
        """A piece as an interval."""
        low, low_side = self.cuts[piece - 1] if piece else self.start
        high, high_side = self.cuts[piece] if piece < len(self.cuts) else self.end
        return Span(low, high, low_side == 0, high_side == 1)

    def length_of(self, piece: int, within: Span | None = None) -> int:
        """The piece's length on a logarithmic scale (of its part inside `within`), in units of 2**-20."""
        start = self.cuts[piece - 1] if piece else self.start
        end = self.cuts[piece] if piece < len(self.cuts) else self.end
        if within is not None:
            start = max(start, start_of(within, self.start))
            end = min(end, end_of(within, self.end))
        return max(0, log2_fixed(end[0]) - log2_fixed(self._floor(start[0]))) if end[0] > start[0] else 0

    def _floor(self, value: Exact) -> Exact:
        """The number itself, or a small positive one where a domain begins at zero and has no logarithm."""
        if value > 0:
            return value
        least = next((cut for cut, _ in self.cuts if cut > 0), self.end[0])
        return least / 16 if not isinstance(least, int) else max(1, least // 16)


def cut_line(low: Exact, high: Exact, spans: Iterable[Span]) -> Line:
    """The domain from `low` to `high`, both included, cut at every endpoint of the spans."""
    start, end = (low, 0), (high, 1)
    cuts: set[Cut] = set()
    for span in spans:
        cuts.update((start_of(span, start), end_of(span, end)))
    return Line(start, tuple(sorted(cut for cut in cuts if start < cut < end)), end)


def describe_span(span: Span, line: Line | None, money: bool) -> str:
    """A span in words: `under $5,000`, `$5,000 to under $25,000`, `over $100,000`.

    An end that is the end of the domain is left out, because nothing lies beyond it.
    """
    low = None if line and span.low is not None and start_of(span, line.start) <= line.start else span.low
    high = None if line and span.high is not None and end_of(span, line.end) >= line.end else span.high
    sign = "$" if money else ""
    if low is None and high is None:
        return "any"
    if low is None and high is not None:
        return f"{'up to' if span.high_closed else 'under'} {sign}{write_number(high)}"
    if low is not None and high is None:
        return f"{sign}{write_number(low)} or more" if span.low_closed else f"over {sign}{write_number(low)}"
    assert low is not None and high is not None
    if low == high:
        return f"{sign}{write_number(low)}"
    first = f"{sign}{write_number(low)}" if span.low_closed else f"over {sign}{write_number(low)}"
    last = f"{sign}{write_number(high)}" if span.high_closed else f"under {sign}{write_number(high)}"
    return f"{first} to {last}"
