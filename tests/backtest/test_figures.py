"""The figures the site shows: computed under the rules in force, and not below where the project started."""

import json
from typing import Any

import pytest

from backtest.cases import Case, read_cases
from backtest.engine import Engine
from backtest.go_to_market import DISAGREEMENT
from backtest.measures import score
from backtest.run import fingerprint
from installation import OWN_LIBRARY
from kb.library.load import load_library
from kb.published.export import rules_json

pytestmark = pytest.mark.ours


@pytest.fixture(scope="module")
def stored() -> dict[str, Any]:
    return json.loads((OWN_LIBRARY / "backtest.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def engine_and_cases() -> tuple[Engine, tuple[Case, ...]]:
    catalogue = load_library(OWN_LIBRARY, OWN_LIBRARY)
    return Engine(catalogue.rules, rules_json(catalogue)), read_cases(catalogue)


def test_the_figures_hold_for_the_rules_and_cases_in_force(stored, engine_and_cases) -> None:
    engine, cases = engine_and_cases
    assert stored["rules_version"] == engine.rules["version"], "run `make backtest WRITE=1`"
    assert stored["cases_version"] == fingerprint(cases), "run `make backtest WRITE=1`"
    assert stored["selector"] == score([engine.guess(case) for case in cases]).as_json()


def test_every_case_is_listed_once(stored, engine_and_cases) -> None:
    _, cases = engine_and_cases
    assert [case["id"] for case in stored["cases"]] == [case.id for case in cases]
    assert len(cases) == 75


# What the finished engine must hold. The wanted bar with every answer one option off is 89; the points alone, which are
# the start, get 87.3 in the same measure and the engine 87.6, so the bar below holds what is reached. Where an answer
# at the end of its list is always moved too (`always_one_option_off`), it is 84.9 and 85.2; with the rates at which two
# people disagreed, 90.4. What is missing is told by `one_answer_off`: two questions carry most of the loss.
BARS = {
    ("selector", "strict"): 84,
    ("selector", "accepted"): 93,
    ("selector", "top_two"): 98,
    ("robustness", "five_questions", "accepted"): 86,
    ("robustness", "one_option_off", "accepted"): 87,
    ("robustness", "answers_missing", "accepted"): 82,
    ("calibration", "clear", "accepted"): 95,
    ("calibration", "clear", "share"): 50,
}


@pytest.mark.parametrize(
    ("path", "bar"), BARS.items(), ids=lambda value: "-".join(value) if isinstance(value, tuple) else ""
)
def test_the_engine_has_not_fallen_below_its_start(stored, path: tuple[str, ...], bar: int) -> None:
    value: Any = stored
    for key in path:
        value = value[key]
    assert value >= bar


def test_the_requirements_make_nothing_worse_than_the_points_alone(stored) -> None:
    alone = stored["points_alone"]
    for sense in ("strict", "accepted", "top_two"):
        assert stored["selector"][sense] >= alone["all_answers"][sense]
        for name in ("one_option_off", "answers_missing"):
            # With answers that slip, a requirement can misfire for one try in a thousand.
            assert stored["robustness"][name][sense] >= alone[name][sense] - 0.2


def test_every_question_that_ranks_has_its_rate_of_disagreement(engine_and_cases) -> None:
    engine, _ = engine_and_cases
    assert set(DISAGREEMENT) == {name for name, question in engine.questions.items() if question["role"] == "fit"}


def test_the_answers_that_must_be_right_are_those_the_page_names(stored) -> None:
    scores = stored["one_answer_off"]
    order = sorted(scores, key=lambda name: scores[name]["accepted"])
    assert set(order[:3]) == {"cloud_commit", "partner_need", "platform"}


def test_fitted_weights_are_measured_on_companies_they_have_not_seen(stored, engine_and_cases) -> None:
    tuned = stored["tuned_weights"]
    engine, _ = engine_and_cases
    assert set(tuned["fitted_weights"]) == {group["id"] for group in engine.rules["groups"]}
    for sense in ("all_answers", "one_option_off"):
        assert tuned["fitted"][sense] >= tuned["declared"][sense], "fitting climbs from the declared weights"
        # One company of 75 is 1.3 points, and no reason to leave weights that were declared before any was looked at.
        assert tuned["left_out"][sense] < tuned["declared"][sense] + 2, "if they help unseen companies, use them"


def test_no_motion_is_left_behind(stored) -> None:
    assert min(each["strict"] for each in stored["per_motion"].values()) >= 75


def test_it_beats_the_tables_it_was_made_from(stored) -> None:
    for name in ("majority", "acv_bands", "situations"):
        assert stored["selector"]["accepted"] > stored["baselines"][name]["accepted"] + 20


def test_both_rules_for_labels_are_measured(stored, engine_and_cases) -> None:
    """Under the opposite rule the same companies count as accepted, and those are relabeled whose page names it."""
    _, cases = engine_and_cases
    assert stored["by_revenue"]["relabeled"] == [case.id for case in cases if case.by_revenue != case.primary]
    assert len(stored["by_revenue"]["relabeled"]) >= 5
    assert stored["by_revenue"]["accepted"] == stored["selector"]["accepted"]
    assert all(case.by_revenue in case.accepted for case in cases)


def test_what_one_answer_decides_is_told(stored) -> None:
    for each in stored["decisive"].values():
        assert each["right_without"] < each["right"] <= each["count"]
