"""The result of a request, put together in its published shape (`kb.published.result`)."""

from fractions import Fraction
from typing import Any

from calculator.advice.further_reading import find_similar, suggest_reading
from calculator.advice.hybrids import find_hybrids, show_hybrids
from calculator.answers.given import Answers
from calculator.answers.request import Request
from calculator.change.asks import SETTLED, is_settled, show_asks
from calculator.change.contrast import say_question
from calculator.change.flips import find_flips, find_pair_flips
from calculator.change.relax import find_relaxations
from calculator.change.sensitivity import show_tornado, show_weights
from calculator.change.thresholds import find_near, show_sweep, show_thresholds
from calculator.change.what_if import WhatIf
from calculator.change.why_not import show_why_not
from calculator.exact.arithmetic import divide_half_up, show, show_share, show_tenths
from calculator.market.economics import compute_economics
from calculator.market.readiness import find_gaps
from calculator.market.transition import advise_transition
from calculator.rules.rule_base import Limits, Rules, Veto
from calculator.sections import write_sections
from calculator.uncertainty.acceptability import Acceptability, sample_acceptability
from calculator.uncertainty.ask_next import weigh_questions
from calculator.uncertainty.expectation import Expectations
from calculator.uncertainty.lead import Lead, Leading, judge_lead
from calculator.uncertainty.variations import Variations
from calculator.verdict.contributions import explain_fit, find_grounds, fit_tenths
from calculator.verdict.coverage import Coverage, measure_coverage
from calculator.verdict.fit import POINTS_PER_UNIT, Assessment, span_totals
from calculator.verdict.necessity import is_necessary
from calculator.verdict.own_range import disagrees, measure_own_range
from calculator.verdict.ranking import Ranking, rank_motions
from calculator.verdict.status import Status, judge_status, open_conditions
from calculator.verdict.vetoes import Force
from calculator.verdict.words import CAUTION, Share, write_headline, write_summary, write_sure_headline

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
    rules, totals, is_barred = assessment.rules, assessment.totals, assessment.barring.is_barred
    acceptability = sample_acceptability(assessment, variations)
    firsts = [acceptability.first(motion) for motion in range(len(rules.motions))]
    ranking = rank_motions(totals, is_barred, firsts)
    result = _build(request, limits, answers, assessment, ranking)
    status = Status(result["status"])
    lead = judge_lead(ranking, acceptability, limits)
    what_if = WhatIf(assessment, Leading(assessment, variations))
    gains = weigh_questions(assessment, acceptability, variations, expectations)
    for entry in result["ranking"]:
        entry["acceptability"] = show_share(firsts[rules.motion_index[entry["motion"]]], acceptability.whole)
    if lead is not None:
        _add_lead(result, assessment, lead, acceptability)
    flips = find_flips(what_if, answers)
    own_range = measure_own_range(assessment)
    leader = lead.motion if lead else None
    leaders = lead.leaders if lead else ()
    hybrids = find_hybrids(assessment, leaders, limits)
    asks = [] if leader is None else show_asks(rules, gains, leader)
    has_verdict = status is Status.OK and bool(asks)
    settled = SETTLED if has_verdict and is_settled(what_if, gains) else None
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
        "tornado": [] if leader is None else show_tornado(what_if, leader, gains.leaders),
        "ask_next": None if settled or not asks else asks[0],
        "asks": asks,
        "gains": {ask["question"]: ask["gain"] for ask in asks},
        "settled": settled,
        "why_not": [] if leader is None else show_why_not(assessment, answers, leader, ranking.order),
        "hybrids": show_hybrids(assessment, hybrids),
        "own_range": {
            motion.id: None if share is None else show_share(share.numerator, share.denominator)
            for motion, share in zip(rules.motions, own_range, strict=True)
        },
        "look_again": disagrees(assessment, own_range, leaders),
        "read_next": [] if leader is None else suggest_reading(assessment, leader, hybrids),
        "similar": find_similar(assessment),
        "economics": compute_economics(assessment, answers, leader) if rules.has_market else None,
        "readiness": find_gaps(rules, answers, leader) if rules.has_market and leader is not None else [],
        "transition": advise_transition(assessment, answers, leaders, acceptability, status, hybrids, limits)
        if rules.has_market
        else None,
    }
    result["sections"] = write_sections(result, assessment, answers, lead)
    return result


def _add_lead(result: dict[str, Any], assessment: Assessment, lead: Lead, acceptability: Acceptability) -> None:
    """Who leads and how sure that is, in figures and in the sentences on top."""
    motions, whole = assessment.rules.motions, acceptability.whole
    share = acceptability.first(lead.motion)
    result["lead"] = {
        "motion": motions[lead.motion].id,
        "with": [motions[motion].id for motion in lead.leaders[1:]],
        "named": [motions[motion].id for motion in lead.named],
        "share": show_share(share, whole),
        "word": lead.word.value,
        "necessary": is_necessary(assessment, lead.motion),
    }
    if result["answered"]:
        named = [
            Share(motions[motion].label, divide_half_up(100 * acceptability.first(motion), whole))
            for motion in lead.named
        ]
        result["headline"] = write_sure_headline(result["status"], lead.word, named)
    result["summary"] = write_summary(share, whole, acceptability.samples, result["answered"], result["asked"])


def _show_pairs(rules: Rules, acceptability: Acceptability) -> dict[str, dict[str, int | float]]:
    return {
        a.id: {
            b.id: show_share(acceptability.pairs[i][j], 2 * acceptability.samples)
            for j, b in enumerate(rules.motions)
            if j != i
        }
        for i, a in enumerate(rules.motions)
    }


def build_point(request: Request, limits: Limits, answers: Answers, assessment: Assessment) -> dict[str, Any]:
    """Ranking by fit, contributions, vetoes and status; everything that needs no sampling."""
    return _build(request, limits, answers, assessment, rank_motions(assessment.totals, assessment.barring.is_barred))


def _build(
    request: Request, limits: Limits, answers: Answers, assessment: Assessment, ranking: Ranking
) -> dict[str, Any]:
    rules = assessment.rules
    coverage = measure_coverage(assessment)
    judgement = judge_status(assessment, ranking, coverage, limits)
    answered = sum(assessment.beliefs[question].is_answered for question in rules.fit)
    leaders = [rules.motions[motion] for motion in ranking.leaders]
    return {
        "schema": SCHEMA,
        "rules_version": rules.version,
        "nouns": {"one": rules.nouns.one, "many": rules.nouns.many},
        "seed": request.seed,
        "samples": request.samples,
        "status": judgement.status.value,
        "reasons": list(judgement.reasons),
        "headline": write_headline(judgement.status, answered, [motion.label for motion in leaders], rules.nouns.one),
        "summary": write_summary(None, 0, 0, answered, len(rules.fit)),
        "caution": CAUTION,
        "answers": answers.normal,
        "answered": answered,
        "asked": len(rules.fit),
        "coverage": _show_coverage(assessment, coverage),
        "lead": {
            "motion": leaders[0].id if leaders else None,
            "with": [motion.id for motion in leaders[1:]],
            "named": [motion.id for motion in leaders],
            "share": None,
            "word": None,
            "necessary": None,
        },
        "ranking": _show_ranking(assessment, answers, ranking),
        "relax": find_relaxations(assessment, answers) if judgement.status is Status.CONFLICT else [],
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
                "range": [
                    show(50 * unit + POINTS_PER_UNIT * low[motion], unit),
                    show(50 * unit + POINTS_PER_UNIT * high[motion], unit),
                ],
                "margin_to_next": None
                if following is None
                else show(POINTS_PER_UNIT * (totals[motion] - totals[following]), unit),
                "acceptability": None,
                "contributions": explain_fit(assessment, grounds, motion),
                "vetoes": _show_vetoes(assessment, answers, motion),
            }
        )
    return entries


def _show_vetoes(assessment: Assessment, answers: Answers, motion: int) -> list[dict[str, Any]]:
    shown = []
    for veto, force in zip(assessment.rules.vetoes, assessment.barring.forces, strict=True):
        if veto.motion == motion and force is not Force.ABSENT:
            shown.append(
                {
                    "id": veto.id,
                    "certain": force is Force.CERTAIN,
                    "label": veto.label,
                    "given": _say_given(assessment, answers, veto),
                    "url": veto.url,
                    "reading": veto.reading,
                    "sources": veto.sources,
                    "if": _show_open(assessment, veto),
                }
            )
    return sorted(shown, key=lambda entry: (not entry["certain"], entry["id"]))


def _say_given(assessment: Assessment, answers: Answers, veto: Veto) -> str:
    """The reader's own answers that a requirement looks at."""
    said = [say_question(assessment.rules.questions[question], answers) for question, _ in veto.when.masks]
    return "; ".join(text for text in said if text is not None)


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
