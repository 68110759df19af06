"""How often each motion leads, over the variations (SMAA-2: Lahdelma and Salminen 2001)."""

from dataclasses import dataclass

from calculator.uncertainty.packing import Standings
from calculator.uncertainty.variations import Variations
from calculator.verdict.fit import Assessment


@dataclass(frozen=True, slots=True)
class Acceptability:
    """Counts over the samples; a tie is shared equally by those in it."""

    samples: int
    standings: Standings
    ranks: tuple[tuple[int, ...], ...]
    """Per motion and rank the number of parts of samples; every row and every column sums to `whole`."""

    @property
    def whole(self) -> int:
        """All parts of all samples."""
        return self.samples * self.standings.parts

    @property
    def pairs(self) -> tuple[tuple[int, ...], ...]:
        """Per motion a and b, how often a is before b, in half samples."""
        return self.standings.pairs

    def first(self, motion: int) -> int:
        """How many parts a motion leads in."""
        return self.ranks[motion][0]

    def leads(self, motion: int) -> int:
        """In how many samples a motion leads alone."""
        return self.standings.codes[motion].count(0)

    @property
    def ties(self) -> int:
        """In how many samples several motions lead together."""
        return self.samples - sum(code.count(0) for code in self.standings.codes)


def sample_acceptability(assessment: Assessment, variations: Variations) -> Acceptability:
    """The rank shares of the motions over all variations of what the answers leave open."""
    packing, beliefs = variations.packing, assessment.beliefs
    barred = variations.barred_lanes(assessment.barring, beliefs)
    standings = packing.compare(packing.split_scores(variations.total(beliefs), barred))
    count = len(standings.codes)
    return Acceptability(
        samples=variations.samples,
        standings=standings,
        ranks=tuple(_count_ranks(code, count, standings.parts) for code in standings.codes),
    )


def _count_ranks(code: bytes, count: int, parts: int) -> tuple[int, ...]:
    ranks = [0] * count
    for before in range(count):
        for level in range(count - before):
            found = code.count(8 * before + level)
            for rank in range(before, before + level + 1):
                ranks[rank] += found * parts // (level + 1)
    return tuple(ranks)
