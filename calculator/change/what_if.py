"""The motions if some answers were others: the exact evaluations that all "what would change it" outputs share."""

from collections.abc import Sequence
from dataclasses import dataclass

from calculator.answers.beliefs import be_certain
from calculator.rules.rule_base import Condition
from calculator.verdict.fit import Assessment, stand
from calculator.verdict.ranking import find_leaders
from calculator.verdict.vetoes import is_always_met

type Change = tuple[int, int]
"""A question index and the atom it is supposed to be."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The motions under supposed answers."""

    totals: tuple[int, ...]
    """Per motion, over the assessment's `unit`."""
    is_barred: tuple[bool, ...]
    leaders: tuple[int, ...]

    def margin(self) -> int | None:
        """How far the leaders are ahead of the next motion that may lead; 0 in a tie, None without a rival."""
        if not self.leaders:
            return None
        if len(self.leaders) > 1:
            return 0
        best = self.totals[self.leaders[0]]
        rivals = [t for t, barred in zip(self.totals, self.is_barred, strict=True) if not barred]
        rivals.remove(best)
        return best - max(rivals) if rivals else None


class WhatIf:
    """Evaluates changes of one assessment; single changes are kept."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        totals, barred = assessment.totals, assessment.barring.is_barred
        self.now = Outcome(totals, barred, find_leaders(totals, barred))
        self._single: dict[Change, Outcome] = {}
        self._possible = [belief.possible for belief in assessment.beliefs]
        self._rows: list[list[Condition]] = [[] for _ in totals]
        self._barred_by: dict[int, set[int]] = {}
        for veto in assessment.rules.vetoes:
            self._rows[veto.motion].append(veto.when)
            for question, _ in veto.when.masks:
                self._barred_by.setdefault(question, set()).add(veto.motion)

    def touches_veto(self, question: int) -> bool:
        """Whether a requirement asks about a question."""
        return question in self._barred_by

    def suppose(self, question: int, atom: int) -> Outcome:
        """The motions if one question had this answer."""
        change = (question, atom)
        if change not in self._single:
            self._single[change] = self.suppose_all([change])
        return self._single[change]

    def suppose_all(self, changes: Sequence[Change]) -> Outcome:
        """The motions if several questions had these answers."""
        assessment = self.assessment
        rules, beliefs = assessment.rules, list(assessment.beliefs)
        for question, atom in changes:
            beliefs[question] = be_certain(len(beliefs[question].masses), atom)
        totals = list(assessment.totals)
        for position in {rules.criterion_of[question] for question, _ in changes}:
            if position is None:
                continue
            criterion, old = rules.criteria[position], assessment.parts[position]
            standing = stand(criterion, beliefs)
            scale = criterion.weight * (assessment.common // standing.denominator)
            for motion, numerator in enumerate(standing.numerators):
                totals[motion] += numerator * scale - old[motion]
        barred = self._judge(changes)
        return Outcome(tuple(totals), barred, find_leaders(totals, barred))

    def _judge(self, changes: Sequence[Change]) -> tuple[bool, ...]:
        """Which motions are barred for certain; only those that a changed question bears on are judged anew."""
        now = self.now.is_barred
        touched = {motion for question, _ in changes for motion in self._barred_by.get(question, ())}
        if not touched:
            return now
        possible = list(self._possible)
        for question, atom in changes:
            possible[question] = 1 << atom
        return tuple(
            is_always_met(self._rows[motion], possible) if motion in touched else now[motion]
            for motion in range(len(now))
        )
