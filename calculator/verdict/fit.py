"""The additive fit of each motion: what every criterion contributes, exactly (docs/scoring.md, a.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import lcm

from calculator.answers.beliefs import Belief
from calculator.rules.rule_base import Criterion, Row, Rules
from calculator.verdict.vetoes import Barring, judge_vetoes

POINTS_PER_UNIT = 25
"""Fit is 50 plus 25 times the weighted mean of the points, so -2..+2 spans 0..100."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One criterion under the answers."""

    numerators: tuple[int, ...]
    """Per motion the expected points, over `denominator`."""
    denominator: int
    rows: int
    """Bits of the rows that can still apply and have weight."""

    def open_rows(self, criterion: Criterion) -> list[Row]:
        """The rows themselves."""
        if not self.rows & (self.rows - 1):
            return [criterion.rows[self.rows.bit_length() - 1]] if self.rows else []
        return [row for index, row in enumerate(criterion.rows) if self.rows >> index & 1]


@dataclass(frozen=True, slots=True)
class Assessment:
    """The motions under one set of answers.

    All sums are whole numbers over the common denominator `unit`: the fit of motion m is
    50 + 25 * totals[m] / unit.
    """

    rules: Rules
    beliefs: tuple[Belief, ...]
    standings: tuple[Standing, ...]
    """Per criterion."""
    common: int
    """Common denominator of the expected points."""
    unit: int
    parts: tuple[tuple[int, ...], ...]
    """Per criterion, per motion: its part of the total, over `unit`."""
    totals: tuple[int, ...]
    """Per motion."""
    barring: Barring


def assess(rules: Rules, beliefs: tuple[Belief, ...], unknown: Sequence[Standing]) -> Assessment:
    """The motions' fit under the beliefs.

    Args:
        unknown: per criterion, its standing when none of its questions is answered (`stand_unanswered`).
    """
    standings = tuple(
        stand(criterion, beliefs) if any(beliefs[q].is_answered for q in criterion.questions) else unknown[position]
        for position, criterion in enumerate(rules.criteria)
    )
    common = lcm(*(standing.denominator for standing in standings))
    parts = tuple(
        tuple(n * (criterion.weight * (common // standing.denominator)) for n in standing.numerators)
        for criterion, standing in zip(rules.criteria, standings, strict=True)
    )
    return Assessment(
        rules=rules,
        beliefs=beliefs,
        standings=standings,
        common=common,
        unit=rules.total_weight * common,
        parts=parts,
        totals=tuple(map(sum, zip(*parts, strict=True))),
        barring=judge_vetoes(rules, beliefs),
    )


def stand(criterion: Criterion, beliefs: Sequence[Belief]) -> Standing:
    """A criterion's expected points under the beliefs."""
    combinations = _weigh(criterion, beliefs)
    if len(combinations) == 1:
        row = criterion.cells[combinations[0][0]]
        return Standing(criterion.rows[row].points, 1, 1 << row)
    motions = len(criterion.rows[0].points)
    numerators = [0] * motions
    denominator = rows = 0
    for cell, mass in combinations:
        denominator += mass
        row = criterion.cells[cell]
        rows |= 1 << row
        for motion, points in enumerate(criterion.rows[row].points):
            numerators[motion] += mass * points
    return Standing(tuple(numerators), denominator or 1, rows)


def _weigh(criterion: Criterion, beliefs: Sequence[Belief]) -> list[tuple[int, int]]:
    """The criterion's cells with weight, each with its mass."""
    combinations = [(0, 1)]
    for question in criterion.questions:
        belief = beliefs[question]
        size = len(belief.masses)
        if belief.atom is not None:
            combinations = [(cell * size + belief.atom, have) for cell, have in combinations]
            continue
        choices = [(atom, mass) for atom, mass in enumerate(belief.masses) if mass]
        combinations = [(cell * size + atom, have * mass) for cell, have in combinations for atom, mass in choices]
    return combinations


def open_rows(rules: Rules, criterion: Criterion, possible: Sequence[int]) -> list[tuple[int, ...]]:
    """The points of every row that some completion meets, single numbers without mass included.

    Args:
        possible: per question the atoms left open, as bits.
    """
    cells = [0]
    for question in criterion.questions:
        size = rules.questions[question].atoms
        atoms = [atom for atom in range(size) if possible[question] >> atom & 1]
        cells = [cell * size + atom for cell in cells for atom in atoms]
    nothing = (0,) * len(rules.motions)
    rows = {criterion.cells[cell] for cell in cells}
    return [criterion.rows[row].points if row >= 0 else nothing for row in rows]


def span_totals(assessment: Assessment) -> tuple[list[int], list[int]]:
    """Per motion the least and the greatest total over all completions of the answers, over `unit`."""
    rules = assessment.rules
    possible = [belief.possible for belief in assessment.beliefs]
    low, high = [0] * len(rules.motions), [0] * len(rules.motions)
    for position, criterion in enumerate(rules.criteria):
        if all(assessment.beliefs[question].atom is not None for question in criterion.questions):
            for motion, part in enumerate(assessment.parts[position]):
                low[motion] += part
                high[motion] += part
            continue
        scale = criterion.weight * assessment.common
        for motion, column in enumerate(zip(*open_rows(rules, criterion, possible), strict=True)):
            low[motion] += scale * min(column)
            high[motion] += scale * max(column)
    return low, high
