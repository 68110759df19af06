"""Whether a motion leads however the open questions turn out, with the weights as written (docs/scoring.md, a.5)."""

from collections.abc import Sequence

from calculator.verdict.fit import Assessment, open_rows
from calculator.verdict.vetoes import Force, judge_condition, split_alike

MAX_PARTS = 4096
"""Combinations of answers to open veto questions that are looked at before giving up."""


def is_necessary(assessment: Assessment, leader: int) -> bool | None:
    """Whether a motion leads, alone or level, in every completion of the answers; None when there are too many cases.

    Exact without enumerating completions: the open veto questions are parted into answers that the requirements
    treat alike, and within such a case the lead over a rival is least criterion by criterion.
    """
    rules = assessment.rules
    rows = [veto.when for veto in rules.vetoes]
    possible = [belief.possible for belief in assessment.beliefs]
    cases: list[list[int]] = [possible]
    asked = sorted({q for row in rows for q, mask in row.masks if possible[q] & ~mask and possible[q] & mask})
    for question in asked:
        parts = split_alike(possible[question], question, rows)
        cases = [[*case[:question], part, *case[question + 1 :]] for case in cases for part in parts]
        if len(cases) > MAX_PARTS:
            return None
    return all(_leads_throughout(assessment, leader, case) for case in cases)


def _leads_throughout(assessment: Assessment, leader: int, possible: Sequence[int]) -> bool:
    rules = assessment.rules
    barred = [False] * len(rules.motions)
    for veto in rules.vetoes:
        if judge_condition(veto.when, possible) is Force.CERTAIN:
            barred[veto.motion] = True
    if barred[leader]:
        return False
    rivals = [motion for motion in range(len(barred)) if motion != leader and not barred[motion]]
    least = dict.fromkeys(rivals, 0)
    for criterion in rules.criteria:
        points = open_rows(rules, criterion, possible)
        for rival in rivals:
            least[rival] += criterion.weight * min(column[leader] - column[rival] for column in points)
    return all(lead >= 0 for lead in least.values())
