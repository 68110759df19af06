"""Whether the answers allow a verdict: enough of them, and not every motion ruled out.

Defined in docs/scoring.md, a.3 (conflict) and docs/scoring.md, a.6 (not enough).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from calculator.exact.arithmetic import divide_half_up
from calculator.rules.rule_base import Limits, Veto
from calculator.verdict.coverage import Coverage
from calculator.verdict.fit import Assessment
from calculator.verdict.ranking import Ranking
from calculator.verdict.vetoes import Force
from calculator.verdict.words import join_or, lower_first


class Status(StrEnum):
    """What the result may be taken for."""

    OK = "ok"
    """A verdict."""
    CONFLICT = "conflict"
    """Every motion is ruled out; the order is shown without a leader."""
    NOT_ENOUGH = "not-enough"
    """An order so far, not a verdict."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The status and why it is not `ok`."""

    status: Status
    reasons: tuple[dict[str, Any], ...]


def judge_status(assessment: Assessment, ranking: Ranking, coverage: Coverage, limits: Limits) -> Judgement:
    """The status of a result, with a reason for each thing that stands against a verdict."""
    rules = assessment.rules
    if not ranking.leaders:
        message = f"Every {rules.nouns.one} is ruled out by an answer. See which answers to reconsider."
        return Judgement(Status.CONFLICT, ({"kind": "conflict", "message": message, "veto": None},))
    reasons: list[dict[str, Any]] = []
    if coverage.answered * 100 < limits.coverage:
        share = divide_half_up(100 * coverage.answered.numerator, coverage.answered.denominator)
        message = f"The answers carry {share} % of the weight; a verdict needs at least {limits.coverage} %."
        reasons.append({"kind": "coverage", "message": message, "veto": None})
    for veto, force in zip(rules.vetoes, assessment.barring.forces, strict=True):
        if force is Force.POSSIBLE and veto.motion in ranking.leaders and depends_on_unanswered(assessment, veto):
            message = f"{rules.motions[veto.motion].label} would be ruled out if {describe_open(assessment, veto)}."
            reasons.append({"kind": "possible-veto", "message": message, "veto": veto.id})
    return Judgement(Status.NOT_ENOUGH if reasons else Status.OK, tuple(reasons))


def depends_on_unanswered(assessment: Assessment, veto: Veto) -> bool:
    """Whether an unanswered question decides about a veto."""
    beliefs = assessment.beliefs
    return any(not beliefs[q].is_answered and beliefs[q].possible & ~mask for q, mask in veto.when.masks)


def open_conditions(assessment: Assessment, veto: Veto) -> list[tuple[int, list[int]]]:
    """The questions that decide about a possible veto, each with the atoms that would bring it about."""
    found = []
    for question, mask in veto.when.masks:
        possible = assessment.beliefs[question].possible
        if possible & ~mask:
            found.append((question, [atom for atom in range(possible.bit_length()) if possible & mask & 1 << atom]))
    return found


def describe_open(assessment: Assessment, veto: Veto) -> str:
    """The answers that would bring a possible veto about, in words."""
    clauses = []
    for index, atoms in open_conditions(assessment, veto):
        question = assessment.rules.questions[index]
        labels = [f"“{question.atom_label(atom)}”" for atom in atoms]
        clauses.append(f"{lower_first(question.label)} is {join_or(labels)}")
    return " and ".join(clauses)
