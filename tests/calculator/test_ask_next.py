"""The question to ask next: expected answers, information against exact enumeration, and what is never asked."""

import json
import math
from fractions import Fraction
from typing import Any

from hypothesis import given, settings

from calculator.uncertainty.acceptability import sample_acceptability
from calculator.uncertainty.ask_next import weigh_questions
from tests.calculator.reference import Reference
from tests.calculator.strategies import bases_and_answers
from tests.calculator.support import CODEBOOK, CODEBOOK_TEXT, TOY, ask, assess, load


def exact_information(rules: Any, answers: dict[str, Any]) -> dict[str, float]:
    """Per open question the mutual information, in bits, of its answer and the leader under complete answers.

    By enumeration of the model of `calculator.uncertainty.expectation`: companies of each motion equally likely before,
    and P(answer | motion) proportional to prior * 2 ** points. For tables over one question each.
    """
    reference = Reference(rules)
    chances: dict[str, dict[str, dict[str, Fraction]]] = {}
    for motion in reference.motions:
        for criterion in reference.criteria:
            [question] = criterion["questions"]
            odds = {
                option: prior * Fraction(2) ** reference.points(reference.row(criterion, {question: option}), motion)
                for option, prior in reference.options(question)
            }
            whole = sum(odds.values())
            chances.setdefault(motion, {})[question] = {option: odd / whole for option, odd in odds.items()}
    joint: dict[str, dict[tuple[str, str], Fraction]] = {}
    for completion, _ in reference.completions(answers, list(reference.fit)):
        weight = sum(
            (
                math.prod((chances[m][q][a] for q, a in completion.items()), start=Fraction(1))
                for m in reference.motions
            ),
            Fraction(0),
        )
        barred = reference.barred(completion)
        live = [motion for motion in reference.motions if motion not in barred] or reference.motions
        fits = {motion: reference.fit_of(motion, completion) for motion in live}
        best = [motion for motion in live if fits[motion] == max(fits.values())]
        for question, answer in completion.items():
            for motion in best:
                table = joint.setdefault(question, {})
                table[answer, motion] = table.get((answer, motion), Fraction(0)) + weight / len(best)
    return {q: mutual(table) for q, table in joint.items() if q not in answers}


def mutual(table: dict[tuple[str, str], Fraction]) -> float:
    """The mutual information of a joint table, in bits."""
    whole = sum(table.values())
    rows: dict[str, Fraction] = {}
    columns: dict[str, Fraction] = {}
    for (answer, motion), weight in table.items():
        rows[answer] = rows.get(answer, Fraction(0)) + weight
        columns[motion] = columns.get(motion, Fraction(0)) + weight
    return sum(
        float(w / whole) * math.log2(float(w * whole / (rows[a] * columns[m]))) for (a, m), w in table.items() if w
    )


@settings(max_examples=12)
@given(bases_and_answers(most=3))
def test_information_is_near_the_exact_one(given_case: tuple[Any, Any]) -> None:
    rules, answers = given_case
    if any(len(criterion["questions"]) > 1 for criterion in rules["criteria"]):
        return
    calculator = load(rules)
    assessment = assess(calculator, answers)
    variations, expectations = calculator.samplers(1, 8192)
    gains = weigh_questions(assessment, sample_acceptability(assessment, variations), variations, expectations)
    exact = exact_information(rules, answers)
    most = math.log2(len(calculator.rules.motions))
    assert {calculator.rules.questions[q].id for q in gains.information} == set(exact)
    for question, information in gains.information.items():
        found = information / gains.most_information * most
        assert abs(found - exact[calculator.rules.questions[question].id]) < 0.05


def test_the_first_question_is_an_informative_one() -> None:
    result = ask(CODEBOOK, {})
    assert result["ask_next"]["gain"] == max(result["gains"].values()) > 5
    assert set(result["gains"]) == {CODEBOOK.rules.questions[q].id for q in CODEBOOK.rules.fit}


def test_not_sure_is_never_asked_again() -> None:
    answers: dict[str, Any] = {}
    for _ in CODEBOOK.rules.fit:
        question = ask(CODEBOOK, answers, samples=256)["ask_next"]["question"]
        assert question not in answers
        answers[question] = None
    assert ask(CODEBOOK, answers, samples=256)["ask_next"] is None
    assert ask(CODEBOOK, answers, samples=256)["gains"] == {}


def test_nothing_is_asked_once_all_is_answered() -> None:
    result = ask(TOY, {"acv_usd": "20K-40K", "buyer_user": "same-team", "time_to_value": "days"})
    assert result["ask_next"] is None


def test_a_question_about_nothing_gains_nothing() -> None:
    rules = json.loads(CODEBOOK_TEXT)
    for criterion in rules["criteria"]:
        if criterion["id"] == "network_effect":
            for row in criterion["rows"]:
                row["points"] = dict.fromkeys(row["points"], 0)
    assert ask(load(rules), {"user": "developer"})["gains"]["network_effect"] < 0.2
