"""The form says that about six answers usually settle it: true of the cases, asked in the order the selector offers."""

import json
from statistics import median
from typing import Any

from calculator import Calculator
from kb.library.catalogue import Catalogue
from kb.published.export import rules_json


def answers_until_verdict(calculator: Calculator, known: dict[str, Any], questions: set[str]) -> int:
    """How many answers of a case, the most useful first, until the result is a verdict."""
    given: dict[str, Any] = {}
    while True:
        result = json.loads(calculator.answer(json.dumps({"answers": given})))
        left = {key: gain for key, gain in result["gains"].items() if key in known and key not in given}
        if result["status"] != "not-enough" or not left:
            return len(given)
        best = max(sorted(left), key=lambda key: left[key])
        assert best in questions
        given[best] = known[best]


def test_about_six_answers_usually_settle_it(catalogue: Catalogue) -> None:
    rules = catalogue.rules
    calculator = Calculator(rules_json(catalogue))
    questions = {question["id"] for question in rules["questions"] if question["role"] == "fit"}
    needed = sorted(
        answers_until_verdict(
            calculator, {key: value for key, value in case["answers"].items() if value is not None}, questions
        )
        for case in rules["cases"]
    )
    assert 5.5 <= median(needed) <= 6.5, needed
    assert sum(count <= 7 for count in needed) >= 0.8 * len(needed), needed
