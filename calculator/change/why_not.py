"""Why not another motion: the fewest answers that outweigh everything in its favour (docs/scoring.md, a.7)."""

from dataclasses import dataclass
from typing import Any

from calculator.answers.given import Answers
from calculator.exact.arithmetic import show
from calculator.verdict.contributions import answer_label
from calculator.verdict.fit import POINTS_PER_UNIT, Assessment


@dataclass(frozen=True, slots=True)
class Comparison:
    """The leader against one other motion, criterion by criterion, over the assessment's `unit`."""

    rival: int
    pros: tuple[tuple[int, int], ...]
    """(criterion, difference > 0), largest first; only as many as outweigh all cons, or all when they do not."""
    cons: tuple[tuple[int, int], ...]
    """(criterion, difference < 0), largest first."""
    difference: int


def compare_motions(assessment: Assessment, leader: int, rival: int) -> Comparison:
    """What speaks for the leader and what for the rival; all differences sum to the difference of the totals."""
    deltas = [(position, part[leader] - part[rival]) for position, part in enumerate(assessment.parts)]
    cons = sorted((item for item in deltas if item[1] < 0), key=lambda item: item[1])
    against = -sum(delta for _, delta in cons)
    pros, sum_of_pros = [], 0
    for item in sorted((item for item in deltas if item[1] > 0), key=lambda item: -item[1]):
        if sum_of_pros > against:
            break
        pros.append(item)
        sum_of_pros += item[1]
    return Comparison(rival, tuple(pros), tuple(cons), sum(delta for _, delta in deltas))


def show_why_not(assessment: Assessment, answers: Answers, leader: int, order: tuple[int, ...]) -> list[dict[str, Any]]:
    """The comparison with every other motion, in the order of the ranking."""
    shown = []
    for rival in order:
        if rival == leader:
            continue
        comparison = compare_motions(assessment, leader, rival)
        pros = [_show_item(assessment, answers, item, leader) for item in comparison.pros]
        outweighed = sum(delta for _, delta in comparison.pros) > -sum(delta for _, delta in comparison.cons)
        shown.append(
            {
                "motion": assessment.rules.motions[rival].id,
                "pros": pros,
                "cons": [_show_item(assessment, answers, item, rival) for item in comparison.cons],
                "difference": show(POINTS_PER_UNIT * comparison.difference, assessment.unit),
                "outweighed": outweighed,
                "vetoed": assessment.barring.is_barred[rival],
            }
        )
    return shown


def _show_item(assessment: Assessment, answers: Answers, item: tuple[int, int], favoured: int) -> dict[str, Any]:
    position, delta = item
    criterion, standing = assessment.rules.criteria[position], assessment.standings[position]
    rows = standing.open_rows(criterion)
    label = answer_label(assessment, answers, criterion)
    return {
        "criterion": criterion.id,
        "question": assessment.rules.questions[criterion.questions[0]].id,
        "answer": label,
        "favours": assessment.rules.motions[favoured].id,
        "difference": show(POINTS_PER_UNIT * delta, assessment.unit),
        "url": rows[0].url if label is not None and len(rows) == 1 else criterion.url,
    }
