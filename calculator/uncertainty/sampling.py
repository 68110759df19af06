"""SplitMix64 streams keyed by name, drawn for all samples at once (docs/scoring.md, a.5).

A stream is one large integer with 128 bits for each sample, the draw in its lower half. Python multiplies, adds and
masks such an integer in one step of compiled code, so 4,096 draws cost a dozen operations instead of 4,096 loops; and
whole numbers are the same on every machine.
"""

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
        steps = (((step * GAMMA) & MASK_64).to_bytes(LANE_BYTES, "little") for step in range(1, samples + 1))
        self._steps = int.from_bytes(b"".join(steps), "little")

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
        four, noise, draws = self.ones * 0xF, [], 0
        for motion in range(motions):
            if motion % 5 == 0:
                draws = self.draw(seed, f"e:{criterion}" if motion < 5 else f"e:{criterion}:{motion // 5}")
            highest = (draws >> (12 * (motion % 5) + 8)) & four
            noise.append(self.low_bytes(highest).translate(_NOISE_TABLE))
        return noise

    def draw_upper(self, seed: int, name: str) -> int:
        """The upper half of each draw of a stream, a number below 2**32 in each lane."""
        return (self.draw(seed, name) >> 32) & (self.ones * 0xFFFFFFFF)

    def choose(self, upper: int, masses: tuple[int, ...]) -> bytes:
        """Per sample the index that a number below 2**32 falls on, each index having its share of the masses.

        The same as `options[(x * total) >> 32]` with each option repeated as often as its mass says.
        """
        total, reached = sum(masses), 0
        guard = self.ones << 63
        raised, places = upper | guard, 0
        for mass in masses[:-1]:
            reached += mass
            threshold = -((-reached << 32) // total)
            places += ((raised - threshold * self.ones) & guard) >> 63
        return self.low_bytes(places)


@lru_cache(maxsize=2)
def lanes_for(samples: int) -> Lanes:
    """The constants for a number of samples, kept for the next request."""
    return Lanes(samples)


_NOISE_TABLE = bytes([0, *[1] * 14, 2]) + bytes(240)
"""From four bits to what is added to silent points, plus one."""

_FACTOR_TABLE = bytes(FACTORS) + bytes(256 - len(FACTORS))
