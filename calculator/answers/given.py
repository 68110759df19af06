"""Answers read against the questions, and every one refused that cannot be used."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from calculator.answers.amounts import Refusal, read_amount
from calculator.answers.beliefs import Belief, believe, not_sure
from calculator.answers.request import Members, Unreadable, shorten_key, show_value
from calculator.errors import CalculatorError, FieldError
from calculator.exact.numerals import (
    MAX_DECIMALS,
    MAX_WHOLE_DIGITS,
    Exact,
    Span,
    is_printable,
    parse_literal,
    to_json_number,
    write_number,
)
from calculator.exact.pieces import describe_span, start_of
from calculator.rules.rule_base import Question, Rules, span_to_json


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers of a request, read."""

    beliefs: tuple[Belief, ...]
    """Per question of the rules; meaningful for fit questions."""
    normal: dict[str, Any]
    """The answers as they were understood, by question id, as JSON."""
    labels: dict[str, str]
    """The same in words; questions without an answer are missing."""
    values: dict[str, Exact | Span | str | None]
    """Numbers and ranges of numeric questions, option ids of the others."""


def read_answers(raw: Mapping[str, Any], rules: Rules, unknown: Sequence[Belief]) -> Answers:
    """The answers of a request, checked and placed on the questions.

    Args:
        raw: question ids and their JSON values; `Members` remembers repeated keys.
        unknown: per question, what is believed without an answer (`believe_nothing`).
    Raises:
        CalculatorError: with every field that cannot be used.
    """
    errors: list[FieldError] = []
    if isinstance(raw, Members):
        errors += [
            FieldError(f"answers.{shorten_key(key)}", None, "it is answered twice; keep one") for key in raw.repeated
        ]
    beliefs = list(unknown)
    normal: dict[str, Any] = {}
    labels: dict[str, str] = {}
    values: dict[str, Exact | Span | str | None] = {}
    for key in sorted(raw):
        index = rules.question_index.get(key)
        if index is None:
            errors.append(_refuse_question(key, rules))
            continue
        question, value = rules.questions[index], raw[key]
        if value is None or (question.is_number and isinstance(value, str) and not value.strip()):
            normal[key] = None
            beliefs[index] = not_sure(beliefs[index])
            continue
        read = read_number(question, value) if question.is_number else _read_option(question, value)
        if isinstance(read, FieldError):
            errors.append(read)
            continue
        normal[key], labels[key], values[key] = _normalise(question, read), _describe(question, read), read
        if question.role == "fit":
            beliefs[index] = believe(question, read)
    if errors:
        raise CalculatorError(errors)
    return Answers(tuple(beliefs), normal, labels, values)


def _refuse_question(key: str, rules: Rules) -> FieldError:
    known = tuple(sorted(rules.question_index))
    name = shorten_key(key)
    near = difflib.get_close_matches(name, known, 1)
    hint = f"; did you mean {near[0]}?" if near else ""
    return FieldError(f"answers.{name}", None, f"there is no question {name}{hint}", known)


def _read_option(question: Question, value: Any) -> str | FieldError:
    allowed = tuple(option.id for option in question.options)
    if isinstance(value, str) and value in allowed:
        return value
    shown = show_value(value)
    if not isinstance(value, str):
        what = shown if isinstance(value, Unreadable | list | dict) else "not text"
        message = f"the answer must be the name of one option or null for not sure, and this is {what}"
    else:
        near = difflib.get_close_matches(str(shown), allowed, 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        message = (
            f"{shown!r} is not one of its answers{hint}" if value else "the answer is empty; leave it out or write null"
        )
    return FieldError(f"answers.{question.id}", shown, message, allowed)


def read_number(question: Question, value: Any) -> Exact | Span | str | FieldError:
    """The answer to a question about a number: a number, a range, the id of a band, or why it is none of them."""
    field, shown = f"answers.{question.id}", show_value(value)
    allowed = _allowed_numbers(question)
    if isinstance(value, str) and question.option_index(value) is not None:
        return value
    if isinstance(value, float):  # from Python; JSON text is read exactly
        exact = parse_literal(repr(value)) if isfinite(value) else None
        value = Unreadable(repr(value)) if exact is None else exact
    if isinstance(value, Unreadable):
        return FieldError(field, shown, f"{shown} is not a number that can be computed with", allowed)
    if isinstance(value, bool) or value is None or isinstance(value, list):
        return FieldError(field, shown, "the answer must be a number, a range, a band or null for not sure", allowed)
    read: Exact | Span
    if isinstance(value, str):
        parsed = read_amount(value, question)
        if isinstance(parsed, Refusal):
            return FieldError(field, shown, parsed.message, allowed)
        read = parsed
    elif isinstance(value, dict):
        span = _read_span(value)
        if isinstance(span, str):
            return FieldError(field, shown, span, allowed)
        read = span
    else:
        read = value
    if isinstance(read, Span):
        return _check_span(question, read, shown, allowed)
    problem = _check_number(question, read)
    return FieldError(field, shown, problem, allowed) if problem else read


def _read_span(value: dict[str, Any]) -> Span | str:
    keys = {"from", "to", "from_closed", "to_closed"}
    if isinstance(value, Members) and value.repeated:
        return f"{value.repeated[0]} is written twice in the range; keep one"
    if set(value) - keys:
        return f"a range has the keys from and to, not {shorten_key(min(set(value) - keys))}"
    if "from" not in value or "to" not in value:
        return "a range needs both from and to; null means no limit"
    ends = (value["from"], value["to"])
    for name, end in zip(("from", "to"), ends, strict=True):
        if isinstance(end, Unreadable):
            return f"{end.text} is not a number that can be computed with"
        if isinstance(end, bool | str | list | dict):
            return f"{name} must be a number or null"
    closed = (value.get("from_closed", True), value.get("to_closed", True))
    if not all(isinstance(flag, bool) for flag in closed):
        return "from_closed and to_closed are true or false"
    return Span(ends[0], ends[1], *closed)


def _check_number(question: Question, value: Exact) -> str:
    """What is wrong with a number for this question; empty when nothing is."""
    sign = "$" if question.is_money else ""
    if value < 0:
        return "the answer cannot be negative"
    if not is_printable(value):
        return f"a number may have {MAX_WHOLE_DIGITS} digits before the point and {MAX_DECIMALS} after it"
    if question.minimum is not None and value < question.minimum:
        return f"{sign}{write_number(value)} is below the least possible answer, {sign}{write_number(question.minimum)}"
    if question.maximum is not None and value > question.maximum:
        text = (
            f"{sign}{write_number(value)} is above the greatest possible answer, {sign}{write_number(question.maximum)}"
        )
        return text + ("; write a share such as 0.8 or 80%" if question.maximum == 1 else "")
    return ""


def _check_span(question: Question, span: Span, shown: object, allowed: tuple[str, ...]) -> Exact | Span | FieldError:
    field = f"answers.{question.id}"
    for end in (span.low, span.high):
        problem = _check_number(question, end) if end is not None else ""
        if problem:
            return FieldError(field, shown, problem, allowed)
    if span.low is None and span.high is None:
        return FieldError(field, shown, "a range needs at least one end; leave the question out or write null", allowed)
    low = span.low if span.low is not None else question.minimum if question.minimum is not None else 0
    high = span.high if span.high is not None else question.maximum
    if high is not None and low > high:
        return FieldError(field, shown, "the range runs backwards; write the smaller number first", allowed)
    if low == high:
        if span.low_closed and span.high_closed:
            return low
        return FieldError(
            field, shown, "the range is empty: its ends are equal and one of them does not belong to it", allowed
        )
    if span.low is None or (question.line and start_of(span, question.line.start) < question.line.start):
        span = Span(low, span.high, True, span.high_closed)
    if span.high is None and high is not None:
        span = Span(span.low, high, span.low_closed, True)
    return span


def _allowed_numbers(question: Question) -> tuple[str, ...]:
    least = question.minimum if question.minimum is not None else 0
    unit = f" {question.unit}" if question.unit else ""
    limit = f" to {write_number(question.maximum)}" if question.maximum is not None else " or more"
    return (f"{write_number(least)}{limit}{unit}", *(option.id for option in question.options))


def _normalise(question: Question, read: Exact | Span | str) -> Any:
    if isinstance(read, str):
        return read
    return span_to_json(read) if isinstance(read, Span) else to_json_number(read)


def _describe(question: Question, read: Exact | Span | str) -> str:
    if isinstance(read, str):
        index = question.option_index(read)
        return question.options[index].label if index is not None else read
    if isinstance(read, Span):
        return describe_span(read, question.line, question.is_money)
    return f"${write_number(read)}" if question.is_money else write_number(read)
