"""Second motions that go with the leader; never ranked as alternatives of their own (SCORING a.8)."""

from typing import Any

from calculator.exact.rounding import show
from calculator.rules.limits import Limits
from calculator.rules.rule_base import Hybrid
from calculator.verdict.fit import POINTS_PER_UNIT, Assessment
from calculator.verdict.vetoes import Force, judge_condition


def find_hybrids(assessment: Assessment, leaders: tuple[int, ...], limits: Limits) -> list[Hybrid]:
    """The hybrid rows that apply: best second motion first.

    A row applies when its primary leads, its conditions hold whatever is still open, no requirement bars its second
    motion also as a second one, and either it has conditions (its trigger) or the second motion is not far behind.
    """
    rules = assessment.rules
    possible = [belief.possible for belief in assessment.beliefs]
    barred = {
        veto.motion
        for veto, force in zip(rules.vetoes, assessment.barring.forces, strict=True)
        if veto.bars_secondary and force is Force.CERTAIN
    }
    found = []
    for hybrid in rules.hybrids:
        if hybrid.primary not in leaders or hybrid.secondary in barred or hybrid.secondary == hybrid.primary:
            continue
        if judge_condition(hybrid.when, possible) is not Force.CERTAIN:
            continue
        gap = assessment.totals[hybrid.primary] - assessment.totals[hybrid.secondary]
        if hybrid.when.masks or POINTS_PER_UNIT * gap <= limits.hybrid_gap * assessment.unit:
            found.append(hybrid)
    return sorted(found, key=lambda hybrid: (-assessment.totals[hybrid.secondary], hybrid.id))


def show_hybrids(assessment: Assessment, hybrids: list[Hybrid]) -> list[dict[str, Any]]:
    """The hybrid rows as JSON; an empty list means: anchor on the leader alone."""
    motions, totals = assessment.rules.motions, assessment.totals
    return [
        {
            "id": hybrid.id,
            "primary": motions[hybrid.primary].id,
            "secondary": motions[hybrid.secondary].id,
            "role": hybrid.role,
            "url": hybrid.url,
            "reading": hybrid.reading,
            "sources": hybrid.sources,
            "trigger": bool(hybrid.when.masks),
            "fit_gap": show(POINTS_PER_UNIT * (totals[hybrid.primary] - totals[hybrid.secondary]), assessment.unit),
        }
        for hybrid in hybrids
    ]
