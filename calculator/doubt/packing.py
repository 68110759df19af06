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
        for motion in range(len(barred)):
            total += (self.ones * self.spread) << (motion * self.vector_bits)
        lift = 2 * self.spread + 1
        return [
            ((total >> (motion * self.vector_bits)) & self.full) + lift * (self.ones & ~lanes if lanes else self.ones)
            for motion, lanes in enumerate(barred)
        ]

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
