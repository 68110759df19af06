"""When every motion is ruled out: which answers to reconsider."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from calculator.answers.given import Answers
from calculator.verdict.fit import Assessment
from calculator.verdict.ranking import rank_motions
from calculator.verdict.vetoes import Force, judge_condition


def find_relaxations(assessment: Assessment, answers: Answers) -> list[dict[str, Any]]:
    """Per motion, the fewest answers whose change would let it lead, the motion with the fewest first.

    Every choice of that fewest number is listed; equal numbers follow the ranking.
    """
    order = rank_motions(assessment.totals, assessment.barring.is_barred).order
    found: list[tuple[int, dict[str, Any]]] = []
    for motion in order:
        ways = _find_ways(assessment, motion)
        if ways:
            entry = {
                "motion": assessment.rules.motions[motion].id,
                "ways": [[_show_change(assessment, answers, change) for change in way] for way in ways],
            }
            found.append((len(ways[0]), entry))
    return [entry for _, entry in sorted(found, key=lambda item: item[0])]


def _find_ways(assessment: Assessment, motion: int) -> list[list[tuple[int, list[int]]]]:
    rows = [veto.when for veto in assessment.rules.vetoes if veto.motion == motion]
    possible = [belief.possible for belief in assessment.beliefs]
    questions = assessment.rules.questions
    involved = sorted({q for row in rows for q, _ in row.masks}, key=lambda q: questions[q].id)
    for size in range(1, len(involved) + 1):
        ways = []
        for chosen in combinations(involved, size):
            openings = [_find_atoms(assessment, rows, possible, chosen, question) for question in chosen]
            if all(openings):
                ways.append(list(zip(chosen, openings, strict=True)))
        if ways:
            return ways
    return []


def _find_atoms(
    assessment: Assessment, rows: Sequence[Any], possible: list[int], chosen: Sequence[int], question: int
) -> list[int]:
    """The atoms of one question that free the motion, with the other chosen questions set as well as can be."""
    atoms = []
    for atom in range(assessment.rules.questions[question].atoms):
        changed = list(possible)
        for other in chosen:
            changed[other] = (1 << assessment.rules.questions[other].atoms) - 1
        changed[question] = 1 << atom
        if _can_be_freed(rows, changed, [other for other in chosen if other != question], assessment):
            atoms.append(atom)
    return atoms


def _can_be_freed(rows: Sequence[Any], possible: list[int], free: Sequence[int], assessment: Assessment) -> bool:
    """Whether some choice of the free questions leaves no row certain."""
    if not free:
        return all(judge_condition(row, possible) is not Force.CERTAIN for row in rows)
    first, *rest = free
    for atom in range(assessment.rules.questions[first].atoms):
        if _can_be_freed(rows, [*possible[:first], 1 << atom, *possible[first + 1 :]], rest, assessment):
            return True
    return False


def _show_change(assessment: Assessment, answers: Answers, change: tuple[int, list[int]]) -> dict[str, Any]:
    index, atoms = change
    question = assessment.rules.questions[index]
    return {
        "question": question.id,
        "label": question.label,
        "from": answers.normal.get(question.id),
        "to": [question.atom_value(atom) for atom in atoms],
    }
