"""The motions if some answers were others: the exact evaluations that all "what would change it" outputs share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from calculator.answers.beliefs import Belief, be_certain
from calculator.rules.rule_base import Condition
from calculator.uncertainty.lead import Leading
from calculator.verdict.fit import Assessment, stand
from calculator.verdict.ranking import find_leaders
from calculator.verdict.vetoes import is_always_met

type Change = tuple[int, int]
"""A question index and the atom it is supposed to be."""


@dataclass(frozen=True)
class Outcome:
    """The motions under supposed answers."""

    totals: tuple[int, ...]
    """Per motion, over the assessment's `unit`."""
    is_barred: tuple[bool, ...]
    find_leaders: Callable[[], tuple[int, ...]]
    """Finds them when somebody asks: it takes longer than all the rest."""

    @cached_property
    def leaders(self) -> tuple[int, ...]:
        """The motions in first place."""
        return self.find_leaders()

    def margin(self) -> int | None:
        """By how much fit the leaders are ahead of the next motion that may lead; None without a rival.

        0 in a tie, and where the leader is first most often although another has more fit on average.
        """
        if not self.leaders:
            return None
        if len(self.leaders) > 1:
            return 0
        leader = self.leaders[0]
        rivals = [t for m, t in enumerate(self.totals) if not self.is_barred[m] and m != leader]
        return max(0, self.totals[leader] - max(rivals)) if rivals else None


class WhatIf:
    """Evaluates changes of one assessment; single changes are kept.

    Args:
        leading: says who is first most often; without it the first by fit leads.
    """

    def __init__(self, assessment: Assessment, leading: Leading | None = None) -> None:
        self.assessment, self._leading = assessment, leading
        totals, barred = assessment.totals, assessment.barring.is_barred
        self.now = Outcome(totals, barred, lambda: self._find_leaders(assessment.beliefs, set(), totals, barred))
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
        changed = {p for question, _ in changes if (p := rules.criterion_of[question]) is not None}
        for position in changed:
            criterion, old = rules.criteria[position], assessment.parts[position]
            standing = stand(criterion, beliefs)
            scale = criterion.weight * (assessment.common // standing.denominator)
            for motion, numerator in enumerate(standing.numerators):
                totals[motion] += numerator * scale - old[motion]
        barred = self._judge(changes)
        return Outcome(tuple(totals), barred, lambda: self._find_leaders(beliefs, changed, totals, barred))

    def _find_leaders(
        self, beliefs: Sequence[Belief], changed: set[int], totals: Sequence[int], barred: Sequence[bool]
    ) -> tuple[int, ...]:
        if self._leading is None:
            return find_leaders(totals, barred)
        return self._leading.find(beliefs, changed, totals, barred)

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
