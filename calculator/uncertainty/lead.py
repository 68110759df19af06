"""Which motions are first most often, in a result and under supposed answers, and which of them the headline names."""

from collections.abc import Sequence
from dataclasses import dataclass

from calculator.answers.beliefs import Belief
from calculator.exact.arithmetic import divide_half_up
from calculator.rules.rule_base import Limits
from calculator.uncertainty.acceptability import Acceptability
from calculator.uncertainty.variations import Variations
from calculator.verdict.fit import POINTS_PER_UNIT, Assessment
from calculator.verdict.ranking import Ranking, find_leaders
from calculator.verdict.vetoes import judge_vetoes
from calculator.verdict.words import Word, choose_word

MOST_NAMED = 3
"""Motions that are named while it is open."""


@dataclass(frozen=True, slots=True)
class Lead:
    """Who is first most often, and how that is to be told."""

    word: Word
    named: tuple[int, ...]
    """The leader first, then those told beside it."""
    leaders: tuple[int, ...]
    """The leader and those level with it."""

    @property
    def motion(self) -> int:
        """The motion that is first most often."""
        return self.leaders[0]


def judge_lead(ranking: Ranking, acceptability: Acceptability, limits: Limits) -> Lead | None:
    """How the lead is told; None when every motion is ruled out.

    Two are level when they share nearly all first places and neither is clearly more often before the other: that
    difference is smaller than what the weights are known to.
    """
    if not ranking.leaders:
        return None
    leader = ranking.leaders[0]
    shares = {motion: _percent(acceptability.first(motion), acceptability.whole) for motion in ranking.order}
    word = choose_word(acceptability.first(leader), acceptability.whole, limits)
    if len(ranking.leaders) > 1:
        return Lead(Word.LEVEL, ranking.leaders, ranking.leaders)
    others = [motion for motion in ranking.order if motion != leader and shares[motion]]
    if others and word is not Word.CLEAR:
        second = others[0]
        wins = _percent(acceptability.pairs[leader][second], 2 * acceptability.samples)
        if shares[leader] + shares[second] >= limits.level_together and wins < limits.level:
            return Lead(Word.LEVEL, (leader, second), (leader, second))
    if word is not Word.OPEN:
        return Lead(word, (leader,), (leader,))
    near = [motion for motion in others if 2 * shares[motion] >= shares[leader]] or others[:1]
    return Lead(word, (leader, *near[: MOST_NAMED - 1]), (leader,))


def _percent(count: int, whole: int) -> int:
    return divide_half_up(100 * count, whole)


SURELY_AHEAD = 5
"""Points of fit from which, with nothing open, the first by fit is taken to be first most often."""


class Leading:
    """The motions that are first most often, under one set of variations."""

    def __init__(self, assessment: Assessment, variations: Variations) -> None:
        self.assessment, self.variations = assessment, variations
        self._total = variations.total(assessment.beliefs)
        self._asked = sorted({question for veto in assessment.rules.vetoes for question, _ in veto.when.masks})
        self._barred: dict[tuple[int, ...], list[int]] = {}

    def find(
        self,
        beliefs: Sequence[Belief],
        changed: set[int],
        totals: Sequence[int],
        is_barred: Sequence[bool],
    ) -> tuple[int, ...]:
        """The motions first most often; fit breaks ties, and what is equal in both leads together.

        Args:
            beliefs: per question, as supposed.
            changed: positions of the criteria that differ from the assessment's own.
            totals: per motion the fit as supposed, over the assessment's unit.
            is_barred: per motion.
        """
        by_fit = find_leaders(totals, is_barred)
        if not by_fit or self._is_surely_ahead(beliefs, by_fit[0], totals, is_barred):
            return by_fit
        variations, rules = self.variations, self.assessment.rules
        total = self._total
        for position in changed:
            criterion = rules.criteria[position]
            total += variations.contribution(position, criterion, beliefs)
            total -= variations.contribution(position, criterion, self.assessment.beliefs)
        packing = variations.packing
        scores = packing.split_scores(total, self._barred_lanes(beliefs))
        live = [motion for motion, is_out in enumerate(is_barred) if not is_out]
        firsts = [0] * len(scores)
        for motion, first in zip(live, packing.count_firsts([scores[motion] for motion in live]), strict=True):
            firsts[motion] = first
        return find_first(firsts, totals, is_barred)

    def _barred_lanes(self, beliefs: Sequence[Belief]) -> list[int]:
        """Per motion all bits of the lanes in which it cannot lead: the same for most of what is supposed.

        A supposed answer is certain and all others are the assessment's, so what is possible says all there is to say.
        """
        key = tuple(beliefs[question].possible for question in self._asked)
        if key not in self._barred:
            barring = judge_vetoes(self.assessment.rules, beliefs)
            self._barred[key] = self.variations.barred_lanes(barring, beliefs)
        return self._barred[key]

    def _is_surely_ahead(
        self, beliefs: Sequence[Belief], leader: int, totals: Sequence[int], is_barred: Sequence[bool]
    ) -> bool:
        if any(beliefs[question].atom is None for question in self.assessment.rules.fit):
            return False
        rivals = [total for m, total in enumerate(totals) if m != leader and not is_barred[m]]
        return not rivals or POINTS_PER_UNIT * (totals[leader] - max(rivals)) >= SURELY_AHEAD * self.assessment.unit


def find_first(firsts: Sequence[int], totals: Sequence[int], is_barred: Sequence[bool]) -> tuple[int, ...]:
    """The motions with the largest share of first places among those that may lead; fit breaks ties."""
    keys = [(first, total) for first, total in zip(firsts, totals, strict=True)]
    best = max((key for key, barred in zip(keys, is_barred, strict=True) if not barred), default=None)
    return tuple(m for m, key in enumerate(keys) if key == best and not is_barred[m])
