"""The thresholds at which words change: declared on the pages, or the values of docs/scoring.md, a.6."""

from dataclasses import dataclass
from fractions import Fraction

from calculator.exact.numerals import Exact
from calculator.rules.rule_base import Rules


@dataclass(frozen=True, slots=True)
class Limits:
    """Percentages and points that decide between words. Each field's name is its id in the thresholds table."""

    clear: Exact = 90
    """First-rank share, in percent, from which a lead is called clear."""
    likely: Exact = 70
    """... likely."""
    leaning: Exact = 50
    """... leaning; below it is open."""
    level: Exact = 60
    """Percent of variations in which the first must be before the second; below it the two are told as level."""
    level_together: Exact = 80
    """Percent of the first places that two must share to be told as level."""
    coverage: Exact = 40
    """Share of the weight, in percent, below which there is not enough answered."""
    hybrid_gap: Exact = 25
    """Points of fit a second motion may lie behind."""
    switch_share: Exact = 80
    """Percent of variations in which the leader must beat today's motion before a switch is advised."""
    switch_fit_gap: Exact = 10
    """Points by which it must beat it."""
    near_factor: Exact = Fraction(3, 2)
    """How many times a boundary may be larger or smaller than an answer and still count as near."""


def read_limits(rules: Rules) -> Limits:
    """The limits that the rules declare; shares may be written as 0.8 or as 80."""
    shares = ("clear", "likely", "leaning", "level", "level_together", "coverage", "switch_share")
    found = {}
    for name in Limits.__dataclass_fields__:
        setting = rules.thresholds.get(name)
        if setting is not None:
            found[name] = setting.value * 100 if name in shares and setting.value <= 1 else setting.value
    return Limits(**found)
