"""How far a weight may move, and how far one answer may move the lead (docs/scoring.md, a.7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from calculator.change.what_if import Outcome, WhatIf
from calculator.exact.arithmetic import show
from calculator.verdict.fit import POINTS_PER_UNIT, Assessment


@dataclass(frozen=True, slots=True)
class WeightInterval:
    """The weights of one criterion, on the scale of the weights table, with which the leader stays in front."""

    criterion: str
    weight: Fraction
    low: Fraction
    high: Fraction | None
    """None: no weight is too large."""

    @property
    def relative_change(self) -> Fraction | None:
        """The smallest change that reaches an end, as a share of the weight; None when none does."""
        if not self.weight:
            return None
        ways = [(self.weight - self.low) / self.weight] if self.low > 0 else []
        if self.high is not None:
            ways.append((self.high - self.weight) / self.weight)
        return min(ways, default=None)


def find_weight_intervals(assessment: Assessment, leader: int) -> list[WeightInterval]:
    """Per criterion the interval of its weight, others unchanged, in which no live motion passes the leader.

    Exact: against each rival the lead is linear in the weight, so it has one root.
    """
    rules, common = assessment.rules, assessment.common
    rivals = [m for m in range(len(rules.motions)) if m != leader and not assessment.barring.is_barred[m]]
    intervals: list[WeightInterval] = []
    for position, criterion in enumerate(rules.criteria):
        standing, part = assessment.standings[position], assessment.parts[position]
        factor = common // standing.denominator
        low, high = (0, 1), None
        for rival in rivals:
            # The lead with weight x is rest + x * slope; ratios are compared crosswise, in whole numbers.
            rest = assessment.totals[leader] - assessment.totals[rival] - (part[leader] - part[rival])
            slope = (standing.numerators[leader] - standing.numerators[rival]) * factor
            if slope > 0 and -rest * low[1] > low[0] * slope:
                low = (-rest, slope)
            elif slope < 0 and (high is None or rest * high[1] < high[0] * -slope):
                high = (rest, -slope)
        scale = Fraction(rules.weight_scale)
        intervals.append(
            WeightInterval(
                criterion.id,
                criterion.weight / scale,
                Fraction(*low) / scale,
                None if high is None else Fraction(*high) / scale,
            )
        )
    return intervals


def show_weights(assessment: Assessment, leader: int) -> list[dict[str, Any]]:
    """The weight intervals, the most critical weight first."""
    intervals = find_weight_intervals(assessment, leader)
    intervals.sort(key=lambda item: (item.relative_change is None, item.relative_change or 0, item.criterion))
    return [
        {
            "criterion": item.criterion,
            "weight": _show(item.weight),
            "low": _show(item.low),
            "high": None if item.high is None else _show(item.high),
            "relative_change": None if item.relative_change is None else _show(100 * item.relative_change),
        }
        for item in intervals
    ]


def _show(value: Fraction) -> int | float:
    return show(value.numerator, value.denominator)


@dataclass(frozen=True, slots=True)
class Bar:
    """How far one question can move the leader's margin."""

    question: str
    low: int
    high: int
    crosses: bool
    """Whether some answer to it gives another leader or a tie."""


def find_bars(what_if: WhatIf, leader: int, after: Mapping[int, Sequence[tuple[int, int]]]) -> list[Bar]:
    """Per question that ranks, the margin's range over its answers; the widest first.

    Args:
        after: per open question who is first after each of its answers (`Gains.leaders`).
    """
    rules, unit = what_if.assessment.rules, what_if.assessment.unit
    now = _margin(what_if.now, leader, unit)
    bars = []
    for question in rules.fit:
        outcomes = [what_if.suppose(question, atom) for atom in range(rules.questions[question].atoms)]
        # Of an open question the margin now may lie outside: which rival is next differs from answer to answer.
        margins = [now, *(_margin(outcome, leader, unit) for outcome in outcomes)]
        if question in after:
            crosses = any(motion != leader for motion, _ in after[question])
        else:
            crosses = any(outcome.leaders != (leader,) for outcome in outcomes)
        bars.append(Bar(rules.questions[question].id, min(margins), max(margins), crosses))
    return sorted(bars, key=lambda bar: (bar.low - bar.high, bar.question))


def _margin(outcome: Outcome, leader: int, unit: int) -> int:
    """The leader's lead over the best live rival; at most 0 where the leader is ruled out.

    With every rival ruled out there is nothing to be ahead of, and the leader's own fit stands in.
    """
    rivals = [t for m, t in enumerate(outcome.totals) if m != leader and not outcome.is_barred[m]]
    margin = outcome.totals[leader] - max(rivals) if rivals else outcome.totals[leader] + 2 * unit
    return min(0, margin) if outcome.is_barred[leader] else margin


def show_tornado(what_if: WhatIf, leader: int, after: Mapping[int, Sequence[tuple[int, int]]]) -> list[dict[str, Any]]:
    """The bars in points of fit."""
    unit = what_if.assessment.unit
    return [
        {
            "question": bar.question,
            "low": show(POINTS_PER_UNIT * bar.low, unit),
            "high": show(POINTS_PER_UNIT * bar.high, unit),
            "crosses": bar.crosses,
        }
        for bar in find_bars(what_if, leader, after)
    ]
