"""Ranges of amounts (`[$5K..$25K)`, `$5K - $25K`, `< 5K`, `at least 80%`), and bands that hold each amount once."""

import re
from collections.abc import Sequence
from fractions import Fraction

from kb.problems.problem import Problem
from kb.rules.amounts import AMOUNTS, LONGEST, NUMBER, Interval, complement, is_too_long, number_of, show_interval
from kb.rules.findings import Fault, Place, error

FORMS = "write $5K, < $5K, [$5K..$25K), $5K - $25K, at least $5K, several with ', ' between, not(…) or - for any"
"""The forms a cell about amounts may have, for the fix of a problem."""

_COMPARISON = re.compile(
    r"(?P<sign><=|>=|<|>|≤|≥|(?:under|over|above|at least|at most|up to)(?=[\s$]))\s*", re.IGNORECASE
)
_OPENING = re.compile(r"(?P<bracket>[\[(\]])\s*")
_DOTS = re.compile(r"\s*\.\.\s*")
_CLOSING = re.compile(r"\s*(?P<bracket>[\])\[])")
_DASH = re.compile(r"\s*[-–]\s*|\s+to\s+", re.IGNORECASE)

_UPPER_ENDS = {"<": False, "under": False, "<=": True, "≤": True, "at most": True, "up to": True}
_LOWER_ENDS = {">": False, "over": False, "above": False, ">=": True, "≥": True, "at least": True}


def read_range(text: str) -> Interval | Fault:
    """The amounts that one whole text names."""
    start = len(text) - len(text.lstrip())
    result = match_range(text, start)
    if isinstance(result, Fault):
        return result
    interval, end = result
    rest = text[end:].strip()
    return unreadable(text, end + text[end:].index(rest)) if rest else interval


def match_range(text: str, position: int) -> tuple[Interval, int] | Fault:
    """The amounts that the test at this position names, and where it ends."""
    if comparison := _COMPARISON.match(text, position):
        return _compare(text, comparison)
    if opening := _OPENING.match(text, position):
        return _bracketed(text, opening)
    return _prose(text, position)


def unreadable(text: str, position: int, forms: str = FORMS) -> Fault:
    """The fault of a cell whose text stops making sense here."""
    rest = text[position:].strip()
    what = f"cannot read '{text.strip()}' from '{rest}' on" if rest else f"'{text.strip()}' ends too early"
    return Fault("E104", position, what, "the row's condition is unknown", forms)


def _compare(text: str, comparison: re.Match[str]) -> tuple[Interval, int] | Fault:
    number = _number(text, comparison.end())
    if isinstance(number, Fault):
        return number
    sign, value = comparison["sign"].casefold(), number_of(number)
    if sign in _UPPER_ENDS:
        return Interval(None, value, False, _UPPER_ENDS[sign]), number.end()
    return Interval(value, None, _LOWER_ENDS[sign], False), number.end()


def _bracketed(text: str, opening: re.Match[str]) -> tuple[Interval, int] | Fault:
    low = _number(text, opening.end())
    if isinstance(low, Fault):
        return low
    dots = _DOTS.match(text, low.end())
    if dots is None:
        return unreadable(text, low.end())
    high = _number(text, dots.end())
    if isinstance(high, Fault):
        return high
    closing = _CLOSING.match(text, high.end())
    if closing is None:
        return unreadable(text, high.end())
    interval = Interval(number_of(low), number_of(high), opening["bracket"] == "[", closing["bracket"] == "]")
    return _unless_empty(text, interval, opening.start(), closing.end())


def _prose(text: str, position: int) -> tuple[Interval, int] | Fault:
    low = _number(text, position)
    if isinstance(low, Fault):
        return low
    dash = _DASH.match(text, low.end())
    high = NUMBER.match(text, dash.end()) if dash else None
    if high is None:
        value = number_of(low)
        return Interval(value, value, True, True), low.end()
    if is_too_long(high):
        return _too_long(high)
    if high["scale"] and not low["scale"] and 0 < number_of(low) < Fraction(high["digits"].replace(",", "")):
        return _unit_of_one(low, high)
    return _unless_empty(text, Interval(number_of(low), number_of(high), True, True), position, high.end())


def _unit_of_one(low: re.Match[str], high: re.Match[str]) -> Fault:
    """`$5-25K`: a person reads two thousands, the grammar one."""
    scale = high["scale"]
    return Fault(
        "E104",
        low.start(),
        f"'{low[0]}' in front of '{high[0]}' can be read in two ways, as {low[0]} or as {low[0]}{scale}",
        "the row would hold other amounts than a reader expects",
        f"write {low[0]}{scale} - {high[0]}, or [{low[0]}..{high[0]}] if {low[0]} is meant",
    )


def _number(text: str, position: int) -> re.Match[str] | Fault:
    number = NUMBER.match(text, position)
    if number is None:
        return unreadable(text, position)
    return _too_long(number) if is_too_long(number) else number


def _too_long(number: re.Match[str]) -> Fault:
    return Fault(
        "E104",
        number.start(),
        f"'{number[0]}' has more than {LONGEST} digits",
        "it would be rounded where it is computed with",
        "write a rounder amount",
    )


def _unless_empty(text: str, interval: Interval, start: int, end: int) -> tuple[Interval, int] | Fault:
    if not interval.is_empty:
        return interval, end
    written = text[start:end]
    backwards = interval.low is not None and interval.high is not None and interval.low > interval.high
    what = f"range '{written}' runs backwards" if backwards else f"range '{written}' is empty"
    fix = "write the smaller amount first" if backwards else "close both ends, or write the amount alone"
    return Fault("E107", start, what, "no answer could ever match it", fix)


def check_bands(bands: Sequence[tuple[Interval, Place]], unit: str | None) -> list[Problem]:
    """Gaps (E110), overlaps (E111) and wrong order (E116) among the bands, which are given in the order of the page."""
    problems: list[Problem] = []
    for index, (band, place) in enumerate(bands):
        for earlier, earlier_place in bands[:index]:
            both = band.intersect(earlier).intersect(AMOUNTS)
            if not both.is_empty:
                problems.append(
                    error(
                        place,
                        "E111",
                        f"overlap: the bands of lines {earlier_place.line} and {place.line} both hold "
                        f"{show_interval(both, unit)}",
                        "an amount would have two answers",
                        "make one end open, as in [$5K..$25K)",
                    )
                )
        if index and band.intersect(bands[index - 1][0]).is_empty and _starts_lower(band, bands[index - 1][0]):
            problems.append(
                error(
                    place,
                    "E116",
                    f"band {show_interval(band, unit)} stands after a higher one",
                    "the order is how an amount moves up",
                    "list the bands from the lowest up",
                )
            )
    missing = [gap.intersect(AMOUNTS) for gap in complement(band for band, _ in bands)]
    shown = [show_interval(gap, unit) for gap in missing if not gap.is_empty]
    if shown and bands:
        problems.append(
            error(
                bands[0][1],
                "E110",
                f"gap: no band holds {', '.join(shown)}",
                "an amount there would have no answer",
                "add a band for it, or widen its neighbour",
            )
        )
    return problems


def _starts_lower(band: Interval, other: Interval) -> bool:
    return band.low is None or (other.low is not None and band.low < other.low)
