"""Arithmetic in whole numbers: rounding for print, parts that add up to their total, base-2 logarithms."""

from calculator.exact.numerals import Exact


def divide_half_up(numerator: int, denominator: int) -> int:
    """The nearest whole number to a fraction with a positive denominator; halves go up."""
    return (2 * numerator + denominator) // (2 * denominator)


def to_tenths(numerator: int, denominator: int) -> int:
    """A fraction as a whole number of tenths, halves up."""
    return divide_half_up(10 * numerator, denominator)


def show_tenths(tenths: int) -> int | float:
    """Tenths as a JSON number: 778 is 77.8, 800 is 80 (as JavaScript would print it too)."""
    return tenths // 10 if tenths % 10 == 0 else tenths / 10


def show(numerator: int, denominator: int) -> int | float:
    """A fraction with a positive denominator as a JSON number with one decimal."""
    return show_tenths(to_tenths(numerator, denominator))


def show_share(count: int, total: int) -> int | float:
    """A share as a percentage with one decimal; 0 of 0 is 0."""
    return show(100 * count, total) if total else 0


def share_tenths(parts: list[int], denominator: int) -> list[int]:
    """Parts in tenths whose sum is their exact sum in tenths (the largest-remainder method).

    Each result is within one tenth of its part. Equal remainders: the earlier part gets the tenth, so callers
    pass the parts in the order of their criterion ids.

    Args:
        parts: numerators over the common denominator.
        denominator: positive.
    """
    floors = [10 * part // denominator for part in parts]
    missing = to_tenths(sum(parts), denominator) - sum(floors)
    if missing:
        by_remainder = sorted(range(len(parts)), key=lambda i: -(10 * parts[i] % denominator))
        for index in by_remainder[:missing]:
            floors[index] += 1
    return floors


FRACTION_BITS = 20
_PRECISION = 64


def log2_fixed(value: Exact) -> int:
    """The base-2 logarithm of a positive number, in units of 2**-20, cut off below.

    Binary digits by repeated squaring of the mantissa (Knuth, The Art of Computer Programming 1, 1.2.2, exercise 25).
    """
    numerator, denominator = value.numerator, value.denominator
    exponent = numerator.bit_length() - denominator.bit_length()
    if exponent >= 0:
        mantissa = (numerator << _PRECISION) // (denominator << exponent)
    else:
        mantissa = (numerator << (_PRECISION - exponent)) // denominator
    if mantissa < 1 << _PRECISION:
        mantissa <<= 1
        exponent -= 1
    result = exponent
    for _ in range(FRACTION_BITS):
        mantissa = (mantissa * mantissa) >> _PRECISION
        bit = mantissa >> (_PRECISION + 1)
        mantissa >>= bit
        result = (result << 1) | bit
    return result
