"""Ask the calculator about cases, through `calculator.api`."""

import json
from collections.abc import Mapping
from typing import Any

from backtest.cases import Answer, Case
from backtest.measures import Guess
from calculator import Calculator


class Engine:
    """The calculator under one rule base, answering about cases."""

    def __init__(self, rules: Mapping[str, Any], rules_text: str) -> None:
        self.rules = rules
        self.motions = [motion["id"] for motion in rules["motions"]]
        self.questions = {question["id"]: question for question in rules["questions"]}
        self._calculator = Calculator(rules_text)

    def ask(self, answers: Mapping[str, Answer], detail: str = "point") -> dict[str, Any]:
        """The result for some answers."""
        request = {"answers": dict(answers), "detail": detail}
        result: dict[str, Any] = json.loads(self._calculator.answer(json.dumps(request)))
        if result["status"] == "error":
            raise ValueError(f"a case has answers that the calculator refuses: {result['errors']}")
        return result

    def guess(self, case: Case, answers: Mapping[str, Answer] | None = None) -> Guess:
        """The ranking for a case, by its own answers or by others."""
        return places_of(case, self.ask(case.answers if answers is None else answers))


def places_of(case: Case, result: Mapping[str, Any]) -> Guess:
    """A result's ranking as a guess; tied motions share a place."""
    places: dict[int, list[str]] = {}
    for row in result["ranking"]:
        places.setdefault(row["rank"], []).append(row["motion"])
    return Guess(case, tuple(tuple(places[rank]) for rank in sorted(places)))
