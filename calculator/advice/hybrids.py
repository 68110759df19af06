"""Second motions that go with the leader; never ranked as alternatives of their own (docs/scoring.md, a.8)."""

from typing import Any

from calculator.exact.arithmetic import show
from calculator.rules.rule_base import Hybrid, Limits
from calculator.verdict.fit import POINTS_PER_UNIT, Assessment
from calculator.verdict.vetoes import Force, judge_condition


def find_hybrids(assessment: Assessment, leaders: tuple[int, ...], limits: Limits) -> list[Hybrid]:
    """The hybrid rows that apply: best second motion first.

    A row applies when its primary leads, its conditions hold whatever is still open, no requirement bars its second
    motion also as a second one, and either it has conditions (its trigger) or the second motion is not far behind.
    Where two motions lead together the rows that join them are shown whatever they ask, those that apply first: the
    tie itself is the reason to look at both.
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
        if hybrid.secondary in leaders:
            found.append(hybrid)
            continue
        if judge_condition(hybrid.when, possible) is not Force.CERTAIN:
            continue
        gap = assessment.totals[hybrid.primary] - assessment.totals[hybrid.secondary]
        if hybrid.when.masks or POINTS_PER_UNIT * gap <= limits.hybrid_gap * assessment.unit:
            found.append(hybrid)
    order = [Force.CERTAIN, Force.POSSIBLE, Force.ABSENT]

    def rank(hybrid: Hybrid) -> tuple[bool, int, int, str]:
        force = order.index(judge_condition(hybrid.when, possible))
        return (hybrid.secondary not in leaders, force, -assessment.totals[hybrid.secondary], hybrid.id)

    return sorted(found, key=rank)


def show_hybrids(assessment: Assessment, hybrids: list[Hybrid]) -> list[dict[str, Any]]:
    """The hybrid rows as JSON; an empty list means: anchor on the leader alone."""
    motions, totals = assessment.rules.motions, assessment.totals
    possible = [belief.possible for belief in assessment.beliefs]
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
            "applies": judge_condition(hybrid.when, possible) is Force.CERTAIN,
            "fit_gap": show(POINTS_PER_UNIT * (totals[hybrid.primary] - totals[hybrid.secondary]), assessment.unit),
        }
        for hybrid in hybrids
    ]
