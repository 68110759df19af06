"""Simpler ways of choosing, to be beaten: the commonest motion, two published tables, a fitted classifier."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from backtest.cases import Case
from backtest.measures import Guess

# Motion selection factors, factor 1: what its table names for each band, the first named first.
ACV_BANDS = (
    (5_000, ("product-led",)),
    (25_000, ("product-led", "sales-led")),
    (100_000, ("sales-led", "product-led")),
    (None, ("sales-led", "partner-led")),
)
TECHNICAL = {"developer", "technical-operator"}
FREE = {"adopt-freely", "card-limit"}


def guess_majority(cases: Sequence[Case]) -> list[Guess]:
    """The commonest labels of all cases, for every case alike."""
    order = [motion for motion, _ in Counter(sorted(case.primary for case in cases)).most_common()]
    return [Guess(case, tuple((motion,) for motion in order)) for case in cases]


def guess_acv_bands(cases: Sequence[Case]) -> list[Guess]:
    """By contract value alone; no answer where the case states none."""
    return [Guess(case, tuple((motion,) for motion in acv_motions(case.answers.get("acv_usd")))) for case in cases]


def acv_motions(acv: object) -> tuple[str, ...]:
    """What the band of a contract value names."""
    if not isinstance(acv, int | float):
        return ()
    return next(motions for limit, motions in ACV_BANDS if limit is None or acv < limit)


def guess_situations(cases: Sequence[Case]) -> list[Guess]:
    """By the three-row situation table of go-to-market model selection; no answer where no row fits."""
    return [Guess(case, tuple((motion,) for motion in situation_motions(case))) for case in cases]


def situation_motions(case: Case) -> tuple[str, ...]:
    """The rows that fit, in the order of the table."""
    answers = case.answers
    rows = (
        ("developer-led", answers.get("user") in TECHNICAL and answers.get("latitude") in FREE),
        ("product-led", answers.get("buyer_user") == "same-person" and answers.get("latitude") in FREE),
        (
            "sales-led",
            answers.get("buyer_user") == "different-people" and answers.get("stakeholders") in {"few", "many"},
        ),
    )
    return tuple(motion for motion, fits in rows if fits)


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
        low, high = option["range"]["from"], option["range"]["to"]
        above = low is None or number > low or (number == low and option["range"]["from_closed"])
        below = high is None or number < high or (number == high and option["range"]["to_closed"])
        if above and below:
            return str(option["id"])
    raise ValueError(f"{number} lies in no band of {question['id']}")
