"""Run everything once and keep the figures, with the versions of the rules and the cases they hold for."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from backtest.baselines import guess_classifier, guess_majority
from backtest.cases import Case, labeled_by_revenue
from backtest.engine import Engine, places_of
from backtest.go_to_market import DECISIVE, LEFT_OUT, guess_acv_bands, guess_situations
from backtest.measures import Guess, confusion, per_motion, percent, score
from backtest.robustness import (
    answers_missing,
    as_people_disagree,
    fit_answers,
    five_questions,
    one_answer_off,
    one_option_off,
)
from backtest.tuned_weights import measure_tuned_weights
from calculator.verdict.words import Word

SCHEMA = 1
WORDS = tuple(word.value for word in Word)


def fingerprint(cases: Sequence[Case]) -> str:
    """First 12 hex digits of a hash of what the figures depend on in the cases."""
    content = [
        [case.id, case.primary, case.by_revenue, sorted(case.acceptable), sorted(case.answers.items())]
        for case in cases
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:12]


def run_backtest(
    cases: Sequence[Case], rules: Mapping[str, Any], rules_text: str, failed: Sequence[Case] = ()
) -> dict[str, Any]:
    """Every figure of the backtest.

    Args:
        cases: the labelled companies.
        rules: the compiled rules, and their text.
        failed: companies whose first choice failed; they count in no score.
    """
    engine = Engine(rules, rules_text)
    full = {case.id: engine.ask(case.answers, "full") for case in cases}
    guesses = [places_of(case, full[case.id]) for case in cases]
    points_alone = {**rules, "vetoes": []}
    return {
        "schema": SCHEMA,
        "rules_version": rules["version"],
        "cases_version": fingerprint(cases),
        "motions": engine.motions,
        "selector": score(guesses).as_json(),
        "by_revenue": measure_by_revenue(cases, engine),
        "decisive": measure_decisive(cases, engine),
        "failed": [describe_failed(case, engine) for case in failed],
        "per_motion": {motion: each.as_json() for motion, each in per_motion(guesses, engine.motions).items()},
        "confusion": confusion(guesses, engine.motions),
        "calibration": calibration(guesses, full),
        "without": without_questions(cases, engine),
        "baselines": {
            "majority": score(guess_majority(cases)).as_json(),
            "acv_bands": score(guess_acv_bands(cases)).as_json(),
            "situations": score(guess_situations(cases)).as_json(),
            "classifier": score(guess_classifier(cases, engine.questions)).as_json(),
        },
        "robustness": measure_robustness(cases, engine),
        "one_answer_off": {
            name: {"label": engine.questions[name]["label"], **score(each).as_json()}
            for name, each in one_answer_off(cases, engine).items()
        },
        "points_alone": measure_points_alone(cases, Engine(points_alone, json.dumps(points_alone))),
        "tuned_weights": measure_tuned_weights(cases, engine),
        "cases": [describe(guess, full[guess.case.id], engine) for guess in guesses],
    }


def measure_robustness(cases: Sequence[Case], engine: Engine) -> dict[str, dict[str, float | int]]:
    """Scores with few, wrong and missing answers."""
    return {
        "five_questions": score(five_questions(cases, engine)).as_json(),
        "one_option_off": score(one_option_off(cases, engine)).as_json(),
        "always_one_option_off": score(one_option_off(cases, engine, always=True)).as_json(),
        "as_people_disagree": score(as_people_disagree(cases, engine)).as_json(),
        "answers_missing": score(answers_missing(cases, engine)).as_json(),
    }


def measure_points_alone(cases: Sequence[Case], engine: Engine) -> dict[str, dict[str, float | int]]:
    """Scores without the requirements: the sums of the codebook's points, which is where the project started."""
    return {
        "all_answers": score([engine.guess(case) for case in cases]).as_json(),
        "one_option_off": score(one_option_off(cases, engine)).as_json(),
        "always_one_option_off": score(one_option_off(cases, engine, always=True)).as_json(),
        "answers_missing": score(answers_missing(cases, engine)).as_json(),
    }


def measure_by_revenue(cases: Sequence[Case], engine: Engine) -> dict[str, Any]:
    """The score if a case were labeled by where most new revenue comes from, and whose label would differ."""
    other = [labeled_by_revenue(case) for case in cases]
    moved = [case.id for case, after in zip(cases, other, strict=True) if after.primary != case.primary]
    return {**score([engine.guess(case) for case in other]).as_json(), "relabeled": moved}


def describe_failed(case: Case, engine: Engine) -> dict[str, Any]:
    """What the selector says of the motion a company gave up, and of the one it changed to."""
    result = engine.ask(case.answers)
    rows = {row["motion"]: row for row in result["ranking"]}
    return {
        "id": case.id,
        "title": case.title,
        "leader": [row["motion"] for row in result["ranking"] if row["rank"] == 1],
        **{
            name: {"motion": motion, **{key: rows[motion][key] for key in ("rank", "fit", "vetoed")}}
            for name, motion in (("first_choice", case.first_choice), ("changed_to", case.primary))
        },
    }


def measure_decisive(cases: Sequence[Case], engine: Engine) -> dict[str, dict[str, Any]]:
    """How many companies of a label come out right with the answer that decides most for them, and without it."""
    table = {}
    for motion, name in DECISIVE.items():
        of_label = [case for case in cases if case.primary == motion]
        without = [
            engine.guess(case, {key: answer for key, answer in case.answers.items() if key != name})
            for case in of_label
        ]
        table[motion] = {
            "question": name,
            "count": len(of_label),
            "right": sum(engine.guess(case).is_strict for case in of_label),
            "right_without": sum(guess.is_strict for guess in without),
        }
    return table


def calibration(guesses: Sequence[Guess], full: Mapping[str, Any]) -> dict[str, dict[str, float | int]]:
    """For each word of the lead: how many results carry it, their share, and how many of them are right.

    A result that says it is not enough yet, or that all motions are ruled out, carries that word instead.
    """
    table = {}
    for word in (*WORDS, "not-enough", "conflict"):
        held = [guess for guess in guesses if word_of(full[guess.case.id]) == word]
        table[word] = {
            "count": len(held),
            "share": percent(len(held), len(guesses)),
            "accepted": percent(sum(guess.is_accepted for guess in held), len(held)),
            "strict": percent(sum(guess.is_strict for guess in held), len(held)),
        }
    return table


def word_of(result: Mapping[str, Any]) -> str:
    """The word a result gives its lead."""
    return str(result["lead"]["word"]) if result["status"] == "ok" else str(result["status"])


def without_questions(cases: Sequence[Case], engine: Engine) -> dict[str, dict[str, float | int]]:
    """Scores with a question left unanswered in every case: what rests on it alone."""
    table = {}
    for names in LEFT_OUT:
        guesses = [
            engine.guess(case, {name: answer for name, answer in case.answers.items() if name not in names})
            for case in cases
        ]
        table[" and ".join(names)] = score(guesses).as_json()
    return table


def describe(guess: Guess, result: Mapping[str, Any], engine: Engine) -> dict[str, Any]:
    """One case as the page lists it, with the strongest reasons for and against where the selector misses."""
    case = guess.case
    entry: dict[str, Any] = {
        "id": case.id,
        "title": case.title,
        "primary": case.primary,
        "acceptable": list(case.acceptable),
        "confidence": case.confidence,
        "answered": len(fit_answers(case, engine)),
        "places": [list(place) for place in guess.places],
        "word": word_of(result),
        "verdict": "right" if guess.is_strict else "acceptable" if guess.is_accepted else "miss",
    }
    if not guess.is_strict:
        rows = {row["motion"]: row for row in result["ranking"]}
        leader, label = rows[guess.places[0][0]], rows[case.primary]
        entry["fit"] = {leader["motion"]: leader["fit"], label["motion"]: label["fit"]}
        entry["reasons"] = deciding(leader, label)
        entry["vetoes"] = [veto["label"] for veto in label["vetoes"] if veto["certain"]]
    return entry


def deciding(leader: Mapping[str, Any], label: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The three answers that favour the leader over the label most."""
    against = {entry["criterion"]: entry["contribution"] for entry in label["contributions"]}
    gains = [
        {
            "question": entry["question"],
            "answer": entry["answer"],
            "gain": round(entry["contribution"] - against[entry["criterion"]], 1),
            "url": entry["row"]["url"] if entry["row"] else None,
        }
        for entry in leader["contributions"]
    ]
    return sorted((gain for gain in gains if gain["gain"] > 0), key=lambda gain: (-gain["gain"], gain["question"]))[:3]
