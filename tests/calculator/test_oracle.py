"""The engine against the straightforward reference, number for number."""

import json
import math
from fractions import Fraction
from typing import Any

from hypothesis import given, settings

from calculator.change.what_if import WhatIf
from calculator.uncertainty.acceptability import sample_acceptability
from calculator.uncertainty.ask_next import weigh_questions
from tests.calculator.reference import Reference, analyse_straightforwardly
from tests.calculator.strategies import bases_and_answers
from tests.calculator.support import CODEBOOK, CODEBOOK_TEXT, ask, assess, by_motion, load, shares

SAMPLES = 100
STRIPE_LIKE = {
    "user": "developer",
    "buyer_user": "same-person",
    "latitude": "adopt-freely",
    "acv_usd": "5k-25k",
    "time_to_value": "minutes",
    "platform": "standalone",
}


@settings(max_examples=25)
@given(bases_and_answers())
def test_sampled_ranks_are_those_of_the_definition(given_case: tuple[Any, Any]) -> None:
    rules, answers = given_case
    reference = Reference(rules)
    drawn = reference.sample(answers, seed=5, samples=SAMPLES)
    found = shares(load(rules), answers, SAMPLES, seed=5)
    parts = math.lcm(*range(1, len(reference.motions) + 1))
    assert [list(row) for row in found.ranks] == reference.rank_parts(drawn, parts)


@settings(max_examples=20)
@given(bases_and_answers(vetoes=True))
def test_pairs_are_those_of_the_definition(given_case: tuple[Any, Any]) -> None:
    rules, answers = given_case
    drawn = Reference(rules).sample(answers, samples=SAMPLES)
    found = shares(load(rules), answers, SAMPLES)
    for a in range(len(found.pairs)):
        for b in range(len(found.pairs)):
            if a == b:
                continue
            wins = 0
            for _, scores in drawn:
                keys = [(barred, -total) for barred, total in scores]
                wins += 2 * (keys[a] < keys[b]) + (keys[a] == keys[b])
            assert found.pairs[a][b] == wins


@settings(max_examples=20)
@given(bases_and_answers())
def test_value_of_information_is_that_of_the_definition(given_case: tuple[Any, Any]) -> None:
    rules, answers = given_case
    calculator, reference = load(rules), Reference(rules)
    assessment = assess(calculator, answers)
    variations, expectations = calculator.samplers(1, SAMPLES)
    gains = weigh_questions(assessment, sample_acceptability(assessment, variations), variations, expectations)
    found = {calculator.rules.questions[q].id: Fraction(v, gains.whole) for q, v in gains.voi.items()}
    assert found == reference.values_of_information(answers, reference.sample(answers, samples=SAMPLES))


@settings(max_examples=20)
@given(bases_and_answers())
def test_supposed_answers_are_like_given_ones(given_case: tuple[Any, Any]) -> None:
    rules, answers = given_case
    calculator = load(rules)
    what_if = WhatIf(assess(calculator, answers))
    for index in calculator.rules.fit:
        question = calculator.rules.questions[index]
        for atom in range(question.atoms):
            supposed = what_if.suppose(index, atom)
            told = assess(calculator, {**answers, question.id: question.atom_value(atom)})
            unit = what_if.assessment.unit
            assert [Fraction(t, unit) for t in supposed.totals] == [Fraction(t, told.unit) for t in told.totals]
            assert supposed.is_barred == told.barring.is_barred


def test_the_codebook_agrees_with_the_reference() -> None:
    rules = json.loads(CODEBOOK_TEXT)
    reference = Reference(rules)
    drawn = reference.sample(STRIPE_LIKE, samples=200)
    assert [list(row) for row in shares(CODEBOOK, STRIPE_LIKE, 200).ranks] == reference.rank_parts(drawn, 60)
    result = ask(CODEBOOK, STRIPE_LIKE, samples=200)
    for entry in result["ranking"]:
        fit = reference.fit_of(entry["motion"], STRIPE_LIKE)
        assert entry["fit_exact"] == str(fit)


def test_samples_drawn_ahead_are_those_drawn_when_they_are_wanted() -> None:
    ahead = load(json.loads(CODEBOOK_TEXT))
    ahead.prepare()
    some = dict(list(STRIPE_LIKE.items())[:3])
    for answers in (STRIPE_LIKE, {}, some, {**some, "acv_usd": {"from": 900, "to": 40_000}}):
        for options in ({}, {"seed": 7}, {"samples": 300}):
            assert ask(ahead, answers, **options) == ask(load(json.loads(CODEBOOK_TEXT)), answers, **options)


def test_the_straightforward_analysis_for_the_bench_agrees() -> None:
    plain = json.loads(analyse_straightforwardly(CODEBOOK_TEXT, json.dumps({"answers": STRIPE_LIKE, "samples": 64})))
    result = ask(CODEBOOK, STRIPE_LIKE, samples=64)
    theirs_by_motion = by_motion(plain)
    for ours in result["ranking"]:
        theirs = theirs_by_motion[ours["motion"]]
        assert abs(ours["fit"] - theirs["fit"]) <= 0.051
    parts = 64 * 60
    for motion, row in zip(CODEBOOK.rules.motions, plain["acceptability"], strict=True):
        assert all(
            abs(a - 100 * b / parts) <= 0.051 for a, b in zip(result["acceptability"][motion.id], row, strict=True)
        )
