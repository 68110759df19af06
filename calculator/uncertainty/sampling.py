"""SplitMix64 streams keyed by name, drawn for all samples at once (docs/scoring.md, a.5).

A stream is one large integer with 128 bits for each sample, the draw in its lower half. Python multiplies, adds and
masks such an integer in one step of compiled code, so 4,096 draws cost a dozen operations instead of 4,096 loops; and
whole numbers are the same on every machine.
"""

from bisect import bisect_right
from functools import lru_cache

GAMMA = 0x9E3779B97F4A7C15
MIX_1 = 0xBF58476D1CE4E5B9
MIX_2 = 0x94D049BB133111EB
MASK_64 = (1 << 64) - 1
LANE_BYTES = 16

FACTORS = (32, 35, 38, 41, 45, 49, 54, 59, 64, 70, 76, 83, 91, 99, 108, 117, 128)
"""What a weight is multiplied by: half to double, in 64ths, in even steps of proportion. Frozen."""


def hash_name(name: str) -> int:
    """The FNV-1a hash of a name, 64 bits."""
    value = 0xCBF29CE484222325
    for byte in name.encode("utf-8"):
        value = ((value ^ byte) * 0x100000001B3) & MASK_64
    return value


def split_mix(seed: int, count: int) -> list[int]:
    """The first draws of SplitMix64, one by one. `Lanes.draw` gives the same numbers.

    Source: Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators, OOPSLA 2014; constants of Vigna's
    reference implementation.
    """
    draws = []
    for step in range(1, count + 1):
        value = (seed + step * GAMMA) & MASK_64
        value = ((value ^ (value >> 30)) * MIX_1) & MASK_64
        value = ((value ^ (value >> 27)) * MIX_2) & MASK_64
        draws.append(value ^ (value >> 31))
    return draws


class Lanes:
    """The constants for drawing a number of samples at once."""

    def __init__(self, samples: int) -> None:
        self.samples = samples
        self.ones = int.from_bytes((1).to_bytes(LANE_BYTES, "little") * samples, "little")
        self.mask_64 = self.ones * MASK_64
        self._steps = (self._count_up() * GAMMA) & self.mask_64

    def _count_up(self) -> int:
        """One in the first lane, two in the second and so on: each turn writes as many behind those that are there."""
        counted, count = 1, 1
        while count < self.samples:
            width = 8 * LANE_BYTES * count
            counted |= (counted + count * (self.ones & ((1 << width) - 1))) << width
            count *= 2
        return counted & ((1 << 8 * LANE_BYTES * self.samples) - 1)

    def draw(self, seed: int, name: str) -> int:
        """The draws of the stream of that name, one in each lane."""
        mask = self.mask_64
        value = (self._steps + (seed ^ hash_name(name)) * self.ones) & mask
        value = ((value ^ ((value >> 30) & mask)) * MIX_1) & mask
        value = ((value ^ ((value >> 27) & mask)) * MIX_2) & mask
        return value ^ ((value >> 31) & mask)

    def low_bytes(self, lanes: int) -> bytes:
        """The lowest byte of each lane, in the order of the samples."""
        return lanes.to_bytes(LANE_BYTES * self.samples + LANE_BYTES, "little")[
            : LANE_BYTES * self.samples : LANE_BYTES
        ]

    def draw_factors(self, seed: int, criterion: str) -> bytes:
        """Per sample the factor of a criterion's weight."""
        places = ((self.draw(seed, f"w:{criterion}") & (self.ones * 0xFFFF)) * len(FACTORS)) >> 16
        return self.low_bytes(places).translate(_FACTOR_TABLE)

    def draw_noise(self, seed: int, criterion: str, motions: int) -> list[bytes]:
        """Per motion (in the order of their names) and sample, what is added to silent points, plus one: 0, 1 or 2.

        A cell is left silent where its author looked and found no reason to differ from the parent, so most samples
        leave it there: one in sixteen takes a point off, one in sixteen adds one. A third each would treat silence
        as no knowledge at all, and hardly any complete set of answers would come out clear (docs/scoring.md, a.5).
        A draw has twelve bits for each of five motions; each further five have a stream of their own.
        """
        noise, draws = [], b""
        for motion in range(motions):
            if motion % 5 == 0:
                draws = self.draw_bytes(seed, f"e:{criterion}" if motion < 5 else f"e:{criterion}:{motion // 5}")
            # The highest four of its twelve bits: one half of one byte.
            byte, shift = divmod(12 * (motion % 5) + 8, 8)
            noise.append(draws[byte::LANE_BYTES].translate(_NOISE_HIGH if shift else _NOISE_LOW))
        return noise

    def draw_bytes(self, seed: int, name: str) -> bytes:
        """The draws of a stream as `LANE_BYTES` bytes each, the lowest first."""
        return self.draw(seed, name).to_bytes(LANE_BYTES * self.samples, "little")


def choose(draws: bytes, masses: tuple[int, ...]) -> bytes:
    """Per sample the index that the upper half of its draw falls on, each index having its share of the masses.

    The same as `options[(x * total) >> 32]` with each option repeated as often as its mass says. The highest byte alone
    says which it is, but for the few draws that share it with the border of two shares.

    Args:
        draws: as `Lanes.draw_bytes` gives them.
    """
    total, reached, borders = sum(masses), 0, []
    for mass in masses[:-1]:
        reached += mass
        borders.append(-((-reached << 32) // total))
    table = bytearray(bisect_right(borders, byte << 24) for byte in range(256))
    shared = {border >> 24 for border in borders if border & 0xFFFFFF}
    highest = draws[7::LANE_BYTES]
    found = bytearray(highest.translate(table))
    for byte in shared:
        sample = highest.find(byte)
        while sample >= 0:
            start = LANE_BYTES * sample + 4
            found[sample] = bisect_right(borders, int.from_bytes(draws[start : start + 4], "little"))
            sample = highest.find(byte, sample + 1)
    return bytes(found)


@lru_cache(maxsize=2)
def lanes_for(samples: int) -> Lanes:
    """The constants for a number of samples, kept for the next request."""
    return Lanes(samples)


_NOISE = bytes([0, *[1] * 14, 2])
"""From four bits to what is added to silent points, plus one."""
_NOISE_LOW = _NOISE * 16
"""The same from the lower half of a byte, and from the upper."""
_NOISE_HIGH = bytes(step for step in _NOISE for _ in range(16))

_FACTOR_TABLE = bytes(FACTORS) + bytes(256 - len(FACTORS))
