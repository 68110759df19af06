"""How fast the calculator ranks and analyzes, against the straightforward version of the same definitions."""

import json

from bench.measure import Row, side_by_side
from calculator import Calculator
from installation import OWN_LIBRARY
from kb.library.load import load_library
from kb.published.export import rules_json

ANSWERS = {
    "user": "business-team",
    "buyer_user": "different-people",
    "latitude": "manager-approval",
    "acv_usd": "25k-100k",
    "time_to_value": "weeks",
    "customization": "configuration",
    "stakeholders": "few",
}


def calculations(rounds: int = 15) -> list[Row]:
    """Point ranking and full analysis in CPython."""
    from tests.calculator.reference import analyse_straightforwardly

    rules = rules_json(load_library(OWN_LIBRARY, OWN_LIBRARY))
    point = json.dumps({"answers": ANSWERS, "detail": "point"})
    full = json.dumps({"answers": ANSWERS, "detail": "full"})
    calculator = Calculator(rules)
    calculator.answer(full)  # the sample streams are built once and kept
    ranked, analyzed = side_by_side(lambda: calculator.answer(point), lambda: calculator.answer(full), rounds)
    ours, plain = side_by_side(lambda: calculator.answer(full), lambda: analyse_straightforwardly(rules, full), 3)
    return [
        Row("point ranking", ranked * 1e3, analyzed * 1e3, "ms", "point / full analysis"),
        Row("full analysis", ours * 1e3, plain * 1e3, "ms", "shared samples / straightforward version"),
    ]
