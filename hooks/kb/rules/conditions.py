"""What a condition cell means (the one matcher of checks and compiled rules), written back as a cell and in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from calculator.exact.numerals import to_json_number
from kb.rules.amounts import AMOUNTS, Interval, show_interval, show_number
from kb.rules.questions import Question

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
        "from": None if interval.low is None else to_json_number(interval.low),
        "to": None if interval.high is None else to_json_number(interval.high),
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
    return Within(tuple(interval_from_json(one) for one in ranges))


def interval_between(low: Fraction | None, high: Fraction | None, *, closed: str) -> Interval:
    """An interval with its ends named by brackets, as `[)`."""
    return Interval(low, high, closed[0] == "[" and low is not None, closed[1] == "]" and high is not None)


def interval_from_json(value: Mapping[str, object]) -> Interval:
    """The interval that `interval_to_json` wrote."""
    low, high = (None if value[key] is None else Fraction(str(value[key])) for key in ("from", "to"))
    return Interval(low, high, bool(value["from_closed"]), bool(value["to_closed"]))


def show_condition(condition: Condition, question: Question) -> str:
    """The condition as a cell an author can paste."""
    if isinstance(condition, OneOf):
        return ", ".join(condition.options)
    if isinstance(condition, Within):
        return ", ".join(show_interval(interval, question.unit) for interval in condition.intervals)
    return "-"


def show_answer(answer: Answer) -> str:
    """One answer, as a witness in a message names it: an option's id, or an amount in plain digits."""
    return show_number(answer, None, scaled=False) if isinstance(answer, Fraction) else str(answer)


def describe_condition(condition: OneOf | Within, question: Question) -> str:
    """The condition in a reader's words: labels of options and bands, else amounts."""
    if isinstance(condition, OneOf):
        labels = [option.label for option in question.options if option.id in condition.options]
        return _either(labels)
    return _either(_describe_interval(interval, question) for interval in condition.intervals)


def _describe_interval(interval: Interval, question: Question) -> str:
    for option in question.options:
        if option.range is not None and _amounts(option.range) == _amounts(interval):
            return option.label
    low = interval.low if interval.low is not None and interval.low > 0 else None
    high = interval.high
    unit = question.unit
    if high is None:
        if low is None:
            return "any amount"
        return f"{show_number(low, unit)} and over" if interval.low_closed else f"over {show_number(low, unit)}"
    shown = show_number(high, unit)
    if interval.low == high:
        return f"exactly {shown}"
    if low is None:
        return f"up to {shown}" if interval.high_closed else f"under {shown}"
    start = show_number(low, unit) if interval.low_closed else f"over {show_number(low, unit)}"
    return f"{start} to {shown}" if interval.high_closed else f"{start} to under {shown}"


def _amounts(interval: Interval) -> Interval:
    return interval.intersect(AMOUNTS)


def _either(parts: Iterable[str]) -> str:
    """The alternatives as one phrase; several are quoted, because labels hold commas and `or` themselves."""
    *first, last = list(parts) or ["no answer"]
    return f"{', '.join(f'“{one}”' for one in first)} or “{last}”" if first else last
