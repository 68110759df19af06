"""Whether to move from today's motion (docs/scoring.md, a.9). Today's motion never enters the fit."""

from typing import Any

from calculator.answers.given import Answers
from calculator.exact.arithmetic import show, show_share
from calculator.exact.numerals import write_number
from calculator.rules.rule_base import Hybrid, Limits
from calculator.uncertainty.acceptability import Acceptability
from calculator.verdict.fit import POINTS_PER_UNIT, Assessment
from calculator.verdict.status import Status
from calculator.verdict.vetoes import Force, judge_condition
from calculator.verdict.words import lower_first

MONTHS = ("switch_months_min", "switch_months_max")
"""Thresholds between which a move takes."""


def advise_transition(
    assessment: Assessment,
    answers: Answers,
    leaders: tuple[int, ...],
    acceptability: Acceptability,
    status: Status,
    hybrids: list[Hybrid],
    limits: Limits,
) -> dict[str, Any] | None:
    """The advice about today's motion: switch, add, stay or none; None when today's motion was not told."""
    rules = assessment.rules
    given = answers.values.get("current_motion")
    if given is None:
        return None
    setting = rules.thresholds.get("switch_share")
    advice: dict[str, Any] = {
        "advice": "none",
        "message": "",
        "current": given,
        "leader": rules.motions[leaders[0]].id if leaders else None,
        "share": None,
        "fit_gap": None,
        "hybrid": None,
        "url": setting.url if setting is not None else None,
    }
    old = rules.motion_index.get(str(given))
    if status is not Status.OK:
        return advice | {"message": "Too little is settled to advise a move. Answer more questions first."}
    new = leaders[0]
    label = lower_first(rules.motions[new].label)
    if old is None:
        return advice | {"message": f"There is nothing to move from. Start with {label}."}
    today = lower_first(rules.motions[old].label)
    if old in leaders:
        return advice | {
            "advice": "stay",
            "leader": rules.motions[old].id,
            "message": f"You already run what fits: {today}.",
        }
    gap, wins = assessment.totals[new] - assessment.totals[old], acceptability.pairs[new][old]
    advice["share"] = show_share(wins, 2 * acceptability.samples)
    advice["fit_gap"] = show(POINTS_PER_UNIT * gap, assessment.unit)
    often = 100 * wins >= limits.switch_share * 2 * acceptability.samples
    if often and POINTS_PER_UNIT * gap >= limits.switch_fit_gap * assessment.unit:
        message = f"Move from {today} to {label}.{_describe_time(assessment)}"
        return advice | {"advice": "switch", "message": message}
    row = _joining_row(assessment, hybrids, new, old)
    if row is not None:
        message = f"Keep {today} and add {label} beside it."
        return advice | {"advice": "add", "message": message, "hybrid": row.id, "url": row.url}
    message = (
        f"Stay with {today} and test {label} on the side. The difference is too small or too unsure to pay for a move."
    )
    return advice | {"advice": "stay", "message": message}


def _describe_time(assessment: Assessment) -> str:
    low, high = (assessment.rules.thresholds.get(name) for name in MONTHS)
    if low is None or high is None:
        return " Run both for a time."
    return f" Expect {write_number(low.value)} to {write_number(high.value)} months, and run both for a time."


def _joining_row(assessment: Assessment, hybrids: list[Hybrid], new: int, old: int) -> Hybrid | None:
    """The row that pairs the two: one that applies to the leader, or one for today's motion whose terms hold."""
    for hybrid in hybrids:
        if hybrid.primary == new and hybrid.secondary == old:
            return hybrid
    possible = [belief.possible for belief in assessment.beliefs]
    for hybrid in assessment.rules.hybrids:
        pairs = hybrid.primary == old and hybrid.secondary == new
        if pairs and judge_condition(hybrid.when, possible) is Force.CERTAIN:
            return hybrid
    return None
