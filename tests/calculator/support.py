"""The rule bases that the tests share, and short ways to ask them."""

import json
from pathlib import Path
from typing import Any

from calculator import Calculator
from calculator.uncertainty.acceptability import Acceptability, sample_acceptability
from calculator.verdict.fit import Assessment

HERE = Path(__file__).resolve().parent
TOY_TEXT = (HERE / "rules_toy.json").read_text(encoding="utf-8")
CODEBOOK_TEXT = (HERE / "rules_codebook.json").read_text(encoding="utf-8")
TOY = Calculator(TOY_TEXT)
CODEBOOK = Calculator(CODEBOOK_TEXT)


def load(rules: dict[str, Any]) -> Calculator:
    """A calculator for a rules object."""
    return Calculator(json.dumps(rules))


def ask(calculator: Calculator, answers: dict[str, Any], **options: Any) -> dict[str, Any]:
    """The result for some answers, parsed."""
    result: dict[str, Any] = json.loads(calculator.answer(json.dumps({"schema": 1, "answers": answers, **options})))
    return result


def assess(calculator: Calculator, answers: dict[str, Any]) -> Assessment:
    """The motions' fit under some answers."""
    return calculator.assess(calculator.read(answers))


def shares(calculator: Calculator, answers: dict[str, Any], samples: int = 4096, seed: int = 1) -> Acceptability:
    """The sampled shares under some answers."""
    variations, _ = calculator.samplers(seed, samples)
    return sample_acceptability(assess(calculator, answers), variations)


def by_motion(result: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The entries of a ranking by motion."""
    return {entry["motion"]: entry for entry in result["ranking"]}
