"""The calculator's point result for every case, computed once in a build: the data and the pages read it."""

import json
from typing import Any

import calculator
from build_state import BuildState
from kb.published.export import rules_json

_newest: list[tuple[BuildState, dict[str, dict[str, Any]]]] = []


def case_results(state: BuildState) -> dict[str, dict[str, Any]]:
    """The result for every case with answers, by the id of its document."""
    if not _newest or _newest[0][0] is not state:
        _newest[:] = [(state, compute(state))]
    return _newest[0][1]


def compute(state: BuildState) -> dict[str, dict[str, Any]]:
    """Ask the calculator about each case; answers that it refuses have no result, and the report says why."""
    engine = calculator.Calculator(rules_json(state.catalogue))
    results = {}
    for case in state.catalogue.rules.get("cases", ()):
        result = json.loads(engine.answer(json.dumps({"answers": case["answers"], "detail": "point"})))
        if result["status"] != "error":
            results[case["page"]] = result
    return results
