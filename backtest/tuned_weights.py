"""Would weights fitted to the companies do better? Measured by leaving each company out of its own fitting.

The question is answered apart from the selector, on the additive part of the rules alone, with every group weight a
whole number from 1 to 5 (docs/scoring.md, a.10). Needs numpy, which comes with the development dependency scikit-learn.
"""

import random
from collections.abc import Mapping, Sequence
from typing import Any

from backtest.cases import Answer, Case
from backtest.engine import Engine
from backtest.measures import percent
from backtest.robustness import fit_answers, step_away

WEIGHTS = range(1, 6)
ROUNDS = 40
"""Disturbed versions of each company's answers that the weights are fitted to."""


def measure_tuned_weights(cases: Sequence[Case], engine: Engine) -> dict[str, Any]:
    """Shares of companies with an accepted motion first: weights as declared, fitted, and fitted without the company.

    Each share is over the companies' own answers (`all_answers`) and over disturbed ones (`one_option_off`).
    """
    import numpy as np

    scores = _score_groups(cases, engine)
    names = [group["id"] for group in engine.rules["groups"]]
    declared = tuple(int(group["weight"]) for group in engine.rules["groups"])
    accepted = np.array([[motion in case.accepted for motion in engine.motions] for case in cases])
    kept: dict[tuple[int, ...], Any] = {}

    def rights(weights: tuple[int, ...]) -> Any:
        """Per version of the answers and company, whether an accepted motion is first; version 0 is undisturbed."""
        if weights not in kept:
            first = np.argmax(scores @ np.array(weights, dtype=float), axis=-1)
            kept[weights] = np.take_along_axis(accepted[None].repeat(len(scores), 0), first[..., None], -1)[..., 0]
        return kept[weights]

    def fit(companies: Any) -> tuple[int, ...]:
        """Climb from the declared weights, one group at a time, while the mean of both shares rises."""

        def worth(weights: tuple[int, ...]) -> float:
            right = rights(weights)[:, companies]
            return float(right[0].mean() + right[1:].mean())

        best = declared
        while True:
            steps = [(*best[:i], value, *best[i + 1 :]) for i in range(len(best)) for value in WEIGHTS]
            better = max(steps, key=worth)
            if worth(better) <= worth(best) + 1e-9:
                return best
            best = better

    everyone = np.ones(len(cases), dtype=bool)
    fitted = fit(everyone)
    without = []
    for left_out in range(len(cases)):
        others = everyone.copy()
        others[left_out] = False
        without.append(rights(fit(others))[:, left_out])
    return {
        "declared": _shares(rights(declared)),
        "fitted": _shares(rights(fitted)),
        "left_out": _shares(np.stack(without, axis=1)),
        "fitted_weights": dict(zip(names, fitted, strict=True)),
    }


def _shares(right: Any) -> dict[str, float]:
    return {
        "all_answers": percent(int(right[0].sum()), right[0].size),
        "one_option_off": percent(int(right[1:].sum()), right[1:].size),
    }


def _score_groups(cases: Sequence[Case], engine: Engine) -> Any:
    """Per version of the answers, company and motion, the points of each group: read off the selector's own result."""
    import numpy as np

    groups = {group["id"]: place for place, group in enumerate(engine.rules["groups"])}
    weights = [group["weight"] for group in engine.rules["groups"]]
    places = {motion: place for place, motion in enumerate(engine.motions)}
    scores = np.zeros((ROUNDS + 1, len(cases), len(places), len(groups)))
    for version, answers in enumerate(_versions(cases, engine)):
        for company, given in enumerate(answers):
            for row in engine.ask(given)["ranking"]:
                for part in row["contributions"]:
                    group = groups[part["group"]]
                    scores[version, company, places[row["motion"]], group] += part["contribution"] / weights[group]
    return scores


def _versions(cases: Sequence[Case], engine: Engine) -> Sequence[Sequence[Mapping[str, Answer]]]:
    dice = random.Random("tuned weights")
    versions = [[fit_answers(case, engine) for case in cases]]
    for _ in range(ROUNDS):
        disturbed = []
        for case in cases:
            answers = fit_answers(case, engine)
            for name in sorted(answers):
                if dice.random() < 0.2:
                    answers[name] = step_away(engine.questions[name], answers[name], dice)
            disturbed.append(answers)
        versions.append(disturbed)
    return versions
