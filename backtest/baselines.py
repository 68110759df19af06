"""Simpler ways of choosing, to be beaten: the commonest motion, and a fitted classifier.

Two published tables are in `backtest.go_to_market`.
"""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from backtest.cases import Case
from backtest.measures import Guess
from kb.rules.conditions import interval_from_json


def guess_majority(cases: Sequence[Case]) -> list[Guess]:
    """The commonest labels of all cases, for every case alike."""
    order = [motion for motion, _ in Counter(sorted(case.primary for case in cases)).most_common()]
    return [Guess(case, tuple((motion,) for motion in order)) for case in cases]


def guess_classifier(cases: Sequence[Case], questions: dict[str, Any]) -> list[Guess]:
    """Logistic regression on the answers, fitted to all other cases: leave one out.

    Needs scikit-learn, which is a development dependency only.
    """
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    features = [options_of(case, questions) for case in cases]
    labels = [case.primary for case in cases]
    guesses = []
    for left_out, case in enumerate(cases):
        keep = [place for place in range(len(cases)) if place != left_out]
        model = make_pipeline(DictVectorizer(sparse=False), LogisticRegression(C=1.0, max_iter=2000))
        model.fit([features[place] for place in keep], [labels[place] for place in keep])
        chances = model.predict_proba([features[left_out]])[0]
        order = sorted(zip(-chances, model.classes_, strict=True))
        guesses.append(Guess(case, tuple((str(motion),) for _, motion in order)))
    return guesses


def options_of(case: Case, questions: dict[str, Any]) -> dict[str, str]:
    """The answers to fit questions, figures as their bands."""
    found = {}
    for name, answer in case.answers.items():
        question = questions.get(name)
        if not question or question["role"] != "fit":
            continue
        found[name] = str(answer) if question["kind"] == "option" else band_of(question, float(answer))
    return found


def band_of(question: dict[str, Any], number: float) -> str:
    """Id of the band a figure lies in."""
    for option in question["options"]:
        if Fraction(str(number)) in interval_from_json(option["range"]):
            return str(option["id"])
    raise ValueError(f"{number} lies in no band of {question['id']}")
