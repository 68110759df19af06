"""A cross-check of the weights that is never shown: only their order is believed, and all else about them varies.

Weights are drawn uniformly from all that keep the declared order (sorted integer spacings, docs/scoring.md, a.5). Their
mean is the rank-order centroid, far steeper than the declared weights: what survives it does not hang on the weights.
"""

from collections import Counter
from itertools import pairwise
from typing import Any

import pytest

from backtest.cases import Case, read_cases
from backtest.engine import Engine
from calculator.uncertainty.sampling import hash_name, split_mix
from installation import OWN_LIBRARY
from kb.library.load import load_library
from kb.published.export import rules_json

SAMPLES = 1024
WHOLE = 1 << 32


def draw_ordered(count: int, samples: int, name: str) -> list[list[int]]:
    """Weights in falling order that sum to WHOLE: the gaps between sorted numbers, sorted."""
    draws = iter(split_mix(1 ^ hash_name(name), samples * (count - 1)))
    drawn = []
    for _ in range(samples):
        cuts = [0, *sorted(next(draws) >> 32 for _ in range(count - 1)), WHOLE]
        drawn.append(sorted((high - low for low, high in pairwise(cuts)), reverse=True))
    return drawn


def test_the_mean_of_ordered_weights_is_the_rank_order_centroid() -> None:
    drawn = draw_ordered(4, 4096, "centroid")
    means = [sum(weights[place] for weights in drawn) / len(drawn) / WHOLE for place in range(4)]
    centroid = [sum(1 / rank for rank in range(place, 5)) / 4 for place in range(1, 5)]
    assert centroid == pytest.approx([0.5208, 0.2708, 0.1458, 0.0625], abs=1e-4)
    assert means == pytest.approx(centroid, abs=0.01)
    assert all(sum(weights) == WHOLE for weights in drawn)


@pytest.fixture(scope="module")
def engine_and_cases() -> tuple[Engine, tuple[Case, ...]]:
    catalogue = load_library(OWN_LIBRARY, OWN_LIBRARY)
    return Engine(catalogue.rules, rules_json(catalogue)), read_cases(catalogue)


def leader_by_order(result: dict[str, Any], groups: list[dict[str, Any]]) -> str:
    """The motion that leads most often when only the order of the groups' weights is kept; equal ones take turns."""
    per_weight = {group["id"]: 1 / group["weight"] for group in groups}
    standing = [row for row in result["ranking"] if not row["vetoed"]]
    scores = {row["motion"]: Counter[str]() for row in standing}
    for row in standing:
        for part in row["contributions"]:
            scores[row["motion"]][part["group"]] += part["contribution"] * per_weight[part["group"]]
    turns = split_mix(hash_name("turns"), SAMPLES * len(groups))
    leaders: Counter[str] = Counter()
    for index, weights in enumerate(draw_ordered(len(groups), SAMPLES, "order")):
        turn = turns[index * len(groups) : (index + 1) * len(groups)]
        order = sorted(range(len(groups)), key=lambda place: (-groups[place]["weight"], turn[place]))
        weight_of = {groups[place]["id"]: weight for place, weight in zip(order, weights, strict=True)}
        totals = {m: sum(weight_of[g] * points for g, points in score.items()) for m, score in scores.items()}
        leaders[max(totals, key=lambda motion: totals[motion])] += 1
    return leaders.most_common(1)[0][0]


def test_what_is_called_clear_survives_when_only_the_order_of_the_weights_is_kept(engine_and_cases) -> None:
    engine, cases = engine_and_cases
    groups = engine.rules["groups"]
    agreed = {"clear": Counter[bool](), "other": Counter[bool]()}
    for case in cases:
        result = engine.ask(case.answers, "full")
        word = "clear" if result["lead"]["word"] == "clear" else "other"
        agreed[word][leader_by_order(result, groups) == result["lead"]["motion"]] += 1
    share = {word: counts[True] / counts.total() for word, counts in agreed.items()}
    assert share["clear"] >= 0.95
    assert share["clear"] > share["other"]
