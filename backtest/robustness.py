"""What happens when answers are few, wrong or missing: seeded, so the same rules give the same figures."""

import random
from collections.abc import Mapping, Sequence
from typing import Any

from backtest.baselines import band_of
from backtest.cases import Answer, Case
from backtest.engine import Engine, places_of
from backtest.go_to_market import DISAGREEMENT
from backtest.measures import Guess

ROUNDS = 60
QUESTIONS_ASKED = 5


def fit_answers(case: Case, engine: Engine) -> dict[str, Answer]:
    """The answers that the ranking depends on."""
    return {name: answer for name, answer in case.answers.items() if engine.questions[name]["role"] == "fit"}


def one_option_off(cases: Sequence[Case], engine: Engine, chance: float = 0.2, *, always: bool = False) -> list[Guess]:
    """Every answer a step away from the true one with some chance.

    Args:
        always: at the end of its list too an answer is off with the whole chance, to its only neighbor; otherwise half
            of the steps from there lead past the end and stay.
    """
    return with_slips(cases, engine, dict.fromkeys(engine.questions, chance), "one option off", always=always)


def as_people_disagree(cases: Sequence[Case], engine: Engine) -> list[Guess]:
    """Every answer a step away as often as two people disagree about it."""
    return with_slips(cases, engine, DISAGREEMENT, "as people disagree", always=True)


def with_slips(
    cases: Sequence[Case], engine: Engine, chances: Mapping[str, float], seed: str, *, always: bool
) -> list[Guess]:
    """Every answer a step away with the chance of its question, in `ROUNDS` rounds."""
    dice = random.Random(seed)
    guesses = []
    for _ in range(ROUNDS):
        for case in cases:
            answers = fit_answers(case, engine)
            for name in sorted(answers):
                if dice.random() < chances.get(name, 0):
                    answers[name] = step_away(engine.questions[name], answers[name], dice, always=always)
            guesses.append(engine.guess(case, answers))
    return guesses


def step_away(question: Mapping[str, Any], answer: Answer, dice: random.Random, *, always: bool = False) -> Answer:
    """One option up or down its list; a step past the end stays, or turns back where it is `always` to move.

    The list is the question's own, also where its options have no natural order: neighbors there are the ones people
    confuse. A figure moves to the middle of the next band.
    """
    place, last = place_of(question, answer), len(question["options"]) - 1
    step = dice.choice((-1, 1))
    if always and not 0 <= place + step <= last:
        step = -step
    moved = min(max(place + step, 0), last)
    return answer if moved == place else answer_at(question, moved)


def neighbors(question: Mapping[str, Any], answer: Answer) -> list[Answer]:
    """The answers one step away: two, or one at the end of the list."""
    place, count = place_of(question, answer), len(question["options"])
    return [answer_at(question, other) for other in (place - 1, place + 1) if 0 <= other < count]


def place_of(question: Mapping[str, Any], answer: Answer) -> int:
    """Where an answer, or the band of a figure, stands on the question's list."""
    own = str(answer) if question["kind"] == "option" else band_of(dict(question), float(answer))
    return [option["id"] for option in question["options"]].index(own)


def answer_at(question: Mapping[str, Any], place: int) -> Answer:
    """The option at a place; of a band its geometric middle."""
    chosen = question["options"][place]
    if question["kind"] == "option":
        return str(chosen["id"])
    low = chosen["range"]["from"] or question["min"]
    high = chosen["range"]["to"] or question["max"]
    middle: float = (low * high) ** 0.5
    return round(middle)


def one_answer_off(cases: Sequence[Case], engine: Engine) -> dict[str, list[Guess]]:
    """Per question every case with that answer alone a step away: each neighbor once, nothing random."""
    found: dict[str, list[Guess]] = {}
    for name, question in engine.questions.items():
        for case in cases:
            answers = fit_answers(case, engine)
            if name in answers:
                for other in neighbors(question, answers[name]):
                    found.setdefault(name, []).append(engine.guess(case, {**answers, name: other}))
    return found


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
