"""Conditions written back: as a cell an author can paste, and as words a reader can follow."""

from collections.abc import Iterable
from fractions import Fraction

from kb.rules.conditions import Answer, Condition, OneOf, Within
from kb.rules.intervals import AMOUNTS, Interval
from kb.rules.questions import Question
from kb.rules.show import show_interval, show_number


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
