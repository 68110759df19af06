"""A second look: how much of its own best case each motion reaches (docs/scoring.md, a.10). It never ranks."""

from fractions import Fraction

from calculator.verdict.fit import Assessment


def measure_own_range(assessment: Assessment) -> list[Fraction | None]:
    """Per motion the share 0..1 of the way from its worst possible total to its best; None when they are equal.

    Unanswered questions count with their expected points.
    """
    rules = assessment.rules
    shares: list[Fraction | None] = []
    for motion in range(len(rules.motions)):
        reached = whole = Fraction(0)
        for criterion, standing in zip(rules.criteria, assessment.standings, strict=True):
            column = [row.points[motion] for row in criterion.rows] or [0]
            expected = Fraction(standing.numerators[motion], standing.denominator)
            reached += criterion.weight * (expected - min(column))
            whole += criterion.weight * (max(column) - min(column))
        shares.append(reached / whole if whole else None)
    return shares


def disagrees(assessment: Assessment, shares: list[Fraction | None], leaders: tuple[int, ...]) -> bool:
    """Whether a motion that may lead reaches more of its own best case than any leader: a reason to look again."""
    live = [m for m in range(len(shares)) if not assessment.barring.is_barred[m] and shares[m] is not None]
    if not live or not leaders:
        return False
    best = max(shares[m] or Fraction(0) for m in live)
    return all((shares[m] or Fraction(0)) < best for m in leaders)
