"""Which labeled cases meet which row of the compiled rules: what tests a row, and which row nothing tests."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from kb.rules.conditions import condition_from_json


def hits_on(rules: Mapping[str, Any], url: str) -> dict[str, tuple[str, ...]]:
    """The cases that meet each row on one page: titles by the row's anchor, in the order of the rules.

    A row that joins a second option to a first one is met only by cases labeled with the first.
    """
    return {row["anchor"]: tuple(_meet(row, rules["cases"])) for row in _rows_on(rules, url)}


def _rows_on(rules: Mapping[str, Any], url: str) -> Iterator[Mapping[str, Any]]:
    for criterion in rules.get("criteria", ()):
        if criterion["url"] == url:
            yield from criterion["rows"]
    for kind in ("vetoes", "hybrids"):
        yield from (row for row in rules.get(kind, ()) if row["url"] == url)


def _meet(row: Mapping[str, Any], cases: list[Mapping[str, Any]]) -> Iterator[str]:
    when = {question: condition_from_json(condition) for question, condition in row["when"].items()}
    for case in cases:
        given = {question: case["answers"].get(question) for question in when}
        answers = {one: Fraction(str(each)) if isinstance(each, int | float) else each for one, each in given.items()}
        is_met = all(condition.matches(answers[question]) for question, condition in when.items())
        if is_met and row.get("primary", case["primary"]) == case["primary"]:
            yield case["company"]
