"""A request's JSON text, checked before and while it is parsed."""

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from calculator.errors import CalculatorError, FieldError, shorten
from calculator.exact.numerals import Exact, parse_literal

MAX_BYTES = 1_048_576
"""Longer requests are refused unread: every question answered takes two thousand."""
MAX_DEPTH = 8
"""Nested brackets a request may have; an ordinary one has three."""
DEFAULT_SAMPLES = 4096
DEFAULT_SEED = 1
MAX_SAMPLES = 65_536
MAX_SEED = 2**64 - 1

# A string that never ends is taken to the end of the text, so that the scan stays linear on any input.
_STRINGS_AND_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[\]{}]', re.DOTALL)


class Detail(StrEnum):
    """How much of the analysis is asked for."""

    POINT = "point"
    """Ranking, contributions and vetoes."""
    FULL = "full"
    """Everything."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked, before the answers are looked at."""

    answers: dict[str, Any]
    samples: int
    seed: int
    detail: Detail


class Unreadable:
    """A JSON number that is none (NaN, Infinity) or too long to be an answer."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


class Members(dict[str, Any]):
    """A JSON object that remembers which of its keys were written twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.repeated = () if len(self) == len(pairs) else _find_repeated(pairs)


def _find_repeated(pairs: list[tuple[str, Any]]) -> tuple[str, ...]:
    keys = [key for key, _ in pairs]
    return tuple(sorted({key for key in keys if keys.count(key) > 1}))


def refuse(field: str, value: object, message: str, allowed: tuple[str, ...] = ()) -> CalculatorError:
    """The error for a single bad field."""
    return CalculatorError([FieldError(field, value, message, allowed)])


def parse_json(text: str) -> Any:
    """The JSON value of a text, with exact numbers.

    Raises:
        CalculatorError: the text is too long, too deep, not UTF-8 or not JSON.
    """
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError as error:
        raise refuse("request", None, f"character {error.start + 1} is half of a pair and not valid UTF-8") from error
    if size > MAX_BYTES:
        message = f"the request has {size:,} bytes, and at most {MAX_BYTES:,} are read; send only the answers"
        raise refuse("request", None, message)
    depth = deepest = 0
    for match in _STRINGS_AND_BRACKETS.finditer(text):
        if match[0] in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif match[0] in "]}":
            depth -= 1
    if deepest > MAX_DEPTH:
        message = f"brackets are nested {deepest} deep, and at most {MAX_DEPTH} are read; answers stand side by side"
        raise refuse("request", None, message)
    try:
        return json.loads(
            text, parse_float=_read_number, parse_int=_read_number, parse_constant=Unreadable, object_pairs_hook=Members
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno} column {error.colno}"
        raise refuse("request", None, f"this is not JSON: {error.msg} at {place}") from error


def _read_number(literal: str) -> Exact | Unreadable:
    value = parse_literal(literal)
    return Unreadable(literal) if value is None else value


def read_request(text: str) -> Request:
    """The request that a JSON text holds; its answers are checked by `read_answers`.

    Raises:
        CalculatorError: with every bad field outside `answers`.
    """
    raw = parse_json(text)
    if not isinstance(raw, Members):
        raise refuse("request", shorten(raw), "a request is an object with the key answers", ("answers",))
    return request_from(raw)


def request_from(raw: Members) -> Request:
    """The request that a parsed object holds."""
    errors: list[FieldError] = []
    known = ("schema", "answers", "samples", "seed", "detail")
    errors += [FieldError(key, None, f"{key} is written twice; keep one") for key in raw.repeated]
    for key in raw:
        if key not in known:
            errors.append(FieldError(shorten_key(key), None, f"a request has no key {shorten_key(key)}", known))
    if raw.get("schema", 1) != 1 or isinstance(raw.get("schema"), bool):
        errors.append(
            FieldError("schema", show_value(raw["schema"]), "only requests of schema 1 are understood", ("1",))
        )
    answers = raw.get("answers")
    if not isinstance(answers, Members):
        message = "answers must be an object of question ids and answers"
        errors.append(FieldError("answers", show_value(answers), message))
    samples = _read_count(raw, "samples", DEFAULT_SAMPLES, 1, MAX_SAMPLES, errors)
    seed = _read_count(raw, "seed", DEFAULT_SEED, 0, MAX_SEED, errors)
    detail = raw.get("detail", Detail.FULL.value)
    details = tuple(item.value for item in Detail)
    if not isinstance(detail, str) or detail not in details:
        errors.append(FieldError("detail", show_value(detail), "detail is point or full", details))
    if errors:
        raise CalculatorError(errors)
    return Request(answers if isinstance(answers, Members) else {}, samples, seed, Detail(detail))


def _read_count(raw: Members, key: str, default: int, low: int, high: int, errors: list[FieldError]) -> int:
    value = raw.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        message = f"{key} must be a whole number from {low:,} to {high:,}"
        errors.append(FieldError(key, show_value(value), message))
        return default
    return value


def shorten_key(key: str) -> str:
    """A key fit for a message."""
    return str(shorten(key))


def show_value(value: Any) -> object:
    """A parsed value as it may stand in an error: plain, short, valid JSON."""
    if isinstance(value, Unreadable):
        return shorten(value.text)
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    if value is not None and not isinstance(value, bool | int | str):
        return float(value)
    return shorten(value)
