"""How much of the weight is answered, and how much of that rests on a passage (docs/scoring.md, a.6)."""

from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from calculator.verdict.fit import Assessment


@dataclass(frozen=True, slots=True)
class Coverage:
    """Shares of weight, each 0..1."""

    answered: Fraction
    """Of all weight, what is answered; a table of two questions counts half when one of them is."""
    sourced: tuple[Fraction | None, ...]
    """Per motion, of the answered weight, what its own cells with a passage behind them carry; None without answers."""


def measure_coverage(assessment: Assessment) -> Coverage:
    """The coverage of the answers."""
    rules, beliefs = assessment.rules, assessment.beliefs
    scale = lcm(*(len(criterion.questions) for criterion in rules.criteria))
    answered, sourced = 0, [0] * len(rules.motions)
    for criterion, standing in zip(rules.criteria, assessment.standings, strict=True):
        known = sum(beliefs[question].is_answered for question in criterion.questions)
        if not known:
            continue
        weight = criterion.weight * known * scale // len(criterion.questions)
        answered += weight
        open_rows = standing.open_rows(criterion)
        for motion in range(len(sourced)):
            if open_rows and not any(row.silent[motion] for row in open_rows):
                sourced[motion] += weight
    return Coverage(
        Fraction(answered, rules.total_weight * scale),
        tuple(Fraction(weight, answered) if answered else None for weight in sourced),
    )
