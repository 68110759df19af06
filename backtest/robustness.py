"""What happens when answers are few, wrong or missing: seeded, so the same rules give the same figures."""

import random
from collections.abc import Mapping, Sequence
from typing import Any

from backtest.baselines import band_of
from backtest.cases import Answer, Case
from backtest.engine import Engine, places_of
from backtest.measures import Guess

ROUNDS = 60
QUESTIONS_ASKED = 5


def fit_answers(case: Case, engine: Engine) -> dict[str, Answer]:
    """The answers that the ranking depends on."""
    return {name: answer for name, answer in case.answers.items() if engine.questions[name]["role"] == "fit"}


def one_option_off(cases: Sequence[Case], engine: Engine, chance: float = 0.2) -> list[Guess]:
    """Every answer a step away from the true one with some chance."""
    dice = random.Random("one option off")
    guesses = []
    for _ in range(ROUNDS):
        for case in cases:
            answers = fit_answers(case, engine)
            for name in sorted(answers):
                if dice.random() < chance:
                    answers[name] = step_away(engine.questions[name], answers[name], dice)
            guesses.append(engine.guess(case, answers))
    return guesses


def step_away(question: Mapping[str, Any], answer: Answer, dice: random.Random) -> Answer:
    """One option up or down its list; a step past the end stays. A figure moves to the middle of the next band."""
    options = question["options"]
    own = str(answer) if question["kind"] == "option" else band_of(dict(question), float(answer))
    place = [option["id"] for option in options].index(own)
    moved = min(max(place + dice.choice((-1, 1)), 0), len(options) - 1)
    if moved == place:
        return answer
    chosen = options[moved]
    if question["kind"] == "option":
        return str(chosen["id"])
    low = chosen["range"]["from"] or question["min"]
    high = chosen["range"]["to"] or question["max"]
    return round((low * high) ** 0.5)


def answers_missing(cases: Sequence[Case], engine: Engine, share: float = 0.3) -> list[Guess]:
    """A share of the answers left out at random."""
    dice = random.Random("answers missing")
    guesses = []
    for _ in range(ROUNDS):
        for case in cases:
            answers = fit_answers(case, engine)
            kept = {name: answers[name] for name in sorted(answers) if dice.random() >= share}
            guesses.append(engine.guess(case, kept))
    return guesses


def five_questions(cases: Sequence[Case], engine: Engine) -> list[Guess]:
    """Start from nothing and answer what the selector asks next, five times; what a case does not know is `not sure`.

    A `not sure` counts as one of the five: the reader has been asked.
    """
    asked: dict[str, str | None] = {}
    guesses = []
    for case in cases:
        answers: dict[str, Any] = {}
        for _ in range(QUESTIONS_ASKED):
            key = repr(sorted(answers.items()))
            if key not in asked:
                suggestion = engine.ask(answers, "full")["ask_next"]
                asked[key] = suggestion["question"] if suggestion else None
            name = asked[key]
            if name is None:
                break
            answers[name] = case.answers.get(name)
        guesses.append(places_of(case, engine.ask(answers)))
    return guesses
