"""The figures that the pages print about the scoring, against the rules, the package and the stored backtest."""

import json
import re
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from calculator.answers.request import DEFAULT_SAMPLES
from calculator.exact.arithmetic import divide_half_up
from calculator.rules.rule_base import Limits
from kb.library.catalogue import Catalogue
from tests.content.test_rules_and_cases import read_cases

PAGE = "about/how-scoring-works"
COUNTED = re.compile(r"In our 75 cases the counts are (\d+), (\d+) and (\d+)")


@pytest.fixture(scope="module")
def page(catalogue: Catalogue) -> str:
    """The text of the page about scoring."""
    return catalogue.documents[PAGE].text


@pytest.fixture(scope="module")
def weights(catalogue: Catalogue) -> dict[str, Fraction]:
    """Per criterion its share of the weight of its group."""
    groups = {group["id"]: group["weight"] for group in catalogue.rules["groups"]}
    members = Counter(criterion["group"] for criterion in catalogue.rules["criteria"])
    return {
        criterion["id"]: Fraction(groups[criterion["group"]], members[criterion["group"]])
        for criterion in catalogue.rules["criteria"]
    }


def one_decimal(value: Fraction) -> str:
    """A figure as the pages print it."""
    return f"{divide_half_up(10 * value.numerator, value.denominator) / 10:.1f}"


def test_weights_and_effects(page: str, weights: dict[str, Fraction]) -> None:
    total = sum(weights.values())
    largest, question = max((weight, name) for name, weight in weights.items())
    assert f"The weights sum to {total}." in page
    assert question == "platform"
    assert f"The largest single effect is {one_decimal(50 * largest / total)} points" in page
    assert f"A +2 on contract value is worth {one_decimal(50 * weights['acv_usd'] / total)}," in page
    assert f"a question in the Market group {one_decimal(50 * weights['segment'] / total)}." in page


def test_share_of_points_taken_from_the_parent(catalogue: Catalogue, page: str, weights: dict[str, Fraction]) -> None:
    shares = {}
    for motion in ("developer-led", "partner-led", "marketplace-led"):
        silent = Fraction(0)
        for criterion in catalogue.rules["criteria"]:
            points = [row["points"][motion] for row in criterion["rows"]]
            silent += weights[criterion["id"]] * Fraction(points.count(None), len(points))
        shares[motion] = round(100 * silent / sum(weights.values()))
    printed = ", ".join(f"{share}% for {motion}" for motion, share in list(shares.items())[:2])
    assert f"is about {printed} and {shares['marketplace-led']}% for marketplace-led." in page


def test_words_and_limits(page: str) -> None:
    limits = Limits()
    assert f"| clear | {limits.clear}% of variations or more |" in page
    assert f"| likely | {limits.likely} to {int(limits.clear) - 1}% |" in page
    assert f"| leaning | {limits.leaning} to {int(limits.likely) - 1}% |" in page
    level = f"before the other in less than {limits.level}%, and the two share at least {limits.level_together}%"
    assert re.search(rf"^\| level \| .*{level} of the first places \|$", page, re.MULTILINE)
    assert f"| open | less than {limits.leaning}% |" in page
    assert f"answered less than {limits.coverage}% of the weight" in page
    assert page.count(f"{DEFAULT_SAMPLES:,}") >= 2


def test_results_on_the_cases(root: Path, page: str) -> None:
    stored: dict[str, Any] = json.loads((root / "frameworks/backtest.json").read_text(encoding="utf-8"))
    alone = stored["points_alone"]["all_answers"]
    right, fair = (round(alone["count"] * alone[key] / 100) for key in ("strict", "accepted"))
    assert f"On the {alone['count']} companies" in page
    assert f"first in {right} ({round(alone['strict'])}%), and in {fair} ({round(alone['accepted'])}%)" in page


def test_question_pages_give_their_weight(catalogue: Catalogue, weights: dict[str, Fraction]) -> None:
    """Each question that ranks says what it or its group counts for, out of all the weight there is."""
    total, groups = sum(weights.values()), {group["id"]: group["weight"] for group in catalogue.rules["groups"]}
    table_of = {name: each["id"] for each in catalogue.rules["criteria"] for name in each["questions"]}
    for question in catalogue.rules["questions"]:
        if question["role"] != "fit":
            continue
        found = re.findall(
            rf"(?:for|for only) (\d+(?:\.\d+)?) of {total}\b", catalogue.documents[f"questions/{question['id']}"].text
        )
        assert found, question["id"]
        assert {Fraction(each) for each in found} <= {
            weights[table_of[question["id"]]],
            Fraction(groups[question["group"]]),
        }


def test_counts_beside_declared_chances(catalogue: Catalogue) -> None:
    """Where a page gives chances of its own, it also says how often each answer occurs among the cases."""
    cases = [case for case in read_cases(catalogue).values() if not case.get("first_choice")]
    for question in catalogue.rules["questions"]:
        if len({option.get("prior", 1) for option in question["options"]}) > 1:
            printed = COUNTED.search(catalogue.documents[f"questions/{question['id']}"].text)
            assert printed, question["id"]
            counts = Counter(case["answers"].get(question["id"]) for case in cases)
            assert [counts[option["id"]] for option in question["options"]] == [int(each) for each in printed.groups()]
