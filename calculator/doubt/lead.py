"""Which motions the headline names: the one first most often, those level with it, or those still open."""

from dataclasses import dataclass

from calculator.doubt.acceptability import Acceptability
from calculator.exact.rounding import divide_half_up
from calculator.rules.limits import Limits
from calculator.verdict.ranking import Ranking
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
