"""What a condition cell means: the one matcher of the checks, the compiled rules and (in meaning) the calculator."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kb.rules.intervals import Interval
from kb.rules.numbers import json_number

type Answer = str | Fraction | None
"""One answer: an option's id, an amount, or None where there is none."""


@dataclass(frozen=True, slots=True)
class AnyAnswer:
    """`-`: matches every answer and also a missing one."""

    def matches(self, answer: Answer) -> bool:
        """True."""
        return True


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of the options of a question; a missing answer never matches."""

    options: tuple[str, ...]
    """Option ids in the question's declared order."""

    def matches(self, answer: Answer) -> bool:
        """Whether the answer is one of the options."""
        return isinstance(answer, str) and answer in self.options


@dataclass(frozen=True, slots=True)
class Within:
    """An amount inside one of the intervals; a missing answer never matches."""

    intervals: tuple[Interval, ...]
    """Merged and ascending."""

    def matches(self, answer: Answer) -> bool:
        """Whether the answer is an amount inside one of the intervals."""
        return isinstance(answer, Fraction) and any(answer in interval for interval in self.intervals)


type Condition = AnyAnswer | OneOf | Within


def condition_to_json(condition: OneOf | Within) -> dict[str, object]:
    """The condition as `rules.json` carries it; `-` is left out there, so it has no form."""
    if isinstance(condition, OneOf):
        return {"options": list(condition.options)}
    return {"ranges": [interval_to_json(interval) for interval in condition.intervals]}


def interval_to_json(interval: Interval) -> dict[str, object]:
    """One range of `rules.json`; an unbounded end is null."""
    return {
        "from": None if interval.low is None else json_number(interval.low),
        "to": None if interval.high is None else json_number(interval.high),
        "from_closed": interval.low_closed,
        "to_closed": interval.high_closed,
    }


def condition_from_json(value: Mapping[str, object]) -> OneOf | Within:
    """The condition that `condition_to_json` wrote."""
    options = value.get("options")
    if isinstance(options, Sequence):
        return OneOf(tuple(str(option) for option in options))
    ranges = value["ranges"]
    assert isinstance(ranges, Sequence)
    return Within(tuple(_interval_from_json(one) for one in ranges))


def interval_between(low: Fraction | None, high: Fraction | None, *, closed: str) -> Interval:
    """An interval with its ends named by brackets, as `[)`."""
    return Interval(low, high, closed[0] == "[" and low is not None, closed[1] == "]" and high is not None)


def _interval_from_json(value: Mapping[str, object]) -> Interval:
    low, high = (None if value[key] is None else Fraction(str(value[key])) for key in ("from", "to"))
    return Interval(low, high, bool(value["from_closed"]), bool(value["to_closed"]))
