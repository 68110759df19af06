"""Vectors of small numbers packed into one large integer, a lane of a few bytes for each sample.

Adding two such integers adds all lanes at once in compiled code. Lanes may be negative while they are summed, as long
as they are not negative when they are compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import lcm


class Packing:
    """The layout of the lanes.

    Args:
        samples: number of lanes.
        spread: no total of a lane is farther from zero than this.
    """

    def __init__(self, samples: int, spread: int) -> None:
        self.samples, self.spread = samples, spread
        self.lane_bytes = ((4 * spread + 2).bit_length() + 8) // 8
        self.lane_bits = 8 * self.lane_bytes
        self.vector_bits = self.lane_bits * samples
        self.ones = int.from_bytes((1).to_bytes(self.lane_bytes, "little") * samples, "little")
        """One in every lane."""
        self.full = (1 << self.vector_bits) - 1
        """All bits of every lane."""
        self._raised = (0, 0)
        """For so many motions, what makes their totals positive, side by side."""
        self._guards = self.ones << (self.lane_bits - 1)

    def expand(self, values: bytes) -> int:
        """One byte per sample as a vector."""
        spaced = bytearray(self.lane_bytes * self.samples)
        spaced[:: self.lane_bytes] = values
        return int.from_bytes(spaced, "little")

    def select(self, values: bytes, chosen: int) -> int:
        """All bits of the lanes whose value is among the chosen bits."""
        flags = values.translate(_mark(chosen, 0, 255))
        spaced = bytearray(self.lane_bytes * self.samples)
        for offset in range(self.lane_bytes):
            spaced[offset :: self.lane_bytes] = flags
        return int.from_bytes(spaced, "little")

    def split_scores(self, total: int, barred: Sequence[int]) -> list[int]:
        """Per motion a vector to compare: its totals made positive, and below every other where it is barred.

        Args:
            total: the motions' vectors side by side, the first in the lowest bits.
            barred: per motion all bits of the lanes in which it cannot lead.
        """
        lift, count = 2 * self.spread + 1, len(barred)
        if self._raised[0] != count:
            above = self.ones * (self.spread + lift)
            self._raised = (count, sum(above << (motion * self.vector_bits) for motion in range(count)))
        size = self.lane_bytes * self.samples
        side_by_side = (total + self._raised[1]).to_bytes(size * count, "little")
        return [
            int.from_bytes(side_by_side[motion * size : (motion + 1) * size], "little")
            - (lift * (self.ones & lanes) if lanes else 0)
            for motion, lanes in enumerate(barred)
        ]

    def count_firsts(self, scores: Sequence[int]) -> list[int]:
        """Per motion in how many parts of the samples it is first, as `Standings` counts them; nothing else."""
        guards, shift = self._guards, self.lane_bits - 1
        first = [guards] * len(scores)
        for a in range(len(scores)):
            for b in range(a + 1, len(scores)):
                first[a] &= (scores[a] | guards) - scores[b]
                first[b] &= (scores[b] | guards) - scores[a]
        parts = lcm(*range(1, len(scores) + 1))
        counts = [lanes.bit_count() for lanes in first]
        if sum(counts) == self.samples:
            return [count * parts for count in counts]
        ties = [
            (a, b, both)
            for a in range(len(first))
            for b in range(a + 1, len(first))
            if counts[a] and counts[b] and (both := first[a] & first[b])
        ]
        # Ties of two are nearly all there are: each takes half a sample from either.
        if sum(counts) - sum(both.bit_count() for _, _, both in ties) == self.samples:
            found = [count * parts for count in counts]
            for a, b, both in ties:
                found[a] -= both.bit_count() * parts // 2
                found[b] -= both.bit_count() * parts // 2
            return found
        level = sum(lanes >> shift for lanes in first)
        levels = level.to_bytes(self.lane_bytes * self.samples, "little")[:: self.lane_bytes]
        found = [0] * len(scores)
        for size in range(1, len(scores) + 1):
            if size not in levels:
                continue
            chosen = self.select(levels, 1 << size)
            for motion, lanes in enumerate(first):
                found[motion] += (lanes & chosen).bit_count() * parts // size
        return found

    def compare(self, scores: Sequence[int]) -> "Standings":
        """Who is before whom in every lane."""
        count, shift, guards = len(scores), self.lane_bits - 1, self._guards
        before = [0] * count
        pairs = [[0] * count for _ in range(count)]
        for a in range(count):
            for b in range(a + 1, count):
                not_less = ((scores[a] | guards) - scores[b]) & guards
                not_more = ((scores[b] | guards) - scores[a]) & guards
                level = not_less & not_more
                before[a] += ((guards ^ not_less) >> (shift - 3)) + (level >> shift)
                before[b] += ((guards ^ not_more) >> (shift - 3)) + (level >> shift)
                pairs[a][b] = 2 * not_less.bit_count() - level.bit_count()
                pairs[b][a] = 2 * self.samples - pairs[a][b]
        size = self.lane_bytes
        codes = tuple(lanes.to_bytes(size * self.samples, "little")[::size] for lanes in before)
        return Standings(codes, tuple(map(tuple, pairs)), lcm(*range(1, count + 1)))


@dataclass(frozen=True, slots=True)
class Standings:
    """The order of the motions in every sample."""

    codes: tuple[bytes, ...]
    """Per motion and sample, 8 times how many are before it plus how many are level with it."""
    pairs: tuple[tuple[int, ...], ...]
    """Per motion a and b, how often a is before b, in half samples."""
    parts: int
    """One sample in these parts: the least number that every possible tie divides."""

    def leading(self, motion: int) -> list[tuple[int, int]]:
        """The samples in which a motion leads, as bits, with the parts of a sample that it has in them."""
        code = self.codes[motion]
        levels = [level for level in range(len(self.codes)) if level in code]
        return [(dense_bits(code, 1 << level), self.parts // (level + 1)) for level in levels]


def dense_bits(values: bytes, chosen: int) -> int:
    """One bit per sample, the first sample highest: whether its value is among the chosen bits."""
    return int(values.translate(_mark(chosen, 48, 49)), 2)


@lru_cache(maxsize=256)
def _mark(chosen: int, absent: int, present: int) -> bytes:
    """A table that turns each value into one of two bytes."""
    return bytes(present if chosen >> value & 1 else absent for value in range(256))
