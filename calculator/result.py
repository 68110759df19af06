"""The result of a request, put together in its published shape (schema/result.schema.json)."""

from fractions import Fraction
from typing import Any

from calculator.advice.economics import compute_economics
from calculator.advice.further_reading import find_similar, suggest_reading
from calculator.advice.hybrids import find_hybrids, show_hybrids
from calculator.advice.readiness import find_gaps
from calculator.advice.transition import advise_transition
from calculator.answers.given import Answers
from calculator.answers.request import Request
from calculator.change.flips import find_flips, find_pair_flips
from calculator.change.relax import find_relaxations
from calculator.change.sensitivity import show_tornado, show_weights
from calculator.change.thresholds import find_near, show_sweep, show_thresholds
from calculator.change.what_if import WhatIf
from calculator.change.why_not import show_why_not
from calculator.doubt.acceptability import Acceptability, sample_acceptability
from calculator.doubt.ask_next import Gains, weigh_questions
from calculator.doubt.expectation import Expectations
from calculator.doubt.variations import Variations
from calculator.exact.rounding import show, show_share, show_tenths
from calculator.rules.limits import Limits
from calculator.rules.rule_base import Rules, Veto
from calculator.verdict.contributions import explain_fit, find_grounds, fit_tenths
from calculator.verdict.coverage import Coverage, measure_coverage
from calculator.verdict.fit import POINTS_PER_UNIT, Assessment, span_totals
from calculator.verdict.necessity import is_necessary
from calculator.verdict.own_range import disagrees, measure_own_range
from calculator.verdict.ranking import Ranking, rank_motions
from calculator.verdict.status import Status, judge_status, open_conditions
from calculator.verdict.vetoes import Force
from calculator.verdict.words import CAUTION, choose_word, write_headline, write_summary

SCHEMA = 1


def build_full(
    request: Request,
    limits: Limits,
    answers: Answers,
    assessment: Assessment,
    variations: Variations,
    expectations: Expectations,
) -> dict[str, Any]:
    """The point result and everything that explains how sure it is and what would change it."""
    rules = assessment.rules
    result = build_point(request, limits, answers, assessment)
    status = Status(result["status"])
    ranking = rank_motions(assessment.totals, assessment.barring.is_barred)
    acceptability = sample_acceptability(assessment, variations)
    what_if = WhatIf(assessment)
    gains = weigh_questions(assessment, acceptability, variations, expectations)
    _add_shares(result, assessment, ranking, acceptability, limits)
    flips = find_flips(what_if, answers)
    own_range = measure_own_range(assessment)
    leader = ranking.leaders[0] if ranking.leaders else None
    hybrids = find_hybrids(assessment, ranking.leaders, limits)
    result |= {
        "acceptability": {
            motion.id: [show_share(count, acceptability.whole) for count in acceptability.ranks[index]]
            for index, motion in enumerate(rules.motions)
        },
        "pairwise": _show_pairs(rules, acceptability),
        "flips": flips,
        "pair_flips": [] if flips else find_pair_flips(what_if, answers),
        "thresholds": show_thresholds(what_if),
        "sweep": show_sweep(what_if),
        "near": find_near(what_if, answers, limits),
        "weights": [] if leader is None else show_weights(assessment, leader),
        "tornado": [] if leader is None else show_tornado(what_if, leader),
        "ask_next": _show_next(rules, gains),
        "gains": {
            rules.questions[q].id: show_share(value, gains.most_information) for q, value in gains.information.items()
        },
        "voi": {rules.questions[q].id: show_share(value, gains.whole) for q, value in gains.voi.items()},
        "why_not": [] if leader is None else show_why_not(assessment, answers, leader, ranking.order),
        "hybrids": show_hybrids(assessment, hybrids),
        "readiness": [] if leader is None else find_gaps(rules, answers, leader),
        "transition": advise_transition(assessment, answers, ranking, acceptability, status, hybrids, limits),
        "economics": compute_economics(rules, answers),
        "own_range": {
            motion.id: None if share is None else show_share(share.numerator, share.denominator)
            for motion, share in zip(rules.motions, own_range, strict=True)
        },
        "look_again": disagrees(assessment, own_range, ranking.leaders),
        "read_next": [] if leader is None else suggest_reading(assessment, leader, hybrids),
        "similar": find_similar(assessment),
    }
    return result


def _add_shares(
    result: dict[str, Any], assessment: Assessment, ranking: Ranking, acceptability: Acceptability, limits: Limits
) -> None:
    """The shares of the ranked motions, and the words that follow from the leader's."""
    rules = assessment.rules
    for entry in result["ranking"]:
        first = acceptability.first(rules.motion_index[entry["motion"]])
        entry["acceptability"] = show_share(first, acceptability.whole)
    if not ranking.leaders:
        return
    leader = ranking.leaders[0]
    share = acceptability.first(leader)
    word = choose_word(share, acceptability.whole, limits)
    others = [motion for motion in range(len(rules.motions)) if motion not in ranking.leaders]
    rival = max(others, key=lambda motion: acceptability.first(motion), default=None)
    labels = [rules.motions[motion].label for motion in ranking.leaders]
    result["lead"] |= {
        "share": show_share(share, acceptability.whole),
        "word": word.value,
        "necessary": is_necessary(assessment, leader),
    }
    result["headline"] = write_headline(
        result["status"], result["answered"], labels, word, None if rival is None else rules.motions[rival].label
    )
    result["summary"] = write_summary(
        share, acceptability.whole, acceptability.samples, result["answered"], result["asked"]
    )


def _show_pairs(rules: Rules, acceptability: Acceptability) -> dict[str, dict[str, int | float]]:
    return {
        a.id: {
            b.id: show_share(acceptability.pairs[i][j], 2 * acceptability.samples)
            for j, b in enumerate(rules.motions)
            if j != i
        }
        for i, a in enumerate(rules.motions)
    }


def _show_next(rules: Rules, gains: Gains) -> dict[str, Any] | None:
    if not gains.order:
        return None
    first = gains.order[0]
    return {"question": rules.questions[first].id, "gain": show_share(gains.information[first], gains.most_information)}


def build_point(request: Request, limits: Limits, answers: Answers, assessment: Assessment) -> dict[str, Any]:
    """Ranking, contributions, vetoes and status: everything that needs no sampling."""
    rules = assessment.rules
    ranking = rank_motions(assessment.totals, assessment.barring.is_barred)
    coverage = measure_coverage(assessment)
    judgement = judge_status(assessment, ranking, coverage, limits)
    answered = sum(assessment.beliefs[question].is_answered for question in rules.fit)
    leaders = [rules.motions[motion] for motion in ranking.leaders]
    return {
        "schema": SCHEMA,
        "rules_version": rules.version,
        "seed": request.seed,
        "samples": request.samples,
        "status": judgement.status.value,
        "reasons": list(judgement.reasons),
        "headline": write_headline(judgement.status, answered, [motion.label for motion in leaders], None, None),
        "summary": write_summary(None, 0, 0, answered, len(rules.fit)),
        "caution": CAUTION,
        "answers": answers.normal,
        "answered": answered,
        "asked": len(rules.fit),
        "coverage": _show_coverage(assessment, coverage),
        "lead": {
            "motion": leaders[0].id if leaders else None,
            "with": [motion.id for motion in leaders[1:]],
            "share": None,
            "word": None,
            "necessary": None,
        },
        "ranking": _show_ranking(assessment, answers, ranking),
        "relax": find_relaxations(assessment, answers) if judgement.status is Status.CONFLICT else [],
        "dropped": [],
    }


def _show_coverage(assessment: Assessment, coverage: Coverage) -> dict[str, Any]:
    sourced = {
        motion.id: None if share is None else show(100 * share.numerator, share.denominator)
        for motion, share in zip(assessment.rules.motions, coverage.sourced, strict=True)
    }
    return {
        "answered": show(100 * coverage.answered.numerator, coverage.answered.denominator),
        "sourced": sourced,
    }


def _show_ranking(assessment: Assessment, answers: Answers, ranking: Ranking) -> list[dict[str, Any]]:
    rules, unit, totals = assessment.rules, assessment.unit, assessment.totals
    low, high = span_totals(assessment)
    grounds = find_grounds(assessment, answers)
    entries = []
    for place, motion in enumerate(ranking.order):
        following = ranking.order[place + 1] if place + 1 < len(ranking.order) else None
        fit = show_tenths(fit_tenths(assessment, motion))
        entries.append(
            {
                "motion": rules.motions[motion].id,
                "label": rules.motions[motion].label,
                "url": rules.motions[motion].url,
                "rank": ranking.ranks[motion],
                "tied": ranking.tied[motion],
                "vetoed": assessment.barring.is_barred[motion],
                "fit": fit,
                "fit_exact": write_fraction(50 * unit + POINTS_PER_UNIT * totals[motion], unit),
                "expected": fit,
                "range": [
                    show(50 * unit + POINTS_PER_UNIT * low[motion], unit),
                    show(50 * unit + POINTS_PER_UNIT * high[motion], unit),
                ],
                "margin_to_next": None
                if following is None
                else show(POINTS_PER_UNIT * (totals[motion] - totals[following]), unit),
                "acceptability": None,
                "contributions": explain_fit(assessment, grounds, motion),
                "vetoes": _show_vetoes(assessment, motion),
            }
        )
    return entries


def _show_vetoes(assessment: Assessment, motion: int) -> list[dict[str, Any]]:
    shown = []
    for veto, force in zip(assessment.rules.vetoes, assessment.barring.forces, strict=True):
        if veto.motion == motion and force is not Force.ABSENT:
            shown.append(
                {
                    "id": veto.id,
                    "certain": force is Force.CERTAIN,
                    "label": veto.label,
                    "url": veto.url,
                    "reading": veto.reading,
                    "sources": veto.sources,
                    "if": _show_open(assessment, veto),
                }
            )
    return sorted(shown, key=lambda entry: (not entry["certain"], entry["id"]))


def _show_open(assessment: Assessment, veto: Veto) -> dict[str, Any]:
    return {
        assessment.rules.questions[question].id: [
            assessment.rules.questions[question].atom_value(atom) for atom in atoms
        ]
        for question, atoms in open_conditions(assessment, veto)
    }


def write_fraction(numerator: int, denominator: int) -> str:
    """A fraction in lowest terms as text: `700/9`, `50`."""
    return str(Fraction(numerator, denominator))
