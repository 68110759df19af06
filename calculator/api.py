"""The interface of the package: JSON text in, JSON text out."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from calculator.answers.beliefs import believe_nothing
from calculator.answers.given import Answers, read_answers
from calculator.answers.request import DEFAULT_SAMPLES, DEFAULT_SEED, Detail, Request, read_request
from calculator.change.thresholds import show_sweep, show_thresholds
from calculator.change.what_if import WhatIf
from calculator.errors import CalculatorError, FieldError, shorten
from calculator.result import SCHEMA, build_full, build_point
from calculator.rules.reader import load_rules
from calculator.rules.rule_base import read_limits
from calculator.uncertainty.expectation import Expectations
from calculator.uncertainty.lead import Leading
from calculator.uncertainty.variations import Variations
from calculator.verdict.fit import Assessment, assess, stand

EXPECTED_SHARE = 4
"""Expected companies of each motion: this part of the samples."""


class Calculator:
    """Answers requests under one rule base; the rules are read once.

    Args:
        rules_text: the text of rules.json.
    Raises:
        CalculatorError: the rules cannot be read.
    """

    def __init__(self, rules_text: str) -> None:
        self.rules = load_rules(rules_text)
        self.limits = read_limits(self.rules)
        self._nothing = tuple(believe_nothing(question) for question in self.rules.questions)
        self._samplers: tuple[tuple[int, int], Variations, Expectations] | None = None
        self._unanswered = tuple(stand(criterion, self._nothing) for criterion in self.rules.criteria)

    def answer(self, request_text: str) -> str:
        """The result for a request, or the error result that names every bad field; never raises for bad input."""
        try:
            return write_json(self.evaluate(read_request(request_text)))
        except CalculatorError as error:
            return write_json(error_result(error))

    def evaluate(self, request: Request) -> dict[str, Any]:
        """The result for a request as a JSON object.

        Raises:
            CalculatorError: with every bad answer.
        """
        answers = self.read(request.answers)
        assessment = self.assess(answers)
        if request.detail is Detail.POINT:
            return build_point(request, self.limits, answers, assessment)
        variations, expectations = self.samplers(request.seed, request.samples)
        return build_full(request, self.limits, answers, assessment, variations, expectations)

    def read(self, raw: Mapping[str, Any]) -> Answers:
        """Answers read against the questions.

        Raises:
            CalculatorError: with every bad answer.
        """
        return read_answers(raw, self.rules, self._nothing)

    def assess(self, answers: Answers) -> Assessment:
        """The motions' fit under the answers."""
        return assess(self.rules, answers.beliefs, self._unanswered)

    def sweep(self, question: str, request: Request) -> dict[str, Any]:
        """Which motion leads from where to where along a numeric question, with the fits on every piece of it.

        Raises:
            CalculatorError: the question is none of the numeric ones that rank, or an answer is bad.
        """
        assessment = self.assess(self.read(request.answers))
        variations, _ = self.samplers(request.seed, request.samples)
        what_if = WhatIf(assessment, Leading(assessment, variations))
        pieces, reaches = show_sweep(what_if), show_thresholds(what_if)
        if question not in pieces:
            allowed = tuple(sorted(pieces))
            message = f"{question} is not a numeric question that changes the ranking"
            raise CalculatorError([FieldError("question", shorten(question), message, allowed)])
        return {
            "schema": SCHEMA,
            "rules_version": self.rules.version,
            "question": question,
            "pieces": pieces[question],
            "thresholds": reaches[question],
        }

    def samplers(self, seed: int, samples: int) -> tuple[Variations, Expectations]:
        """The samples of a seed; the last ones used are kept."""
        key = (seed, samples)
        if self._samplers is None or self._samplers[0] != key:
            per_motion = max(1, samples // EXPECTED_SHARE)
            self._samplers = (key, Variations(self.rules, seed, samples), Expectations(self.rules, seed, per_motion))
        return self._samplers[1], self._samplers[2]

    def prepare(self) -> None:
        """Draw the samples of an ordinary request now: a memory snapshot made behind this has them ready."""
        for sampler in self.samplers(DEFAULT_SEED, DEFAULT_SAMPLES):
            sampler.draw_all()


def error_result(error: CalculatorError) -> dict[str, Any]:
    """A refusal as a JSON object."""
    return {
        "schema": SCHEMA,
        "status": "error",
        "errors": [_show_error(field_error) for field_error in error.errors],
    }


def _show_error(error: FieldError) -> dict[str, Any]:
    return {
        "field": error.field,
        "value": error.value,
        "message": error.message,
        "allowed": list(error.allowed),
    }


def write_json(value: Any) -> str:
    """JSON with sorted keys and no spaces: the same value always gives the same bytes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


@lru_cache(maxsize=2)
def calculator_for(rules_text: str) -> Calculator:
    """The calculator under some rules; the last ones are kept.

    Raises:
        CalculatorError: the rules cannot be read.
    """
    return Calculator(rules_text)


def answer(request_text: str, rules_text: str) -> str:
    """The result for one request under the rules; rules that cannot be read give an error result too."""
    try:
        calculator = calculator_for(rules_text)
    except CalculatorError as error:
        return write_json(error_result(error))
    return calculator.answer(request_text)
